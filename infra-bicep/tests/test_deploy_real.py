"""The deploy command by the real Azure CLI, signed in as a managed identity on a cloud that stands in for Azure."""

import unittest

from place import Place
from signed_in import SignedIn, told

VALHEIM = "hearth-valheim-a"


def setUpModule():
    told("deployed")


class Deploying(SignedIn):
    def setUp(self):
        self.place = Place(self)
        self.cloud.serves(self.place.environ)
        self.place.environ = self.place.environ | self.environ

    def test_the_first_one_makes_every_set_dark(self):
        self.assertEqual(0, self.place.deploy(), self.place.refused)
        capacities = {name: held["capacity"] for name, held in self.place.state["sets"].items()}
        names = ["hearth-minecraft-a", "hearth-valheim-a", "hearth-valheim-b", "hearth-valheim-r"]
        self.assertEqual(capacities, dict.fromkeys(names, 0))
        self.assertIn("siteName: hearth-abcdefgh", self.place.said)
        self.assertIn("budget: 20", self.place.said)
        self.assertIn("PUT /subscriptions/00000000-0000-0000-0000-0000000000aa/providers/Microsoft.Resources/deployments/hearth-westeurope", self.cloud.asked)

    def test_a_running_game_keeps_its_machine_and_a_deleted_vault_is_purged(self):
        self.place.runs(VALHEIM, "Standard_F4s_v2")
        self.place.state["deletedVault"] = "hearth-vault-abcdefgh"
        self.assertEqual(0, self.place.deploy("--vault", "purge"), self.place.refused)
        self.assertEqual(self.place.state["sets"][VALHEIM], {"size": "Standard_F4s_v2", "capacity": 1})
        self.assertIsNone(self.place.state["deletedVault"])

    def test_a_preview_that_scales_in_is_refused(self):
        self.place.runs(VALHEIM)
        self.place.state["preview"] = {VALHEIM: {"capacity": 0}}
        self.assertEqual(1, self.place.deploy())
        self.assertIn("has 1 machine(s), and would have 0", self.place.refused)
        self.assertFalse([one for one in self.cloud.asked if one.startswith("PUT")])

    def test_what_azure_says_of_a_failed_call_is_passed_on(self):
        self.place.state["faults"] = [{"call": "provider list", "stderr": "AuthorizationFailed: no right", "times": 9}]
        self.assertEqual(1, self.place.deploy())
        self.assertIn("no right", self.place.refused)


if __name__ == "__main__":
    unittest.main()
