"""The world as a compressed archive in a blob, streamed both ways."""

import contextlib
import hashlib
import re
import tarfile
import threading
import time
import zlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from .archive import Changed, unpack
from .copying import check, copy
from .exchange import Exchange
from .upload import Failed, Upload
from .whole import Rules

PAUSES = (2.0, 6.0)  # seconds before a running game's world is copied again
ANY = Rules({})
KEPT = "kept_"  # how the names begin that the account's life-cycle rule leaves alone; no server is named so
UNNAMED = re.compile(r"[^A-Za-z0-9._-]+")


class Made(NamedTuple):
    """A backup: its name, its bytes as they are stored, and why it holds no whole world, if so."""

    name: str
    size: int
    faults: list


class Backups:
    """Writes without the right to delete or overwrite; retention is others' business."""

    def __init__(self, storage, container, server, pauses=PAUSES):
        self._storage, self._container, self._server = storage, container, server
        self._pauses = pauses
        self._naming, self._second = threading.Lock(), 0  # the second that the last backup is named after

    def make(self, world, exclude, deadline=lambda: None, rules=ANY, running=lambda: False, hold=None):
        """Uploads the world, of a running game again where it is not whole. Raises Trouble, Failed or OSError.

        deadline() tells of time.monotonic() when it is given up, or None; it may move. hold() has
        a running game hold its world still: a context that gives what went wrong with that.
        """
        if not Path(world).exists():
            raise Failed("there is no world yet")
        name = self._name()
        told = (name, world, exclude, deadline, rules)
        for pause in self._pauses:
            if not running():
                break
            with contextlib.suppress(Changed):
                made = self._attempt(*told, hold, tolerant=False)
                if not made.faults:
                    return made
            time.sleep(pause)
        return self._attempt(*told, hold if running() else None, tolerant=True)

    def _name(self):
        """Of this second, which no backup before it had: what is there already is never overwritten."""
        with self._naming:
            if self._second == int(time.time()):
                time.sleep(1 - time.time() % 1)
            self._second = int(time.time())
            return time.strftime(f"{self._server}-%Y%m%dT%H%M%SZ.tar.gz", time.gmtime(self._second))

    def _attempt(self, name, world, exclude, deadline, rules, hold, tolerant):
        with (hold() if hold else contextlib.nullcontext([])) as unheld:
            with Upload(self._storage, self._path(name), deadline) as upload:
                faults = unheld + copy(Path(world), exclude, rules, upload.write, tolerant)
                if tolerant or not faults:
                    upload.finish({"x-ms-meta-whole": "no" if faults else "yes"})
        return Made(name, upload.size, faults)

    def keep(self, name, version):
        """Copies a backup to a name that is not rotated away. Raises like make."""
        kept = f"{KEPT}{UNNAMED.sub('-', version)[:32]}_{name}"
        response = self._storage.open("GET", self._path(name), stream=True, timeout=60)
        told = response.headers
        with Upload(self._storage, self._path(kept)) as upload:
            while data := response.read(1 << 18):
                upload.write(data)
            try:
                upload.finish({"x-ms-meta-whole": told.get("x-ms-meta-whole") or "yes"}, told.get("x-ms-meta-sha256"))
            except Trouble as trouble:
                if trouble.status != 409:  # it was kept before
                    raise
        return Made(kept, upload.size, [])

    def restore(self, name, world, still_ours=lambda: True, rules=ANY):
        """Puts a backup in the world's place, the present one aside. Raises like make.

        True unless it was found not to be whole when it was made. still_ours is asked once more
        before the world is touched; what breaks the rules is refused.
        """
        exchange = Exchange(world)
        try:
            whole = self._fetch(name, exchange.staged)
            faults = check(exchange.staged, (), rules)
            if faults:
                raise Failed(f"{name} holds no whole world: {'; '.join(faults)}. The world is as it was")
            if not still_ours():
                raise Failed("the world is not this machine's any more")
            exchange.finish()
        except (tarfile.TarError, zlib.error, EOFError, ValueError) as bad:
            raise Failed(f"{name}: {bad}") from None
        finally:
            exchange.give_up()
        return whole

    def _fetch(self, name, staged):
        response = self._storage.open("GET", self._path(name), stream=True, timeout=60)
        stream = _Hashed(response)
        unpack(stream, staged)
        while stream.read(1 << 16):
            pass  # the checksum covers every byte
        told = response.headers.get("x-ms-meta-sha256")
        if told and told != stream.sha.hexdigest():
            raise Failed(f"{name}: the checksum differs")
        return response.headers.get("x-ms-meta-whole") != "no"

    def _path(self, name):
        return f"/{self._container}/{quote(name)}"


class _Hashed:
    def __init__(self, stream):
        self._stream, self.sha = stream, hashlib.sha256()

    def read(self, size):
        """The next bytes, counted into the checksum."""
        data = self._stream.read(size)
        self.sha.update(data)
        return data
