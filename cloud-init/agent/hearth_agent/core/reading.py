"""What the game's lines mean, and what follows where none come."""

import re

from . import stopping
from .presence import gathered, sources
from .state import Presence
from .turn import roster_of

STEP = re.compile(r"[a-z][a-z0-9-]{0,31}")  # what the contract allows
FAILURES = 3  # reported for one run of the game
LINES = 12  # kept for people
CHANGES = ("join", "leave", "count", "code")


def printed(turn, event):
    """Takes in new lines."""
    turn.change("log", resume=event.resume, last=(*turn.state.log.last, *event.lines)[-LINES:])
    changed = saved = False
    for match in event.matches:
        for one in turn.see(match):
            changed |= one.kind in CHANGES
            saved |= one.kind == "saved"
            if one.kind in MEANINGS:
                MEANINGS[one.kind](turn, one.text)
    if event.matches:
        turn.change("log", recognised=turn.now)
    if changed:
        turn.tell("players")
    if saved:
        stopping.saw_save(turn)


def _ready(turn, _text):
    """People can join, now or once nothing has gone wrong for a while; another time, the game has begun anew."""
    if turn.state.run.phase == "running":
        _loads_again(turn)
    if turn.state.run.phase != "loading":
        return
    if turn.state.setup.settle_seconds:
        turn.change("run", settles_at=turn.now + turn.state.setup.settle_seconds)
    else:
        _settled(turn)


def _settled(turn):
    turn.change("run", phase="running", settles_at=None)
    turn.tell("ready")


def _began(turn, _text=None):
    if turn.state.run.phase in ("loading", "running"):
        _loads_again(turn)


def _loads_again(turn):
    """Nobody is on, and nobody can be."""
    turn.set(presence=Presence(changed=turn.now))
    turn.change("run", phase="loading", began=turn.now, settles_at=None)
    turn.tell("phase")


def restarted(turn, _event):
    """The container's runtime has started the game again."""
    turn.begin_anew()
    _began(turn)


def _step(turn, step):
    if STEP.fullmatch(step):
        turn.change("run", step=step)
        turn.tell("phase")


def _failure(turn, line):
    log = turn.state.log
    turn.change("run", settles_at=None)
    if log.failures < FAILURES:
        turn.change("log", failures=log.failures + 1)
        turn.trouble("noticed", line)
        turn.tell("phase", detail=line)


MEANINGS = {"ready": _ready, "began": _began, "step": _step, "failure": _failure}


def watch(turn):
    """Ends a game that is not ready in time; reports a log that nothing is recognised in."""
    run, log, setup = turn.state.run, turn.state.log, turn.state.setup
    if not run.attached:
        return
    if run.phase == "loading" and run.settles_at is not None and turn.now >= run.settles_at:
        _settled(turn)
    elif run.phase == "loading" and turn.now - run.began > setup.boot_seconds:
        stopping.over(turn, f"not ready in time\n{turn.last_lines()}")
    silent = log.recognised is not None and setup.drift_minutes
    if silent and run.phase == "running" and turn.now - log.recognised > setup.drift_minutes * 60:
        turn.change("log", recognised=None)  # once, until a line is recognised again
        turn.tell("drift", detail=turn.last_lines())


def beat(turn, event):
    """A heartbeat."""
    more = {}
    if turn.state.run.attached and event.evidence is not None:
        turn.set(presence=gathered(turn.state.presence, event.evidence, event.asked))
        more["evidence"] = sources(turn.state, roster_of(turn.state), turn.now)
    turn.tell("heartbeat", health=event.health, **more)
