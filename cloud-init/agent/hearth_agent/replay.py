"""Replays a log file through a profile: shows what the agent would make of it."""

from .matcher import MAX_LINE
from .players import Players


def replay(profile, lines):
    """One short text for each thing that happened, in order."""
    players = Players(profile.tells_players)
    ready, code = False, None
    for line in lines:
        for match in profile.matcher.match(line[:MAX_LINE]):
            for kind, player in players.apply(match, ""):
                named = "" if player.key == player.name else f" [{player.key}]"
                yield f"{kind} {player.name}{named}"
            if match.kind == "ready" and not ready:
                ready = True
                yield "ready"
            elif match.kind == "joinCode" and match.groups["code"] != code:
                code = match.groups["code"]
                yield f"code {code}"
            elif match.kind == "step":
                yield f"step {match.groups['step']}"
            elif match.kind == "count":
                yield f"count {players.count}"
            elif match.kind == "saved":
                yield "saved"
            elif match.kind == "failure":
                yield f"failure {match.line}"
