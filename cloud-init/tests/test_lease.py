"""The world's lease by a clock of our own: borne trouble, and when it is lost."""

import json
import tempfile
import threading
import unittest
from pathlib import Path

import place  # noqa: F401 (makes the agent importable)
from hearth_agent.lease import MARGIN, WorldLease, renew_forever
from hearth_agent.store import Store
from hearth_agent.web import Answer, Trouble


class Blob:
    """A blob that can be leased, or answers with trouble."""

    def __init__(self):
        self.trouble, self.holder, self.body = None, None, None
        self.between = []  # troubles that the holder's writing meets

    def request(self, method, path, headers, body=None, **_):
        if self.trouble:
            raise self.trouble
        if body and self.between:
            self.holder = None
            raise self.between.pop()
        action = headers.get("x-ms-lease-action")
        mine = headers.get("x-ms-proposed-lease-id") or headers.get("x-ms-lease-id")
        if self.holder not in (None, mine):
            raise Trouble("PUT", 409, "LeaseAlreadyPresent")
        self.holder = None if action == "release" else mine
        self.body = body or self.body
        return Answer(201, {}, b"")


class Lease(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-lease-")
        self.addCleanup(folder.cleanup)
        self.home, self.now, self.blob = Path(folder.name), 1000.0, Blob()

    def lease(self, name="a", seconds=60):
        store = Store(self.home / name)
        self.addCleanup(store.close)
        return WorldLease(self.blob, "worlds", "s.lock", store, seconds, clock=lambda: self.now)

    def test_belongs_to_one_machine_which_is_written_in(self):
        first, second = self.lease("a"), self.lease("b")
        self.assertTrue(first.take({"generation": 3, "vmId": "vm-1"}))
        self.assertFalse(second.take({"generation": 4, "vmId": "vm-2"}))
        self.assertEqual({"generation": 3, "vmId": "vm-1"}, json.loads(self.blob.body))
        first.release()
        self.assertTrue(second.take({"generation": 4, "vmId": "vm-2"}))

    def test_that_was_never_asked_for_is_let_go_without_a_call(self):
        self.blob.trouble = AssertionError("storage was asked")
        self.lease().release()

    def test_that_is_gone_between_taking_and_writing_is_taken_again(self):
        for status, code in ((412, "LeaseLost"), (412, "LeaseNotPresentWithBlobOperation"), (404, "BlobNotFound")):
            with self.subTest(code):
                self.blob = Blob()
                lease = self.lease(code)
                self.blob.between = [Trouble("PUT", status, code)]
                self.assertTrue(lease.take({"generation": 3}))
                self.assertEqual({"generation": 3}, json.loads(self.blob.body))

    def test_that_is_gone_again_and_again_is_trouble(self):
        lease = self.lease()
        self.blob.between = [Trouble("PUT", 412, "LeaseLost")] * 9
        with self.assertRaises(Trouble):
            lease.take({})

    def test_that_another_took_meanwhile_is_waited_for(self):
        lease = self.lease()
        self.blob.between = [Trouble("PUT", 412, "LeaseIdMismatchWithBlobOperation")]
        self.assertFalse(lease.take({}))

    def test_is_still_ours_after_a_kill(self):
        self.assertTrue(self.lease().take({}))
        self.assertTrue(self.lease().take({}))

    def test_is_lost_at_once_where_storage_says_so(self):
        for status in (404, 409, 412):
            self.blob = Blob()
            lease = self.lease(f"s{status}")
            lease.take({})
            self.blob.trouble = Trouble("PUT", status)
            self.assertFalse(lease.renew())

    def test_bears_trouble_until_it_would_soon_end(self):
        lease = self.lease()
        lease.take({})
        for trouble in (Trouble("PUT", 503), Trouble("PUT", 0, "TimeoutError"), Trouble("token", 429)):
            self.blob.trouble = trouble
            self.now += (60 - MARGIN - 1) / 3
            self.assertTrue(lease.renew())
        self.now += 2
        self.assertFalse(lease.renew())

    def test_that_was_renewed_holds_a_whole_period_again(self):
        lease = self.lease()
        lease.take({})
        self.now += 45
        self.assertTrue(lease.renew())
        self.blob.trouble = Trouble("PUT", 500)
        self.now += 45
        self.assertTrue(lease.renew())

    def test_is_renewed_three_times_a_period_until_lost_which_is_told_once(self):
        lease, waits, told = self.lease(), [], []
        lease.take({})

        class Ends(threading.Event):
            def wait(self, seconds):
                waits.append(seconds)
                outer.now += seconds
                if len(waits) == 5:
                    outer.blob.trouble = Trouble("PUT", 409, "LeaseIdMismatchWithLeaseOperation")
                return False

        outer = self
        renew_forever(lease, Ends(), lambda: told.append(1))
        self.assertEqual(([20.0] * 5, [1]), (waits, told))

    def test_is_told_as_lost_before_it_ends_however_slowly_storage_fails(self):
        for takes in (0.0, 1.0, 5.0, 20.0):
            with self.subTest(takes):
                self.blob = Slow(self, takes)
                lease, told, began = self.lease(f"slow{takes}"), [], self.now
                lease.take({})
                self.blob.trouble = Trouble("PUT", 0, "TimeoutError")
                outer = self

                class Ends(threading.Event):
                    def wait(self, seconds):
                        outer.now += seconds
                        return False

                renew_forever(lease, Ends(), lambda told=told: told.append(self.now))
                self.assertLessEqual(told[0] - began, 60 - MARGIN)
                self.assertGreater(told[0] - began, 40)


class Slow(Blob):
    """Trouble comes after so many seconds, or when the request's time is over."""

    def __init__(self, test, takes):
        super().__init__()
        self._test, self._takes = test, takes

    def request(self, *told, timeout=20, **more):
        if self.trouble:
            self._test.now += min(self._takes, timeout)
        return super().request(*told, **more)


if __name__ == "__main__":
    unittest.main()
