"""The steps after the game has ended: a new start, or a last backup, a snapshot and the word `stopped`."""

from dataclasses import replace

from . import answers, effects, eviction
from .events import Order
from .state import Stop

LAST_BACKUP = 10.0  # seconds that a backup has at least where no machine is taken away
LEAST = 3.0  # seconds below which no backup is begun
JUST_NOW = 30.0  # seconds within which a game that ended by itself counts as having saved
WITHOUT_HELLO = 3600  # seconds for a stop before anybody said how many
AGAIN = ("restart", "restore")
OVER = ("over", "lease")


def game_ended(turn, _event=None):
    """The game has ended and its last line was read."""
    was_attached = turn.state.run.attached
    turn.change("run", attached=False)
    if turn.state.stop is None:
        over(turn, f"the game ended by itself\n{turn.last_lines()}", was_attached)
        return
    stop = turn.state.stop
    if stop.reason in AGAIN and not (turn.state.notice or turn.state.machine.ending):
        _start_again(turn, stop)
    else:
        _last_backup(turn, stop)


def over(turn, detail, ran=False):
    """The session cannot go on and no game runs: what can be saved is saved, then it is reported."""
    state, now = turn.state, turn.now
    saved_at = state.log.saved_at
    played = ran and state.run.phase in ("running", "saving")
    saved = bool(played and saved_at and now - saved_at <= JUST_NOW)
    turn.trouble("over", detail)
    stop = Stop("over", None, played, None, now, now + allowed(state), backup=played, saved=saved)
    remember(turn, stop)
    if played:
        turn.change("run", phase="saving")
        turn.tell("phase")
    _last_backup(turn, stop)


def allowed(state):
    """Seconds that a stop may take."""
    return state.machine.stop_seconds or WITHOUT_HELLO


def remember(turn, stop):
    """Remembers the stop; whether the game saved, every report says from now on."""
    turn.set(stop=stop)
    if stop.ran and turn.state.setup.tells.saves and not turn.story().saveless:
        turn.change("run", saved=stop.saved)


def _start_again(turn, stop):
    busy = Order(stop.answers, stop.reason, stop.limit, backup=stop.restores or "")
    turn.set(stop=None, busy=busy)
    turn.enter("booting")
    if stop.restores:
        turn.do(effects.Restore(stop.answers, stop.restores))
    else:
        turn.begin()


def _last_backup(turn, stop):
    """The world is closed: evicting is said at once, stopped once the backup is made."""
    able, left = turn.state.setup.able, max(LAST_BACKUP, stop.limit - turn.now)
    if turn.state.notice:
        if not turn.state.notice.told or stop.saved:
            eviction.tell(turn)
        left = eviction.seconds_left(turn)
    upload = able.backups and left >= LEAST
    if stop.backup and (upload or able.snapshots):
        turn.do(effects.MakeLastBackup(upload, able.snapshots, left))
    else:
        stopped(turn)


def stopped(turn, _event=None):
    """The stop is over; the world is let go of."""
    stop, notice = turn.state.stop, turn.state.notice
    if notice and not notice.told:
        eviction.tell(turn)
    turn.enter("stopped")
    if stop.reason in OVER:
        turn.tell("failed", detail=(turn.state.reports.trouble or {}).get("detail"))
    if stop.reason != "notice":
        turn.tell("stopped", answers=stop.answers)
    answers.done(turn, stop.answers)
    if notice or stop.reason in ("order", *OVER):
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
