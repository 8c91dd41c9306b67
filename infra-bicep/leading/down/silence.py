"""Discord forgets the address and the commands, as far as the token is known."""

from deploying.az import Refused

from .. import application, settings
from ..discord import Discord


def kept(run, found):
    """A refusal on the way is told as a note: the rest goes on without Discord."""
    try:
        _ended(run, found)
        run.terminal.say("  Discord: the commands and the endpoint are gone")
    except Refused as why:
        run.terminal.say(f"  note: Discord keeps the commands and the endpoint ({why}); the developer portal takes them away")


def _ended(run, found):
    held = found.vault
    token = application.token_of(run.given, run.environ, lambda: held and settings.secret(run.az, held, application.TOKEN))
    if not token:
        raise Refused("the bot's token is not known")
    discord = Discord(token, run.environ, run.pause)
    if discord.get("/applications/@me")["id"] != run.file.values["discordApplicationId"]:
        raise Refused("the token is another application's")
    for guild in dict.fromkeys(one["guild"] for one in run.file.servers):
        if run.part(["register", "--guild", guild, "--remove", "--yes"], token):
            raise Refused("the commands could not be removed")
    answer = discord.patch("/applications/@me", {"interactions_endpoint_url": None})
    if not answer.fine:
        raise Refused(f"Discord answered {answer.status}")
