"""The players who are on, as far as the log tells.

    connect ──▶ pending ──join──▶ on ──leave, owner, count 0──▶ gone

A leave that names nobody leaves the count known and the roster unknown. Every event costs the
same, however many are on; beyond a bound they are counted and no longer told apart.
"""

from dataclasses import asdict, dataclass, field

MAX_ROSTER = 256  # players that a roster names; more, and it is unknown
MAX_ON = 1024  # players told apart
MAX_COUNT = 10_000


@dataclass
class Player:
    """Someone who is on: the key that tells them apart, the name, since when."""

    key: str
    name: str
    since: str
    owner: str | None = None
    connections: list = field(default_factory=list)


class Index:
    """Players by something that several may have in common; each value keeps its order."""

    def __init__(self):
        self._found = {}

    def add(self, value, player):
        """Files the player under the value, unless there is none."""
        if value:
            self._found.setdefault(value, {})[player.key] = player

    def drop(self, value, player):
        """The opposite."""
        under = self._found.get(value)
        if under and under.pop(player.key, None) and not under:
            del self._found[value]

    def of(self, value):
        """Everyone under the value, the longest there first."""
        return list(self._found.get(value, {}).values())

    def first(self, value):
        """The one who is longest under the value, or None."""
        return next(iter(self._found.get(value, {}).values()), None)


class Players:
    """The roster; every change comes back as ('join' or 'leave', player)."""

    def __init__(self, known):
        self.known = known
        self.reset(())

    def reset(self, players=(), pending=(), waiting=0, unnamed=0, over=0):
        """Starts anew, with nobody on unless told."""
        self.on, self._changes = {}, []
        self._names, self._owners, self._lines = Index(), Index(), Index()
        for player in players:
            self._enter(player)
        self.pending = dict(pending)  # connection -> was it in the last count
        self.waiting = waiting  # joins that could be any of several pending connections
        self.unnamed = unnamed  # how many more (or fewer) are on than the roster says
        self.over = over  # those of them who came when the roster was full
        self._changes = []

    @property
    def count(self):
        """The number of players, or None where the log cannot tell."""
        return min(max(0, len(self.on) + self.unnamed), MAX_COUNT) if self.known else None

    @property
    def roster(self):
        """Everyone who is on, or None where it is not known."""
        if not self.known or self.unnamed or len(self.on) > MAX_ROSTER:
            return None
        return [{"key": p.key, "name": p.name, "since": p.since} for p in self.on.values()]

    @property
    def arriving(self):
        """Whether somebody has connected and is neither in nor gone: no proof that nobody is there."""
        return bool(self.known and self.pending)

    def apply(self, match, now):
        """Takes in a match; returns the joins and leaves it means."""
        act = getattr(self, f"_{match.kind}", None)
        if act is None or not self.known:
            return []
        self._changes = []
        act({key: value for key, value in match.groups.items() if value}, now)
        if self.on and len(self.on) + self.unnamed <= 0:
            self._empty()
        changes, self._changes = self._changes, []
        if match.kind == "death":
            return []
        return [change for change in changes if change[0] == "leave"] + [
            change for change in changes if change[0] == "join"
        ]

    def everyone_leaves(self):
        """The game begins anew: the leaves that this means."""
        gone = [("leave", player) for player in self.on.values()]
        self.reset()
        return gone

    def _enter(self, player):
        self.on[player.key] = player
        self._names.add(player.name, player)
        self._owners.add(player.owner, player)
        for line in player.connections:
            self._lines.add(line, player)
        self._changes.append(("join", player))

    def _exit(self, player):
        del self.on[player.key]
        self._names.drop(player.name, player)
        self._owners.drop(player.owner, player)
        for line in player.connections:
            self._lines.drop(line, player)
        self._changes.append(("leave", player))

    def _empty(self):
        for player in list(self.on.values()):
            self._exit(player)
        self.unnamed = self.over = 0

    def _connect(self, groups, _now):
        self.pending[groups["key"][:128]] = False
        while len(self.pending) > MAX_ROSTER:
            del self.pending[next(iter(self.pending))]

    def _refusal(self, groups, _now):
        self.pending.pop(groups.get("key", "")[:128], None)

    def _join(self, groups, now):
        name = groups.get("name", groups.get("key", "?"))[:256]
        key, owner = groups.get("key", name)[:128], groups.get("owner")
        same = self.on.get(key)
        if same is None and "key" not in groups:
            same = self._names.first(name)
        if same and owner and same.owner not in (None, owner):
            key = f"{key[:100]} ({owner[:24]})"  # a namesake, told apart by the id
            same = self.on.get(key)
        if same:
            self._own(same, owner)
        elif len(self.on) < MAX_ON:
            self._enter(Player(key, name, now, owner, self._connections()))
        else:
            self.over += 1
            self.unnamed += 1

    def _own(self, player, owner):
        if owner and owner != player.owner:
            self._owners.drop(player.owner, player)
            player.owner = owner
            self._owners.add(owner, player)

    def _death(self, groups, now):
        name = groups.get("name", "?")[:256]  # who dies is on, so the respawn is no join
        known = self._names.first(name) or self.on.get(name[:128])
        if not known and len(self.on) < MAX_ON:
            self._enter(Player(name[:128], name, now))

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
        player = self.on.get((key or name)[:128]) or self._names.first((name or "")[:256])
        if player:
            self._exit(player)
        elif not (key and self._closed(key[:128])) and self.over:
            self.over -= 1
            self.unnamed -= 1

    def _closed(self, connection):
        unjoined = self.pending.pop(connection, None) is not None
        could_be = self._lines.of(connection)
        for player in could_be:
            player.connections.remove(connection)
            self._lines.drop(connection, player)
        certain = [p for p in could_be if not p.connections]
        if len(certain) == 1:
            self._exit(certain[0])
        elif could_be and not unjoined:
            self.unnamed -= 1
        return unjoined or bool(could_be)

    def _owner(self, groups, _now):
        for player in self._owners.of(groups["owner"]):
            self._exit(player)
            self.unnamed += self.unnamed < 0

    def _count(self, groups, _now):
        number = int(groups["count"][:4]) if groups["count"].isdecimal() else None
        if number is None:
            return
        self.unnamed, self.over = number - len(self.on), 0
        self.pending = dict.fromkeys(self.pending, True)
        if number == 0:  # whoever is arriving would be counted, too
            self.pending, self.waiting = {}, 0
            self._empty()

    def save(self):
        """Everything that restore() needs to be here again."""
        return {
            "players": [asdict(player) for player in self.on.values()],
            "pending": self.pending,
            "waiting": self.waiting,
            "unnamed": self.unnamed,
            "over": self.over,
        }

    def restore(self, saved):
        """The opposite of save()."""
        self.reset([Player(**p) for p in saved["players"]], saved["pending"],
                   saved["waiting"], saved["unnamed"], saved.get("over", 0))  # fmt: skip
