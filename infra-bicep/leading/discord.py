"""Discord's REST interface as the bot; whatever it refuses is said in words that help."""

import json
import re

from deploying.az import Refused

from .web import address, patient

USUAL = "https://discord.com/api/v10"
AGENT = "DiscordBot (https://hearth.example, up)"
TOKEN = re.compile(r"[A-Za-z0-9_.-]{10,200}")
WRONG_TOKEN = "Discord does not know this bot token: developer portal, Bot, Reset Token, and give the new one"


class WrongToken(Refused):
    """The token is not one; another may be asked for."""


class Discord:
    """One bot's view. The token is in no message and in no representation."""

    def __init__(self, token, environ, pause):
        if not TOKEN.fullmatch(token):
            raise WrongToken("this does not look like a bot token: letters, digits, dots, hyphens and underscores, without spaces")
        self._token, self._pause = token, pause
        self._base = address(environ.get("DISCORD_API") or USUAL, "DISCORD_API")

    def get(self, path, kind=dict, needs=()):
        """Reads what Discord has: an object, or for `list` objects, each with the texts that are needed. Raises Refused."""
        body = self._send("GET", path).body
        objects = body if isinstance(body, list) else [body]
        whole = all(isinstance(one, dict) and all(isinstance(one.get(key), str) for key in needs) for one in objects)
        if not isinstance(body, kind) or not whole:
            raise Refused(f"Discord answered {path.split('?')[0]} with something else than it documents: run this again later")
        return body

    def patch(self, path, body):
        """The answer as it is; Discord's reasons are for the caller."""
        return self._send("PATCH", path, body, fine=False)

    def _send(self, method, path, body=None, fine=True):
        headers = {"Authorization": f"Bot {self._token}", "User-Agent": AGENT, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        answer = patient(method, self._base + path, headers, data, self._pause)
        if answer.status == 401:
            raise WrongToken(WRONG_TOKEN)
        if answer.status == 429:
            raise Refused(f"Discord asks to wait {answer.field('retry_after', 'a while')} s: run this again then")
        if answer.status >= 500:
            raise Refused(f"Discord has trouble of its own ({answer.status}): https://discordstatus.com; run this again later")
        if fine and not answer.fine:
            raise Refused(f"Discord refused {path.split('?')[0]}: {said(answer)}")
        return answer


def said(answer):
    """Discord's own words for a refusal."""
    body = answer.body if isinstance(answer.body, dict) else {}
    found = list(_messages(body.get("errors") or {}))
    return f"{answer.status}, {body.get('code', 'no code')}: {'; '.join(found) or body.get('message') or 'no reason'}"


def _messages(errors):
    if isinstance(errors, dict):
        for key, one in errors.items():
            if key == "_errors":
                yield from (each.get("message", "") for each in one)
            else:
                yield from _messages(one)
