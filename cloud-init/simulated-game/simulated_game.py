"""A pretended game server: prints what a real one of the profile would, keeps a world as it would, and obeys signals.

    simulated_game.py PROFILE.json CONTROL [--boot SECONDS] [--save SECONDS] [--world DIR]
                      [--every SECONDS] [--then COMMAND ...]

CONTROL is a Unix socket, made here; each line sent to it is a command and is answered by a
line: `join NAME`, `leave NAME`, `chat NAME TEXT`, `save`, `hold N` (a save is held after N
steps, a file half written), `go on`, `automatic`, `players`, `print TEXT`, `corrupt`, `crash`, `noise N`.
The profile's stop signal (or its stop command on the standard input) saves and ends it.
Some games end with code 0 whatever went wrong; then so does this one.
"""

import argparse
import json
import os
import signal
import socketserver
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from lines import LINES
from rcon import listen_for_rcon
from saves import Saves


# Minecraft's image takes the version that it is told, else the newest.
VERSION = os.environ.get("VERSION", "LATEST").replace("LATEST", "26.3")


class Game:
    """The players who are on, and the lines printed about them."""

    def __init__(self, name, say, saves=None):
        self._name, self._asked = name, 0
        self._lines, self._say = LINES.get(name, LINES["generic"]), say
        self.saves = saves or Saves(name, None)
        self.on = {}
        self._next, self._lock = 1, threading.Lock()

    def tell(self, kind, **more):
        """Prints the lines of one kind."""
        now = datetime.now()
        told = {"save": self.saves.number, "world": self.saves.world, "version": VERSION} | more
        for line in self._lines.get(kind, ()):
            self._say(line.format(at=now, n=len(self.on), **told))

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

    def save(self, seconds=0.0):
        """Writes the world, and says so as this game does."""
        with self.saves.lock:
            self.saves.number += 1
            self.tell("saving")
            time.sleep(seconds)
            self.saves.finish()
            self.tell("save")

    def typed(self, line):
        """A line of the game's console; what is answered to it."""
        word, _, rest = line.strip().partition(" ")
        if word == "say":
            self._say(f"<Server> {rest}")
            return ""
        if self._name == "project-zomboid":
            return self._zomboid(word)
        if word == "save" and rest in ("hold", "query", "resume"):
            return self._bedrock(rest)
        if word not in ("save-off", "save-on", "save-all"):
            return "Unknown or incomplete command"
        if word == "save-all":
            with self.saves.lock:
                self.saves.finish()
            self.tell("saved on order")
            return "Saved the game"
        self.saves.automatic = word == "save-on"
        return f"Automatic saving is now {'en' if self.saves.automatic else 'dis'}abled"

    def _zomboid(self, word):
        """Answers at once and saves afterwards, as Project Zomboid does."""
        if word == "players":
            return f"Players connected ({len(self.on)}): \n" + "".join(f"-{name}\n" for name in self.on)
        if word != "save":
            return f"Unknown command {word}"
        threading.Timer(0.1, self._finish).start()
        return "World saved"

    def _finish(self):
        with self.saves.lock:
            self.saves.finish()
            self.tell("saved on order")

    def _bedrock(self, word):
        """Says that it holds still only when it is asked, and not the first time."""
        if word == "query":
            self._asked += 1
            self.tell("held" if self._asked > 1 else "not held")
            return ""
        self.saves.automatic, self._asked = word == "resume", 0
        self._say("Saving..." if word == "hold" else "Changes to the world are resumed.")
        return ""

    def command(self, line):
        """Does one command; the answer."""
        word, _, rest = line.strip().partition(" ")
        if word == "join" and rest:
            return self.join(rest)
        if word == "leave" and rest:
            return self.leave(rest)
        if word == "players":
            return ", ".join(self.on) or "nobody"
        if word == "automatic":
            return "enabled" if self.saves.automatic else "disabled"
        if word == "chat":
            name, _, text = rest.partition(" ")
            self._say(f"<{name}> {text}")
        elif word == "print":
            self._say(rest)
        elif word == "save":
            self.save()
        elif word == "hold":
            with self.saves.lock:
                self.saves.hold(int(rest))
        elif line.strip() == "go on":
            with self.saves.lock:
                self.saves.finish()
        elif word == "noise":
            for number in range(int(rest)):
                self._say(f"noise {number}")
        else:
            return "unknown command"
        return "done"


def serve(game, path, ways_to_end):
    """Listens on the control socket in a thread of its own."""

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            for raw in self.rfile:
                line = raw.decode("utf-8", "replace")
                ways_to_end.get(line.strip(), str)()
                self.wfile.write((game.command(line) + "\n").encode())

    path.unlink(missing_ok=True)
    server = socketserver.ThreadingUnixStreamServer(str(path), Conversation)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


def password(profile):
    """The password that the console asks for, from the variable that the profile gives it."""
    name = profile.get("console", {}).get("secret")
    told = profile.get("environment", {})
    return next((os.environ.get(key) for key, one in told.items() if isinstance(one, dict) and one["secret"] == name), None)


def refused(environment):
    """Whether Valheim would not take its password: it asks that of public servers alone."""
    word, name = environment.get("SERVER_PASS"), environment.get("SERVER_NAME", "")
    return environment.get("SERVER_PUBLIC") == "true" and word is not None and (len(word) < 5 or word in name)


def main():
    """Boots, plays, saves, ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", type=Path)
    parser.add_argument("control", type=Path)
    parser.add_argument("--boot", type=float, default=1.0)
    parser.add_argument("--save", type=float, default=0.5)
    parser.add_argument("--every", type=float, default=0.0, help="seconds between its own saves")
    parser.add_argument("--world", type=Path)
    parser.add_argument("--then", action="append", default=[], help="a command done once it is ready")
    given = parser.parse_args()
    profile = json.loads(given.profile.read_text("utf-8"))
    stop = threading.Event()
    signal.signal(getattr(signal, profile["stop"]["signal"]), lambda *_: stop.set())

    def say(line):
        print(line, flush=True)

    def end(*kinds):
        for kind in kinds:
            game.tell(kind)
        given.control.unlink(missing_ok=True)
        sys.stdout.flush()
        os._exit(0)

    def crash():
        say("the game has crashed")
        given.control.unlink(missing_ok=True)
        sys.stdout.flush()
        signal.raise_signal(signal.SIGKILL)

    game = Game(profile["name"], say, Saves(profile["name"], given.world))
    threading.Thread(target=listen, args=(game, profile["stop"].get("command"), stop), daemon=True).start()
    ends = profile["stop"].get("command")

    def ordered(line):
        if line.strip() != ends:
            return game.typed(line)
        stop.set()
        return "Quit"

    listen_for_rcon(profile.get("console", {}), password(profile), ordered)
    game.tell("boot")
    if refused(os.environ):
        stop.wait(given.boot)
        end("refused")
    torn = game.saves.load()
    serve(game, given.control, {"crash": crash, "corrupt": lambda: end("corrupt")})
    if not stop.wait(given.boot):
        game.tell("ready")
        if torn:
            end("corrupt")
        for command in given.then:
            game.command(command)
        while not stop.wait(given.every or None):
            if game.saves.automatic:
                game.save()
    game.tell("stopping")
    game.save(given.save)
    game.tell("end")
    given.control.unlink(missing_ok=True)


def listen(game, command, stop):
    """Reads the console: the profile's stop command ends the game, others it obeys."""
    for line in sys.stdin:
        if command and line.strip() == command:
            stop.set()
        else:
            game.typed(line)


if __name__ == "__main__":
    main()
