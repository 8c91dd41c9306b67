"""Debian's Samba as the world's file share: one share on a small disk of its own, on a free port of the loopback.

As Azure Files has it where `secure transfer` is required: SMB 3.1.1 and encryption, or nothing.
"""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

CONFIG = """[global]
  server role = standalone server
  server min protocol = SMB3_11
  server smb encrypt = required
  interfaces = 127.0.0.1
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  load printers = no
  printcap name = /dev/null
  passdb backend = tdbsam
  username map = {home}/users
  private dir = {home}/private
  lock directory = {home}/lock
  state directory = {home}/state
  cache directory = {home}/cache
  pid directory = {home}
  ncalrpc dir = {home}/ncalrpc
  log file = {home}/log
  log level = 1
[{share}]
  path = {home}/disk/world
  read only = no
  store dos attributes = no
  force user = root
"""


class Samba:
    """`world` is what lies on the share, as the host sees it. Needs root: the disk is a tmpfs of so many megabytes."""

    def __init__(self, share, account, key, megabytes=64):
        self.home = Path(tempfile.mkdtemp(prefix="hearth-samba-"))
        self.disk, self.world = self.home / "disk", self.home / "disk/world"
        self._process = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("private", "lock", "state", "cache", "ncalrpc", "disk"):
            (self.home / name).mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "hearth", self.disk], check=True)
        self.world.mkdir()
        (self.home / "smb.conf").write_text(CONFIG.format(home=self.home, port=self.port, share=share), "utf-8")
        (self.home / "users").write_text(f"root = {account}\n", "utf-8")
        subprocess.run(["pdbedit", "-s", self.home / "smb.conf", "-a", "-u", "root", "-t"],
                       input=f"{key}\n{key}\n", text=True, check=True, capture_output=True)  # fmt: skip
        self.start()

    def start(self):
        """Returns once it listens."""
        self._process = subprocess.Popen(
            ["smbd", "-F", "--no-process-group", "-s", self.home / "smb.conf"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"smbd did not start: {(self.home / 'log').read_text('utf-8', 'replace')[-2000:]}")

    def stop(self):
        """At once, with its children: what they had not yet written to the disk is lost."""
        subprocess.run(["kill", "-9", "--", f"-{self._process.pid}"], check=False, stderr=subprocess.DEVNULL)
        self._process.wait()
        self._process = None

    def fill(self):
        """Leaves no byte on the disk."""
        with open(self.disk / "filling", "wb") as file:
            try:
                while True:
                    file.write(b"\0" * 65536)
                    file.flush()
            except OSError:
                pass

    def empty(self):
        """Gives the room back."""
        (self.disk / "filling").unlink()

    def close(self):
        """Leaves nothing behind."""
        if self._process:
            self.stop()
        subprocess.run(["umount", "-l", self.disk], check=True)
        shutil.rmtree(self.home)
