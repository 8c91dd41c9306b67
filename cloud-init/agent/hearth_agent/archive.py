"""A world as one gzip file: a tar stream cut into members that are packed side by side."""

import contextlib
import fnmatch
import gzip
import os
import tarfile
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHUNK = 1 << 18  # bytes of tar in one gzip member
SAMPLE = 1 << 14
OURS = ".hearth"  # what a restore puts aside; never part of an archive


def pack(world, exclude, write):
    """Gives the archive of a directory or a single file to write(), piece by piece.

    A file that vanishes meanwhile is left out; one that shrinks raises OSError.
    """
    root = Path(world)
    with _Members(write) as members:
        with tarfile.open(fileobj=members, mode="w|", bufsize=CHUNK) as archive:
            if root.is_file():
                _add(archive, root, root.name)
            else:
                for path, name in _entries(root, "", exclude):
                    _add(archive, path, name)


def unpack(stream, target):
    """The opposite. Raises OSError, EOFError, tarfile.TarError or zlib.error."""
    with (
        gzip.GzipFile(fileobj=stream) as plain,
        tarfile.open(fileobj=plain, mode="r|", bufsize=CHUNK) as archive,
    ):
        archive.extractall(target, filter="data")


def _entries(folder, prefix, exclude):
    for path in sorted(folder.iterdir()):
        name = prefix + path.name
        if name == OURS or any(fnmatch.fnmatch(part, e) for part in (name, path.name) for e in exclude):
            continue
        yield path, name
        if path.is_dir() and not path.is_symlink():
            yield from _entries(path, f"{name}/", exclude)


def _add(archive, path, name):
    try:
        info = archive.gettarinfo(path, name)
        if info is None or not (info.isfile() or info.isdir() or info.islnk() or _inner_link(info)):
            return
        content = path.open("rb") if info.isfile() else contextlib.nullcontext()
    except FileNotFoundError:
        return
    with content as data:
        archive.addfile(info, data)


def _inner_link(info):
    """Whether it is a symbolic link to within the world; others could not be restored."""
    target = os.path.normpath(os.path.join(os.path.dirname(info.name), info.linkname))
    return info.issym() and not os.path.isabs(target) and not target.startswith("..")


def _member(data):
    """The chunk as a gzip member; what does not become smaller is stored as it is."""
    sample = data[:SAMPLE]
    worth = len(zlib.compress(sample, 1)) < 0.9 * len(sample)
    return gzip.compress(data, 1 if worth else 0, mtime=0)


class _Members:
    """Packs what is written on every core; hands it on in order, a few chunks behind."""

    def __init__(self, write):
        workers = min(4, os.cpu_count() or 1)
        self._write, self._ahead = write, 2 * workers
        self._pool, self._packing = ThreadPoolExecutor(workers), deque()

    def write(self, data):
        """Takes a chunk in; waits where too many are being packed."""
        self._packing.append(self._pool.submit(_member, bytes(data)))
        while len(self._packing) > self._ahead:
            self._write(self._packing.popleft().result())
        return len(data)

    def __enter__(self):
        return self

    def __exit__(self, failed, *_):
        try:
            while self._packing and not failed:
                self._write(self._packing.popleft().result())
        finally:
            self._pool.shutdown(cancel_futures=True)
