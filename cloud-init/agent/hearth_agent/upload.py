"""A blob written block by block, several blocks at once, by a deadline."""

import base64
import hashlib
import queue
import threading
import time
from urllib.parse import quote

from .web import Trouble

BLOCK = 1 << 20  # at most 50,000 of them make a blob: 50 GB
SENDERS = 3
SLOWEST = 60.0  # seconds that a block may take
FOR_GOOD = (403, 404, 409, 413)  # trying again would not help


class Failed(Exception):
    """A backup or a restore did not come to its end; the world is as it was."""


class Upload:
    """Takes bytes; nothing is visible before finish(). To be used in a `with`.

    Holds a few blocks at most: write() waits while all senders are busy. The deadline is asked
    for before each request: what is not sent by then is given up.
    """

    def __init__(self, storage, path, deadline=lambda: None):
        self._storage, self._path, self._deadline = storage, path, deadline
        self._waiting, self._count, self._sha = bytearray(), 0, hashlib.sha256()
        self.size = 0  # bytes taken in
        self._jobs, self._failed = queue.Queue(1), None
        self._senders = [threading.Thread(target=self._work, daemon=True) for _ in range(SENDERS)]

    def __enter__(self):
        for sender in self._senders:
            sender.start()
        return self

    def __exit__(self, failed, *_):
        if failed:
            self._failed = self._failed or Failed("given up")
        self._end()

    def write(self, data):
        """Takes bytes in. Raises Trouble or Failed where an earlier block could not be sent."""
        self._waiting += data
        self.size += len(data)
        self._sha.update(data)
        while len(self._waiting) >= BLOCK:
            self._give(BLOCK)
        return len(data)

    def finish(self, headers=(), expected=None):
        """Sends the rest and makes the blob of the blocks; an existing one is refused.

        Failed where it is not what was expected, a SHA-256 in hexadecimal.
        """
        if self._waiting:
            self._give(len(self._waiting))
        self._end()
        if self._failed:
            raise self._failed
        if expected not in (None, self._sha.hexdigest()):
            raise Failed("the checksum differs")
        ids = "".join(f"<Latest>{_id(number)}</Latest>" for number in range(self._count))
        body = f'<?xml version="1.0" encoding="utf-8"?><BlockList>{ids}</BlockList>'
        headers = {"x-ms-meta-sha256": self._sha.hexdigest(), "If-None-Match": "*"} | dict(headers)
        self._storage.request("PUT", f"{self._path}?comp=blocklist", headers, body.encode(), timeout=self._left())

    def _give(self, size):
        if self._failed:
            raise self._failed
        self._jobs.put((self._count, bytes(self._waiting[:size])))
        self._count += 1
        del self._waiting[:size]

    def _end(self):
        senders, self._senders = self._senders, []
        for _ in senders:
            self._jobs.put(None)
        for sender in senders:
            sender.join()

    def _work(self):
        try:
            while (job := self._jobs.get()) is not None:
                if self._failed is None:
                    self._try(*job)
        finally:
            self._storage.close()

    def _try(self, number, data):
        path = f"{self._path}?comp=block&blockid={quote(_id(number), safe='')}"
        for attempt in range(1, 6):
            try:
                self._storage.request("PUT", path, body=data, timeout=self._left())
                return
            except (Trouble, Failed) as trouble:
                if attempt == 5 or isinstance(trouble, Failed) or trouble.status in FOR_GOOD:
                    self._failed = self._failed or trouble
                    return
            time.sleep(min(2**attempt, 10) / 4)

    def _left(self):
        """Seconds that a request may take. Raises Failed where none are left."""
        ends = self._deadline()
        left = SLOWEST if ends is None else ends - time.monotonic()
        if left <= 0:
            raise Failed("there was no time left to upload it")
        return min(SLOWEST, left)


def _id(number):
    return base64.b64encode(b"%08d" % number).decode()
