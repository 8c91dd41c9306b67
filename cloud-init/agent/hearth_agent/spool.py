"""Events on disk until the queue has them, oldest first, each with its lasting number."""

import hashlib
import hmac
import json
import re
import threading
import time

from .web import Backoff, Trouble

LARGEST = 44_000  # bytes of text: a queue message holds 64 KiB in base64
UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
NEVER_ACCEPTED = ("RequestBodyTooLarge", "InvalidXmlDocument")


class Spool:
    """Bounded: heartbeats are dropped first, then the oldest; the number dropped is told.

    Events are stored unsigned. Those from before `hello` have no generation yet: they wait,
    and get it (and their signature, made while sending) once `hello` has come.
    """

    def __init__(self, store, limit):
        self._store, self._limit = store, limit
        self.fresh = threading.Event()

    def add(self, event, generation):
        """Stores a numbered event. To be called inside a transaction."""
        store = self._store
        kept = self._make_room(event["type"])
        dropped = store.get("dropped", 0)
        if kept:
            body = _small(event | ({"dropped": dropped} if dropped else {}))
            store.all("INSERT INTO spool VALUES (?, ?, ?, ?)", event["seq"], generation, event["type"], body)

    def _make_room(self, kind):
        """Whether the new event may stay; in a full spool something has to go."""
        store = self._store
        if store.all("SELECT count(*) FROM spool")[0][0] < self._limit:
            return True
        store.set("dropped", store.get("dropped", 0) + 1)
        beat = store.all("SELECT seq FROM spool WHERE kind = 'heartbeat' ORDER BY seq LIMIT 1")
        if not beat and kind == "heartbeat":
            return False
        oldest = beat or store.all("SELECT seq FROM spool ORDER BY seq LIMIT 1")
        self.sent(oldest[0][0])
        return True

    def greet(self, generation):
        """Gives the generation to what waited for it; drops what another one left behind."""
        self._store.all("UPDATE spool SET generation = ? WHERE generation IS NULL", generation)
        self._store.all("DELETE FROM spool WHERE generation <> ?", generation)
        self.fresh.set()

    def oldest(self):
        """The next event to send as (seq, generation, body), or None."""
        rows = self._store.all(
            "SELECT seq, generation, body FROM spool WHERE generation NOT NULL ORDER BY seq LIMIT 1"
        )
        return rows[0] if rows else None

    def sent(self, seq):
        """The queue has it."""
        self._store.all("DELETE FROM spool WHERE seq = ?", seq)

    def drain(self, until):
        """Waits until the queue has everything that can be sent, or until this Unix time."""
        while self.oldest() is not None and time.time() < until:
            time.sleep(0.05)


def signed(body, generation, key, vm_id=""):
    """The message's text: `mac` is its last member and covers all before it."""
    event = json.loads(body)
    told = {"v": 1, "server": event.pop("server"), "generation": generation} | event
    if UUID.fullmatch(vm_id):
        told["vmId"] = vm_id
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    mac = hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()
    return f'{text[:-1]},"mac":"{mac}"}}'


def _small(event):
    for lighter in ({}, {"roster": None}, {"transitions": event["transitions"][-8:]}):
        event |= lighter
        body = json.dumps(event, ensure_ascii=False)
        if len(body.encode()) <= LARGEST:
            return body
    return json.dumps(event | {"transitions": [], "detail": ""}, ensure_ascii=False)


def send_forever(spool, queue, key_of, stop, log, accepted=lambda kind: None, vm_id=lambda: ""):
    """Sends until told to stop; storage that is away for an hour only delays.

    `accepted` is told the type of each event that the queue has; `vm_id` is which machine says it.
    """
    backoff = Backoff()
    while not stop.is_set():
        event = spool.oldest()
        if event is None:
            spool.fresh.wait(1.0)
            spool.fresh.clear()
            continue
        seq, generation, body = event
        try:
            queue.put(signed(body, generation, key_of(), vm_id()))
        except Trouble as trouble:
            if trouble.status == 413 or trouble.code in NEVER_ACCEPTED:
                log("event-refused", seq=seq, why=str(trouble))
                spool.sent(seq)
                continue
            log("queue-trouble", why=str(trouble), failures=backoff.failures + 1)
            stop.wait(backoff.next(trouble.after))
            continue
        backoff.reset()
        spool.sent(seq)
        accepted(json.loads(body)["type"])
