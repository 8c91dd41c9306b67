"""Something that is being fetched: how far it is, and that it was given up."""

import contextlib
import socket
import threading
import time
from typing import NamedTuple

EVERY = 3.0  # seconds between two words to people at least; of a long fetch a tenth of its time


class GivenUp(Exception):
    """It is not wanted any more."""


class Amount(NamedTuple):
    """So much of it is here: bytes of all bytes, layers of all layers. None: not known."""

    bytes: int
    ofBytes: int | None = None
    layers: int | None = None
    ofLayers: int | None = None

    def told(self):
        """As the contract has it."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class Fetching:
    """Of one fetch, in the thread that fetches."""

    def __init__(self, tell, cancelled, clock=time.monotonic):
        self._tell, self._cancelled, self._clock = tell, cancelled, clock
        self._began = self._told_at = clock()
        self._told = None

    def at(self, amount):
        """So much is here. Told at most every few seconds. Raises GivenUp."""
        if self._cancelled.is_set():
            raise GivenUp
        now = self._clock()
        if amount != self._told and now - self._told_at >= max(EVERY, (now - self._began) / 10):
            self._told_at, self._told = now, amount
            self._tell(amount)

    @contextlib.contextmanager
    def cuts(self, connection):
        """In this context the connection is cut off as soon as it is given up; GivenUp then."""
        over = threading.Event()

        def watch():
            while not over.wait(0.05):
                if self._cancelled.is_set():
                    with contextlib.suppress(OSError):
                        connection.shutdown(socket.SHUT_RDWR)
                    return

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        except Exception:
            if self._cancelled.is_set():
                raise GivenUp from None
            raise
        finally:
            over.set()
            watcher.join()


def aside():
    """Of a fetch that nobody watches."""
    return Fetching(lambda _: None, threading.Event())
