#!/usr/bin/env python3
"""Boots a virtual machine with the rendered cloud-config and has it play an evening on a real SMB share.

    sudo cloud-init/vm [valheim] [minecraft-java]

Of Valheim the connection to the share is cut in mid-write, its server killed, and at the end the
share is full; of Minecraft the machine's cable is pulled while another takes the world.
Needs root, debootstrap, qemu-system-x86, samba and Azurite; no KVM.
"""

import re
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "simulated-game")]

import azurite  # noqa: E402 - the path comes first
import worlds  # noqa: E402
from fileshare import FileShare  # noqa: E402
from hearth_agent.lease import WorldLease  # noqa: E402
from hearth_agent.store import Store  # noqa: E402
from machine import ACCOUNT, SHARE, Machine  # noqa: E402
from samba import Samba  # noqa: E402
from stand import Stand  # noqa: E402

PATIENCE = 900  # seconds for a boot without KVM on a busy host
MOUNTED = ("vers=3.1.1", "seal", "nobrl", "mfsymlinks", "serverino", "actimeo=30")
CONTROL = "/var/lib/hearth/state/control"


class Evening:
    """One machine, its share and its Azure; tells what happens as it happens."""

    def __init__(self, game):
        self._begun = time.monotonic()
        self._closing = []
        try:
            self.vault = self._closed_later(FileShare(azurite.shared().certificate))
            self.files = self._closed_later(Samba(SHARE, ACCOUNT, self.vault.key))
            self.stand = self._closed_later(Stand(game, leaseSeconds=60))
            self.stand.hello()
            self.machine = self._closed_later(Machine(self.stand, self.files, self.vault.url))
        except BaseException:
            self.close()
            raise
        self._told = 0

    def _closed_later(self, one):
        self._closing.append(one)
        return one

    def close(self):
        """Leaves nothing behind."""
        while self._closing:
            self._closing.pop().close()

    def say(self, text):
        """Prints a line with the time since power-on."""
        print(f"{time.monotonic() - self._begun:6.1f} s  {text}", flush=True)

    def events(self):
        """All that have come; the new ones are printed."""
        for event in self.stand.collect()[self._told :]:
            self._told += 1
            parts = (event["type"], event["phase"], event.get("step", ""), event.get("detail", ""))
            self.say(" ".join(str(part) for part in parts if part))
        return self.stand.seen

    def until(self, told, after=0, seconds=PATIENCE):
        """The first event after so many of which told(event) is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.machine.runs():
            for event in self.events()[after:]:
                if told(event):
                    return event
            time.sleep(0.3)
        raise AssertionError(f"it did not happen in time; the console ends with\n{self.console()}")

    def console(self):
        """The end of what the machine printed."""
        return self.machine.console.read_text("utf-8", "replace")[-3000:]

    def joined(self, after=0):
        """Waits until somebody plays."""
        return self.until(lambda event: [one["name"] for one in event["roster"] or ()] == ["Luu"], after)

    def operations(self):
        """SMB operations by kind that the machine's kernel has counted."""
        text = self.machine.do("cat /proc/fs/cifs/Stats")
        counted = re.findall(r"^(\w[\w ]*?)s?: (\d+)(?: total)?(?: sent)?", text, re.M)
        return {kind: int(number) for kind, number in counted} | {"text": text}


def world_of(evening):
    """The number of the newest whole save that lies on the share. Raises worlds.Torn."""
    return worlds.load_valheim(evening.files.world / "world/worlds_local/Hearth", strict=False)[0]


def boots(evening):
    """From power-on to somebody playing, on a share that is mounted as production does."""
    evening.joined()
    mounted = evening.machine.do("grep ' cifs ' /proc/mounts")
    missing = [option for option in MOUNTED if option not in mounted]
    assert not missing, f"{missing} are not among {mounted}"
    assert evening.files.world.joinpath("world").is_dir()
    evening.say(f"mounted: {mounted.strip()}")
    evening.say(evening.machine.do("cat /proc/fs/cifs/Stats"))


def main():
    """Exit code 0 where every story that is named ends well."""
    for game in sys.argv[1:] or ("valheim",):
        evening = Evening(game)
        try:
            boots(evening)
            print(evening.machine.do("systemd-analyze; systemd-analyze blame | head -20; journalctl -b --no-pager -u hearth-agent | tail -30"))
        except BaseException:
            print(evening.console(), flush=True)
            raise
        finally:
            evening.close()


if __name__ == "__main__":
    main()
