"""One run of ./hearth up: what its steps learn of each other."""

from deploying import main as deploying
from deploying import vault
from deploying.az import Az, Refused

from .. import choosing, settings
from ..fleetfile import FleetFile


class Run:
    """
    `account` is the subscription, `there` what was deployed before, `bot` and `app` Discord's side and
    `token` its key, `stored` the token that the vault has; `changed` says whether anything was made.
    """

    def __init__(self, given, folder, environ, terminal, pause, part):
        self.given, self.environ, self.terminal, self.pause, self._part = given, environ, terminal, pause, part
        self.az = Az(environ, pause)
        self.file = FleetFile(choosing.named(folder / given.fleet))
        self.settings = folder / settings.FILE
        self.account = self.there = self.bot = self.app = self.token = self.stored = None
        self.changed = False

    @property
    def group(self):
        """The resource group's id."""
        return f"/subscriptions/{self.account['id']}/resourceGroups/{deploying.names(self.file.values)[1]}"

    def secret(self, name):
        """A secret of the vault's, or None where it has none or may not be read yet."""
        if not self.there.vault:
            return None
        try:
            return settings.secret(self.az, self.there.vault, name)
        except Refused:
            return None

    def clean(self):
        """The environment without the secrets that were given in it."""
        return {key: one for key, one in self.environ.items() if not key.startswith(vault.PREFIX)}

    def part(self, words):
        """The exit status of a part, which gets the token that is in hand already."""
        return self._part(words, self.settings, self.az, self.clean() | {"DISCORD_BOT_TOKEN": self.token})
