"""The deploy command by the real Azure CLI, signed in as a managed identity on a cloud that stands in for Azure."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from cloud import Cloud
from place import HERE, Place

VALHEIM = "hearth-valheim-a"
AZ, BICEP = shutil.which("az"), shutil.which("bicep")
KINDS = {"string": "string", "int": "int", "bool": "bool", "string[]": "array", "object": "object"}


def setUpModule():
    if not AZ:
        print("NOT deployed by a real az: the Azure CLI is not installed here", flush=True)
    elif not BICEP:
        print("deployed by a real az without its compiler: no bicep on the PATH", flush=True)


def skeleton(source):
    """A template with the parameters of a Bicep file and nothing else, for where no compiler is."""
    found = re.findall(r"^(@secure\(\)\n(?:@.*\n)*)?param (\w+) ([\w.\[\]?]+)( =)?", source.read_text("utf-8"), re.M)
    parameters = {}
    for secure, name, kind, default in found:
        of = KINDS.get(kind.rstrip("?"), "object")
        parameters[name] = {"type": ("secure" if secure else "") + of} | (
            {"nullable": True} if kind.endswith("?") else {"defaultValue": EMPTY[of]} if default else {})  # fmt: skip
    schema = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
    return {"$schema": schema, "contentVersion": "1.0.0.0", "parameters": parameters, "resources": []}


EMPTY = {"string": "", "int": 0, "bool": False, "array": [], "object": {}}


@unittest.skipIf(AZ is None, "the Azure CLI is not installed here")
class Deploying(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.home = Path(folder.name)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost", "-keyout", cls.home / "key.pem", "-out", cls.home / "cert.pem"],
            check=True, capture_output=True,
        )  # fmt: skip

        cls.cloud = Cloud(cls.home / "cert.pem", cls.home / "key.pem")
        cls.addClassCleanup(cls.cloud.close)
        cls.environ = {
            "PATH": f"{HERE / 'real'}{os.pathsep}{os.environ['PATH']}", "REAL_AZ": AZ,
            "AZURE_CONFIG_DIR": str(cls.home / "azure"), "AZURE_CORE_COLLECT_TELEMETRY": "0",
            "REQUESTS_CA_BUNDLE": str(cls.home / "cert.pem"),
            "MSI_ENDPOINT": cls.cloud.identity, "MSI_SECRET": "x", "APPSETTING_WEBSITE_SITE_NAME": "x",
        }  # fmt: skip
        cls.compiler()
        url = f"{cls.cloud.url}/"
        cls.az("cloud", "register", "-n", "local", "--endpoint-resource-manager", url, "--endpoint-management", url,
               "--endpoint-active-directory", f"{url}adfs", "--endpoint-active-directory-graph-resource-id", url,
               "--endpoint-active-directory-resource-id", url,
               "--suffix-storage-endpoint", "local", "--suffix-keyvault-dns", ".local")  # fmt: skip
        cls.az("cloud", "set", "-n", "local")
        cls.az("login", "--identity")

    @classmethod
    def compiler(cls):
        """Gives the CLI the compiler that is here, or templates that need none."""
        if BICEP:
            (cls.home / "azure/bin").mkdir(parents=True)
            (cls.home / "azure/bin/bicep").symlink_to(BICEP)
            cls.az("config", "set", "bicep.version_check=false")
            return
        for source in (HERE.parent / "main.bicep", HERE.parent / "modules/budget.bicep"):
            (cls.home / f"{source.stem}.json").write_text(json.dumps(skeleton(source)), "utf-8")
        cls.environ["REAL_AZ_TEMPLATE"] = str(cls.home)

    @classmethod
    def az(cls, *arguments):
        done = subprocess.run([AZ, *arguments], env=os.environ | cls.environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr)

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
