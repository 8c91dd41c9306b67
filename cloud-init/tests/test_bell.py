"""The bell: rung after a report, never for a heartbeat, and never in anybody's way."""

import json
import threading
import unittest

import place
from hearth_agent import schema
from hearth_agent.bell import Bell, rung
from hearth_agent.spool import signed
from hearth_agent.web import Answer, Trouble

KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
CONTRACT = json.loads((place.CONTRACTS / "bell.schema.json").read_text("utf-8"))
EXAMPLE = json.loads((place.CONTRACTS / "examples/bell/ring.json").read_text("utf-8"))


class Inbox:
    """One that was greeted."""

    generation, key = 3, KEY


class Stop:
    """Ends after so many waits; nothing is really waited for."""

    def __init__(self, waits):
        self.left = waits

    def is_set(self):
        return self.left <= 0

    def wait(self, _seconds):
        self.left -= 1


class App:
    """Keeps what was sent and answers what it was told to."""

    def __init__(self, *answers):
        self.sent, self.answers = [], list(answers)

    def request(self, method, url, headers, body, timeout):
        self.sent.append((method, url, json.loads(body), timeout))
        answer = self.answers.pop(0) if self.answers else 204
        if answer == 0:
            raise Trouble("POST bell")
        return Answer(answer, {}, b"")


class BellTest(unittest.TestCase):
    def setUp(self):
        self.logged = []

    def bell(self, app, url="https://app/api/bell"):
        return Bell(app, url, "valheim", Inbox, lambda name, **more: self.logged.append(name))

    def test_a_ring_keeps_the_contract_and_its_mac_is_the_examples(self):
        told = json.loads(rung("valheim", 3, EXAMPLE["number"], KEY))
        self.assertEqual(told, EXAMPLE)
        self.assertFalse(schema.errors(told, CONTRACT))

    def test_a_report_is_rung_for_and_a_heartbeat_is_not(self):
        app = App()
        bell = self.bell(app)
        bell.accepted("heartbeat")
        self.assertFalse(bell._due.is_set())
        bell.accepted("players")
        bell.ring_forever(Stop(1))
        self.assertEqual([(one[0], one[1]) for one in app.sent], [("POST", "https://app/api/bell")])

    def test_many_reports_at_once_are_one_ring(self):
        app = App()
        bell = self.bell(app)
        for _ in range(50):
            bell.accepted("players")
        bell.ring_forever(Stop(1))
        self.assertEqual(len(app.sent), 1)

    def test_numbers_rise_even_where_the_clock_does_not(self):
        app = App()
        bell = self.bell(app)
        bell._last = 1 << 60
        for _ in range(3):
            bell._ring()
        numbers = [one[2]["number"] for one in app.sent]
        self.assertEqual(numbers, [(1 << 60) + 1, (1 << 60) + 2, (1 << 60) + 3])

    def test_a_bell_that_fails_is_forgotten_and_told_once(self):
        app = App(0, 503, 404, 204, 0)
        bell = self.bell(app)
        for _ in range(5):
            bell._ring()
        self.assertEqual(len(app.sent), 5)
        self.assertEqual(self.logged, ["bell-trouble", "bell-trouble"])

    def test_who_has_a_report_accepted_never_waits_for_an_app_that_hangs(self):
        began, free = threading.Event(), threading.Event()

        class Hanging(App):
            def request(self, *_):
                began.set()
                free.wait(30)
                raise Trouble("POST bell")

        bell = self.bell(Hanging())
        stop = threading.Event()
        ringing = threading.Thread(target=bell.ring_forever, args=(stop,), daemon=True)
        ringing.start()
        bell.accepted("players")
        self.assertTrue(began.wait(30))
        for kind in ("evicting", "saved", "stopped"):
            bell.accepted(kind)  # returns at once, or this test would hang
        self.assertTrue(ringing.is_alive())
        stop.set()
        free.set()
        ringing.join(30)

    def test_without_an_address_nothing_is_rung(self):
        app = App()
        bell = self.bell(app, url="")
        bell.accepted("players")
        self.assertFalse(bell._due.is_set())

    def test_a_bells_mac_fits_no_event(self):
        body = json.dumps({"server": "valheim", "seq": 1})
        mac = json.loads(signed(body, 3, KEY))["mac"]
        self.assertNotEqual(mac, json.loads(rung("valheim", 3, 1, KEY))["mac"])


class Signed(unittest.TestCase):
    def test_an_event_says_on_which_machine_it_is_where_that_is_an_id(self):
        body, vm_id = json.dumps({"server": "valheim", "epoch": 1, "seq": 1}), "7b2f7c6e-2f4b-4b39-8f0e-0d5a5f4f3a11"
        self.assertEqual(vm_id, json.loads(signed(body, 3, KEY, vm_id))["vmId"])
        for odd in ("", "vm-1", vm_id + "0", vm_id.replace("7", "g")):
            self.assertNotIn("vmId", json.loads(signed(body, 3, KEY, odd)), odd)


if __name__ == "__main__":
    unittest.main()
