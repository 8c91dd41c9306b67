"""A machine that lost the world's lease lets go of the share for good."""

import os
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path
from types import SimpleNamespace

import place
from hearth_agent import world_ownership
from hearth_agent.core import events
from stand import until

SCRIPT = place.ROOT / "cloud-init/files/fence.sh"
TOOLS = {
    "umount": 'echo umount >>"$HERE/calls"; if [ -e "$HERE/busy" ]; then rm "$HERE/busy"; exit 32; fi; '
              '[ -e "$HERE/stuck" ] || : >"$HERE/mounts"',
    "sleep": ":",
}


class Lost:
    """A lease that is lost at the first renewal."""

    seconds = 0.1

    def left(self):
        """Seconds until it counts as lost."""
        return 0.0

    def renew(self):
        """Not any more."""
        return False


class Asked(unittest.TestCase):
    """The agent asks for it only where a game had the world, and after the game's last seconds."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-fence-")
        self.addCleanup(folder.cleanup)
        self.request, self.posted = Path(folder.name) / "fence", []
        self.addCleanup(setattr, world_ownership, "LAST_SECONDS", world_ownership.LAST_SECONDS)
        world_ownership.LAST_SECONDS = 0

    def lose(self, played):
        owned = world_ownership.WorldOwnership(Lost(), self.posted.append, None, lambda: played, str(self.request))
        owned.keep()
        until(lambda: self.posted)
        until(lambda: not [one for one in threading.enumerate() if "renew_forever" in one.name])
        self.assertEqual([events.WorldLost()], self.posted)

    def test_under_a_game(self):
        self.lose(played=True)
        self.assertTrue(self.request.exists())

    def test_not_where_no_game_had_the_world(self):
        self.lose(played=False)
        self.assertFalse(self.request.exists())


class Fence(unittest.TestCase):
    def run_with(self, *there):
        """The calls, and whether the machine was started anew."""
        with tempfile.TemporaryDirectory(prefix="hearth-fence-") as folder:
            home = Path(folder)
            for name, text in TOOLS.items():
                (home / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
                (home / name).chmod(0o755)
            for name in there:
                (home / name).touch()
            mounts = "//a.file/w /var/lib/hearth/share cifs rw 0 0\n" if "mounted" in there else ""
            (home / "mounts").write_text(f"sysfs /sys sysfs rw 0 0\n{mounts}", "utf-8")
            script = SCRIPT.read_text("utf-8").replace("/proc/sysrq-trigger", f"{home}/trigger")
            script = script.replace("/proc/[0-9]*/mounts", f"{home}/mounts")
            environ = os.environ | {"PATH": f"{home}{os.pathsep}{os.environ['PATH']}", "HERE": folder}
            # The umount beside it may take a moment longer than this sleep: it is awaited here.
            subprocess.run(["sh", "-c", script.replace("\nsleep 3\n", "\nwait\n")], env=environ, check=True)
            calls = (home / "calls").read_text("utf-8") if (home / "calls").exists() else ""
            return SimpleNamespace(calls=calls.split(), anew=(home / "trigger").exists())

    def test_unmounts_a_share_that_can_be_reached(self):
        done = self.run_with("mounted")
        self.assertEqual((["umount"], False), (done.calls, done.anew))

    def test_tries_again_while_the_game_that_is_being_killed_keeps_it_busy(self):
        done = self.run_with("mounted", "busy")
        self.assertEqual((["umount", "umount"], False), (done.calls, done.anew))

    def test_starts_the_machine_anew_where_it_cannot_be_reached(self):
        done = self.run_with("mounted", "stuck")
        self.assertEqual((["umount"], True), (done.calls, done.anew))

    def test_does_nothing_where_nothing_is_mounted(self):
        done = self.run_with()
        self.assertEqual(([], False), (done.calls, done.anew))


if __name__ == "__main__":
    unittest.main()
