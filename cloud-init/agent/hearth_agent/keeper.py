"""Backups and restores as they are ordered, scheduled, or due at the end."""

import threading
import time

from .times import seconds_of
from .upload import Failed
from .web import Trouble

LET_GO = "the game was stopped on this machine, which has let go of the world"


class Keeper:
    """Works in threads of its own; what came of it is told through the agent's loop."""

    def __init__(self, agent):
        self._agent = agent

    def refusal(self):
        """Why no backup can be made or restored now, or None."""
        if not self._agent.backups:
            return "no backups are configured"
        return None if self._agent.attached else LET_GO

    def back_up(self, order=None):
        """Makes a backup without stopping anything."""
        self._in_thread(self.upload, order)

    def upload(self, order, deadline=lambda: None):
        """Makes a backup in the calling thread and has it reported."""
        agent = self._agent
        answers = order["message"] if order else None
        try:
            exclude = agent.profile.data["world"].get("exclude", ())
            name = agent.backups.make(agent.config.worldDirectory, exclude, deadline)
        except (Failed, Trouble, OSError) as failed:
            # Without an order, `failed` would mean the game.
            agent.report("failed" if order else "backup", detail=f"backup: {failed}", answers=answers)
        else:
            agent.report("backup", detail=name, answers=answers)
        agent.post(lambda: agent.handler.done(answers))

    def snapshot(self):
        """A thread that takes a snapshot and tells only of a failure."""
        return self._in_thread(self._snapshot)

    def _snapshot(self):
        agent = self._agent
        try:
            agent.log("snapshot", at=agent.snapshots.take())
        except Trouble as failed:
            agent.log("no-snapshot", why=str(failed))
            agent.report("backup", detail=f"snapshot: {failed}")

    def restore_first(self):
        """Whether a restore was ordered before the game is begun; it begins it afterwards."""
        agent = self._agent
        order, begun = agent.inbox.next() or (None, False)
        if begun or not agent.backups or not order or order["type"] != "restore":
            return False
        if seconds_of(order["expires"]) < time.time():
            return False
        agent.handler.take(order)
        agent.account.step = "restore"
        agent.tell("phase")
        self.restore_and_begin(order)
        return True

    def restore_and_begin(self, order):
        """Restores while no game runs; begins it with whichever world is there then."""
        self._in_thread(self._restore, order)

    def _restore(self, order):
        agent = self._agent
        handler, given_up = agent.handler, agent.cancelled
        try:
            agent.backups.restore(
                order["backup"], agent.config.worldDirectory, lambda: not given_up.is_set()
            )
            agent.post(lambda: handler.answer(order, "done", detail=order["backup"]))
        except (Failed, Trouble, OSError) as failed:
            told = str(failed)
            agent.post(lambda: handler.refuse(order, told))
        agent.post(agent.start.begin)

    def _in_thread(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread
