"""What follows once the game has ended: a new start, or a last backup, a snapshot and the word `stopped`."""

from dataclasses import replace

from . import answers, effects, eviction, starting
from .events import Order

LAST_BACKUP = 10.0  # seconds that a backup has at least where no machine is taken away
LEAST = 3.0  # seconds below which no backup is begun
AGAIN = ("restart", "restore")


def game_ended(turn, _event=None):
    """The game has ended and its last line was read."""
    turn.change("run", attached=False)
    stop = turn.state.stop
    if stop is None:
        _ended_by_itself(turn)
    elif stop.reason in AGAIN and not (turn.state.notice or turn.state.machine.ending):
        _start_again(turn, stop)
    else:
        _last_backup(turn, stop)


def _ended_by_itself(turn):
    turn.enter("stopped")
    turn.tell("failed", detail=f"the game ended by itself\n{turn.last_lines()}")
    turn.stay_stopped("failed")
    turn.cancel()
    turn.do(effects.ReleaseWorld())


def _start_again(turn, stop):
    busy = Order(stop.answers, stop.reason, stop.limit, backup=stop.restores or "")
    turn.set(stop=None, busy=busy)
    turn.enter("booting")
    if stop.restores:
        turn.do(effects.Restore(stop.answers, stop.restores))
    else:
        starting.prepared(turn)


def _last_backup(turn, stop):
    """The world is closed: evicting is said at once, stopped once the backup is made."""
    setup, left = turn.state.setup, max(LAST_BACKUP, stop.limit - turn.now)
    if turn.state.notice:
        if not turn.state.notice.told or stop.saved:
            eviction.tell(turn)
        left = eviction.seconds_left(turn)
    upload = setup.backups and left >= LEAST
    if stop.backup and (upload or setup.snapshots):
        turn.do(effects.MakeLastBackup(upload, setup.snapshots, left))
    else:
        stopped(turn)


def stopped(turn, _event=None):
    """The stop is over; the world is let go of."""
    stop, notice = turn.state.stop, turn.state.notice
    if notice and not notice.told:
        eviction.tell(turn)
    turn.enter("stopped")
    if stop.reason != "notice":
        turn.tell("stopped", answers=stop.answers)
    answers.done(turn, stop.answers)
    if notice or stop.reason in ("order", "lease"):
        turn.stay_stopped("notice" if notice else stop.reason)
    turn.set(stop=None)
    turn.cancel()
    turn.do(effects.ReleaseWorld())
    if notice and not stop.forced:
        eviction.leave(turn)
    if turn.state.machine.ending:
        end(turn)


def end(turn):
    """Lets the events go out and ends the process."""
    turn.do(effects.EndProcess(eviction.FLUSH))


def hurry(turn, seconds):
    """The world may be another machine's: the game has only this long, there is no backup,
    and a stop that was to start it again starts nothing."""
    stop = turn.state.stop
    if stop:
        until = min(stop.until, turn.now + seconds)
        turn.set(stop=replace(stop, until=until, backup=False, reason="lease"))
