"""Backups, snapshots and restores in threads of their own; what came of each is posted."""

import threading
import time

from .core import events
from .snapshots import SECONDS
from .upload import Failed
from .web import Trouble


class BackupJobs:
    """Of one world. `backups` and `snapshots` are None where agent.json names none."""

    def __init__(self, backups, snapshots, world, post, log):
        self._backups, self._snapshots = backups, snapshots
        self._world = world
        self._post, self._log = post, log
        self._ends = 0.0  # of time.monotonic(): when the last backup is given up

    def make(self, effect):
        """Makes a backup without stopping anything."""
        _in_thread(self._make, effect.answers)

    def make_last(self, effect):
        """Makes one of the closed world beside a snapshot, which is waited for briefly."""
        self._ends = time.monotonic() + effect.seconds

        def work():
            ends = time.monotonic() + SECONDS
            snapshot = _in_thread(self._take_snapshot) if effect.snapshot else None
            if effect.upload:
                self._make(None, lambda: self._ends, closed=True)
            if snapshot:
                snapshot.join(max(0.0, min(ends, self._ends) - time.monotonic()))
            self._post(events.LastBackupOver())

        _in_thread(work)

    def hurry(self, effect):
        """The last backup has only so long."""
        self._ends = min(self._ends, time.monotonic() + effect.seconds)

    def restore(self, effect, cancelled):
        """Puts a backup in the world's place unless that is cancelled before it touches the world."""
        _in_thread(self._restore, effect, cancelled)

    def _make(self, answers, deadline=lambda: None, closed=False):
        try:
            made = self._backups.make(self._world.directory, self._world.exclude, deadline,
                                      self._world.rules, self._world.is_played, self._world.hold)  # fmt: skip
        except (Failed, Trouble, OSError) as failed:
            self._post(events.BackupEnded(answers, why=str(failed)))
        else:
            self._post(events.BackupEnded(answers, made.name, made.size, tuple(made.faults)))
            if closed and not made.faults:
                self._remember(made.name)

    def _remember(self, name, **more):
        """That this backup is the world as it lies there now."""
        try:
            self._world.note(closed={"is": self._world.print_of(), "backup": name}, **more)
        except (Trouble, OSError) as failed:
            self._log("backup-not-remembered", why=str(failed))

    def _take_snapshot(self):
        try:
            self._log("snapshot", at=self._snapshots.take())
        except Trouble as failed:
            self._log("no-snapshot", why=str(failed))
            self._post(events.SnapshotFailed(str(failed)))

    def _restore(self, effect, cancelled):
        try:
            whole, why = self._backups.restore(effect.backup, self._world.directory, lambda: not cancelled.is_set(),
                                               self._world.rules), None  # fmt: skip
        except (Failed, Trouble, OSError) as failed:
            whole, why = True, str(failed)
        else:  # nobody knows which version wrote it
            self._remember(effect.backup, version=None, before=None)
        self._post(events.Restored(effect.message, effect.backup, why, whole))


def _in_thread(work, *arguments):
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread
