"""Which version starts, and that no newer one opens a world of which no backup is kept."""

import json
import shutil
import tempfile
import time
import unittest
from pathlib import Path
from types import SimpleNamespace

import place
from hearth_agent.config import CHOICES, Config
from hearth_agent.launch import Unready
from hearth_agent.profile import load
from hearth_agent.updates import HOURLY, MODES, Here, Updates, choose, is_newer
from hearth_agent.world import Mark, World
from stand import KEY, Stand, until

MINECRAFT = {"take": {"VERSION": "LATEST"}, "keep": {"VERSION": "{version}"}}
STEAM = {"take": {"UPDATE": "1"}, "keep": {"UPDATE": "0"}}
ALWAYS_NEW = {"take": {}}  # an image that cannot be told to leave its game alone
IN_THE_IMAGE = {}
LAST = {"version": "26.3", "image": "game:1", "fixed": {}}
HERE = Here("game:1", {})
NEW_IMAGE = HERE._replace(image="game:2")
FIXED = HERE._replace(fixed={"VERSION": "26.2"})


class Choices(unittest.TestCase):
    def test_are_the_same_everywhere(self):
        self.assertEqual(MODES, CHOICES["update"])

    def test_follow_from_profile_mode_and_what_had_the_world_last(self):
        """(why, update block, mode, take, last, here) → (image, environment, newer)."""
        newest, kept = {"VERSION": "LATEST"}, {"VERSION": "26.3"}
        for why, told, mode, take, last, here, *wanted in (
            ("a world of nobody's", MINECRAFT, "pinned", False, {}, HERE, "game:1", newest, True),
            ("always: nobody knows what the publisher has", MINECRAFT, "always", False, LAST, HERE, "game:1", newest, True),
            ("always: the publisher says the same", MINECRAFT, "always", False, LAST, HERE._replace(newest="26.3"),
             "game:1", newest, False),
            ("always: the publisher says a newer", MINECRAFT, "always", False, LAST, HERE._replace(newest="26.10"),
             "game:1", newest, True),
            ("ask keeps the version", MINECRAFT, "ask", False, LAST, HERE._replace(newest="26.4"), "game:1", kept, False),
            ("ask takes it when told", MINECRAFT, "ask", True, LAST, HERE._replace(newest="26.4"), "game:1", newest, True),
            ("ask keeps the image", MINECRAFT, "ask", False, LAST, NEW_IMAGE, "game:1", kept, False),
            ("pinned keeps both", MINECRAFT, "pinned", False, LAST, NEW_IMAGE, "game:1", kept, False),
            ("pinned takes nothing", MINECRAFT, "pinned", True, LAST, NEW_IMAGE, "game:1", kept, False),
            ("always: the fleet says which version", MINECRAFT, "always", False, LAST | {"fixed": {"VERSION": "26.2"}}, FIXED,
             "game:1", newest, False),
            ("the fleet says another one", MINECRAFT, "pinned", False, LAST, FIXED, "game:1", kept, True),
            ("in the image: the same", IN_THE_IMAGE, "always", False, LAST, HERE, "game:1", {}, False),
            ("in the image: another", IN_THE_IMAGE, "always", False, LAST, NEW_IMAGE, "game:2", {}, True),
            ("in the image: pinned", IN_THE_IMAGE, "pinned", False, LAST, NEW_IMAGE, "game:1", {}, False),
            ("Steam's: kept", STEAM, "ask", False, LAST, HERE, "game:1", {"UPDATE": "0"}, False),
            ("Steam's: no build is here", STEAM, "pinned", False, LAST, HERE._replace(installed=False),
             "game:1", {"UPDATE": "1"}, True),
            ("no version is known", MINECRAFT, "pinned", False, {"image": "game:1"}, HERE, "game:1", newest, True),
            ("an image that always takes the newest", ALWAYS_NEW, "always", False, LAST, HERE, "game:1", {}, True),
        ):  # fmt: skip
            with self.subTest(why):
                self.assertEqual(tuple(wanted), choose(told, mode, take, last, here)[:3])

    def test_that_cannot_be_had_are_refused_with_what_to_do(self):
        for mode in ("ask", "pinned"):
            with self.assertRaisesRegex(Unready, f"update: {mode} cannot be had.*Say update: always"):
                choose(ALWAYS_NEW, mode, False, LAST, HERE)

    def test_tell_of_what_is_newer_and_which_start_brings_it(self):
        newer = HERE._replace(newest="26.4")
        version, image = {"version": "26.4", "over": "26.3"}, {"version": "game:2", "over": "game:1"}
        for mode, take, here, *wanted in (
            ("always", False, newer, version, "now"),
            ("always", False, NEW_IMAGE, image, "now"),
            ("ask", True, newer, version, "now"),
            ("ask", False, newer, version, "asked"),
            ("ask", False, NEW_IMAGE, image, "asked"),
            ("ask", False, HERE._replace(newest="26.3"), None, None),
            ("pinned", False, newer, None, None),
            ("always", False, HERE, None, None),
        ):
            with self.subTest(mode=mode, take=take, here=here):
                what, when = wanted
                self.assertEqual(what and what | {"when": when}, choose(MINECRAFT, mode, take, LAST, here).news)

    def test_of_a_newer_version_are_seen_by_its_name_and_else_by_the_image(self):
        for last, now, wanted in (
            (LAST, LAST, False),
            (LAST, LAST | {"version": "26.4"}, True),
            (LAST, LAST | {"version": "26.2"}, False),
            (LAST, LAST | {"image": "game:2"}, False),
            ({}, LAST, True),
            ({"image": "game:1", "fixed": {}}, LAST, True),
            ({"image": "game:1", "fixed": {}}, {"version": None, "image": "game:1", "fixed": {}}, False),
            ({"image": "game:1", "fixed": {}}, {"version": None, "image": "game:2", "fixed": {}}, True),
        ):
            with self.subTest(last=last, now=now):
                self.assertEqual(wanted, is_newer(last, now))


class Profiles(unittest.TestCase):
    def test_of_every_game_can_be_chosen_for_in_every_mode_or_say_why_not(self):
        for path in sorted(place.GAMES.glob("*.json")):
            data = load(path).data
            for mode in MODES:
                with self.subTest(profile=path.stem, mode=mode):
                    told = data.get("update", {})
                    try:
                        choice = choose(told, mode, False, LAST, HERE)
                    except Unready as why:
                        self.assertNotIn("keep", told, why)
                        self.assertNotEqual("always", mode)
                    else:
                        self.assertNotIn("{version}", str(choice.environment))


class Worlds(unittest.TestCase):
    """A server whose account remembers what had its world last."""

    def stand(self, game="valheim", **more):
        stand = Stand(game, heartbeatSeconds=0.2, **more)
        self.addCleanup(stand.close)
        return stand

    def session(self, stand, generation, **config):
        """One evening, in which the world is saved and everything is remembered."""
        stand.generation = generation
        told = {"server": stand.server, "game": stand.profile.stem, "stopSeconds": 30} | config
        stand.order("hello", key=KEY, config=told)
        stand.start()
        until(lambda: [e for e in stand.collect() if e["generation"] == generation and e["type"] == "ready"])
        stand.play("save")
        until(lambda: self.record(stand).get("version") and "before" not in self.record(stand))
        stand.await_event("stopped", answers=stand.order("save-and-stop", ifEmpty=False))
        until(lambda: "closed" in self.record(stand))
        stand.kill()
        shutil.rmtree(stand.home / "state")

    def record(self, stand):
        return Mark(stand.blobs, stand.worlds, f"{stand.server}.world").read() or {}

    def remember(self, stand, **told):
        Mark(stand.blobs, stand.worlds, f"{stand.server}.world").write(self.record(stand) | told)

    def backups(self, stand):
        """The backups that were told of, oldest first: (generation, name)."""
        return [(e["generation"], e["backup"]["name"]) for e in stand.collect()
                if e["type"] == "backup" and e["backup"]["outcome"] == "made"]  # fmt: skip

    def test_that_were_closed_and_backed_up_are_not_backed_up_again_before_they_start(self):
        stand = self.stand()
        self.session(stand, 4)
        self.session(stand, 5)
        self.assertEqual([4, 5], [generation for generation, _ in self.backups(stand)])
        self.assertEqual("1.0.17", self.record(stand)["version"])

    def test_of_an_older_version_are_kept_when_a_newer_one_has_opened_them(self):
        stand = self.stand()
        self.session(stand, 4)
        (_, last), = self.backups(stand)
        self.remember(stand, version="1.0.9")
        self.session(stand, 5)
        (_, kept), _ = self.backups(stand)[1:]
        self.assertEqual(f"kept_1.0.9_{last}", kept)
        self.assertEqual(stand.backup_size(last), stand.backup_size(kept))
        self.session(stand, 6)
        self.assertEqual(1, sum("kept_" in name for _, name in self.backups(stand)), "once")

    def test_that_nobody_backed_up_are_before_a_start_that_may_be_newer(self):
        stand = self.stand()
        self.session(stand, 4)
        (stand.world / "worlds_local/Hearth/_main.1.note").write_text("an eviction without a backup")
        self.session(stand, 5)
        first, before, last = self.backups(stand)
        self.assertEqual((4, 5, 5), (first[0], before[0], last[0]))
        told = [e for e in stand.seen if e["generation"] == 5]
        steps = [e.get("step") for e in told]
        self.assertLess(steps.index("backup"), steps.index("game"))
        phases = [e["phase"] for e in told]
        self.assertEqual("booting", told[[e["type"] for e in told].index("backup")]["phase"])
        self.assertIn("running", phases)

    def test_are_not_opened_where_their_backup_cannot_be_made(self):
        stand = self.stand()
        self.session(stand, 4)
        self.remember(stand, closed=None)
        stand.configure(backupsContainer=f"none-{stand.server}", heartbeatSeconds=0.2)
        stand.hello(generation=5).start()
        told = until(lambda: next((e for e in stand.collect() if e["generation"] == 5 and e.get("trouble")), None))
        self.assertEqual("retrying", told["trouble"]["kind"])
        self.assertNotIn("loading", [e["phase"] for e in stand.seen if e["generation"] == 5])

    def test_keep_what_may_have_been_opened_by_a_newer_version_that_said_nothing(self):
        stand = self.stand()
        self.session(stand, 4)
        (_, last), = self.backups(stand)
        self.remember(stand, before={"backup": last, "image": "x", "fixed": {}})
        self.session(stand, 5)
        self.assertIn((5, f"kept_1.0.17_{last}"), self.backups(stand))

    def test_that_were_restored_are_kept_before_anything_opens_them(self):
        stand = self.stand()
        self.session(stand, 4)
        (_, last), = self.backups(stand)
        stand.hello(generation=5).start()
        until(lambda: [e for e in stand.collect() if e["generation"] == 5 and e["type"] == "ready"])
        stand.await_event("done", answers=stand.order("restore", backup=last))
        until(lambda: (5, f"kept_unknown_{last}") in self.backups(stand))

    def test_of_an_older_image_are_told_of_in_every_report_of_the_session(self):
        stand = self.stand()
        self.session(stand, 4)
        self.remember(stand, image="game:1")
        self.session(stand, 5)
        told = [event.get("newer") for event in stand.seen if event["generation"] == 5 and event["phase"] in ("loading", "running")]
        self.assertEqual([{"over": "game:1", "when": "now"}], [{k: v for k, v in told[0].items() if k != "version"}])
        self.assertTrue(all(newer == told[0] for newer in told), told)
        self.assertFalse([event for event in stand.seen if event["generation"] == 4 and "newer" in event])

    def test_ask_says_so_where_the_image_cannot_hold_its_game(self):
        stand = self.stand()
        self.session(stand, 4)
        stand.configure(heartbeatSeconds=0.2, update="ask")
        stand.hello(generation=5).start()
        told = until(lambda: next((e for e in stand.collect() if e["generation"] == 5 and e.get("trouble")), None))
        self.assertEqual("over", told["trouble"]["kind"])
        self.assertIn("Say update: always", told["trouble"]["detail"])

    def test_of_minecraft_stay_at_their_version_until_a_start_takes_another(self):
        stand = self.stand("minecraft-java")
        self.session(stand, 4, update="ask")
        (_, last), = self.backups(stand)
        self.remember(stand, version="26.2")
        self.session(stand, 5, update="ask")
        self.session(stand, 6, update="ask", take=True)
        ran = {event["generation"]: event["version"] for event in stand.seen if "version" in event}
        self.assertEqual({4: "26.3", 5: "26.2", 6: "26.3"}, ran)
        kept = [name for _, name in self.backups(stand) if name.startswith("kept_")]
        self.assertEqual(1, len(kept), kept)
        self.assertTrue(kept[0].startswith("kept_26.2_"), f"the world as 26.2 left it: {self.backups(stand)}")
        self.assertNotIn(last, kept[0])

    def test_are_made_anew_as_hello_says(self):
        stand = self.stand()
        self.session(stand, 4)
        shutil.rmtree(stand.world / "worlds_local")
        stand.hello(generation=5).start()
        told = until(lambda: next((e for e in stand.collect() if e["generation"] == 5 and e.get("trouble")), None))
        self.assertIn("not there", told["trouble"]["detail"])
        stand.kill()
        shutil.rmtree(stand.home / "state")
        self.session(stand, 6, newWorld="always")


class Looks(unittest.TestCase):
    """While a game runs its publisher is asked again, once an hour."""

    def updates(self, mode, newest, told=MINECRAFT | {"newest": {"url": "u", "version": "/v"}}):
        class Inbox:
            @staticmethod
            def wish(_, otherwise):
                return otherwise

        class Publisher:
            @staticmethod
            def request(*_, **__):
                return SimpleNamespace(status=200, body=json.dumps({"v": newest}))

        posted = []
        parts = SimpleNamespace(inbox=Inbox, web=Publisher, log=lambda *_, **__: None)
        config = SimpleNamespace(update=mode, environment={}, command=())
        state = SimpleNamespace(roster=SimpleNamespace(version="26.3"))
        updates = Updates(config, SimpleNamespace(data={"update": told}), parts, posted.append, lambda: state)
        return updates, posted

    def test_say_which_start_brings_it(self):
        for mode, newest, wanted in (("always", "26.4", "next"), ("ask", "26.4", "asked"), ("ask", "26.3", None)):
            with self.subTest(mode=mode, newest=newest):
                updates, posted = self.updates(mode, newest)
                updates._looked = time.monotonic() - HOURLY
                updates.look()
                until(lambda posted=posted: posted)
                newer = posted[0].newer
                self.assertEqual(wanted and {"version": newest, "over": "26.3", "when": wanted}, newer)

    def test_are_not_made_before_their_time_or_where_nobody_is_to_hear(self):
        for mode, ago, told in (
            ("always", HOURLY - 60, {"newest": {"url": "u", "version": "/v"}}),
            ("pinned", HOURLY, {"newest": {"url": "u", "version": "/v"}}),
            ("always", HOURLY, {}),
        ):
            with self.subTest(mode=mode, ago=ago):
                updates, _ = self.updates(mode, "26.4", MINECRAFT | told)
                updates._looked = before = time.monotonic() - ago
                updates.look()
                self.assertEqual(before, updates._looked)


class Remembered(unittest.TestCase):
    def test_is_nothing_until_the_account_was_asked_and_never_written_over_before(self):
        class Account:
            there = {"version": "1.0.9"}

            def read(self):
                return dict(self.there)

            def write(self, record):
                self.there = record

        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "worlds_local/Hearth").mkdir(parents=True)
            (Path(folder) / "worlds_local/Hearth/_main.1.fwl2").write_text("Hearth")
            account, profile = Account(), load(place.GAMES / "valheim.json")
            config = Config("s", "p", "https://q", folder, worldDirectory=folder)
            world = World(config, profile, account, lambda: True, None, print)
            world.remember()
            world.note(version="9")
            self.assertEqual((None, {"version": "1.0.9"}), (world.record, account.there))
            world.look_back()
            world.note(image="x")
            self.assertEqual({"version": "1.0.9", "image": "x"}, account.there)
            self.assertEqual(account.there, world.record)


if __name__ == "__main__":
    unittest.main()
