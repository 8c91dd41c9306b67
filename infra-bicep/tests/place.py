"""A place for one test: a stand-in cloud, and parameters as somebody would fill them in."""

import contextlib
import copy
import importlib.machinery
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from deploying import az, afterwards, fleet, main, present, preview  # noqa: E402

__all__ = ["HERE", "Place", "afterwards", "fleet", "main", "preview", "sku", "usage"]
DECLARED = json.loads(
    subprocess.run(
        ["node", HERE.parent / "checks" / "print.mjs", "parameters"], check=True, capture_output=True, text=True
    ).stdout.replace("110000000000000", "120000000000000")
) | {"discordPublicKey": "ab" * 32}  # fmt: skip
CAN = {"vCPUs": "2", "AcceleratedNetworkingEnabled": "True", "HyperVGenerations": "V1,V2", "LowPriorityCapable": "True", "EphemeralOSDiskSupported": "True", "MaxResourceVolumeMB": "76800"}


def usage(name, limit):
    """A quota as `az vm list-usage` tells it."""
    return {"name": {"value": name, "localizedValue": name}, "currentValue": 0, "limit": limit}


def sku(name, **can):
    """A size as `az vm list-skus` tells it."""
    capabilities = [{"name": key, "value": value} for key, value in (CAN | can).items()]
    zones = [{"location": "westeurope", "zones": ["1", "2", "3"]}]
    return {"name": name, "family": "standardDADSv5Family", "capabilities": capabilities, "restrictions": [], "locationInfo": zones}


present.KEY_BITS = 256  # nobody's key all the same, and sooner there
FAKE = importlib.machinery.SourceFileLoader("fake_az", str(HERE / "fake" / "az")).load_module()


def in_process(self, arguments, started=az.Az._run):
    """The stand-in without a process of its own, wherever the command would have been the stand-in."""
    environ = self._environ
    if not environ["PATH"].startswith(str(HERE / "fake")):
        return started(self, arguments)
    FAKE.load(environ["FAKE_AZ"])
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = FAKE.main([*arguments])
        except SystemExit as end:
            status = end.code
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


az.Az._run = in_process


class Place:
    """The cloud's state may be changed before deploy() is called; `said` and `calls` tell of it."""

    def __init__(self, test):
        folder = tempfile.TemporaryDirectory()
        test.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        self.pauses, self.said, self.refused, self.ask = [], "", "", None
        self.environ = os.environ | {
            "PATH": f"{HERE / 'fake'}{os.pathsep}{os.environ['PATH']}",
            "FAKE_AZ": str(self.home),
            "HEARTH_SECRET_DISCORD_BOT_TOKEN": "the-bot-token",
            "HEARTH_SECRET_VALHEIM_PASSWORD": "the-password",
        }
        self.state = {
            "parameters": copy.deepcopy(DECLARED),
            "registered": [f"Microsoft.{one}" for one in preview.PROVIDERS],
            "skus": [sku("Standard_D2ads_v5"), sku("Standard_D2ds_v5")],
            "usages": [usage("cores", 10), usage("lowPriorityCores", 10), usage("standardDADSv5Family", 10)],
            "group": False,
            "sets": {},
            "secrets": [],
        }

    @property
    def server(self):
        """The first server of the fleet."""
        return self.state["parameters"]["fleet"]["servers"][0]

    def runs(self, name, size="Standard_D2ads_v5", capacity=1):
        """Makes the cloud one where Hearth is deployed and this set holds a machine."""
        self.state["group"] = True
        self.state["secrets"] = ["discord-bot-token", "hearth-master-secret", "minecraft-java-management", "minecraft-java-rcon", "valheim-password"]
        self.state["sets"][name] = {"size": size, "capacity": capacity}

    def deploy(self, *arguments):
        """The exit status."""
        (self.home / "state.json").write_text(json.dumps(self.state), "utf-8")
        err, said = io.StringIO(), []
        with contextlib.redirect_stderr(err):
            status = main.main(list(arguments), self.environ, self.pauses.append, self.ask, said.append)
        self.said, self.refused = "\n".join(said), err.getvalue()
        self.state = json.loads((self.home / "state.json").read_text("utf-8"))
        return status

    @property
    def calls(self):
        """Every call of az, as one text each."""
        path = self.home / "calls.jsonl"
        return [" ".join(json.loads(one)) for one in path.read_text("utf-8").splitlines()] if path.exists() else []

    def called(self, beginning):
        """The number of times that az was called so."""
        return sum(one.startswith(beginning) for one in self.calls)

    @property
    def deployed(self):
        """The parameters that were deployed last."""
        told = json.loads((self.home / "deployed.json").read_text("utf-8"))["parameters"]
        return {name: one["value"] for name, one in told.items()}
