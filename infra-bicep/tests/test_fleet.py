"""Wrong parameters are named before Azure is asked; secrets; the fleet setting."""

import json
import subprocess
import unittest
from pathlib import Path

from place import HERE, Place, fleet


class Parameters(unittest.TestCase):
    def setUp(self):
        self.place = Place(self)

    def refuses(self, *words):
        self.assertEqual(self.place.deploy(), 1, self.place.said)
        for word in words:
            self.assertIn(word, self.place.refused)
        self.assertEqual([one for one in self.place.calls if not one.startswith("bicep ")], [])

    def test_each_mistake_is_named(self):
        def server(**changes):
            return lambda place: place.server.update(changes)

        def placement(**changes):
            return lambda place: place.server["placements"][0].update(changes)

        def parameter(**changes):
            return lambda place: place.state["parameters"].update(changes)

        for change, word in (
            (server(guild="valheim"), "fleet.servers[0].guild: must match"),
            (server(channel=None), "fleet.servers[0].channel: must be string"),
            (server(game="chess"), "fleet.servers[0].game: there is no cloud-init/games/chess.json"),
            (server(port=22), "fleet.servers[0].port: 22 is none of the game's: 2456, 2457"),
            (server(name="a--b"), "fleet.servers[0].name: must not hold two hyphens"),
            (server(name="minecraft"), "fleet: two servers are called minecraft"),
            (server(name="app"), "fleet.servers[0].name: app is"),
            (server(placements=[]), "fleet.servers[0].placements: must have at least 1"),
            (server(limits={"idleMinutes": -1}), "fleet.servers[0].limits.idleMinutes: must be at least 0"),
            (server(limits={"idle": 1}), "fleet.servers[0].limits.idle: is not known here"),
            (server(allow={"start": ["anyone"]}), "fleet.servers[0].allow.start[0]: must match"),
            (server(update="never"), "fleet.servers[0].update: must be one of"),
            (server(newWorld=True), "fleet.servers[0].newWorld: must be one of"),
            (server(update="ask"), "fleet.servers[0].update: ask cannot be had with valheim"),
            (server(agent={"update": "ask"}), "fleet.servers[0].agent.update: belongs to the server itself"),
            (server(game="generic", port=7777), "fleet.servers[0].agent.variant: the profile generic needs it"),
            (server(game="generic", port=7777, agent={"variant": "a/b"}), "agent.variant: makes a/b of the image"),
            (server(game="generic", port=7777, agent={"variant": "a/b:latest"}), "agent.variant: makes a/b:latest"),
            (server(game="minecraft-java", port=25565), "fleet.servers[0].agent.licenceAccepted"),
            (server(hostname={"host": "a.b", "zone": "b", "record": "a"}), "fleet.servers[0].hostname.zone"),
            (server(hostname={"host": "a" * 64 + ".b", "zone": "b", "record": "a"}), "fleet.servers[0].hostname.host"),
            (placement(key="A"), "fleet.servers[0].placements[0].key"),
            (placement(key="b"), "fleet.servers[0].placements: two have the same key"),
            (placement(disk="Floppy"), "fleet.servers[0].placements[0].disk"),
            (placement(size="Standard_B2s"), "fleet.servers[0].placements[0].size: the B series"),
            (placement(pricePerHour="cheap"), "fleet.servers[0].placements[0].pricePerHour"),
            (parameter(name="Hearth"), "name: must be 3 to 8"),
            (parameter(location=""), "location: is missing"),
            (parameter(discordPublicKey="0" * 64), "discordPublicKey: must be"),
            (parameter(discordApplicationId="1100000000000000000"), "discordApplicationId: 1100000000000000000 is the example's"),
        ):
            with self.subTest(word):
                self.place = Place(self)
                change(self.place)
                self.refuses(word)

    def test_all_mistakes_are_named_at_once(self):
        self.place.server.update(guild="x", port=1)
        self.refuses("servers[0].guild", "servers[0].port")

    def test_only_regular_placements_need_a_word(self):
        for one in self.place.server["placements"]:
            one["priority"] = "Regular"
        self.refuses("regularPrice is not true")

    def test_a_fleet_too_large_for_one_setting_is_refused(self):
        servers = self.place.state["parameters"]["fleet"]["servers"]
        servers += [self.place.server | {"name": f"slot-{i}"} for i in range(100)]
        self.refuses("characters of HEARTH_SERVERS, and an app setting holds 32767")

    def test_the_setting_is_the_one_that_the_templates_make(self):
        self.place.server.update({"announce": {"silent": True}, "update": "always", "newWorld": "never", "limits": {"idleMinutes": 5}, "title": "Ærø"})
        self.place.deploy()
        path = self.place.home / "deployed.json"
        made = subprocess.run(["node", HERE.parent / "checks/print.mjs", "setting", path], capture_output=True, text=True, check=True)
        parameters = self.place.deployed
        self.assertEqual(json.loads(made.stdout), fleet.setting(parameters["fleet"], "hearth"))


class Secrets(unittest.TestCase):
    def setUp(self):
        self.place = Place(self)

    def test_what_the_vault_lacks_is_written_and_what_nobody_types_is_made_up(self):
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        fresh = self.place.deployed["newSecrets"]
        self.assertEqual(fresh["discord-bot-token"], "the-bot-token")
        self.assertEqual(fresh["valheim-password"], "the-password")
        self.assertGreaterEqual(len(fresh["hearth-master-secret"]), 32)
        self.assertGreaterEqual(len(fresh["minecraft-java-rcon"]), 32)

    def test_what_the_vault_has_is_not_written_again(self):
        self.place.runs("hearth-valheim-a")
        self.place.environ = {k: v for k, v in self.place.environ.items() if not k.startswith("HEARTH_SECRET_")}
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.deployed["newSecrets"], {})
        self.assertIn("discord-bot-token", self.place.deployed["present"]["secrets"])

    def test_a_value_in_the_environment_replaces_the_old_one(self):
        self.place.runs("hearth-valheim-a")
        self.place.environ["HEARTH_SECRET_HEARTH_MASTER_SECRET"] = "n" * 40
        self.place.deploy()
        self.assertEqual(self.place.deployed["newSecrets"]["hearth-master-secret"], "n" * 40)

    def test_a_missing_secret_is_named_with_the_variable_that_gives_it(self):
        del self.place.environ["HEARTH_SECRET_DISCORD_BOT_TOKEN"]
        self.assertEqual(self.place.deploy(), 1)
        self.assertIn("set HEARTH_SECRET_DISCORD_BOT_TOKEN", self.place.refused)

    def test_whoever_sits_here_is_asked_for_what_is_missing(self):
        del self.place.environ["HEARTH_SECRET_DISCORD_BOT_TOKEN"]
        asked = []
        self.place.ask = lambda question: asked.append(question) or " typed "
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(asked, ["discord-bot-token: "])
        self.assertEqual(self.place.deployed["newSecrets"]["discord-bot-token"], "typed")

    def test_passwords_of_unknown_servers_are_refused(self):
        self.place.environ["HEARTH_SECRET_GAME_PASSWORDS"] = '{"chess": "x"}'
        self.assertEqual(self.place.deploy(), 1)
        self.assertIn("HEARTH_SECRET_GAME_PASSWORDS", self.place.refused)
        self.assertNotIn('"x"', self.place.refused)

    def test_no_secret_is_seen_on_a_command_line_or_printed(self):
        self.place.deploy()
        everything = "\n".join([*self.place.calls, self.place.said, self.place.refused])
        for secret in self.place.deployed["newSecrets"].values():
            self.assertNotIn(secret, everything)
        self.assertEqual((self.place.home / "mode").read_text("utf-8"), "0o600")
        self.assertFalse(Path(next(w for c in self.place.calls for w in c.split() if w.startswith("@"))[1:]).exists())


if __name__ == "__main__":
    unittest.main()
