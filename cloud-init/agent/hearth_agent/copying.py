"""A copy of a world that is held to its profile's rules while it is made, and read again afterwards."""

import contextlib
import queue
import tarfile
import threading
import zlib

from . import readable
from .archive import Changed, contents, listing, pack
from .whole import shown

MOST = 6  # faults that are told
LOOKS = 5  # at a world, until it is the same twice


def copy(world, exclude, rules, write, tolerant):
    """Gives the archive to write(); why it holds no whole world, nothing where it does.

    Raises Changed where the world changes meanwhile, unless tolerant.
    """
    files, unsteady = _steady(world, exclude, rules)
    still, faults = rules.still(files), {}

    def changed(name):
        if name in still:
            if not tolerant:
                raise Changed(name)
            faults[f"{shown(name)} changed while it was copied"] = None

    for name in unsteady[:1]:
        still.add(name)
        changed(name)
    with Inspection(rules, files) as inspection:

        def both(data):
            inspection.write(data)
            write(data)

        pack(world, exclude, both, files, changed)
        found = inspection.end()
    if not rules.numbered(files):  # what is numbered is never written again
        for name in _difference(files, listing(world, exclude)):
            still.add(name)
            changed(name)
    return [*faults, *found][:MOST]


def _steady(world, exclude, rules):
    """The files to copy, and which of them are not the same at two looks.

    Between two looks that see the same, all that they see was there at once.
    """
    before = None
    for _ in range(LOOKS):
        files = listing(world, exclude)
        files = {path: files[path] for path in files.keys() - rules.left_out(files)}
        now = {path: files[path] for path in rules.still(files)}
        if now == before:
            return files, []
        different, before = _difference(now, before or {}), now
    return files, different


def _difference(one, other):
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def check(folder, exclude, rules):
    """Why the folder holds no whole world; nothing where it does."""
    files, found = listing(folder, exclude), {}
    kinds = dict(rules.readable(files))
    for path, kind in kinds.items():
        with open(folder / path, "rb") as stream:
            found[path] = readable.fault(kind, stream, _alone(path, files))
    return _told(rules.faults(files), found)


def _alone(path, files):
    return not any(f"{path}{end}" in files for end in ("-journal", "-wal"))


def _told(faults, found):
    return (faults + [f"{shown(path)} {fault}" for path, fault in found.items() if fault])[:MOST]


class Inspection:
    """Reads an archive while it is made, in a thread; to be used in a `with`."""

    def __init__(self, rules, files):
        self._rules, self._files, self._kinds = rules, files, dict(rules.readable(files))
        self._pieces, self._rest = queue.Queue(16), b""
        self._faults, self._ended = ["the archive could not be read again"], False
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.end()

    def write(self, data):
        """Takes bytes in; waits while many are still to be read."""
        self._pieces.put(data)

    def end(self):
        """All is written: why the archive holds no whole world."""
        if not self._ended:
            self._ended = True
            self._pieces.put(b"")
            self._thread.join()
        return self._faults

    def read(self, size=-1):
        """The archive's next bytes, at most so many."""
        if not self._rest:
            self._rest = self._pieces.get()
            if not self._rest:
                self._pieces.put(b"")  # its end stays its end
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def _work(self):
        found = {}

        def look(path, stream):
            if path in self._kinds:
                found[path] = readable.fault(self._kinds[path], stream, _alone(path, self._files))

        with contextlib.suppress(OSError, EOFError, ValueError, tarfile.TarError, zlib.error):
            files = contents(self, look)
            missing = sorted(self._files.keys() - files.keys())
            self._faults = _told(self._rules.faults(files), found)
            self._faults += [f"{shown(path)} is not in the archive" for path in missing[:1]]
        while self.read(1 << 18):
            pass

