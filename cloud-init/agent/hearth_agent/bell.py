"""Rings at the app once a report is in the queue, so that it is looked at now and not by and by."""

import hashlib
import hmac
import json
import threading
import time

from .web import Trouble

PATIENCE = 3.0  # seconds for an answer; nobody here waits for it
APART = 1.0  # seconds between two rings
SILENT = ("heartbeat",)


class Bell:
    """On a thread of its own: a ring that fails is forgotten, the report is in the queue anyway."""

    def __init__(self, web, url, server, inbox, log):
        self._web, self._url, self._server, self._inbox, self._log = web, url, server, inbox, log
        self._due = threading.Event()
        self._last, self._well = 0, True

    def accepted(self, kind):
        """The queue has a report of this type. Never waits, never raises."""
        if self._url and kind not in SILENT:
            self._due.set()

    def ring_forever(self, stop):
        """Rings when it is due, at most once in a second, until told to stop."""
        while not stop.is_set():
            if self._due.wait(1.0):
                self._due.clear()
                self._ring()
                stop.wait(APART)

    def _ring(self):
        # Rises even where the clock is set back, so that no ring looks like one that was heard.
        self._last = max(self._last + 1, time.time_ns() // 1_000_000)
        body = rung(self._server, self._inbox.generation, self._last, self._inbox.key)
        try:
            answer = self._web.request("POST", self._url, {"Content-Type": "application/json"}, body, PATIENCE)
            why = "" if answer.status < 400 else f"status {answer.status}"
        except Trouble as trouble:
            why = str(trouble)
        if why and self._well:
            self._log("bell-trouble", why=why)  # once, until it goes well again
        self._well = not why


def rung(server, generation, number, key):
    """The text of one ring. Its key is made of the machine's: no event can be signed with it."""
    purpose = hmac.new(bytes.fromhex(key), b"bell", hashlib.sha256).digest()
    mac = hmac.new(purpose, f"{server}|{generation}|{number}".encode(), hashlib.sha256).hexdigest()
    told = {"server": server, "generation": generation, "number": number, "mac": mac}
    return json.dumps(told, separators=(",", ":"))
