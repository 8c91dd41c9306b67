"""The machine is to be taken away: saves, reports, lets the events go out, acknowledges."""

import threading
import time

from .web import Trouble

FLUSH = 4.0  # seconds kept for the events to reach the queue before the machine goes


class Eviction:
    """A notice joins the stop that is going on, or begins one."""

    def __init__(self, agent):
        self._agent = agent
        self._notice, self._ends = None, 0.0  # the Unix time when the machine goes
        self.told = False  # whether it was reported

    @property
    def announced(self):
        """Whether the machine is to go."""
        return self._notice is not None

    @property
    def seconds(self):
        """How long the game may still take, so that its end can be told."""
        return self._ends - time.time() - FLUSH

    def notice(self, notice):
        """What Azure said about this machine."""
        agent = self._agent
        agent.log("notice", event=notice.event, type=notice.kind, seconds=round(notice.seconds))
        self._notice, self._ends = notice, time.time() + notice.seconds
        agent.cancelled.set()
        if agent.attached:
            agent.stop.evict(max(1.0, self.seconds))
            return
        if agent.stop.now:  # the game has ended, its last backup is going on
            self.tell()
            agent.afterwards.hurry(self.seconds)
            return
        if agent.store.get("left") != notice.event:  # else it was told before a restart
            self.tell()
        self.leave()

    def tell(self):
        """Reports it; every later report says it too."""
        self.told = self._agent.account.evicting = True
        self._agent.tell("evicting")

    def leave(self):
        """Acknowledges the notice once the events are in the queue, or when time is up."""
        self._agent.store.set("left", self._notice.event)
        self._agent.halt.stay("notice")
        threading.Thread(target=self._acknowledge, args=(self._notice.event, self._ends), daemon=True).start()

    def _acknowledge(self, event, ends):
        agent = self._agent
        agent.spool.drain(ends - 1.5)
        while time.time() < ends + 5:
            try:
                agent.notices.acknowledge(event)
                agent.log("acknowledged", event=event)
                return
            except Trouble as trouble:
                agent.log("acknowledge-trouble", why=str(trouble))
                time.sleep(0.5)
