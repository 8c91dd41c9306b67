"""Replays a log file through a profile: shows what the agent would make of it."""

import re

from .matcher import MAX_LINE
from .story import Story

CLOCK = re.compile(r"(\d{2}):(\d{2}):(\d{2})")
DAY = 24 * 3600


def replay(profile, lines):
    """One short text for each thing that happened, in order."""
    story = Story(profile.manner)
    settling = Settling(profile.data.get("settleSeconds", 0))
    for line in lines:
        for match in profile.matcher.match(line[:MAX_LINE]):
            for event in story.take(match, ""):
                yield from settling.take(event.kind, _told(event, story), line)
    yield from settling.end()


class Settling:
    """Holds a ready back as long as the game may still fail; the lines' own clock tells the time."""

    def __init__(self, seconds):
        self._seconds, self._held, self._at = seconds, [], None

    def take(self, kind, text, line):
        """The lines that may be told now."""
        if self._held and kind in ("failure", "began") and self._soon(line):
            self._held = [one for one in self._held if one != "ready"]
            yield from self.end()
        elif self._held and not self._soon(line):
            yield from self.end()
        if kind == "ready" and self._seconds:
            self._at = _clock(line)
            self._held.append(text)
        elif self._held and text:
            self._held.append(text)
        elif text:
            yield text

    def end(self):
        """The lines that were held back, at last."""
        held, self._held = self._held, []
        return held

    def _soon(self, line):
        now = _clock(line)
        return now is None or self._at is None or (now - self._at) % DAY <= self._seconds


def _clock(line):
    found = CLOCK.search(line[:80])
    return None if found is None else sum(int(n) * s for n, s in zip(found.groups(), (3600, 60, 1), strict=True))


def _told(event, story):
    if event.player:
        player = event.player
        return f"{event.kind} {player.name}" + ("" if player.key == player.name else f" [{player.key}]")
    if event.kind == "count":
        return f"count {story.players.count}"
    if event.kind in ("began", "version"):
        return None
    return f"{event.kind} {event.text}" if event.text else event.kind
