"""Says what makes a world whole, by its profile. Knows nothing of disks and archives.

A world is a dict from each file's path, relative and with slashes, to its File.
"""

import re
from typing import NamedTuple

SHOWN = 60  # characters of a name that people are shown
FAULTS = 4  # told at most

NUMBER, PART = r"(\d{1,18})", r"(.{1,200}?)"
PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}|(\*\*/?)|(\*)|(\?)|([^*?{]+|\{)")
UNSHOWN = re.compile(r"[^\w .,+()/-]")


class File(NamedTuple):
    """A file of a world: bytes, and nanoseconds since 1970 when it was last written."""

    size: int
    modified: int


def shown(name):
    """A file's name for people: short, on one line, and nothing that a chat would act on."""
    text = UNSHOWN.sub("?", name)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def glob_of(text, environment=(), **groups):
    """The glob compiled: ** crosses folders, * and ? do not, {NAME} is that variable's value.

    Each of groups is a pattern that stands for {its name}.
    """
    environment, out = dict(environment), ""
    for name, folders, star, one, plain in PLACE.findall(text):
        if name:
            out += groups.get(name) or re.escape(environment.get(name, f"{{{name}}}"))
        elif folders:
            out += "(?:.*/)?" if folders.endswith("/") else ".*"
        else:
            out += "[^/]*" if star else "[^/]" if one else re.escape(plain)
    return re.compile(out, re.DOTALL)


class Rules:
    """Of one profile's world."""

    def __init__(self, world, environment=()):
        self._world, self._environment = world, dict(environment)

    def layout(self, files):
        """The first layout that the world looks like, or None."""
        for layout in self._world.get("layouts", ()):
            if all(self.matching(glob, files) for glob in layout["looksLike"]):
                return layout
        return None

    def matching(self, glob, files):
        """The paths that a glob means."""
        pattern = glob_of(glob, self._environment)
        return [path for path in files if pattern.fullmatch(path)]

    def filled(self, glob):
        """The glob with the values of its variables, for people."""
        return PLACE.sub(lambda hit: self._environment.get(hit[1], hit[0]) if hit[1] else hit[0], glob)

    def asked(self, files):
        """The files of the world that is asked for, None where the profile asks for none."""
        told = self._world.get("asked")
        return told and [path for glob in told["files"] for path in self.matching(glob, files)]

    def numbered(self, files):
        """The profile's pattern of numbered saves, or None where the world has none."""
        return self._whole(files).get("numbered")

    def _whole(self, files):
        return (self.layout(files) or {}).get("whole", {})

    def left_out(self, files):
        """The files that a copy of the world does without: saves beside the newest that is whole."""
        numbered = self.numbered(files)
        saves = self._saves(numbered, files) if numbered else {}
        return {path for save in saves.values() if save.whole for path in save.others}

    def still(self, files):
        """The files that must not change during the copy: all of them, but beside numbered saves only those."""
        numbered = self.numbered(files)
        saves = self._saves(numbered, files) if numbered else None
        return set(files) if saves is None else {path for save in saves.values() for path in save.files}

    def readable(self, files):
        """The files that must be read to their end, as (path, kind)."""
        told = self._whole(files).get("readable", {})
        return [(path, kind) for glob, kind in told.items() for path in self.matching(glob, files)]

    def faults(self, files):
        """Why the world is not whole, a few words each; nothing where it is or no rule is known."""
        if not self._world.get("layouts"):
            return []
        layout = self.layout(files)
        if layout is None:
            known = " or ".join(one["name"] for one in self._world["layouts"])
            return [f"it does not look like a world of this game ({known})"]
        found = list(self._faults(layout["whole"], files))
        return found[:FAULTS] + ([f"and {len(found) - FAULTS} more"] if len(found) > FAULTS else [])

    def _faults(self, whole, files):
        for glob in whole.get("files", ()):
            there = self.matching(glob, files)
            if not there:
                yield f"{shown(glob)} is missing"
            yield from (f"{shown(path)} is empty" for path in there if files[path].size == 0)
        for group in whole.get("together", ()):
            yield from self._apart(group, files)
        if "numbered" in whole:
            yield from self._numbered_faults(whole["numbered"], files)

    def _apart(self, group, files):
        names = {}
        for number, glob in enumerate(group):
            pattern = glob_of(glob, self._environment, name="([^/]+?)")
            for path in files:
                if hit := pattern.fullmatch(path):
                    names.setdefault(hit.group(1), set()).add(number)
        for name, there in names.items():
            for number in set(range(len(group))) - there:
                yield f"{shown(group[number].replace('{name}', name))} is missing"

    def _numbered_faults(self, numbered, files):
        saves = self._saves(numbered, files)
        asked = self.asked(files)
        if asked is not None:  # worlds beside the one that is played do not matter
            saves = {folder: s for folder, s in saves.items() if any(p.startswith(f"{folder}/") for p in asked)}
        if not saves:
            yield "the world that is asked for is not in it"
        for folder, save in saves.items():
            if not save.whole:
                yield f"{shown(folder)}: no save is whole"

    def _saves(self, numbered, files):
        folders = {}
        pattern = glob_of(numbered["folder"], self._environment)
        for path, file in files.items():
            folder, _, name = path.rpartition("/")
            if pattern.fullmatch(folder):
                folders.setdefault(folder, {})[name] = file
        found = {folder: newest_save(numbered, names) for folder, names in folders.items()}
        return {folder: Save(save.whole, *({f"{folder}/{name}" for name in names} for names in save[1:]))
                for folder, save in found.items() if save}  # fmt: skip


class Save(NamedTuple):
    """Of one folder: whether a save is whole, its files (all, where none is), and those of others."""

    whole: bool
    files: set
    others: set


def newest_save(numbered, names):
    """The newest whole save among the files of one folder, or None where it holds no save.

    A part that was written after the mark belongs to a save that is still going on. Of the others
    all are kept: a save that a kill cut off may have left a newer part that no save names.
    """
    belongs = {"mark": numbered["mark"]} | dict(enumerate(numbered["files"]))
    seen, marks = {}, {}
    for kind, glob in belongs.items():
        pattern = glob_of(glob, n=NUMBER)
        for name in names:
            if hit := pattern.fullmatch(name):
                seen.setdefault(int(hit.group(1)), {})[kind] = name
                if kind == "mark":
                    marks[int(hit.group(1))] = names[name]
    pattern = glob_of(numbered.get("parts", ""), part=PART, v=NUMBER)
    parts = {name for name in names if pattern.fullmatch(name)}
    if not seen and not parts:
        return None
    of_saves = {name for save in seen.values() for name in save.values()} | parts
    for number in sorted(marks, reverse=True):
        save = seen[number]
        if save.keys() == belongs.keys() and all(names[save[kind]].size for kind in save if kind != "mark"):
            files = set(save.values()) | {one for one in parts if names[one].modified <= marks[number].modified}
            return Save(True, files, of_saves - files)
    return Save(False, of_saves, set())
