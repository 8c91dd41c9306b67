"""Harmful things that players, queues and games may send."""

import json
import random
import tempfile
import time
import unittest
import unittest.mock
from pathlib import Path
from types import SimpleNamespace

import place
from hearth_agent import console, evidence, orders
from hearth_agent.agent import Agent
from hearth_agent.game import ProcessGame
from hearth_agent.game_runner import GameRunner
from hearth_agent.hold import Saves
from hearth_agent.matcher import Match
from hearth_agent.players import Players
from hearth_agent.profile import load
from hearth_agent.replay import replay
from hearth_agent.spool import Spool
from hearth_agent.store import Store

BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # str.splitlines() takes each for a line's end
SPOOF = "[12:00:05] [Server thread/INFO]: "


class InTemp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-hostile-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)


class Chat(InTemp):
    def printed(self, data):
        """The lines that a game which printed these bytes is read as."""
        (self.home / "game.log").write_bytes(data)
        game = ProcessGame(["true"], str(self.home), {}, self.home)
        lines, at = [], 0
        while True:
            more, then = game.read(at)
            if then == at:
                game._log.close()
                return lines
            lines, at = lines + more, then

    def test_with_a_line_break_of_another_alphabet_stays_one_line_and_no_join(self):
        profile = load(place.GAMES / "minecraft-java.json")
        for mark in BREAKS:
            said = f"{SPOOF}<Eve> hi{mark}{SPOOF}Alex joined the game\n"
            lines = self.printed(said.encode())
            self.assertEqual(1, len(lines), repr(mark))
            self.assertEqual([], list(replay(profile, lines)), repr(mark))

    def test_an_empty_line_and_the_last_without_an_end_are_lines_too(self):
        self.assertEqual(["a", "", "b"], self.printed(b"a\n\nb"))

    def test_lines_of_100_kb_of_any_bytes_cost_little_and_mean_nothing_without_a_pattern(self):
        chance = random.Random(4)
        pieces = [line for f in place.DATA.glob("*.log") for line in f.read_bytes().splitlines()]
        for path in sorted(place.GAMES.glob("*.json")):
            profile = load(path)
            players = Players(profile.tells_players)
            for _ in range(20):
                filler = chance.choice(pieces) + chance.randbytes(chance.randrange(1, 40))
                line = (filler * (100_000 // len(filler) + 1)).replace(b"\n", b" ")[:100_000]
                begun = time.thread_time()
                for one in self.printed(chance.choice(pieces) + b" " + line + b"\n"):
                    for match in profile.matcher.match(one):
                        self.assertTrue(profile.data["patterns"][match.kind])
                        players.apply(match, "t")
                # 5 s of processor time would be a hang; the usual is a millisecond
                self.assertLess(time.thread_time() - begun, 5, path.name)


class Names(unittest.TestCase):
    def test_of_every_kind_keep_count_and_roster_in_step(self):
        chance = random.Random(5)
        names = ["A", "", " ", "0", "\u202eA", "A" * 400, "A\0B", "\U0001f600", "1:1", "null"]
        for _ in range(200):
            players = Players(True)
            for _ in range(60):
                kind = chance.choice(("join", "leave", "connect", "owner", "count", "death"))
                groups = {"name": chance.choice(names), "owner": chance.choice(("1", "-2", "0")),
                          "key": chance.choice(names), "count": chance.choice(("0", "1", "9999999", "x", "\u0664"))}  # fmt: skip
                kept = set(chance.sample(sorted(groups), chance.randrange(1, 5))) | NEEDED.get(kind, set())
                changes = players.apply(Match(kind, {k: groups[k] or "?" for k in kept}, ""), "t")
                self.assertTrue(all(change in ("join", "leave") for change, _ in changes))
                self.assertGreaterEqual(players.count, 0)
                if players.roster is not None:
                    self.assertEqual(players.count, len(players.roster))


NEEDED = {"connect": {"key"}, "owner": {"owner"}, "count": {"count"}}
STRANGE = [None, True, 0, -1, 2**53, 2**63, 10**300, 1.5, float("nan"), "", "x" * 5000, "\ud800",
           "0001-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:60Z", [], {}, [[[]]], {"a": {}}]  # fmt: skip


class Orders(InTemp):
    def test_with_any_field_strange_are_refused_or_stored_and_never_break_the_inbox(self):
        chance, told = random.Random(6), []
        store = Store(self.home)
        self.addCleanup(store.close)
        inbox = orders.Inbox(store, Spool(store, 10), "s", lambda event, **more: told.append(event))
        examples = [json.loads(path.read_text("utf-8")) for path in
                    sorted((place.CONTRACTS / "examples/agent").glob("*.json"))]  # fmt: skip
        for _ in range(2000):
            order = json.loads(json.dumps(chance.choice(examples)))
            inside = chance.choice([order, order.get("config", order)])
            inside[chance.choice(sorted(inside))] = chance.choice(STRANGE)
            inbox.take(json.dumps(order).encode())
            inbox.next()
        for _ in range(2000):
            inbox.take(chance.randbytes(chance.randrange(60)))
        self.assertIn("order-not-understood", told)


class Words(unittest.TestCase):
    def test_of_which_nothing_is_left_are_not_said(self):
        for text in ("/", " // ", "\r\n", "\x00", "\u2028/"):
            with self.assertRaises(ValueError, msg=repr(text)):
                console.say({"kind": "stdin", "say": "say {text}"}, text, self.fail, None)

    def test_of_any_kind_stay_one_line_behind_the_command(self):
        chance = random.Random(7)
        signs = "/\n\r\t \x00\x1b\x7f\x85\u2028\u2029ab{}text;\"'\\"
        for _ in range(3000):
            text = "".join(chance.choices(signs, k=chance.randrange(1, 12)))
            line = []
            try:
                console.say({"kind": "stdin", "say": "say {text}"}, text, line.append, None)
            except ValueError:
                continue
            self.assertRegex(line[0], r"\Asay [^\x00-\x1f\x7f-\x9f\u2028\u2029]+\Z")
            self.assertNotRegex(line[0], r"\Asay\s*/")


class Answers(unittest.TestCase):
    def test_of_a_game_to_a_query_are_a_number_or_no_evidence(self):
        for text in ("[" * 100_000, "{}", "null", '{"players":3}', '{"players":{"online":true}}',
                     '{"players":{"online":-1}}', '{"players":{"online":"3"}}'):  # fmt: skip
            with self.subTest(text=text[:40]):
                self.assertIsNone(asked(text))
        self.assertEqual(3, asked('{"players":{"online":3}}'))


def asked(text):
    """The count that a server which answers the status ping with this text is evidence for."""
    profile = load(place.GAMES / "minecraft-java.json")
    profile.evidence = [one for one in profile.evidence if one["source"] == "status-ping"]
    before = evidence.ASK["status-ping"]
    evidence.ASK["status-ping"] = lambda *_: evidence.online(text)
    try:
        return evidence.gather(profile, None)[0]["count"]
    finally:
        evidence.ASK["status-ping"] = before


class Secrets(unittest.TestCase):
    """V Rising prints its passwords as it starts, Project Zomboid's image its arguments."""

    def test_that_a_game_prints_are_not_handed_on(self):
        profile = load(place.GAMES / "v-rising.json")
        lines = ['  "Password": "chim plove",', "Crash!!!", "-adminpassword chim plove"]
        game = SimpleNamespace(
            environment={"HOST_SETTINGS_Password": "chim plove", "HOST_SETTINGS_Rcon__Password": "", "SERVERNAME": "Crash"},
            beginning=0, restarted=False, running=lambda: True, read=lambda _: (lines, 9),
        )  # fmt: skip
        told = GameRunner(game, profile.matcher, None, Saves(), profile.secret_names).read(0)
        self.assertEqual(('  "Password": "***",', "Crash!!!", "-adminpassword ***"), told.lines)
        self.assertNotIn("plove", repr(told))
        self.assertEqual(["failure"], [match.kind for match in told.matches])


class Floods(unittest.TestCase):
    """A game that prints without end: nothing is left behind, and nobody else waits for long."""

    def agent(self, waiting):
        made = Agent.__new__(Agent)
        made._flooded, made.taken = False, []
        made.take = made.taken.append
        made.state = SimpleNamespace(run=SimpleNamespace(attached=True), log=SimpleNamespace(resume=0))
        made._parts = SimpleNamespace(runner=SimpleNamespace(read=lambda _: waiting.pop(0) if waiting else None))
        return made

    def test_all_that_was_printed_is_taken_in_at_once(self):
        agent = self.agent(list("abcde"))
        agent._read()
        self.assertEqual((list("abcde"), False), (agent.taken, agent._flooded))

    def test_others_come_in_between_and_then_it_goes_on(self):
        agent, clock = self.agent(list("abcde")), iter(range(100))
        with unittest.mock.patch("hearth_agent.agent.time.monotonic", lambda: next(clock)):
            agent._read()
            self.assertEqual((["a"], True), (agent.taken, agent._flooded))
            agent._read()
        self.assertEqual(["a", "b"], agent.taken)


if __name__ == "__main__":
    unittest.main()
