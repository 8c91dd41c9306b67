"""Does to the game's process or container what the rules say, and reads what it prints."""

from .core import events

LINES = 12  # of the last, kept for people
LONGEST = 200  # characters of such a line


class GameRunner:
    """Belongs to the agent's loop."""

    def __init__(self, game, matcher):
        self._game, self._matcher = game, matcher

    def read(self, resume):
        """New lines with their meanings; once the game has ended and all are read, its end; else None."""
        game, resume = self._game, self._game.beginning if resume is None else resume
        running = game.running()  # asked first: what it printed before its end is read
        lines, then = game.read(resume)
        if then != resume:
            matches = tuple(match for line in lines for match in self._matcher.match(line))
            return events.Printed(matches, tuple(line[:LONGEST] for line in lines[-LINES:]), then)
        return None if running else events.GameEnded()

    def start(self, _effect):
        """Begins the game."""
        try:
            self._game.start()
        except (OSError, RuntimeError) as failed:
            return events.GameStarted(str(failed))
        return events.GameStarted()

    def type(self, effect):
        """Writes to its console."""
        try:
            self._game.type(effect.line)
        except OSError as failed:
            return events.Typed(str(failed))
        return events.Typed()

    def signal(self, effect):
        """Sends it its signal."""
        self._game.signal(effect.name)
        return events.Signalled()

    def kill(self, _effect):
        """Ends it."""
        self._game.kill()
