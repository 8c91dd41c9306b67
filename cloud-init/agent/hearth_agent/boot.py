"""From power-on to a game that may be started, each step reported with its time.

    bootstrap ─────────────▶ image ──┐
        └──────────┐                 ├──▶ begin
    hello ▶ lease ─┴──▶ mount ───────┤
    download, secrets ───────────────┘

Steps run side by side as their needs allow: only the mount waits for the lease, and nothing is begun
before the last of them is done.
"""

import threading
import time
from pathlib import Path

from .core import events
from .exchange import settle
from .fetching import Fetching, GivenUp
from .launch import Unready, environment, lead_to_world
from .times import now_text
from .web import Backoff, Trouble

POLL = 0.1  # seconds between two looks at what another process is to do
# The order in which steps that run side by side are shown: the one that takes longest first.
SHOWN = ("network", "packages", "agent", "quiet", "clock", "image", "download", "world-wait", "world")


class Cancelled(Exception):
    """The machine is to stop before its game was begun."""


class BootRunner:
    """Has at most one boot go on that was not cancelled."""

    def __init__(self, config, profile, parts, post, state):
        self._arguments = (config, profile, parts, post, state)
        self.cancelled = threading.Event()  # of the boot that was prepared last

    def prepare(self, effect):
        """Begins the way to a started game, and gives up one that goes on."""
        self.cancel()
        self.cancelled = threading.Event()
        Boot(*self._arguments, self.cancelled, effect.boot).begin(effect.attached)

    def cancel(self, _effect=None):
        """Gives it up."""
        self.cancelled.set()


class Progress:
    """Which steps go on, which fail, and what of that people are shown."""

    def __init__(self, post):
        self._post, self._lock = post, threading.Lock()
        self._named, self._failing, self._told = {}, {}, None  # by step; what is shown

    def reached(self, step, name, at=None):
        """The step is at what people know by this name."""
        with self._lock:
            self._named[step] = name
            self._tell(at)

    def at(self, step, amount):
        """It is so far; people are shown that where it is what they wait for."""
        with self._lock:
            if self._failing.pop(step, None) is not None:
                self._told = None  # it goes on again
            self._tell(None)
            if not self._failing and self._told == self._named.get(step):
                self._post(events.BootReached(self._told, amount=amount.told()))

    def failed(self, step, detail, at=None, for_good=False):
        """It failed so; it is tried again, unless that could not help. The same failure is told once."""
        with self._lock:
            before, self._failing[step] = self._failing.get(step), detail
            if before != detail:
                self._told = self._named.get(step, self._told)
                self._post(events.BootFailed(detail, self._named.get(step), at or now_text(), for_good))

    def passed(self, step, at=None):
        """It is done."""
        with self._lock:
            self._named.pop(step, None)
            if self._failing.pop(step, None) is not None:
                self._told = None
            self._tell(at)

    def _tell(self, at):
        """The step being waited for, unless a step fails: then that is the one for people to see."""
        if self._failing or not self._named:
            return
        waited = min(self._named.values(), key=lambda name: SHOWN.index(name) if name in SHOWN else -1)
        if waited != self._told:
            self._told = waited
            self._post(events.BootReached(waited, at or now_text()))


class Boot:
    """Runs each step in a thread of its own; posts what it reaches."""

    def __init__(self, config, profile, parts, post, state, cancelled, number):
        self._config, self._profile, self._parts = config, profile, parts
        self._post, self._state, self._cancelled, self._number = post, state, cancelled, number
        self._progress = Progress(post)
        self._lock = threading.Lock()

    def begin(self, attached):
        """Begins. With attached the game runs already, and may be started again."""
        needs = {self._hello: (), self._lease: (self._hello,), self._environment: ()}
        if not attached:
            fetch = (self._bootstrap,) if self._parts.game.by_packages else ()
            needs |= {self._bootstrap: (), self._mount: (self._bootstrap, self._lease), self._fetch: fetch}
        self._attached, self._left = attached, len(needs)
        self._done = {_name(step): threading.Event() for step in needs}
        for step, before in needs.items():
            threading.Thread(target=self._run, args=(step, before), daemon=True).start()

    def _run(self, step, before):
        try:
            for needed in before:
                self._await(needed)
            self._persist(step)
        except Cancelled:
            return
        self._progress.passed(_name(step))
        self._done[_name(step)].set()
        with self._lock:
            self._left -= 1
            last = self._left == 0
        if last and not self._cancelled.is_set():
            self._post(events.Prepared(self._number))

    def _await(self, step):
        while not self._done[_name(step)].wait(POLL):
            self._pause(0)

    def _persist(self, step):
        backoff = Backoff(first=1)
        while True:
            self._pause(0)
            try:
                return step()
            except GivenUp:
                raise Cancelled from None
            except (Trouble, Unready, OSError, RuntimeError) as failed:
                self._pause(0)  # what fails because it was given up is no failure
                # Only another configuration helps what is unready; a game that runs can wait for it.
                for_good = isinstance(failed, Unready) and not self._attached
                if for_good:
                    self._await(self._hello)  # until then nobody could be told
                self._progress.failed(_name(step), f"{_name(step)}: {failed}", for_good=for_good)
                if for_good:
                    self._cancelled.set()  # for the steps beside it
                    raise Cancelled from None
                self._pause(backoff.next())

    def _reached(self, step, name):
        self._progress.reached(_name(step), name)

    def _pause(self, seconds):
        if self._cancelled.wait(seconds):
            raise Cancelled

    def _bootstrap(self):
        """Passes on what the bootstrap script wrote.

        It runs at the machine's first boot alone: its end is remembered.
        """
        store, path = self._parts.store, Path(self._config.bootFile)
        while self._config.bootFile and store.get("bootstrap") != "done":
            seen = store.get("bootstrap", 0)
            lines = path.read_text("utf-8").split("\n")[:-1] if path.exists() else []
            for number, line in enumerate(lines[seen:], seen + 1):
                done = self._pass_on(*line.split())
                store.set("bootstrap", "done" if done else number)
                if done:
                    return
            self._pause(POLL)

    def _pass_on(self, at="", step="", *more):
        """A line 'TIME STEP', 'TIME STEP done' or 'TIME STEP failed LOG'; whether it was the last, 'TIME done'."""
        if more == ("done",):
            self._progress.passed(step, at)
        elif more:
            log = Path(more[-1])
            tail = log.read_text("utf-8", "replace")[-1200:] if log.is_file() else ""
            self._progress.failed(step, f"{step}: {tail}", at)
        elif step and step != "done":
            self._progress.reached(step, step, at)
        return step == "done"

    def _hello(self):
        while not self._parts.inbox.greeted:
            self._pause(POLL)

    def _lease(self):
        owned = self._parts.owned
        lease = owned.lease
        if lease is None:
            self._parts.log("no-lease", why="agent.json names no blob account for the world")
            return
        vm_id = self._config.vmId or self._parts.identity.machine()[1]
        holder = {"generation": self._parts.inbox.generation, "vmId": vm_id}
        began, waiting = time.monotonic(), False
        while not lease.take(holder):
            if self._state().run.attached:
                self._post(events.WorldLost())
                raise Cancelled
            if not waiting:
                waiting = True
                self._reached(self._lease, "world-wait")
            # Asked often at first: at most a tenth of the wait is lost, and a long one asks little.
            self._pause(min(max(0.2, (time.monotonic() - began) / 10), 5.0))
        if self._cancelled.is_set():  # the game was stopped meanwhile: the world is not ours
            lease.release()
            raise Cancelled
        owned.keep()
        self._parts.world.look_back()

    def _mount(self):
        """Asks for the mount once the world is ours, and waits for it."""
        if self._config.mountRequest:
            self._reached(self._mount, "world")
            Path(self._config.mountRequest).touch()
            deadline = time.monotonic() + 180
            while not Path(self._config.mountReady).exists():
                if time.monotonic() > deadline:
                    raise RuntimeError("the world was not mounted within 3 minutes")
                self._pause(POLL)
        if self._config.worldDirectory and not Path(self._config.worldDirectory).is_file():
            Path(self._config.worldDirectory).mkdir(parents=True, exist_ok=True)
            settle(self._config.worldDirectory)
        if "binary" in self._profile.data and not self._config.command:
            lead_to_world(self._config, self._profile)
        self._parts.world.remember()

    def _fetch(self):
        game = self._parts.game
        if game.fetches:
            self._reached(self._fetch, game.fetches)
        game.fetch(Fetching(lambda amount: self._progress.at("fetch", amount), self._cancelled))

    def _environment(self):
        parts = self._parts
        parts.game.environment = environment(self._config, self._profile, parts.web, parts.identity)


def _name(step):
    return step.__name__[1:]
