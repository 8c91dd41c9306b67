"""Any bytes in any order: no crash, no hang, no event without a pattern."""

import json
import random
import time
import unittest

import place
from hearth_agent.matcher import Match, Matcher
from hearth_agent.patterns import UnsafePattern, compile_pattern
from hearth_agent.players import Players
from hearth_agent.profile import BadProfile, Profile, load

PROFILES = sorted(place.GAMES.glob("*.json"))


class AnyBytes(unittest.TestCase):
    def test_never_crash_the_matcher_nor_make_an_event_without_a_pattern(self):
        chance = random.Random(20261121)
        pieces = [line for f in place.DATA.glob("*.log") for line in f.read_bytes().split()]
        for path in PROFILES:
            profile = load(path)
            players = Players(profile.tells_players)
            for _ in range(1500):
                parts = chance.choices(pieces, k=chance.randrange(8))
                parts.append(chance.randbytes(chance.randrange(12)))
                chance.shuffle(parts)
                line = b" ".join(parts).decode("utf-8", "replace")
                for match in profile.matcher.match(line):
                    self.assertTrue(profile.data["patterns"][match.kind])
                    players.apply(match, "2026-01-01T00:00:00Z")
                self.assertTrue(players.count is None or players.count >= 0)

    def test_a_hostile_long_line_costs_little_under_every_profile(self):
        for path in PROFILES:
            data = json.loads(path.read_text("utf-8"))
            matcher = load(path).matcher
            for texts in data["patterns"].values():
                for text in texts:
                    words = compile_pattern(text)[1] or ""
                    for filler in (" ", "0", "a", "x : 1:1 ", ": ", words):
                        line = (words + filler * 100_000)[:100_000]
                        before = time.thread_time()
                        matcher.match(line)
                        # 2 s of processor time would be a hang; the usual is a millisecond
                        self.assertLess(time.thread_time() - before, 2, (path.name, text))


class Patterns(unittest.TestCase):
    def test_that_backtrack_are_refused(self):
        for text in ("(a+)+$", "(a|a)*b", "(?:x?y*)*", "^.*.*.*a", ".*a.*b", r"(a)\1", "(a{1,9}){1,9}"):
            with self.assertRaises(UnsafePattern, msg=text):
                compile_pattern(text)

    def test_that_are_none_are_refused(self):
        for text in ("(", "[a", "a{2,1}", "(?<name>a)(?<name>b)"):
            with self.assertRaises(UnsafePattern, msg=text):
                compile_pattern(text)

    def test_carry_a_literal_that_every_match_holds(self):
        self.assertEqual("Saving finished", compile_pattern("^Saving finished$")[1])
        self.assertEqual(" left", compile_pattern(r"^(?<name>\w+) left")[1])
        self.assertIsNone(compile_pattern("a|b")[1])
        self.assertIsNone(compile_pattern("(?i)ready")[1])
        self.assertEqual("b", compile_pattern("(?:aaa)?b")[1])


class ProfileErrors(unittest.TestCase):
    def broken(self, **change):
        data = json.loads((place.GAMES / "valheim.json").read_text("utf-8")) | change
        contract = json.loads((place.CONTRACTS / "game.schema.json").read_text("utf-8"))
        with self.assertRaises(BadProfile) as caught:
            Profile(data, contract)
        return str(caught.exception)

    def test_name_the_field(self):
        self.assertIn("ports[0].port: must be at most 65535",
                      self.broken(ports=[{"port": 70000, "protocol": "udp"}]))  # fmt: skip
        self.assertIn("stop.signal: must be one of", self.broken(stop={"signal": "X", "seconds": 1}))
        self.assertIn("patterns.join[0]: needs a group key or name",
                      self.broken(patterns={"ready": ["x"], "join": ["y"]}))  # fmt: skip
        self.assertIn("patterns.ready[1]: is no pattern",
                      self.broken(patterns={"ready": ["x", "("]}))  # fmt: skip
        self.assertIn("surprise: is not known here", self.broken(surprise=1))
        self.assertIn("needs exactly one of image or binary",
                      self.broken(binary={"blob": "b", "sha256": "0" * 64, "command": ["x"]}))  # fmt: skip

    def test_come_all_at_once(self):
        self.assertEqual(2, len(self.broken(v=2, title=7).splitlines()))


def matcher(**kinds):
    return Matcher({k: [compile_pattern(p) for p in v] for k, v in kinds.items()})


class Lines(unittest.TestCase):
    def test_lose_prefixes_colours_and_a_byte_order_mark(self):
        m = matcher(prefixes=[r"\[\d+\] ", "\ufeff"], ready=["^up$"])
        self.assertEqual("ready", m.match("\ufeff[1] [22] \x1b[32mup\x1b[0m\r\n")[0].kind)

    def test_that_are_ignored_mean_nothing_else(self):
        m = matcher(ignore=["^<"], ready=["up"])
        self.assertEqual(["ignore"], [found.kind for found in m.match("<x> up")])


class Roster(unittest.TestCase):
    def setUp(self):
        self.players = Players(True)

    def see(self, kind, **groups):
        return [(k, p.name) for k, p in self.players.apply(Match(kind, groups, ""), "t")]

    def test_a_leave_without_a_name_leaves_the_roster_unknown_and_the_count_known(self):
        self.see("join", name="A", owner="1")
        self.see("join", name="B", owner="2")
        self.assertEqual([], self.see("count", count="1"))
        self.assertEqual((1, None), (self.players.count, self.players.roster))
        self.assertEqual([("leave", "A")], self.see("owner", owner="1"))
        self.assertEqual(["B"], [p["name"] for p in self.players.roster])

    def test_a_count_of_zero_sends_everyone_home(self):
        self.see("join", name="A")
        self.see("join", name="B")
        self.assertEqual([("leave", "A"), ("leave", "B")], self.see("count", count="0"))

    def test_a_namesake_is_somebody_else_and_a_respawn_is_not(self):
        self.assertEqual([("join", "A")], self.see("join", name="A", owner="1"))
        self.assertEqual([], self.see("join", name="A", owner="1"))
        self.assertEqual([("join", "A")], self.see("join", name="A", owner="2"))
        self.assertEqual(2, self.players.count)

    def test_two_who_connect_at_once_are_told_apart_by_the_owner_id(self):
        for key in ("k1", "k2"):
            self.see("connect", key=key)
        self.see("join", name="B", owner="2")
        self.see("join", name="A", owner="1")
        self.assertEqual([], self.see("leave", key="k1"))
        self.assertEqual((1, None), (self.players.count, self.players.roster))
        self.assertEqual([("leave", "A")], self.see("owner", owner="1"))
        self.assertEqual([("leave", "B")], self.see("leave", key="k2"))

    def test_a_connection_that_never_joined_leaves_nobody_out(self):
        self.see("connect", key="k1")
        self.see("connect", key="k2")
        self.see("join", name="A")
        self.assertEqual([], self.see("leave", key="k2"))
        self.assertEqual(1, self.players.count)
        self.assertEqual([("leave", "A")], self.see("leave", key="k1"))

    def test_survives_being_saved_and_restored(self):
        self.see("connect", key="k")
        self.see("join", name="A", owner="1")
        again = Players(True)
        again.restore(json.loads(json.dumps(self.players.save())))
        self.assertEqual(self.players.roster, again.roster)
        self.assertEqual("leave", again.apply(Match("leave", {"key": "k"}, ""), "t")[0][0])

    def test_a_log_that_cannot_tell_knows_nothing(self):
        players = Players(False)
        self.assertEqual((None, None), (players.count, players.roster))


if __name__ == "__main__":
    unittest.main()
