"""The world of the simulated game: as this game keeps it, and a file that says when it was saved."""

import os
import threading
from datetime import datetime

from worlds import Minecraft, Valheim

GAMES = {"valheim": Valheim, "valheim-crossplay": Valheim, "minecraft-java": Minecraft}


class Saves:
    """One world below a folder (None: nothing is written). Saves one at a time: take the lock."""

    def __init__(self, game, root):
        self._root, self._kind = root, GAMES.get(game)
        self.world = os.environ.get("WORLD_NAME", "world" if game == "minecraft-java" else "Hearth")
        self.lock, self.automatic, self.number = threading.RLock(), True, 0
        self._disk, self._going_on = None, None

    def load(self):
        """Reads the world, or begins a new one without a word; whether what is there cannot be read."""
        if not self._root or not self._kind:
            return False
        there = self._kind.lies_in(self._root, self.world)
        self._disk = self._kind(self._root, self.world)
        self.number = self._disk.number
        return there and not self.number

    def hold(self, steps):
        """Begins a save and holds it after so many steps, a held one is ended first."""
        if self._going_on:
            self.finish()
        self._begin()
        try:
            for _ in range(steps):
                next(self._going_on, None)
        except OSError:
            self._going_on = None
            raise

    def _begin(self):
        self._going_on = self._disk.save(f"{datetime.now():%F %T}") if self._disk else iter(())

    def finish(self):
        """Ends the save that is held, or makes one."""
        if self._going_on is None:
            self._begin()
        going_on, self._going_on = self._going_on, None  # one that fails is not gone on with
        for _ in going_on:
            pass
        if self._root:
            self._root.mkdir(parents=True, exist_ok=True)
            (self._root / "world.txt").write_text(f"saved {datetime.now():%F %T}\n", "utf-8")
