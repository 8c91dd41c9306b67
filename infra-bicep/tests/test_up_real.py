"""up and down by the real Azure CLI, signed in as a managed identity on a cloud that stands in for Azure."""

import unittest

from signed_in import SignedIn, told
from test_up import Stage

from leading import down


def setUpModule():
    told("up and down")


class Leading(SignedIn):
    def setUp(self):
        self.stage = Stage(self)
        self.cloud.serves(self.stage.environ)
        self.stage.environ = self.stage.environ | self.environ

    def goes(self, status):
        self.assertEqual(status, 0, self.stage.refused + self.stage.said)

    def test_from_nothing_to_playing_again_and_apart(self):
        stage = self.stage
        self.goes(stage.up())
        self.assertIn("Done. Type /server start valheim in #games.", stage.said)
        self.assertEqual({one["capacity"] for one in stage.state["sets"].values()}, {0})
        self.assertTrue(stage.state["tags"]["hearth:published"])
        before = {**stage.state}
        self.goes(stage.up())
        self.assertIn("Nothing to do", stage.said)
        self.assertEqual(stage.state, before)
        self.goes(stage.run(down, "--yes"))
        self.assertIn("They cost about", stage.said)
        self.assertEqual(sorted(one["name"] for one in stage.state["resources"]), ["hearthbackupabcdefgh", "hearthwminecraft", "hearthwvalheim"])
        self.assertEqual((stage.state["assignments"], stage.state["sets"]), ([], {}))
        self.goes(stage.run(down, "--yes"))
        self.assertIn("Nothing to do: only worlds and backups are there.", stage.said)


if __name__ == "__main__":
    unittest.main()
