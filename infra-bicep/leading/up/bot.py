"""The second step: the application, by its bot's token."""

from types import SimpleNamespace

from deploying import main as deploying
from deploying import present
from deploying.az import Refused

from .. import application


def met(run):
    """Notes the application in the fleet file. Raises Refused."""
    run.there = _there(run)
    run.stored = run.secret(application.TOKEN)
    token = application.token_of(run.given, run.environ, lambda: run.stored)
    run.bot, run.token, run.app = application.enter(run.terminal, run.environ, run.pause, token)
    application.described(run.terminal, run.app)
    known = run.file.values.get("discordApplicationId")
    if known and known != run.app["id"]:
        raise Refused(f"the token is application {run.app['id']}'s, and {run.file.path.name} says {known}: give the token of that one, or change the file")
    run.file.set("discordApplicationId", run.app["id"])
    run.file.set("discordPublicKey", run.app["verify_key"])


def _there(run):
    """The things deployed already: the group's id and the vault's name, or neither."""
    name, group = deploying.names(run.file.values)
    location = run.file.values.get("location")
    identity = present.group_id(run.az, group, location) if location else None
    held = present.vault_id(run.az, identity, name) if identity else None
    return SimpleNamespace(group=identity, vault=held and held.rsplit("/", 1)[1])
