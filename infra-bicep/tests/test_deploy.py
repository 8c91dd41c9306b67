"""The deploy command against a stand-in cloud."""

import unittest

from place import HERE, Place, afterwards, main, sku, usage

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

    def budgets(self):
        return [one for one in self.place.calls if one.startswith("deployment group create")]

    def test_the_budget_comes_last_and_keeps_its_beginning(self):
        began = {"name": "hearth", "properties": {"timePeriod": {"startDate": "2025-03-01T00:00:00Z"}}}
        self.place.state["budgets"] = [began]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.calls[-1], self.budgets()[0])
        for words in ("startDate=2025-03-01T00:00:00Z", "amount=20", "emails=[]", "--resource-group hearth "):
            self.assertIn(words, self.budgets()[0])

    def test_a_subscription_without_budgets_is_deployed_all_the_same(self):
        group = "/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/hearth"
        looked = f"rest --method get --url https://management.azure.com{group}/providers/Microsoft.Consumption"
        for call in ("deployment group create", looked):
            with self.subTest(call):
                self.place.state["faults"] = [{"call": call, "stderr": "ERROR: (AccountCostDisabled) not for this offer"}]
                self.assertEqual(self.place.deploy(), 0, self.place.refused)
                self.assertIn("no budget", self.place.said)
                self.assertIn("AccountCostDisabled", self.place.said)

    def test_no_budget_is_asked_for_where_none_is_wanted(self):
        self.place.state["parameters"]["budgetAmount"] = 0
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.budgets(), [])
        self.assertNotIn("no budget", self.place.said)

    def test_the_budget_that_is_usual_is_the_templates_own(self):
        text = (HERE.parent / "main.bicep").read_text("utf-8")
        self.assertIn(f"param budgetAmount int = {afterwards.USUAL}\n", text)

    def test_two_fleets_of_one_subscription_do_not_meet(self):
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.place.state["parameters"] |= {"resourceGroupName": "hearth-us", "location": "eastus"}
        self.place.state |= {"group": False, "sets": {}, "secrets": [], "groupName": "hearth-us"}
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        made = [one.split("--name ")[1].split()[0] for one in self.place.calls if one.startswith("deployment sub create")]
        self.assertEqual(made, ["hearth-westeurope", "hearth-us-eastus"])

    def test_the_longest_group_has_a_deployment_of_its_own(self):
        one, two = (main.called("g" * 89 + last, "australiasoutheast") for last in "ab")
        self.assertLessEqual(len(one), 64)
        self.assertNotEqual(one, two)

    def test_a_group_elsewhere_is_refused_with_the_way_to_a_second_fleet(self):
        self.place.runs(VALHEIM)
        self.place.state["groupLocation"] = "eastus"
        self.refuses("is in eastus, not in westeurope", "resourceGroupName of its own")

    def test_a_group_in_the_same_region_spelled_otherwise_is_fine(self):
        self.place.runs(VALHEIM)
        self.place.state["groupLocation"] = "West Europe"
        self.assertEqual(self.place.deploy(), 0, self.place.refused)

    def test_a_changed_plan_comes_with_the_steps_to_move(self):
        self.place.runs(VALHEIM)
        self.place.state |= {"sites": ["hearth-abcdefgh"], "site": "hearth-flex-abcdefgh"}
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.deployed["present"]["sites"], ["hearth-abcdefgh"])
        self.assertIn("az functionapp delete --resource-group hearth --name hearth-abcdefgh", self.place.said)
        self.place.state["sites"] = ["hearth-flex-abcdefgh"]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertNotIn("functionapp delete", self.place.said)

    def test_a_deleted_vault_is_recovered_or_purged_only_when_told_so(self):
        gone = {"deletedVault": "hearth-vault-abcdefgh"}
        self.place.state |= gone
        self.refuses("hearth-vault-abcdefgh was deleted", "--vault recover", "--vault purge")
        self.assertEqual(self.place.deploy("--vault", "recover", "--preview"), 0, self.place.refused)
        self.assertEqual(self.place.called("keyvault recover"), 0)
        self.assertEqual(self.place.deploy("--vault", "recover"), 0, self.place.refused)
        self.assertEqual([self.place.called("group create"), self.place.called("keyvault recover")], [1, 1])
        self.place.state |= gone | {"group": False}
        self.assertEqual(self.place.deploy("--vault", "purge"), 0, self.place.refused)
        self.assertEqual(self.place.called("keyvault purge"), 1)

    def test_a_size_with_accelerated_networking_gets_it(self):
        self.place.state["skus"] = [sku("Standard_D2ads_v5"), sku("Standard_D2ds_v5", AcceleratedNetworkingEnabled="False")]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertEqual(self.place.deployed["present"]["accelerated"], ["Standard_D2ads_v5"])

    def test_an_image_that_is_not_there_is_refused_with_the_command_that_lists_them(self):
        self.place.state["faults"] = [{"call": "vm image show", "stderr": "ERROR: (NotFound) Artifact: VMImage was not found."}]
        self.refuses("imageVersion", "az vm image list --all --location westeurope", "VMImage was not found")

    def test_a_quota_that_no_placement_fits_is_refused(self):
        self.place.state["usages"] = [usage("cores", 0), usage("lowPriorityCores", 1)]
        self.refuses("valheim: Standard_D2ads_v5 has 2 vCPUs, the quota lowPriorityCores is 1", "the quota cores is 0")

    def test_a_regular_placement_also_needs_its_familys_quota(self):
        self.place.state["usages"] = [usage("cores", 10), usage("lowPriorityCores", 10), usage("standardDADSv5Family", 0)]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertIn("valheim: Standard_D2ads_v5 has 2 vCPUs, the quota standardDADSv5Family is 0", self.place.said)

    def test_a_quota_that_not_all_servers_fit_together_is_told(self):
        self.place.state["usages"] = [usage("lowPriorityCores", 3)]
        self.assertEqual(self.place.deploy(), 0, self.place.refused)
        self.assertIn("all servers at once need 4 Spot vCPUs, the quota is 3", self.place.said)

    def test_a_name_that_somebody_else_has_is_refused_before_anything_is_made(self):
        for kind, name in (("Storage/storageAccounts", "hearthhostabc"), ("KeyVault/vaults", "hearth-vault-abc"), ("Web/sites", "hearth-abc")):
            with self.subTest(kind):
                self.place.state |= {"creates": [f"/subscriptions/a/resourceGroups/b/providers/Microsoft.{kind}/{name}"], "taken": [name]}
                self.refuses(f"{name}: The name {name} is already taken")

    def test_sizes_are_checked_before_anything_is_made(self):
        for can, words in (
            ({"LowPriorityCapable": "False"}, "is not sold as Spot"),
            ({"EphemeralOSDiskSupported": "False"}, "no room for an ephemeral OS disk"),
            ({"TrustedLaunchDisabled": "True"}, "has no trusted launch"),
            ({"HyperVGenerations": "V1"}, "has no trusted launch"),
            ({"MaxResourceVolumeMB": "16384"}, "has 16 GiB, the image takes 31"),
        ):
            with self.subTest(words):
                self.place.state["skus"] = [sku("Standard_D2ads_v5", **can), sku("Standard_D2ds_v5")]
                self.refuses("Standard_D2ads_v5", words)
        self.place.state["skus"] = []
        self.refuses("Standard_D2ds_v5: is not sold in westeurope")


if __name__ == "__main__":
    unittest.main()
