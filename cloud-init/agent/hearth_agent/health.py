"""The machine's health: for the heartbeat, and the word to systemd's watchdog."""

import os
import socket
from pathlib import Path


BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Health:
    """The machine's uptime, and its processor, memory and disk in percent."""

    def __init__(self, directory):
        self._directory = directory
        self._last = _processor()

    def look(self):
        """As of now; the processor since the last look."""
        idle, total = _processor()
        idle, total, self._last = idle - self._last[0], total - self._last[1], (idle, total)
        memory = dict(line.split()[:2] for line in Path("/proc/meminfo").read_text().splitlines())
        free = int(memory["MemAvailable:"]) / int(memory["MemTotal:"])
        disk = os.statvfs(self._directory)
        return {
            "uptimeSeconds": int(float(Path("/proc/uptime").read_text().split()[0])),
            "cpuPercent": round(100 * (1 - idle / total), 1) if total else 0.0,
            "memoryPercent": round(100 * (1 - free), 1),
            "diskPercent": round(100 * (1 - disk.f_bavail / max(1, disk.f_blocks)), 1),
        }


def boot_id():
    """Which boot of the machine this is."""
    return BOOT_ID.read_text("ascii").strip()


def _processor():
    ticks = [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return ticks[3] + ticks[4], sum(ticks[:8])


def tell_systemd(word):
    """READY=1 or WATCHDOG=1, where systemd listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(word.encode(), "\0" + address[1:] if address[0] == "@" else address)
