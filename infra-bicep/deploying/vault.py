"""Secrets that the vault lacks, and a vault that was deleted and still holds its name."""

import json
import secrets
import string

from .az import Refused
from .fleet import profile

PREFIX = "HEARTH_SECRET_"


def deleted(az, group, name):
    """
    The name of this deployment's vault where it was deleted with its resource group, or None. For
    thirty days Azure keeps it, and its name.
    """
    for one in az.json("keyvault", "list-deleted", "--resource-type", "vault") or ():
        was = one["properties"]["vaultId"].lower()
        if f"/resourcegroups/{group.lower()}/" in was and one["name"].startswith(f"{name}-vault-"):
            return one["name"]
    return None


def settle(az, vault, choice, parameters, out):
    """Recovers or purges a deleted vault, as was chosen. Raises Refused where nothing was."""
    if choice is None:
        raise Refused(
            f"the vault {vault} was deleted, and Azure still keeps it with its secrets and its name. Either\n"
            "  --vault recover   brings it back, with the bot's token and the passwords\n"
            "  --vault purge     deletes it for good; the secrets are asked for anew"
        )
    location = parameters["location"]
    if choice == "recover":
        az.text("group", "create", "--name", parameters.get("resourceGroupName", parameters.get("name", "hearth")), "--location", location)
        az.text("keyvault", "recover", "--name", vault, "--location", location)
        out(f"the vault {vault} is back")
    else:
        az.text("keyvault", "purge", "--name", vault, "--location", location)
        out(f"the vault {vault} is deleted for good")


def needed(parameters):
    """{name: may it be made up?} for all that must be there."""
    found = {"discord-bot-token": False, "hearth-master-secret": True}
    for server in parameters["fleet"]["servers"]:
        game = profile(server["game"])
        ours = between_machine_and_game(game)
        asked = [one["secret"] for one in (game.get("environment") or {}).values() if isinstance(one, dict)]
        found |= {name: name in ours for name in [*asked, *ours]}
        if "{token}" in ((server.get("hostname") or {}).get("update") or ""):
            found["dns-token"] = False
    return found


def between_machine_and_game(game):
    """The secrets of a profile that nobody types: those of its console and its api."""
    api = game.get("api") or {}
    told = [game.get("console"), api.get("basic"), api.get("bearer")]
    return [one["secret"] for one in told if one and "secret" in one]


def made_up():
    """A secret that nobody types: 40 letters and digits, as Minecraft's management server wants it."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(40))


def missing(parameters, present, environ, ask):
    """
    {name: value} to write: what is not there yet, and what the environment gives anew. `ask` is a
    function from a question to an answer, or None where nobody sits here. Raises Refused.
    """
    wanted, found, lacking = needed(parameters), {}, []
    for name in [*wanted, "dns-token", "game-passwords"]:
        given = environ.get(variable(name))
        if given:
            found[name] = given
        elif name in found or name in present or name not in wanted:
            continue
        elif wanted[name]:
            found[name] = made_up()
        elif answer := ask(f"{name}: ").strip() if ask else "":
            found[name] = answer
        else:
            lacking.append(name)
    if lacking:
        raise Refused("\n".join(f"the secret {name} is missing: set {variable(name)}" for name in lacking))
    _check(found, parameters)
    return found


def variable(name):
    """The environment variable that gives a secret."""
    return PREFIX + name.replace("-", "_").upper()


def _check(found, parameters):
    if len(found.get("hearth-master-secret", "x" * 32)) < 32:
        raise Refused(f"{variable('hearth-master-secret')} must have at least 32 characters")
    names = {one["name"] for one in parameters["fleet"]["servers"]}
    if "game-passwords" in found:
        try:
            told = json.loads(found["game-passwords"])
        except ValueError:
            told = None
        if not isinstance(told, dict) or set(told) - names:
            raise Refused(f"{variable('game-passwords')} must be JSON: a password by the name of a server")
