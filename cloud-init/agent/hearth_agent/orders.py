"""The inbox: messages are checked and stored before they are deleted."""

import json
import time

from . import schema
from .contracts import contract
from .core import events
from .times import seconds_of
from .web import Backoff, Trouble

BEFORE_HELLO = 0.2  # seconds between two looks at first; later a tenth of what was waited


def understood(body):
    """The order, or None where it breaks the contract."""
    try:
        order = json.loads(body or b"")
    except (ValueError, RecursionError):
        return None
    if schema.errors(order, contract("agent")):
        return None
    try:
        seconds_of(order["expires"])
    except ValueError:
        return None
    return order


class Inbox:
    """The orders given to this machine; each is carried out at most once."""

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

    @property
    def generation(self):
        """Hello's; None before it."""
        return (self._store.get("hello") or {}).get("generation")

    @property
    def key(self):
        """The key that events are signed with; there is one once hello has come."""
        return self._store.get("hello")["key"]

    def wish(self, name, default):
        """A setting of this start, which hello may bring and agent.json may have."""
        return (self._store.get("hello") or {}).get("config", {}).get(name, default)

    def greeting(self):
        """Hello, as the rules are told it, once it has come."""
        hello = self._store.get("hello")
        config = hello["config"]
        return events.Greeted(hello["generation"], config["game"], config["stopSeconds"])

    def next(self):
        """The oldest order that is not done, a stop before all others, or None.

        As (order, whether it was begun before).
        """
        rows = self._store.all("SELECT body, state FROM inbox WHERE state <> 'done' ORDER BY arrived")
        orders = [(events.Order.of(json.loads(body)), state == "begun") for body, state in rows]
        return min(orders, key=lambda one: one[0].type != "save-and-stop", default=None)

    def may_begin(self):
        """That order, as the rules are told it before they begin the game."""
        return events.MayBegin(*(self.next() or (None, False)))

    def mark(self, message, state):
        """Remembers that an order is begun or done."""
        self._store.all("UPDATE inbox SET state = ? WHERE message = ?", state, message)


def poll_forever(queue, inbox, stop, seconds, on_new, log):
    """Looks into the queue until told to stop, most often before hello, which players wait for.

    An order is deleted once it is on disk.
    """
    backoff, began = Backoff(longest=15), time.monotonic()
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
            waited = time.monotonic() - began
            stop.wait(seconds if inbox.greeted else min(seconds, max(BEFORE_HELLO, waited / 10)))
