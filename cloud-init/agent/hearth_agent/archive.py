"""A world as one gzip file: a tar stream cut into members that are packed side by side."""

import contextlib
import fnmatch
import gzip
import os
import stat
import tarfile
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .whole import File

CHUNK = 1 << 18  # bytes of tar in one gzip member
SAMPLE = 1 << 14
OURS = ".hearth"  # what a restore puts aside; never part of an archive


class Changed(Exception):
    """A file of the world is not any more what it was when it was listed."""


def refuse(name):
    """Has pack() end where a file changed."""
    raise Changed(name)


def listing(world, exclude):
    """The files of a directory, or a single file, as whole.py wants them. One that vanishes is left out."""
    root, found = Path(world), {}
    paths = [(root, root.name)] if root.is_file() else _entries(root, "", exclude)
    for path, name in paths:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            told = path.lstat()
            if stat.S_ISREG(told.st_mode):
                found[name] = File(told.st_size, told.st_mtime_ns)
    return found


def pack(world, exclude, write, files=None, changed=refuse):
    """Gives the archive of a directory or a single file to write(), piece by piece.

    With files (a listing), of all files these alone. changed(name) is told of each that is gone
    or not as it was listed; where it returns, the archive holds that file as far as it was read.
    """
    root, files = Path(world), listing(world, exclude) if files is None else files
    paths = [(root, root.name)] if root.is_file() else _entries(root, "", exclude)
    left = set(files)
    with _Members(write) as members:
        with tarfile.open(fileobj=members, mode="w|", bufsize=CHUNK) as archive:
            for path, name in paths:
                wanted = files.get(name)
                left.discard(name)
                if not _add(archive, path, name, wanted):
                    changed(name)
    for name in sorted(left):
        changed(name)


def unpack(stream, target):
    """The opposite. Raises OSError, EOFError, tarfile.TarError or zlib.error."""
    with (
        gzip.GzipFile(fileobj=stream) as plain,
        tarfile.open(fileobj=plain, mode="r|", bufsize=CHUNK) as archive,
    ):
        archive.extractall(target, filter="data")


def contents(stream, look):
    """The files of an archive as a listing; look(path, stream) is given each of them."""
    found = {}
    with (
        gzip.GzipFile(fileobj=stream) as plain,
        tarfile.open(fileobj=plain, mode="r|", bufsize=CHUNK) as archive,
    ):
        for info in archive:
            if info.isfile():
                found[info.name] = File(info.size, round(info.mtime * 10**9))
                look(info.name, archive.extractfile(info))
            elif info.islnk() and info.linkname in found:
                found[info.name] = found[info.linkname]
    return found


def _entries(folder, prefix, exclude):
    try:
        paths = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return  # its files are missed one by one
    for path in paths:
        name = prefix + path.name
        if name == OURS or any(fnmatch.fnmatch(part, e) for part in (name, path.name) for e in exclude):
            continue
        yield path, name
        if path.is_dir() and not path.is_symlink():
            yield from _entries(path, f"{name}/", exclude)


def _add(archive, path, name, wanted):
    """Whether the file is as it was listed, now and after it was read; no file is always."""
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
        if regular and wanted is None:  # its inode must not become the target of a link
            return True
        info = archive.gettarinfo(path, name)
        if info is None or not (regular or info.isdir() or _inner_link(info)):
            return True
        content = path.open("rb") if info.isfile() else contextlib.nullcontext()
    except (FileNotFoundError, NotADirectoryError):
        return wanted is None
    with content as data:
        exactly = _Exactly(data)
        archive.addfile(info, exactly if data else None)
    return wanted is None or not exactly.short and _of(path) == wanted


class _Exactly:
    """A file of which as much is read as is asked for; what is not there any more reads as zeros."""

    def __init__(self, data):
        self._data, self.short = data, False

    def read(self, size):
        """Bytes of just this size."""
        found = self._data.read(size)
        self.short |= len(found) < size
        return found.ljust(size, b"\0")


def _of(path):
    """The file as it is now, None where it is gone."""
    try:
        told = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return File(told.st_size, told.st_mtime_ns)


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
