"""What agent.json has the agent made of."""

from pathlib import Path

from .azure import Storage, secret
from .backup import Backups
from .container import ContainerGame
from .game import ProcessGame
from .identity import Identity
from .lease import WorldLease
from .snapshots import Snapshots
from .web import Web


def make_identity(config):
    """The way out, and who we are on it."""
    web = Web(config.caFile)
    return web, Identity(web, config.imds, config.clientId)


def make_lease(config, web, identity, store):
    """The world's lease, or None where agent.json names no account for it."""
    if not (config.blobServiceUri and config.worldsContainer):
        return None
    storage = Storage(web, identity, config.blobServiceUri)
    return WorldLease(storage, config.worldsContainer, config.worldsLock, store, config.leaseSeconds)


def make_backups(config, web, identity, log):
    """Where backups go, or None where agent.json does not say it."""
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


def make_game(config, profile):
    """The game, not yet started; nothing is fetched."""
    state, data = config.state, profile.data
    if config.command:
        return ProcessGame(config.command, config.worldDirectory or str(state), {}, state)
    if "binary" in data:
        home = Path(config.cacheDirectory or state) / "game"
        command = [str(home / "game"), *data["binary"]["command"][1:], *data.get("arguments", ())]
        return ProcessGame(command, str(home), {}, state)
    mounts = []
    if config.worldDirectory:
        mounts.append((config.worldDirectory, data["world"]["path"]))
    if config.cacheDirectory and "cache" in data:
        mounts.append((config.cacheDirectory, data["cache"]))
    image = data["image"].replace("{variant}", config.variant)
    arguments = data.get("arguments", ())
    return ContainerGame(config.runtime, image, arguments, {}, mounts, data["stop"]["signal"], state)
