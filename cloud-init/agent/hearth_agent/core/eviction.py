"""The machine is to be taken away: it is reported, and agreed to once the events have gone out."""

from . import effects

FLUSH = 4.0  # seconds kept for the events to reach the queue before the machine goes


def seconds_left(turn):
    """The seconds that the game may still take, so that its end can be reported."""
    return turn.state.notice.ends - turn.now - FLUSH


def tell(turn):
    """Reports it; every later report says it too."""
    turn.change("notice", told=True)
    turn.change("reports", evicting=True)
    turn.tell("evicting")


def leave(turn):
    """Agrees to it; no game is started here any more."""
    notice = turn.state.notice
    turn.change("machine", left=notice.event)
    turn.stay_stopped("notice")
    turn.do(effects.Acknowledge(notice.event, notice.ends))
