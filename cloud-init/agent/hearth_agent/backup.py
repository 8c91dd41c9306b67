"""The world as a compressed archive in a blob, streamed both ways."""

import hashlib
import tarfile
import time
import zlib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from .archive import pack, unpack
from .exchange import Exchange
from .upload import Failed, Upload


class Made(NamedTuple):
    """A backup: its name, and its bytes as they are stored."""

    name: str
    size: int


class Backups:
    """Writes without the right to delete or overwrite; retention is others' business."""

    def __init__(self, storage, container, server):
        self._storage, self._container, self._server = storage, container, server

    def make(self, world, exclude, deadline=lambda: None):
        """Uploads the world. Raises Trouble, Failed or OSError.

        deadline() tells of time.monotonic() when it is given up, or None; it may move.
        """
        if not Path(world).exists():
            raise Failed("there is no world yet")
        name = time.strftime(f"{self._server}-%Y%m%dT%H%M%SZ.tar.gz", time.gmtime())
        with Upload(self._storage, self._path(name), deadline) as upload:
            pack(world, exclude, upload.write)
            upload.finish()
        return Made(name, upload.size)

    def restore(self, name, world, still_ours=lambda: True):
        """Puts a backup in the world's place, the present one aside. Raises like make.

        still_ours is asked once more before the world is touched.
        """
        exchange = Exchange(world)
        try:
            self._fetch(name, exchange.staged)
            if not still_ours():
                raise Failed("the world is not this machine's any more")
            exchange.finish()
        except (tarfile.TarError, zlib.error, EOFError, ValueError) as bad:
            raise Failed(f"{name}: {bad}") from None
        finally:
            exchange.give_up()

    def _fetch(self, name, staged):
        response = self._storage.open("GET", self._path(name), stream=True, timeout=60)
        stream = _Hashed(response)
        unpack(stream, staged)
        while stream.read(1 << 16):
            pass  # the checksum covers every byte
        told = response.headers.get("x-ms-meta-sha256")
        if told and told != stream.sha.hexdigest():
            raise Failed(f"{name}: the checksum differs")

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
