"""Lines that no pattern knew, fit to be shown to others: who is named in them is not."""

import re

LINES, LONGEST = 12, 160
ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
IDS = re.compile(r"\d{5,}|\b(?=[0-9A-Fa-f]*\d)[0-9A-Fa-f]{8,}\b")
MAIL = re.compile(r"\S+@\S+\.\S+")
SAID = re.compile(r"(?P<who><[^>]{1,64}>)\s.*$")
QUOTED = re.compile(r'"[^"]{1,64}"|\'[^\']{1,64}\'')
WORD = r"[^\s:=,;(){}\[\]<>'\"]{2,64}"
ABOUT = re.compile(rf"(?i)\b(player|user(?:name)?|name|from|client|peer|character|kicked|banned)\b([ :=]+)({WORD})")
DOES = re.compile(rf"(?i)(?P<name>{WORD})(?= (?:(?:has|was|is) )?(?:joined|joins|left|leaves|connect|disconnect"
                  r"|entered|logged|died|slain|quit|timed out))")  # fmt: skip
NOBODY = re.compile(r"(?i)Name\d+|[\d.]+|has|was|is|player|user|client|peer|the|a|been|[0-9a-f]{8,}")
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def masked(lines, names):
    """The last of the lines, short, with names, chat, addresses and ids replaced: the same by the same.

    names are those that are known; others are guessed by the words around them. Digits become zeros,
    so that a pattern written for the line still fits.
    """
    seen = {}

    def name(text):
        return seen.setdefault(text, f"Name{len(seen) + 1}")

    return "\n".join(_masked(line, sorted(filter(None, names), key=len, reverse=True), name) for line in lines[-LINES:])


def _masked(line, names, name):
    line = UNSHOWN.sub(" ", line)[:LONGEST]
    line = SAID.sub(lambda hit: f"<{name(hit['who'][1:-1])}> …", line)
    line = ADDRESS.sub("192.0.2.0", MAIL.sub("a@b.c", line))
    line = QUOTED.sub(lambda hit: f"{hit[0][0]}{name(hit[0][1:-1])}{hit[0][-1]}", line)
    for one in names:
        if one in line:
            line = line.replace(one, name(one))
    line = ABOUT.sub(lambda hit: f"{hit[1]}{hit[2]}{_somebody(hit[3], name)}", line)
    line = DOES.sub(lambda hit: _somebody(hit["name"], name), line)
    return IDS.sub(lambda hit: re.sub("[0-9A-Fa-f]", "0", hit[0]), line)


def _somebody(text, name):
    return text if NOBODY.fullmatch(text) else name(text)
