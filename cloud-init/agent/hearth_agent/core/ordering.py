"""Each order, and the agent's part in it."""

from . import answers, effects, starting, stopping
from .presence import ABSENT, gathered, sources, verdict
from .turn import roster_of

STOP = "save-and-stop"
LET_GO = "the game was stopped on this machine, which has let go of the world"


def greet(turn, event):
    """A hello has come: a newer generation begins anew."""
    known = turn.state.machine.generation
    if known == event.generation:
        return
    turn.note("hello", generation=event.generation)
    if event.game != turn.state.setup.game:
        turn.note("another-game", wanted=event.game, profile=turn.state.setup.game)
    turn.change("machine", generation=event.generation, stop_seconds=event.stop_seconds)
    if known is None:
        return
    turn.set(busy=None)
    turn.forget()
    if turn.state.machine.halted and not turn.state.run.attached:
        starting.start_anew(turn)


def offered(turn, event):
    """Begins the order, if nothing else is going on."""
    order, busy = event.order, turn.state.busy
    if turn.state.stop or busy and (order.type != STOP or busy.type == STOP):
        return
    if order.type in ("restore", "backup") and _booting(turn.state):
        return  # done once the world is here: just before the game is begun, and after
    turn.note("order", type=order.type, message=order.message)
    answers.take(turn, order)
    if event.begun and order.type != STOP:
        answers.refuse(turn, order.message, "interrupted: it is not known how far it came")
    elif not event.begun and order.expires < turn.now:
        answers.refuse(turn, order.message, "it expired before its turn came")
    else:
        ACTS[order.type](turn, order)


def _booting(state):
    return not state.run.attached and not state.machine.halted


def _save_and_stop(turn, order):
    run = turn.state.run
    if order.if_empty and run.attached and run.phase == "running":
        turn.do(effects.Look(order.message))
    else:
        _stop(turn, order.message)


def looked(turn, event):
    """It was looked once more whether anyone is on."""
    busy, stop = turn.state.busy, turn.state.stop
    if not busy or busy.message != event.message:
        return  # another generation's
    if stop:  # begun meanwhile for another reason
        turn.change("stop", answers=stop.answers or event.message)
        return
    turn.set(presence=gathered(turn.state.presence, event.evidence, event.asked))
    found = sources(turn.state, roster_of(turn.state), turn.now)
    if turn.state.run.attached and verdict(found)[0] != ABSENT:
        answers.answer(turn, event.message, "occupied", evidence=found)
    else:
        _stop(turn, event.message)


def _stop(turn, message):
    turn.cancel()
    stopping.begin(turn, "order", message)


def _restart(turn, order):
    if turn.state.run.attached:
        stopping.begin(turn, "restart", order.message)
        return
    if not _booting(turn.state):
        starting.start_anew(turn)
    answers.answer(turn, order.message, "done")


def _restore(turn, order):
    why = _no_backups(turn.state)
    if why:
        answers.refuse(turn, order.message, why)
    else:
        stopping.begin(turn, "restore", order.message, restores=order.backup)


def _backup(turn, order):
    why = _no_backups(turn.state)
    if why:
        answers.refuse(turn, order.message, why)
    else:
        turn.do(effects.MakeBackup(order.message))


def _no_backups(state):
    """Why no backup can be made or restored now, or None."""
    if not state.setup.able.backups:
        return "no backups are configured"
    return None if state.run.attached else LET_GO


def _say(turn, order):
    if not turn.state.setup.able.console:
        answers.refuse(turn, order.message, "this game has no console")
    elif not turn.state.run.attached:
        answers.refuse(turn, order.message, "the game does not run")
    else:
        turn.do(effects.Say(order.message, order.text))


def said(turn, event):
    """The game was told, or it went wrong."""
    answers.answer_or_refuse(turn, event.message, event.why)


ACTS = {STOP: _save_and_stop, "restart": _restart, "restore": _restore, "backup": _backup, "say": _say}
