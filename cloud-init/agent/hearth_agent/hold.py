"""Has a running game write its world and hold it still while a backup is made, and go on whatever happens."""

import contextlib
import threading
import time

from .web import Trouble

FAILURES = (OSError, ValueError, Trouble)
ATTEMPTS, PAUSE = 3, 2.0  # at letting the game go on; seconds between them
AGAIN = 1.0  # seconds until a game that is asked whether it is done is asked again
HELD = "held"  # in the store: a game that was told to hold still is still to be let go


class Saves:
    """Counts the lines of the kind that says that the game has saved; threads wait for the next one."""

    def __init__(self, kind="saved"):
        self.kind = kind
        self._count, self._changed = 0, threading.Condition()

    def seen(self, matches):
        """Takes in what was recognised in the game's lines."""
        if any(match.kind == self.kind for match in matches):
            with self._changed:
                self._count += 1
                self._changed.notify_all()

    @property
    def count(self):
        """Times so far."""
        return self._count

    def wait_beyond(self, count, seconds):
        """Whether it was said more often than that before the time was up."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count > count, seconds)


class Hold:
    """Of one game. send(command) gives what the console answered, means_saved(text) says what that means.

    That it was told to hold still is kept in the store: a killed agent lets it go when it is back.
    """

    def __init__(self, told, send, saves, means_saved, store, on_stuck):
        self._told, self._send, self._saves = told or {}, send, saves
        self._means_saved, self._store, self._on_stuck = means_saved, store, on_stuck
        self._holds = False  # whether a backup is being made

    @contextlib.contextmanager
    def __call__(self):
        """In this context the world is still; gives what went wrong, so that it may not be."""
        self._holds = True
        if self._told.get("after"):
            self._store.set(HELD, True)
        try:
            yield self._still()
        finally:
            self._holds = False
            self.let_go()

    def _still(self):
        before, answers = self._saves.count, []
        try:
            answers = [self._send(command) for command in self._told.get("before", ())]
        except FAILURES as failed:
            return [f"the game could not be told to hold still: {failed}"]
        if "until" not in self._told:  # it does not say when it is done
            time.sleep(self._told["seconds"])
            return []
        if any(self._means_saved(answer) for answer in answers):
            return []
        return self._until_said(before, time.monotonic() + self._told["seconds"])

    def _until_said(self, before, ends):
        """Waits for the line or the answer; where the game says it only when it is asked, it is asked."""
        ask = self._told.get("ask", ())
        while (left := ends - time.monotonic()) > 0:
            try:
                if any([self._means_saved(self._send(command)) for command in ask]):
                    return []
            except FAILURES as failed:
                return [f"the game could not be asked whether it saved: {failed}"]
            if self._saves.wait_beyond(before, min(left, AGAIN) if ask else left):
                return []
        return [f"the game did not say within {self._told['seconds']} s that it saved"]

    def let_go(self):
        """Has the game go on, where it was told to hold still and is not needed so any more."""
        if self._holds or not self._store.get(HELD):
            return
        for attempt in range(ATTEMPTS):
            try:
                for command in self._told.get("after", ()):
                    self._send(command)
            except FAILURES as failed:
                why = str(failed)
            else:
                self._store.set(HELD, None)
                return
            if attempt < ATTEMPTS - 1:
                time.sleep(PAUSE)
        self._on_stuck(why)

    def forget(self):
        """The game starts anew: nothing holds it."""
        self._store.set(HELD, None)
