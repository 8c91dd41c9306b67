#!/usr/bin/env python3
"""Runs the local stack at Azure's own speed, idle and played, and counts what storage was asked.

    ./hearth bench counts [--idle MINUTES] [--play MINUTES] [--poll hh:mm:ss] [--out FILE]

Writes bench/money/counts.json; with --play 0 the phases of an evening that stand there stay. Nothing in the stack is changed for it: a module loaded into Azurite
writes down each answered request (tally.mjs).
"""

import argparse
import collections
import datetime
import json
import os
import platform
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from requests import kind

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLEET = ROOT / "local/src/main/resources/hearth/local/stack/fleet.json"
POLL = "AzureFunctionsJobHost__extensions__queues__maxPollingInterval"
PATIENCE = 1500
SWEEP = 300
PLAYERS = ("Luu", "Mio", "Noa", "Pim")


class Stack:
    """The local run, obeying lines at its prompt."""

    def __init__(self, directory, poll):
        self.directory = directory
        self.tally = directory / "tally.jsonl"
        self.tally.touch()
        environment = os.environ | {
            "NODE_OPTIONS": f"--import={(HERE / 'tally.mjs').as_uri()}",
            "HEARTH_TALLY": str(self.tally),
        }
        if poll:
            environment[POLL] = poll
        classpath = (ROOT / "local/target/classpath").read_text("utf-8").strip()
        java = Path(os.environ["JAVA_HOME"]) / "bin/java"
        self.process = subprocess.Popen(
            [java, "-cp", f"{ROOT / 'local/target/classes'}:{classpath}", "hearth.local.Local", "local",
             "--speed", "1", "--directory", directory],
            cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
        self.printed = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.printed.append(line.rstrip())

    def until(self, words, after=0):
        """Waits until one of the words stands in what it printed after so many lines."""
        deadline = time.monotonic() + PATIENCE
        while not any(word in line for line in self.printed[after:] for word in words):
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit(f"never seen: {words}\n" + "\n".join(self.printed[-20:]))
            time.sleep(0.5)

    def obey(self, line):
        """Types a line; how many lines were printed before."""
        before = len(self.printed)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return before

    def close(self):
        """Ends it all."""
        self.process.stdin.close()
        self.process.wait(60)


def count(stack, begin, end, commands):
    """The operations between two moments."""
    operations = collections.Counter()
    for line in stack.tally.read_text("utf-8").splitlines():
        request = json.loads(line)
        if begin <= request["at"] < end:
            operations[kind(request["method"], request["url"])] += 1
    logged = [line for line in (stack.directory / "host.log").read_text("utf-8").splitlines()
              if begin <= written(line) < end]  # fmt: skip
    return {
        "seconds": round(end - begin, 1),
        "commands": commands,
        "operations": dict(sorted(operations.items())),
        "logLines": len(logged),
        "logBytes": sum(len(line.encode()) for line in logged),
    }


def written(line):
    """When a line of the log was written; never, for the inner lines of a stack trace."""
    try:
        return datetime.datetime.fromisoformat(line.split(" ", 1)[0]).timestamp()
    except ValueError:
        return 0.0


def idle(stack, minutes):
    """Nobody does anything."""
    time.sleep(SWEEP / 2)  # midway between two sweeps, so that all a sweep leaves behind is counted
    begin = time.time()
    time.sleep(minutes * 60)
    return count(stack, begin, time.time(), 0)


def play(stack, minutes):
    """A start; everybody comes, asks once and goes, evenly over the time; a stop."""
    begin = time.time()
    stack.until(["is ready"], stack.obey("/server start valheim"))
    ready = time.time()
    steps = [f"join {name}" for name in PLAYERS] + ["/server status valheim"]
    steps += [f"leave {name}" for name in PLAYERS]
    for step in steps:
        stack.obey(step)
        time.sleep(minutes * 60 / len(steps))
    over = time.time()
    stack.until(["stopped after", "no save was confirmed"], stack.obey("/server stop valheim"))
    time.sleep(120)  # until Azure has taken the machine back and Hearth has seen it
    return {
        "start": count(stack, begin, ready, 1),
        "played": count(stack, ready, over, 1),
        "stop": count(stack, over, time.time(), 1),
    }


def machine():
    """The machine that it was counted on."""
    text = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":")[1].strip() for line in text.splitlines() if "model name" in line), "?")
    return f"{os.cpu_count()} cores of {model}, {platform.system()}"


def main():
    """Counts and writes."""
    options = argparse.ArgumentParser(prog="./hearth bench counts", description=__doc__.splitlines()[0])
    options.add_argument("--idle", type=float, default=10, help="minutes, a multiple of five (10)")
    options.add_argument("--play", type=float, default=20, help="minutes (20)")
    options.add_argument("--poll", help="instead of host.json's maxPollingInterval")
    options.add_argument("--out", type=Path, default=HERE / "counts.json", help="the file that is written")
    given = options.parse_args()
    if not (0 <= given.idle < 1e4 and 0 <= given.play < 1e4):
        options.error("minutes are between 0 and 10000")
    host = json.loads((ROOT / "host.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="hearth-count") as directory:
        stack = Stack(Path(directory), given.poll)
        try:
            stack.until(["Interactions endpoint"])
            found = {"idle": idle(stack, given.idle)} | (play(stack, given.play) if given.play else {})
        finally:
            stack.close()
    for phase in found.values():
        phase["maxPollingInterval"] = given.poll or host["extensions"]["queues"]["maxPollingInterval"]
    if not given.play and given.out.exists():
        found = json.loads(given.out.read_text("utf-8"))["phases"] | found
    found = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "servers": len(json.loads(FLEET.read_text("utf-8"))["servers"]),
        "players": len(PLAYERS),
        "phases": found,
    }
    given.out.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(f"written to {given.out}")


if __name__ == "__main__":
    main()
