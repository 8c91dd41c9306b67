"""One run of ./hearth down: what its steps share."""

from deploying.az import ARM, Az, Refused

from .. import choosing, settings
from ..fleetfile import FleetFile


class Run:
    """`name` and `group` are what everything is called after, `scope` is the group's id. Raises Refused."""

    def __init__(self, given, folder, environ, terminal, pause, part):
        self.given, self.environ, self.terminal, self.pause, self._part = given, environ, terminal, pause, part
        self.az = Az(environ, pause)
        path = choosing.named(folder / given.fleet)
        if not path.exists():
            raise Refused(f"{path} is not there: it says what is to be taken apart; another one by --fleet FILE")
        self.file, self.settings = FleetFile(path), folder / settings.FILE
        self.name = self.group = self.scope = None

    def part(self, words, token):
        """The exit status of a part that gets this token."""
        return self._part(words, self.settings, self.az, {**self.environ, "DISCORD_BOT_TOKEN": token})

    def delete(self, path):
        """Of the resource manager, what az has no command for."""
        self.az.text("rest", "--method", "delete", "--url", ARM + path)

    def listed(self, path):
        """All pages of a list below the group."""
        found, url = [], ARM + self.scope + path
        while url:
            page = self.az.json("rest", "--method", "get", "--url", url)
            found += page["value"]
            url = page.get("nextLink")
        return found
