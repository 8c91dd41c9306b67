"""Is what main.bicepparam says good? Every mistake is named at once, before Azure is asked."""

import json
import re
import sys
import unicodedata
import zoneinfo
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "cloud-init" / "agent"))

from hearth_agent import schema  # noqa: E402

from .az import Refused  # noqa: E402

GIVEN = {"present", "newSecretNames", "newSecrets", "fingerprint"}  # by ./deploy alone
MOST_CHARACTERS = 32_767  # of one app setting on Windows
EXAMPLE = re.compile(r"1100000000000000\d{3}")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
PLAIN = {"title": None, "regularPrice": False, "allow": {}, "foreign": "stop", "limits": {}}


def of_file(path):
    """The content of a fleet file: one JSON object, its members parameters of main.bicep. Raises Refused."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except OSError:
        raise Refused(f"{path} cannot be read") from None
    except ValueError as why:
        raise Refused(f"{path} is not JSON: {why}") from None
    if not isinstance(told, dict):
        raise Refused(f"{path} does not hold a JSON object")
    known = re.findall(r"^param (\w+)", (HERE / "main.bicep").read_text("utf-8"), re.M)
    unknown = sorted({*told} - {*known} | {*told} & GIVEN)
    if unknown:
        raise Refused(f"{path.name}: there is no parameter {', '.join(unknown)}; there are {', '.join(sorted({*known} - GIVEN))}")
    return told


def setting(fleet, name):
    """HEARTH_SERVERS, as modules/fleet.bicep makes it."""
    made = {"v": 1, "servers": [_server(one, name) for one in fleet.get("servers", [])]}
    return made | {key: fleet[key] for key in ("operatorChannel", "guilds") if key in fleet}


def _server(server, name):
    made = {key: server[key] for key in ("name", "game", "guild", "channel", "port") if key in server}
    made["placements"] = [_placement(one, f"{name}-{server.get('name')}") for one in server.get("placements", [])]
    for key, usual in PLAIN.items():
        made[key] = server.get(key, usual)
    made["title"] = made["title"] or server.get("name")
    return made | {key: server[key] for key in ("update", "newWorld", "announce", "hostname", "private") if key in server}


def _placement(placement, prefix):
    made = {
        "scaleSet": f"{prefix}-{placement.get('key')}",
        "size": placement.get("size"),
        "priority": placement.get("priority", "Spot"),
    }
    price = placement.get("pricePerHour")
    return made | ({} if price is None else {"pricePerHour": float(price) if _decimal(price) else price})


def _decimal(text):
    return isinstance(text, str) and DECIMAL.fullmatch(text) is not None


def problems(parameters):
    """Everything wrong with the parameters, as 'field: what is wrong'."""
    fleet = parameters.get("fleet") or {}
    name = parameters.get("name", "hearth")
    found = list(_parameters(parameters, name))
    made = setting(fleet, name)
    contract = json.loads((ROOT / "contracts/servers.schema.json").read_text("utf-8"))
    found += [f"fleet.{one}" for one in schema.errors(made, contract)]
    length = len(json.dumps(made, separators=(",", ":"), ensure_ascii=False))
    if length > MOST_CHARACTERS:
        found.append(f"fleet: becomes {length} characters of HEARTH_SERVERS, and an app setting holds {MOST_CHARACTERS}")
    names = [one.get("name") for one in fleet.get("servers", [])]
    found += [f"fleet: two servers are called {one}" for one in sorted({n for n in names if n and names.count(n) > 1})]
    for i, guild in enumerate(fleet.get("guilds", [])):
        if not is_zone(guild.get("zone", "UTC")):
            found.append(f"fleet.guilds[{i}].zone: there is no time zone {guild['zone']}: write one such as Europe/Berlin")
    for i, server in enumerate(fleet.get("servers", [])):
        found += [f"fleet.servers[{i}].{one}" for one in _own(server, parameters)]
    return found


def is_zone(name):
    """Whether there is a time zone of that name; also where this machine has no table of them."""
    known = zoneinfo.available_timezones()
    return not known or name in known or bool(re.fullmatch(r"(UTC|GMT|UT)?([+-][0-9]{1,2})?|Z", name))


def is_copyable(text):
    """Whether a password can be shown in one line and copied from there as it is."""
    unseen = "\u115f\u1160\u3164\uffa0\u2800"
    return text == text.strip() and all(
        one == " " or (unicodedata.category(one)[0] not in "CZ" and one not in unseen) for one in text)


def _parameters(parameters, name):
    if not re.fullmatch("[a-z][a-z0-9]{2,7}", name):
        yield "name: must be 3 to 8 lower-case letters and digits, a letter first"
    if not parameters.get("location"):
        yield "location: is missing: an Azure region such as westeurope"
    if not re.fullmatch("[0-9]{17,20}", parameters.get("discordApplicationId") or ""):
        yield "discordApplicationId: must be the application's id, 17 to 20 digits"
    key = parameters.get("discordPublicKey") or ""
    if not re.fullmatch("[0-9a-f]{64}", key) or set(key) == {"0"}:
        yield "discordPublicKey: must be the application's public key, 64 hex digits"
    if not parameters.get("imageVersion"):
        yield "imageVersion: is missing"
    for where, held in _texts(parameters, ""):
        if EXAMPLE.search(held):
            yield f"{where}: {held} is the example's: put your own"


def _texts(value, at):
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{at}.{key}" if at else key)
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _texts(one, f"{at}[{i}]")


def profile(game):
    """A game's profile, or None."""
    path = ROOT / "cloud-init" / "games" / f"{game}.json"
    return json.loads(path.read_text("utf-8")) if re.fullmatch("[a-z0-9-]+", game or "") and path.exists() else None


def _own(server, parameters):
    if "--" in server.get("name", ""):
        yield "name: must not hold two hyphens in a row: a queue could not be called so"
    if server.get("name") == "app":
        yield "name: app is what the function app itself is called"
    game = profile(server.get("game"))
    if game is None:
        yield f"game: there is no cloud-init/games/{server.get('game')}.json"
    else:
        yield from _game(server, game)
    everyone = f"role:{server.get('guild')}"
    for command, who in (server.get("allow") or {}).items():
        if everyone in who:
            yield f"allow.{command}: {everyone} is the role that everyone has: write everyone"
    if server.get("guild") in ((server.get("private") or {}).get("roles") or ()):
        yield "private.roles: names the role that everyone has"
    host = (server.get("hostname") or {}).get("host") or ""
    if any(not 0 < len(label) < 64 or label[0] == "-" or label[-1] == "-" for label in host.split(".")) and host:
        yield f"hostname.host: {host} is no host name"
    keys = [one.get("key") for one in server.get("placements", [])]
    if len(set(keys)) < len(keys):
        yield "placements: two have the same key"
    for i, placement in enumerate(server.get("placements", [])):
        yield from (f"placements[{i}].{one}" for one in _place(placement))
    spot = [one for one in server.get("placements", []) if one.get("priority", "Spot") == "Spot"]
    if not spot and not server.get("regularPrice"):
        yield "placements: none is Spot, and regularPrice is not true"
    zone = (server.get("hostname") or {}).get("zone")
    if zone and zone != parameters.get("dnsZone"):
        yield f"hostname.zone: is {zone}, and the parameter dnsZone is not"


def _game(server, game):
    ports = [one["port"] for one in game["ports"]]
    if server.get("port") not in ports:
        yield f"port: {server.get('port')} is none of the game's: {', '.join(map(str, ports))}"
    told = server.get("agent") or {}
    text = json.dumps({key: game.get(key) for key in ("image", "binary")})
    for key in ("variant", "sha256"):
        if f"{{{key}}}" in text and not told.get(key):
            yield f"agent.{key}: the profile {game['name']} needs it"
    if told.get("variant") and "{variant}" in game.get("image", ""):
        image = game["image"].replace("{variant}", told["variant"])
        if not re.search(r":(?!latest\b)[\w.-]+(@sha256:[0-9a-f]{64})?$", image):
            yield f"agent.variant: makes {image} of the image; name an exact tag, better with its digest (name:tag@sha256:...)"
    for key in ("update", "newWorld"):
        if key in told:
            yield f"agent.{key}: belongs to the server itself: write {key} beside name and game"
    if server.get("update") in ("ask", "pinned") and "take" in game.get("update", {}) and not game["update"].get("keep"):
        yield (f"update: {server['update']} cannot be had with {game['name']}: its image fetches the newest build at every start"
               " and has no setting against it; say always, the world is backed up before a newer build opens it")
    if game.get("licence") and not told.get("licenceAccepted"):
        yield f"agent.licenceAccepted: the game has a licence to accept: {game['licence']['url']}"


def _place(placement):
    if not re.fullmatch("[a-z0-9]{1,8}", placement.get("key") or ""):
        yield "key: must be 1 to 8 lower-case letters and digits"
    if placement.get("disk") not in ("CacheDisk", "ResourceDisk", "NvmeDisk"):
        yield "disk: must be CacheDisk, ResourceDisk or NvmeDisk"
    if re.match("Standard_B", placement.get("size") or "") and placement.get("priority", "Spot") == "Spot":
        yield "size: the B series cannot be Spot"
    for key in ("pricePerHour", "maxPrice"):
        if key in placement and not _decimal(placement[key]):
            yield f"{key}: must be a number as text, such as '0.03'"
