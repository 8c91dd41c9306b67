"""A game holds its world still for a backup, as its own console says it, and is waited for no longer than needed."""

import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import place
from hearth_agent import hold
from hearth_agent.hold import Hold, Saves
from hearth_agent.profile import load
from hearth_agent.store import Store

sys.path.insert(0, str(place.ROOT / "cloud-init/simulated-game"))

from simulated_game import Game  # noqa: E402


class Holding(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-hold-")
        self.addCleanup(folder.cleanup)
        self.store = Store(Path(folder.name))
        self.addCleanup(self.store.close)
        patch = unittest.mock.patch.object(hold, "AGAIN", 0.01)
        patch.start()
        self.addCleanup(patch.stop)

    def play(self, name, silent=False, **told):
        """A simulated game and what holds it: (game, hold, lines it was sent)."""
        profile, sent = load(place.GAMES / f"{name}.json"), []
        told = profile.data["world"]["hold"] | told
        saves = Saves(told.get("until", "saved"))
        game = Game(name, lambda line: silent or saves.seen(profile.matcher.match(line)))

        def send(command):
            sent.append(command)
            return game.typed(command)

        def means(answer):
            return any(one.kind == saves.kind for line in answer.split("\n") for one in profile.matcher.match(line))

        return game, Hold(told, send, saves, means, self.store, self.fail), sent


    def test_bedrock_is_asked_until_it_is_done_and_let_go(self):
        game, holding, sent = self.play("minecraft-bedrock")
        with holding() as faults:
            self.assertEqual(([], False), (faults, game.saves.automatic))
        self.assertEqual(["save hold", "save query", "save query", "save resume"], sent)
        self.assertTrue(game.saves.automatic)

    def test_bedrock_that_never_says_so_is_not_whole_and_let_go(self):
        game, holding, sent = self.play("minecraft-bedrock", silent=True, seconds=0.1)
        with holding() as faults:
            self.assertEqual(["the game did not say within 0.1 s that it saved"], faults)
        self.assertGreater(sent.count("save query"), 1)
        self.assertTrue(game.saves.automatic)

    def test_zomboid_has_saved_when_it_says_how_long_it_took_and_not_when_it_answers(self):
        game, holding, sent = self.play("project-zomboid")
        finished = []
        game.saves.finish = lambda: finished.append(True)
        with holding() as faults:
            self.assertEqual(([], [True]), (faults, finished), "the answer came before the save")
        self.assertEqual(["save"], sent)

    def test_zomboid_that_answers_and_does_not_save_is_not_whole(self):
        _, holding, _ = self.play("project-zomboid", silent=True, seconds=0.3)
        with holding() as faults:
            self.assertEqual(["the game did not say within 0.3 s that it saved"], faults)

    def test_minecraft_s_answer_is_the_word(self):
        game, holding, sent = self.play("minecraft-java", silent=True)
        with holding() as faults:
            self.assertEqual([], faults)
        self.assertEqual((["save-off", "save-all flush", "save-on"], True), (sent, game.saves.automatic))

    def test_every_game_that_is_held_until_it_says_so_can_be_heard(self):
        for path in sorted(place.GAMES.glob("*.json")):
            profile = load(path)
            told = profile.data["world"].get("hold", {})
            with self.subTest(path.stem):
                self.assertTrue("until" not in told or profile.data["patterns"][told["until"]])
                self.assertTrue("ask" not in told or "until" in told)


if __name__ == "__main__":
    unittest.main()
