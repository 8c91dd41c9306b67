"""The world on this machine: where it lies, what its profile asks of it, whether one is there.

    there ─▶ the game starts, and the account remembers that this server has a world
    not there, none ever was ─▶ the game makes one, unless the fleet says never
    not there, and one was ─▶ a failure, unless the fleet says always
"""

import hashlib
import json
import threading
from pathlib import Path

from .archive import listing
from .launch import Unready
from .web import Trouble
from .whole import Rules, shown

LARGEST = 1 << 20  # bytes of a file that is searched for the world's name
SHOWN = 8  # things that are named of those that lie in the folder
# Of the record: the version and image that had the world last, the fleet's own word on the version, the backup
# that is the closed world, and the one that was made before a start that may have brought a newer version.
RECORD = {"version": str, "image": str, "fixed": dict, "closed": dict, "before": dict}
AGAIN = ("Restore a backup (docs/runbook.md), or put the world back where it was. "
         "Only if a new one is wanted: newWorld: 'always' for this server in the fleet's parameters.")  # fmt: skip


class Missing(Unready):
    """The world that is asked for is not there, and none is to be made."""


def named(config, profile):
    """The environment's plain values, by which a profile's globs name the world."""
    told = profile.data.get("environment", {})
    return {name: value for name, value in told.items() if isinstance(value, str)} | config.environment


class Mark:
    """Remembers in the world's account, beside the lease, that this server has had a world and what ran it."""

    def __init__(self, storage, container, blob):
        self._storage, self._path = storage, f"/{container}/{blob}"

    def read(self):
        """The record, None where there never was a world. Raises Trouble where it cannot be known."""
        try:
            body = self._storage.request("GET", self._path).body
        except Trouble as trouble:
            if trouble.status == 404 and trouble.code != "ContainerNotFound":
                return None
            raise
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            return {}
        return {key: found[key] for key, kind in RECORD.items() if isinstance(found.get(key), kind)} if isinstance(found, dict) else {}

    def write(self, record):
        """Whoever holds the lease writes. Raises Trouble."""
        headers = {"x-ms-blob-type": "BlockBlob"}
        self._storage.request("PUT", self._path, headers, json.dumps(record).encode(), ok=(201,))


class World:
    """Read by backups and by the start of the game. is_played() says whether a game runs on it,
    when() when a world that is not there is made."""

    def __init__(self, config, profile, mark, is_played, hold, log, when=None):
        self._told, self._when = profile.data["world"], when or (lambda: config.newWorld)
        self.directory, self.exclude = config.worldDirectory, self._told.get("exclude", ())
        self._names, self._command = named(config, profile), config.command
        self.rules = Rules(self._told, self._names)
        self._mark, self._log, self._known = mark, log, False
        self._record, self._writing = None, threading.Lock()  # None until the account was asked
        self.is_played, self.hold = is_played, hold

    def look_back(self):
        """Learns whether this server has ever had a world, and what ran it. Raises Trouble."""
        if self._mark:
            found = self._mark.read()
            self._known, self._record = found is not None, found or {}

    @property
    def record(self):
        """The things remembered of the world, {} where there are none; None while that is not known."""
        return None if self._record is None else dict(self._record)

    def note(self, **told):
        """Remembers this beside the rest, once the rest is known; None forgets. Raises Trouble."""
        if self._record is None:
            return
        with self._writing:
            after = {key: value for key, value in (self._record | told).items() if value is not None}
            if after != self._record or not self._known:
                self._mark.write(after)
                self._known, self._record = True, after

    def remember(self):
        """Once the world that is asked for lies there, that is kept; trouble leaves it for the next time."""
        if self._known or not self._asks() or self._record is None or not self.is_there():
            return
        try:
            self.note()
        except Trouble as trouble:
            self._log("world-not-remembered", why=str(trouble))

    def print_of(self):
        """A digest that is another as soon as a file of the world comes, goes, grows or is written."""
        told = sorted((path, *file) for path, file in self._files().items())
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def is_there(self):
        """Whether the world that is asked for lies there; where none is asked for, whether anything does."""
        files = self._files() if self.directory else {}
        return self._is_there(files) if self._asks() else bool(files)

    def beginning(self):
        """The environment and arguments that the game is given beside the rest to make a new world.

        Nothing where one is there. Raises Missing where there is none and none is to be made.
        """
        files = self._files() if self._asks() else {}
        if not self._asks() or self._is_there(files):
            return {}, ()
        when = self._when()
        if when == "never" or when == "first" and self._known:
            raise Missing(self._missing(files))
        self._log("new-world", why=when)
        new = self._told.get("new", {})
        return new.get("environment", {}), () if self._command else tuple(new.get("arguments", ()))

    def _asks(self):
        return bool(self.directory) and "asked" in self._told

    def _files(self):
        return listing(self.directory, self.exclude) if Path(self.directory).exists() else {}

    def _is_there(self, files):
        found = self.rules.asked(files)
        text = self._told["asked"].get("holds")
        return any(text is None or self._holds(path, text) for path in found)

    def _holds(self, path, text):
        for name, value in self._names.items():
            text = text.replace(f"{{{name}}}", value)
        try:
            with (Path(self.directory) / path).open("rb") as file:
                return text.encode() in file.read(LARGEST)
        except OSError:
            return False

    def _missing(self, files):
        worlds = sorted({path for glob in self._told.get("worlds", ()) for path in self.rules.matching(glob, files)})
        lying = worlds or sorted({path.partition("/")[0] for path in files})
        names = ", ".join(shown(name) for name in lying[:SHOWN])
        more = f" and {len(lying) - SHOWN} more" if len(lying) > SHOWN else ""
        folder = f"In its folder lie: {names}{more}." if lying else "Its folder is empty."
        asked = " or ".join(shown(self.rules.filled(glob)) for glob in self._told["asked"]["files"])
        return f"the world that is asked for is not there ({asked}), and none is made in its place. {folder} {AGAIN}"
