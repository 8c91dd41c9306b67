"""What the game's lines mean, and what follows where none come."""

import re

from . import stopping
from .presence import gathered, sources
from .turn import roster_of

STEP = re.compile(r"[a-z][a-z0-9-]{0,31}")  # what the contract allows
FAILURES = 3  # reported for one run of the game
LINES = 12  # kept for people


def printed(turn, event):
    """Takes in new lines."""
    turn.change("log", resume=event.resume, last=(*turn.state.log.last, *event.lines)[-LINES:])
    changed = saved = False
    for match in event.matches:
        changed |= turn.see(match)
        saved |= match.kind == "saved"
        _meaning(turn, match)
    if event.matches:
        turn.change("log", recognised=turn.now)
    if changed:
        turn.tell("players")
    if saved:
        stopping.saw_save(turn)


def _meaning(turn, match):
    run, log = turn.state.run, turn.state.log
    if match.kind == "ready" and run.phase == "loading":
        turn.change("run", phase="running")
        turn.tell("ready")
    elif match.kind == "step" and STEP.fullmatch(match.groups["step"] or ""):
        turn.change("run", step=match.groups["step"])
        turn.tell("phase")
    elif match.kind == "failure" and log.failures < FAILURES:
        turn.change("log", failures=log.failures + 1)
        turn.trouble("noticed", match.line)
        turn.tell("phase", detail=match.line)


def watch(turn):
    """Ends a game that is not ready in time; reports a log that nothing is recognised in."""
    run, log, setup = turn.state.run, turn.state.log, turn.state.setup
    if not run.attached:
        return
    if run.phase == "loading" and turn.now - run.began > setup.boot_seconds:
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
