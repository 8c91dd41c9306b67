"""All that the agent knows. Every part is immutable; a step makes new ones."""

from dataclasses import dataclass, field

from .events import Order


@dataclass(frozen=True)
class Stopping:
    """How the profile has its game stopped."""

    signal: str = "SIGTERM"
    seconds: float = 60
    command: str | None = None  # typed first; the signal follows where that did not do


@dataclass(frozen=True)
class Setup:
    """What agent.json and the profile say."""

    stopping: Stopping = field(default_factory=Stopping)
    boot_seconds: float = 1800
    drift_minutes: float | None = None
    tells_players: bool = True
    tells_saves: bool = True
    console: bool = False
    backups: bool = False
    snapshots: bool = False
    beginning: int | str = 0  # where a log is read from at first
    game: str = ""  # the profile's name


@dataclass(frozen=True)
class Hello:
    """What the function app said first."""

    generation: int
    stop_seconds: float


@dataclass(frozen=True)
class Run:
    """The game on this machine, from its boot on."""

    phase: str = "booting"
    step: str | None = None
    attached: bool = False  # whether a game runs that is looked after
    cancelled: bool = False  # whether the way to a started game was given up
    playing: bool = False  # whether the roster means anything
    saved: bool | None = None  # whether the game was seen to save in the stop going on or over
    began: float = 0.0
    recognised: float | None = 0.0  # when a line was; None once that was told to be long ago
    failures: int = 0  # failure lines reported


@dataclass(frozen=True)
class Log:
    """What the game prints: where to read on, and the last lines for people."""

    resume: int | str | None = None
    last: tuple = ()


@dataclass(frozen=True)
class Roster:
    """Who is on, as Players.save() writes it (None: nobody yet), and the join code."""

    players: dict | None = None
    code: str | None = None


@dataclass(frozen=True)
class Reports:
    """What was told: the last number, the last joins and leaves, and those not told yet."""

    seq: int = 0
    transitions: tuple = ()
    fresh: tuple = ()
    evicting: bool = False  # whether it was said that the machine is to go


@dataclass(frozen=True)
class Stop:
    """A stop that is going on. Times are Unix times; `signal` is None once it was sent."""

    reason: str  # order, restart, restore, notice, lease, terminate
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
    """Which boot this is; why no game is to be started here, said in which boot."""

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
    hello: Hello | None = None
    run: Run = Run()
    log: Log = Log()
    roster: Roster = Roster()
    reports: Reports = Reports()
    stop: Stop | None = None
    machine: Machine = Machine()
    notice: Notice | None = None
    busy: Order | None = None  # the order that is being carried out
