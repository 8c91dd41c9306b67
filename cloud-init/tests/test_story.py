"""The meaning of lines one after the other, and the cost of many of them."""

import json
import time
import unittest

import place
from hearth_agent.matcher import Match
from hearth_agent.players import MAX_COUNT, MAX_ON, Players
from hearth_agent.profile import load
from hearth_agent.replay import replay
from hearth_agent.story import Manner, Story

BEGAN, READY = Match("began", {}, ""), Match("ready", {}, "")
SAVED, SAVING = Match("saved", {}, ""), Match("saving", {}, "")


def join(name, key=None):
    return Match("join", {"name": name, "key": key}, "")


def version(text):
    return Match("version", {"version": text}, "")


def told(manner, *matches):
    story = Story(manner)
    return [f"{e.kind} {e.player.name}" if e.player else e.kind for m in matches for e in story.take(m, "t")]


class Beginnings(unittest.TestCase):
    CASES = (
        ("a second ready after somebody was on", Manner(), (READY, join("A"), READY), "ready,join A,leave A,ready"),
        ("also when nobody is on any more", Manner(),
         (READY, join("A"), Match("leave", {"name": "A"}, ""), READY), "ready,join A,leave A,ready"),
        ("the same line again", Manner(), (READY, READY), "ready"),
        ("a game whose ready line repeats", Manner(ready_repeats=True), (READY, join("A"), READY), "ready,join A"),
        ("a beginning", Manner(ready_repeats=True), (READY, join("A"), BEGAN, READY), "ready,join A,leave A,began,ready"),
        ("a beginning before all", Manner(), (BEGAN, READY), "began,ready"),
    )  # fmt: skip

    def test_leave_nobody_on(self):
        for name, manner, matches, expected in self.CASES:
            with self.subTest(name):
                self.assertEqual(expected.split(","), told(manner, *matches))


class Saves(unittest.TestCase):
    CASES = (
        ("each, where no line says that one begins", Manner(), (SAVED, SAVED), "saved,saved"),
        ("one for each that begins", Manner(saves_begin=True), (SAVED, SAVED, SAVING, SAVED), "saved,saved"),
        ("none before a start is over", Manner(), (BEGAN, SAVED, READY, SAVED), "began,ready,saved"),
    )

    def test_count_once(self):
        for name, manner, matches, expected in self.CASES:
            with self.subTest(name):
                self.assertEqual(expected.split(","), told(manner, *matches))

    def test_are_unknown_where_the_server_prints_none(self):
        story = Story(Manner())
        story.take(Match("saveless", {}, ""), "t")
        self.assertTrue(story.saveless)
        story.take(BEGAN, "t")
        self.assertFalse(story.saveless)


class Versions(unittest.TestCase):
    OLD, KNOWN = Match("ready", {}, "", "1.0"), Match("ready", {}, "", "1.0", True)
    CASES = (
        (None, OLD, True), (None, KNOWN, False), ("0.221.12", OLD, True), ("0.221.12", KNOWN, True),
        ("l-1.0.16", OLD, False), ("1.0", OLD, False), ("26.3", OLD, False),
    )  # fmt: skip

    def test_decide_which_patterns_count(self):
        for seen, pattern, counts in self.CASES:
            with self.subTest(seen=seen, known=pattern.known):
                matches = (version(seen), pattern) if seen else (pattern,)
                self.assertEqual(counts, "ready" in told(Manner(), *matches))


class Memory(unittest.TestCase):
    def test_survives_a_kill_at_any_line(self):
        lines = (place.GAMES / "recorded/valheim/crash-and-restart-in-the-container.log").read_text("utf-8").split("\n")
        profile = load(place.GAMES / "valheim.json")
        matches = [match for line in lines for match in profile.matcher.match(line)]
        whole = Story(profile.manner)
        expected = [e for m in matches for e in whole.take(m, "t")]
        for cut in range(len(matches)):
            first, second = Story(profile.manner), Story(profile.manner)
            seen = [e for m in matches[:cut] for e in first.take(m, "t")]
            second.restore(json.loads(json.dumps(first.save())))
            seen += [e for m in matches[cut:] for e in second.take(m, "t")]
            self.assertEqual(expected, seen)

    def test_restores_what_an_older_agent_kept(self):
        story = Story(Manner())
        story.restore({"players": [], "pending": {}, "waiting": 0, "unnamed": 0})
        self.assertEqual((0, None), (story.players.count, story.version))


class Settling(unittest.TestCase):
    def lines(self, *lines):
        return list(replay(load(place.GAMES / "valheim.json"), lines))

    FAILED = "World load failed mid-file."

    def test_a_failure_soon_after_takes_the_ready_back(self):
        ready = "09/20/2026 18:00:41: Opened Steam server"
        self.assertEqual([f"failure {self.FAILED}"], self.lines(ready, f"09/20/2026 18:00:51: {self.FAILED}"))
        self.assertEqual(["ready", f"failure {self.FAILED}"], self.lines(ready, f"09/20/2026 18:00:52: {self.FAILED}"))

    def test_midnight_is_no_day(self):
        ready = "09/20/2026 23:59:58: Opened Steam server"
        self.assertEqual([f"failure {self.FAILED}"], self.lines(ready, f"09/21/2026 00:00:03: {self.FAILED}"))


class Crowds(unittest.TestCase):
    def test_that_join_and_never_leave_are_counted_and_bounded(self):
        players = Players(True)
        for n in range(20_000):
            players.apply(join(f"P{n}"), "t")
        self.assertEqual((MAX_ON, MAX_COUNT, None), (len(players.on), players.count, players.roster))
        for n in range(20_000):
            players.apply(Match("leave", {"name": f"P{n}"}, ""), "t")
        self.assertEqual(0, players.count)

    def test_cost_as_much_for_each_as_a_few(self):
        def seconds(crowd):
            players = Players(True)
            for n in range(crowd):
                players.apply(join(f"P{n}"), "t")
            before = time.thread_time()
            for n in range(2_000):
                players.apply(join(f"X{n}"), "t")
                players.apply(Match("leave", {"name": f"X{n}"}, ""), "t")
            return time.thread_time() - before

        # a walk over everyone would be a hundred times as slow
        self.assertLess(min(seconds(1000) for _ in range(3)), 20 * min(seconds(5) for _ in range(3)))

    def test_whoever_is_arriving_is_no_proof_of_emptiness(self):
        players = Players(True)
        players.apply(Match("connect", {"key": "k"}, ""), "t")
        self.assertTrue(players.arriving)
        players.apply(Match("refusal", {"key": "k"}, ""), "t")
        self.assertFalse(players.arriving)
        players.apply(Match("connect", {"key": "k"}, ""), "t")
        players.apply(Match("count", {"count": "0"}, ""), "t")
        self.assertFalse(players.arriving)


if __name__ == "__main__":
    unittest.main()
