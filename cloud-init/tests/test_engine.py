"""An image that is fetched: how far it is, its failures, and that it is given up at once."""

import tempfile
import threading
import unittest
import unittest.mock
from pathlib import Path

import place  # noqa: F401
from engine import WHOLE, Engine, word
from hearth_agent import engine, fetching
from hearth_agent.container import ContainerGame
from hearth_agent.fetching import Amount, Fetching, GivenUp

PINNED = "ghcr.io/a/b:1@sha256:" + "0" * 64


class Pull(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-engine-")
        self.addCleanup(folder.cleanup)
        socket = Path(folder.name) / "docker.sock"
        self.engine = Engine(socket)
        self.addCleanup(self.engine.close)
        self.game = self.game_of("a/b:1", socket)
        self.told, self.cancelled = [], threading.Event()

    def game_of(self, image, socket=None):
        return ContainerGame("docker", image, (), {}, [], "SIGINT", str(socket or self.engine.server_address))

    def fetch(self, game=None):
        clock = iter(range(0, 10_000, 4))
        (game or self.game).fetch(Fetching(self.told.append, self.cancelled, lambda: next(clock)))

    def test_says_how_far_it_is_by_bytes_and_layers_and_all_of_them_once_they_are_known(self):
        self.fetch()
        self.assertEqual(["/images/create?fromImage=a%2Fb&tag=1"], self.engine.asked)
        self.assertIn(Amount(10, None, 1, 3), self.told)
        self.assertIn(Amount(60, 400, 1, 3), self.told)
        self.assertEqual(Amount(400, 400, 3, 3), self.told[-1])

    def test_names_a_pinned_image_by_its_digest_and_does_not_fetch_it_twice(self):
        game = self.game_of(PINNED)
        self.fetch(game)
        self.engine.here.add("ghcr.io/a/b@sha256:" + "0" * 64)
        self.fetch(game)
        there = f"/images/ghcr.io/a/b@sha256:{'0' * 64}/json"
        self.assertEqual([there, f"/images/create?fromImage=ghcr.io%2Fa%2Fb&tag=sha256%3A{'0' * 64}", there], self.engine.asked)

    def test_says_why_where_it_failed(self):
        for status, words, why in (
            (404, {"message": "manifest for a/b:1 not found: manifest unknown"}, "manifest unknown"),
            (500, {"message": "toomanyrequests: You have reached your pull rate limit"}, "rate limit"),
            (500, "no object", "no object"),
            (200, (*WHOLE[:6], {"errorDetail": {"message": "unexpected EOF"}, "error": "unexpected EOF"}), "unexpected EOF"),
            (200, ("no object",), "not understood"),
            (200, WHOLE[:6], "broke off"),
        ):
            with self.subTest(why):
                self.engine.status, self.engine.words = status, words
                with self.assertRaisesRegex(RuntimeError, why):
                    self.fetch()

    def test_that_breaks_off_or_falls_silent_or_is_not_there_is_a_failure_to_be_tried_again(self):
        self.engine.words, self.engine.breaks = WHOLE[:6], True
        with self.assertRaisesRegex(RuntimeError, "broke off"):
            self.fetch()
        self.engine.hangs = True
        with unittest.mock.patch.object(engine, "SILENCE", 0.2), self.assertRaisesRegex(RuntimeError, "said nothing"):
            self.fetch()
        with self.assertRaisesRegex(RuntimeError, "does not answer at /nowhere"):
            self.fetch(self.game_of("a/b:1", "/nowhere/docker.sock"))

    def test_is_given_up_at_once_however_silent_the_engine_is_which_sees_the_connection_end(self):
        self.engine.words, self.engine.hangs = WHOLE[:6], True
        seen = []

        def fetch():
            try:
                self.game.fetch(Fetching(self.told.append, self.cancelled))
            except GivenUp:
                seen.append("given up")

        thread = threading.Thread(target=fetch)
        thread.start()
        self.assertTrue(self.engine.left.wait(20))
        self.cancelled.set()
        thread.join(20)
        self.assertEqual(["given up"], seen)
        self.assertTrue(self.engine.free.wait(20))

    def test_of_another_image_that_fails_is_tried_again_by_the_next_start(self):
        self.engine.status, self.engine.words = 500, {"message": "no"}
        for _ in range(2):
            with self.assertRaises(RuntimeError):
                self.game.use("a/b:2")
        self.assertEqual("a/b:1", self.game.image)
        self.engine.status, self.engine.words = 200, WHOLE
        self.game.use("a/b:2")
        self.assertEqual("a/b:2", self.game.image)

    def test_hostile_words_are_a_failure_and_no_crash(self):
        for words in ([word("Downloading", "x", "many", [])], [{"status": 7, "id": {}}], [[]], [{"error": 7}]):
            with self.subTest(words), self.assertRaises(RuntimeError):
                self.engine.words = words
                self.fetch()


class Told(unittest.TestCase):
    """How often people are told."""

    def test_every_three_seconds_at_most_and_of_a_long_fetch_a_tenth_of_its_time(self):
        now, told = [0.0], []
        watched = Fetching(lambda amount: told.append((now[0], amount.bytes)), threading.Event(), lambda: now[0])
        for tenth in range(6000):
            now[0] = tenth / 10
            watched.at(Amount(tenth))
        pauses = [b - a for (a, _), (b, _) in zip(told, told[1:])]
        self.assertGreaterEqual(min(pauses), fetching.EVERY)
        self.assertLess(len(told), 45)
        self.assertGreater(len(told), 20)

    def test_never_the_same_twice(self):
        told, clock = [], iter(range(0, 1000, 10))
        watched = Fetching(told.append, threading.Event(), lambda: next(clock))
        for _ in range(5):
            watched.at(Amount(1))
        self.assertEqual([Amount(1)], told)


if __name__ == "__main__":
    unittest.main()
