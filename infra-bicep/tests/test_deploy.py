"""The deploy command against a stand-in cloud."""

import unittest

from place import Place, sku

VALHEIM = "hearth-valheim-a"


class Deploying(unittest.TestCase):
    def setUp(self):
        self.place = Place(self)

    def refuses(self, *words, arguments=()):
        self.assertEqual(self.place.deploy(*arguments), 1, self.place.said)
        for word in words:
            self.assertIn(word, self.place.refused)
        self.assertEqual(self.place.called("deployment sub create"), 0)

    def test_the_first_deployment_makes_every_set_dark(self):
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        capacities = {name: held["capacity"] for name, held in self.place.state["sets"].items()}
        names = ["hearth-minecraft-a", "hearth-valheim-a", "hearth-valheim-b", "hearth-valheim-r"]
        self.assertEqual(capacities, dict.fromkeys(names, 0))
        self.assertIn("siteName: hearth-abcdefgh", self.place.said)

    def test_a_running_game_keeps_its_machine_and_its_size(self):
        self.place.runs(VALHEIM, "Standard_F4s_v2")
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.state["sets"][VALHEIM], {"size": "Standard_F4s_v2", "capacity": 1})
        self.assertIn(f"{VALHEIM}: 1 × Standard_F4s_v2", self.place.said)

    def test_a_set_that_the_fleet_lost_is_left_as_it_is(self):
        self.place.runs("hearth-terraria-a")
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.state["sets"]["hearth-terraria-a"]["capacity"], 1)
        self.assertIn("not in the fleet any more", self.place.said)

    def test_a_preview_that_scales_in_is_refused(self):
        self.place.runs(VALHEIM)
        self.place.state["preview"] = {VALHEIM: {"capacity": 0}}
        self.refuses(VALHEIM, "has 1 machine(s), and would have 0")

    def test_a_preview_that_changes_a_running_size_is_refused(self):
        self.place.runs(VALHEIM)
        self.place.state["preview"] = {VALHEIM: {"name": "Standard_D4ads_v5"}}
        self.refuses(VALHEIM, "would be made Standard_D4ads_v5")

    def test_a_preview_that_hides_a_running_set_is_refused(self):
        self.place.runs(VALHEIM)
        self.place.state["hides"] = VALHEIM
        self.refuses(VALHEIM, "does not show it")

    def test_a_machine_lit_between_preview_and_deployment_is_kept(self):
        self.place.runs(VALHEIM, capacity=0)
        self.place.state["meanwhile"] = {VALHEIM: {"size": "Standard_D2ads_v5", "capacity": 1}}
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.state["sets"][VALHEIM]["capacity"], 1)
        self.assertIn("looking again", self.place.said)

    def test_a_preview_deploys_nothing(self):
        self.assertEqual(self.place.deploy("--preview"), 0, self.place.refused)
        self.assertEqual(self.place.called("deployment sub create"), 0)
        self.assertIn("create Microsoft.Compute/virtualMachineScaleSets/hearth-valheim-a", self.place.said)

    def test_nobody_logged_in_is_said_in_one_line(self):
        self.place.state["faults"] = [{"call": "account show", "stderr": "ERROR: Please run 'az login' to setup account."}]
        self.refuses("nobody is logged in", "az login")

    def test_a_missing_command_is_named(self):
        self.place.environ["PATH"] = str(self.place.home)
        self.refuses("the Azure CLI is missing")

    def test_missing_resource_providers_come_with_the_command_that_registers_them(self):
        self.place.state["registered"].remove("Microsoft.KeyVault")
        self.refuses("az provider register --wait --namespace Microsoft.KeyVault")

    def test_a_provider_that_the_deployment_misses_is_told_in_azures_words(self):
        text = "ERROR: (MissingSubscriptionRegistration) The subscription is not registered to use namespace 'Microsoft.Web'."
        self.place.state["faults"] = [{"call": "deployment sub what-if", "stderr": text}]
        self.refuses("resource provider", "Microsoft.Web")

    def test_a_busy_azure_is_asked_again_after_a_pause(self):
        busy = {"call": "vmss list", "stderr": "ERROR: (TooManyRequests) slow down", "times": 2}
        self.place.runs(VALHEIM)
        self.place.state["faults"] = [busy]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.pauses, [5, 20])

    def test_an_azure_that_stays_busy_is_given_up(self):
        self.place.state["faults"] = [{"call": "account show", "stderr": "(TooManyRequests)", "times": 9}]
        self.refuses("too busy")
        self.assertEqual(self.place.called("account show"), 4)

    def test_a_parameter_file_that_bicep_refuses_is_told_in_its_words(self):
        text = 'ERROR: Error BCP258: The following parameters are declared but are missing an assignment: "location"'
        self.place.state["faults"] = [{"call": "bicep build-params", "stderr": text}]
        self.refuses("BCP258", "location")

    def test_the_budget_keeps_its_beginning(self):
        self.place.runs(VALHEIM)
        began = {"name": "hearth", "properties": {"timePeriod": {"startDate": "2025-03-01T00:00:00Z"}}}
        self.place.state["budgets"] = [began]
        self.place.deploy()
        self.assertEqual(self.place.deployed["present"]["budgetStart"], "2025-03-01T00:00:00Z")

    def test_sizes_are_checked_before_anything_is_made(self):
        for can, words in (
            ({"LowPriorityCapable": "False"}, "is not sold as Spot"),
            ({"EphemeralOSDiskSupported": "False"}, "no room for an ephemeral OS disk"),
            ({"MaxResourceVolumeMB": "16384"}, "has 16 GiB, the image takes 30"),
        ):
            with self.subTest(words):
                self.place.state["skus"] = [sku("Standard_D2ads_v5", **can), sku("Standard_D2ds_v5")]
                self.refuses("Standard_D2ads_v5", words)
        self.place.state["skus"] = []
        self.refuses("Standard_D2ds_v5: is not sold in westeurope")


if __name__ == "__main__":
    unittest.main()
