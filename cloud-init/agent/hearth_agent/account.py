"""What the agent knows about its game, and the events that say so."""

import re

from .players import Players
from .times import now_text

LAST = 32  # transitions carried by every event
PER_EVENT = 16  # new transitions in one event at most
DETAIL = 1500
CODE = re.compile(r"[A-Za-z0-9-]{1,32}")  # what the contract allows


class Account:
    """Phase, roster, join code and transitions; kept in the store with every change."""

    def __init__(self, server, tells_players, store, spool):
        self._server, self._store, self._spool = server, store, spool
        self.players = Players(tells_players)
        self.phase, self.step, self.code = "booting", None, None
        self.playing = False  # whether the roster means anything
        self.saved = None  # whether the game was seen to save in the stop that is going on or over
        self.evicting = False  # whether it was said that the machine is to go
        self._transitions, self._new = [], []
        saved = store.get("account")
        if saved:
            self.players.restore(saved.pop("players"))
            self.__dict__.update(saved)

    @property
    def generation(self):
        """From hello; None before it."""
        return (self._store.get("hello") or {}).get("generation")

    def enter(self, phase, step=None):
        """Another phase; roster and code begin anew with each start of the game."""
        if phase in ("booting", "loading", "stopped"):
            self.players.reset()
            self.code = None
            self.playing = phase != "booting"
        if phase in ("booting", "loading"):
            self.saved = None
        self.phase, self.step = phase, step

    def see(self, match):
        """Takes in a recognised line; tells whether the roster or the code changed."""
        at = now_text()
        for kind, player in self.players.apply(match, at):
            told = {"kind": kind, "key": player.key, "name": player.name, "at": at}
            self._new.append(told)
        code = match.groups.get("code") if match.kind == "joinCode" else None
        if code and code != self.code and CODE.fullmatch(code):
            self.code = code
            return True
        return bool(self._new) or match.kind == "count"

    def forget(self):
        """Another generation: the past is nobody's business any more."""
        self._transitions, self._new = [], []
        self.evicting = False

    def report(self, kind, at=None, **more):
        """Spools one event (or several, where many came and went), and gives it back. In a transaction."""
        while len(self._new) > PER_EVENT:
            self._one("players", at, {}, self._new[:PER_EVENT])
            self._new = self._new[PER_EVENT:]
        new, self._new = self._new, []
        return self._one(kind, at, more, new)

    def _one(self, kind, at, more, new):
        seq = self._store.get("seq", 0) + 1
        self._transitions = (self._transitions + [{"seq": seq} | t for t in new])[-LAST:]
        event = {
            "server": self._server,
            "epoch": self._store.get("epoch"),
            "seq": seq,
            "at": at or now_text(),
            "type": kind,
            "phase": self.phase,
        }
        if self.step and self.phase in ("booting", "loading"):
            event["step"] = self.step
        event |= {
            "roster": self.players.roster if self.playing else None,
            "count": self.players.count if self.playing else None,
            "transitions": self._transitions,
            "joinCode": self.code,
        }
        if self.evicting:
            event["evicting"] = True
        if self.evicting or self.phase in ("saving", "stopped"):
            event["saved"] = self.saved
        event |= {key: value for key, value in more.items() if value is not None}
        if "detail" in event:
            event["detail"] = event["detail"][-DETAIL:]
        self._spool.add(event, self.generation)
        self.keep()
        return event

    def keep(self):
        """Remembers everything on disk. In a transaction."""
        told = {"phase": self.phase, "step": self.step, "code": self.code,
                "playing": self.playing, "saved": self.saved, "evicting": self.evicting, "_transitions": self._transitions,
                "_new": self._new, "players": self.players.save()}  # fmt: skip
        self._store.set("account", told)
