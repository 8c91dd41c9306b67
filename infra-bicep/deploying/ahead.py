"""Finds, before a deployment, what would fail in the middle of it or at the first start."""

import json

from .az import ARM, Refused
from .preview import capabilities

IMAGE = "Canonical:ubuntu-24_04-lts:server"
QUOTA = "Portal → Quotas → Compute, or https://aka.ms/ProdportalCRP"
# Names that are unique in the world, by the type of what bears them.
WORLDWIDE = {
    "microsoft.storage/storageaccounts": "Microsoft.Storage/checkNameAvailability?api-version=2025-08-01",
    "microsoft.keyvault/vaults": "Microsoft.KeyVault/checkNameAvailability?api-version=2026-02-01",
    "microsoft.web/sites": "Microsoft.Web/checknameavailability?api-version=2025-03-01",
}


def image(az, parameters):
    """Is there such an image in the region? Raises Refused."""
    version, location = parameters["imageVersion"], parameters["location"]
    try:
        az.json("vm", "image", "show", "--urn", f"{IMAGE}:{version}", "--location", location, "--query", "{name:name}")
    except Refused as why:
        raise Refused(
            f"imageVersion: {location} has no {IMAGE}:{version}; the newest are printed by\n"
            f"  az vm image list --all --location {location} --publisher Canonical --offer ubuntu-24_04-lts --sku server\n{why}"
        ) from None


def quota(az, parameters, skus):
    """
    Sentences about what fits the quota only in part. Raises Refused where a server has no placement
    that fits: it could never start.
    """
    told = az.json("vm", "list-usage", "--location", parameters["location"])
    limits = {one["name"]["value"].lower(): int(one["limit"]) for one in told}
    wrong, notes, together = [], [], 0
    for server in parameters["fleet"]["servers"]:
        over = [text for one in server["placements"] if (text := _over(one, skus[one["size"]], limits))]
        if len(over) == len(server["placements"]):
            wrong += [f"{server['name']}: {text}" for text in over]
        else:
            notes += [f"{server['name']}: {text}; the next placement will have to do" for text in over]
        together += max([_cores(skus[one["size"]]) for one in server["placements"] if _spot(one)], default=0)
    if wrong:
        raise Refused("the quota is too small, so no machine could start:\n  " + "\n  ".join(sorted(set(wrong))) + f"\nAsk for more: {QUOTA}")
    spot = limits.get("lowprioritycores")
    if spot is not None and together > spot:
        notes.append(f"all servers at once need {together} Spot vCPUs, the quota is {spot}: not all can be on together. More: {QUOTA}")
    return notes


def _over(placement, sku, limits):
    """The quota that one machine of a placement exceeds, in words, or None. A quota not told is none."""
    names = ["lowPriorityCores"] if _spot(placement) else ["cores", sku.get("family") or ""]
    for name in names:
        limit = limits.get(name.lower())
        if limit is not None and _cores(sku) > limit:
            return f"{placement['size']} has {_cores(sku)} vCPUs, the quota {name} is {limit}"
    return None


def _spot(placement):
    return placement.get("priority", "Spot") == "Spot"


def _cores(sku):
    return int(capabilities(sku).get("vCPUs", 0))


def names(az, subscription, changes):
    """Are the names that are unique in the world still free, where they are new? Raises Refused."""
    taken = []
    for change in changes:
        kind, name = _kind(change["resourceId"])
        if change["changeType"] != "Create" or kind not in WORLDWIDE:
            continue
        url = f"{ARM}/subscriptions/{subscription}/providers/{WORLDWIDE[kind]}"
        answer = az.json("rest", "--method", "post", "--url", url, "--body", json.dumps({"name": name, "type": kind}))
        if answer.get("nameAvailable") is False:
            taken.append(f"{name}: {answer.get('message') or answer.get('reason')}")
    if taken:
        raise Refused(
            "somebody else has these names; another `name` or `resourceGroupName` makes others:\n  " + "\n  ".join(taken)
        )


def _kind(identity):
    """('provider/type', name) of a resource that stands in no other; ('', …) of every other."""
    parts = identity.rsplit("/providers/", 1)[-1].split("/")
    return ("/".join(parts[:2]).lower() if len(parts) == 3 else "", parts[-1])
