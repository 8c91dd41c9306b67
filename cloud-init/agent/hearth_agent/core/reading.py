"""Reads the game's lines, and notices when none come."""

import re

from ..masked import masked
from . import stopping
from .presence import gathered, sources
from .state import Presence
from .turn import CODE, VERSION, roster_of

STEP = re.compile(r"[a-z][a-z0-9-]{0,31}")  # what the contract allows
FAILURES = 3  # reported for one run of the game
LINES = 12  # kept for people
UNRECOGNISED = 600.0  # seconds without a known line that are odd while somebody is on


def printed(turn, event):
    """Takes in new lines."""
    log = turn.state.log
    turn.change("log", resume=event.resume, last=(*log.last, *event.lines)[-LINES:],
                unknown=(*log.unknown, *event.unknown)[-LINES:])  # fmt: skip
    meant, code = set(), turn.state.roster.code
    for match in event.matches:
        for told in turn.see(match):
            meant.add(told.kind)
            MEANINGS.get(told.kind, _nothing)(turn, told)
    if event.matches:
        turn.change("log", recognised=turn.now)
    came = turn.came_or_went
    if came and turn.state.run.settles_at:  # who can join it finds it ready
        _is_ready(turn)
    if came or "count" in meant or turn.state.roster.code not in (code, None):
        turn.tell("players")
    if "saved" in meant:
        stopping.saw_save(turn)


def _ready(turn, _told):
    """It counts at once, or once it has stood for a while without a failure; again, it began anew."""
    settle = turn.state.setup.settle_seconds
    if turn.state.run.phase == "running":
        _loads_again(turn)
    if turn.state.run.phase != "loading":
        return
    if settle:
        turn.change("run", settles_at=turn.now + settle)
    else:
        _is_ready(turn)


def _is_ready(turn):
    turn.change("run", phase="running", settles_at=None)
    turn.tell("ready")


def _began(turn, _told):
    """It begins anew without its container having ended."""
    turn.change("run", settles_at=None)
    if turn.state.run.phase == "running":
        turn.change("roster", code=None)
        _loads_again(turn)


def _loads_again(turn):
    """Nobody is on, and nobody can be."""
    turn.set(presence=Presence(changed=turn.now))
    turn.change("run", phase="loading", step=None, began=turn.now, settles_at=None)
    turn.tell("phase")


def restarted(turn, event):
    """The container's runtime has started the game again."""
    turn.begin_anew()
    _began(turn, event)


def _failure(turn, told):
    log = turn.state.log
    turn.change("run", settles_at=None)
    turn.change("log", failure=told.text, failures=log.failures + 1)
    if log.failures < FAILURES:
        turn.trouble("noticed", told.text)
        turn.tell("phase", detail=told.text)


def _step(turn, told):
    if STEP.fullmatch(told.text):
        turn.change("run", step=told.text)
        turn.tell("phase")


def _version(turn, told):
    if VERSION.fullmatch(told.text):
        turn.change("roster", version=told.text)


def _code(turn, told):
    if CODE.fullmatch(told.text):
        turn.change("roster", code=told.text)


def _nothing(_turn, _told):
    """Looked at once all lines are read, if at all."""


MEANINGS = {"ready": _ready, "began": _began, "failure": _failure, "step": _step, "version": _version, "code": _code}


def watch(turn):
    """Says a game ready that has settled; ends one that is not ready in time; reports a log that is not understood."""
    run, setup = turn.state.run, turn.state.setup
    if not run.attached:
        return
    if run.phase == "loading" and run.settles_at and turn.now >= run.settles_at:
        _is_ready(turn)
    elif run.phase == "loading" and turn.now - run.began > setup.boot_seconds:
        if turn.state.log.unknown:
            _drift(turn, "not ready in time")
        stopping.over(turn, f"not ready in time\n{turn.last_lines()}")
    elif run.phase == "running":
        _watch_silence(turn)


def _watch_silence(turn):
    since, minutes = turn.state.log.recognised, turn.state.setup.drift_minutes
    if since is None:
        return
    silent = turn.now - since
    if minutes and silent > minutes * 60:
        _drift(turn, f"nothing recognised for {minutes} minutes")
    elif silent > UNRECOGNISED and _somebody_else_sees_players(turn):
        _drift(turn, "somebody is on, and nothing in the log was recognised")


def _somebody_else_sees_players(turn):
    players = turn.story().players
    log = players.count or 0
    return not log and any(one["source"] != "log" and one["presence"] and one["count"]
                           for one in sources(turn.state, players, turn.now))  # fmt: skip


def _drift(turn, why):
    """Once, until a line is recognised again. The lines are fit to be shown to others."""
    turn.change("log", recognised=None)
    told, reports = turn.story().players.on.values(), turn.state.reports
    names = {player.name for player in told} | {one["name"] for one in reports.transitions}
    names |= {name for one in turn.state.presence.sources for name in one.get("names", ())}
    lines = masked(turn.state.log.unknown, names)
    turn.tell("drift", detail=f"{why}\n{lines}" if lines else why)


def beat(turn, event):
    """A heartbeat."""
    more = {}
    if turn.state.run.attached and event.evidence is not None:
        turn.set(presence=gathered(turn.state.presence, event.evidence, event.asked))
        more["evidence"] = sources(turn.state, roster_of(turn.state), turn.now)
    turn.tell("heartbeat", health=event.health, **more)
