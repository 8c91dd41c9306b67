"""Conversations on the loopback that end by a deadline, however slowly the other side drips."""

import contextlib
import socket
import threading


@contextlib.contextmanager
def within(seconds, connection):
    """Cuts the connection off after so many seconds; TimeoutError then, whatever it led to."""
    late = threading.Event()

    def cut():
        late.set()
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception:
        if late.is_set():
            raise TimeoutError(f"no answer within {seconds:g} s") from None
        raise
    finally:
        timer.cancel()
        timer.join()  # cancelled, it ends in a moment: nothing stays behind the conversation
    if late.is_set():
        raise TimeoutError(f"no answer within {seconds:g} s")
