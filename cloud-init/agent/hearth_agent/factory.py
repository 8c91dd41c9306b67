"""Makes the agent from agent.json; nothing is fetched and nothing started here."""

import threading
from functools import partial

from .azure import Storage, secret
from .backup import Backups
from .backup_jobs import BackupJobs
from .boot import BootRunner
from .container import ContainerGame
from .core import effects, events
from .core.state import Able, Setup, Stopping, Tells
from .farewell import Farewell
from .game import ProcessGame
from .game_runner import GameRunner
from .hold import Hold, Saves
from .identity import Identity
from .launch import blobs_of, command, fetch_binary, home_of
from .lease import WorldLease
from .notices import Notices
from .orders import Inbox
from .snapshots import Snapshots
from .spool import Spool
from .store import Store
from .talk import Talk
from .updates import Updates
from .web import Web
from .world import Mark, World
from .world_ownership import WorldOwnership


class Parts:
    """Everything around the rules, put together once; `post` feeds them, `state` reads them."""

    def __init__(self, config, profile, log, post, state):
        self._server, self.log = config.server, log
        self.store = Store(config.state)
        self.web = Web(config.caFile)
        self.identity = Identity(self.web, config.imds, config.clientId)
        self.spool = Spool(self.store, config.spoolLimit)
        self.inbox = Inbox(self.store, self.spool, config.server, log)
        self.game = make_game(config, profile, self.web, self.identity)
        self.notices = Notices(self.web, config.imds)
        self.ended = threading.Event()
        self.backups = make_backups(config, self.web, self.identity, log)
        self.snapshots = make_snapshots(config, self.web, self.identity)
        self.talk = Talk(profile, self.game.type, self._secret_of(config), post, state)
        self.saves = Saves(profile.data["world"].get("hold", {}).get("until", "saved"))
        self.hold = make_hold(profile, self, post)
        self.world = World(config, profile, make_mark(config, self.web, self.identity),
                           lambda: state().run.attached and not state().stop, self.hold, log,
                           lambda: self.inbox.wish("newWorld", config.newWorld))  # fmt: skip
        self.owned = WorldOwnership(make_lease(config, self.web, self.identity, self.store), post, log,
                                    lambda: state().run.attached, config.fenceRequest)  # fmt: skip
        self.jobs = BackupJobs(self.backups, self.snapshots, self.world, post, log)
        self.updates = Updates(config, profile, self, post, state)
        self.runner = GameRunner(self.game, profile.matcher, self.world, self.saves, profile.secret_names,
                                 lambda: self.updates.environment)  # fmt: skip
        self.farewell = Farewell(self.spool, self.notices, self.ended, log)
        self.boot = BootRunner(config, profile, self, post, state)

    def _secret_of(self, config):
        def fetch(name):
            if not config.keyVaultUri:
                raise ValueError("agent.json names no keyVaultUri")
            return secret(self.web, self.identity, config.keyVaultUri, name)

        return fetch

    def performers(self):
        """Pairs each effect with the call that carries it out; an event that comes back follows at once."""
        return {
            effects.Log: lambda effect: self.log(effect.event, **effect.fields),
            effects.NextOrder: lambda _: self.inbox.may_begin(),
            effects.Prepare: self.boot.prepare,
            effects.Cancel: self.boot.cancel,
            effects.Choose: self.updates.choose,
            effects.StartGame: self.runner.start,
            effects.SendCommand: self.talk.order,
            effects.SendSignal: self.runner.signal,
            effects.KillGame: self.runner.kill,
            effects.Look: self.talk.look,
            effects.Say: self.talk.say,
            effects.MakeBackup: self.jobs.make,
            effects.MakeLastBackup: self.jobs.make_last,
            effects.HurryLastBackup: self.jobs.hurry,
            effects.Restore: lambda effect: self.jobs.restore(effect, self.boot.cancelled),
            effects.ReleaseWorld: self.owned.release,
            effects.Acknowledge: self.farewell.acknowledge,
            effects.EndProcess: self.farewell.end,
        }

    def stamped(self, report):
        """The report as this server's, of this epoch."""
        return {"server": self._server, "epoch": self.store.get("epoch")} | report

    def close(self):
        """Begins nothing more; renews nothing more."""
        self.boot.cancel()
        self.owned.end()


def make_setup(config, profile, parts):
    """The part of agent.json and the profile that the rules need."""
    told = profile.data["stop"]
    log = next((one for one in profile.evidence if one["source"] == "log"), {})
    return Setup(
        game=profile.name,
        stopping=Stopping(told["signal"], told["seconds"], told.get("command")),
        boot_seconds=profile.data.get("bootSeconds", 1800),
        drift_minutes=profile.data.get("driftMinutes"),
        tells=Tells(profile.tells_players, profile.tells_saves,
                    log.get("presence", False), log.get("absence", False)),
        able=Able("console" in profile.data, parts.backups is not None, parts.snapshots is not None),
        beginning=parts.game.beginning,
        manner=profile.manner,
        checked=profile.checked,
        settle_seconds=profile.data.get("settleSeconds", 0) if config.settleSeconds < 0 else config.settleSeconds,
    )


def make_hold(profile, parts, post):
    """The profile's way to hold the world still for a backup, or None if it gives none."""
    told = profile.data["world"].get("hold")

    def means_saved(text):
        return any(match.kind == parts.saves.kind for line in text.split("\n") for match in profile.matcher.match(line))

    def stuck(why):
        post(events.NotLetGo(why))

    return told and Hold(told, parts.talk.send, parts.saves, means_saved, parts.store, stuck)


def make_mark(config, web, identity):
    """The place that remembers that this server has had a world, or None where there is no account for it."""
    if not (config.blobServiceUri and config.worldsContainer):
        return None
    return Mark(Storage(web, identity, config.blobServiceUri), config.worldsContainer, f"{config.server}.world")


def make_lease(config, web, identity, store):
    """The world's lease, or None where agent.json names no account for it."""
    if not (config.blobServiceUri and config.worldsContainer):
        return None
    storage = Storage(web, identity, config.blobServiceUri)
    return WorldLease(storage, config.worldsContainer, config.worldsLock, store, config.leaseSeconds)


def make_backups(config, web, identity, log):
    """The place for backups, or None if agent.json names none."""
    if not (config.backupServiceUri and config.backupsContainer and config.worldDirectory):
        log("no-backups", why="agent.json names no account, container or world for them")
        return None
    storage = Storage(web, identity, config.backupServiceUri)
    return Backups(storage, config.backupsContainer, config.server)


def make_snapshots(config, web, identity):
    """Of the world's share, or None where agent.json names none or wants none kept."""
    if not (config.shareServiceUri and config.share and config.keyVaultUri and config.snapshots > 0):
        return None

    def key():
        return secret(web, identity, config.keyVaultUri, config.shareSecret)

    return Snapshots(web, key, config.shareServiceUri, config.share, config.snapshots)


def make_game(config, profile, web, identity):
    """The game, not yet started; nothing is fetched."""
    state, data = config.state, profile.data
    if config.command:
        return ProcessGame(config.command, config.worldDirectory or str(state), {}, state)
    if "binary" in data:
        home = home_of(config)
        bring = partial(fetch_binary, config, profile, blobs_of(config, web, identity))
        return ProcessGame([*command(profile, config, home), *data.get("arguments", ())], str(home), {}, state, bring)
    mounts = []
    if config.worldDirectory:
        mounts.append((config.worldDirectory, data["world"]["path"]))
    if config.cacheDirectory and "cache" in data:
        mounts.append((config.cacheDirectory, data["cache"]))
    image = data["image"].replace("{variant}", config.variant)
    arguments = data.get("arguments", ())
    return ContainerGame(config.runtime, image, arguments, {}, mounts, data["stop"]["signal"], config.runtimeSocket)
