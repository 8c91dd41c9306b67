"""The cost of an idle month and of a played hour, line by line.

Counts are measured (counts.json); what the local run has no part of is a constant here, with its source.
"""

import json
from dataclasses import dataclass
from pathlib import Path

COUNTS = Path(__file__).resolve().parent / "counts.json"
SECONDS = 30 * 24 * 3600
HOUR = 3600

IDLE_GOAL = 0.50
PLAYED_GOAL = 0.05

# azure-functions-host, PrimaryHostCoordinator: a lease of 15 s, renewed three seconds before its end.
HOST_LEASE = 12
# azure-webjobs-sdk, SingletonManager: the timer's listener lock of 60 s, renewed when half of it is over.
TIMER_LEASE = 30
# Azure-Functions#433, azure-functions-durable-extension#391: the Consumption plan's scale controller looks
# at every trigger queue every 10 s, a host being loaded or not; no setting changes it.
SCALE_CONTROLLER = 10
TRIGGER_QUEUES = 2
SWEEP = 300
# Not measured, taken high: what one execution takes, and what the host adds to its log lines.
EXECUTION_GB_SECONDS = 1.0
HOST_LINES_PER_EXECUTION = 3
BYTES_PER_LOG_LINE = 2000
# Not measured, taken high: the content share is read when the host starts, once a day.
SHARE_OPERATIONS_PER_START = 500
STARTS_PER_MONTH = 30
SESSION_HOURS = 3

BILLED = {
    "queue": "queue-operations",
    "table": "table-operations",
    "blob read": "blob-read-operations",
    "blob write": "blob-write-operations",
    "blob other": "blob-other-operations",
}


@dataclass(frozen=True)
class Line:
    """One line of the bill."""

    what: str
    count: float
    price: str
    usd: float
    measured: bool


class Bill:
    """Lines that add up."""

    def __init__(self, prices):
        self.prices = prices
        self.lines = []

    def add(self, what, count, price, measured):
        """Adds a line."""
        self.lines.append(Line(what, count, price, self.prices[price].of(count), measured))

    @property
    def usd(self):
        """All of it."""
        return sum(line.usd for line in self.lines)


def load(path=COUNTS):
    """The counts, as measured."""
    return json.loads(path.read_text("utf-8"))


def price_of(kind):
    """The price of a kind of request, or None where it costs nothing."""
    if kind == "blob delete":
        return None
    found = next((price for begins, price in BILLED.items() if kind.startswith(begins)), None)
    if found is None:
        raise ValueError(f"nobody knows what a request of the kind {kind!r} costs")
    return found


def executions(phase):
    """The number of functions that ran: every deleted message, every command, every sweep."""
    done = sum(phase["operations"].get(f"queue delete {queue}", 0) for queue in ("commands", "game-events"))
    return done + phase["commands"] + phase["seconds"] / SWEEP


def storage(bill, phase, times):
    """A line for each kind of request that was counted."""
    for kind, count in phase["operations"].items():
        price = price_of(kind)
        if price:
            bill.add(kind, count * times, price, measured=True)


def running(bill, phase, times):
    """Executions, their memory and their log."""
    ran = executions(phase) * times
    bill.add("executions", ran, "executions", True)
    bill.add("memory in use", ran * EXECUTION_GB_SECONDS, "gb-seconds", False)
    lines = phase["logLines"] * times + ran * HOST_LINES_PER_EXECUTION
    bill.add("log volume", lines * BYTES_PER_LOG_LINE / 1e9, "log-gb", False)


def idle_month(counts, prices, queues=TRIGGER_QUEUES):
    """Nobody plays for 30 days; the sweep keeps the host loaded, so it polls all the time."""
    bill = Bill(prices)
    phase = counts["phases"]["idle"]
    storage(bill, phase, SECONDS / phase["seconds"])
    running(bill, phase, SECONDS / phase["seconds"])
    controller = queues * SECONDS / SCALE_CONTROLLER
    bill.add("scale controller's looks", controller, "queue-operations", False)
    bill.add("primary host's lease", SECONDS / HOST_LEASE, "blob-other-operations", False)
    bill.add("timer's lease", SECONDS / TIMER_LEASE, "blob-other-operations", False)
    bill.add("timer's state", SECONDS / SWEEP, "blob-write-operations", False)
    bill.add("content share", SHARE_OPERATIONS_PER_START * STARTS_PER_MONTH, "file-operations", False)
    bill.add("addresses", 0, "address-hours", True)
    bill.add("disks", 0, "disk-months", True)
    return bill


def bare_hour(prices):
    """The cost of the machine and its address without Hearth."""
    return prices["machine-hours"].of(1) + prices["address-hours"].of(1)


def played_hour(counts, prices):
    """One hour of an evening of three, its share of start and stop in it.

    What is free each month is free; how long that lasts is grant_hours.
    """
    bill = Bill(prices)
    bill.add("machine", 1, "machine-hours", False)
    bill.add("address", 1, "address-hours", False)
    bill.add("disk", 1, "disk-months", True)
    phases = counts["phases"]
    together = merged([
        (phases["played"], HOUR / phases["played"]["seconds"]),
        (phases["start"], 1 / SESSION_HOURS),
        (phases["stop"], 1 / SESSION_HOURS),
    ])  # fmt: skip
    storage(bill, together, 1)
    running(bill, together, 1)
    return bill


def grant_hours(counts, prices):
    """The played hours a month that each free grant lasts for, beside the idle month's use of it."""
    idle, hour = idle_month(counts, prices), played_hour(counts, prices)
    used = {line.price: line.count for line in idle.lines}
    return {
        line.price: (prices[line.price].free - used[line.price]) / line.count
        for line in hour.lines
        if prices[line.price].free
    }


def merged(parts):
    """Several phases, each so many times, as one."""
    kinds = sorted({kind for phase, _ in parts for kind in phase["operations"]})
    return {
        "seconds": sum(phase["seconds"] * times for phase, times in parts),
        "commands": sum(phase["commands"] * times for phase, times in parts),
        "logLines": sum(phase["logLines"] * times for phase, times in parts),
        "operations": {
            kind: sum(phase["operations"].get(kind, 0) * times for phase, times in parts) for kind in kinds
        },
    }


def overhead(bill, prices):
    """Hearth's part on top of the bare price, as a share of it."""
    return bill.usd / bare_hour(prices) - 1


def idle_looks(queues, longest):
    """The looks at queues in a month in which no message comes: a sweep at rest sends none."""
    return queues * SECONDS / longest


def is_look(kind):
    """Whether the host asked a trigger queue; the sweep's look at a poison queue has its own pace."""
    return kind.startswith("queue receive") and not kind.endswith("-poison")


def idle_with(counts, prices, queues, longest):
    """The idle month in USD with other numbers of queues and another longest interval."""
    bill = idle_month(counts, prices, queues)
    others = sum(line.usd for line in bill.lines if not is_look(line.what))
    return others + prices["queue-operations"].of(idle_looks(queues, longest))


def mean_wait(longest, between=60.0, first=0.1):
    """The average wait, in seconds, of a message that comes at any time between two heartbeats.

    A heartbeat comes every minute and is found by the next look. After a message a queue is looked
    at after 0.1 s, and then after twice as long each time, up to the longest interval.
    """
    waited = at = 0.0
    pause = first
    while at < between:
        gap = min(pause, longest)
        waited += gap * gap / 2
        at += gap
        pause *= 2
    return waited / at
