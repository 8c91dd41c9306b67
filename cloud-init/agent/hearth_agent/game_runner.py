"""Does to the game's process or container what the rules say, and reads what it prints."""

from .core import events
from .launch import Unready

LINES = 12  # of the last, kept for people
LONGEST = 200  # characters of such a line
SHORTEST = 4  # characters of a secret that is looked for


class GameRunner:
    """Belongs to the agent's loop."""

    def __init__(self, game, matcher, world, saves, secret_names=(), chosen=dict):
        self._game, self._matcher, self._world, self._saves = game, matcher, world, saves
        self._chosen = chosen  # gives the environment that decides the game's version
        self._secret_names = secret_names  # variables of the environment that nobody may read

    def read(self, resume):
        """New lines with their meanings; once the game has ended and all are read, its end; else None."""
        game, resume = self._game, self._game.beginning if resume is None else resume
        running = game.running()  # asked first: what it printed before its end is read
        if game.restarted:
            game.restarted = False
            return events.GameRestarted()
        lines, then = game.read(resume)
        if then != resume:
            found = [(line, self._matcher.match(line)) for line in lines]
            shown = self._shown
            matches = tuple(match._replace(line=shown(match.line)) for _, told in found for match in told)
            unknown = [line for line, told in found if not told and line.strip()][-LINES:]
            self._saves.seen(matches)
            last = tuple(shown(line)[:LONGEST] for line in lines[-LINES:])
            return events.Printed(matches, last, then, tuple(shown(line)[:LONGEST] for line in unknown))
        return None if running else events.GameEnded()

    def _shown(self, line):
        """The line without the game's passwords: some games print their settings or arguments."""
        for name in self._secret_names:
            value = self._game.environment.get(name, "")
            if len(value) >= SHORTEST and value in line:
                line = line.replace(value, "***")
        return line

    def start(self, _effect):
        """Begins the game."""
        try:
            environment, arguments = self._world.beginning()
            if self._world.hold:
                self._world.hold.forget()
            self._game.start(self._chosen() | environment, arguments)
        except Unready as failed:
            return events.GameStarted(str(failed), for_good=True)
        except (OSError, RuntimeError) as failed:
            return events.GameStarted(str(failed))
        return events.GameStarted()

    def signal(self, effect):
        """Sends it its signal."""
        self._game.signal(effect.name)
        return events.Signalled()

    def kill(self, _effect):
        """Ends it."""
        self._game.kill()
