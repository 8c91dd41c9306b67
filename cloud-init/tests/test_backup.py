"""Backups and restores: what they hold, what they refuse, what a kill leaves behind."""

import io
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import unittest
from pathlib import Path
from urllib.parse import unquote

import place
from hearth_agent import exchange
from hearth_agent.archive import pack, unpack
from hearth_agent.backup import Backups
from hearth_agent.upload import BLOCK, Failed
from hearth_agent.web import Answer, Trouble


class Blobs:
    """Keeps blobs in memory; answers as storage does."""

    def __init__(self):
        self.blobs, self.blocks, self.largest, self.faults = {}, {}, 0, []
        self._lock = threading.Lock()

    def request(self, method, path, headers=(), body=None, timeout=None, **_):
        with self._lock:
            if self.faults:
                raise self.faults.pop()
            self.largest = max(self.largest, len(body))
            name, _, query = path.partition("?")
            if "comp=block&" in query:
                self.blocks[unquote(query.rpartition("=")[2])] = body
                return Answer(201, {}, b"")
            if name in self.blobs:
                raise Trouble("PUT", 409, "BlobAlreadyExists")
            ids = re.findall("<Latest>(.*?)</Latest>", body.decode())
            self.blobs[name] = (b"".join(self.blocks.pop(one) for one in ids), dict(headers))
            return Answer(201, {}, b"")

    def open(self, method, path, **_):
        data, headers = self.blobs[path]
        stream = io.BytesIO(data)
        stream.headers = headers
        return stream

    def close(self):
        """There are no connections."""


class InTemp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-backup-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.blobs = Blobs()
        self.backups = Backups(self.blobs, "c", "s")
        self.world = self.home / "world"
        (self.world / "sub").mkdir(parents=True)
        (self.world / "sub/a.db").write_bytes(random.Random(1).randbytes(9 << 20))
        (self.world / "b.txt").write_bytes(b"the same again and again\n" * 100_000)
        (self.world / "old.bak").write_bytes(b"x")

    def tree(self, root=None):
        root = root or self.world
        return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*")
                if p.is_file() and ".hearth" not in p.parts}  # fmt: skip

    def names(self, name):
        with tarfile.open(fileobj=self.blobs.open("GET", f"/c/{name}")) as archive:
            return set(archive.getnames())


class Archives(InTemp):
    def test_are_sent_in_blocks_without_what_the_profile_excludes(self):
        name, size, faults = self.backups.make(self.world, ["*.bak"])
        self.assertEqual((len(self.blobs.blobs[f"/c/{name}"][0]), []), (size, faults))
        self.assertLessEqual(self.blobs.largest, BLOCK)
        self.assertEqual({"sub", "sub/a.db", "b.txt"}, self.names(name))
        self.assertLess(len(self.blobs.blobs[f"/c/{name}"][0]), (9 << 20) + 200_000, "text is compressed")

    def test_an_excluded_folder_is_left_out_with_all_that_is_in_it(self):
        self.assertEqual({"b.txt", "old.bak"}, self.names(self.backups.make(self.world, ["sub"]).name))

    def test_come_back_as_they_were_however_the_blocks_arrive(self):
        before = self.tree()
        name = self.backups.make(self.world, []).name
        shutil.rmtree(self.world)
        self.world.mkdir()
        self.backups.restore(name, self.world)
        self.assertEqual(before, self.tree())

    def test_of_a_single_file_hold_it_and_bring_it_back_and_touch_nothing_beside(self):
        file = self.world / "old.bak"
        name = self.backups.make(file, []).name
        self.assertEqual({"old.bak"}, self.names(name))
        file.write_bytes(b"newer")
        self.backups.restore(name, file)
        self.assertEqual(b"x", file.read_bytes())
        self.assertEqual({"sub/a.db", "b.txt", "old.bak"}, set(self.tree()))
        self.assertEqual([b"newer"], [p.read_bytes() for p in self.world.glob(".hearth/aside-*/old.bak")])

    def test_hold_links_that_could_be_restored_and_no_others(self):
        os.link(self.world / "b.txt", self.world / "hard")
        (self.world / "soft").symlink_to("b.txt")
        (self.world / "out").symlink_to("/etc/hostname")
        (self.world / "up").symlink_to("../up")
        name = self.backups.make(self.world, ["a.db"]).name
        self.backups.restore(name, self.world)
        self.assertEqual({"b.txt", "hard", "old.bak", "soft"}, set(self.tree()))

    def test_of_a_world_that_is_not_there_are_refused(self):
        with self.assertRaisesRegex(Failed, "no world"):
            self.backups.make(self.home / "none", [])

    def test_without_time_left_fail_say_so_and_leave_no_blob(self):
        with self.assertRaisesRegex(Failed, "no time"):
            self.backups.make(self.world, [], lambda: time.monotonic() - 1)
        self.assertEqual({}, self.blobs.blobs)

    def test_whose_time_is_cut_short_meanwhile_are_given_up(self):
        asked = []

        def deadline():
            asked.append(1)
            return time.monotonic() + (60 if len(asked) < 3 else -1)

        with self.assertRaisesRegex(Failed, "no time"):
            self.backups.make(self.world, [], deadline)
        self.assertEqual({}, self.blobs.blobs)

    def test_bear_trouble_that_passes_and_fail_by_trouble_that_stays(self):
        self.blobs.faults = [Trouble("PUT", 503), Trouble("PUT", 0, "TimeoutError")]
        self.backups.make(self.world, [])
        self.blobs.faults = [Trouble("PUT", 403, "AuthorizationPermissionMismatch")]
        with self.assertRaisesRegex(Trouble, "403"):
            self.backups.make(self.world, [])

    def test_in_pieces_as_other_tools_write_them_are_read_too(self):
        old = io.BytesIO()
        with tarfile.open(fileobj=old, mode="w:gz") as archive:
            archive.add(self.world / "b.txt", "b.txt")
        unpack(io.BytesIO(old.getvalue()), self.home / "out")
        self.assertEqual({"b.txt"}, set(self.tree(self.home / "out")))


class Damage(InTemp):
    def test_of_any_kind_leaves_the_world_as_it_is(self):
        name = self.backups.make(self.world, []).name
        before = self.tree()
        data, headers = self.blobs.blobs[f"/c/{name}"]
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        for broken in (data[:-50], data[:1000], b"junk", b"", data + b"more", flipped):
            self.blobs.blobs[f"/c/{name}"] = (broken, headers)
            with self.assertRaises((Failed, OSError)):
                self.backups.restore(name, self.world)
            self.assertEqual(before, self.tree())
            self.assertEqual([], list(self.world.glob(".hearth/*")))

    def test_of_a_kind_that_reaches_outside_of_the_world_is_refused(self):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            info = tarfile.TarInfo("../escaped")
            info.size = 1
            archive.addfile(info, io.BytesIO(b"x"))
        self.blobs.blobs["/c/evil"] = (packed.getvalue(), {})
        with self.assertRaises(Failed):
            self.backups.restore("evil", self.world)
        self.assertFalse((self.world / ".hearth/escaped").exists())

    def test_is_not_done_to_a_world_that_was_let_go_of_meanwhile(self):
        name = self.backups.make(self.world, []).name
        (self.world / "old.bak").write_bytes(b"newer")
        with self.assertRaisesRegex(Failed, "not this machine's"):
            self.backups.restore(name, self.world, lambda: False)
        self.assertEqual(b"newer", (self.world / "old.bak").read_bytes())


class Killed(InTemp):
    """Every rename of a restore is once the last step that is done."""

    def test_at_any_step_the_world_is_the_old_or_the_new_one_whole(self):
        shutil.rmtree(self.world / "sub")
        new = {"b.txt": b"restored", "c.txt": b"c"}
        outcomes = set()
        for step in range(12):
            world = self.home / f"w{step}"
            shutil.copytree(self.world, world)
            old = self.tree(world)
            other = exchange.Exchange(world)
            for name, data in new.items():
                (other.staged / name).write_bytes(data)
            with Steps(step):
                try:
                    other.finish()
                except KeyboardInterrupt:
                    pass
            exchange.settle(world)
            self.assertIn(self.tree(world), (old, new), step)
            outcomes.add(self.tree(world) == new)
            if self.tree(world) == new:
                aside = [self.tree(one) for one in world.glob(".hearth/aside-*")]
                kept = {p.name: p.read_bytes() for p in world.glob(".hearth/aside-*/*")}
                self.assertEqual((1, old), (len(aside), kept))
            self.assertEqual([], [p for p in world.glob(".hearth/*") if not p.name.startswith("aside-")])
        self.assertEqual({True, False}, outcomes)


class Steps:
    """Lets so many renames happen and then ends the restore as a kill would."""

    def __init__(self, left):
        self._left, self._before = left, Path.rename

    def __enter__(self):
        def rename(path, target):
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
            return self._before(path, target)

        Path.rename = rename

    def __exit__(self, *_):
        Path.rename = self._before


MEASURED = """
import sys
from pathlib import Path
from hearth_agent.archive import pack, unpack
world, packed, back = map(Path, sys.argv[1:])
with packed.open("wb") as out:
    pack(world, [], out.write)
with packed.open("rb") as source:
    unpack(source, back)
status = Path("/proc/self/status").read_text().splitlines()
peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print((back / "level.db").stat().st_size, peak)
"""


class Large(InTemp):
    def test_a_world_of_2_gb_is_packed_and_unpacked_by_a_process_of_a_few_megabytes(self):
        world = self.home / "large"
        world.mkdir()
        with (world / "level.db").open("wb") as sparse:
            sparse.truncate(2 << 30)
        told = subprocess.run(
            [sys.executable, "-c", MEASURED, world, self.home / "packed", self.home / "back"],
            cwd=place.AGENT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        size, kilobytes = map(int, told.split())
        self.assertEqual(2 << 30, size)
        self.assertLess(kilobytes, 40 << 10)


if __name__ == "__main__":
    unittest.main()
