"""Snapshots of the world's share: which are taken and kept, and what faults do to a session's end."""

import time
import unittest

import azurite
import place  # noqa: F401 - finds the agent
from fileshare import KEY, MOST, FileShare
from hearth_agent.snapshots import Snapshots, signature
from hearth_agent.web import Trouble, Web
from stand import Stand, until

EMULATORS = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
BUSY, DENIED = (503, "ServerBusy"), (403, "AuthenticationFailed")


class Taking(unittest.TestCase):
    def setUp(self):
        self.share = FileShare(azurite.shared().certificate)
        self.addCleanup(self.share.close)
        self.web = Web(azurite.shared().certificate)
        self.addCleanup(self.web.close)
        self.key = KEY

    def take(self, keep=3):
        return Snapshots(self.web, lambda: self.key, self.share.url, "world", keep).take()

    def refused(self, **more):
        with self.assertRaises(Trouble) as caught:
            self.take(**more)
        self.assertNotIn(self.key, str(caught.exception))
        return caught.exception

    def test_makes_one_with_the_agents_mark(self):
        taken = self.take()
        self.assertEqual({taken: True}, self.share.snapshots)

    def test_keeps_the_newest(self):
        old = self.share.holds(5)
        taken = self.take(keep=3)
        self.assertEqual([*old[-2:], taken], sorted(self.share.snapshots))

    def test_never_touches_those_that_others_made(self):
        others = self.share.holds(4, ours=False)
        ours = self.share.holds(3, month=2)
        taken = self.take(keep=1)
        self.assertEqual([*others, taken], sorted(self.share.snapshots))
        self.assertEqual(3, len([one for one in self.share.requests if one[0] == "DELETE"]), ours)

    def test_makes_room_where_the_share_has_too_many(self):
        others = self.share.holds(MOST - 4, ours=False)
        self.share.holds(4, month=11)
        taken = self.take(keep=4)
        self.assertEqual(MOST, len(self.share.snapshots))
        self.assertIn(taken, self.share.snapshots)
        self.assertLessEqual(set(others), set(self.share.snapshots))

    def test_gives_up_where_all_of_too_many_are_others(self):
        others = self.share.holds(MOST, ours=False)
        self.assertEqual((409, "ShareSnapshotCountExceeded"), (self.refused().status, self.refused().code))
        self.assertEqual(others, sorted(self.share.snapshots))

    def test_asks_once_more_after_a_fault_and_not_after_a_refusal(self):
        for faults, status, requests in (
            ([BUSY], None, 3),
            ([BUSY, BUSY], 503, 2),
            ([DENIED], 403, 1),
            ([(409, "ShareBeingDeleted")], 409, 1),
            ([(404, "ShareNotFound")], 404, 1),
            ([0, (500, "InternalError")], None, 3),
        ):
            with self.subTest(faults):
                self.share.faults, self.share.requests = list(faults), []
                if status:
                    self.assertEqual(status, self.refused().status)
                else:
                    self.take()
                self.assertEqual(requests, len(self.share.requests))

    def test_a_key_that_does_not_fit_or_is_none_is_told_without_it(self):
        for key, words in (("b3RoZXI=", "403"), ("no base64!", "no base64")):
            self.key = key
            self.assertIn(words, str(self.refused()))
        self.assertEqual({}, self.share.snapshots)

    def test_a_list_that_lies_never_has_the_share_deleted(self):
        for at in ("", " ", "2026", "2026-01-01T00:00:00Z&restype=share", "x" * 50):
            self.share.snapshots = {at: True}
            self.take(keep=1)
        self.assertTrue(self.share.there)
        self.assertEqual([], [one for one in self.share.requests if one[0] == "DELETE"])

    def test_the_real_emulator_takes_the_signature(self):
        base = azurite.shared().blob
        url = f"{base}/?comp=list&include=metadata&prefix=a%2Cb"
        headers = {"x-ms-version": "2021-12-02", "x-ms-date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())}
        for key, taken in ((EMULATORS, True), (KEY, False)):
            signed = headers | {"Authorization": signature(key, "devstoreaccount1", "GET", url, headers)}
            self.assertEqual(taken, self.web.request("GET", url, signed).status == 200)


class Sessions(unittest.TestCase):
    """Of the whole agent: when one is taken, and that nothing waits for it long."""

    def setUp(self):
        self.share = FileShare(azurite.shared().certificate)
        self.addCleanup(self.share.close)
        at = self.share.url
        self.stand = Stand(shareServiceUri=at, share="world", shareSecret="world-t", snapshots=3, keyVaultUri=at)
        self.addCleanup(self.stand.close)
        self.stand.hello().start()
        self.stand.await_event("ready")

    def stop(self):
        order = self.stand.order("save-and-stop", ifEmpty=False)
        return self.stand.await_event("stopped", answers=order)

    def told(self):
        return [e["detail"] for e in self.stand.collect() if e.get("backup", {}).get("outcome") == "snapshot-failed"]

    def test_end_with_a_snapshot_and_a_backup(self):
        self.assertEqual({}, self.share.snapshots, "none while the game runs")
        self.assertTrue(self.stop()["saved"])
        self.assertEqual([True], list(self.share.snapshots.values()))
        self.assertEqual(1, len([e for e in self.stand.seen if e["type"] == "backup"]))
        self.assertEqual(1, self.share.secrets.count("world-t"))
        self.assertNotIn(KEY, self.stand.output())

    def test_end_all_the_same_where_it_is_refused_and_the_failure_is_told(self):
        self.share.faults = [(409, "ShareSnapshotCountExceeded"), DENIED]
        self.assertTrue(self.stop()["saved"])
        self.assertEqual(["GET /: 403 AuthenticationFailed"], self.told())
        self.assertIn("hearth no-snapshot", self.stand.output())

    def test_do_not_wait_for_a_service_that_says_nothing(self):
        self.share.keeps_its_key = True
        self.assertTrue(self.stop()["saved"])
        self.assertNotIn("no-snapshot", self.stand.output(), "it is still being asked for")
        self.assertIn("world-t", self.share.secrets)

    def test_tell_of_a_service_that_says_nothing(self):
        self.share.faults = [None]
        self.assertTrue(self.stop()["saved"])
        told = f"PUT {self.share.url}/world: no answer TimeoutError"
        self.stand.await_event("backup", detail=told, backup={"outcome": "snapshot-failed"})

    def test_that_an_eviction_ends_have_one_too(self):
        self.stand.metadata.preempt()
        self.assertTrue(self.stand.await_event("evicting")["saved"])
        until(lambda: self.share.snapshots)
        self.assertEqual([True], list(self.share.snapshots.values()))

    def test_go_on_without_one_when_the_game_is_started_again(self):
        restart = self.stand.order("restart")
        self.stand.await_event("done", answers=restart)
        self.assertEqual({}, self.share.snapshots)


if __name__ == "__main__":
    unittest.main()
