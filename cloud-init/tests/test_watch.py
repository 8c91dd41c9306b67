"""What the agent notices by itself as time goes by."""

import unittest

import place
from hearth_agent.core import effects, events
from hearth_agent.core.state import Run, Setup, State
from hearth_agent.core.step import step
from hearth_agent.profile import load

BEGUN = 1000.0


class Time(unittest.TestCase):
    def setUp(self):
        self.profile = load(place.GAMES / "valheim.json")
        told = self.profile.data
        self.state = State(Setup(boot_seconds=told["bootSeconds"], drift_minutes=told["driftMinutes"]))
        self.now, self.told = BEGUN, []

    def phase(self, phase):
        self.state = State(self.state.setup, run=Run(phase, attached=True, began=BEGUN, recognised=BEGUN))

    def take(self, event):
        self.state, done = step(self.state, event, self.now)
        self.told += [effect.event for effect in done if isinstance(effect, effects.Report)]

    def prints(self, *lines):
        matches = tuple(match for line in lines for match in self.profile.matcher.match(line))
        self.take(events.Printed(matches, lines, 1))

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
        self.assertEqual(["failed"], self.kinds())
        self.assertIn("something odd", self.told[0]["detail"])

    def test_failure_lines_are_reported_three_times_at_most(self):
        self.phase("running")
        self.prints(*["Game server connected failed"] * 9)
        self.assertEqual(["failed"] * 3, self.kinds())


if __name__ == "__main__":
    unittest.main()
