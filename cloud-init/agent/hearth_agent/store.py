"""The agent's memory on disk: spool, inbox and what else must survive a kill.

Everything that belongs together is written in one transaction, so that a process killed
between any two steps comes back to a state in which nothing is lost or out of order.
"""

import json
import sqlite3
import threading
import time
from contextlib import contextmanager

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spool (seq INTEGER PRIMARY KEY, generation INTEGER,
  kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS inbox (message TEXT PRIMARY KEY, body TEXT NOT NULL,
  state TEXT NOT NULL, arrived INTEGER NOT NULL);
"""


class Store:
    """One SQLite file. A damaged one is put aside; a new epoch begins."""

    def __init__(self, directory):
        directory.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        path = directory / "agent.db"
        try:
            self._open(path)
        except sqlite3.DatabaseError:
            path.replace(directory / f"agent.db.damaged-{time.time_ns()}")
            for rest in directory.glob("agent.db-*"):
                rest.unlink()
            self._open(path)

    def _open(self, path):
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + TABLES)
        if self.get("epoch") is None:
            self.set("epoch", time.time_ns() // 1_000_000)

    @contextmanager
    def transaction(self):
        """All or nothing; may be nested; other threads wait."""
        with self._lock:
            outer = self._depth == 0
            if outer:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if outer:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if outer:
                self._db.execute("COMMIT")

    def all(self, sql, *values):
        """Runs a statement and returns its rows."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def get(self, name, default=None):
        """A remembered value."""
        rows = self.all("SELECT value FROM meta WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else default

    def set(self, name, value):
        """Remembers a value that JSON can hold."""
        self.all("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, json.dumps(value))

    def close(self):
        """Lets go of the file."""
        with self._lock:
            self._db.close()
