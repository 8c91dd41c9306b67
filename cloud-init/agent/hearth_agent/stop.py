"""Stopping the game: on order, before an eviction, without the lease, to start it again.

What was begun is remembered, so that an agent killed meanwhile goes on where it was.
"""

import time


class Stop:
    """At most one stop at a time; what follows it is in afterwards.py.

    `now` is the stop that is going on, or None: its reason, the order it answers, whether a
    game ran and saved, and as Unix times when the signal is due, when patience ends and when
    the order's time does.
    """

    def __init__(self, agent):
        self._agent = agent
        self.now = None

    def recall(self):
        """Comes back to a stop that was going on."""
        self.now = self._agent.store.get("stop")

    def begin(self, reason, answers=None, patience=None):
        """Has the game stop, unless it is being stopped."""
        agent, now = self._agent, time.time()
        if self.now:
            return
        told = agent.profile.data["stop"]
        limit = (agent.store.get("hello") or {"config": {"stopSeconds": 3600}})["config"]["stopSeconds"]
        patience = patience or min(told["seconds"], limit)
        self.now = {
            "reason": reason, "answers": answers, "ran": agent.attached, "saved": False,
            "signal": now, "until": now + patience, "limit": now + limit, "forced": False,
            "backup": agent.attached and reason in ("order", "notice"),
        }  # fmt: skip
        if agent.attached and "command" in told:
            self._type(told["command"], patience)
        with agent.store.transaction():
            if agent.attached:
                agent.account.phase = "saving"
            self.keep()
            if agent.attached:
                agent.tell("phase")
        if not agent.attached:
            agent.afterwards.game_ended()

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
            self.keep()

    def evict(self, seconds):
        """The machine goes: the game has this long, also where it was to have longer."""
        if self.now:
            self.now["until"] = min(self.now["until"], time.time() + seconds)
        else:
            self.begin("notice", patience=seconds)

    def terminate(self):
        """This process is to end: the game is saved first, and starts again with the next."""
        agent = self._agent
        agent.cancelled.set()
        if not agent.attached and not self.now:
            agent.afterwards.end()
            return
        self.begin("terminate")
        if self.now:
            self.now["ending"] = True

    def watch(self):
        """Sends the signal when it is due; ends a game that takes too long."""
        stop, agent = self.now, self._agent
        if not stop or not agent.attached:
            return
        if stop["signal"] and time.time() >= stop["signal"]:
            agent.game.signal(agent.profile.data["stop"]["signal"])
            stop["signal"] = None
            self.keep()
        if time.time() < stop["until"] or stop["forced"]:
            return
        stop["forced"] = True
        if agent.eviction.announced:  # the machine dies anyway: let it save as long as it can
            agent.eviction.tell()
            agent.eviction.leave()
        else:
            agent.log("killed", why="the game did not end in time")
            agent.game.kill()

    def saw_save(self):
        """A line said that the world was saved."""
        answers = self.now["answers"] if self.now else None
        with self._agent.store.transaction():
            if self.now:
                self.now["saved"] = True
                self.keep()
            self._agent.tell("saved", saved=True, answers=answers)

    def forget(self):
        """The stop is over."""
        self.now = None
        self.keep()

    def keep(self):
        """Remembers the stop as it is; whether the game saved, every report says from now on."""
        self._agent.store.set("stop", self.now)
        if self.now and self.now["ran"] and self._agent.profile.tells_saves:
            self._agent.account.saved = self.now["saved"]
