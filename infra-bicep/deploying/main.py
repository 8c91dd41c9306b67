"""The deployment, step by step."""

import argparse
import getpass
import hashlib
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from . import afterwards, ahead, fleet, present, preview, vault
from .az import Az, Refused

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 3  # as often as something changes between looking and deploying
LONGEST_NAME = 64  # of a deployment


def main(arguments, environ=None, pause=time.sleep, ask=None, out=print):
    """Returns the exit status: 0 deployed, 1 refused."""
    parser = argparse.ArgumentParser(prog="infra-bicep/deploy", description="Deploys Hearth; never touches a running game.")
    parser.add_argument("--parameters", type=Path, default=HERE / "main.bicepparam", help="a .bicepparam, or the fleet file that ./hearth up writes")
    parser.add_argument("--preview", action="store_true", help="say what would change, and stop")
    parser.add_argument("--vault", choices=("recover", "purge"), help="what to do with a vault that was deleted and is still kept")
    given = parser.parse_args(arguments)
    environ = environ or os.environ
    try:
        deploy(Order(given.parameters, given.preview, given.vault, environ, ask, out), Az(environ, pause))
    except Refused as refused:
        print(f"infra-bicep/deploy: {refused}", file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True)
class Order:
    """
    What is to be deployed, and who is asked: `ask` for a secret, `agree` whether the changes that were
    told may be made (None: they may). `fingerprint` is kept with the deployment.
    """

    path: Path
    preview: bool
    vault: str | None
    environ: dict
    ask: object
    out: object
    agree: object = None
    fingerprint: str = ""


def deploy(order, az):
    """The deployment's outputs as {name: value}; None where nothing was deployed. Raises Refused."""
    parameters = read(az, order.path)
    values = {name: one.get("value") for name, one in parameters.items()}
    wrong = fleet.problems(values)
    if wrong:
        raise Refused(f"{order.path.name} is not good:\n  " + "\n  ".join(wrong))
    account = az.json("account", "show")
    order.out(f"subscription {account['name']} ({account['id']}), {values['location']}")
    preview.unregistered(az)
    skus = preview.sizes(az, values)
    ahead.image(az, values)
    for note in ahead.quota(az, values, skus):
        order.out(f"note: {note}")
    _vault(order, az, values)
    for _ in range(ROUNDS):
        done, outputs = _round(order, az, parameters, values, (account["id"], preview.accelerated(skus)))
        if done:
            return outputs
        order.out("machines were started or stopped meanwhile: looking again")
    raise Refused("machines come and go: try again when the evening is quieter")


def read(az, path):
    """The parameters as {name: {"value": …}}: of a .bicepparam by Bicep, of a fleet file as it stands."""
    if path.suffix == ".json":
        return {name: {"value": one} for name, one in fleet.of_file(path).items()}
    built = az.json("bicep", "build-params", "--file", str(path), "--stdout")
    text = built.get("parametersJson")
    return (json.loads(text) if text else built)["parameters"]


def template(path):
    """A template as it is deployed: compiled where that lies beside it, as in a release."""
    compiled = path.with_suffix(".json")
    return str(compiled if compiled.exists() else path)


def names(values):
    """(name, resource group) that everything is called after."""
    name = values.get("name", "hearth")
    return name, values.get("resourceGroupName", name)


def _vault(order, az, values):
    name, group = names(values)
    gone = None
    if not present.vault_id(az, present.group_id(az, group, values["location"]), name):
        gone = vault.deleted(az, group, name)
    if gone and order.preview and order.vault:
        order.out(f"the deleted vault {gone}: would {order.vault} it")
    elif gone:
        vault.settle(az, gone, order.vault, values, order.out)


def called(group, location):
    """The deployment's name. One of the same name in another region would be refused by Azure."""
    name = f"{group}-{location}"
    if len(name) <= LONGEST_NAME:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST_NAME - 9]}-{mark}"


def _round(order, az, parameters, values, seen):
    """(Whether it is done, its outputs); not done where something changed under our hands."""
    name, group = names(values)
    subscription, accelerated = seen
    there = present.group_id(az, group, values["location"])
    sets, key = present.sets(az, there and group)
    secrets = present.secret_names(az, there, name)
    sites = present.sites(az, there and group)
    fresh = vault.missing(values, secrets, order.environ, order.ask)
    told = parameters | {
        "present": {"value": {
            "publicKey": key or present.fresh_key(),
            "sets": sets,
            "secrets": sorted({*secrets, *fresh}),
            "accelerated": accelerated,
            "sites": sites,
        }},
        "newSecretNames": {"value": sorted(fresh)},
        "newSecrets": {"value": fresh},
        "fingerprint": {"value": order.fingerprint},
    }  # fmt: skip
    _tell(order.out, sets, fresh, values)
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), told)
        common = ("--name", called(group, values["location"]), "--location", values["location"],
                  "--template-file", template(HERE / "main.bicep"), "--parameters", f"@{path}")  # fmt: skip
        changes = az.json("deployment", "sub", "what-if", *common, "--no-pretty-print",
                          "--result-format", "FullResourcePayloads")["changes"]  # fmt: skip
        wrong = preview.scaled_in(changes, sets, group, declared(values))
        if wrong:
            raise Refused("it would touch what runs:\n  " + "\n  ".join(wrong))
        ahead.names(az, subscription, changes)
        _tell_changes(order.out, changes)
        if order.preview or (order.agree and not order.agree()):
            return True, None
        if present.sets(az, there and group)[0] != sets:
            return False, None
        outputs = az.json("deployment", "sub", "create", *common, "--query", "properties.outputs") or {}
    _done(az, order.out, values, outputs, sites, f"/subscriptions/{subscription}/resourceGroups/{group}")
    return True, {name: one["value"] for name, one in outputs.items()}


def _done(az, out, values, outputs, sites, group):
    for key, one in outputs.items():
        out(f"{key}: {one['value']}")
    afterwards.budget(az, group, values, out)
    for line in afterwards.moved((outputs.get("siteName") or {}).get("value"), sites, group.rsplit("/", 1)[1]):
        out(line)


def _written(folder, parameters):
    """Secrets go in a file that only we can read, for a command line is for all to see."""
    path = folder / "parameters.json"
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
    whole = {"$schema": schema, "contentVersion": "1.0.0.0", "parameters": parameters}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        json.dump(whole, file)
    return path


def _tell(out, sets, fresh, values):
    mine = declared(values)
    for one, held in sorted(sets.items()):
        state = f"{held['capacity']} × {held['size']}" if held["capacity"] else "dark"
        out(f"  {one}: {state}{'' if one in mine else ' (not in the fleet any more; left as it is)'}")
    if fresh:
        out(f"  secrets to write: {', '.join(sorted(fresh))}")


def declared(values):
    name = values.get("name", "hearth")
    return {f"{name}-{s['name']}-{p['key']}" for s in values["fleet"]["servers"] for p in s["placements"]}


def _tell_changes(out, changes):
    for change in changes:
        if change["changeType"] not in ("NoChange", "Ignore"):
            out(f"  {change['changeType'].lower()} {change['resourceId'].split('/providers/', 1)[-1]}")


def run():
    """From the command line."""
    return main(sys.argv[1:], ask=getpass.getpass if sys.stdin.isatty() else None)
