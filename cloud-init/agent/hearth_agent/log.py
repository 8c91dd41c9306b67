"""One log line an event, for the journal. No secrets, no names of players."""

import os
import threading
import traceback


def log(event, /, **fields):
    """Prints the event and its fields on one line."""
    told = " ".join(f"{key}={str(value)[:300]!r}" if isinstance(value, str) else f"{key}={value}"
                    for key, value in fields.items())  # fmt: skip
    print(f"hearth {event} {told}".rstrip(), flush=True)


def on_thread_failure():
    """A bug in any thread ends the process, so that the service manager starts it anew."""

    def die(failure):
        traceback.print_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)
        os._exit(70)

    threading.excepthook = die
