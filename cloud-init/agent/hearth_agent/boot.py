"""From power-on to a game that may be started, each step reported with its time.

    bootstrap ▶ hello ▶ world (lease, mount) ▶ image or download ▶ begin
"""

import threading
import time
from pathlib import Path

from .azure import Storage
from .container import ContainerGame
from .core import events
from .exchange import settle
from .launch import Unready, environment, fetch_binary
from .times import now_text
from .web import Backoff, Trouble


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
        boot = Boot(*self._arguments, self.cancelled, effect.boot)
        threading.Thread(target=boot.run, args=(effect.attached,), daemon=True).start()

    def cancel(self, _effect=None):
        """Gives it up."""
        self.cancelled.set()


class Boot:
    """Runs in a thread of its own; posts what it reaches."""

    def __init__(self, config, profile, parts, post, state, cancelled, number):
        self._config, self._profile, self._parts = config, profile, parts
        self._post, self._state, self._cancelled, self._number = post, state, cancelled, number

    def _reached(self, step):
        self._post(events.BootReached(step, now_text()))

    def run(self, attached):
        """Every step in turn. With attached the game runs already, and may be started again."""
        steps = [self._hello, self._lease, self._environment]
        if not attached:
            steps = [self._bootstrap, self._hello, self._lease, self._mount, self._fetch, self._environment]
        try:
            for step in steps:
                self._persist(step, attached)
        except Cancelled:
            return
        self._post(events.Prepared(self._number))

    def _persist(self, step, attached):
        backoff, told = Backoff(first=1), ""
        while True:
            try:
                return step()
            except (Trouble, Unready, OSError, RuntimeError) as failed:
                # Only another configuration helps what is unready; a game that runs can wait for it.
                for_good = isinstance(failed, Unready) and not attached
                if str(failed) != told:
                    told = str(failed)
                    self._post(events.BootFailed(f"{step.__name__[1:]}: {told}", at=now_text(), for_good=for_good))
                if for_good:
                    raise Cancelled from None
                self._pause(backoff.next())

    def _pause(self, seconds):
        if self._cancelled.wait(seconds):
            raise Cancelled

    def _bootstrap(self):
        """Passes on what the bootstrap script wrote: 'TIME STEP' or 'TIME STEP failed LOG'.

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
            self._pause(0.5)

    def _pass_on(self, at="", step="", *failed):
        """Whether this was the last line."""
        if failed:
            log = Path(failed[-1])
            tail = log.read_text("utf-8", "replace")[-1200:] if log.is_file() else ""
            self._post(events.BootFailed(f"{step}: {tail}", step, at))
        elif step and step != "done":
            self._post(events.BootReached(step, at))
        return step == "done"

    def _hello(self):
        while not self._parts.inbox.greeted:
            self._pause(0.2)

    def _lease(self):
        owned = self._parts.owned
        lease = owned.lease
        if lease is None:
            self._parts.log("no-lease", why="agent.json names no blob account for the world")
            return
        vm_id = self._config.vmId or self._parts.identity.machine()[1]
        holder = {"generation": self._parts.inbox.generation, "vmId": vm_id}
        waiting = False
        while not lease.take(holder):
            if self._state().run.attached:
                self._post(events.WorldLost())
                raise Cancelled
            if not waiting:
                waiting = True
                self._reached("world-wait")
            self._pause(min(5.0, lease.seconds / 6))
        if self._cancelled.is_set():  # the game was stopped meanwhile: the world is not ours
            lease.release()
            raise Cancelled
        owned.keep()
        self._parts.world.look_back()

    def _mount(self):
        """Asks for the mount once the world is ours, and waits for it."""
        if self._config.mountRequest:
            self._reached("world")
            Path(self._config.mountRequest).touch()
            deadline = time.monotonic() + 180
            while not Path(self._config.mountReady).exists():
                if time.monotonic() > deadline:
                    raise RuntimeError("the world was not mounted within 3 minutes")
                self._pause(0.2)
        if self._config.worldDirectory and not Path(self._config.worldDirectory).is_file():
            Path(self._config.worldDirectory).mkdir(parents=True, exist_ok=True)
            settle(self._config.worldDirectory)
        self._parts.world.remember()

    def _fetch(self):
        parts, config = self._parts, self._config
        game = parts.game
        if isinstance(game, ContainerGame):
            self._reached("image")
            game.pull()
        elif not config.command:
            self._reached("download")
            fetch_binary(config, self._profile, self._open_blob)

    def _environment(self):
        parts = self._parts
        parts.game.environment = environment(self._config, self._profile, parts.web, parts.identity)

    def _open_blob(self, blob):
        base, _, path = blob.rpartition("/") if blob.startswith("https://") else (
            self._config.blobServiceUri, "", blob)  # fmt: skip
        if not base:
            raise Unready("agent.json names no blob account to fetch the game from")
        return Storage(self._parts.web, self._parts.identity, base).open("GET", f"/{path}", stream=True)
