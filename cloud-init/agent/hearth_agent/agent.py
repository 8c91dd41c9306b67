"""The agent: one loop that owns the game and the account, threads around it that wait.

    booting ──begin──▶ loading ──ready──▶ running ──stop──▶ saving ──ended──▶ stopped
                          ▲                                    │
                          └────────── restart, restore ────────┘
"""

import queue
import signal
import threading
import time

from . import evidence
from .account import Account
from .azure import Identity, Queue, Storage
from .backup import Backups
from .boot import Boot
from .handler import Handler
from .health import Health, tell_systemd
from .launch import make_game
from .lease import WorldLease, renew_forever
from .notices import Notices, watch_forever
from .orders import Inbox, poll_forever
from .reader import Reader
from .spool import Spool, send_forever
from .stop import Stop, boot_id
from .store import Store
from .times import now_text
from .web import Trouble, Web

TICK, IDLE = 0.05, 0.25


class Agent:
    """Runs one game for one server, from boot to the machine's end."""

    def __init__(self, config, profile, log):
        self.config, self.profile, self.log = config, profile, log
        self.store = Store(config.state)
        self.web = Web(config.caFile)
        self.identity = Identity(self.web, config.imds, config.clientId)
        self.spool = Spool(self.store, config.spoolLimit)
        self.inbox = Inbox(self.store, self.spool, config.server, log)
        self.account = Account(config.server, profile.tells_players, self.store, self.spool)
        self.game = make_game(config, profile)
        self.notices = Notices(self.web, config.imds)
        self.lease = self._make_lease()
        self.backups = self._make_backups()
        self.health = Health(config.state)
        self.stop = Stop(self)
        self.handler = Handler(self)
        self.attached = False  # whether a game runs that we look after
        self.cancelled, self.ended = threading.Event(), threading.Event()
        self._release = threading.Event()  # ends the renewal of the lease
        self._posted = queue.SimpleQueue()
        self._machine = None
        self.reader = Reader(self)

    def _make_lease(self):
        c = self.config
        if not (c.blobServiceUri and c.worldsContainer):
            return None
        storage = Storage(self.web, self.identity, c.blobServiceUri)
        return WorldLease(storage, c.worldsContainer, c.worldsLock, self.store, c.leaseSeconds)

    def _make_backups(self):
        c = self.config
        if not (c.backupServiceUri and c.backupsContainer and c.worldDirectory):
            self.log("no-backups", why="agent.json names no account, container or world for them")
            return None
        return Backups(Storage(self.web, self.identity, c.backupServiceUri), c.backupsContainer, c.server)

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
        return self.config.vmName or self._who()[0]

    def vm_id(self):
        """This machine's vmId. Raises Trouble."""
        return self.config.vmId or self._who()[1]

    def _who(self):
        self._machine = self._machine or self.identity.machine()
        return self._machine

    def renew_lease(self):
        """Keeps the world's lease from now on."""
        self._release = threading.Event()
        lost = (self.lease, self._release, lambda: self.post(self.lose_lease))
        self._thread(renew_forever, *lost)

    # What the loop alone may call

    def tell(self, kind, at=None, **more):
        """Spools an event and says so in the log."""
        with self.store.transaction():
            seq = self.account.report(kind, at, **more)
        self.spool.fresh.set()
        told = {key: more[key] for key in ("saved", "answers") if key in more}
        self.log("event", seq=seq, type=kind, phase=self.account.phase, count=self.account.players.count, **told)

    def begin(self):
        """The machine is ready: starts the game, a wanted restore first."""
        if self.cancelled.is_set() or self.attached:
            return
        if self.handler.restore_first():
            return
        self.account.step = "game"
        self.tell("phase")
        self.store.set("resume", self.game.beginning)
        try:
            self.game.start()
        except (OSError, RuntimeError) as failed:
            self.tell("failed", detail=f"game: {failed}")
            self.stop.stay("failed")
            return
        with self.store.transaction():
            self.account.enter("loading")
            self.tell("phase")
        self.reader.attach()

    def lose_lease(self):
        """Another machine may have the world: the game stops at once, without a backup."""
        if self.store.get("halted"):
            return  # it was let go of
        self.tell("failed", detail="the lease of the world was lost")
        self.cancelled.set()
        self.stop.begin("lease", patience=5)
        self.stop.hurry(5)

    def release_lease(self):
        """Lets go of the world, where it was held."""
        self._release.set()
        if self.lease:
            try:
                self.lease.release()
            except Trouble as trouble:
                self.log("lease-not-released", why=str(trouble))

    def reboot(self):
        """Takes the way from the boot to a started game (again)."""
        self.cancelled.set()
        self.cancelled = threading.Event()
        self._thread(Boot(self).run, self.attached)

    # The loop

    def run(self):
        """Until the process is told to end; the game is saved first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.post(self.stop.terminate))
        self._recall()
        self._start_threads()
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
        self._release.set()

    def _recall(self):
        """Comes back to what was going on before this process was started."""
        self.stop.recall()
        same_boot = self.store.get("boot") == boot_id()
        self.store.set("boot", boot_id())
        if self.game.running():
            self.reader.attach()
            if self.account.phase == "booting":  # killed just after it had begun the game
                self.account.enter("loading")
                self.tell("phase")
        elif self.stop.now or same_boot and self.account.phase in ("loading", "running", "saving"):
            self.reader.attach()  # it ended meanwhile: its last lines are still to be read
        if not self.store.get("halted") or self.attached:
            if not self.attached:
                self.account.enter("booting")
            self.reboot()

    def _start_threads(self):
        config, web = self.config, self.web
        queues = Storage(web, self.identity, config.queueServiceUri)
        ended, log = self.ended, self.log
        events, orders = Queue(queues, config.eventsQueue), Queue(queues, config.inboxQueue)
        self._thread(send_forever, self.spool, events, self._key, ended, log)
        self._thread(poll_forever, orders, self.inbox, ended, config.inboxSeconds, self._new_order, log)
        self._thread(watch_forever, self.notices, self.vm_name, ended, config.eventsSeconds,
                     lambda notice: self.post(lambda: self.stop.notice(notice)), log)  # fmt: skip
        self._thread(self._heartbeats)
        if config.backupMinutes and self.backups:
            self._thread(self._scheduled_backups)

    def _thread(self, work, *arguments):
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _key(self):
        return self.store.get("hello")["key"]

    def _new_order(self):
        self.post(self.handler.greet)

    def _act(self):
        try:
            self._posted.get(timeout=TICK if self.attached else IDLE)()
        except queue.Empty:
            return False
        while not self._posted.empty():
            self._posted.get_nowait()()
        return True

    def _heartbeats(self):
        while not self.ended.wait(self.config.heartbeatSeconds):
            if self.store.get("hello"):
                self.report("heartbeat", evidence=self.gather(), health=self.health.look())

    def gather(self):
        """All evidence of players as of now."""
        if not self.attached:
            return None
        return evidence.gather(self.profile, self.account.players.count)

    def _scheduled_backups(self):
        while not self.ended.wait(self.config.backupMinutes * 60):
            if self.attached:
                self.handler.back_up(None)
