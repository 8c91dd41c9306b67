"""Checks a profile before it is trusted: its image, its age, its recorded lines."""

import datetime
import re
from typing import NamedTuple

from . import recording, registry
from .engine import parts
from .patterns import compile_pattern
from .profile import BadProfile, load

OLD = 90  # days after which somebody should look again
PLACE = re.compile(r"\{[^}]*\}?")
VARIABLE = re.compile(r"\{([A-Z_][A-Z0-9_]*)\}")
READ = {
    "join": {"name", "key", "owner"}, "leave": {"name", "key"}, "connect": {"key"}, "refusal": {"key"},
    "owner": {"owner"}, "count": {"count"}, "joinCode": {"code"}, "step": {"step"}, "death": {"name"},
    "version": {"version"},
}  # fmt: skip
TOLD = ("ready", "version", "join", "leave", "saved", "failure")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
MOVES = re.compile(r"(?:^|-)(?:latest|stable|master|main|dev|edge|nightly|test)(?:-|$)")


class Finding(NamedTuple):
    """Something about a profile; `wrong` where it must not be deployed like this, `urgent` where
    somebody should look at it soon."""

    wrong: bool
    text: str
    urgent: bool = False


def check(path, today=None, online=False, hub=registry.Registry):
    """Everything there is to say of the profile in this file, in order."""
    try:
        profile = load(path)
    except BadProfile as bad:
        return [Finding(True, line) for line in str(bad).splitlines()]
    data = profile.data
    found = [*_image(data), *_groups(data), *_reached(data), *_placeholders(data), *_update(data), *_age(data, today or datetime.date.today()), *_recorded(profile, path)]
    if online and "image" in data and "{variant}" not in data["image"]:
        found += _online(data, hub)
    return found


def _image(data):
    if "image" not in data:
        return
    name, tag, digest = parts(data["image"])
    if "{variant}" in data["image"]:
        yield Finding(False, "image: each server names its own; name its digest there, too")
        return
    if not tag or MOVES.search(tag) or not re.search(r"\d", tag):
        yield Finding(True, f"image: {tag or 'no tag'} can be another image tomorrow; name an exact version of {name}")
    if digest and not DIGEST.fullmatch(digest):
        yield Finding(True, "image: the digest must be sha256: and 64 hexadecimal digits")
    if digest and "digest" in data:
        yield Finding(True, "digest: must not be null where the image names one")
    if digest or not tag:
        return
    if "digest" not in data:
        yield Finding(True, f"image: has a tag alone, write {name}:{tag}@sha256:...; --online tells the digest")
    elif not any("digest" in line for told in data.get("notes", {}).values() for line in told):
        yield Finding(True, "digest: is not known, and the notes do not say why")
    else:
        yield Finding(False, f"digest not known: run ./hearth profile check {data['name']} --online")


def _groups(data):
    """Named groups that nothing reads: most often a slip of the pen."""
    lists = [("patterns", data["patterns"])]
    lists += [(f"earlier[{i}].patterns", one["patterns"]) for i, one in enumerate(data.get("earlier", ()))]
    for field, kinds in lists:
        for kind, texts in kinds.items():
            for i, text in enumerate(texts):
                pattern = compile_pattern(text)[0]
                for name in sorted(set(pattern.groupindex) - READ.get(kind, set())):
                    yield Finding(True, f"{field}.{kind}[{i}]: nothing reads the group {name}")
                if pattern.search(""):
                    yield Finding(True, f"{field}.{kind}[{i}]: matches an empty line, and so every line")


def _placeholders(data):
    """Variables in a world's globs that the environment does not have."""
    world = data["world"]
    globs = [*world.get("asked", {}).get("files", ()), world.get("asked", {}).get("holds", "")]
    globs += [glob for layout in world.get("layouts", ()) for glob in layout["looksLike"]]
    for name in sorted({name for glob in globs for name in VARIABLE.findall(glob)} - data.get("environment", {}).keys()):
        yield Finding(True, f"world: {{{name}}} is no variable of the environment")


def _update(data):
    """Whether a version can be kept as the profile says."""
    told = data.get("update", {})
    keep = told.get("keep", {})
    for name, value in keep.items():
        for place in PLACE.findall(value.replace("{version}", "")):
            yield Finding(True, f"update.keep.{name}: {place} stands for nothing; only {{version}} does")
    if keep and "take" not in told:
        yield Finding(True, "update.keep: needs take, even an empty one; without it the image alone decides the version")
    if not data["patterns"].get("version"):
        if any("{version}" in value for value in keep.values()):
            yield Finding(True, "update.keep: no pattern says which {version} runs")
        if "newest" in told:
            yield Finding(True, "update.newest: no pattern says which version runs, to compare it with")


def _reached(data):
    """The rules between fields."""
    api, console = data.get("api"), data.get("console", {})
    joins = {one["port"] for one in data["ports"] if one.get("join")}
    shut = [("api.port", api["port"])] if api else []
    shut += [("console.port", console["port"])] if "port" in console else []
    for field, port in shut:
        if port in {one["port"] for one in data["ports"]} - joins:
            yield Finding(True, f"{field}: {port} is opened to the world by ports")
    for i, one in enumerate(data.get("evidence", ())):
        if one["source"] in ("http", "jsonrpc"):
            if not api or api["kind"] != one["source"] or "call" not in one:
                yield Finding(True, f"evidence[{i}]: needs a call, and an api of the kind {one['source']}")
            if ("count" in one) == ("players" in one):
                yield Finding(True, f"evidence[{i}]: needs either count or players")
        if one["source"] == "console" and not ("command" in one and "says" in one and console.get("kind") == "rcon"):
            yield Finding(True, f"evidence[{i}]: needs a command, what it says, and a console that answers")
    if console and isinstance(console["say"], dict) != (console["kind"] in ("http", "jsonrpc")):
        yield Finding(True, f"console.say: is not what {console['kind']} sends")
    if console.get("kind") in ("http", "jsonrpc") and (not api or api["kind"] != console["kind"]):
        yield Finding(True, f"console: needs an api of the kind {console['kind']}")
    if console.get("kind") in ("rcon", "telnet") and "port" not in console:
        yield Finding(True, "console.port: is missing")
    if console.get("kind") == "rcon" and "secret" not in console:
        yield Finding(True, "console.secret: is missing")
    hold = data["world"].get("hold", {})
    if "until" in hold and not data["patterns"].get(hold["until"]):
        yield Finding(True, f"world.hold.until: no pattern says `{hold['until']}`")
    if "ask" in hold and "until" not in hold:
        yield Finding(True, "world.hold.ask: nothing says until when")


def _age(data, today):
    told = data.get("checked")
    if not told:
        yield Finding(False, "checked: is missing; say on which day it was held to the game, and to which versions", urgent=True)
        return
    try:
        days = (today - datetime.date.fromisoformat(told["on"])).days
    except ValueError:
        yield Finding(True, f"checked.on: {told['on']} is no day")
        return
    if days < 0:
        yield Finding(True, f"checked.on: {told['on']} is still to come")
    elif days > OLD:
        yield Finding(False, f"not looked at for {days} days: docs/games.md says how", urgent=True)
    versions = ", ".join(told.get("versions", ())) or "no version named"
    yield Finding(False, f"checked {days} days ago with {versions}")


def _recorded(profile, path):
    logs = recording.recordings(path)
    for log in logs:
        wanted, seen = recording.expected(log), recording.events(profile, log)
        if wanted != seen:
            yield Finding(True, f"{log.name}: says {seen}, a person reads {wanted}")
    yield Finding(False, f"{len(logs)} recorded logs" if logs else "no recorded logs")
    unseen = [kind for kind in TOLD if kind in profile.data["patterns"] and kind not in recording.kinds(profile, logs)]
    if logs and unseen:
        yield Finding(False, f"no recorded line is read as {' or '.join(unseen)}: nobody knows whether those patterns fit")


def _online(data, hub):
    name, tag, digest = parts(data["image"])
    try:
        now = hub(name).digest(tag)
        there = hub(name).digest(digest) if digest else None
    except registry.Unreachable as why:
        yield Finding(False, f"online: {why}")
        return
    if now is None:
        yield Finding(True, f"online: {name} has no tag {tag}")
    elif digest is None:
        yield Finding(False, f"online: write {name}:{tag}@{now}")
    elif there is None:
        yield Finding(True, f"online: {name} has no {digest} any more; {tag} is {now}")
    elif now != digest:
        yield Finding(False, f"online: {tag} has moved to {now}", urgent=True)
    else:
        yield Finding(False, "online: tag and digest fit")
