"""One world, one machine: a renewed blob lease."""

import json
import time
import uuid

from .web import Trouble

TAKES = 3  # attempts, where the lease is gone between taking it and writing the holder in
GONE = (404, 409, 412)
MARGIN = 10  # seconds before its end that a lease which could not be renewed counts as lost
HELD = ("LeaseAlreadyPresent", "LeaseIdMissing", "LeaseIdMismatchWithLeaseOperation",
        "LeaseIdMismatchWithBlobOperation", "LeaseIsBreakingAndCannotBeAcquired")  # fmt: skip


class WorldLease:
    """The lease's id is remembered, so that a restarted agent has it still."""

    def __init__(self, storage, container, blob, store, seconds, clock=time.monotonic):
        self._storage, self._path, self._store = storage, f"/{container}/{blob}", store
        self.seconds, self._clock = seconds, clock
        self._renewed = 0.0

    def take(self, holder):
        """True once this machine has the world, False while another has it. Raises Trouble."""
        with self._store.transaction():
            mine = self._store.get("lease") or str(uuid.uuid4())
            self._store.set("lease", mine)
        for left in reversed(range(TAKES)):
            try:
                asked = self._clock()
                self._acquire(mine)
                body = json.dumps(holder).encode()
                self._storage.request("PUT", self._path, {"x-ms-blob-type": "BlockBlob", "x-ms-lease-id": mine}, body)
            except Trouble as trouble:
                if trouble.code in HELD:
                    return False
                if left == 0 or trouble.status not in GONE:
                    raise
                continue  # it was gone before it was written in
            self._renewed = asked
            return True
        raise AssertionError("the last attempt returns or raises")

    def _acquire(self, mine):
        headers = {"x-ms-lease-action": "acquire", "x-ms-lease-duration": str(self.seconds),
                   "x-ms-proposed-lease-id": mine}  # fmt: skip
        try:
            self._storage.request("PUT", f"{self._path}?comp=lease", headers)
        except Trouble as trouble:
            if trouble.status != 404 or trouble.code == "ContainerNotFound":
                raise
            first = {"x-ms-blob-type": "BlockBlob", "If-None-Match": "*"}
            self._storage.request("PUT", self._path, first, b"{}", ok=(201, 409, 412))
            self._storage.request("PUT", f"{self._path}?comp=lease", headers)

    def renew(self):
        """False once the lease is lost. Trouble on the way is borne until it would end."""
        asked, left = self._clock(), self.left()
        if left <= 0:
            return False
        headers = {"x-ms-lease-action": "renew", "x-ms-lease-id": self._store.get("lease")}
        try:
            self._storage.request("PUT", f"{self._path}?comp=lease", headers, timeout=min(5, left))
        except Trouble as trouble:
            return trouble.status not in GONE and self.left() > 0
        self._renewed = asked
        return True

    def left(self):
        """Seconds until it counts as lost unless it is renewed."""
        return self._renewed + max(self.seconds - MARGIN, self.seconds / 2) - self._clock()

    def release(self):
        """Lets another machine have the world at once; nothing to do where it was never asked for. Raises Trouble."""
        mine = self._store.get("lease")
        if not mine:  # a boot's steps run side by side: another failed before this one began
            return
        headers = {"x-ms-lease-action": "release", "x-ms-lease-id": mine}
        self._storage.request("PUT", f"{self._path}?comp=lease", headers, ok=(200, 404, 409, 412), timeout=5)


def renew_forever(lease, stop, on_lost):
    """Renews three times a lease, and looks when it would be lost; calls on_lost once and ends."""
    pause = lease.seconds / 3 if lease.seconds >= 15 else 1
    while not stop.wait(min(pause, max(0.0, lease.left()))):
        if not lease.renew():
            on_lost()
            return
