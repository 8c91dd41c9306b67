"""The agent: one loop that owns the game and the account, threads around it that wait.

    booting ──begin──▶ loading ──ready──▶ running ──stop──▶ saving ──ended──▶ stopped
                          ▲                                    │
                          └────────── restart, restore ────────┘
"""

import queue
import signal
import threading
import time

from . import evidence, parts
from .account import Account
from .afterwards import Afterwards
from .custody import Custody
from .eviction import Eviction
from .halt import Halt
from .handler import Handler
from .health import Health, tell_systemd
from .keeper import Keeper
from .notices import Notices
from .orders import Inbox
from .reader import Reader
from .spool import Spool
from .start import Start
from .stop import Stop
from .store import Store
from .times import now_text
from .workers import Workers

TICK, IDLE = 0.05, 0.25


class Agent:
    """Runs one game for one server, from boot to the machine's end."""

    def __init__(self, config, profile, log):
        self.config, self.profile, self.log = config, profile, log
        self.store = Store(config.state)
        self.web, self.identity = parts.make_identity(config)
        self.spool = Spool(self.store, config.spoolLimit)
        self.inbox = Inbox(self.store, self.spool, config.server, log)
        self.account = Account(config.server, profile.tells_players, self.store, self.spool)
        self.game = parts.make_game(config, profile)
        self.notices = Notices(self.web, config.imds)
        self.backups = parts.make_backups(config, self.web, self.identity, log)
        self.snapshots = parts.make_snapshots(config, self.web, self.identity)
        self.health, self.halt = Health(config.state), Halt(self.store)
        self.attached = False  # whether a game runs that we look after
        self.cancelled, self.ended = threading.Event(), threading.Event()
        self._posted = queue.SimpleQueue()
        self.custody = Custody(self, parts.make_lease(config, self.web, self.identity, self.store))
        self.stop, self.eviction, self.afterwards = Stop(self), Eviction(self), Afterwards(self)
        self.handler, self.keeper, self.reader = Handler(self), Keeper(self), Reader(self)
        self.start = Start(self)

    # What other threads may call

    def post(self, act):
        """Has the loop do something soon."""
        self._posted.put(act)

    def report(self, kind, step=None, at=None, **more):
        """Has the loop report an event, and the step of the boot that is going on."""
        at = at or now_text()

        def act():
            if step and self.account.phase == "booting":
                self.account.step = step
            self.tell(kind, at, **more)

        self.post(act)

    def vm_name(self):
        """This machine's name as Scheduled Events know it. Raises Trouble."""
        return self.config.vmName or self.identity.machine()[0]

    def vm_id(self):
        """This machine's vmId. Raises Trouble."""
        return self.config.vmId or self.identity.machine()[1]

    def gather(self):
        """All evidence of players as of now."""
        if not self.attached:
            return None
        return evidence.gather(self.profile, self.account.players.count)

    # What the loop alone may call

    def tell(self, kind, at=None, **more):
        """Spools an event and says so in the log."""
        with self.store.transaction():
            event = self.account.report(kind, at, **more)
        self.spool.fresh.set()
        told = ("seq", "type", "phase", "count", "saved", "evicting", "answers")
        self.log("event", **{key: event[key] for key in told if key in event})

    # The loop

    def run(self):
        """Until the process is told to end; the game is saved first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.post(self.stop.terminate))
        self.start.recall()
        Workers(self).start()
        tell_systemd("READY=1")
        next_word = 0.0
        while not self.ended.is_set():
            acted = self._act()
            if self.attached:
                self.reader.read()
            self.stop.watch()
            if acted or time.monotonic() > next_word:
                self.handler.next_order()
            if time.monotonic() > next_word:
                next_word = time.monotonic() + 1
                tell_systemd("WATCHDOG=1")
                self.reader.watch_times()
        self.cancelled.set()
        self.custody.end()

    def _act(self):
        try:
            self._posted.get(timeout=TICK if self.attached else IDLE)()
        except queue.Empty:
            return False
        while not self._posted.empty():
            self._posted.get_nowait()()
        return True
