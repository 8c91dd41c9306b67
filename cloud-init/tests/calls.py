"""Holds requests to agent/calls.json: the calls of Azure's that the agent makes, in their published form."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import place

LIST = json.loads((place.AGENT / "calls.json").read_text("utf-8"))
PLAIN = ("host", "accept-encoding", "content-length", "connection")  # of HTTP itself
MARK = "not on the list of calls"


def service_of(url, bases):
    """Which of the services a URL belongs to, and its path there; None for what is not Azure's.

    bases: a service and the URL of its account, for those that are told apart by nothing else.
    """
    parts = urlsplit(url)
    for name, account in bases:
        base = urlsplit(account)
        if (parts.netloc, parts.path[: len(base.path)]) == (base.netloc, base.path):
            return name, parts.path.removeprefix(base.path) or "/"
    for name, prefix in (("vault", "/secrets/"), ("metadata", "/metadata/")):
        if parts.path.startswith(prefix):
            return name, parts.path
    return (None if parts.path.startswith("/api/") else "file"), parts.path


def wrong(service, method, path, query, headers, body):
    """Why this is none of the listed calls, or '' and the operation that it is."""
    headers = {name.lower(): value for name, value in dict(headers).items() if name.lower() not in PLAIN}
    pairs = parse_qsl(query, keep_blank_values=True)
    near = []
    for call in LIST["calls"]:
        verb, _, template = call["call"].partition(" ")
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if (call["service"], verb) == (service, method) and re.fullmatch(pattern, path):
            why = _unfit(call, pairs, headers, body)
            if not why:
                return "", call["operation"]
            near.append(f"{call['operation']}: {why}")
    return f"{MARK}: {method} {path} of {service} ({'; '.join(near) or 'no such path'})", None


def _unfit(call, pairs, headers, body):
    if len(dict(pairs)) != len(pairs):
        return "a parameter twice"
    asked = _misfit("parameter", call.get("query", {}), call.get("optionalQuery", {}), dict(pairs))
    needed = LIST["services"][call["service"]]["headers"] | call.get("headers", {})
    told = _misfit("header", needed, call.get("optional", {}), headers)
    return asked or told or _unlike(call["body"], body)


def _misfit(what, needed, optional, given):
    """The first name that is missing, unknown or has another value than its pattern."""
    needed = {name.lower(): value for name, value in needed.items()}
    known = needed | {name.lower(): value for name, value in optional.items()}
    given = {name.lower(): value for name, value in given.items()}
    missing, unknown = sorted(needed.keys() - given.keys()), sorted(given.keys() - known.keys())
    bad = sorted(name for name in given.keys() & known.keys() if not re.fullmatch(known[name], given[name]))
    for told, names in (("no", missing), ("unknown", unknown), ("wrong", bad)):
        if names:
            return f"{told} {what} {names[0]}"
    return ""


def _unlike(form, body):
    data = body.encode() if isinstance(body, str) else bytes(body or b"")
    fits = {"none": not data, "bytes": True, "xml": data.lstrip().startswith(b"<"), "json": data.startswith(b"{")}
    return "" if fits[form] else f"its body is not {form}"
