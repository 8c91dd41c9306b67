"""Scheduled events: which are for this machine, and how long they leave."""

import json
import time
import unittest
from email.utils import formatdate

import place  # noqa: F401 (makes the agent importable)
from hearth_agent.notices import Notices, watch_forever
from hearth_agent.web import Answer, Trouble


class Service:
    """Answers with these events."""

    def __init__(self, *events, status=200, body=None):
        self.body, self.status, self.posted = body, status, []
        self.body = body if body is not None else json.dumps({"Events": events}).encode()

    def request(self, method, url, headers, body=None, timeout=None):
        if method == "POST":
            self.posted.append(json.loads(body))
        return Answer(self.status, {}, self.body)


def event(kind="Preempt", resources=("vmss_0",), before=None, name="e"):
    return {"EventId": name, "EventType": kind, "EventStatus": "Scheduled",
            "Resources": list(resources), "NotBefore": before or ""}  # fmt: skip


def look(*events, **more):
    return Notices(Service(*events, **more), "http://imds").look("vmss_0")


class Looking(unittest.TestCase):
    def test_takes_what_takes_this_machine_away_and_nothing_else(self):
        for kind in ("Preempt", "Terminate", "Reboot", "Redeploy"):
            self.assertEqual([kind], [notice.kind for notice in look(event(kind))])
        self.assertEqual([], look(event("Freeze")))
        for others in ((), ("vmss_1",), ("vmss_00",), ("VMSS_0",)):
            self.assertEqual([], look(event(resources=others)), others)
        self.assertEqual(1, len(look(event(resources=("vmss_1", "vmss_0")))))

    def test_never_counts_on_more_than_30_seconds_before_a_preemption(self):
        far = formatdate(time.time() + 600, usegmt=True)
        self.assertEqual(30.0, look(event("Preempt", before=far))[0].seconds)
        self.assertAlmostEqual(600, look(event("Terminate", before=far))[0].seconds, delta=5)
        for odd in ("", "soon", "Mon, 99 Sep 2016 18:29:47 GMT"):
            self.assertEqual(30.0, look(event("Reboot", before=odd))[0].seconds, odd)
        past = formatdate(time.time() - 600, usegmt=True)
        self.assertEqual(5.0, look(event("Reboot", before=past))[0].seconds)

    def test_at_an_answer_that_is_not_understood_is_trouble(self):
        for body in (b"", b"[]", b"{}", b'{"Events":3}', b'{"Events":[{}]}', b'{"Events":[{"Resources":["vmss_0"]}]}'):
            with self.assertRaises(Trouble, msg=body):
                look(body=body)
        with self.assertRaises(Trouble):
            look(status=410)

    def test_goes_on_after_trouble_and_tells_each_event_once(self):
        answers = [[event(name="a")], Trouble("GET", 500), [event(name="a"), event(name="b")], [event(name="b")]]
        told, waits = [], []

        class Ends:
            def is_set(self):
                return not answers

            def wait(self, seconds):
                waits.append(seconds)

        class Look:
            def look(self, _):
                found = answers.pop(0)
                if isinstance(found, Trouble):
                    raise found
                return look(*found)

        watch_forever(Look(), lambda: "vmss_0", Ends(), 1, lambda n: told.append(n.event), lambda *_, **__: None)
        self.assertEqual(["a", "b"], told)
        self.assertEqual(4, len(waits))

    def test_acknowledges_by_the_events_name(self):
        service = Service(event())
        Notices(service, "http://imds").acknowledge("e-1")
        self.assertEqual([{"StartRequests": [{"EventId": "e-1"}]}], service.posted)


if __name__ == "__main__":
    unittest.main()
