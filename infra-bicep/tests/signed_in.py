"""The real Azure CLI, signed in as a managed identity on a cloud that stands in for Azure."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from cloud import Cloud
from place import HERE

AZ, BICEP = shutil.which("az"), shutil.which("bicep")
KINDS = {"string": "string", "int": "int", "bool": "bool", "string[]": "array", "object": "object"}
EMPTY = {"string": "", "int": 0, "bool": False, "array": [], "object": {}}


def told(what):
    """Prints where no real az is that this was not tested, and where no compiler is that it went without."""
    if not AZ:
        print(f"NOT tested: {what} by a real az; install Debian's azure-cli", flush=True)
    elif not BICEP:
        print(f"{what} by a real az without its compiler: no bicep on the PATH", flush=True)


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


@unittest.skipIf(AZ is None, "the Azure CLI is not installed here")
class SignedIn(unittest.TestCase):
    """`environ` is what commands need to be run by the real az, `cloud` what they meet."""

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
