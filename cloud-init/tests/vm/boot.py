#!/usr/bin/env python3
"""Boots a virtual machine with the rendered cloud-config and has it play an evening on a real SMB share.

    sudo cloud-init/vm [faults] [reboot] [another] [minecraft]

faults: the connection to the share is cut in mid-write, its server killed, and at the end it is full.
reboot: the machine starts anew. another: its cable is pulled, and another machine takes the world.
minecraft: the form of Minecraft 26, held still for a backup by its console, and stopped; the others play Valheim's.
Needs root, debootstrap, qemu-system-x86, samba and Azurite; no KVM.
"""

import queue
import re
import signal
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "simulated-game")]

import azurite  # noqa: E402 - the path comes first
import worlds  # noqa: E402
from fileshare import FileShare  # noqa: E402
from hearth_agent.lease import WorldLease, renew_forever  # noqa: E402
from hearth_agent.store import Store  # noqa: E402
from machine import ACCOUNT, PLAY, SHARE, Machine  # noqa: E402
from samba import Samba  # noqa: E402
from stand import Stand  # noqa: E402

PATIENCE = 900  # seconds for a boot without KVM on a busy host
MOUNTED = ("vers=3.1.1", "seal", "nobrl", "mfsymlinks", "serverino", "actimeo=30")


class Evening:
    """One machine, its share and its Azure; tells what happens as it happens."""

    def __init__(self, game, **config):
        self._begun = time.monotonic()
        self._closing = []
        try:
            self.vault = self._closed_later(FileShare(azurite.shared().certificate))
            self.files = self._closed_later(Samba(SHARE, ACCOUNT, self.vault.key))
            self.stand = self._closed_later(Stand(game, leaseSeconds=60, **config))
            self.stand.hello()
            self.machine = self._closed_later(Machine(self.stand, self.files, self.vault.url))
        except BaseException:
            self.close()
            raise
        self._told = 0

    def _closed_later(self, one):
        self._closing.append(one)
        return one

    def close(self):
        """Leaves nothing behind."""
        while self._closing:
            self._closing.pop().close()

    def say(self, text):
        """Prints a line with the time since power-on."""
        print(f"{time.monotonic() - self._begun:6.1f} s  {text}", flush=True)

    def events(self):
        """All that have come; the new ones are printed."""
        for event in self.stand.collect()[self._told :]:
            self._told += 1
            parts = (event["type"], event["phase"], event.get("step", ""), event.get("detail", ""))
            self.say(" ".join(str(part) for part in parts if part))
        return self.stand.seen

    def until(self, told, after=0, seconds=300):
        """The first event after so many of which told(event) is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.machine.runs():
            for event in self.events()[after:]:
                if told(event):
                    return event
            time.sleep(0.3)
        raise AssertionError(f"it did not happen in time; the console ends with\n{self.console()}")

    def console(self):
        """The end of what the machine printed."""
        return self.machine.console.read_text("utf-8", "replace")[-3000:]

    def joined(self, after=0):
        """Waits until somebody plays."""
        return self.until(lambda event: [one["name"] for one in event["roster"] or ()] == ["Luu"], after, PATIENCE)

    def operations(self):
        """SMB operations by kind that the machine's kernel has counted."""
        told = {}
        for kind, number in re.findall(r"^(\w+): (\d+)(?: total.*)?$", self.machine.do("cat /proc/fs/cifs/Stats"), re.M):
            told[kind] = told.get(kind, 0) + int(number)
        return told


def whole(evening):
    """The number of the save that the game would load from the share. Raises worlds.Torn."""
    return worlds.load_valheim(evening.files.world / "world/worlds_local/Hearth", strict=False)[0]


def boots(evening):
    """From power-on to somebody playing, on a share that is mounted as production does."""
    evening.joined()
    mounted = evening.machine.do("grep ' cifs ' /proc/mounts").strip()
    missing = [option for option in MOUNTED if option not in mounted]
    assert not missing, f"{missing} are not among {mounted}"
    evening.say(f"mounted: {mounted}")
    refused = evening.machine.do("stat -c %a /etc/hearth/world.credentials").strip()
    assert refused == "600", f"the key's file is {refused}"


def counts(evening):
    """SMB operations of ten saves and of a minute in which nobody does anything, by kind."""
    for what, command in (("ten saves", "save"), ("a quiet minute", "")):
        before = evening.operations()
        for _ in range(10 if command else 0):
            evening.machine.play(command)
        if not command:
            time.sleep(60)
        after = evening.operations()
        told = {kind: count - before.get(kind, 0) for kind, count in after.items() if count != before.get(kind, 0)}
        evening.say(f"{what}: {told}")


def cut_in_mid_write(evening, fault, seconds):
    """A save is held with a file half written while the share goes; then it goes on.

    Whatever becomes of the save, the share holds a whole world, and `saved` was told only of one.
    """
    before, machine = len(evening.events()), evening.machine
    number = whole(evening)
    machine.play("hold 3")
    fault(True)
    machine.begin(f'python3 -c "{PLAY}" "go on"')
    time.sleep(seconds)
    fault(False)
    code, out = machine.end()
    now = whole(evening)
    evening.say(f"the save went on: {out.strip()[-80:] or 'no answer'}; whole: {number} -> {now}")
    assert now == number + 1 if out.strip() == "done" else now >= number, "a save that was told is not there"
    machine.play("save")
    evening.until(lambda event: event["type"] == "saved", before)
    assert whole(evening) > now, "the game does not save any more"


def restarts(evening):
    """The machine is booted anew, and plays on with the same world."""
    evening.machine.play("save")  # a new world has none yet
    number, told = whole(evening), len(evening.events())
    evening.machine.begin("systemctl reboot")
    evening.until(lambda event: event["phase"] == "booting", told, PATIENCE)
    evening.joined(len(evening.events()))
    evening.machine.forget()
    assert whole(evening) >= number


def full_at_the_end(evening):
    """A share without room: the last save fails, which is told; the one before is whole."""
    number = whole(evening)
    evening.files.fill()
    stop = evening.stand.order("save-and-stop", ifEmpty=False)
    ended = evening.until(lambda event: event.get("answers") == stop and event["type"] in ("stopped", "failed"))
    evening.say(f"full: {ended['type']}, saved: {ended.get('saved')}, {ended.get('detail')}")
    now = whole(evening)
    assert ended.get("saved") is not True or now > number, "it says that it saved, and did not"


def another_takes_the_world(evening):
    """The cable is pulled with a file half written; the lease runs out and another machine has the world.

    What the first one still had in memory must not come over what the second has written: it starts anew
    without writing it, and waits for the world.
    """
    machine, world = evening.machine, evening.files.world / "world/worlds_local/Hearth"
    machine.play("save")
    machine.play("hold 3")
    machine.network(False)
    store = Store(evening.stand.home / "second")
    second = WorldLease(evening.stand.blobs, evening.stand.worlds, evening.stand.config.get("worldsLock", f"{evening.stand.server}.lock"), store, 60)
    while not second.take({"generation": 9, "vmId": "vm-2"}):
        time.sleep(1)
    evening.say("another machine has the world")
    over = threading.Event()
    threading.Thread(target=renew_forever, args=(second, over, over.set), daemon=True).start()
    game = worlds.Valheim(evening.files.world / "world")
    for _ in range(3):
        for _ in game.save("of the second"):
            pass
    seen = {path.name: path.read_bytes() for path in sorted(world.iterdir())}
    machine.network(True)
    evening.say("the first one's cable is back")
    before = len(evening.events())
    evening.until(lambda event: event.get("step") == "world-wait" or event["type"] in ("stopped", "failed"),
                  before, PATIENCE)  # fmt: skip
    running = machine.do("pgrep -fc [s]imulated_game.py || true").strip()
    assert running == "0", "its game still runs"
    time.sleep(70)  # longer than the client takes to write what it holds
    now = {path.name: path.read_bytes() for path in sorted(world.iterdir())}
    differ = sorted(name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name))
    assert not over.is_set(), "the second machine lost the world itself"
    over.set()
    store.close()
    assert not differ, f"the first machine wrote after the second: {differ}"


def backed_up(evening):
    """A backup of the world right after it was saved, while it is played, is whole."""
    evening.machine.play("save")
    order = evening.stand.order("backup")
    made = evening.until(lambda event: event.get("answers") == order and event["type"] == "backup")
    evening.say(f"backup: {made['backup']} {made.get('detail')}")
    assert made["backup"].get("whole") is not False, "it is told that it holds no whole world"


def hole(evening):
    """Nothing passes for ten seconds."""
    cut_in_mid_write(evening, lambda on: evening.machine.file_server("hole" if on else ""), 10)


def reset(evening):
    """The connection ends at once."""
    cut_in_mid_write(evening, lambda on: evening.machine.file_server("reset" if on else ""), 3)


def killed(evening):
    """The server is killed and started."""
    cut_in_mid_write(evening, lambda on: evening.files.stop() if on else evening.files.start(), 3)


def holds_still(evening):
    """A save is held half written while a backup is ordered: the game is told to hold still, and both are whole."""
    evening.machine.play("save")
    evening.machine.play("hold 5")
    order = evening.stand.order("backup")
    made = evening.until(lambda event: event.get("answers") == order and event["type"] == "backup")
    evening.say(f"backup: {made['backup']} {made.get('detail')}")
    assert made["backup"].get("whole") is not False, "it is told that it holds no whole world"


def saved_at_the_end(evening):
    """The last save is on the share before the machine says so."""
    evening.machine.play("save")
    before = worlds.load_minecraft(evening.files.world / "world/world")
    stop = evening.stand.order("save-and-stop", ifEmpty=False)
    ended = evening.until(lambda event: event.get("answers") == stop and event["type"] in ("stopped", "failed"))
    now = worlds.load_minecraft(evening.files.world / "world/world")
    evening.say(f"{ended['type']}, saved: {ended.get('saved')}; whole: {before} -> {now}")
    assert ended["type"] == "stopped" and ended.get("saved") is True and now >= before


MINECRAFT = {"licenceAccepted": True}
EVENINGS = {
    "faults": (boots, counts, backed_up, hole, reset, killed, full_at_the_end),
    "reboot": (boots, restarts),
    "another": (boots, backed_up, another_takes_the_world),
    "minecraft": (boots, holds_still, saved_at_the_end),
}


def main():
    """Exit code 0 where every story ends well; one that does not is told, and the next is begun."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # closes what it opened
    bad = 0
    for name in sys.argv[1:] or EVENINGS:
        evening = Evening("minecraft-java", **MINECRAFT) if name == "minecraft" else Evening("valheim")
        try:
            for story in EVENINGS[name]:
                evening.say(f"-- {name}: {story.__name__}")
                try:
                    story(evening)
                    evening.say("passed")
                except (AssertionError, worlds.Torn, queue.Empty) as failed:
                    bad += 1
                    evening.say(f"FAILED: {type(failed).__name__} {failed}")
                    if story is boots:
                        break
        finally:
            evening.close()
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
