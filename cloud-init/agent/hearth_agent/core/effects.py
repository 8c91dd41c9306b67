"""Effects, which the rules ask for. Report and Mark are written with the state, the others done after it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """An event for the function app, but for server and epoch."""

    event: dict


@dataclass(frozen=True)
class Mark:
    """An order of the inbox is 'begun' or 'done'."""

    message: str
    state: str


@dataclass(frozen=True)
class Log:
    """A line for the journal."""

    event: str
    fields: dict


@dataclass(frozen=True)
class Prepare:
    """Begin the way of this number to a started game; with attached it runs already."""

    boot: int
    attached: bool


@dataclass(frozen=True)
class Cancel:
    """Give that way up, and a restore that has not touched the world yet."""


@dataclass(frozen=True)
class NextOrder:
    """Look which order is waiting; MayBegin says it."""


@dataclass(frozen=True)
class Choose:
    """Choose the game's version, and back the world up where that has to come first; Chosen follows."""


@dataclass(frozen=True)
class StartGame:
    """Start it; GameStarted follows at once."""


@dataclass(frozen=True)
class SendCommand:
    """Send a command of the profile the way its console does; Typed follows."""

    command: str | dict


@dataclass(frozen=True)
class SendSignal:
    """Send the game its signal; Signalled follows at once."""

    name: str


@dataclass(frozen=True)
class KillGame:
    """End it without another word."""


@dataclass(frozen=True)
class Look:
    """Ask every source whether anyone is on; Looked follows."""

    message: str


@dataclass(frozen=True)
class Say:
    """Say it in the game; Said follows."""

    message: str
    text: str


@dataclass(frozen=True)
class MakeBackup:
    """Back the world up; BackupEnded follows."""

    answers: str | None


@dataclass(frozen=True)
class MakeLastBackup:
    """Back the closed world up within so many seconds; LastBackupOver follows."""

    upload: bool
    snapshot: bool
    seconds: float


@dataclass(frozen=True)
class HurryLastBackup:
    """The last backup has only so many seconds more."""

    seconds: float


@dataclass(frozen=True)
class Restore:
    """Put a backup in the world's place; Restored follows."""

    message: str
    backup: str


@dataclass(frozen=True)
class ReleaseWorld:
    """Let another machine have the world."""


@dataclass(frozen=True)
class Acknowledge:
    """Agree to the notice once the events are in the queue, or at the Unix time when it ends."""

    event: str
    ends: float


@dataclass(frozen=True)
class EndProcess:
    """Let the events go out for so many seconds at most, and end."""

    seconds: float
