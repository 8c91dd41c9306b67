"""Reads what exists already, so that a deployment leaves it as it is."""

import base64
import secrets

from .az import ARM, Refused

KEY_BITS = 2048  # the least that Azure takes
SMALL = [one for one in range(3, 2000, 2) if all(one % each for each in range(3, int(one**0.5) + 1, 2))]
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
    """
    A public key whose other half is nobody's: Azure wants one, and nobody is to log in. It is RSA in
    OpenSSH's form (RFC 4253, 6.6); the primes are forgotten here.
    """
    modulus = _prime(KEY_BITS // 2) * _prime(KEY_BITS // 2)
    blob = b"".join(len(one).to_bytes(4, "big") + one for one in (b"ssh-rsa", _mpint(65537), _mpint(modulus)))
    return f"ssh-rsa {base64.b64encode(blob).decode()} nobody"


def _mpint(number):
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _prime(bits):
    """A random prime with its two highest bits set, by Miller and Rabin's test."""
    while True:
        odd = secrets.randbits(bits) | 3 << (bits - 2) | 1
        if all(odd % one for one in SMALL) and all(_passes(odd, secrets.randbelow(odd - 3) + 2) for _ in range(20)):
            return odd


def _passes(number, base):
    twos = (number - 1 & 1 - number).bit_length() - 1
    at = pow(base, number - 1 >> twos, number)
    if at in (1, number - 1):
        return True
    return any((at := at * at % number) == number - 1 for _ in range(twos - 1))
