"""The meaning of a game's lines one after the other: who is on, and which lines count.

    began ──▶ starting ──ready──▶ ready ──began, or ready again──▶ everyone has left

Agent and replay read a log through this, so that both read it the same way.
"""

import re
from typing import NamedTuple

from .players import Player, Players

NUMBERS = re.compile(r"\d{1,9}")
KEPT = ("is_ready", "visited", "starting", "save_counts", "saveless", "code", "version")


class Manner(NamedTuple):
    """The profile's way to read a game's log."""

    tells_players: bool = True
    ready_repeats: bool = False  # the ready line may come again in one run of the game
    saves_begin: bool = False  # a line says that a save begins


class Event(NamedTuple):
    """A line that counts, by its kind, or a join or leave with the player it is about."""

    kind: str
    player: Player | None = None
    text: str | None = None


class Story:
    """Takes in matches; what it knows outlives the agent by save() and restore()."""

    def __init__(self, manner):
        self._manner = manner
        self.players = Players(manner.tells_players)
        self.version = None
        self._begin(starting=False)

    def _begin(self, starting):
        self.is_ready, self.starting = False, starting
        self.visited = False  # whether anybody was on since it was ready
        self.save_counts = True  # whether a line that says `saved` would
        self.saveless = False  # whether this server prints no such line
        self.code = None

    def take(self, found, now):
        """The events that a match means, in order."""
        if found.before and not self._was_older(found):
            return []
        events = [Event(kind, player) for kind, player in self.players.apply(found, now)]
        self.visited = self.visited or bool(events)
        return events + list(self._meaning(found))

    def _was_older(self, found):
        """Whether a pattern for older versions counts for the one that runs."""
        if self.version is None:
            return not found.known
        return numbers(self.version) < numbers(found.before)

    def _meaning(self, found):
        kind, groups = found.kind, found.groups
        if kind == "began":
            yield from self._everyone_leaves()
            self._begin(starting=True)
            yield Event("began")
        elif kind == "ready":
            yield from self._ready()
        elif kind == "saving":
            self.save_counts = True
        elif kind == "saveless":
            self.saveless = True
        elif kind == "saved" and self.save_counts and not self.starting:
            self.save_counts = not self._manner.saves_begin
            yield Event("saved")
        elif kind == "joinCode" and groups["code"] not in (None, self.code):
            self.code = groups["code"]
            yield Event("code", text=self.code)
        elif kind == "version" and groups["version"]:
            self.version = groups["version"]
            yield Event("version", text=self.version)
        elif kind == "step" and groups["step"]:
            yield Event("step", text=groups["step"])
        elif kind == "count":
            yield Event("count")
        elif kind == "failure":
            yield Event("failure", text=found.line)

    def _ready(self):
        if self.is_ready and (self._manner.ready_repeats or not self.visited):
            return
        if self.is_ready:
            yield from self._everyone_leaves()
        self.is_ready, self.visited, self.starting = True, False, False
        yield Event("ready")

    def _everyone_leaves(self):
        return [Event(kind, player) for kind, player in self.players.everyone_leaves()]

    def reset(self):
        """Another start of the game: nothing is known of it yet."""
        self.players.reset()
        self._begin(starting=False)

    def save(self):
        """Everything that restore() needs to be here again."""
        return self.players.save() | {name: getattr(self, name) for name in KEPT}

    def restore(self, saved):
        """The opposite of save()."""
        self.players.restore(saved)
        for name in KEPT:
            setattr(self, name, saved.get(name, getattr(self, name)))


def outrun(version, checked):
    """The newest of the versions that a profile was held to, where this one is newer than all; else None."""
    newest = max(checked, key=numbers, default=None)
    return newest if newest is not None and numbers(version) > numbers(newest) else None


def numbers(version):
    """A version's numbers: l-1.0.16 is (1, 0, 16)."""
    return tuple(int(one) for one in NUMBERS.findall(version))
