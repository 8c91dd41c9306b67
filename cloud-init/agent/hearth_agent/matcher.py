"""Finds what a log line means. Never fails, whatever the line holds."""

import re
from typing import NamedTuple

# In this order; an ignored line or a death means nothing else besides.
KINDS = (
    "ignore", "refusal", "death", "began", "join", "leave", "owner", "connect", "count",
    "joinCode", "step", "version", "saving", "saveless", "saved", "ready", "failure",
)  # fmt: skip
FINAL = ("ignore", "death")
MAX_LINE = 2048
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")


class Match(NamedTuple):
    """A recognised line: its kind and the named groups of its pattern."""

    kind: str
    groups: dict
    line: str


class Matcher:
    """Matches lines against compiled patterns, cheap where a line means nothing."""

    def __init__(self, compiled):
        self._prefixes = [pattern for pattern, _ in compiled.get("prefixes", ())]
        self._entries = [
            (literal or "", kind, pattern)
            for kind in KINDS
            for pattern, literal in compiled.get(kind, ())
        ]

    def match(self, line):
        """All meanings of the line, at most one of each kind."""
        possible = [entry for entry in self._entries if entry[0] in line]
        if not possible:
            return ()
        text = self.strip(line)
        found = []
        seen = set()
        for _, kind, pattern in possible:
            if kind in seen:
                continue
            hit = pattern.search(text)
            if hit:
                found.append(Match(kind, hit.groupdict(), text))
                if kind in FINAL:
                    break
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
