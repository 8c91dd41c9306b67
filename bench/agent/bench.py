#!/usr/bin/env python3
"""Measures the agent: lines a second, latency of an event, memory and processor when idle.

    bench/agent/bench.py [--seconds N]      needs Azurite, as the tests do
"""

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "cloud-init/tests"))

import place  # noqa: E402
import stand as stands  # noqa: E402
from hearth_agent.players import Players  # noqa: E402
from hearth_agent.profile import load  # noqa: E402
from stand import Stand  # noqa: E402


def lines_a_second(game, logs):
    """Through the matcher and the roster, on one core, as the real logs mix them."""
    profile = load(place.GAMES / f"{game}.json")
    players = Players(profile.tells_players)
    lines = [line for log in logs for line in (place.DATA / f"{log}.log").read_text("utf-8").splitlines()]
    lines = (lines * (200_000 // len(lines) + 1))[:200_000]
    begun = time.process_time()
    for line in lines:
        for match in profile.matcher.match(line):
            players.apply(match, "")
    return len(lines) / (time.process_time() - begun)


def usual_lines_a_second(game):
    """The same for lines that mean nothing, which is what a server prints most."""
    profile = load(place.GAMES / f"{game}.json")
    line = "09/14/2026 07:40:51: Fetching PlatformPrefs 'GuardianPower' - using default value"
    begun = time.process_time()
    for _ in range(200_000):
        profile.matcher.match(line)
    return 200_000 / (time.process_time() - begun)


def latencies(stand, count):
    """Seconds from a line printed until the queue gives its message out: a little too much."""
    found = []
    for number in range(count):
        verb = "leave" if number % 2 else "join"
        printed = time.monotonic()
        stand.play(f"{verb} Luu")
        while not any(e["type"] == "players" and e["count"] == 1 - number % 2 for e in stand.seen):
            stand.collect()
        found.append(time.monotonic() - printed)
        stand.seen.clear()
    return sorted(found)


def idle(stand, seconds):
    """Resident megabytes and percent of a core while nobody does anything."""
    before, begun = ticks(stand.process.pid), time.monotonic()
    time.sleep(seconds)
    used = (ticks(stand.process.pid) - before) / os.sysconf("SC_CLK_TCK")
    status = Path(f"/proc/{stand.process.pid}/status").read_text()
    resident = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
    return resident / 1024, 100 * used / (time.monotonic() - begun)


def peak_of_a_large_world(stand, gigabytes):
    """Resident megabytes at most while a world is backed up and restored, and the seconds.

    For the backup also the agent's own processor seconds: the account stands beside it here.
    """
    stand.world.mkdir(exist_ok=True)
    with (stand.world / "big.db").open("wb") as file:
        for _ in range(gigabytes * 256):
            file.write(os.urandom(4 << 20))
    begun, before = time.monotonic(), ticks(stand.process.pid)
    order = stand.order("backup")
    name = stand.await_event("backup", answers=order)["backup"]["name"]
    up = time.monotonic() - begun
    used = (ticks(stand.process.pid) - before) / os.sysconf("SC_CLK_TCK")
    order = stand.order("restore", backup=name)
    stand.await_event("done", answers=order)
    status = Path(f"/proc/{stand.process.pid}/status").read_text()
    peak = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
    return peak / 1024, up, used, time.monotonic() - begun - up


def ticks(process):
    """Processor time used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def main():
    """Prints one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--world", type=int, default=2, metavar="GB")
    given = parser.parse_args()
    valheim = ["valheim-steam", "valheim-crossplay", "valheim-death-respawn", "valheim-save-phases"]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"valheim, real logs          {lines_a_second('valheim', valheim):12,.0f} lines/s")
    print(f"valheim-crossplay           {lines_a_second('valheim-crossplay', valheim):12,.0f} lines/s")
    print(f"valheim, usual chatter      {usual_lines_a_second('valheim'):12,.0f} lines/s")
    stands.PATIENCE = 900
    with Stand(inboxSeconds=1.0, eventsSeconds=1.0, leaseSeconds=60) as stand:
        stand.hello().start()
        stand.await_event("ready")
        stand.seen.clear()
        time.sleep(2)
        resident, percent = idle(stand, given.seconds)
        print(f"idle, resident              {resident:12.1f} MB")
        print(f"idle, of a core             {percent:12.2f} %")
        found = latencies(stand, given.events)
        for name, part in (("median", 0.5), ("p99", 0.99), ("worst", 1.0)):
            at = found[min(len(found) - 1, int(len(found) * part))]
            print(f"line to queue, {name:12} {1000 * at:12.0f} ms")
        if given.world:
            peak, up, used, down = peak_of_a_large_world(stand, given.world)
            print(f"{given.world} GB world, peak resident {peak:12.1f} MB")
            print(f"{given.world} GB world, backup, restore {up:8.0f} s, {down:.0f} s")
            print(f"{given.world} GB world, processor      {used:8.1f} s for the backup")


if __name__ == "__main__":
    main()
