"""From a published app to Discord's endpoint: references, the app's door, the address."""

import json

from deploying.az import ARM, Refused

from .discord import said
from .web import send

REFERENCES = "/config/configreferences/appsettings"
VERSION = "?api-version=2025-03-01"
LOOKS, BETWEEN = 30, 10  # five minutes for a cold app
SAVES, AFTER = 6, 10


def refreshed(az, site, terminal, pause, changed):
    """
    Has the app look its secrets up again where anything was changed or it lacks some, and waits until
    it has them. Raises Refused.
    """
    open_ = None if changed else _unresolved(az, site)
    if open_ == []:
        return
    az.text("rest", "--method", "post", "--url", f"{ARM}{site}{REFERENCES}/refresh{VERSION}")
    for _ in range(LOOKS):
        open_ = _unresolved(az, site)
        if not open_:
            terminal.say("  the app has its secrets")
            return
        pause(BETWEEN)
    raise Refused(f"the app cannot read {', '.join(open_)} from the vault. Rights may take ten minutes to reach everywhere: run this again then")


def _unresolved(az, site):
    told = az.json("rest", "--method", "get", "--url", f"{ARM}{site}{REFERENCES}{VERSION}")
    return sorted(name for name, one in _references(told) if one.get("status") not in ("Resolved", None))


def _references(told):
    """A page of them, or one object by name: both have been documented."""
    if "value" in told:
        return [(one["name"], one.get("properties") or {}) for one in told["value"]]
    return list(((told.get("properties") or {}).get("keyToReferenceStatuses") or {}).items())


def answers(url, pause, send=send):
    """
    Waits until the app refuses a ping with a wrong signature, which it does only with its settings read.
    A rightly signed one nobody but Discord can send: its private key is Discord's alone, and Discord
    sends one when the address is set. Raises Refused.
    """
    headers = {"Content-Type": "application/json", "X-Signature-Ed25519": "00" * 64, "X-Signature-Timestamp": "0"}
    seen = "nothing"
    for _ in range(LOOKS):
        try:
            answer = send("POST", url, headers, json.dumps({"type": 1}).encode())
            if answer.status == 401:
                return
            if answer.fine:
                raise Refused(f"{url} accepted a wrong signature: that is not Hearth, and Discord would refuse it")
            seen = str(answer.status)
        except OSError as why:
            seen = type(why).__name__
        pause(BETWEEN)
    raise Refused(
        f"the app does not answer at {url} ({seen}): it may still be starting, so run this again in a few minutes. "
        "If it goes on: Portal → the function app → Diagnose and solve problems"
    )


def told(discord, application, url, pause):
    """Whether the endpoint had to be set. Raises Refused where Discord does not take it."""
    if application.get("interactions_endpoint_url") == url:
        return False
    for attempt in range(SAVES):
        answer = discord.patch("/applications/@me", {"interactions_endpoint_url": url})
        if answer.fine:
            if answer.field("interactions_endpoint_url") != url:
                raise Refused("Discord took the address and shows another: somebody else may be setting it; run this again")
            return True
        if answer.status != 400 or attempt == SAVES - 1:
            break
        pause(AFTER)  # a cold app is slower than Discord waits
    raise Refused(f"Discord did not take {url} ({said(answer)}). Run this again; if it goes on, the public key or another app at that address is wrong")
