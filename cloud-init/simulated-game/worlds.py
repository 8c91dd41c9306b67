"""Worlds on disk as the games write them, step by step, and read as strictly as the games read them.

A save is a generator: between two steps it may be held, with a file half written.
"""

import gzip
import hashlib
import json
import os
import random
import re
from pathlib import Path


class Torn(Exception):
    """The game would not start with this world, or would lose what is in it."""


def in_halves(path, data):
    """Writes a file in place; between its halves the save may be held."""
    with open(path, "wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        yield
        file.write(data[len(data) // 2 :])


def sealed(told):
    """A file's content, with a checksum of its own."""
    text = json.dumps(told).encode()
    return hashlib.sha256(text).digest() + text


def opened(path):
    """The opposite. Raises Torn."""
    try:
        data = Path(path).read_bytes()
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            raise Torn(f"{path} is torn")
        return json.loads(data[32:])
    except OSError as gone:
        raise Torn(str(gone)) from None


def later(mark):
    """Waits for the disk's clock to go on: two saves are minutes apart, and so are their times."""
    probe = mark.with_name(".probe")
    while mark.exists():
        probe.touch()
        if probe.stat().st_mtime_ns > mark.stat().st_mtime_ns:
            break
    probe.unlink(missing_ok=True)


class Valheim:
    """Numbered saves of Valheim 1.0: a chunk is written when it changed, the mark `.ok` last."""

    def __init__(self, root, name="Hearth", seed=0):
        self.folder = Path(root) / "worlds_local" / name
        self._name, self._chance = name, random.Random(seed)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.number, self.chunks, self.content = self._newest() or (0, {}, {})
        if not self.lies_in(root, name):
            (self.folder / "_main.0.fwl2").write_bytes(sealed({"name": name, "save": 0}))

    @staticmethod
    def lies_in(root, name):
        """Whether the game would load a world rather than make a new one."""
        return any((Path(root) / "worlds_local" / name).glob("_main.*.ok"))

    def _newest(self):
        try:
            return load_valheim(self.folder, strict=False)
        except Torn:
            return None

    def save(self, spot=""):
        """One save; some chunks have changed, and one is new now and then."""
        number, chance = self.number + 1, self._chance
        later(self.folder / f"_main.{self.number}.ok")
        places = [f"{x:02}_{y:02}__{z}" for x in range(3) for y in range(2) for z in range(2)]
        new = set(chance.sample(places, 4)) if self.chunks else set(places[:6])
        chunks = dict(self.chunks)
        for place in sorted(new):
            chunks[place] = chunks.get(place, 0) + chance.choice((1, 1, 2))
            told = {"place": place, "save": number, "spot": spot, "filling": chance.randbytes(chance.randrange(40)).hex()}
            self.content = self.content | {place: told}
            yield from in_halves(self.folder / f"{place}_{chunks[place]}.chunk", sealed(told))
            yield
        for kind, told in (("fwl2", {"name": self._name, "save": number}), ("db2", {"save": number, "spot": spot}),
                           ("chunks", {"save": number, "chunks": chunks})):  # fmt: skip
            yield from in_halves(self.folder / f"_main.{number}.{kind}", sealed(told))
            yield
        (self.folder / f"_main.{number}.ok").touch()
        before, self.number, self.chunks = self.chunks, number, chunks
        yield
        for kind in ("ok", "chunks", "db2", "fwl2"):
            (self.folder / f"_main.{number - 1}.{kind}").unlink(missing_ok=True)
            yield
        for place, version in before.items():
            if chunks[place] != version:
                (self.folder / f"{place}_{version}.chunk").unlink()
                yield


def load_valheim(folder, strict=True):
    """Number, chunks and their content of the newest save with a mark. Raises Torn.

    With strict, also where a chunk that no save names is torn.
    """
    marks = [int(hit.group(1)) for path in Path(folder).glob("_main.*.ok")
             if (hit := re.fullmatch(r"_main\.(\d+)\.ok", path.name))]  # fmt: skip
    if not marks:
        raise Torn("no save has a mark: a new world would be made")
    number, told = max(marks), {}
    for kind in ("fwl2", "db2", "chunks"):
        told[kind] = opened(Path(folder) / f"_main.{number}.{kind}")
        if told[kind]["save"] != number:
            raise Torn(f"{kind} is of another save")
    chunks = told["chunks"]["chunks"]
    content = {place: opened(Path(folder) / f"{place}_{version}.chunk") for place, version in chunks.items()}
    stray = {path.name for path in Path(folder).glob("*.chunk")} - {f"{p}_{v}.chunk" for p, v in chunks.items()}
    for name in stray if strict else ():
        opened(Path(folder) / name)
    return number, chunks, content


class Minecraft:
    """Java Edition 26: regions are written in place, level.dat is exchanged."""

    REGIONS = [f"dimensions/minecraft/{dimension}/region/r.{x}.0.mca"
               for dimension in ("overworld", "the_nether", "the_end") for x in (-1, 0)]  # fmt: skip

    def __init__(self, root, name="world", seed=0):
        self.folder, self._chance = Path(root) / name, random.Random(seed)
        for path in (*self.REGIONS, "players/data/x", "data/minecraft/x"):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        self.number = level_of(self.folder) if self.lies_in(root, name) else 0

    @staticmethod
    def lies_in(root, name):
        """Whether the game would load a world rather than make a new one."""
        return (Path(root) / name / "level.dat").exists()

    def save(self, spot=""):
        """One save of everything; whoever takes a part of it gets dimensions of different times."""
        number = self.number + 1
        for path in (*self.REGIONS, "players/data/1.dat", "data/minecraft/scoreboard.dat"):
            told = {"save": number, "spot": spot, "filling": self._chance.randbytes(20).hex()}
            yield from in_halves(self.folder / path, sealed(told))
            yield
        fresh = self.folder / "level.dat_new"
        yield from in_halves(fresh, gzip.compress(sealed({"save": number})))
        if (self.folder / "level.dat").exists():
            os.replace(self.folder / "level.dat", self.folder / "level.dat_old")
            yield
        os.replace(fresh, self.folder / "level.dat")
        self.number = number
        yield


def load_minecraft(folder):
    """The number of the save that everything is of. Raises Torn."""
    folder = Path(folder)
    number = level_of(folder)
    for path in (*Minecraft.REGIONS, "players/data/1.dat", "data/minecraft/scoreboard.dat"):
        if opened(folder / path)["save"] != number:
            raise Torn(f"{path} is of another save")
    return number


def level_of(folder):
    """The save that level.dat is of. Raises Torn."""
    try:
        with gzip.open(Path(folder) / "level.dat") as file:
            return json.loads(file.read()[32:])["save"]
    except (OSError, EOFError, ValueError) as bad:
        raise Torn(f"level.dat: {bad}") from None
