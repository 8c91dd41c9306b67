"""Stopping the game: on order, before an eviction, without the lease, to start it again.

At most one stop goes on at a time; shutdown.py says what follows it.
"""

from dataclasses import replace

from . import effects, eviction, shutdown, starting
from .state import Notice, Stop

BACKED_UP = ("order", "notice", "over")
LOST = "the lease of the world was lost"
LAST_SECONDS = 5  # that a game has whose world may be another machine's


def begin(turn, reason, answers=None, patience=None, restores=None):
    """Has the game stop, unless it is being stopped."""
    state, now = turn.state, turn.now
    if state.stop:
        return
    attached, profile = state.run.attached, state.setup.stopping
    limit = shutdown.allowed(state)
    patience = patience or min(profile.seconds, limit)
    backup = attached and reason in BACKED_UP
    shutdown.remember(turn, Stop(reason, answers, attached, now, now + patience, now + limit, backup, restores))
    if not attached:
        shutdown.game_ended(turn)
        return
    turn.change("run", phase="saving")
    if profile.command:  # the signal waits, unless the command cannot be sent
        turn.change("stop", signal=now + patience / 2)
        turn.do(effects.SendCommand(profile.command))
    turn.tell("phase")


def typed(turn, event):
    """The signal is to follow only where the command did not do."""
    stop = turn.state.stop
    if event.why is not None:
        turn.note("console-trouble", why=event.why)
    if stop and stop.signal is not None:
        wait = 0 if event.why is not None else (stop.until - turn.now) / 2
        turn.set(stop=replace(stop, signal=turn.now + wait))


def watch(turn):
    """Sends the signal when it is due; ends a game that takes too long."""
    stop = turn.state.stop
    if not stop or not turn.state.run.attached:
        return
    if stop.signal is not None and turn.now >= stop.signal:
        turn.do(effects.SendSignal(turn.state.setup.stopping.signal))
    if turn.now < stop.until or stop.forced:
        return
    turn.change("stop", forced=True)
    if turn.state.notice:  # the machine dies anyway: let it save as long as it can
        eviction.tell(turn)
        eviction.leave(turn)
    else:
        turn.note("killed", why="the game did not end in time")
        turn.do(effects.KillGame())


def signalled(turn, _event):
    """It is sent once."""
    if turn.state.stop:
        turn.change("stop", signal=None)


def saw_save(turn):
    """A line said that the world was saved."""
    stop = turn.state.stop
    turn.change("log", saved_at=turn.now)
    if stop:
        shutdown.remember(turn, replace(stop, saved=True))
    turn.tell("saved", saved=True, answers=stop.answers if stop else None)


def over(turn, detail):
    """The game runs and the session cannot go on: it is saved and stopped first."""
    turn.trouble("over", detail)
    begin(turn, "over")


def noticed(turn, event):
    """Azure takes the machine back: the game has what is left of the time."""
    turn.note("notice", event=event.event, type=event.kind, seconds=round(event.seconds))
    turn.set(notice=Notice(event.event, turn.now + event.seconds))
    turn.cancel()
    left, stop = eviction.seconds_left(turn), turn.state.stop
    if turn.state.run.attached and stop:
        turn.change("stop", until=min(stop.until, turn.now + max(1.0, left)))
    elif turn.state.run.attached:
        begin(turn, "notice", patience=max(1.0, left))
    elif stop:  # the game has ended, its last backup is going on
        eviction.tell(turn)
        turn.do(effects.HurryLastBackup(left))
    else:
        if turn.state.machine.left != event.event:  # else it was told before a restart
            eviction.tell(turn)
        eviction.leave(turn)


def world_lost(turn, _event):
    """Another machine may have the world: the game stops at once, without a backup."""
    if turn.state.machine.halted:
        return  # it was let go of
    if not turn.state.run.attached and not turn.state.stop:  # no game had the world yet
        turn.trouble("retrying", LOST)
        turn.tell("phase")
        starting.prepare(turn)
        return
    turn.trouble("over", LOST)
    turn.cancel()
    if turn.state.stop:
        turn.tell("phase")
    begin(turn, "lease", patience=LAST_SECONDS)
    shutdown.hurry(turn, LAST_SECONDS)


def terminated(turn, _event):
    """This process is to end: the game is saved first, and starts again with the next."""
    turn.change("machine", ending=True)
    turn.cancel()
    if turn.state.run.attached or turn.state.stop:
        begin(turn, "terminate")
    else:
        shutdown.end(turn)
