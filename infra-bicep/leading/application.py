"""The second step: everything that Discord knows comes from Discord, by the bot's token alone."""

import re
import time
from pathlib import Path

from deploying.az import Refused
from deploying.vault import variable

from .discord import Discord, WrongToken
from .permissions import held, invitation, lacking

TOKEN = "discord-bot-token"
ATTEMPTS = 3
LOOKS, BETWEEN = 120, 5  # ten minutes, for a bot that is on its way


def token_of(given, environ, stored):
    """The token where it is known without asking: a file, the environment, the vault; or None."""
    if given.token_file:
        try:
            return Path(given.token_file).read_text("utf-8").strip()
        except (OSError, ValueError) as why:
            raise Refused(f"--token-file {given.token_file} cannot be read: {type(why).__name__}") from None
    return (environ.get(variable(TOKEN)) or "").strip() or stored()


def enter(terminal, environ, pause, token):
    """(Discord, the token, the application), with as many questions as it takes. Raises Refused."""
    for attempt in range(ATTEMPTS):
        asked = token is None
        if asked:
            if attempt == 0:
                terminal.say("  https://discord.com/developers/applications → New Application (or yours) → Bot → Reset Token")
            token = terminal.secret("  the bot's token")
            if token is None:
                raise Refused(f"the bot's token is missing: {variable(TOKEN)} or --token-file FILE gives it")
        try:
            discord = Discord(token, environ, pause)
            return discord, token, discord.get("/applications/@me", needs=("id", "name"))
        except WrongToken as why:
            if not terminal.attended or attempt == ATTEMPTS - 1:
                raise
            terminal.say(f"  {why}")
            token = None
    raise AssertionError("the last attempt returns or raises")


def described(terminal, application):
    """Says which it is, and what its owner may want to change. Raises Refused where it is no use."""
    if not re.fullmatch("[0-9a-f]{64}", application.get("verify_key") or ""):
        raise Refused("Discord tells no public key of this application")
    terminal.say(f"  {application['name']}, application {application['id']}")
    if application.get("bot_public"):
        terminal.say("  note: anybody may invite this bot. Developer portal, Bot: switch Public Bot off")


def guild(discord, terminal, application, wanted, pause=time.sleep):
    """The guild as (id, name), once the bot is there. Raises Refused."""
    for look in range(LOOKS):
        there = _guilds(discord)
        if wanted:
            fitting = [one for one in there if wanted in (one["id"], one["name"])]
            if len(fitting) > 1:
                raise Refused(f"the bot is in {len(fitting)} guilds called {wanted}: give the id by --guild")
            there = fitting
        if there:
            lines = [((one["id"], one["name"]), f"{one['name']} ({one['id']})") for one in there]
            return terminal.one("Which guild?", lines, "--guild")
        where = f"in {wanted}" if wanted else "in any guild"
        if not terminal.attended:
            raise Refused(f"the bot is not {where} yet. Somebody with Manage Server opens\n  {invitation(application)}\nthen run this again")
        if look == 0:
            terminal.say(f"  The bot is not {where} yet. Open this, pick the guild, Authorize:")
            terminal.say(f"  {invitation(application)}")
            terminal.say("  waiting for it to arrive (up to ten minutes; Ctrl-C stops, and it goes on here) ...")
        pause(BETWEEN)
    raise Refused("the bot did not arrive within ten minutes: run this again when it is there")


def _guilds(discord):
    found, after = [], "0"
    while True:
        page = discord.get(f"/users/@me/guilds?limit=200&after={after}", list, ("id", "name"))
        found += page
        if len(page) < 200 or page[-1]["id"] == after:
            return found
        after = page[-1]["id"]


class Guild:
    """A guild's roles and text channels, and what the bot may do in each."""

    def __init__(self, discord, identity):
        bot = discord.get("/users/@me", needs=("id",))["id"]
        self.roles = discord.get(f"/guilds/{identity}/roles", list, ("id", "name", "permissions"))
        member = discord.get(f"/guilds/{identity}/members/{bot}")
        listed = [one for one in discord.get(f"/guilds/{identity}/channels", list, ("id",)) if one.get("type") == 0]
        listed.sort(key=lambda one: one.get("position", 0))
        lacks = {one["id"]: lacking(held(identity, bot, self.roles, member, one)) for one in listed}
        self.channels = [one for one in listed if not lacks[one["id"]]]
        self.closed = [(one, lacks[one["id"]]) for one in listed if lacks[one["id"]]]
        self._identity = identity

    def channel(self, terminal, question, wanted, option, none=None):
        """The id of a channel in which the bot can work; "" for none where `none` words it. Raises Refused."""
        for one, lacks in self.closed:
            if wanted and wanted.lstrip("#") in (one["id"], one["name"]):
                raise Refused(f"#{one['name']}: the bot lacks {', '.join(lacks)} there. Edit Channel, Permissions, the bot's role")
        if wanted:
            return self._named(self.channels, wanted.lstrip("#"), option)
        if not self.channels and none is None:
            told = "\n".join(f"  #{one['name']}: lacks {', '.join(lacks)}" for one, lacks in self.closed)
            raise Refused(f"there is no text channel in which the bot can work; make one, or allow it what it lacks:\n{told}")
        lines = [(one["id"], f"#{one['name']}") for one in self.channels]
        return terminal.one(question, lines + ([("", none)] if none else []), option, "" if none else None)

    def who(self, terminal, question, wanted, option):
        """An entry of `allow`: everyone, or a role. Raises Refused."""
        roles = [one for one in self.roles if one["id"] != self._identity and not one.get("managed")]
        if wanted and wanted != "everyone":
            return f"role:{self._named(roles, wanted.removeprefix('role:').lstrip('@'), option)}"
        if wanted or not roles:
            return "everyone"
        lines = [("everyone", "everyone in the channel"), *((f"role:{one['id']}", f"@{one['name']}") for one in roles)]
        return terminal.one(question, lines, option, "everyone")

    @staticmethod
    def _named(among, wanted, option):
        fitting = [one["id"] for one in among if wanted in (one["id"], one["name"])]
        if len(fitting) != 1:
            why = "is not there" if not fitting else f"names {len(fitting)}: give the id"
            raise Refused(f"{option} {wanted}: {why}")
        return fitting[0]
