"""What the agent notices by itself as time goes by."""

import tempfile
import unittest
from pathlib import Path

import place
from hearth_agent.agent import Agent
from hearth_agent.config import Config
from hearth_agent.profile import load


class Time(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-watch-")
        self.addCleanup(folder.cleanup)
        self.profile = load(place.GAMES / "valheim.json")
        told = Config("s", "p", "https://q", str(Path(folder.name, "state")), command=["true"])
        self.agent = Agent(told, self.profile, lambda *_, **__: None)
        self.addCleanup(self.agent.store.close)
        self.agent.attached = True

    def kinds(self):
        return [kind for (kind,) in self.agent.store.all("SELECT kind FROM spool ORDER BY seq")]

    def test_without_any_recognised_line_raises_one_drift_event_until_one_is_recognised(self):
        self.agent.account.phase = "running"
        self.agent.reader.watch_times()
        self.assertEqual([], self.kinds())
        for _ in range(3):
            self.agent.reader._recognised -= self.profile.data["driftMinutes"] * 60 + 1
            self.agent.reader.watch_times()
        self.assertEqual(["drift"], self.kinds())
        self.agent.reader._take(["World saved ( 1.0ms )"])
        self.agent.reader._recognised -= self.profile.data["driftMinutes"] * 60 + 1
        self.agent.reader.watch_times()
        self.assertEqual(["drift", "saved", "drift"], self.kinds())

    def test_that_passes_before_the_game_is_ready_is_reported_with_its_last_lines(self):
        self.agent.account.phase = "loading"
        self.agent.reader._take(["something odd"])
        self.agent.reader._began -= self.profile.data["bootSeconds"] + 1
        self.agent.reader.watch_times()
        self.agent.reader.watch_times()
        self.assertEqual(["failed"], self.kinds())
        self.assertIn("something odd", self.agent.store.all("SELECT body FROM spool")[0][0])

    def test_failure_lines_are_reported_three_times_at_most(self):
        self.agent.reader._take(["Game server connected failed"] * 9)
        self.assertEqual(["failed"] * 3, self.kinds())


if __name__ == "__main__":
    unittest.main()
