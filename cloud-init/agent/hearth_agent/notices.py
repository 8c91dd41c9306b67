"""Azure's Scheduled Events: notice that this machine is about to be taken away."""

import json
import time
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from .web import Backoff, Trouble

TAKING = ("Preempt", "Terminate", "Reboot", "Redeploy")
PATH = "/metadata/scheduledevents?api-version=2020-07-01"


class Notice(NamedTuple):
    """An event for this machine: what, and how many seconds are left at most."""

    event: str
    kind: str
    seconds: float


class Notices:
    """Reads and acknowledges the events of one machine."""

    def __init__(self, web, imds):
        self._web, self._url = web, imds + PATH

    def look(self, name):
        """The notices for the machine of this name. Raises Trouble."""
        answer = self._web.request("GET", self._url, {"Metadata": "true"}, timeout=130)
        if answer.status != 200:
            raise Trouble("scheduled events", answer.status)
        try:
            events = json.loads(answer.body)["Events"]
            return [_notice(e) for e in events if name in e["Resources"] and e["EventType"] in TAKING]
        except (ValueError, KeyError, TypeError):
            raise Trouble("scheduled events", 200, "not understood") from None

    def acknowledge(self, event):
        """Tells Azure that it need not wait any longer. Raises Trouble."""
        body = json.dumps({"StartRequests": [{"EventId": event}]}).encode()
        headers = {"Metadata": "true", "Content-Type": "application/json"}
        answer = self._web.request("POST", self._url, headers, body, timeout=5)
        if answer.status not in (200, 204):
            raise Trouble("acknowledge", answer.status)


def _notice(event):
    try:
        left = parsedate_to_datetime(event.get("NotBefore") or "").timestamp() - time.time()
    except (ValueError, TypeError):
        left = 30.0  # already started, or said in another way: the least that is promised
    if event["EventType"] == "Preempt":
        left = min(left, 30.0)
    return Notice(str(event["EventId"]), event["EventType"], max(5.0, min(left, 900.0)))


def watch_forever(notices, name_of, stop, seconds, on_notice, log):
    """Looks until told to stop; each event is told once."""
    backoff, told = Backoff(first=0.25, longest=5), set()
    while not stop.is_set():
        try:
            for notice in notices.look(name_of()):
                if notice.event not in told:
                    told.add(notice.event)
                    on_notice(notice)
        except Trouble as trouble:
            log("notices-trouble", why=str(trouble))
            stop.wait(backoff.next(trouble.after))
            continue
        backoff.reset()
        stop.wait(seconds)
