"""./hearth up and ./hearth down against stand-ins of az, Discord, the price list and the app."""

import contextlib
import io
import json
import os
import re
import unittest
from pathlib import Path

import net as nets
from place import HERE, Place, preview, sku, usage

from leading import down, publish, settings, up
from leading.permissions import invitation
from leading.terminal import Terminal

ANSWERS = {
    "game": ["valheim", "minecraft-java"], "accept_licence": ["minecraft-java"], "region": "westeurope", "channel": "games",
    "operator-channel": "none", "may-start": "everyone", "may-stop": "keepers", "zone": "Europe/Berlin",
}  # fmt: skip
OWNER = [{"actions": ["*"], "notActions": []}]
CONTRIBUTOR = [{"actions": ["*"], "notActions": ["Microsoft.Authorization/*/Write", "Microsoft.Authorization/*/Delete"]}]
SECRETS = ("the-password-of-valheim", nets.TOKEN)


def cloud(interactions):
    """The content of the stand-in for az before anything is made: a subscription whose owner is signed in."""
    play = {"id": "00000000-0000-0000-0000-0000000000aa", "name": "Play", "state": "Enabled"}
    return {
        "plain": True, "accounts": [play], "permissions": OWNER, "values": {}, "sites": [], "tags": {}, "resources": [], "group": False, "sets": {}, "secrets": [],
        "registered": [f"Microsoft.{one}" for one in preview.PROVIDERS],
        "usages": [usage("cores", 10), usage("lowPriorityCores", 10), usage("standardDADSv5Family", 10)],
        "locations": [{"name": "westeurope", "title": "West Europe"}, {"name": "northeurope", "title": "North Europe"}],
        "skus": [sku("Standard_D2ads_v5", MemoryGB="8"), sku("Standard_D2ds_v5", MemoryGB="8") | {"family": "other"}, sku("Standard_D2s_v5", MemoryGB="8", LowPriorityCapable="False")],
        "interactionsUrl": interactions,
    }  # fmt: skip


class Stage(Place):
    """A cloud, a Discord and an empty folder of the user's."""

    def __init__(self, test):
        super().__init__(test)
        self.folder = self.home / "mine"
        self.folder.mkdir()
        self.net = nets.Net(test, lambda: json.loads((self.home / "state.json").read_text("utf-8")).get("published", False))
        staged = self.home / "staged"
        staged.mkdir()
        (staged / "host.json").write_text("{}", "utf-8")
        before = publish.staging
        publish.staging = lambda: staged
        test.addCleanup(setattr, publish, "staging", before)
        self.environ = {key: one for key, one in os.environ.items() if not key.startswith("HEARTH_")} | {
            "PATH": f"{HERE / 'fake'}{os.pathsep}{os.environ['PATH']}", "FAKE_AZ": str(self.home),
            "DISCORD_API": f"{self.net.base}/api/v10", "HEARTH_PRICES": f"{self.net.base}/prices",
            "HEARTH_SECRET_DISCORD_BOT_TOKEN": nets.TOKEN, "HEARTH_SECRET_VALHEIM_PASSWORD": SECRETS[0],
        }  # fmt: skip
        self.state |= cloud(self.net.door)
        self.parts, self.exits, self.answers, self.typed = [], [], dict(ANSWERS), None
        self.write()

    def write(self):
        """The cloud's state, as the stand-in reads it."""
        (self.home / "state.json").write_text(json.dumps(self.state), "utf-8")

    def part(self, words, file, az, environ):
        """The stand-ins for register and doctor."""
        self.parts.append(" ".join(words))
        assert environ["DISCORD_BOT_TOKEN"] == nets.TOKEN and file.name == "local.settings.json"
        told = {**json.loads(file.read_text("utf-8"))["Values"], **settings.resolved(file, az, environ)} if file.exists() else {}
        left = [name for name, value in (told | environ).items() if value.startswith("@Microsoft.KeyVault")]
        assert not left, f"a part cannot read the references {left}"
        return self.exits.pop(0) if self.exits else 0

    def run(self, what, *arguments):
        """The exit status of up or down."""
        self.write()
        path = self.home / "answers.json"
        path.write_text(json.dumps(self.answers if what is up else {}), "utf-8")
        said, err = [], io.StringIO()
        typed = iter(self.typed or ())
        read = lambda prompt: said.append(prompt) or next(typed)  # noqa: E731
        terminal = Terminal(self.typed is not None, "--yes" in arguments, read, read, said.append)
        with contextlib.redirect_stderr(err):
            status = what.main([*arguments, "--answers", str(path)], self.folder, self.environ, terminal, self.pauses.append, self.part)
        self.said, self.refused = "\n".join(said), err.getvalue()
        self.state = json.loads((self.home / "state.json").read_text("utf-8"))
        return status

    def up(self, *arguments):
        return self.run(up, "--yes", *arguments)

    @property
    def file(self):
        """The fleet file."""
        return json.loads((self.folder / "fleet.json").read_text("utf-8"))


class Led(unittest.TestCase):
    def setUp(self):
        self.stage = Stage(self)
        self.addCleanup(self.nothing_secret_is_told)

    def nothing_secret_is_told(self):
        stage = self.stage
        files = "".join(one.read_text("utf-8") for one in stage.folder.rglob("*") if one.is_file())
        made_up = (one for name, one in stage.state["values"].items() if name not in ("discord-bot-token", "valheim-password"))
        for one in (*SECRETS, *made_up):
            self.assertNotIn(one, stage.said + stage.refused + files + "\n".join(stage.calls))

    def goes(self, *arguments):
        self.assertEqual(self.stage.up(*arguments), 0, self.stage.refused + self.stage.said)

    def refuses(self, *words, what=up, arguments=("--yes",)):
        self.assertEqual(self.stage.run(what, *arguments), 1, self.stage.said)
        for one in words:
            self.assertIn(one, self.stage.refused)


class Up(Led):
    def test_it_leads_from_an_empty_folder_to_the_first_start(self):
        self.goes()
        self.assertIn("Type /server start valheim in #games.", self.stage.said)
        self.assertEqual(self.stage.net.application["interactions_endpoint_url"], self.stage.net.door)
        self.assertEqual(self.stage.parts, [f"register --guild {nets.GUILD} --yes", "doctor"])
        self.assertEqual(self.stage.state["values"]["valheim-password"], SECRETS[0])
        server = self.stage.file["fleet"]["servers"][0]
        self.assertEqual([one["pricePerHour"] for one in server["placements"]], ["0.0210", "0.0210", "0.1000"])
        self.assertEqual(server["allow"]["stop"], [f"role:{nets.ROLE}", "permission:MANAGE_GUILD"])
        settings = json.loads((self.stage.folder / "local.settings.json").read_text("utf-8"))["Values"]
        self.assertTrue(settings["DISCORD_BOT_TOKEN"].startswith("@Microsoft.KeyVault("))

    def test_again_it_says_that_there_is_nothing_to_do_and_changes_nothing(self):
        self.goes()
        self.stage.answers = {}
        before, calls = self.stage.state, len(self.stage.calls)
        self.goes()
        self.assertIn("Nothing to do", self.stage.said)
        self.assertEqual(self.stage.state, before)
        changing = ("deployment sub create", "deployment group", "functionapp", "tag update", "group create", "rest --method p")
        self.assertEqual([one for one in self.stage.calls[calls:] if one.startswith(changing)], [])
        self.assertEqual(sum(one.startswith("PATCH") for one in self.stage.net.seen), 1)

    def test_a_running_game_is_left_alone(self):
        self.goes()
        self.stage.state["sets"]["hearth-valheim-a"]["capacity"] = 1
        self.stage.answers = {"budget": 30}
        self.goes()
        self.assertEqual(self.stage.state["sets"]["hearth-valheim-a"]["capacity"], 1)

    def test_a_game_is_added_to_what_is_there(self):
        self.goes()
        self.stage.answers["game"] = ["terraria"]
        self.goes()
        self.assertEqual([one["name"] for one in self.stage.file["fleet"]["servers"]], ["valheim", "minecraft-java", "terraria"])
        self.assertIn("hearth-terraria-a", self.stage.state["sets"])

    def test_a_preview_makes_nothing(self):
        self.goes("--preview")
        self.assertEqual(self.stage.state["sets"], {})
        self.assertIn("idle, with nobody playing", self.stage.said)

    def test_a_newer_package_is_published_and_said_and_an_older_one_goes_back(self):
        self.goes()
        (self.stage.home / "staged" / "more").write_text("x", "utf-8")
        self.goes()
        self.assertIn("is there, checkout+", self.stage.said)
        self.assertEqual(self.stage.called("functionapp deploy "), 2)
        self.assertEqual(self.stage.called("deployment sub create"), 1)

    def test_a_state_of_a_later_form_is_not_gone_back_from(self):
        self.goes()
        self.stage.state["tags"]["hearth:state"] = "2"
        (self.stage.home / "staged" / "more").write_text("x", "utf-8")
        self.refuses("keeps the servers' state in form 2")
        self.assertEqual(self.stage.called("functionapp deploy "), 1)

    def test_somebody_is_asked_for_what_is_not_given(self):
        del self.stage.environ["HEARTH_SECRET_DISCORD_BOT_TOKEN"], self.stage.environ["HEARTH_SECRET_VALHEIM_PASSWORD"]
        self.stage.answers = {"region": "westeurope"}
        self.stage.typed = ["wrong", nets.TOKEN, "13", "2", "1", "1", "Here!", "UTC", "1", SECRETS[0], "y"]
        self.assertEqual(self.stage.run(up), 0, self.stage.refused + self.stage.said)
        self.assertIn("this does not look like a bot token", self.stage.said)
        self.assertEqual(self.stage.state["values"]["discord-bot-token"], nets.TOKEN)


class Refusals(Led):
    """Each is met on the way, names what helps, and once it is mended the same command goes on."""

    def met(self, mend, *words):
        self.refuses(*words)
        mend()
        self.stage.state = json.loads((self.stage.home / "state.json").read_text("utf-8")) | {key: self.stage.state[key] for key in ("faults", "usages", "permissions", "taken", "version", "references", "skus") if key in self.stage.state}
        self.goes()
        self.assertIn("Done.", self.stage.said)

    def fault(self, call, stderr, times=1):
        self.stage.state["faults"] = [{"call": call, "stderr": stderr, "times": times}]

    def test_nobody_signed_in(self):
        self.fault("account show", "ERROR: Please run 'az login' to setup account.")
        self.met(lambda: None, "nobody is logged in")

    def test_an_azure_cli_that_is_too_old(self):
        self.stage.state["version"] = "2.30.0"
        self.met(lambda: self.stage.state.update(version="2.80.0"), "the Azure CLI is 2.30.0", "az upgrade")

    def test_no_right_to_give_rights(self):
        self.stage.state["permissions"] = CONTRIBUTOR
        self.met(lambda: self.stage.state.update(permissions=OWNER), "roleDefinitions/write", "roleAssignments/write", "Nothing was made")
        self.assertEqual(self.stage.called("group create"), 0)

    def test_a_contributor_who_is_user_access_administrator_too(self):
        self.stage.state["permissions"] = [*CONTRIBUTOR, {"actions": ["*/read", "Microsoft.Authorization/*"], "notActions": []}]
        self.goes()

    def test_no_spot_quota(self):
        few = [usage("lowPriorityCores", 0), usage("cores", 10)]
        enough, self.stage.state["usages"] = self.stage.state["usages"], few
        self.met(lambda: self.stage.state.update(usages=enough), "the Spot quota in westeurope is 0", "--region")

    def test_no_size_that_fits(self):
        enough, self.stage.state["skus"] = self.stage.state["skus"], []
        self.met(lambda: self.stage.state.update(skus=enough), "sells this subscription no size as Spot")

    def test_a_wrong_token(self):
        self.stage.environ["HEARTH_SECRET_DISCORD_BOT_TOKEN"] = nets.TOKEN + "x"
        self.met(lambda: self.stage.environ.update(HEARTH_SECRET_DISCORD_BOT_TOKEN=nets.TOKEN), "Discord does not know this bot token")

    def test_no_token_and_nobody_to_ask(self):
        del self.stage.environ["HEARTH_SECRET_DISCORD_BOT_TOKEN"]
        self.met(lambda: self.stage.environ.update(HEARTH_SECRET_DISCORD_BOT_TOKEN=nets.TOKEN), "HEARTH_SECRET_DISCORD_BOT_TOKEN", "--token-file")

    def test_a_bot_that_is_in_no_guild(self):
        there, self.stage.net.guilds = self.stage.net.guilds, []
        self.met(lambda: setattr(self.stage.net, "guilds", there), f"client_id={nets.APPLICATION}&scope=bot%20applications.commands")

    def test_the_invitation_asks_for_what_every_channel_needs_and_for_nothing_else(self):
        asked = int(re.search(r"permissions=([0-9]+)$", invitation("1200000000000000001"))[1])
        self.assertEqual({10, 11, 14, 16}, {bit for bit in range(64) if asked >> bit & 1})

    def test_no_channel_for_the_bot(self):
        there, self.stage.net.channels = self.stage.net.channels, [nets.ALONE]
        self.stage.answers["channel"] = "secret"
        self.refuses("#secret: the bot lacks Send Messages")
        self.stage.net.channels, self.stage.answers["channel"] = there, "games"
        self.goes()

    def test_discord_that_asks_to_wait_is_waited_for_and_then_not(self):
        self.stage.net.faults = [("GET", "/api/v10/applications/@me", 429, {"retry_after": 2.5})]
        self.goes()
        self.assertIn(2.5, self.stage.pauses)
        self.stage.net.faults = [("GET", "/api/v10/applications/@me", 429, {"retry_after": 900.0})]
        self.met(lambda: None, "Discord asks to wait 900.0 s")

    def test_an_answer_of_another_shape_is_refused_in_words(self):
        for path, body in (
            ("/applications/@me", []), ("/applications/@me", None), ("/applications/@me", {"id": 7, "name": "Hearth"}),
            ("/users/@me/guilds", {}), ("/users/@me/guilds", ["x"]), ("/users/@me/guilds", [{"id": "1"}]),
            (f"/guilds/{nets.GUILD}/roles", {"message": "x"}), (f"/guilds/{nets.GUILD}/channels", [None]), (f"/guilds/{nets.GUILD}/members", []),
        ):  # fmt: skip
            with self.subTest(path, body=body):
                self.stage.net.faults = [("GET", f"/api/v10{path}", 200, body)]
                self.refuses(f"Discord answered {path.split('?')[0]}", "something else than it documents")

    def test_a_network_that_is_gone(self):
        self.stage.net.faults = [("GET", "/api/v10/applications/@me", 0, None)] * 4
        self.met(lambda: None, "127.0.0.1 cannot be reached")

    def test_prices_that_cannot_be_read_are_done_without(self):
        self.stage.net.faults = [("GET", "/prices", 404, {})]
        self.goes()
        self.assertIn("no prices", self.stage.said)
        self.assertIn("the price of an hour is not known", self.stage.said)

    def test_a_name_that_somebody_else_has(self):
        self.stage.state["creates"] = ["/subscriptions/s/resourceGroups/hearth/providers/Microsoft.Web/sites/hearth-abcdefgh"]
        self.stage.state["taken"] = ["hearth-abcdefgh"]
        self.met(lambda: self.stage.state.update(taken=[]), "somebody else has these names")

    def test_a_budget_that_is_not_allowed(self):
        self.fault("deployment group create", "ERROR: (AccountCostDisabled) not for this offer")
        self.goes()
        self.assertIn("no budget", self.stage.said)

    def test_a_deployment_that_fails(self):
        self.fault("deployment sub create", "ERROR: (InvalidTemplateDeployment) no")
        self.met(lambda: None, "InvalidTemplateDeployment")

    def test_an_upload_that_breaks_off(self):
        self.fault("functionapp deploy", "ERROR: connection reset")
        self.met(lambda: None, "connection reset")
        self.assertEqual(self.stage.called("deployment sub create"), 1)

    def test_a_vault_that_the_app_may_not_read_yet(self):
        self.stage.state["references"] = "AccessToKeyVaultDenied"
        self.met(lambda: self.stage.state.update(references="Resolved"), "cannot read DISCORD_BOT_TOKEN from the vault", "run this again")

    def test_a_vault_that_the_app_still_may_not_read_is_not_passed_by(self):
        self.stage.state["references"] = "AccessToKeyVaultDenied"
        for _ in range(2):
            self.refuses("cannot read DISCORD_BOT_TOKEN from the vault")
        self.assertEqual((self.stage.called("functionapp deploy "), self.stage.parts), (1, []))

    def test_a_secret_given_anew_is_read_anew_by_the_app(self):
        self.goes()
        looked = self.stage.called("rest --method post")
        self.stage.environ["HEARTH_SECRET_VALHEIM_PASSWORD"] = "another-password"
        self.goes()
        self.assertEqual(self.stage.state["values"]["valheim-password"], "another-password")
        self.assertEqual(self.stage.called("rest --method post"), looked + 1)

    def test_a_commands_registration_that_fails(self):
        self.stage.exits = [1]
        self.met(lambda: None, "the commands could not be registered")

    def test_an_endpoint_that_discord_does_not_take(self):
        self.stage.net.faults = [("PATCH", "/api/v10/applications/@me", 400, {"code": 50035, "message": "could not be verified"})] * 6
        self.met(lambda: None, "Discord did not take", "could not be verified")

    def test_a_doctor_who_is_not_content_is_asked_again_and_then_believed(self):
        self.stage.exits = [0, 1, 1, 0]
        self.goes()
        self.stage.exits = [0, 1]
        self.refuses("doctor is not content")

    def test_a_terminal_that_is_missing(self):
        for option, usual in (("game", "--game"), ("region", "--region"), ("accept_licence", "--accept-licence minecraft-java")):
            with self.subTest(option):
                self.stage.answers = {key: one for key, one in ANSWERS.items() if key != option}
                (self.stage.folder / "fleet.json").unlink(missing_ok=True)
                self.refuses(usual)
                self.assertEqual(self.stage.file.get("fleet"), None)
        self.stage.answers = dict(ANSWERS)
        self.refuses("add --yes", arguments=())

    def test_a_fleet_file_that_is_spoilt(self):
        for text, words in (("{", "is not JSON"), ("[]", "does not hold a JSON object"), ('{"locatoin": 1}', "there is no parameter locatoin"), ('{"present": {}}', "there is no parameter present")):
            with self.subTest(text):
                (self.stage.folder / "fleet.json").write_text(text, "utf-8")
                self.refuses(words)

    def test_an_answer_that_is_no_option(self):
        for answers, words in (({"colour": "red"}, "there is no option colour"), ({"game": "valheim"}, "game cannot be"), ({"vault": "keep"}, "vault cannot be")):
            with self.subTest(words):
                self.stage.answers = answers
                self.refuses(words)


class Down(Led):
    def down(self, *arguments):
        self.assertEqual(self.stage.run(down, "--yes", *arguments), 0, self.stage.refused + self.stage.said)

    def left(self):
        return sorted(one["name"] for one in self.stage.state["resources"])

    def test_worlds_and_backups_stay(self):
        self.goes()
        self.down()
        self.assertEqual(self.left(), ["hearthbackupabcdefgh", "hearthwminecraft", "hearthwvalheim"])
        self.assertIn("They cost about", self.stage.said)
        self.assertEqual(self.stage.state["assignments"], [])
        self.assertIsNone(self.stage.net.application["interactions_endpoint_url"])
        self.assertIn(f"register --guild {nets.GUILD} --remove --yes", self.stage.parts)
        self.down()
        self.assertIn("Nothing to do", self.stage.said)

    def test_a_running_game_is_not_taken_apart(self):
        self.goes()
        self.stage.state["sets"]["hearth-valheim-a"]["capacity"] = 1
        self.refuses("somebody may be playing: hearth-valheim-a", what=down)
        self.assertIn("hearth-abcdefgh", self.left())

    def test_what_broke_off_is_gone_on_with(self):
        self.goes()
        self.stage.state["faults"] = [{"call": "resource delete --ids", "stderr": "ERROR: (Conflict) busy"}]
        self.refuses("Conflict", what=down)
        self.down()
        self.assertEqual(len(self.left()), 3)

    def test_a_world_goes_only_by_its_name(self):
        self.goes()
        self.refuses("there is no world of that name", what=down, arguments=("--yes", "--delete-world", "valhiem"))
        self.down("--delete-world", "valheim")
        self.assertEqual(self.left(), ["hearthbackupabcdefgh", "hearthwminecraft"])

    def test_everything_goes_where_everything_is_named(self):
        self.goes()
        names = ["valheim", "minecraft-java"]
        self.stage.state["resources"] = [one | {"tags": one["tags"] | ({"hearth:server": "minecraft-java"} if one["name"] == "hearthwminecraft" else {})} for one in self.stage.state["resources"]]
        self.down("--purge-vault", *(word for one in names for word in ("--delete-world", one, "--delete-backups", one)))
        self.assertEqual((self.stage.state["group"], self.stage.called("keyvault purge"), self.stage.state["definitions"]), (False, 1, []))

    def all_named(self):
        return ["--purge-vault", *(word for one in ("valheim", "minecraft") for word in ("--delete-world", one)), *(word for one in ("valheim", "minecraft-java") for word in ("--delete-backups", one))]

    def test_what_broke_off_before_the_end_is_gone_on_with_although_little_is_left(self):
        for call in ("keyvault purge", "group delete"):
            with self.subTest(call):
                self.goes("--vault", "recover")
                self.stage.state["faults"] = [{"call": call, "stderr": "ERROR: (Conflict) busy"}]
                self.refuses("Conflict", what=down, arguments=("--yes", *self.all_named()))
                self.stage.state["faults"] = []
                self.down("--purge-vault", *([] if "group" in call else self.all_named()))
                self.assertFalse(self.stage.state["group"])
                self.assertIsNone(self.stage.state["deletedVault"])

    def test_a_second_account_of_a_world_stays_too(self):
        self.goes()
        held = next(one for one in self.stage.state["resources"] if one["name"] == "hearthwvalheim")
        self.stage.state["resources"].append(held | {"id": held["id"] + "older", "name": "hearthwvalheimolder"})
        self.down()
        self.assertEqual(self.left(), ["hearthbackupabcdefgh", "hearthwminecraft", "hearthwvalheim", "hearthwvalheimolder"])

    def test_backups_of_a_server_that_left_the_fleet_go_only_by_its_name(self):
        self.goes()
        self.stage.state["containers"].append("backups-terraria")
        self.down("--delete-backups", "valheim", "--delete-backups", "minecraft-java")
        self.assertIn("hearthbackupabcdefgh", self.left())
        self.assertEqual(self.stage.state["containers"], ["backups-terraria"])
        self.refuses("there are terraria", what=down, arguments=("--yes", "--delete-backups", "valheim"))
        self.down("--delete-backups", "terraria")
        self.assertNotIn("hearthbackupabcdefgh", self.left())

    def test_what_is_not_ours_stays(self):
        self.goes()
        self.stage.state["resources"] += [
            {"id": "/x/y", "type": "Microsoft.Web/sites", "name": "theirs", "tags": None},
            {"id": "/x/mails", "type": "microsoft.insights/actionGroups", "name": "Their mails", "tags": None},
            {"id": "/x/smart", "type": "microsoft.insights/actionGroups", "name": "Application Insights Smart Detection", "tags": None},
            {"id": "/x/rule", "type": "microsoft.alertsmanagement/smartDetectorAlertRules", "name": "Failure Anomalies - hearth-insights", "tags": {}},
            {"id": "/x/rule2", "type": "microsoft.alertsmanagement/smartDetectorAlertRules", "name": "Failure Anomalies - their-insights", "tags": {}},
        ]
        self.down()
        left = {*self.left()}
        self.assertLessEqual({"theirs", "Their mails", "Failure Anomalies - their-insights"}, left)
        self.assertFalse({"Application Insights Smart Detection", "Failure Anomalies - hearth-insights"} & left)

    def test_after_it_up_takes_the_vault_back(self):
        self.goes()
        self.down()
        self.stage.answers = {}
        self.refuses("--vault recover")
        self.goes("--vault", "recover")
        self.assertIn("Done.", self.stage.said)


if __name__ == "__main__":
    unittest.main()
