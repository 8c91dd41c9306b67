"""A step while it is being made: the state so far, and what is to be done."""

import re
from dataclasses import replace

from ..matcher import Match
from ..story import Story, outrun
from ..times import text_of
from . import effects
from .presence import judged, sources
from .state import Presence

LAST = 32  # transitions carried by every event
PER_EVENT = 16  # new transitions in one event at most
DETAIL = 1500
FAILURE = 300  # characters of the line that says why
VERSION = re.compile(r"[\w.+() -]{1,40}")  # what the contract allows
CODE = re.compile(r"[A-Za-z0-9.:-]{1,64}")  # what the contract allows


class Turn:
    """Made for one event and thrown away."""

    def __init__(self, state, now):
        self.state, self.now = state, now
        self.effects = []
        self._fresh = list(state.reports.fresh)
        self._story = None

    def change(self, part, **fields):
        """Another value for fields of a part."""
        self.set(**{part: replace(getattr(self.state, part), **fields)})

    def set(self, **parts):
        """Other parts."""
        self.state = replace(self.state, **parts)

    def do(self, effect):
        """One more thing to be done."""
        self.effects.append(effect)

    def begin(self):
        """The game may begin: it is looked which order waits, since a restore comes first."""
        self.do(effects.NextOrder())

    def note(self, event, /, **fields):
        """A line for the journal."""
        self.do(effects.Log(event, fields))

    def finish(self):
        """The next state, and the effects."""
        if self._story is not None:
            self.change("roster", players=self._story.save())
        if tuple(self._fresh) != self.state.reports.fresh:
            self.change("reports", fresh=tuple(self._fresh))
        return self.state, self.effects

    # The game

    def enter(self, phase, step=None):
        """Another phase; roster and code begin anew with each start of the game."""
        run = {"phase": phase, "step": step}
        if phase in ("booting", "loading", "stopped"):
            self._story = None
            self.change("roster", players=None, code=None)
            run["playing"] = phase != "booting"
        if phase in ("booting", "loading"):
            run |= {"saved": None, "settles_at": None}
            self.set(presence=Presence())
            self.change("reports", trouble=None)
        self.change("run", **run)

    def see(self, match):
        """Takes in a recognised line; what it means, but for joins and leaves, which are kept to be told."""
        at, found = text_of(self.now), []
        self._story = self.story()
        before = self._story.players.count
        for told in self._story.take(match, at):
            if told.player:
                self._fresh.append({"kind": told.kind, "key": told.player.key, "name": told.player.name, "at": at})
            else:
                found.append(told)
        if self._story.players.count != before:
            self.change("presence", changed=self.now)
        return found

    def begin_anew(self):
        """The game was started again by somebody else: everyone has left."""
        self.see(Match("began", {}, ""))

    @property
    def came_or_went(self):
        """Whether somebody did who is still to be told of."""
        return bool(self._fresh)

    def forget(self):
        """Another generation: the past is nobody's business any more."""
        self._fresh = []
        self.change("reports", transitions=(), evicting=False, trouble=None, newer=None)

    def stay_stopped(self, reason):
        """The game is not started again on this machine unless ordered."""
        self.change("machine", halted=reason, halted_in=self.state.machine.boot)

    def cancel(self):
        """Nothing is to be begun any more."""
        self.change("run", may_begin=False, again_at=None)
        self.do(effects.Cancel())

    def last_lines(self):
        """The end of what the game printed, for people, after the failure that it told of."""
        last, failure = "\n".join(self.state.log.last), self.state.log.failure
        return f"{failure[:FAILURE]}\n…\n{last[-(DETAIL - FAILURE) // 2:]}" if failure else last

    # Reports

    def trouble(self, kind, detail, step=None):
        """Sets what every event says from now on; the next is the first that does."""
        before = self.state.reports.trouble
        if before and before["kind"] == "over":
            return  # nothing is worse
        told = {"kind": kind, "detail": detail[-DETAIL:], "seq": self.state.reports.seq + 1}
        step = step or self.state.run.step
        self.change("reports", trouble=told | ({"step": step} if step and kind == "retrying" else {}))

    def no_trouble(self, kind):
        """It is over, if it was of this kind."""
        trouble = self.state.reports.trouble
        if trouble and trouble["kind"] == kind:
            self.change("reports", trouble=None)

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
        if run.attached:
            event |= self._presence(players)
        if reports.trouble:
            event["trouble"] = reports.trouble
        if self.state.roster.version:
            event["version"] = self.state.roster.version
            newest = outrun(event["version"], self.state.setup.checked)
            event |= {"checked": newest} if newest else {}
        if reports.newer:
            event["newer"] = reports.newer
        if reports.evicting:
            event["evicting"] = True
        if reports.evicting or run.phase in ("saving", "stopped"):
            event["saved"] = run.saved
        event |= {key: value for key, value in more.items() if value is not None}
        if "detail" in event:
            event["detail"] = event["detail"][-DETAIL:]
        self.do(effects.Report(event))

    def _presence(self, players):
        found = sources(self.state, players, self.now)
        presence = judged(self.state.presence, found, self.now)
        self.set(presence=presence)
        told = {"verdict": presence.verdict, "since": text_of(presence.since), "by": list(presence.by)}
        counts = [{key: value for key, value in one.items() if key != "names"} for one in found]
        return {"presence": told, "evidence": counts}

    def _roster(self):
        return self.story().players

    def story(self):
        """The meaning of the log's lines so far."""
        return story_of(self.state) if self._story is None else self._story


def story_of(state):
    """The meaning of the log's lines until now."""
    story = Story(state.setup.manner._replace(tells_players=state.setup.tells.players))
    if state.roster.players:
        story.restore(state.roster.players)
    return story


def roster_of(state):
    """The players that the log tells of."""
    return story_of(state).players
