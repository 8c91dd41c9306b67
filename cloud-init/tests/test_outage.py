"""Storage and the metadata service answer as they do on a bad day."""

import json
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import place  # noqa: F401 (makes the agent importable)
from hearth_agent import orders, web
from hearth_agent.azure import Queue, Storage
from hearth_agent.core.state import Setup, State
from hearth_agent.core.turn import Turn
from hearth_agent.identity import STORAGE, Identity
from hearth_agent.spool import Spool, send_forever
from hearth_agent.store import Store
from hearth_agent.web import Trouble, Web

KEY = "00" * 32
HOUR = 3600


class Clock:
    """Time that passes only where the agent waits; stands for the event that ends a loop."""

    def __init__(self, ends, each_minute=None):
        self.now, self._ends, self._each_minute = 0.0, ends, each_minute
        self.waits = []

    def is_set(self):
        return self.now >= self._ends

    def wait(self, seconds):
        self.waits.append(seconds)
        before, self.now = self.now, self.now + seconds
        for _ in range(int(self.now // 60) - int(before // 60)):
            if self._each_minute:
                self._each_minute()


class Away:
    """A queue that cannot be reached until a time, by every kind of trouble in turn."""

    KINDS = ((0, "TimeoutError"), (503, ""), (0, "ConnectionRefusedError"), (401, ""), (403, ""), (404, "QueueNotFound"),
             (429, ""), (500, "OperationTimedOut"))  # fmt: skip

    def __init__(self, until):
        self.until, self.clock, self.tries, self.texts = until, None, 0, []

    def put(self, text):
        if self.clock.now < self.until:
            self.tries += 1
            status, code = self.KINDS[self.tries % len(self.KINDS)]
            raise Trouble("PUT", status, code)
        self.texts.append(json.loads(text))


class InTemp(unittest.TestCase):
    def setUp(self):
        folder = TemporaryDirectory(prefix="hearth-outage-")
        self.addCleanup(folder.cleanup)
        self.store = Store(Path(folder.name))
        self.addCleanup(self.store.close)
        self.store.set("hello", {"generation": 3, "key": KEY})


class AnHour(InTemp):
    def outage(self, limit):
        """An hour without the queue while a heartbeat and a phase happen every minute."""
        spool, away = Spool(self.store, limit), Away(HOUR)
        state = State(Setup())

        def report(kind):
            nonlocal state
            turn = Turn(state, time.time())
            turn.tell(kind)
            state, (told,) = turn.finish()
            with self.store.transaction():
                spool.add({"server": "s", "epoch": 1} | told.event, 3)

        def minute():
            if clock.now < HOUR:
                report("heartbeat")
                report("phase")

        clock = away.clock = Clock(HOUR + 60, minute)
        report("phase")
        # With nothing to send, the loop waits for news; here that passes time too.
        spool.fresh = Freshness(clock)
        send_forever(spool, away, lambda: KEY, clock, lambda *_, **__: None)
        return away, clock

    def test_without_the_queue_everything_arrives_in_order_soon_after(self):
        away, clock = self.outage(limit=10_000)
        seqs = [event["seq"] for event in away.texts]
        self.assertEqual(list(range(1, len(seqs) + 1)), seqs)
        self.assertGreater(len(seqs), 100)
        self.assertNotIn("dropped", away.texts[-1])
        self.assertLessEqual(max(clock.waits), 30)
        self.assertTrue(HOUR / 30 <= away.tries <= HOUR / 15 + 10, away.tries)
        self.assertGreater(len(set(clock.waits[6:20])), 10, "with jitter no two waits are the same")

    def test_with_a_spool_that_is_too_small_says_how_many_are_missing(self):
        away, _ = self.outage(limit=50)
        seqs = [event["seq"] for event in away.texts]
        self.assertEqual(sorted(seqs), seqs)
        self.assertEqual(50, len(seqs))
        self.assertNotIn("heartbeat", [event["type"] for event in away.texts])
        self.assertEqual(max(seqs) - 50, away.texts[-1]["dropped"])


class Freshness:
    """News of events: none ever; the wait for it takes its time."""

    def __init__(self, clock):
        self._clock = clock

    def wait(self, seconds):
        self._clock.wait(seconds)

    def clear(self):
        """There is none."""

    def set(self):
        """Nobody hears it."""


class Scripted:
    """A storage account (and metadata service) that answers as it was told to."""

    def __init__(self, test):
        self.answers, self.asked = [], []
        outer = self

        class Talk(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            do_POST = do_PUT = do_DELETE = do_GET

            def log_message(self, *_):
                """Says nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
        server.handle_error = lambda *_: None  # one that no longer waits is no news
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        test.addCleanup(server.server_close)
        test.addCleanup(server.shutdown)

    def answer(self, request):
        request.rfile.read(int(request.headers.get("Content-Length", "0")))
        self.asked.append((request.command, request.headers.get("Authorization")))
        given = self.answers.pop(0) if self.answers else ()
        status, headers, body, late = given + GOOD[len(given) :]
        time.sleep(late)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


GOOD = (201, {}, b"", 0.0)


def token(seconds=HOUR):
    body = json.dumps({"access_token": f"t{time.time_ns()}", "expires_on": str(time.time() + seconds)})
    return (200, {}, body.encode())


class Faults(unittest.TestCase):
    def setUp(self):
        self.server, self.web = Scripted(self), Web(timeout=5)
        self.addCleanup(self.web.close)
        self.identity = Identity(self.web, self.server.url)
        self.queue = Queue(Storage(self.web, self.identity, self.server.url), "q")

    def put(self, *answers):
        self.server.answers = list(answers)
        try:
            self.queue.put("x")
        except Trouble as trouble:
            return trouble.status, trouble.after
        return "sent"

    def test_401_is_tried_once_more_with_a_new_token_and_then_told(self):
        self.assertEqual("sent", self.put(token(), (401,), token()))
        first, second = [by for verb, by in self.server.asked if verb == "POST"]
        self.assertNotEqual(first, second)
        self.assertEqual((401, 0.0), self.put((401,), token(), (401,)))

    def test_others_are_told_at_once_with_the_wait_that_was_asked_for(self):
        self.assertEqual("sent", self.put(token()))
        for status in (403, 404, 409, 429, 500, 503):
            before = len(self.server.asked)
            self.assertEqual((status, 7.0), self.put((status, {"Retry-After": "7"})))
            self.assertEqual(1, len(self.server.asked) - before)
        self.assertEqual((503, 0.0), self.put((503, {"Retry-After": "Mon, 19 Sep 2016 18:29:47 GMT"})))

    def test_a_time_out_is_trouble_and_the_next_request_is_not(self):
        self.assertEqual("sent", self.put(token()))
        self.web._timeout = 0.2
        self.assertEqual((0, 0.0), self.put((201, {}, b"", 1.0)))
        self.web._timeout = 5
        self.assertEqual("sent", self.put())

    def test_of_the_metadata_service_are_bridged_by_a_token_that_still_holds(self):
        self.server.answers = [token(seconds=100)]
        first = self.identity.token()
        kept = self.identity._tokens[STORAGE]
        self.identity._tokens[STORAGE] = (kept[0], 0, kept[2])  # as if it were time to renew
        self.server.answers = [(429,)]
        self.assertEqual(first, self.identity.token())
        self.assertEqual(first, self.identity.token())  # asks again only a while later
        self.identity._tokens[STORAGE] = (kept[0], 0, time.time() + 1)
        self.server.answers = [(500,)]
        with self.assertRaises(Trouble):
            self.identity.token()

    def test_a_token_answer_that_is_not_understood_is_trouble(self):
        for body in (b"", b"[]", b"{}", b'{"access_token":"x","expires_on":"soon"}'):
            self.server.answers = [(200, {}, body)]
            with self.assertRaises(Trouble):
                self.identity.token()


class Polling(InTemp):
    def test_of_the_inbox_goes_on_after_every_kind_of_trouble(self):
        troubles = [Trouble("GET", status) for status in (0, 401, 403, 404, 429, 500, 503)]
        clock = Clock(HOUR)
        told = []

        class Inboxes:
            def get(self):
                if troubles:
                    raise troubles.pop()
                clock.now = HOUR
                return [("1", "r", b"junk")]

            def delete(self, message, _):
                told.append(message)

        inbox = orders.Inbox(self.store, Spool(self.store, 9), "s", lambda *_, **__: None)
        orders.poll_forever(Inboxes(), inbox, clock, 1, None, lambda *_, **__: None)
        self.assertEqual(["1"], told)
        self.assertLess(clock.waits[0], clock.waits[-1])
        self.assertLessEqual(max(clock.waits), 15)


class Backoffs(unittest.TestCase):
    def test_obey_the_wait_that_was_asked_for_up_to_two_minutes(self):
        self.assertEqual(120.0, web.Backoff().next(at_least=9999))


if __name__ == "__main__":
    unittest.main()
