"""The agent: one loop that steps the rules and does what they say, threads around it that wait.

Each step is one transaction: the state it leads to, its reports and its orders' marks are
written together, and only then is anything else done.
"""

import queue
import signal
import time
from collections import deque

from . import memory
from .core import effects, events
from .core.step import step
from .factory import Parts, make_setup
from .health import boot_id, tell_systemd
from .workers import Workers

TICK, IDLE = 0.05, 0.25
FLOOD = 0.2  # seconds that a game which prints without end keeps the others waiting
SAID = ("seq", "type", "phase", "count", "saved", "evicting", "answers")


class Agent:
    """Runs one game for one server, from boot to the machine's end."""

    def __init__(self, config, profile, log):
        self._config, self._profile, self._log = config, profile, log
        self._posted = queue.SimpleQueue()
        self._flooded = False  # whether more of what the game printed is waiting
        self._parts = Parts(config, profile, log, self.post, lambda: self.state)
        self.store = self._parts.store
        self.state = memory.recall(self.store, make_setup(config, profile, self._parts))
        self._perform = self._parts.performers()

    def post(self, event):
        """Has the loop take in an event soon; any thread may."""
        self._posted.put(event)

    def run(self):
        """Until the process is told to end; the game is saved first."""
        parts = self._parts
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.post(events.Terminated()))
        self.take(events.Recalled(parts.game.running(), boot_id()))
        if parts.inbox.greeted:
            self.take(parts.inbox.greeting())
        Workers(self._config, parts, self.post).start()
        tell_systemd("READY=1")
        next_word = 0.0
        while not parts.ended.is_set():
            acted = self._take_posted()
            if self.state.run.attached:
                self._read()
            self.take(events.Tick())
            if acted or time.monotonic() > next_word:
                self._offer()
            if time.monotonic() > next_word:
                next_word = time.monotonic() + 1
                tell_systemd("WATCHDOG=1")
        parts.close()

    def take(self, event):
        """Steps the rules by an event, and by what doing its effects leads to at once."""
        waiting = deque((event,))
        while waiting:
            for effect in self._step(waiting.popleft()):
                follows = self._perform[type(effect)](effect)
                if follows is not None:
                    waiting.append(follows)

    def _step(self, event):
        """Carries out what the step left to do, once the step is on disk."""
        before, store = self.state, self.store
        after, done = step(before, event, time.time())
        if after is before and not done:
            return ()
        reports = [effect.event for effect in done if isinstance(effect, effects.Report)]
        with store.transaction():
            memory.remember(store, before, after)
            for report in reports:
                self._parts.spool.add(self._parts.stamped(report), self._parts.inbox.generation)
            for mark in done:
                if isinstance(mark, effects.Mark):
                    self._parts.inbox.mark(mark.message, mark.state)
        self.state = after
        if reports:
            self._parts.spool.fresh.set()
        for report in reports:
            self._log("event", **{key: report[key] for key in SAID if key in report})
        return [effect for effect in done if not isinstance(effect, (effects.Report, effects.Mark))]

    def _take_posted(self):
        try:
            patience = 0 if self._flooded else TICK if self.state.run.attached else IDLE
            self.take(self._posted.get(timeout=patience))
        except queue.Empty:
            return False
        while not self._posted.empty():
            self.take(self._posted.get_nowait())
        return True

    def _read(self):
        """Takes in all that the game printed; of a flood, as much as there is time for."""
        ends, self._flooded = time.monotonic() + FLOOD, False
        while self.state.run.attached and not self._flooded:
            happened = self._parts.runner.read(self.state.log.resume)
            if happened is None:
                return
            self.take(happened)
            self._flooded = time.monotonic() > ends

    def _offer(self):
        found = self._parts.inbox.next()
        if found:
            self.take(events.Offered(*found))
