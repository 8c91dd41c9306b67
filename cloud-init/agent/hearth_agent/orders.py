"""The inbox: messages are checked and stored before they are deleted."""

import json
import time

from . import schema
from .times import seconds_of
from .web import Backoff, Trouble

NEEDED = {
    "hello": ("key", "config"),
    "save-and-stop": ("ifEmpty",),
    "restart": (),
    "backup": (),
    "restore": ("backup",),
    "say": ("text",),
}
BEFORE_HELLO = 1.0
COMMON = {
    "type": "object",
    "required": ["v", "generation", "message", "type", "expires"],
    "properties": {
        "v": {"const": 1},
        "generation": {"type": "integer", "minimum": 1, "maximum": 2**53},
        "message": {"type": "string", "pattern": r"^[A-Za-z0-9._-]{1,64}$"},
        "type": {"enum": list(NEEDED)},
        "expires": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$"},
        "key": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "config": {
            "type": "object",
            "required": ["server", "game", "stopSeconds"],
            "properties": {
                "stopSeconds": {"type": "integer", "minimum": 1, "maximum": 3600},
                "server": {"type": "string"},
                "game": {"type": "string"},
            },
        },
        "ifEmpty": {"type": "boolean"},
        "backup": {"type": "string", "pattern": r"^[A-Za-z0-9._-]{1,128}$"},
        "text": {"type": "string", "minLength": 1, "maxLength": 200},
    },
}


def understood(body):
    """The order, or None where it breaks the contract."""
    try:
        order = json.loads(body or b"")
    except (ValueError, RecursionError):
        return None
    if schema.errors(order, COMMON) or any(f not in order for f in NEEDED[order["type"]]):
        return None
    try:
        seconds_of(order["expires"])
    except ValueError:
        return None
    return order


class Inbox:
    """What was ordered of this machine; each order is done at most once."""

    def __init__(self, store, spool, server, log):
        self._store, self._spool, self._server, self._log = store, spool, server, log

    def take(self, body):
        """Stores an order if it is for this machine; True where it was new.

        None where it came before `hello`: it is left where it is.
        """
        order = understood(body)
        if order is None:
            self._log("order-not-understood")
            return False
        if seconds_of(order["expires"]) < time.time():
            self._log("order-expired", message=order["message"])
            return False
        with self._store.transaction():
            if order["type"] == "hello":
                return self._hello(order)
            known = self._store.get("hello")
            if not known:
                return None
            if known["generation"] != order["generation"]:
                self._log("order-of-another-generation", message=order["message"])
                return False
            return self._keep(order)

    def _keep(self, order):
        before = len(self._store.all("SELECT 1 FROM inbox"))
        self._store.all("INSERT OR IGNORE INTO inbox VALUES (?, ?, 'stored', ?)",
                        order["message"], json.dumps(order), time.time_ns())  # fmt: skip
        return len(self._store.all("SELECT 1 FROM inbox")) > before

    def _hello(self, order):
        known = self._store.get("hello")
        newer = not known or order["generation"] > known["generation"]
        if not newer or order["config"]["server"] != self._server:
            self._log("hello-ignored", generation=order["generation"])
            return False
        self._store.all("DELETE FROM inbox")
        self._store.set("hello", order)
        self._spool.greet(order["generation"])
        return True

    @property
    def greeted(self):
        """Whether hello has come."""
        return self._store.get("hello") is not None

    def next(self):
        """The oldest order that is not done, a stop before all others, or None.

        As (order, whether it was begun before).
        """
        rows = self._store.all("SELECT body, state FROM inbox WHERE state <> 'done' ORDER BY arrived")
        orders = [(json.loads(body), state == "begun") for body, state in rows]
        return min(orders, key=lambda one: one[0]["type"] != "save-and-stop", default=None)

    def find(self, message):
        """The order of this name."""
        return json.loads(self._store.all("SELECT body FROM inbox WHERE message = ?", message)[0][0])

    def mark(self, message, state):
        """Remembers that an order is begun or done."""
        self._store.all("UPDATE inbox SET state = ? WHERE message = ?", state, message)


def poll_forever(queue, inbox, stop, seconds, on_new, log):
    """Looks into the queue until told to stop, most often before hello, which players wait for.

    An order is deleted once it is on disk.
    """
    backoff = Backoff(longest=15)
    while not stop.is_set():
        try:
            messages = queue.get()
            for message, receipt, body in messages:
                new = inbox.take(body)
                if new:
                    on_new()
                if new is not None:
                    queue.delete(message, receipt)
        except Trouble as trouble:
            log("inbox-trouble", why=str(trouble))
            stop.wait(backoff.next(trouble.after))
            continue
        backoff.reset()
        if not messages:
            stop.wait(seconds if inbox.greeted else min(seconds, BEFORE_HELLO))

