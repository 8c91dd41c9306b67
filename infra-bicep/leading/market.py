"""The third step's facts: regions, the sizes that a region sells as Spot, their prices, quota and image."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from deploying import ahead, preview
from deploying.az import Refused

from .pricelist import PriceList

# An endpoint that most regions have under their own name (assumed): only how far it is matters.
NEAR = "{}.api.cognitive.microsoft.com"
PLACES = ("ResourceDisk", "NvmeDisk", "CacheDisk")
PRICED = 16  # sizes whose price is asked for
OFFERED = 8
# Sizes that people keep servers on; the rest (memory, GPU, HPC, confidential, Arm) is not offered.
FAMILIES = re.compile(r"Standard_(D|E|F)\d+[a-z]*(_v\d+)?")


def regions(az):
    """{name: what people call it} of the regions that the subscription may use."""
    listed = az.json("account", "list-locations", "--query", "[?metadata.regionType=='Physical'].{name:name, title:displayName}")
    return {one["name"]: one["title"] for one in sorted(listed, key=lambda one: one["title"])}


def by_distance(names, connect=socket.create_connection):
    """[(name, milliseconds or None)], nearest first as seen from this machine; unknown ones last."""
    with ThreadPoolExecutor(16) as pool:
        told = list(zip(names, pool.map(lambda one: _distance(one, connect), names), strict=True))
    return sorted(told, key=lambda one: (one[1] is None, one[1] or 0))


def _distance(region, connect):
    try:
        address_ = socket.getaddrinfo(NEAR.format(region), 443, type=socket.SOCK_STREAM)[0][4]
        began = time.monotonic()
        with connect(address_[:2], 2):
            return round((time.monotonic() - began) * 1000)
    except OSError:
        return None


class Size:
    """A size that the region sells as Spot and that a machine of Hearth's can be made of."""

    def __init__(self, sku, disk):
        can = preview.capabilities(sku)
        self.name, self.disk, self.family = sku["name"], disk, sku.get("family") or ""
        self.cores, self.memory = int(can.get("vCPUs", 0)), float(can.get("MemoryGB", 0))
        self.spot = self.regular = None  # list prices by the hour in USD

    @property
    def line(self):
        """For a person to choose by."""
        price = f"about {self.spot:.3f} USD an hour" if self.spot else "price not known"
        return f"{self.name:24} {self.cores} vCPU, {self.memory:.0f} GiB, {price}"


def sizes(az, location, cores, memory):
    """Those that carry so many vCPUs and GiB and fit the Spot quota, cheapest first by size. Raises Refused."""
    limits = {one["name"]["value"].lower(): int(one["limit"]) for one in az.json("vm", "list-usage", "--location", location)}
    spot = limits.get("lowprioritycores", 0)
    if spot < cores:
        raise Refused(
            f"the Spot quota in {location} is {spot} vCPUs, and this takes {cores}. Ask for more ({ahead.QUOTA}, region {location}, "
            "'Total Regional Spot vCPUs'), or take another region by --region. Some offers (free trials) include no Spot at all."
        )
    listed = az.json("vm", "list-skus", "--location", location, "--resource-type", "virtualMachines", "--all")
    found = []
    for sku in listed:
        can = preview.capabilities(sku)
        if not FAMILIES.fullmatch(sku["name"]) or can.get("CpuArchitectureType", "x64") != "x64":
            continue
        if not cores <= int(can.get("vCPUs", 0)) <= min(spot, max(2 * cores, 4)) or not memory <= float(can.get("MemoryGB", 0)) <= max(4 * memory, 16):
            continue
        disk = next((one for one in PLACES if not preview.wrong_with({"size": sku["name"], "disk": one}, sku, location)), None)
        if disk:
            found.append(Size(sku, disk))
    if not found:
        raise Refused(f"{location} sells this subscription no size as Spot with {cores} vCPUs and {memory} GiB and room for the disk: another region by --region")
    return sorted(found, key=lambda one: (one.cores, one.memory, _age(one.name)))[:PRICED]


def _age(name):
    """Newer generations first."""
    return -int((re.findall(r"_v(\d+)", name) or ["0"])[0])


def prices(environ, location, found, say, pause=time.sleep):
    """Puts today's list prices beside the sizes, and sorts by them; without the list there are none, and that is said."""
    listed = PriceList(environ, pause)
    try:
        for size in found:
            size.spot, size.regular = listed.of(location, size.name)
    except Refused as why:
        say(f"  note: no prices, the public list does not answer: {why}")
    found.sort(key=lambda one: (one.spot is None, one.spot or 0))
    return found[:OFFERED]


def image(az, location):
    """Today's version of the image, to be pinned. Raises Refused."""
    told = az.json("vm", "image", "show", "--urn", f"{ahead.IMAGE}:latest", "--location", location, "--query", "{version:name}")
    version = (told or {}).get("version") or ""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Refused(f"the newest version of {ahead.IMAGE} in {location} could not be found out: `az vm image list --all --location {location} --publisher Canonical --offer ubuntu-24_04-lts --sku server`")
    return version
