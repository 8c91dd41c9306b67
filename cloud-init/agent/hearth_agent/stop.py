"""Stopping the game: on order, before an eviction, without the lease, to start it again.

What was begun is remembered, so that an agent killed meanwhile goes on where it was.
"""

import threading
import time
from pathlib import Path

from .web import Trouble

FLUSH = 4.0  # seconds kept for the events to reach the queue before the machine goes
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Stop:
    """At most one stop at a time; a notice joins the one that is going on."""

    def __init__(self, agent):
        self._agent = agent
        self.now = None
        self._notice = None  # the notice, and the Unix time when the machine goes
        self._evicting = False  # whether that was reported

    def recall(self):
        """Comes back to a stop that was going on, and forgets one of another boot."""
        store = self._agent.store
        self.now = store.get("stop")
        halted = store.get("halted")
        if halted and halted["reason"] == "notice" and halted["boot"] != boot_id():
            store.set("halted", None)

    def begin(self, reason, answers=None, patience=None):
        """Has the game stop; what follows depends on the reason."""
        agent, now = self._agent, time.time()
        if self.now:
            return
        stop = agent.profile.data["stop"]
        hello = agent.store.get("hello") or {"config": {"stopSeconds": 3600}}
        limit = hello["config"]["stopSeconds"]
        patience = patience or min(stop["seconds"], limit)
        self.now = {
            "reason": reason, "answers": answers, "ran": agent.attached, "saved": False,
            "signal": now, "until": now + patience, "limit": now + limit, "forced": False,
            "backup": agent.attached and reason in ("order", "notice"),
        }  # fmt: skip
        if agent.attached and "command" in stop:
            self._type(stop["command"], patience)
        with agent.store.transaction():
            if agent.attached:
                agent.account.phase = "saving"
                agent.tell("phase")
            self._keep()
        if not agent.attached:
            self.game_ended()

    def _type(self, command, patience):
        try:
            self._agent.game.type(command)
            self.now["signal"] = time.time() + patience / 2  # only if the command did not do
        except OSError as failed:
            self._agent.log("console-trouble", why=str(failed))

    def hurry(self, seconds):
        """The world may be another machine's: the game has only this long, there is no
        backup, and a stop that was to start it again starts nothing."""
        if self.now:
            self.now["until"] = min(self.now["until"], time.time() + seconds)
            self.now |= {"backup": False, "reason": "lease"}
            self._keep()

    def notice(self, notice):
        """The machine is to be taken away: saves, reports, acknowledges."""
        agent = self._agent
        agent.log("notice", event=notice.event, type=notice.kind, seconds=round(notice.seconds))
        self._notice = (notice, time.time() + notice.seconds)
        agent.cancelled.set()
        until = time.time() + max(1.0, notice.seconds - FLUSH)
        if self.now:
            self.now["until"] = min(self.now["until"], until)
        elif agent.attached:
            self.begin("notice", patience=until - time.time())
        else:
            if agent.store.get("left") != notice.event:  # else it was told before a restart
                agent.tell("evicting", saved=None)
            self._leave()

    def terminate(self):
        """This process is to end: the game is saved first, and starts again with the next."""
        agent = self._agent
        agent.cancelled.set()
        if not agent.attached and not self.now:
            self._end()
            return
        self.begin("terminate")
        self.now["ending"] = True

    def watch(self):
        """Sends the signal when it is due; ends a game that takes too long."""
        stop, agent = self.now, self._agent
        if not stop or not agent.attached:
            return
        if stop["signal"] and time.time() >= stop["signal"]:
            agent.game.signal(agent.profile.data["stop"]["signal"])
            stop["signal"] = None
            self._keep()
        if time.time() < stop["until"] or stop["forced"]:
            return
        stop["forced"] = True
        if self._notice:  # the machine dies anyway: let it save as long as it can
            self._tell_evicting()
            self._leave()
        else:
            agent.log("killed", why="the game did not end in time")
            agent.game.kill()

    def saw_save(self):
        """A line said that the world was saved."""
        if self.now:
            self.now["saved"] = True
            self._keep()
        answers = self.now["answers"] if self.now else None
        self._agent.tell("saved", saved=True, answers=answers)

    def game_ended(self):
        """The game has ended and its last line was read."""
        stop, agent = self.now, self._agent
        if stop is None:
            agent.account.enter("stopped")
            agent.tell("failed", detail=f"the game ended by itself\n{agent.reader.last_lines()}")
            self.stay("failed")
            agent.release_lease()
        elif stop["reason"] in ("restart", "restore") and not (self._notice or stop.get("ending")):
            agent.handler.start_again(stop["reason"])
        else:
            self._last_backup()

    def _last_backup(self):
        """The world is closed: evicting is said at once, stopped once the backup is made."""
        agent, left = self._agent, max(10.0, self.now["limit"] - time.time())
        if self._notice:
            if not self._evicting or self.now["saved"]:
                self._tell_evicting()
            left = self._notice[1] - time.time() - FLUSH
        if not agent.backups or not self.now["backup"] or left < 3:
            self._stopped()
            return

        def work():
            agent.handler.upload(None, deadline=time.monotonic() + left)
            agent.post(self._stopped)

        threading.Thread(target=work, daemon=True).start()

    def _stopped(self):
        agent, stop = self._agent, self.now
        reason = "notice" if self._notice else stop["reason"]
        with agent.store.transaction():
            if self._notice and not self._evicting:
                self._tell_evicting()
            agent.account.enter("stopped")
            if stop["reason"] != "notice":
                agent.tell("stopped", saved=self._saved(), answers=stop["answers"])
            agent.handler.done(stop["answers"])
            if reason not in ("terminate", "restart", "restore"):
                self.stay(reason)
            agent.store.set("stop", None)
            self.now = None
        agent.cancelled.set()
        agent.release_lease()
        if self._notice and not stop["forced"]:
            self._leave()
        if stop.get("ending"):
            self._end()

    def stay(self, reason):
        """The game is not started again on this machine unless ordered."""
        self._agent.store.set("halted", {"reason": reason, "boot": boot_id()})

    def _tell_evicting(self):
        self._evicting = True
        self._agent.tell("evicting", saved=self._saved())

    def _leave(self):
        """Acknowledges the notice once the events are in the queue, or when time is up."""
        agent, (notice, at) = self._agent, self._notice

        def work():
            while not agent.spool.empty() and time.time() < at - 1.5:
                time.sleep(0.05)
            while time.time() < at + 5:
                try:
                    agent.notices.acknowledge(notice.event)
                    agent.log("acknowledged", event=notice.event)
                    return
                except Trouble as trouble:
                    agent.log("acknowledge-trouble", why=str(trouble))
                    time.sleep(0.5)

        agent.store.set("left", notice.event)
        self.stay("notice")
        threading.Thread(target=work, daemon=True).start()

    def _end(self):
        agent = self._agent

        def work():
            until = time.time() + FLUSH
            while not agent.spool.empty() and time.time() < until:
                time.sleep(0.05)
            agent.ended.set()

        threading.Thread(target=work, daemon=True).start()

    def _saved(self):
        return self.now["saved"] if self.now["ran"] and self._agent.profile.tells_saves else None

    def _keep(self):
        self._agent.store.set("stop", self.now)


def boot_id():
    """Which boot of the machine this is."""
    return BOOT_ID.read_text("ascii").strip()
