"""Makes what the game needs before it can be started: its environment, its binary."""

import hashlib
import lzma
import os
import shutil
import tarfile
import zipfile
import zlib

from .azure import Storage, secret
from .fetching import Amount


class Unready(Exception):
    """The game cannot be started; says why."""


def environment(config, profile, web, identity):
    """The game's environment with its secrets. Raises Unready or Trouble."""
    found = {"PATH": os.environ.get("PATH", os.defpath)} if is_process(config, profile) else {}
    for name, value in profile.data.get("environment", {}).items():
        if isinstance(value, str):
            found[name] = value
        elif config.keyVaultUri:
            found[name] = secret(web, identity, config.keyVaultUri, value["secret"])
        elif not config.command:
            raise Unready(f"environment.{name} is a secret and agent.json names no keyVaultUri")
    licence = profile.data.get("licence")
    if licence and config.licenceAccepted:
        found[licence["variable"]] = licence["accepted"]
    elif licence and not config.command:
        raise Unready(f"the licence must be accepted first: {licence['url']}")
    found |= config.environment
    if any("\n" in value or "\r" in value for value in found.values()):
        raise Unready("a line break in the environment")
    return found


def is_process(config, profile):
    """Whether the game is a plain process, which needs a PATH."""
    return bool(config.command) or "binary" in profile.data


def home_of(config):
    """The folder of a binary: on the machine's own disk, so that nothing of it waits for the world's share."""
    return config.state / "game"


def blobs_of(config, web, identity):
    """Opens blobs by their name in the world's account, or by their address."""

    def open_blob(blob):
        base, _, path = blob.rpartition("/") if blob.startswith("https://") else (config.blobServiceUri, "", blob)
        if not base:
            raise Unready("agent.json names no blob account to fetch the game from")
        return Storage(web, identity, base).open("GET", f"/{path}", stream=True)

    return open_blob


def fetch_binary(config, profile, open_blob, fetching):
    """Brings the binary here unless it is, and checks it. Raises GivenUp, Unready, Trouble or OSError."""
    told = profile.data["binary"]
    wanted = told["sha256"].replace("{sha256}", config.sha256)
    home = home_of(config)
    home.mkdir(parents=True, exist_ok=True)
    target = home / "game"
    if not target.is_file() or _sha256_of_file(target) != wanted:
        fresh = home / "game.new"
        with open_blob(told["blob"].replace("{variant}", config.variant)) as source, fresh.open("wb") as out:
            seen = _copied(source, out, fetching)
        if seen != wanted:
            fresh.unlink()
            raise Unready(f"the binary's checksum is {seen}, not {wanted}")
        fresh.chmod(0o755)
        fresh.replace(target)
    if "archive" in told:
        _unpack(target, told["archive"], unpacked(home, wanted))


def lead_to_world(config, profile):
    """Has the path that the profile gives the world, seen from where the binary runs, lead to it. Raises OSError."""
    path = profile.data["world"]["path"]
    if not config.worldDirectory or path.startswith("/"):
        return
    here = home_of(config) / path
    here.parent.mkdir(parents=True, exist_ok=True)
    if not here.is_symlink():
        here.symlink_to(config.worldDirectory)


def command(profile, config, home):
    """The file to run: the binary, or the one that the profile names inside an archive."""
    told = profile.data["binary"]
    first, *rest = told["command"]
    if "archive" not in told:
        return [str(home / "game"), *rest]
    inside = unpacked(home, told["sha256"].replace("{sha256}", config.sha256))
    return [str(inside / first), *rest]


def unpacked(home, sha256):
    """The folder of an archive's files: another archive has another one."""
    return home / sha256[:16]


def _unpack(archive, kind, target):
    """Unpacks it beside itself, once; half of it is never taken for all."""
    if target.is_dir():
        return
    half = target.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    try:
        if kind == "zip":
            with zipfile.ZipFile(archive) as files:
                for one in files.infolist():
                    mode = one.external_attr >> 16 & 0o777
                    made = files.extract(one, half)
                    if mode and not one.is_dir():
                        os.chmod(made, mode)
        else:
            with tarfile.open(archive, f"r:{kind.removeprefix('tar.')}") as files:
                files.extractall(half, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, ValueError, lzma.LZMAError, zlib.error) as bad:
        shutil.rmtree(half, ignore_errors=True)
        raise Unready(f"the binary is no {kind} archive: {bad}") from None
    half.rename(target)


def _sha256_of_file(path):
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _copied(source, out, fetching):
    """Its SHA-256; one that ends too early has another."""
    seen, here, of = hashlib.sha256(), 0, getattr(source, "length", None)
    while data := source.read(1 << 20):
        seen.update(data)
        out.write(data)
        here += len(data)
        fetching.at(Amount(here, of))
    return seen.hexdigest()
