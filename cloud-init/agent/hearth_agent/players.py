"""Who is on, as far as the log tells.

    connect ──▶ pending ──join──▶ on ──leave, owner, count 0──▶ gone

A leave that names nobody leaves the count known and the roster unknown.
"""

from dataclasses import asdict, dataclass, field

MAX_ROSTER = 256


@dataclass
class Player:
    """Someone who is on: the key that tells them apart, the name, since when."""

    key: str
    name: str
    since: str
    owner: str | None = None
    connections: list = field(default_factory=list)


class Players:
    """The roster; every change comes back as ('join' or 'leave', player)."""

    def __init__(self, known):
        self.known = known
        self.reset(())

    def reset(self, players=(), pending=(), waiting=0, unnamed=0):
        """Starts anew, with nobody on unless told."""
        self.on = {player.key: player for player in players}
        self.pending = dict(pending)  # connection -> was it in the last count
        self.waiting = waiting  # joins that could be any of several pending connections
        self.unnamed = unnamed  # how many more (or fewer) are on than the roster says

    @property
    def count(self):
        """How many are on, or None where the log cannot tell."""
        return max(0, len(self.on) + self.unnamed) if self.known else None

    @property
    def roster(self):
        """Everyone who is on, or None where it is not known."""
        if not self.known or self.unnamed or len(self.on) > MAX_ROSTER:
            return None
        return [{"key": p.key, "name": p.name, "since": p.since} for p in self.on.values()]

    def apply(self, match, now):
        """Takes in a match; returns the joins and leaves it means."""
        act = getattr(self, f"_{match.kind}", None)
        if act is None or not self.known:
            return []
        before = dict(self.on)
        act({key: value for key, value in match.groups.items() if value}, now)
        if self.on and len(self.on) + self.unnamed <= 0:
            self.on, self.unnamed = {}, 0
        if match.kind == "death":
            return []
        left = [("leave", player) for key, player in before.items() if key not in self.on]
        return left + [("join", p) for key, p in self.on.items() if key not in before]

    def _connect(self, groups, _now):
        self.pending[groups["key"]] = False
        while len(self.pending) > MAX_ROSTER:
            del self.pending[next(iter(self.pending))]

    def _join(self, groups, now):
        name = groups.get("name", groups.get("key", "?"))[:256]
        key, owner = groups.get("key", name)[:128], groups.get("owner")
        same = self.on.get(key)
        if same and owner and same.owner not in (None, owner):
            key = f"{key[:100]} ({owner[:24]})"  # a namesake, told apart by the id
            same = self.on.get(key)
        if same:
            same.owner = owner or same.owner
            return
        self.on[key] = Player(key, name, now, owner, self._connections())

    def _death(self, groups, now):
        name = groups.get("name", "?")[:256]  # who dies is on, so the respawn is no join
        if not self._named(name):
            self.on[name[:128]] = Player(name[:128], name, now)

    def _connections(self):
        mine = list(self.pending)
        if self.unnamed > 0 and mine and self.pending[mine[0]]:
            self.unnamed -= 1  # was counted while it was still loading
        self.waiting += 1
        if self.waiting >= len(mine):
            self.pending, self.waiting = {}, 0
        return mine

    def _leave(self, groups, _now):
        key, name = groups.get("key"), groups.get("name")
        if key is None and name is None:
            self.unnamed -= self.count > 0
            return
        player = self.on.get((key or name)[:128]) or self._named(name)
        if player:
            del self.on[player.key]
        elif key:
            self._closed(key)

    def _named(self, name):
        return next((p for p in self.on.values() if name and p.name == name), None)

    def _closed(self, connection):
        unjoined = self.pending.pop(connection, None) is not None
        could_be = [p for p in self.on.values() if connection in p.connections]
        for player in could_be:
            player.connections.remove(connection)
        certain = [p for p in could_be if not p.connections]
        if len(certain) == 1:
            del self.on[certain[0].key]
        elif could_be and not unjoined:
            self.unnamed -= 1

    def _owner(self, groups, _now):
        gone = [p.key for p in self.on.values() if p.owner == groups["owner"]]
        for key in gone:
            del self.on[key]
            self.unnamed += self.unnamed < 0

    def _count(self, groups, _now):
        number = int(groups["count"][:4]) if groups["count"].isdecimal() else None
        if number is None:
            return
        self.unnamed = number - len(self.on)
        self.pending = dict.fromkeys(self.pending, True)
        if number == 0:
            self.on, self.unnamed = {}, 0

    def save(self):
        """What reset() needs to be here again."""
        return {
            "players": [asdict(player) for player in self.on.values()],
            "pending": self.pending,
            "waiting": self.waiting,
            "unnamed": self.unnamed,
        }

    def restore(self, saved):
        """The opposite of save()."""
        self.reset([Player(**p) for p in saved["players"]], saved["pending"],
                   saved["waiting"], saved["unnamed"])  # fmt: skip
