"""Puts another world in the present one's place, so that a kill between any two steps is mended.

    .hearth/new-S ──whole──▶ ready-S ──the present one is in aside-S──▶ placing-S ──▶ gone
"""

import os
import shutil
import time
from pathlib import Path

from .archive import OURS


class Exchange:
    """One restore; `staged` is where the other world is put together."""

    def __init__(self, world):
        self._world = Path(world)
        self._single = self._world.is_file()
        self._root = self._world.parent if self._single else self._world
        self._stamp = str(time.time_ns())
        self.staged = self._root / OURS / f"new-{self._stamp}"
        self.staged.mkdir(parents=True)

    def finish(self):
        """The staged world is whole: it becomes the world, the present one is kept aside."""
        if self._single:
            self._one_file()
            return
        self.staged.rename(self._root / OURS / f"ready-{self._stamp}")
        settle(self._root)

    def give_up(self):
        """Removes what was staged; the world is as it was. Harmless after finish()."""
        shutil.rmtree(self.staged, ignore_errors=True)

    def _one_file(self):
        aside = self._root / OURS / f"aside-{self._stamp}"
        aside.mkdir()
        shutil.copy2(self._world, aside / self._world.name)
        os.replace(self.staged / self._world.name, self._world)


def settle(root):
    """Goes on with an exchange that a kill ended; called before the game begins."""
    ours = Path(root, OURS)
    for half in ours.glob("new-*"):
        shutil.rmtree(half, ignore_errors=True)
    for ready in sorted(ours.glob("ready-*")):
        stamp = ready.name.removeprefix("ready-")
        _move(ours.parent, ours / f"aside-{stamp}")
        ready.rename(ours / f"placing-{stamp}")
    for placing in sorted(ours.glob("placing-*")):
        _move(placing, ours.parent)
        placing.rmdir()


def _move(source, target):
    target.mkdir(exist_ok=True)
    for path in list(source.iterdir()):
        if path.name != OURS:
            path.rename(target / path.name)
