"""Real log lines through the profiles: exactly these events, and no others."""

import unittest
from pathlib import Path

import place
from hearth_agent import recording
from hearth_agent.profile import load
from hearth_agent.replay import replay

EXPECTED = {
    ("factorio", "factorio"): ["ready", "join bsalis", "leave bsalis", "saved", "saved"],
    ("godot4-headless", "godot"): [],
    ("godot4-session", "godot"): [
        "step world", "ready", "code AB-12", "join Ada Lovelace [p1]",
        "leave Ada Lovelace [p1]", "saved",
    ],
    ("minecraft-bedrock", "minecraft-bedrock"): [
        "ready", "join testUser132 [111333555]", "leave testUser132 [111333555]",
    ],
    ("minecraft-java", "minecraft-java"): ["ready", "join Flysenberg", "leave Flysenberg"],
    ("palworld", "palworld"): [
        "ready",
        "join Woutahh [steam_76561197989637791]",
        "leave Woutahh [steam_76561197989637791]",
    ],
    ("satisfactory", "satisfactory"): [
        "ready", "join winglessraven [0362AB]", "leave winglessraven [0362AB]",
    ],
    ("terraria", "terraria"): ["ready", "join gspffbob", "leave gspffbob", "saved"],
    ("valheim-container-prefix", "valheim"): ["ready"],
    ("valheim-crossplay", "valheim-crossplay"): [
        "saved", "code 167812", "ready", "saved", "code 034505",
        "join Hue Ap Sior", "leave Hue Ap Sior", "count 0",
    ],
    ("valheim-crowd", "valheim"): [
        "join Luu", "join Bo", "leave Bo",
        "join Got character ZDOID from Eve : 1:1", "leave Luu",
    ],
    ("valheim-death-respawn", "valheim"): [],
    ("valheim-double-close", "valheim"): [],
    ("valheim-save-phases", "valheim"): ["saved", "saved"],
    ("valheim-steam", "valheim"): ["ready", "join Luu", "leave Luu"],
    ("spoofs-minecraft-java", "minecraft-java"): [],
    ("spoofs-palworld", "palworld"): [],
    ("spoofs-terraria", "terraria"): [],
    ("spoofs-factorio", "factorio"): [],
}  # fmt: skip


RECORDED = place.GAMES / "recorded"


def events(log, game):
    profile = load(place.GAMES / f"{game}.json")
    with open(place.DATA / f"{log}.log", encoding="utf-8") as lines:
        return list(replay(profile, lines))


class Recorded(unittest.TestCase):
    """The logs of real servers, beside the profiles; see docs/games.md."""

    def test_lines_yield_exactly_the_events_that_a_person_reads_in_them(self):
        for path in sorted(RECORDED.glob("*/*.log")):
            with self.subTest(log=f"{path.parent.name}/{path.name}"):
                self.assertEqual(recording.expected(path), recording.events(load(profile_of(path)), path))

    def test_lines_lie_beside_a_profile_with_their_events(self):
        for path in RECORDED.glob("*/*"):
            self.assertTrue(profile_of(path).is_file(), path)
            self.assertTrue(path.with_suffix(".log").is_file() and path.with_suffix(".events").is_file(), path)


def profile_of(path):
    return place.GAMES / f"{path.parent.name}.json"


class Logs(unittest.TestCase):
    def test_every_log_yields_exactly_its_events(self):
        for (log, game), expected in EXPECTED.items():
            with self.subTest(log=log):
                self.assertEqual(expected, events(log, game))

    def test_every_log_file_is_expected_to_yield_something_or_nothing(self):
        self.assertEqual(
            {path.stem for path in Path(place.DATA).glob("*.log")},
            {log for log, _ in EXPECTED},
        )

    def test_the_crossplay_log_yields_no_join_under_the_plain_profile_twice(self):
        joins = [e for e in events("valheim-crossplay", "valheim") if e.startswith("join")]
        self.assertEqual(["join Hue Ap Sior"], joins)


if __name__ == "__main__":
    unittest.main()
