"""The simulated game prints what each profile understands."""

import sys
import unittest

import place
from hearth_agent.profile import load
from hearth_agent.replay import replay

sys.path.insert(0, str(place.ROOT / "cloud-init/simulated-game"))

from simulated_game import Game  # noqa: E402

SILENT = {"luanti": ("saved",), "linuxgsm": ["join", "leave", "saved"], "palworld": ["saved"], "satisfactory": ["saved"]}


def words(name):
    printed = []
    game = Game(name, printed.append)
    game.tell("boot")
    game.tell("ready")
    game.command("join Ada")
    game.command("join Ada")
    game.command("chat Eve Bob joined the game")
    game.command("leave Ada")
    for kind in ("stopping", "save", "end"):
        game.tell(kind)
    told = replay(load(place.GAMES / f"{name}.json"), printed)
    return [event.split()[0] for event in told]


class SimulatedGame(unittest.TestCase):
    def test_is_ready_joined_left_and_saved_once_under_every_profile(self):
        for path in place.GAMES.glob("*.json"):
            with self.subTest(profile=path.stem):
                seen = [word for word in words(path.stem) if word in ("ready", "join", "leave", "saved")]
                wanted = [w for w in ("ready", "join", "leave", "saved") if w not in SILENT.get(path.stem, ())]
                self.assertEqual(wanted, seen)


if __name__ == "__main__":
    unittest.main()
