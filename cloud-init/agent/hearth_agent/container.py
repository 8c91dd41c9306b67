"""A game as a container: `docker run`, and its log stream with a resume point."""

import os
import subprocess

from .engine import Engine
from .fetching import aside

NAME = "hearth-game"
LONGEST = 1 << 18  # bytes of a line
AT_ONCE = 1 << 20  # bytes of the stream
PATIENCE = 100  # seconds with the runtime, below the service's WatchdogSec; fetching an image has its own


class Hangs(RuntimeError):
    """The container runtime did not answer."""


class ContainerGame:
    """Starts, watches and stops one container, which outlives the agent."""

    fetches = "image"  # the name of what is fetched before it can be started
    by_packages = True  # what the machine's packages have to be there for

    def __init__(self, runtime, image, arguments, environment, mounts, stop_signal, socket="/run/docker.sock"):
        self._engine = Engine(socket)
        self._runtime, self._image, self._arguments = runtime, image, arguments
        self.environment, self._mounts, self._stop_signal = environment, mounts, stop_signal
        self._follow, self._wait, self._rest = None, None, b""
        self._began = None  # when the runtime last started it, as it says
        self.restarted = False  # whether the runtime started it again by itself, until that was told
        self.beginning = ""

    @property
    def image(self):
        """The one that the next start runs."""
        return self._image

    def use(self, image, fetching=None):
        """Has the next start run this one, fetched where it is another. Raises GivenUp, RuntimeError or OSError."""
        if image != self._image:
            self._bring(image, fetching or aside())
            self._image = image

    def fetch(self, fetching):
        """Brings the image here unless it is. Raises GivenUp, RuntimeError with the reason, or OSError."""
        self._bring(self._image, fetching)

    def _bring(self, image, fetching):
        if not self._engine.has(image):
            self._engine.pull(image, fetching)

    def start(self, environment=(), arguments=()):
        """Starts the container unless it already runs, with so much besides. Raises RuntimeError or OSError."""
        if self.running():
            return
        self._docker("rm", "--force", NAME)
        self._began, self.restarted = None, False
        volumes = [part for host, inside in self._mounts for part in ("--volume", f"{host}:{inside}")]
        # In memory alone: no kill and no failure leaves the game's secrets on the disk.
        with open(os.memfd_create("environment"), "w", encoding="utf-8") as secrets:
            secrets.writelines(f"{key}={value}\n" for key, value in (self.environment | dict(environment)).items())
            secrets.flush()
            done = self._docker(
                "run", "--detach", "--interactive", "--name", NAME, "--network", "host",
                "--security-opt", "no-new-privileges", "--stop-signal", self._stop_signal,
                "--log-opt", "max-size=64m", "--log-opt", "max-file=2",
                "--env-file", f"/proc/self/fd/{secrets.fileno()}", *volumes,
                self._image, *self._arguments, *arguments, hands_on=(secrets.fileno(),),
            )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(done.stdout.decode("utf-8", "replace")[-800:])
        self._end_helpers()

    def running(self):
        """Whether the container runs; asks docker once and then waits for its end."""
        if self._wait and self._wait.poll() is None:
            return True
        try:
            done = self._docker("inspect", "--format", "{{.State.Running}} {{.State.StartedAt}}", NAME)
        except FileNotFoundError:
            return False  # docker is still to be installed
        runs, _, began = done.stdout.strip().partition(b" ")
        if runs != b"true":
            return False
        self.restarted = self.restarted or began != (self._began or began)
        self._began = began
        if self._wait:
            self._wait.stdout.close()
        self._wait = self._background("wait", NAME)
        return True

    def read(self, resume):
        """Whole new lines, and the timestamp of the last as the resume point."""
        if self._follow is None:
            since = ["--since", resume] if resume else []
            self._follow = self._background("logs", "--follow", "--timestamps", *since, NAME)
            os.set_blocking(self._follow.stdout.fileno(), False)
        data = self._there()
        if data is None and not self.running():
            os.set_blocking(self._follow.stdout.fileno(), True)  # the rest, to its very end
            data = self._there()
        if data == b"" and not self.running():
            return self._cut(b"\n" if self._rest else b"", resume)
        if data == b"":  # the stream broke off: follow it anew
            self._follow.wait()
            self._follow, self._rest = None, b""
            return [], resume
        return self._cut(data or b"", resume)

    def _there(self):
        """The stream's next bytes: b"" at its end, None where nothing is there yet. A pipe gives little at once."""
        data = self._follow.stdout.read(AT_ONCE)
        while data and len(data) < AT_ONCE and (more := self._follow.stdout.read(AT_ONCE - len(data))):
            data += more
        return data

    def _cut(self, data, resume):
        *whole, rest = (self._rest + data).split(b"\n")
        self._rest = rest[:LONGEST]  # of a line without an end only its beginning is kept
        lines = []
        for line in whole:
            at, _, text = line.partition(b" ")
            at = at.decode("ascii", "replace")
            if not resume or at > resume:  # --since gives the last line again
                lines.append(text.decode("utf-8", "replace"))
        last = whole[-1].partition(b" ")[0].decode("ascii", "replace") if whole else resume
        return lines, max(last, resume)

    def signal(self, name):
        """Sends the signal to the container's first process."""
        self._docker("kill", "--signal", name, NAME)

    def kill(self):
        """Ends the container."""
        self._docker("kill", NAME)

    def type(self, line):
        """Writes a line to the container's standard input. Raises OSError."""
        try:
            self._docker("attach", "--sig-proxy=false", NAME, given=line.encode() + b"\n", seconds=3)
        except Hangs:
            pass  # it goes on printing what the game prints; the line is in

    def _docker(self, *told, given=b"", seconds=None, hands_on=()):
        seconds = seconds or PATIENCE
        try:
            return subprocess.run([self._runtime, *told], input=given, stdout=subprocess.PIPE, pass_fds=hands_on,
                                  stderr=subprocess.STDOUT, timeout=seconds, check=False)  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Hangs(f"docker {told[0]} took longer than {seconds} s") from None

    def _background(self, *told):
        return subprocess.Popen([self._runtime, *told], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0)  # fmt: skip

    def _end_helpers(self):
        for helper in (self._follow, self._wait):
            if helper:
                helper.kill()
                helper.wait()
                helper.stdout.close()
        self._follow = self._wait = None
        self._rest = b""
