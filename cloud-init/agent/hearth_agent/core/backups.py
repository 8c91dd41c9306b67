"""Backups as they are scheduled and as they end."""

from . import answers, effects


def due(turn, _event):
    """Makes one while a game runs that is not being stopped."""
    if turn.state.run.attached and not turn.state.stop:
        turn.do(effects.MakeBackup(None))


def ended(turn, event):
    """A backup was made, or not: the world is as it was."""
    if event.why is None:
        why = f"{event.name} holds no whole world: {'; '.join(event.faults)}" if event.faults else None
        _tell(turn, "made", event.answers, why, name=event.name, size=event.size,
              whole=False if event.faults else None)  # fmt: skip
    else:
        _tell(turn, "failed", event.answers, event.why)
    answers.done(turn, event.answers)


def no_snapshot(turn, event):
    """No snapshot of the share was taken."""
    _tell(turn, "snapshot-failed", why=event.why)


def not_let_go(turn, event):
    """The game goes on without saving: somebody has to know."""
    told = f"the game still holds its world still after a backup, and does not save: {event.why}"
    turn.trouble("noticed", told)
    turn.tell("phase", detail=told)


def _tell(turn, outcome, message=None, why=None, **more):
    backup = {"outcome": outcome} | {key: value for key, value in more.items() if value is not None}
    turn.tell("backup", backup=backup, detail=why, answers=message)


def restored(turn, event):
    """A backup took the world's place, or not; the game begins with whichever is there."""
    name = event.backup if event.whole else f"{event.backup}, which was not whole when it was made"
    more = {"detail": name} if event.why is None else {}
    turn.change("run", chosen=False)
    answers.answer_or_refuse(turn, event.message, event.why, **more)
    turn.begin()
