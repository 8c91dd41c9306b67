"""Whether the game stays stopped on this machine; remembered across a restart of the agent."""

from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Halt:
    """A reason to start no game until one is ordered."""

    def __init__(self, store):
        self._store = store

    @property
    def on(self):
        """Whether no game is to be started."""
        return self._store.get("halted") is not None

    def stay(self, reason):
        """The game is not started again on this machine unless ordered."""
        self._store.set("halted", {"reason": reason, "boot": boot_id()})

    def lift(self):
        """It was ordered."""
        self._store.set("halted", None)

    def recall(self):
        """Whether this is still the boot that the agent knew; a notice of another one is over."""
        halted = self._store.get("halted")
        if halted and halted["reason"] == "notice" and halted["boot"] != boot_id():
            self.lift()
        same = self._store.get("boot") == boot_id()
        self._store.set("boot", boot_id())
        return same


def boot_id():
    """Which boot of the machine this is."""
    return BOOT_ID.read_text("ascii").strip()
