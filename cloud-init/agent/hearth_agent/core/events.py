"""Events, as the rules are told of them. A `why` is None where it went well."""

from dataclasses import dataclass

from ..times import seconds_of


@dataclass(frozen=True)
class Order:
    """A message of the inbox; `expires` is a Unix time."""

    message: str
    type: str
    expires: float
    if_empty: bool = False
    backup: str = ""
    text: str = ""

    @classmethod
    def of(cls, told):
        """Of a message that fits the contract."""
        return cls(told["message"], told["type"], seconds_of(told["expires"]),
                   told.get("ifEmpty", False), told.get("backup", ""), told.get("text", ""))  # fmt: skip


@dataclass(frozen=True)
class Recalled:
    """This process has begun: whether the game runs, which boot of the machine this is."""

    running: bool
    boot: str


@dataclass(frozen=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True)
class Terminated:
    """This process is to end."""


@dataclass(frozen=True)
class Greeted:
    """A hello is in the inbox, perhaps the one that is known."""

    generation: int
    game: str
    stop_seconds: int


@dataclass(frozen=True)
class Offered:
    """The oldest order that is not done, a stop before all others; whether it was begun before."""

    order: Order
    begun: bool


@dataclass(frozen=True)
class BootReached:
    """A step of the way to a started game, at its own time; how far it is where it was reached before."""

    step: str
    at: str | None = None
    amount: dict | None = None


@dataclass(frozen=True)
class BootFailed:
    """A step of the way failed; it is tried again, unless that could not help."""

    detail: str
    step: str | None = None
    at: str | None = None
    for_good: bool = False


@dataclass(frozen=True)
class Prepared:
    """The way of this number is at its end: the machine has all that the game needs."""

    boot: int


@dataclass(frozen=True)
class MayBegin:
    """The answer to NextOrder: the order that is waiting while the game could be begun, or None."""

    order: Order | None
    begun: bool = False


@dataclass(frozen=True)
class Chosen:
    """The game's version is chosen and the world safe from it, or why not; for good as in GameStarted.

    `name`, `size` and `faults` are of a backup that had to be made; `note` is for people; `newer` as reports say it.
    """

    name: str | None = None
    size: int | None = None
    faults: tuple = ()
    note: str = ""
    why: str | None = None
    for_good: bool = False
    newer: dict | None = None


@dataclass(frozen=True)
class Published:
    """The publisher was asked for the newest version: one that is newer than what runs, as reports say it, or None."""

    newer: dict | None


@dataclass(frozen=True)
class GameStarted:
    """The game's process or container is there, or why not; for good where only another
    configuration would help."""

    why: str | None = None
    for_good: bool = False


@dataclass(frozen=True)
class Printed:
    """The game printed these lines; what was recognised in them, and where to read on."""

    matches: tuple
    lines: tuple
    resume: int | str
    unknown: tuple = ()  # the last of those in which nothing was recognised


@dataclass(frozen=True)
class GameRestarted:
    """The container's runtime has started it again by itself."""


@dataclass(frozen=True)
class GameEnded:
    """The game has ended and its last line was read."""


@dataclass(frozen=True)
class Typed:
    """The line was written to the game's console, or why not."""

    why: str | None = None


@dataclass(frozen=True)
class Signalled:
    """The game was sent its signal."""


@dataclass(frozen=True)
class Looked:
    """Each source's evidence of players since the Unix time `asked`, for the order that wanted it."""

    message: str
    evidence: list
    asked: float


@dataclass(frozen=True)
class Said:
    """The order's text was said in the game, or why not."""

    message: str
    why: str | None = None


@dataclass(frozen=True)
class Beat:
    """It is time for a heartbeat: each source's evidence since the Unix time `asked`, if a game runs."""

    evidence: list | None
    health: dict
    asked: float


@dataclass(frozen=True)
class BackupDue:
    """It is time for a backup on schedule."""


@dataclass(frozen=True)
class BackupEnded:
    """A backup has this name and size in bytes, or why there is none; `answers` an order or nobody.

    `faults` say why it holds no whole world; there are none where it does.
    """

    answers: str | None
    name: str | None = None
    size: int | None = None
    faults: tuple = ()
    why: str | None = None


@dataclass(frozen=True)
class NotLetGo:
    """The game was told to hold still for a backup, and cannot be told to go on: why."""

    why: str


@dataclass(frozen=True)
class SnapshotFailed:
    """No snapshot was taken."""

    why: str


@dataclass(frozen=True)
class LastBackupOver:
    """Whatever was to be made of the world at the end is made, or given up."""


@dataclass(frozen=True)
class Restored:
    """A backup has taken the world's place, or why not."""

    message: str
    backup: str
    why: str | None = None
    whole: bool = True  # unless it was found not to be when it was made


@dataclass(frozen=True)
class Noticed:
    """Azure will take this machine away in so many seconds."""

    event: str
    kind: str
    seconds: float


@dataclass(frozen=True)
class WorldLost:
    """The lease is gone: another machine may have the world."""
