"""The third step: the fleet by questions, each answered once and written down."""

import json
import os
import re
from pathlib import Path

from deploying import fleet
from deploying.az import Refused

from . import market

GAMES = fleet.ROOT / "cloud-init" / "games"
REGIONS = 15  # as many are listed; every other one by its name
REGULAR = "r"


def games():
    """{name: profile} of those that need nothing but answers; the others' files are written by hand."""
    told = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(GAMES.glob("*.json"))}
    return {name: one for name, one in told.items() if not _by_hand(one)}


def _by_hand(profile):
    text = json.dumps([profile.get("image"), profile.get("binary")])
    return "{variant}" in text or "{sha256}" in text


def wanted(terminal, given, there):
    """The games to add, by name. Raises Refused."""
    known = games()
    for one in given.game or ():
        if one not in known:
            by_hand = " is declared by hand, docs/games.md:" if fleet.profile(one) else ":"
            raise Refused(f"--game {one}{by_hand} there are {', '.join(known)}")
    if given.game:
        return [one for one in dict.fromkeys(given.game) if one not in {each.get("game") for each in there}]
    if there:
        return []
    hand = sorted(path.stem for path in GAMES.glob("*.json") if path.stem not in known)
    terminal.say(f"  by hand in the file, docs/games.md: {', '.join(hand)}")
    lines = [(name, f"{one['title']} ({name}): {one['resources']['cpus']} vCPU, {one['resources']['memoryGiB']} GiB") for name, one in known.items()]
    return terminal.some("Which games?", lines, "--game")


def location(az, terminal, file, given):
    """The region. Raises Refused."""
    have = file.values.get("location")
    if have and given.region in (None, have):
        return have
    known = market.regions(az)
    if given.region:
        if have:
            raise Refused(f"{file.path.name} says {have}, and --region {given.region}: what is there cannot move. A fleet elsewhere has a file and a resourceGroupName of its own")
        if given.region not in known:
            raise Refused(f"--region {given.region}: this subscription has {', '.join(sorted(known))}")
        chosen = given.region
    else:
        if not terminal.attended:
            raise Refused("the region is missing: --region, such as westeurope")
        terminal.say("  looking how far the regions are from this machine ...")
        near = market.by_distance(known)
        lines = [(name, f"{known[name]} ({name}){f', {far} ms' if far else ''}") for name, far in near[:REGIONS]]
        chosen = terminal.one("Which region? Near the players is best; any other one by --region.", lines, "--region")
    file.set("location", chosen)
    return chosen


def licensed(terminal, given, name, profile):
    """Whether the game's licence is accepted. Raises Refused."""
    licence = profile.get("licence")
    if licence and name not in (given.accept_licence or ()):
        if not terminal.attended:
            raise Refused(f"{profile['title']} has a licence, {licence['url']}: accept it by --accept-licence {name}")
        told = terminal.text(f"{profile['title']} has a licence, {licence['url']}. Do you accept it? yes or no", f"--accept-licence {name}")
        if told.lower() not in ("y", "yes"):
            raise Refused(f"without its licence {name} cannot be run; choose without it by --game")
    return bool(licence)


def placements(az, terminal, environ, given, region, profile, pause):
    """Chooses the placements of a game's machines: from what the region sells as Spot, and what the quota holds."""
    need = profile["resources"]
    found = market.sizes(az, region, max(2, need["cpus"]), need["memoryGiB"])
    found = market.prices(environ, region, found, terminal.say, pause)
    if given.size:
        chosen = next((one for one in found if one.name == given.size), None)
        if chosen is None:
            raise Refused(f"--size {given.size}: for {profile['title']} {region} has {', '.join(one.name for one in found)}")
    else:
        lines = [(one.name, one.line) for one in found]
        name = terminal.one(f"Which size for {profile['title']}?", lines, "--size", found[0].name)
        chosen = next(one for one in found if one.name == name)
    # Spot runs out by size: one of another family first.
    others = [one for one in found if one is not chosen]
    second = next((one for one in others if one.family != chosen.family), others[0] if others else None)
    made = [_placement(key, one, one.spot) for key, one in (("a", chosen), ("b", second)) if one]
    return [*made, {**_placement(REGULAR, chosen, chosen.regular), "priority": "Regular"}]


def _placement(key, size, price):
    made = {"key": key, "size": size.name, "disk": size.disk}
    return made | ({"pricePerHour": f"{price:.4f}"} if price else {})


def zone(terminal, given):
    """The guild's time zone, which only wording goes by."""
    good = lambda text: None if re.fullmatch(r"[A-Za-z]+(/[A-Za-z0-9_+-]+){0,2}", text) else "a name such as Europe/Berlin or UTC"  # noqa: E731
    if given.zone:
        wrong = good(given.zone)
        if wrong:
            raise Refused(f"--zone {given.zone}: {wrong}")
        return given.zone
    return terminal.text("Which time zone do the players live in?", "--zone", _here(), good)


def _here():
    try:
        at = os.readlink("/etc/localtime")
    except OSError:
        return "UTC"
    name = at.partition("zoneinfo/")[2]
    return name if name and not name.startswith("Etc/") else "UTC"


def server(name, profile, guild, channel, places, allow, licence):
    """One entry of the fleet, as main.bicepparam has it."""
    join = next(one for one in profile["ports"] if one.get("join"))
    made = {
        "name": name, "title": re.sub(r" \(.*\)$", "", profile["title"]), "game": name, "guild": guild, "channel": channel,
        "port": join["port"], "placements": places, "regularPrice": False, "allow": allow,
        "limits": {"idleMinutes": 15, "monthlyHours": 150},
    }  # fmt: skip
    return made | ({"agent": {"licenceAccepted": True}} if licence else {})


def named(path):
    """The fleet file that is meant: JSON, for it is written by a program too. Raises Refused."""
    path = Path(path)
    if path.suffix != ".json":
        raise Refused(f"{path}: the file that `up` keeps is JSON; a .bicepparam is deployed by infra-bicep/deploy")
    return path
