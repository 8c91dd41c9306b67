"""Finds what a log line means. Never fails, whatever the line holds."""

import re
from typing import NamedTuple

# In this order; an ignored line, a refusal or a death means nothing else besides.
KINDS = (
    "ignore", "refusal", "death", "began", "join", "leave", "owner", "connect", "count",
    "joinCode", "step", "version", "saving", "saveless", "saved", "held", "ready", "failure",
)  # fmt: skip
FINAL = ("ignore", "refusal", "death")
MAX_LINE = 2048
ALWAYS = (None, False)  # a pattern that counts for every version
# Terminals' colours and titles, the colours of Minecraft, control characters.
ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\xa7[0-9A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]"
)


class Match(NamedTuple):
    """A recognised line: its kind and the named groups of its pattern.

    `before` is set where the pattern counts only for versions of the game older than this;
    `known`, where it must also be known which version runs.
    """

    kind: str
    groups: dict
    line: str
    before: str | None = None
    known: bool = False


class Matcher:
    """Matches lines against compiled patterns, cheap where a line means nothing."""

    def __init__(self, compiled):
        self._prefixes = [entry[0] for entry in compiled.get("prefixes", ())]
        self._entries = [
            (entry[1] or "", kind, entry[0], entry[2] if len(entry) > 2 else ALWAYS)
            for kind in KINDS
            for entry in compiled.get(kind, ())
        ]

    def match(self, line):
        """All meanings of the line, at most one of each kind."""
        if "\x1b" in line or "\xa7" in line:  # a colour in the middle of a word hides it
            line = ESCAPES.sub("", line[: 2 * MAX_LINE])
        possible = [entry for entry in self._entries if entry[0] in line]
        if not possible:
            return ()
        text = self.strip(line)
        found = []
        seen = set()
        for _, kind, pattern, versions in possible:
            if kind in seen:
                continue
            hit = pattern.search(text)
            if hit:
                found.append(Match(kind, hit.groupdict(), text, *versions))
                if kind in FINAL:
                    break
                if versions is ALWAYS:
                    seen.add(kind)
        return found

    def strip(self, line):
        """The line without colours, control characters and the profile's prefixes."""
        text = ESCAPES.sub("", line[:MAX_LINE]).rstrip()
        for _ in range(8):
            hits = (pattern.match(text) for pattern in self._prefixes)
            end = max((hit.end() for hit in hits if hit), default=0)
            if end == 0:
                break
            text = text[end:]
        return text
