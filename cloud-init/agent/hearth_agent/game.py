"""A game as a plain process that outlives the agent.

Its output goes to a file which is read from a resume point, its input is a FIFO, and a
locked file that it inherits says that it still runs, whoever started it.
"""

import fcntl
import os
import signal
import subprocess
import time

CHUNK = 1 << 20  # bytes read at once


class ProcessGame:
    """Starts, watches and stops one command; `bring(fetching)` fetches it, where it is not here."""

    by_packages = False

    def __init__(self, command, directory, environment, state, bring=None):
        self._bring, self.fetches = bring, "download" if bring else None
        self._command, self._directory, self.environment = command, directory, environment
        self._state = state
        self._log, self._child = None, None
        self.beginning = 0
        self.restarted = False  # nobody does that

    def fetch(self, fetching):
        """Brings here what it runs. Raises GivenUp, Unready, Trouble or OSError."""
        if self._bring:
            self._bring(fetching)

    def start(self, environment=(), arguments=()):
        """Starts the command unless it already runs, with so much besides. Raises OSError."""
        lock = self._take_lock()
        if lock is None:
            return
        (self._state / "game.pid").unlink(missing_ok=True)
        console = self._state / "console"
        if not console.exists():
            os.mkfifo(console, 0o600)
        log = os.open(self._state / "game.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o640)
        keyboard = os.open(console, os.O_RDWR)
        script = 'echo $$ > "$1.new" && mv "$1.new" "$1" && shift && exec "$@"'
        told = ["/bin/sh", "-c", script, "sh", str(self._state / "game.pid"), *self._command, *arguments]
        try:
            self._child = subprocess.Popen(
                told, cwd=self._directory, env=self.environment | dict(environment), stdin=keyboard, stdout=log,
                stderr=log, pass_fds=[lock], start_new_session=True,
            )  # fmt: skip
        finally:
            for handle in (log, keyboard, lock):
                os.close(handle)
        self._log = None

    def _take_lock(self):
        lock = os.open(self._state / "game.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return lock

    def running(self):
        """Whether the game (started by this agent or one before it) still runs."""
        if self._child:
            self._child.poll()  # so that it leaves no zombie
        lock = self._take_lock()
        if lock is None:
            return True
        os.close(lock)
        return False

    def read(self, resume):
        """Whole new lines, and the resume point behind them."""
        if self._log is None:
            try:
                self._log = open(self._state / "game.log", "rb", buffering=0)
            except FileNotFoundError:
                return [], resume
        self._log.seek(resume)
        data = self._log.read(CHUNK)
        end = data.rfind(b"\n") + 1
        if end == 0 and len(data) < CHUNK and self.running():
            return [], resume
        used = data[:end] if end else data
        # Line feeds alone end a line: a player may say U+2028 or a form feed in chat.
        lines = used.decode("utf-8", "replace").removesuffix("\n").split("\n") if used else []
        return lines, resume + len(used)

    def signal(self, name):
        """Sends the signal to the game itself."""
        self._send(os.kill, getattr(signal, name))

    def kill(self):
        """Ends the game and what it started."""
        self._send(os.killpg, signal.SIGKILL)

    def _send(self, how, number):
        deadline = time.monotonic() + 2
        while self.running() and time.monotonic() < deadline:
            try:
                how(int((self._state / "game.pid").read_text()), number)
                return
            except (FileNotFoundError, ValueError):
                time.sleep(0.01)  # it has the lock and is about to say its number
            except ProcessLookupError:
                return

    def type(self, line):
        """Writes a line to the game's standard input. Raises OSError."""
        handle = os.open(self._state / "console", os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(handle, line.encode() + b"\n")
        finally:
            os.close(handle)
