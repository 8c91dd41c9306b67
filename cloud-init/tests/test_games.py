"""The agent with games as they are today: worlds of their own kind, ends that look like successes, a real server."""

import json
import os
import shutil
import socket
import sys
import unittest

import azurite
import place
from fileshare import FileShare
from hearth_agent.backup import Backups
from hearth_agent.config import Config
from hearth_agent.profile import load
from hearth_agent.whole import Rules
from hearth_agent.world import named
from stand import Stand, until

sys.path.insert(0, str(place.ROOT / "cloud-init/simulated-game"))

import worlds  # noqa: E402

LUANTI = [p for p in ("/usr/lib/luanti/luantiserver", "/usr/lib/minetest/minetestserver", "/usr/games/luantiserver",
                      "/usr/games/minetestserver") if os.path.exists(p)]  # fmt: skip


class Games(unittest.TestCase):
    def stand(self, *arguments, **config):
        stand = Stand(*arguments, **config)
        self.addCleanup(stand.close)
        return stand

    def changed(self, stand, change):
        """The stand's profile with something changed, in place of it."""
        told = json.loads(stand.profile.read_text("utf-8"))
        change(told)
        path = stand.home / stand.profile.name
        path.write_text(json.dumps(told), "utf-8")
        stand.profile = path

    def restored(self, stand, name, **environment):
        """The folder that a backup was restored to, beside the world."""
        target = stand.home / "restored"
        target.mkdir()
        profile = load(stand.profile)
        rules = Rules(profile.data["world"], named(Config("s", "p", "q", "d", environment=environment), profile))
        backups = Backups(stand.blobs, f"backups-{stand.server}", stand.server)
        backups.restore(name, target, rules=rules)
        return target


class Valheim(Games):
    def test_backed_up_in_the_midst_of_a_save_comes_back_whole(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.play("save")
        stand.play("hold 7")
        made = stand.await_event("backup", answers=stand.order("backup"))["backup"]
        self.assertEqual(("made", None), (made["outcome"], made.get("whole")))
        stand.play("go on")
        back = self.restored(stand, made["name"])
        self.assertEqual(1, worlds.load_valheim(back / "worlds_local/Hearth")[0])

    def test_with_a_password_it_does_not_take_is_a_failure_said_by_its_line(self):
        stand = self.stand(environment={"SERVER_PUBLIC": "true", "SERVER_PASS": "abc"}).hello().start()
        failed = stand.await_event("failed")
        self.assertIn("Error bad password", failed["detail"])
        self.assertNotIn("ready", [event["type"] for event in stand.seen])

    def test_that_cannot_read_its_world_is_never_called_ready_and_told_by_its_line(self):
        stand = self.stand(settleSeconds=10)
        list(worlds.Valheim(stand.world).save())
        chunk = next(stand.world.glob("worlds_local/*/*.chunk"))
        chunk.write_bytes(b"torn")
        stand.hello().start()
        self.assertIn("World load failed mid-file", stand.await_event("failed")["detail"])
        self.assertNotIn("ready", [event["type"] for event in stand.seen])

    def test_whose_world_was_lost_makes_no_other_and_says_what_lies_there(self):
        stand = self.stand(heartbeatSeconds=0.2).hello().start()
        stand.await_event("ready")
        stand.play("save")
        until(lambda: self.remembered(stand))
        stand.await_event("stopped", answers=stand.order("save-and-stop", ifEmpty=False))
        stand.kill()
        (stand.world / "worlds_local/Hearth").rename(stand.world / "worlds_local/Hea\nrth @everyone")
        shutil.rmtree(stand.home / "state")
        stand.hello(generation=4).start()
        told = until(lambda: next((e for e in stand.collect() if e["generation"] == 4 and e.get("trouble")), None))
        self.assertIn("the world that is asked for is not there", told["trouble"]["detail"])
        self.assertRegex(told["trouble"]["detail"], r"folder lie: worlds_local/Hea\?rth \?everyone/_main")
        self.assertNotIn("loading", [e["phase"] for e in stand.seen if e["generation"] == 4])
        stand.kill()
        stand.configure(newWorld="always")
        shutil.rmtree(stand.home / "state")
        stand.hello(generation=5).start()
        until(lambda: [e for e in stand.collect() if e["generation"] == 5 and e["type"] == "ready"])

    def remembered(self, stand):
        try:
            stand.blobs.request("HEAD", f"/{stand.worlds}/{stand.server}.world")
        except Exception:
            return False
        return True

    def test_says_its_version_in_every_report(self):
        stand = self.stand().hello().start()
        self.assertEqual("1.0.17", stand.await_event("ready")["version"])


class Minecraft(Games):
    def test_holds_still_for_a_backup_and_goes_on(self):
        vault = FileShare(azurite.shared().certificate)
        self.addCleanup(vault.close)
        stand = self.stand("minecraft-java", keyVaultUri=vault.url, licenceAccepted=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.changed(stand, lambda told: told["console"].update(port=port))
        stand.configure(keyVaultUri=vault.url, licenceAccepted=True)
        stand.hello().start()
        stand.await_event("ready")
        stand.play("save")
        stand.play("hold 5")
        made = stand.await_event("backup", answers=stand.order("backup"))
        self.assertEqual(("made", None), (made["backup"]["outcome"], made["backup"].get("whole")), made.get("detail"))
        back = self.restored(stand, made["backup"]["name"])
        self.assertEqual(2, worlds.load_minecraft(back / "world"))
        log = (stand.home / "state/game.log").read_text("utf-8")
        self.assertIn("Saved the game", log)
        until(lambda: b"enabled" in stand.play("automatic"))

    def test_that_cannot_be_told_to_hold_still_has_a_backup_that_says_so(self):
        stand = self.stand("minecraft-java").hello().start()
        stand.await_event("ready")
        stand.play("save")
        made = stand.await_event("backup", answers=stand.order("backup"))
        self.assertEqual(("made", False), (made["backup"]["outcome"], made["backup"]["whole"]))
        self.assertIn("could not be told to hold still", made["detail"])


def setUpModule():
    if not LUANTI:
        print("NOT tested: a real server; install Debian's minetest-server (or luanti-server)", flush=True)


@unittest.skipUnless(LUANTI, "there is no real server here")
class RealServer(Games):
    """Debian's own Luanti, from its start to a restored world."""

    def test_of_luanti_starts_is_backed_up_stops_and_comes_back(self):
        stand = self.stand("luanti")
        world = stand.world / "worlds/hearth"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        stand.configure(command=[LUANTI[0], "--world", str(world), "--gameid", "devtest", "--port", str(port),
                                 "--logfile", ""], environment={"HOME": str(stand.home)})  # fmt: skip
        stand.hello().start()
        stand.await_event("ready")
        until((world / "map.sqlite").exists)
        made = stand.await_event("backup", answers=stand.order("backup"))
        self.assertEqual(("made", None), (made["backup"]["outcome"], made["backup"].get("whole")), made.get("detail"))
        restore = stand.order("restore", backup=made["backup"]["name"])
        stand.await_event("done", answers=restore)
        until(lambda: len([e for e in stand.collect() if e["type"] == "ready"]) == 2)
        stop = stand.order("save-and-stop", ifEmpty=False)
        stand.await_event("stopped", answers=stop)
        self.assertTrue((world / "world.mt").exists())


if __name__ == "__main__":
    unittest.main()
