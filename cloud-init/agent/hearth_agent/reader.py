"""Reads what the game prints and says what it means."""

import re
import time
from collections import deque

STEP = re.compile(r"[a-z][a-z0-9-]{0,31}")  # what the contract allows
FAILURES = 3  # reported for one run of the game


class Reader:
    """Belongs to the agent's loop."""

    def __init__(self, agent):
        self._agent = agent
        self._resume, self._failures = agent.game.beginning, 0
        self._last = deque(maxlen=12)  # lines, for people
        self._recognised = self._began = time.monotonic()

    def attach(self):
        """A game runs (or ran until now): reads on where it was left."""
        agent = self._agent
        agent.attached = True
        self._resume = agent.store.get("resume", agent.game.beginning)
        self._last.clear()
        self._recognised = self._began = time.monotonic()
        self._failures = 0

    def read(self):
        """Takes in new lines; once the game has ended and all are read, says so."""
        agent = self._agent
        running = agent.game.running()  # asked first: what it printed before its end is read
        lines, resume = agent.game.read(self._resume)
        if resume != self._resume:
            with agent.store.transaction():
                self._take(lines)
                agent.store.set("resume", resume)
            self._resume = resume
            agent.spool.fresh.set()
        elif not running:
            agent.attached = False
            agent.afterwards.game_ended()

    def _take(self, lines):
        agent = self._agent
        changed = saved = touched = False
        for line in lines:
            self._last.append(line[:200])
            for match in agent.profile.matcher.match(line):
                self._recognised = time.monotonic()
                touched = True
                changed |= agent.account.see(match)
                saved |= match.kind == "saved"
                self._meaning(match)
        if changed:
            agent.tell("players")
        if saved:
            agent.stop.saw_save()
        if touched:
            agent.account.keep()

    def _meaning(self, match):
        agent = self._agent
        if match.kind == "ready" and agent.account.phase == "loading":
            agent.account.phase = "running"
            agent.tell("ready")
        elif match.kind == "step" and STEP.fullmatch(match.groups["step"] or ""):
            agent.account.step = match.groups["step"]
            agent.tell("phase")
        elif match.kind == "failure" and self._failures < FAILURES:
            self._failures += 1
            agent.tell("failed", detail=match.line)

    def last_lines(self):
        """The end of what the game printed, for people."""
        return "\n".join(self._last)

    def watch_times(self):
        """Reports a game that is not ready in time, and a log that nothing is recognised in."""
        agent = self._agent
        if not agent.attached:
            return
        now, data = time.monotonic(), agent.profile.data
        if agent.account.phase == "loading" and now - self._began > data.get("bootSeconds", 1800):
            self._began = now
            agent.tell("failed", detail=f"not ready in time\n{self.last_lines()}")
        minutes = data.get("driftMinutes")
        if agent.account.phase == "running" and minutes and now - self._recognised > minutes * 60:
            self._recognised = float("inf")  # once, until a line is recognised again
            agent.tell("drift", detail=self.last_lines())
