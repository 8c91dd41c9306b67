"""Files that must be what they claim to be, read to their end."""

import gzip
import json
import sqlite3
import struct
import tempfile
import zipfile
import zlib

PIECE = 1 << 18
LARGEST_JSON = 64 << 20
LARGEST_CHECKED = 256 << 20  # bytes of a database that are checked page by page


def fault(kind, stream, alone=True):
    """Why the stream is not a whole file of this kind, or None. Read to its end.

    alone: no journal lies beside a database, so that it is whole by itself.
    """
    try:
        return CHECKS[kind](stream, alone)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return f"is no whole {kind} file"
    finally:
        while stream.read(PIECE):
            pass


def _gzip(stream, _):
    with gzip.GzipFile(fileobj=stream) as plain:
        if not plain.read(1):
            raise EOFError
        while plain.read(PIECE):
            pass


def _json(stream, _):
    text = stream.read(LARGEST_JSON + 1)
    if len(text) <= LARGEST_JSON:
        json.loads(text)


def _zip(stream, _):
    with tempfile.TemporaryFile() as copy:
        _pour(stream, copy)
        with zipfile.ZipFile(copy) as archive:
            return "is no whole zip file" if archive.testzip() else None


def _sqlite(stream, alone):
    head = stream.read(100)
    if len(head) < 100 or head[:16] != b"SQLite format 3\0":
        return "is no database"
    page = struct.unpack(">H", head[16:18])[0]
    page = 65536 if page == 1 else page
    changed, pages, valid = (struct.unpack(">I", head[at : at + 4])[0] for at in (24, 28, 92))
    with tempfile.NamedTemporaryFile(suffix=".db") as copy:
        copy.write(head)
        size = 100 + _pour(stream, copy, LARGEST_CHECKED)
        if changed == valid and size < pages * page:
            return "is shorter than it says"
        if alone and size <= LARGEST_CHECKED:
            copy.flush()
            return _damage(copy.name)
    return None


def _damage(path):
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        told = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        return None if told == "ok" else "is a damaged database"
    except sqlite3.DatabaseError:
        return "is a damaged database"
    finally:
        database.close()


def _pour(stream, target, largest=None):
    """Copies the stream, no more than the largest is kept; its size."""
    size = 0
    while data := stream.read(PIECE):
        size += len(data)
        if largest is None or size <= largest:
            target.write(data)
    return size


CHECKS = {"gzip": _gzip, "json": _json, "zip": _zip, "sqlite": _sqlite}
