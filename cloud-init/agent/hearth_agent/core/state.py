"""All that the agent knows. Every part is immutable; a step makes new ones."""

from dataclasses import dataclass

from ..story import Manner
from .events import Order


@dataclass(frozen=True)
class Stopping:
    """The profile's way to stop its game."""

    signal: str = "SIGTERM"
    seconds: float = 60
    command: str | dict | None = None  # sent first; the signal follows where that did not do


@dataclass(frozen=True)
class Able:
    """The abilities of this machine and its game."""

    console: bool = False
    backups: bool = False
    snapshots: bool = False


@dataclass(frozen=True)
class Tells:
    """The things that the game's log tells: who is on, when the world is saved, and as evidence of players
    whether its numbers and its zeros may be believed."""

    players: bool = True
    saves: bool = True
    presence: bool = True
    absence: bool = True


@dataclass(frozen=True)
class Setup:
    """The part of agent.json and the profile that the rules need."""

    game: str = ""  # the profile's name
    stopping: Stopping = Stopping()
    boot_seconds: float = 1800
    drift_minutes: float | None = None
    tells: Tells = Tells()
    able: Able = Able()
    beginning: int | str = 0  # where a log is read from at first
    manner: Manner = Manner()  # how its log is to be read
    checked: tuple = ()  # the versions of the game that the profile was held to
    settle_seconds: float = 0  # that a ready line must stand without a failure


@dataclass(frozen=True)
class Run:
    """The game on this machine, from its boot on."""

    phase: str = "booting"
    step: str | None = None
    attached: bool = False  # whether a game runs that is looked after
    boot: int = 0  # counts the ways to a started game that were begun
    may_begin: bool = False  # whether the last of them is at its end and was not given up
    chosen: bool = False  # whether the game's version is, for the next start
    again_at: float | None = None  # when a game that could not be started is tried again
    playing: bool = False  # whether the roster means anything
    saved: bool | None = None  # whether the game was seen to save in the stop going on or over
    began: float = 0.0
    settles_at: float | None = None  # when a game that said it is ready counts as ready


@dataclass(frozen=True)
class Log:
    """The game's output: where to read on, and the last lines for people."""

    resume: int | str | None = None
    last: tuple = ()
    recognised: float | None = 0.0  # when a line was; None once that was told to be long ago
    saved_at: float | None = None  # when a line said that the world was saved
    failures: int = 0  # failure lines told
    failure: str | None = None  # the last of them
    unknown: tuple = ()  # the last lines that no pattern knew


@dataclass(frozen=True)
class Roster:
    """Players and the other meanings of lines, as Story.save() writes them (None: nothing yet), the join code."""

    players: dict | None = None
    code: str | None = None
    version: str | None = None  # of the game, as its log says


@dataclass(frozen=True)
class Reports:
    """The reports so far: the last number, the last joins and leaves, and those not sent yet."""

    seq: int = 0
    transitions: tuple = ()
    fresh: tuple = ()
    evicting: bool = False  # whether it was said that the machine is to go
    newer: dict | None = None  # a version of the game that is newer than had the world, as the contract says it
    trouble: dict | None = None  # the last one, as the contract has it


@dataclass(frozen=True)
class Presence:
    """Whether anyone is on, by every source; `sources` are those beside the log, gathered at `at`."""

    verdict: str = "unknown"  # present, absent, unknown
    since: float = 0.0
    by: tuple = ()  # the sources that said so
    sources: tuple = ()
    at: float = 0.0
    changed: float = 0.0  # when the log's number last did


@dataclass(frozen=True)
class Stop:
    """A stop that is going on. Times are Unix times; `signal` is None once it was sent."""

    reason: str  # order, restart, restore, notice, over, lease, terminate
    answers: str | None
    ran: bool  # whether there was a game to stop
    signal: float | None
    until: float  # when patience with the game ends
    limit: float  # when the order's time does
    backup: bool
    restores: str | None = None  # the backup to put in the world's place
    saved: bool = False
    forced: bool = False  # whether the game took too long


@dataclass(frozen=True)
class Machine:
    """The content of hello; which boot this is; why no game is to be started here, said in which boot."""

    generation: int | None = None
    stop_seconds: float | None = None
    boot: str | None = None
    halted: str | None = None
    halted_in: str | None = None
    left: str | None = None  # the notice that was agreed to
    ending: bool = False  # whether this process is to end


@dataclass(frozen=True)
class Notice:
    """Azure takes the machine back at the Unix time `ends`."""

    event: str
    ends: float
    told: bool = False


@dataclass(frozen=True)
class State:
    """Everything; but for `setup`, `notice` and `busy` it survives a kill."""

    setup: Setup
    run: Run = Run()
    log: Log = Log()
    roster: Roster = Roster()
    reports: Reports = Reports()
    presence: Presence = Presence()
    stop: Stop | None = None
    machine: Machine = Machine()
    notice: Notice | None = None
    busy: Order | None = None  # the order that is being carried out
