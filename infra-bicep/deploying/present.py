"""What is there already, so that a deployment leaves it as it is."""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from .az import Refused

BUDGETS = "/providers/Microsoft.Consumption/budgets?api-version=2023-05-01"
SECRETS = "/secrets?api-version=2023-07-01"
ARM = "https://management.azure.com"


def group_id(az, group):
    """The resource group's id, or None where there is none yet."""
    if az.json("group", "exists", "--name", group) is not True:
        return None
    return az.json("group", "show", "--name", group)["id"]


def sets(az, group):
    """Each scale set of the group as {name: {size, capacity}}, and a public key that one has."""
    found, key = {}, None
    for one in az.json("vmss", "list", "--resource-group", group) if group else ():
        found[one["name"]] = {"size": one["sku"]["name"], "capacity": int(one["sku"]["capacity"])}
        key = key or _key(one)
    return found, key


def _key(one):
    at = one
    for name in ("virtualMachineProfile", "osProfile", "linuxConfiguration", "ssh"):
        at = (at or {}).get(name)
    keys = (at or {}).get("publicKeys") or []
    return keys[0].get("keyData") if keys else None


def budget_start(az, group, name, now=None):
    """When the budget began, or the first of this month: it cannot be moved later."""
    if group:
        for one in az.json("rest", "--method", "get", "--url", ARM + group + BUDGETS)["value"]:
            if one["name"] == name:
                return one["properties"]["timePeriod"]["startDate"]
    return (now or datetime.now(UTC)).strftime("%Y-%m-01T00:00:00Z")


def secret_names(az, group, name):
    """The secrets that the vault has; their values are not asked for."""
    if not group:
        return []
    vaults = [one["id"] for one in az.json("keyvault", "list", "--resource-group", group.rsplit("/", 1)[1])]
    vaults = [one for one in vaults if one.rsplit("/", 1)[1].startswith(f"{name}-vault-")]
    found, url = [], ARM + vaults[0] + SECRETS if vaults else None
    while url:
        page = az.json("rest", "--method", "get", "--url", url)
        found += [one["name"].rsplit("/", 1)[-1] for one in page["value"]]
        url = page.get("nextLink")
    return found


def fresh_key():
    """A public key whose other half is thrown away: Azure wants one, and nobody is to log in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key"
        try:
            subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-b", "3072", "-N", "", "-C", "nobody", "-f", path], check=True)
        except FileNotFoundError:
            raise Refused("ssh-keygen is missing: Azure wants a public key for each machine") from None
        return path.with_suffix(".pub").read_text("utf-8").strip()
