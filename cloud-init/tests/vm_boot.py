#!/usr/bin/env python3
"""Boots a real virtual machine with the rendered cloud-config, outside the quick tests.

    sudo cloud-init/tests/vm_boot.py

Needs root, debootstrap, qemu-system-x86_64, mke2fs and Azurite; no KVM. The root file
system is built once, in $HEARTH_VM_CACHE (default: ~/.cache/hearth-vm). It is Debian's,
with its own cloud-init; the game is the simulated one. Passes when the game's `ready` and
a join have arrived in Azurite on the host, and again after the machine was rebooted.
"""

import base64
import functools
import http.server
import json
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import place
from stand import Stand

CACHE = Path(os.environ.get("HEARTH_VM_CACHE", Path.home() / ".cache/hearth-vm"))
BASE = "systemd,systemd-sysv,udev,dbus,python3,xz-utils,ifupdown,isc-dhcp-client,iproute2,ca-certificates"
HOST = "10.0.2.2"  # the host's loopback, as the guest sees it
PATIENCE = 900
SIMULATED = place.ROOT / "cloud-init/simulated-game"
REBOOT = """PACKAGES=""
IMDS={imds}
systemd-run -q -p DefaultDependencies=no /usr/bin/python3 -c '
import subprocess, time, urllib.request
while True:
    try:
        urllib.request.urlopen("{url}reboot").close()
        break
    except OSError:
        time.sleep(1)
subprocess.run(["systemctl", "reboot"])
'
"""


def build():
    """The root file system and its kernel, unless they are there."""
    if (CACHE / "root.ext4").exists():
        return
    root = CACHE / "root"
    shutil.rmtree(root, ignore_errors=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(["debootstrap", "--variant=minbase", f"--include={BASE}", "bookworm", root], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    install = ("apt-get -q update && apt-get -q -y --no-install-recommends install"
               " cloud-init cifs-utils linux-image-cloud-amd64 && apt-get clean")  # fmt: skip
    told = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["chroot", root, "sh", "-c", install], check=True, env=told)
    finish(root)


def finish(root):
    """Kernel out, image made."""
    for name in ("vmlinuz", "initrd.img"):
        shutil.copy(next((root / "boot").glob(f"{name}-*")), CACHE / name)
    (root / "etc/resolv.conf").write_text("nameserver 10.0.2.3\n", "ascii")
    image = CACHE / "root.new"
    image.unlink(missing_ok=True)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", root, image, "3G"], check=True)
    image.rename(CACHE / "root.ext4")


def user_data(stand, url):
    """The rendered cloud-config for a machine whose Azure is this host.

    It reboots in good order once the seed server has a file `reboot`.
    """
    abroad = {key: value.replace("127.0.0.1", HOST) if isinstance(value, str) else value
              for key, value in stand.config.items()}  # fmt: skip
    agent = abroad | {
        "profile": "/etc/hearth/profile.json", "stateDirectory": "/var/lib/hearth/state",
        "worldDirectory": "/var/lib/hearth/share/world", "caFile": "/etc/hearth/ca.pem",
        "bootFile": "/run/hearth/boot", "mountRequest": "/run/hearth/requests/mount",
        "mountReady": "/run/hearth/world-mounted",
        "command": ["/usr/bin/python3", "/opt/hearth/simulated/simulated_game.py", "/etc/hearth/profile.json",
                    "/var/lib/hearth/state/control", "--world", "/var/lib/hearth/share/world", "--then", "join Luu"],
    }  # fmt: skip
    told = stand.home / "bootstrap.env"
    told.write_text(REBOOT.format(url=url, imds=agent["imds"]), "ascii")
    stand.metadata.user_data = base64.b64encode((place.ROOT / "cloud-init/agent.tar.bz2").read_bytes())
    extra = [("/etc/hearth/ca.pem", stand.azurite.certificate), ("/etc/hearth/bootstrap.env", told)]
    extra += [(f"/opt/hearth/simulated/{path.name}", path) for path in SIMULATED.glob("*.py")]
    rendered = runpy.run_path(str(place.ROOT / "cloud-init/render"))["rendered"]
    return rendered(json.dumps(agent), stand.profile.read_text("utf-8"), extra=extra, largest=1 << 20)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the seed."""

    def log_message(self, *_):
        """Says nothing."""


def serve(folder):
    """The seed over http, on a free port."""
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def boot(url, console):
    """The machine, its disk thrown away at the end."""
    seed = f"ds=nocloud-net;s={url}"
    return subprocess.Popen(
        ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "1024", "-smp", "2", "-nographic",
         "-snapshot", "-kernel", CACHE / "vmlinuz", "-initrd", CACHE / "initrd.img",
         "-append", f"root=/dev/vda rw console=ttyS0 net.ifnames=0 {seed}",
         "-drive", f"file={CACHE}/root.ext4,format=raw,if=virtio",
         "-netdev", "user,id=n", "-device", "virtio-net-pci,netdev=n,romfile="],
        stdin=subprocess.DEVNULL, stdout=console, stderr=console,
    )  # fmt: skip


def main():
    """Exit code 0 when ready and the join have arrived, twice."""
    build()
    with Stand() as stand, tempfile.TemporaryDirectory(prefix="hearth-seed-") as seed:
        server, begun = serve(seed), time.monotonic()
        url = f"http://{HOST}:{server.server_address[1]}/"
        Path(seed, "user-data").write_text(user_data(stand, url), "utf-8")
        Path(seed, "meta-data").write_text("instance-id: hearth-1\nlocal-hostname: hearth\n", "ascii")
        Path(seed, "vendor-data").write_text("", "ascii")
        stand.hello()
        with open(CACHE / "console.log", "wb") as console:
            machine = boot(url, console)
            try:
                told = watch(stand, machine, begun, 0)
                Path(seed, "reboot").touch()
                print("rebooting", flush=True)
                watch(stand, machine, begun, told, after="booting")
                print("ready and joined, twice: passed")
            finally:
                machine.kill()
                machine.wait()
                server.shutdown()
                server.server_close()


def watch(stand, machine, begun, told, after=None):
    """Prints each event as it comes, until somebody is on (after that phase).

    The number of events told. Exits where that does not happen in time.
    """
    while time.monotonic() - begun < PATIENCE and machine.poll() is None:
        for event in stand.collect()[told:]:
            told += 1
            print(f"{time.monotonic() - begun:6.1f} s  {event['seq']:3} {event['type']:8} {event['phase']:8} "
                  f"{event.get('step', ''):10} {event.get('detail', '')}", flush=True)  # fmt: skip
            after = None if event["phase"] == after else after
            if not after and [player["name"] for player in event["roster"] or ()] == ["Luu"]:
                return told
        time.sleep(0.5)
    sys.exit(f"failed; the machine's console is in {CACHE}/console.log")


if __name__ == "__main__":
    main()
