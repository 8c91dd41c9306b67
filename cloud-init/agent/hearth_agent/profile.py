"""A game profile, held to its schema and its patterns compiled."""

import json
import re
from pathlib import Path

from . import schema
from .matcher import ALWAYS, KINDS, Matcher
from .patterns import UnsafePattern, compile_pattern
from .story import Manner, numbers

GROUPS = {
    "join": {"name", "key"},
    "connect": {"key"},
    "owner": {"owner"},
    "count": {"count"},
    "joinCode": {"code"},
    "step": {"step"},
    "version": {"version"},
}


GAMES = Path(__file__).resolve().parents[2] / "games"
NAME = re.compile(r"[a-z0-9-]{1,32}(?:\.json)?")


class BadProfile(ValueError):
    """The profile breaks its contract; says every field that does."""


class Profile:
    """One game as data: what to run, and what its log means."""

    def __init__(self, data, contract):
        wrong = schema.errors(data, contract)
        compiled = {} if wrong else _compile(data, wrong)
        if wrong:
            raise BadProfile("\n".join(wrong))
        self.data = data
        self.name = data["name"]
        self.matcher = Matcher(compiled)
        environment = data.get("environment", {})
        self.secret_names = tuple(name for name, value in environment.items() if isinstance(value, dict))
        self.tells_saves = bool(data["patterns"].get("saved"))
        self.tells_players = "join" in compiled and bool(
            compiled.keys() & {"leave", "count", "owner"}
        )
        self.manner = Manner(self.tells_players, data.get("readyRepeats", False), "saving" in compiled)
        log = {"source": "log", "presence": True, "absence": True}
        self.evidence = data.get("evidence", [log])
        self.says = {text: compile_pattern(text)[0] for one in self.evidence if (text := one.get("says"))}
        self.checked = tuple(data.get("checked", {}).get("versions", ()))


def load(path, contract_path=None):
    """Reads and checks a profile. Raises BadProfile with one line for each mistake.

    A machine is given a profile whose form was checked before it was sent, and no schema.
    """
    contract = contract_file(contract_path)
    contract = json.loads(contract.read_text("utf-8")) if contract_path or contract.exists() else {}
    try:
        data = json.loads(Path(path).read_text("utf-8"), object_pairs_hook=_once)
    except OSError as bad:
        raise BadProfile(f"(document): cannot be read: {bad.strerror}") from None
    except (ValueError, RecursionError) as bad:
        raise BadProfile(f"(document): is not to be read as JSON: {bad}") from None
    return Profile(data, contract)


def _once(pairs):
    """An object; a field that is there twice would hide another."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} is there twice")
    return found


def names():
    """The names of the profiles beside the agent's sources; none on a machine."""
    return sorted(path.stem for path in GAMES.glob("*.json"))


def find(told):
    """The file of a profile, given as a path or by its name. Raises BadProfile."""
    path = Path(told)
    if path.exists() and not path.is_dir():
        return path
    named = GAMES / f"{told.removesuffix('.json')}.json"
    if NAME.fullmatch(told) and named.is_file():
        return named
    there = ", ".join(names())
    raise BadProfile(f"there is no such profile: neither a file nor one of {there}" if there else "there is no such file")


def contract_file(given=None):
    """The schema: the given one, or the repository's own."""
    return Path(given or GAMES.parents[1] / "contracts/game.schema.json")


def _compile(data, wrong):
    compiled = {}
    for field, kind, texts, versions in _sources(data):
        for i, text in enumerate(texts):
            try:
                pattern, literal = compile_pattern(text)
            except UnsafePattern as bad:
                wrong.append(f"{field}[{i}]: {bad}")
                continue
            needed = GROUPS.get(kind)
            if needed and not needed & pattern.groupindex.keys():
                wrong.append(f"{field}[{i}]: needs a group {' or '.join(sorted(needed))}")
            if not field.startswith("evidence"):
                compiled.setdefault(kind, []).append((pattern, literal, versions))
    return compiled


def _sources(data):
    """Each list of patterns: its field, its kind, its texts, the versions for which it counts."""
    yield "prefixes", "prefixes", data.get("prefixes", ()), ALWAYS
    for i, source in enumerate(data.get("evidence", ())):
        yield f"evidence[{i}].says", "count", [source["says"]] if "says" in source else (), ALWAYS
    for kind in KINDS:
        yield f"patterns.{kind}", kind, data["patterns"].get(kind, ()), ALWAYS
        for i, earlier in enumerate(data.get("earlier", ())):
            versions = (earlier["before"], earlier.get("known", False))
            yield f"earlier[{i}].patterns.{kind}", kind, earlier["patterns"].get(kind, ()), versions
