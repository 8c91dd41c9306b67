"""The world as a compressed archive in a blob, streamed both ways."""

import base64
import fnmatch
import gzip
import hashlib
import io
import os
import shutil
import tarfile
import time
from pathlib import Path
from urllib.parse import quote

from .web import Trouble

BLOCK = 4 << 20
OURS = ".hearth"  # what a restore puts aside; never part of a backup


class Failed(Exception):
    """A backup or a restore did not come to its end; the world is as it was."""


class Backups:
    """Writes without the right to delete or overwrite; retention is others' business."""

    def __init__(self, storage, container, server):
        self._storage, self._container, self._server = storage, container, server

    def make(self, world, exclude, deadline=None):
        """Uploads the world; the backup's name. Raises Trouble, Failed or OSError."""
        name = time.strftime(f"{self._server}-%Y%m%dT%H%M%SZ.tar.gz", time.gmtime())
        upload = _Upload(self._storage, f"/{self._container}/{quote(name)}", deadline)
        root = Path(world)
        with (
            gzip.GzipFile(fileobj=upload, mode="wb", compresslevel=1) as packed,
            tarfile.open(fileobj=packed, mode="w|", bufsize=1 << 16) as archive,
        ):
            if root.is_file():
                archive.add(root, root.name)
            for path in sorted(root.iterdir()) if root.is_dir() else ():
                archive.add(path, path.name, filter=lambda info: _wanted(info, exclude))
        upload.finish()
        return name

    def restore(self, name, world):
        """Puts a backup in the world's place, the present one aside. Raises like make."""
        root = Path(world)
        root = root.parent if root.is_file() else root
        stamp = str(time.time_ns())
        staged, aside = root / OURS / f"new-{stamp}", root / OURS / f"aside-{stamp}"
        staged.mkdir(parents=True)
        try:
            self._unpack(name, staged)
        except (tarfile.TarError, EOFError, ValueError) as bad:
            raise Failed(f"{name}: {bad}") from None
        else:
            aside.mkdir()
            for path in list(root.iterdir()):
                if path.name != OURS:
                    path.rename(aside / path.name)
            for path in list(staged.iterdir()):
                path.rename(root / path.name)
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def _unpack(self, name, staged):
        path = f"/{self._container}/{quote(name)}"
        response = self._storage.open("GET", path, stream=True, timeout=60)
        stream = _Hashed(response)
        with tarfile.open(fileobj=stream, mode="r|gz", bufsize=1 << 16) as archive:
            archive.extractall(staged, filter="data")
        while stream.read(1 << 16):
            pass  # the checksum covers every byte
        told = response.headers.get("x-ms-meta-sha256")
        if told and told != stream.sha.hexdigest():
            raise Failed(f"{name}: the checksum differs")


def _wanted(info, exclude):
    parts = [info.name, os.path.basename(info.name)]
    if info.name == OURS or any(fnmatch.fnmatch(part, e) for part in parts for e in exclude):
        return None
    return info if info.isfile() or info.isdir() or info.issym() else None


class _Hashed:
    def __init__(self, stream):
        self._stream, self.sha = stream, hashlib.sha256()

    def read(self, size):
        """The next bytes, counted into the checksum."""
        data = self._stream.read(size)
        self.sha.update(data)
        return data


class _Upload(io.RawIOBase):
    """Takes bytes, sends blocks; nothing is visible until finish()."""

    def __init__(self, storage, path, deadline):
        self._storage, self._path, self._deadline = storage, path, deadline
        self._waiting, self._blocks, self._sha = bytearray(), [], hashlib.sha256()

    def write(self, data):
        """Takes bytes in; a whole block is sent."""
        self._waiting += data
        self._sha.update(data)
        while len(self._waiting) >= BLOCK:
            self._send(BLOCK)
        return len(data)

    def finish(self):
        """Sends the rest and makes the blob of the blocks."""
        if self._waiting:
            self._send(len(self._waiting))
        ids = "".join(f"<Latest>{block}</Latest>" for block in self._blocks)
        body = f'<?xml version="1.0" encoding="utf-8"?><BlockList>{ids}</BlockList>'
        headers = {"x-ms-meta-sha256": self._sha.hexdigest(), "If-None-Match": "*"}
        self._storage.request("PUT", f"{self._path}?comp=blocklist", headers, body.encode())

    def _send(self, size):
        if self._deadline and time.monotonic() > self._deadline:
            raise Failed("there was no time left to upload it")
        block = base64.b64encode(b"%08d" % len(self._blocks)).decode()
        data = bytes(self._waiting[:size])
        del self._waiting[:size]
        for attempt in range(5):
            try:
                self._storage.request("PUT", f"{self._path}?comp=block&blockid={quote(block, safe='')}",
                                      body=data, timeout=60)  # fmt: skip
                break
            except Trouble as trouble:
                if attempt == 4 or trouble.status in (403, 404, 409):
                    raise
                time.sleep(min(2**attempt, 10) / 2)
        self._blocks.append(block)
