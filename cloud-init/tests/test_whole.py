"""Whole worlds: what a profile's rules say of files, and backups that are taken in the midst of a save."""

import gzip
import io
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import unittest
import zipfile
from contextlib import closing
from pathlib import Path

import place
from hearth_agent import readable
from hearth_agent.backup import Backups
from hearth_agent.upload import Failed
from hearth_agent.web import Trouble
from hearth_agent.whole import SHOWN, File, Rules, glob_of, shown
from test_backup import Blobs

sys.path.insert(0, str(place.ROOT / "cloud-init/simulated-game"))

import worlds  # noqa: E402

VALHEIM = json.loads((place.GAMES / "valheim.json").read_text("utf-8"))["world"]
MINECRAFT = {"layouts": [
    {"name": "26", "looksLike": ["*/level.dat", "*/dimensions/minecraft/overworld/**"],
     "whole": {"files": ["*/level.dat", "*/dimensions/minecraft/overworld/region/*.mca"],
               "readable": {"*/level.dat": "gzip"}}},
    {"name": "before 26", "looksLike": ["*/level.dat", "*/region/*.mca"],
     "whole": {"files": ["*/level.dat"], "readable": {"*/level.dat": "gzip"}}},
]}  # fmt: skip


def tree(root):
    """The files under a folder as a listing, in the order of their names one tick apart."""
    return {name: File(1, number) for number, name in enumerate(root)}


def save(number, *chunks, ok=True):
    names = [f"worlds_local/W/{chunk}.chunk" for chunk in chunks]
    names += [f"worlds_local/W/_main.{number}.{kind}" for kind in ("fwl2", "db2", "chunks")]
    return names + ([f"worlds_local/W/_main.{number}.ok"] if ok else [])


class Globs(unittest.TestCase):
    def test_mean_what_the_table_says(self):
        for glob, path, fits in (
            ("*.db", "a.db", True), ("*.db", "x/a.db", False), ("**/*.db", "x/y/a.db", True), ("**/*.db", "a.db", True),
            ("a/**", "a/b/c", True), ("a/**", "b/c", False), ("?.db", "a.db", True), ("a.b", "axb", False),
            ("{W}/x", "Our World/x", True), ("{W}.*", "Our World.db", True), ("{V}/x", "a*b/x", True),
            ("{V}/x", "aXb/x", False), ("{NONE}/x", "{NONE}/x", True), ("{NONE}/x", "/x", False),
        ):  # fmt: skip
            with self.subTest(glob=glob, path=path):
                found = glob_of(glob, {"W": "Our World", "V": "a*b"}).fullmatch(path)
                self.assertEqual(fits, found is not None)


class Numbered(unittest.TestCase):
    rules = Rules(VALHEIM, {"WORLD_NAME": "W"})

    def kept(self, files):
        return sorted(path.rpartition("/")[2] for path in files.keys() - self.rules.left_out(files))

    def test_the_newest_save_with_its_mark_and_the_parts_that_are_not_younger(self):
        files = tree(save(3, "a_1", "b_1") + save(4, "a_2") + save(5, "a_3", "c_9", ok=False))
        wanted = ["_main.4.chunks", "_main.4.db2", "_main.4.fwl2", "_main.4.ok", "a_1.chunk", "a_2.chunk", "b_1.chunk"]
        self.assertEqual(wanted, self.kept(files))
        self.assertEqual([], self.rules.faults(files))

    def test_a_mark_whose_files_are_gone_is_no_save(self):
        files = tree(save(3, "a_1") + save(4, "a_2"))
        del files["worlds_local/W/_main.4.db2"]
        self.assertIn("_main.3.ok", self.kept(files))
        files["worlds_local/W/_main.3.chunks"] = File(0, 1)
        self.assertEqual(["worlds_local/W: no save is whole"], self.rules.faults(files))
        self.assertEqual(len(files), len(self.kept(files)), "where none is whole nothing is thrown away")

    def test_a_new_world_before_its_first_save_is_not_whole(self):
        self.assertTrue(self.rules.faults(tree(["worlds_local/W/_main.0.fwl2"])))

    def test_numbers_are_compared_as_numbers(self):
        files = tree(save(9, "a_9") + save(10, "a_10"))
        self.assertEqual(["_main.10.chunks", "_main.10.db2", "_main.10.fwl2", "_main.10.ok", "a_10.chunk", "a_9.chunk"], self.kept(files))

    def test_worlds_beside_the_one_that_is_asked_for_do_not_matter(self):
        files = tree([*save(3), "worlds_local/DevWorld/_main.0.fwl2", "adminlist.txt"])
        self.assertEqual([], self.rules.faults(files))
        other = Rules(VALHEIM, {"WORLD_NAME": "Other"})
        self.assertIn("asked for", other.faults(files)[0])

    def test_the_pairs_of_before_are_a_world_too(self):
        pair = tree(["worlds_local/W.db", "worlds_local/W.fwl"])
        self.assertEqual([], self.rules.faults(pair))
        self.assertIn("worlds_local/W.db is missing", self.rules.faults(tree(["worlds_local/W.fwl"])))

    def test_another_game_s_world_is_none(self):
        self.assertIn("does not look like", self.rules.faults(tree(["world/level.dat"]))[0])
        self.assertEqual([], Rules({}).faults(tree(["whatever"])))


class Names(unittest.TestCase):
    def test_of_files_are_shown_short_and_harmless(self):
        self.assertEqual("a?b ?here/c", shown("a\nb @here/c"))
        self.assertEqual(SHOWN, len(shown("x" * 300)))

    def test_of_many_faults_the_first_are_told(self):
        files = tree([f"worlds_local/{n}.fwl" for n in range(40)])
        self.assertLessEqual(len(Rules({"layouts": VALHEIM["layouts"]}).faults(files)), 5)


class Readable(unittest.TestCase):
    def test_files_are_what_they_claim_to_be_or_not(self):
        with tempfile.TemporaryDirectory() as home:
            path = Path(home, "x.sqlite")
            with closing(sqlite3.connect(path)) as database, database:
                database.execute("CREATE TABLE t (a)")
                database.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 100)
            data = path.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("level", b"x" * 1000)
        wholes = {"sqlite": data, "zip": packed.getvalue(), "gzip": gzip.compress(b"x" * 1000), "json": b'{"a": 1}'}
        for kind, whole in wholes.items():
            with self.subTest(kind=kind):
                self.assertIsNone(readable.fault(kind, io.BytesIO(whole)))
                middle = len(whole) // 2
                for broken in (b"", whole[:middle], whole[:middle] + b"\0" * (len(whole) - middle)):
                    self.assertIsNotNone(readable.fault(kind, io.BytesIO(broken)), broken[:20])


class Held(unittest.TestCase):
    """Backups of a world whose save is held, a file half written."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-whole-")
        self.addCleanup(folder.cleanup)
        self.home, self.blobs = Path(folder.name), Blobs()
        self.backups = Backups(self.blobs, "c", "s", pauses=(0.0, 0.0))

    def restored(self, name, rules):
        target = self.home / f"restored-{len(list(self.home.glob('restored-*')))}"
        target.mkdir()
        self.backups.restore(name, target, rules=rules)
        return target

    def test_a_hundred_of_a_hundred_are_the_whole_save_before_or_after(self):
        rules, chance = Rules(VALHEIM, {"WORLD_NAME": "Hearth"}), random.Random()
        root = self.home / "config"
        world = worlds.Valheim(root, seed=chance.randrange(10**9))
        for _ in range(3):
            list(world.save())
        held = 0
        for number in range(100):
            saving = world.save()
            steps = number % 34
            for _ in range(steps):
                next(saving, None)
            states = (world.number, world.chunks)
            made = self.backups.make(root, [], rules=rules, running=lambda: True)
            self.assertEqual([], made.faults)
            target = self.restored(made.name, rules)
            found, chunks, _ = worlds.load_valheim(target / "worlds_local/Hearth")
            self.assertEqual(states, (found, chunks))
            shutil.rmtree(target)
            self.blobs.blobs.clear()
            held += next(saving, "over") != "over"
            list(saving)
        self.assertGreater(held, 60, "most of the saves were in their midst")

    def test_a_save_that_goes_on_while_it_is_copied_is_never_torn(self):
        rules, chance = Rules(VALHEIM, {"WORLD_NAME": "Hearth"}), random.Random()
        root = self.home / "config"
        world = worlds.Valheim(root, seed=chance.randrange(10**9))
        list(world.save())
        for number in range(20):
            step, request = self.endless(world), self.blobs.request

            def moving(*told, step=step, request=request, **more):
                for _ in range(chance.randrange(12)):
                    step()
                return request(*told, **more)

            self.blobs.request = moving
            with Interleaved(lambda step=step: [step() for _ in range(chance.randrange(3))]):
                made = self.backups.make(root, [], rules=rules, running=lambda: True)
            self.blobs.request = request
            if not made.faults:
                worlds.load_valheim(self.restored(made.name, rules) / "worlds_local/Hearth", strict=False)
            self.blobs.blobs.clear()
            world = worlds.Valheim(root, seed=number)

    def endless(self, world):
        """Steps of one save after the other, whichever thread asks for them."""
        lock, going_on = threading.Lock(), iter(())

        def step():
            nonlocal going_on
            with lock:
                if next(going_on, "over") == "over":
                    going_on = world.save()

        return step

    def test_a_world_that_never_is_still_is_kept_and_said_not_to_be_whole(self):
        root = self.home / "data"
        root.mkdir()
        (root / "a.db").write_bytes(b"0")
        again = []

        def moving():
            again.append(1)
            (root / "a.db").write_bytes(b"x" * len(again))

        with Interleaved(moving):
            made = self.backups.make(root, [], running=lambda: True)
        self.assertEqual(["a.db changed while it was copied"], made.faults)
        self.assertEqual("no", self.blobs.blobs[f"/c/{made.name}"][1]["x-ms-meta-whole"])
        self.assertFalse(self.backups.restore(made.name, root), "and again when it is restored")

    def test_one_that_is_not_whole_is_refused_before_anything_is_touched(self):
        rules = Rules(VALHEIM, {"WORLD_NAME": "Hearth"})
        root = self.home / "config"
        world = worlds.Valheim(root)
        list(world.save())
        (root / "worlds_local/Hearth/_main.1.ok").unlink()
        made = self.backups.make(root, [], rules=rules)
        self.assertEqual(["worlds_local/Hearth: no save is whole"], made.faults)
        before = sorted(root.rglob("*"))
        with self.assertRaisesRegex(Failed, "no save is whole.*The world is as it was"):
            self.backups.restore(made.name, root, rules=rules)
        self.assertEqual(before, [p for p in sorted(root.rglob("*")) if ".hearth" not in p.parts])

    def test_a_game_that_holds_still_is_copied_whole_and_let_go_whatever_happens(self):
        rules, root = Rules(MINECRAFT), self.home / "data"
        world = worlds.Minecraft(root)
        list(world.save())
        saving = world.save()
        for _ in range(5):
            next(saving)
        hold = Hold(lambda: list(saving))
        made = self.backups.make(root, [], rules=rules, running=lambda: True, hold=hold)
        self.assertEqual(([], ["held", "let go"]), (made.faults, hold.seen))
        self.assertEqual(2, worlds.load_minecraft(self.restored(made.name, rules) / "world"))
        self.blobs.blobs.clear()
        self.blobs.faults = [Trouble("PUT", 403)]
        hold = Hold(lambda: None)
        with self.assertRaises(Trouble):
            self.backups.make(root, [], rules=rules, running=lambda: True, hold=hold)
        self.assertEqual(["held", "let go"], hold.seen)

    def test_half_a_minecraft_save_is_told_where_the_game_does_not_hold(self):
        rules, root = Rules(MINECRAFT), self.home / "data"
        list(worlds.Minecraft(root).save())
        hold = Hold(lambda: None, ["the game did not say that it saved"])
        made = self.backups.make(root, [], rules=rules, running=lambda: True, hold=hold)
        self.assertEqual((["the game did not say that it saved"], 3), (made.faults, hold.seen.count("held")))

    def test_both_of_minecraft_s_layouts_come_back_and_half_of_one_does_not(self):
        rules, packed = Rules(MINECRAFT), gzip.compress(b"x")
        new = {"world/level.dat": packed, "world/dimensions/minecraft/overworld/region/r.0.0.mca": b"x"}
        old = {"world/level.dat": packed, "world/region/r.0.0.mca": b"x"}
        torn = new | {"world/level.dat": packed[:10]}
        for number, (files, faults) in enumerate(((new, 0), (old, 0), (torn, 1), ({"world/level.dat": packed}, 1))):
            root = self.home / f"m{number}"
            for name, data in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(data)
            made = self.backups.make(root, [], rules=rules)
            self.assertEqual(faults, len(made.faults), files)
            self.blobs.blobs.clear()

    def test_no_world_of_another_game_takes_the_place_of_this_one(self):
        root = self.home / "config"
        (root / "world").mkdir(parents=True)
        (root / "world/level.dat").write_text(json.dumps({}))
        made = self.backups.make(root, [])
        with self.assertRaisesRegex(Failed, "does not look like"):
            self.backups.restore(made.name, root, rules=Rules(VALHEIM, {"WORLD_NAME": "Hearth"}))


class Hold:
    """A game that is told to hold still: it ends its save and begins none."""

    def __init__(self, settle, faults=()):
        self._settle, self._faults, self.seen = settle, list(faults), []

    def __call__(self):
        return self

    def __enter__(self):
        self.seen.append("held")
        self._settle()
        return self._faults

    def __exit__(self, *_):
        self.seen.append("let go")


class Interleaved:
    """Has something happen whenever a file of the world is about to be put into an archive."""

    def __init__(self, happen):
        self._happen = happen

    def __enter__(self):
        from hearth_agent import archive

        self._archive, self._add = archive, archive._add

        def add(*told):
            self._happen()
            return self._add(*told)

        archive._add = add

    def __exit__(self, *_):
        self._archive._add = self._add


if __name__ == "__main__":
    unittest.main()
