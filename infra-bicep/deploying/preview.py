"""May this deployment happen? The preview's answer, the sizes and the providers; ahead.py has more."""

from .az import Refused

PROVIDERS = (
    "Compute", "Insights", "KeyVault", "ManagedIdentity", "Network", "OperationalInsights",
    "Storage", "Web",
)  # fmt: skip
IMAGE_GIB = 31  # what Ubuntu's image takes, and the guest state of a trusted launch
SET = "/providers/microsoft.compute/virtualmachinescalesets/"


def lacking(az):
    """Resource providers that the subscription must know and does not."""
    there = az.json("provider", "list", "--query", "[?registrationState=='Registered'].namespace")
    known = {one.lower() for one in there}
    return [f"Microsoft.{one}" for one in PROVIDERS if f"microsoft.{one}".lower() not in known]


def unregistered(az):
    """Resource providers that the subscription must know first. Raises Refused."""
    unknown = lacking(az)
    if unknown:
        commands = "\n".join(f"  az provider register --wait --namespace {one}" for one in unknown)
        raise Refused(f"these resource providers are not registered; run\n{commands}")


def sizes(az, parameters):
    """
    The fleet's sizes as Azure describes them, by name, if each is sold, as Spot where it is wanted so,
    and with a place for the OS disk. Raises Refused.
    """
    placements = [one for server in parameters["fleet"]["servers"] for one in server["placements"]]
    names = sorted({one["size"] for one in placements})
    query = "[?" + " || ".join(f"name=='{one}'" for one in names) + "]"
    listed = az.json(
        "vm", "list-skus", "--location", parameters["location"], "--resource-type", "virtualMachines", "--all",
        "--query", query,
    )  # fmt: skip
    known = {one["name"]: one for one in listed}
    wrong = sorted({text for one in placements for text in _size(one, known.get(one["size"]), parameters["location"])})
    if wrong:
        raise Refused("\n".join(wrong))
    return known


def capabilities(sku):
    """{name: value}, both text, as `az vm list-skus` tells them."""
    return {one["name"]: one["value"] for one in (sku or {}).get("capabilities") or ()}


def accelerated(skus):
    """The sizes that have accelerated networking."""
    return sorted(name for name, one in skus.items() if capabilities(one).get("AcceleratedNetworkingEnabled") == "True")


def wrong_with(placement, sku, location):
    """Why a placement cannot be, in sentences; none where it can."""
    return list(_size(placement, sku, location))


def _size(placement, sku, location):
    size, disk = placement["size"], placement["disk"]
    if sku is None:
        yield f"{size}: is not sold in {location}"
        return
    if any(one.get("type") == "Location" for one in sku.get("restrictions") or ()):
        yield f"{size}: this subscription may not use it in {location}"
    can = capabilities(sku)
    if placement.get("priority", "Spot") == "Spot" and can.get("LowPriorityCapable") != "True":
        yield f"{size}: is not sold as Spot"
    if can.get("TrustedLaunchDisabled") == "True" or "V2" not in can.get("HyperVGenerations", "V2"):
        yield f"{size}: has no trusted launch, with which the machines are made"
    if can.get("EphemeralOSDiskSupported") != "True":
        yield f"{size}: has no room for an ephemeral OS disk"
    elif _room(disk, can) < IMAGE_GIB:
        yield f"{size}: its {disk} has {_room(disk, can):.0f} GiB, the image takes {IMAGE_GIB}"
    zones = {zone for one in sku.get("locationInfo") or () for zone in one.get("zones") or ()}
    for zone in placement.get("zones") or ():
        if zone not in zones:
            yield f"{size}: there is no zone {zone} in {location}"


def _room(disk, can):
    """GiB of a place for the disk."""
    if disk == "CacheDisk":
        return float(can.get("CachedDiskBytes", 0)) / 2**30
    if disk == "ResourceDisk":
        return float(can.get("MaxResourceVolumeMB", 0)) / 1024
    there = "NvmeDisk" in can.get("SupportedEphemeralOSDiskPlacements", "")
    return float(can.get("NvmeDiskSizeInMiB", 0)) / 1024 if there else 0.0


def scaled_in(changes, present, group, declared):
    """
    What of the preview would take a machine from a set. A set that holds one and that the preview
    does not show counts too: nothing is known of it. What the fleet does not declare is left alone.
    """
    seen, wrong = set(), []
    for change in changes:
        identity = change["resourceId"].lower()
        if SET not in identity or f"/resourcegroups/{group.lower()}/" not in identity:
            continue
        name = change["resourceId"].rsplit("/", 1)[1]
        capacity = present.get(name, {}).get("capacity", 0)
        after = ((change.get("after") or {}).get("sku") or {}).get("capacity")
        if change["changeType"] in ("NoChange", "Ignore"):
            after = capacity
        seen.add(name)
        if change["changeType"] == "Delete" or (capacity and (after is None or int(after) < capacity)):
            wrong.append(f"{name}: has {capacity} machine(s), and would have {'an unknown number' if after is None else after}")
        elif capacity and _size_of(change) not in (None, present[name]["size"]):
            wrong.append(f"{name}: runs on {present[name]['size']}, and would be made {_size_of(change)}")
    hidden = [one for one in sorted(declared) if present.get(one, {}).get("capacity") and one not in seen]
    return wrong + [f"{one}: runs, and the preview does not show it" for one in hidden]


def _size_of(change):
    return ((change.get("after") or {}).get("sku") or {}).get("name")
