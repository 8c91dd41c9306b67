"""A binary of one's own: a file, or an archive of any kind."""

import hashlib
import io
import subprocess
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path
from types import SimpleNamespace

import place  # noqa: F401
from hearth_agent.fetching import aside
from hearth_agent.launch import Unready, command, fetch_binary, lead_to_world

SCRIPT = b"#!/bin/sh\necho hearth: ready\n"


def tarred(kind, name="server/run.sh"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{kind}") as archive:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(SCRIPT), 0o755
        archive.addfile(info, io.BytesIO(SCRIPT))
    return out.getvalue()


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("server/run.sh")
        info.external_attr = 0o100755 << 16
        archive.writestr(info, SCRIPT)
    return out.getvalue()


class Archives(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-launch-")
        self.addCleanup(folder.cleanup)
        self.home, self.fetched = Path(folder.name), 0

    def fetch(self, data, **binary):
        told = {"blob": "worlds/x", "sha256": hashlib.sha256(data).hexdigest(), "command": ["./game"]} | binary
        self.profile = SimpleNamespace(data={"binary": told})
        self.config = SimpleNamespace(state=self.home, sha256="", variant="")

        def open_blob(_name):
            self.fetched += 1
            return io.BytesIO(data)

        fetch_binary(self.config, self.profile, open_blob, aside())
        return command(self.profile, self.config, self.home / "game")

    def test_of_every_kind_are_unpacked_and_what_they_hold_runs(self):
        for kind, data in (("tar.gz", tarred("gz")), ("tar.xz", tarred("xz")), ("zip", zipped())):
            with self.subTest(kind):
                told = self.fetch(data, archive=kind, command=["server/run.sh"])
                self.assertEqual("hearth: ready\n", subprocess.run(told, capture_output=True, text=True, check=True).stdout)

    def test_are_fetched_and_unpacked_once(self):
        for _ in range(2):
            told = self.fetch(tarred("gz"), archive="tar.gz", command=["server/run.sh"])
        self.assertEqual(1, self.fetched)
        Path(told[0]).parent.parent.rename(self.home / "game/gone")
        self.fetch(tarred("gz"), archive="tar.gz", command=["server/run.sh"])
        self.assertEqual(1, self.fetched, "the archive is still there")

    def test_that_are_none_or_reach_outside_are_refused(self):
        for kind, data in (("tar.gz", b"nothing"), ("zip", tarred("gz")), ("tar.xz", tarred("xz")[:60]),
                           ("tar.gz", tarred("gz", "../outside"))):  # fmt: skip
            with self.subTest(kind), self.assertRaises(Unready):
                self.fetch(data, archive=kind)
        self.assertEqual([], [p.name for p in self.home.rglob("*") if p.name == "outside" or p.suffix == ".new"])

    def test_a_plain_binary_is_run_itself(self):
        told = self.fetch(SCRIPT, command=["./game", "--headless"])
        self.assertEqual([str(self.home / "game/game"), "--headless"], told)

    def test_finds_the_world_where_it_runs_and_never_a_second_one(self):
        self.fetch(SCRIPT, command=["./game"])
        world = self.home / "share/world"
        world.mkdir(parents=True)
        self.config.worldDirectory, self.profile.data["world"] = str(world), {"path": "saves/world"}
        for _ in range(2):
            lead_to_world(self.config, self.profile)
        (self.home / "game/saves/world/level").write_text("x", "utf-8")
        self.assertTrue((world / "level").is_file())


if __name__ == "__main__":
    unittest.main()
