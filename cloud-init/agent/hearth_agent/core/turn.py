"""A step while it is being made: the state so far, and what is to be done."""

import re
from dataclasses import replace

from ..players import Players
from ..times import text_of
from . import effects

LAST = 32  # transitions carried by every event
PER_EVENT = 16  # new transitions in one event at most
DETAIL = 1500
CODE = re.compile(r"[A-Za-z0-9-]{1,32}")  # what the contract allows


class Turn:
    """Made for one event and thrown away."""

    def __init__(self, state, now):
        self.state, self.now = state, now
        self.effects = []
        self._fresh = list(state.reports.fresh)
        self._players = None

    def change(self, part, **fields):
        """Another value for fields of a part."""
        self.set(**{part: replace(getattr(self.state, part), **fields)})

    def set(self, **parts):
        """Other parts."""
        self.state = replace(self.state, **parts)

    def do(self, effect):
        """One more thing to be done."""
        self.effects.append(effect)

    def note(self, event, /, **fields):
        """A line for the journal."""
        self.do(effects.Log(event, fields))

    def finish(self):
        """The next state, and the effects."""
        if self._players is not None:
            self.change("roster", players=self._players.save())
        if tuple(self._fresh) != self.state.reports.fresh:
            self.change("reports", fresh=tuple(self._fresh))
        return self.state, self.effects

    # The game

    def enter(self, phase, step=None):
        """Another phase; roster and code begin anew with each start of the game."""
        run = {"phase": phase, "step": step}
        if phase in ("booting", "loading", "stopped"):
            self._players = None
            self.change("roster", players=None, code=None)
            run["playing"] = phase != "booting"
        if phase in ("booting", "loading"):
            run["saved"] = None
        self.change("run", **run)

    def see(self, match):
        """Takes in a recognised line; tells whether the roster or the code changed."""
        at = text_of(self.now)
        self._players = self._roster()
        for kind, player in self._players.apply(match, at):
            self._fresh.append({"kind": kind, "key": player.key, "name": player.name, "at": at})
        code = match.groups.get("code") if match.kind == "joinCode" else None
        if code and code != self.state.roster.code and CODE.fullmatch(code):
            self.change("roster", code=code)
            return True
        return bool(self._fresh) or match.kind == "count"

    def forget(self):
        """Another generation: the past is nobody's business any more."""
        self._fresh = []
        self.change("reports", transitions=(), evicting=False)

    def stay_stopped(self, reason):
        """The game is not started again on this machine unless ordered."""
        self.change("machine", halted=reason, halted_in=self.state.machine.boot)

    def cancel(self):
        """Nothing is to be begun any more."""
        self.change("run", cancelled=True)
        self.do(effects.Cancel())

    def last_lines(self):
        """The end of what the game printed, for people."""
        return "\n".join(self.state.log.last)

    # Reports

    def tell(self, kind, at=None, **more):
        """Reports an event (or several, where many came and went)."""
        while len(self._fresh) > PER_EVENT:
            self._tell_one("players", at, {}, self._fresh[:PER_EVENT])
            self._fresh = self._fresh[PER_EVENT:]
        new, self._fresh = self._fresh, []
        self._tell_one(kind, at, more, new)

    def _tell_one(self, kind, at, more, new):
        reports, run = self.state.reports, self.state.run
        seq = reports.seq + 1
        transitions = (*reports.transitions, *({"seq": seq} | one for one in new))[-LAST:]
        self.change("reports", seq=seq, transitions=transitions)
        players = self._roster()
        event = {"seq": seq, "at": at or text_of(self.now), "type": kind, "phase": run.phase}
        if run.step and run.phase in ("booting", "loading"):
            event["step"] = run.step
        event |= {
            "roster": players.roster if run.playing else None,
            "count": players.count if run.playing else None,
            "transitions": list(transitions),
            "joinCode": self.state.roster.code,
        }
        if reports.evicting:
            event["evicting"] = True
        if reports.evicting or run.phase in ("saving", "stopped"):
            event["saved"] = run.saved
        event |= {key: value for key, value in more.items() if value is not None}
        if "detail" in event:
            event["detail"] = event["detail"][-DETAIL:]
        self.do(effects.Report(event))

    def _roster(self):
        return roster_of(self.state) if self._players is None else self._players


def roster_of(state):
    """The players that the log tells of."""
    players = Players(state.setup.tells_players)
    if state.roster.players:
        players.restore(state.roster.players)
    return players
