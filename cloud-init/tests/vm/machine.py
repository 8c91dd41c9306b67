"""A virtual machine that becomes what the rendered cloud-config says, with this host as its Azure."""

import contextlib
import functools
import http.server
import json
import queue
import runpy
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import place
from image import image

HOST = "10.0.2.2"  # the host's loopback, as the machine sees it
FILES = "10.0.2.100"  # the share's server, as the machine sees it
ACCOUNT, SHARE, SUFFIX = "worlds", "valheim", "file.hearth.test"
HERE = Path(__file__).resolve().parent
SIMULATED = place.ROOT / "cloud-init/simulated-game"
ENVIRONMENT = """PACKAGES=""
IMDS={imds}
systemctl daemon-reload
systemctl enable hand.service
systemctl start --no-block hand.service
"""
HAND = """[Unit]
DefaultDependencies=no
[Service]
ExecStart=/usr/bin/python3 /opt/hearth-test/hand.py {url}
Restart=always
[Install]
WantedBy=multi-user.target
"""
PLAY = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect('/var/lib/hearth/state/control'); "
PLAY += "s.sendall(sys.argv[1].encode() + b'\\n'); print(s.recv(1000).decode(), end='')"


class Seed(http.server.ThreadingHTTPServer):
    """The machine's files for cloud-init, and the commands for its hand; over http on a free port."""

    daemon_threads = True

    def __init__(self, folder):
        self.commands, self.answers = queue.Queue(), queue.Queue()
        super().__init__(("127.0.0.1", 0), functools.partial(Answering, directory=folder))
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()
        self.url = f"http://{HOST}:{self.server_address[1]}/"

    def handle_error(self, *_):
        """A machine that is switched off while it asks is no news."""


class Answering(http.server.SimpleHTTPRequestHandler):
    """Of one request."""

    def do_GET(self):
        """A file, or the next command if there is one within some seconds."""
        if self.path != "/next":
            super().do_GET()
            return
        try:
            command = self.server.commands.get(timeout=20).encode()
        except queue.Empty:
            command = b""
        self.send_response(200)
        self.send_header("Content-Length", str(len(command)))
        self.end_headers()
        self.wfile.write(command)

    def do_POST(self):
        """The result of a command."""
        self.server.answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


class Machine:
    """Runs until close(). `console` is what it printed."""

    def __init__(self, stand, files, vault):
        self._home = tempfile.TemporaryDirectory(prefix="hearth-vm-")
        home = Path(self._home.name)
        self._stand, self._fault, self.console = stand, home / "fault", home / "console"
        self._monitor = home / "monitor"
        self._seed, made = Seed(home), image()
        (home / "meta-data").write_text("instance-id: hearth-1\nlocal-hostname: hearth\n", "ascii")
        (home / "vendor-data").write_text("", "ascii")
        (home / "user-data").write_text(self._user_data(home, vault), "utf-8")
        wire = f"{sys.executable} {HERE}/wire.py {files.port} {self._fault}"
        with open(self.console, "wb") as console:
            self._process = subprocess.Popen(
                ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "1024", "-smp", "2", "-display", "none",
                 "-serial", "stdio", "-monitor", f"unix:{self._monitor},server,nowait", "-snapshot",
                 "-kernel", made / "vmlinuz", "-initrd", made / "initrd.img",
                 "-append", f"root=/dev/vda rw console=ttyS0 net.ifnames=0 mitigations=off ds=nocloud-net;s={self._seed.url}",
                 "-drive", f"file={made}/root.ext4,format=raw,if=virtio",
                 "-netdev", f"user,id=n,guestfwd=tcp:{FILES}:445-cmd:{wire}",
                 "-device", "virtio-net-pci,netdev=n,romfile="],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console,
            )  # fmt: skip

    def _user_data(self, home, vault):
        stand, share = self._stand, "/var/lib/hearth/share"
        abroad = {key: value.replace("127.0.0.1", HOST) if isinstance(value, str) else value
                  for key, value in stand.config.items()}  # fmt: skip
        agent = abroad | {
            "profile": "/etc/hearth/profile.json", "stateDirectory": "/var/lib/hearth/state",
            "worldDirectory": f"{share}/world", "caFile": "/etc/hearth/ca.pem", "bootFile": "/run/hearth/boot",
            "fenceRequest": "/run/hearth/requests/fence",
            "mountRequest": "/run/hearth/requests/mount", "mountReady": "/run/hearth/world-mounted",
            "keyVaultUri": vault.replace("127.0.0.1", HOST),
            "command": ["/usr/bin/python3", "/opt/hearth-test/simulated_game.py", "/etc/hearth/profile.json",
                        "/var/lib/hearth/state/control", "--world", f"{share}/world", "--then", "join Luu"],
        }  # fmt: skip
        world = f"WORLD_ACCOUNT={ACCOUNT}\nWORLD_SHARE={SHARE}\nWORLD_SECRET=world-key\nWORLD_SUFFIX={SUFFIX}\n"
        told = {
            "/etc/hearth/bootstrap.env": ENVIRONMENT.format(imds=agent["imds"]),
            "/etc/systemd/system/hand.service": HAND.format(url=self._seed.url),
            "/etc/hosts": f"127.0.0.1 localhost hearth\n{FILES} {ACCOUNT}.{SUFFIX}\n",
        }
        extra = [("/etc/hearth/ca.pem", stand.azurite.certificate), ("/opt/hearth-test/hand.py", HERE / "hand.py")]
        extra += [(f"/opt/hearth-test/{path.name}", path) for path in SIMULATED.glob("*.py")]
        for number, (path, text) in enumerate(told.items()):
            (home / f"file-{number}").write_text(text, "utf-8")
            extra.append((path, home / f"file-{number}"))
        render = runpy.run_path(str(place.ROOT / "cloud-init/render"))
        stand.metadata.user_data = render["packed_agent"]()[0].encode()
        return render["rendered"](json.dumps(agent), stand.profile.read_text("utf-8"), world, extra, largest=1 << 20)

    def begin(self, command):
        """Has the machine do something as root; its answer is for end()."""
        self._seed.commands.put(command)

    def end(self, seconds=400):
        """The result of the command that was begun: its exit code and its output."""
        told = self._seed.answers.get(timeout=seconds)
        return told["code"], told["out"]

    def do(self, command, seconds=400):
        """Has the machine do something as root; what it printed. Raises AssertionError where it failed."""
        self.begin(command)
        code, out = self.end(seconds)
        assert code == 0, f"{command}: {code} {out}"
        return out

    def forget(self):
        """A command that a reboot ended has no answer."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._seed.answers.get_nowait()

    def play(self, command):
        """Has the simulated game do something."""
        return self.do(f'python3 -c "{PLAY}" "{command}"')

    def file_server(self, fault=""):
        """The fault put on the connection to the share: `hole`, `reset`, or none."""
        fresh = self._fault.with_name("fault.new")
        fresh.write_text(fault, "ascii")
        fresh.replace(self._fault)

    def network(self, up):
        """Pulls the machine's only cable, or puts it back."""
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.connect(str(self._monitor))
            monitor.sendall(b"set_link n on\n" if up else b"set_link n off\n")
            time.sleep(0.5)  # QEMU reads no further once the connection is gone
            monitor.recv(65536)

    def runs(self):
        """Whether it has not been switched off."""
        return self._process.poll() is None

    def close(self):
        """Switches it off."""
        self._process.kill()
        self._process.wait()
        self._seed.shutdown()
        self._seed.server_close()
        self._home.cleanup()
