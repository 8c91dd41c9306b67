"""A pretended game server: prints what a real one of the profile would, and obeys signals.

    simulated_game.py PROFILE.json CONTROL [--boot SECONDS] [--save SECONDS] [--world DIR]
                      [--then COMMAND ...]

CONTROL is a Unix socket, made here; each line sent to it is a command and is answered by a
line: `join NAME`, `leave NAME`, `chat NAME TEXT`, `save`, `players`, `print TEXT`, `crash`,
`noise N`. The profile's stop signal (or `exit` on the standard input) saves and ends it.
"""

import argparse
import json
import signal
import socketserver
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from lines import LINES


class Game:
    """Who is on, and what is printed about it."""

    def __init__(self, name, say):
        self._lines, self._say = LINES.get(name, LINES["generic"]), say
        self.on = {}
        self._next, self._lock = 1, threading.Lock()

    def tell(self, kind, **more):
        """Prints the lines of one kind."""
        now = datetime.now()
        for line in self._lines.get(kind, ()):
            self._say(line.format(at=now, n=len(self.on), **more))

    def join(self, name):
        """Somebody comes; the same name again is nobody new."""
        with self._lock:
            if name in self.on:
                return "is on already"
            number = self._next
            self._next += 1
            self.on[name] = number
            self.tell("join", name=name, steam=76561197960265728 + number, owner=10**9 + number, key=f"{number:016X}")
            return "joined"

    def leave(self, name):
        """Somebody goes."""
        with self._lock:
            number = self.on.pop(name, None)
            if number is None:
                return "is not on"
            self.tell("leave", name=name, steam=76561197960265728 + number, owner=10**9 + number, key=f"{number:016X}")
            return "left"

    def command(self, line):
        """Does one command; the answer."""
        word, _, rest = line.strip().partition(" ")
        if word == "join" and rest:
            return self.join(rest)
        if word == "leave" and rest:
            return self.leave(rest)
        if word == "players":
            return ", ".join(self.on) or "nobody"
        if word == "chat":
            name, _, text = rest.partition(" ")
            self._say(f"<{name}> {text}")
        elif word == "print":
            self._say(rest)
        elif word == "save":
            self.tell("save")
        elif word == "noise":
            for number in range(int(rest)):
                self._say(f"noise {number}")
        else:
            return "unknown command"
        return "done"


def serve(game, path, crash):
    """Listens on the control socket in a thread of its own."""

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            for raw in self.rfile:
                line = raw.decode("utf-8", "replace")
                if line.strip() == "crash":
                    crash()
                self.wfile.write((game.command(line) + "\n").encode())

    path.unlink(missing_ok=True)
    server = socketserver.ThreadingUnixStreamServer(str(path), Conversation)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main():
    """Boots, plays, saves, ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", type=Path)
    parser.add_argument("control", type=Path)
    parser.add_argument("--boot", type=float, default=1.0)
    parser.add_argument("--save", type=float, default=0.5)
    parser.add_argument("--world", type=Path)
    parser.add_argument("--then", action="append", default=[], help="a command done once it is ready")
    given = parser.parse_args()
    profile = json.loads(given.profile.read_text("utf-8"))
    stop = threading.Event()
    signal.signal(getattr(signal, profile["stop"]["signal"]), lambda *_: stop.set())

    def say(line):
        print(line, flush=True)

    def crash():
        say("the game has crashed")
        given.control.unlink(missing_ok=True)
        sys.stdout.flush()
        signal.raise_signal(signal.SIGKILL)

    game = Game(profile["name"], say)
    serve(game, given.control, crash)
    threading.Thread(target=listen, args=(profile["stop"].get("command"), stop), daemon=True).start()
    game.tell("boot")
    if not stop.wait(given.boot):
        game.tell("ready")
        for command in given.then:
            game.command(command)
        stop.wait()
    game.tell("stopping")
    time.sleep(given.save)
    if given.world:
        given.world.mkdir(parents=True, exist_ok=True)
        (given.world / "world.txt").write_text(f"saved {datetime.now():%F %T}\n", "utf-8")
    game.tell("save")
    game.tell("end")
    given.control.unlink(missing_ok=True)


def listen(command, stop):
    """Reads the console: the profile's stop command ends the game, `say` is printed."""
    for line in sys.stdin:
        if command and line.strip() == command:
            stop.set()
        elif line.startswith("say "):
            print(f"<Server> {line[4:].strip()}", flush=True)


if __name__ == "__main__":
    main()
