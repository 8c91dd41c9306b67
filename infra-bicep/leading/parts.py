"""register, doctor and kept: written in Java, started with what they need from the vault."""

import os
import subprocess
import sys
from pathlib import Path

from deploying.az import Az, Refused
from deploying.fleet import ROOT

from . import settings


def command(words, file, attended):
    """The program for register, doctor or kept; the release's own Java, or what ./hearth found."""
    java, classes = os.environ.get("HEARTH_JAVA"), os.environ.get("HEARTH_CLASSES")
    if not java or not classes:
        raise Refused(f"'{words[0]}' is started by ./hearth {words[0]}")
    given = ["--settings", str(file)] if file else []
    return [java, f"-Dhearth.attended={str(attended).lower()}", "-cp", classes, "hearth.setup.Setup", *words, *given]


def part(words, file, az, environ, run=subprocess.run):
    """Its exit status. Raises Refused where it cannot be started."""
    told = settings.resolved(file, az, environ)
    return run(command(words, file, False), env={**environ, **told}, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


def main(words, started):
    """For ./hearth: becomes the part. `started` is the folder from which it was called."""
    file = _named(words, started)
    try:
        told = settings.resolved(file or ROOT / settings.FILE, Az(os.environ), os.environ)
        attended = sys.stdin.isatty() and sys.stdout.isatty()
        line = command(words, None if "--settings" in " ".join(words) else file, attended)
    except Refused as why:
        print(f"hearth: {why}", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    os.execve(line[0], line, {**os.environ, **told})


def _named(words, started):
    """The settings that are meant: those named, else those where somebody stands, else the project's own."""
    for at, one in enumerate(words):
        if one == "--settings" and at + 1 < len(words):
            return ROOT / words[at + 1]
        if one.startswith("--settings="):
            return ROOT / one.partition("=")[2]
    near = Path(started) / settings.FILE
    return near if near.exists() else None
