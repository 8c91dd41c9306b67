"""What the game's lines mean, and what follows where none come."""

import re

from . import stopping

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
        turn.change("run", recognised=turn.now)
    if changed:
        turn.tell("players")
    if saved:
        stopping.saw_save(turn)


def _meaning(turn, match):
    run = turn.state.run
    if match.kind == "ready" and run.phase == "loading":
        turn.change("run", phase="running")
        turn.tell("ready")
    elif match.kind == "step" and STEP.fullmatch(match.groups["step"] or ""):
        turn.change("run", step=match.groups["step"])
        turn.tell("phase")
    elif match.kind == "failure" and run.failures < FAILURES:
        turn.change("run", failures=run.failures + 1)
        turn.tell("failed", detail=match.line)


def watch(turn):
    """Reports a game that is not ready in time, and a log that nothing is recognised in."""
    run, setup = turn.state.run, turn.state.setup
    if not run.attached:
        return
    if run.phase == "loading" and turn.now - run.began > setup.boot_seconds:
        turn.change("run", began=turn.now)
        turn.tell("failed", detail=f"not ready in time\n{turn.last_lines()}")
    silent = run.recognised is not None and setup.drift_minutes
    if silent and run.phase == "running" and turn.now - run.recognised > setup.drift_minutes * 60:
        turn.change("run", recognised=None)  # once, until a line is recognised again
        turn.tell("drift", detail=turn.last_lines())


def beat(turn, event):
    """A heartbeat."""
    turn.tell("heartbeat", evidence=event.evidence, health=event.health)
