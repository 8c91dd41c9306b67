"""What is there already, so that a deployment leaves it as it is."""

import subprocess
import tempfile
from pathlib import Path

from .az import ARM, Refused

SECRETS = "/secrets?api-version=2026-02-01"


def group_id(az, group, location):
    """The resource group's id, or None where there is none yet. Raises Refused where it is elsewhere."""
    if az.json("group", "exists", "--name", group) is not True:
        return None
    found = az.json("group", "show", "--name", group)
    if _plain(found["location"]) != _plain(location):
        raise Refused(
            f"the resource group {group} is in {found['location']}, not in {location}; it cannot move. "
            "A fleet in another region has a parameter file and a resourceGroupName of its own"
        )
    return found["id"]


def _plain(location):
    """West Europe and westeurope are one."""
    return location.replace(" ", "").lower()


def sites(az, group):
    """The names of the group's function apps."""
    if not group:
        return []
    return sorted(az.json("resource", "list", "--resource-group", group, "--resource-type", "Microsoft.Web/sites", "--query", "[].name"))


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


def vault_id(az, group, name):
    """The id of this deployment's vault, or None."""
    listed = az.json("keyvault", "list", "--resource-group", group.rsplit("/", 1)[1]) if group else []
    return next((one["id"] for one in listed if one["id"].rsplit("/", 1)[1].startswith(f"{name}-vault-")), None)


def secret_names(az, group, name):
    """The secrets that the vault has; their values are not asked for."""
    if not group:
        return []
    vault = vault_id(az, group, name)
    found, url = [], ARM + vault + SECRETS if vault else None
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
