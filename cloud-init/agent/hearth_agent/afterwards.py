"""What follows once the game has ended: a new start, or a last backup, a snapshot and the word `stopped`."""

import threading
import time

from .eviction import FLUSH
from .snapshots import SECONDS

LAST_BACKUP = 10.0  # seconds that a backup has at least where no machine is taken away


class Afterwards:
    """Belongs to the agent's loop."""

    def __init__(self, agent):
        self._agent = agent
        self._ends = 0.0  # of time.monotonic(): when the last backup is given up

    def hurry(self, seconds):
        """The last backup has only this long."""
        self._ends = min(self._ends, time.monotonic() + seconds)

    def game_ended(self):
        """The game has ended and its last line was read."""
        agent, stop = self._agent, self._agent.stop.now
        if stop is None:
            self._ended_by_itself()
        elif stop["reason"] in ("restart", "restore") and not (agent.eviction.announced or stop.get("ending")):
            self._start_again(stop)
        else:
            self._last_backup(stop)

    def _ended_by_itself(self):
        agent = self._agent
        agent.account.enter("stopped")
        agent.tell("failed", detail=f"the game ended by itself\n{agent.reader.last_lines()}")
        agent.halt.stay("failed")
        agent.custody.release()

    def _start_again(self, stop):
        agent = self._agent
        order = agent.inbox.find(stop["answers"])
        agent.stop.forget()
        agent.account.enter("booting")
        if stop["reason"] == "restore":
            agent.keeper.restore_and_begin(order)
            return
        agent.start.begin()
        agent.handler.answer(order, "done")

    def _last_backup(self, stop):
        """The world is closed: evicting is said at once, stopped once the backup is made."""
        agent, left = self._agent, max(LAST_BACKUP, stop["limit"] - time.time())
        if agent.eviction.announced:
            if not agent.eviction.told or stop["saved"]:
                agent.eviction.tell()
            left = agent.eviction.seconds
        uploads = agent.backups and left >= 3
        if not stop["backup"] or not (uploads or agent.snapshots):
            self._stopped()
            return

        def work():
            ends = time.monotonic() + SECONDS
            snapshot = agent.keeper.snapshot() if agent.snapshots else None
            if uploads:
                agent.keeper.upload(None, lambda: self._ends)
            if snapshot:
                snapshot.join(max(0.0, min(ends, self._ends) - time.monotonic()))
            agent.post(self._stopped)

        self._ends = time.monotonic() + left

        threading.Thread(target=work, daemon=True).start()

    def _stopped(self):
        agent, stop = self._agent, self._agent.stop.now
        evicted = agent.eviction.announced
        with agent.store.transaction():
            if evicted and not agent.eviction.told:
                agent.eviction.tell()
            agent.account.enter("stopped")
            if stop["reason"] != "notice":
                agent.tell("stopped", answers=stop["answers"])
            agent.handler.done(stop["answers"])
            if evicted or stop["reason"] in ("order", "lease"):
                agent.halt.stay("notice" if evicted else stop["reason"])
            agent.stop.forget()
        agent.cancelled.set()
        agent.custody.release()
        if evicted and not stop["forced"]:
            agent.eviction.leave()
        if stop.get("ending"):
            self.end()

    def end(self):
        """Lets the events go out and ends the process."""
        agent = self._agent

        def work():
            agent.spool.drain(time.time() + FLUSH)
            agent.ended.set()

        threading.Thread(target=work, daemon=True).start()
