"""The things that the agent notices by itself as time goes by."""

import unittest

import place
from hearth_agent.core import effects, events
from hearth_agent.core.state import Log, Run, Setup, State
from hearth_agent.core.step import step
from hearth_agent.masked import masked
from hearth_agent.profile import load

BEGUN = 1000.0


class Time(unittest.TestCase):
    def setUp(self):
        self.profile = load(place.GAMES / "valheim.json")
        told = self.profile.data
        self.state = State(Setup(boot_seconds=told["bootSeconds"], drift_minutes=told["driftMinutes"]))
        self.now, self.told = BEGUN, []

    def phase(self, phase):
        self.state = State(self.state.setup, Run(phase, attached=True, began=BEGUN), Log(recognised=BEGUN))

    def take(self, event):
        self.state, done = step(self.state, event, self.now)
        self.told += [effect.event for effect in done if isinstance(effect, effects.Report)]

    def prints(self, *lines):
        matches = tuple(match for line in lines for match in self.profile.matcher.match(line))
        unknown = tuple(line for line in lines if not self.profile.matcher.match(line))
        self.take(events.Printed(matches, lines, 1, unknown))

    def kinds(self):
        return [event["type"] for event in self.told]

    def test_without_any_recognised_line_raises_one_drift_event_until_one_is_recognised(self):
        self.phase("running")
        self.take(events.Tick())
        self.assertEqual([], self.kinds())
        for _ in range(3):
            self.now += self.profile.data["driftMinutes"] * 60 + 1
            self.take(events.Tick())
        self.assertEqual(["drift"], self.kinds())
        self.prints("World saved ( 1.0ms )")
        self.now += self.profile.data["driftMinutes"] * 60 + 1
        self.take(events.Tick())
        self.assertEqual(["drift", "saved", "drift"], self.kinds())

    def test_that_passes_before_the_game_is_ready_is_reported_with_its_last_lines(self):
        self.phase("loading")
        self.prints("something odd")
        self.now += self.profile.data["bootSeconds"] + 1
        self.take(events.Tick())
        self.take(events.Tick())
        self.assertEqual(("drift", "not ready in time\nsomething odd"), (self.told[0]["type"], self.told.pop(0)["detail"]))
        self.assertEqual(["over"], [event["trouble"]["kind"] for event in self.told])
        self.assertIn("something odd", self.told[0]["trouble"]["detail"])
        self.take(events.GameEnded())
        self.assertEqual(["phase", "failed", "stopped"], self.kinds())
        self.assertIn("something odd", self.told[1]["detail"])

    def test_failure_lines_are_reported_three_times_at_most(self):
        self.phase("running")
        self.prints(*["Game server connected failed"] * 9)
        self.assertEqual([("phase", "noticed")] * 3, [(e["type"], e["trouble"]["kind"]) for e in self.told])

    def test_a_ready_line_that_a_failure_follows_is_never_announced(self):
        self.settles(10)
        self.prints("Opened Steam server")
        self.now += 3
        self.prints("World load failed mid-file. Exiting without save. Check backups!")
        self.now += 60
        self.take(events.Tick())
        self.assertNotIn("ready", self.kinds())
        self.take(events.GameEnded())
        self.assertIn("World load failed mid-file", self.told[-2]["detail"], "though it ended with code 0")
        self.assertEqual(["failed", "stopped"], self.kinds()[-2:])

    def test_a_ready_line_that_stands_is_announced_once_it_has_settled_or_somebody_joins(self):
        for happens in (lambda: None, lambda: self.prints("Got character ZDOID from Ada : 7:1")):
            self.settles(10)
            self.prints("Opened Steam server")
            self.assertEqual([], self.kinds())
            happens()
            self.now += 11
            self.take(events.Tick())
            self.take(events.Tick())
            self.assertEqual(1, self.kinds().count("ready"))

    def settles(self, seconds):
        self.state, self.told = State(Setup(settle_seconds=seconds)), []
        self.phase("loading")

    def test_the_game_s_version_is_in_every_report_from_its_line_on(self):
        self.phase("loading")
        self.prints("Valheim version: l-1.0.17 (network version 40)")
        self.prints("Opened Steam server")
        self.assertEqual(["1.0.17"], [event["version"] for event in self.told])

    def test_players_seen_by_another_source_while_nothing_is_recognised_are_drift(self):
        self.phase("running")
        seen = [{"source": "a2s", "count": 2, "presence": True, "absence": False, "names": ["Ada"]}]
        self.prints('11/25/2026 20:00:00: Somebody new: "Ada" (76561197960265729) at 10.1.2.3')
        for minutes in (1, 9, 12, 20):
            self.now = BEGUN + minutes * 60
            self.take(events.Beat(seen, {}, self.now))
            self.take(events.Tick())
        drift = [event for event in self.told if event["type"] == "drift"]
        self.assertEqual(1, len(drift))
        self.assertNotRegex(drift[0]["detail"], "Ada|7656|10[.]1")
        self.assertIn('Somebody new: "Name1" (00000000000000000) at 192.0.2.0', drift[0]["detail"])


class Masked(unittest.TestCase):
    def test_lines_name_nobody_and_keep_their_shape(self):
        for line, shown in (
            ("Eve joined the world", "Name1 joined the world"),
            ("Player Eve (id 123456) has entered", "Player Name1 (id 000000) has entered"),
            ("<Eve> my address is eve@example.org", "<Name1> …"),
            ("Kicked 'Eve Adams' from 192.168.1.7:2456", "Kicked 'Name1' from 192.0.2.0:2456"),
            ("guid deadbeef01234567 closed", "guid 0000000000000000 closed"),
            ("a\u202eb\x1b[2Jc\nd", "a b [2Jc d"),
            ("Ada met Ada", "Name1 met Name1"),
        ):  # fmt: skip
            with self.subTest(line=line):
                self.assertEqual(shown, masked([line], {"Ada"}))

    def test_a_pair_of_lines_names_the_same_person_alike_and_no_more_than_twelve_are_shown(self):
        told = masked(["noise " + "x" * 900] * 20 + ["Eve joined", "Eve left"], ())
        self.assertEqual(["Name1 joined", "Name1 left"], told.split("\n")[-2:])
        self.assertEqual(12, len(told.split("\n")))
        self.assertLess(max(map(len, told.split("\n"))), 200)


if __name__ == "__main__":
    unittest.main()
