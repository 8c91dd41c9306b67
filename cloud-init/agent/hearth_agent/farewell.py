"""The last things: a notice is agreed to, the process ends; the events go out before."""

import threading
import time

from .web import Trouble

LATE = 5.0  # seconds after its end that a notice is still agreed to
EARLY = 1.5  # seconds before its end that events are not waited for any more


class Farewell:
    """Works in threads of its own; `ended` ends the agent."""

    def __init__(self, spool, notices, ended, log):
        self._spool, self._notices, self._ended, self._log = spool, notices, ended, log

    def acknowledge(self, effect):
        """Agrees to the notice once the events are in the queue, or when time is up."""
        threading.Thread(target=self._acknowledge, args=(effect.event, effect.ends), daemon=True).start()

    def end(self, effect):
        """Ends the process once the events are in the queue, or when time is up."""

        def work():
            self._spool.drain(time.time() + effect.seconds)
            self._ended.set()

        threading.Thread(target=work, daemon=True).start()

    def _acknowledge(self, event, ends):
        self._spool.drain(ends - EARLY)
        while time.time() < ends + LATE:
            try:
                self._notices.acknowledge(event)
                self._log("acknowledged", event=event)
                return
            except Trouble as trouble:
                self._log("acknowledge-trouble", why=str(trouble))
                time.sleep(0.5)
