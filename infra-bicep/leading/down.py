"""./hearth down takes Hearth apart. Worlds and backups stay unless they are named; what runs is not touched."""

import os
import sys
import time

from deploying import main as deploying
from deploying import present, vault
from deploying.az import ARM, Az, Refused
from deploying.fleet import problems

from . import application, choosing, options, parts, settings, signin
from .costs import SHARE
from .discord import Discord
from .fleetfile import FleetFile
from .terminal import of_process

SITE, SET, VAULT, ACCOUNT = (
    "microsoft.web/sites", "microsoft.compute/virtualmachinescalesets", "microsoft.keyvault/vaults", "microsoft.storage/storageaccounts",
)  # fmt: skip
# First what stands on others. What is in neither list goes between them.
FIRST = (SITE, SET, "microsoft.web/serverfarms", "microsoft.insights/", "microsoft.network/virtualnetworks", "microsoft.network/networksecuritygroups")
LAST = (ACCOUNT, VAULT, "microsoft.managedidentity/userassignedidentities", "microsoft.operationalinsights/workspaces")
ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01"
# What Application Insights makes beside itself, without a tag.
BESIDE = ("microsoft.insights/actiongroups", "microsoft.alertsmanagement/smartdetectoralertrules")
DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=type%20eq%20'CustomRole'"


def main(arguments, folder, environ=None, terminal=None, pause=time.sleep, part=parts.part):
    """The exit status: 0 done, 1 refused, 2 wrong arguments."""
    environ = dict(environ or os.environ)
    try:
        given = options.read(options.down(), arguments)
        Down(given, folder, environ, terminal or of_process(given.yes), pause, part).run()
    except Refused as refused:
        print(f"hearth down: {refused}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nhearth down: stopped. Run it again, and it goes on where it was.", file=sys.stderr)
        return 1
    return 0


class Down:
    """One run."""

    def __init__(self, given, folder, environ, terminal, pause, part):
        self.given, self.environ, self.terminal, self.pause, self._part = given, environ, terminal, pause, part
        self.az = Az(environ, pause)
        path = choosing.named(folder / given.fleet)
        if not path.exists():
            raise Refused(f"{path} is not there: it says what is to be taken apart; another one by --fleet FILE")
        self.file, self.settings = FleetFile(path), folder / settings.FILE

    def run(self):
        """Raises Refused."""
        values = self.file.values
        wrong = problems(values)
        if wrong:
            raise Refused(f"{self.file.path.name} is not good:\n  " + "\n  ".join(wrong))
        self.name, self.group = deploying.names(values)
        account = signin.subscription(self.az, self.terminal, self.given.subscription, self.environ)
        self.scope = f"/subscriptions/{account['id']}/resourceGroups/{self.group}"
        there = present.group_id(self.az, self.group, values["location"])
        if not there:
            self.terminal.say(f"Nothing to do: there is no resource group {self.group}.")
            return
        self._still()
        gone, kept = self._sorted(self.az.json("resource", "list", "--resource-group", self.group))
        if not gone and not self._data(kept):
            self.terminal.say("Nothing to do: only worlds and backups are there.")
            self._left(kept)
            return
        self._agreed(gone, kept)
        self._silent(gone)
        self._roles()
        self._deleted(gone)
        self._vault(gone)
        if not self._data_gone(kept):
            self._left(kept)
        elif not self._others():
            self._definitions()
            self.az.text("group", "delete", "--name", self.group, "--yes")
            self.terminal.say(f"Done. The resource group {self.group} is gone, and costs nothing any more.")

    def _still(self):
        """Raises Refused while a machine runs."""
        sets, _ = present.sets(self.az, self.group)
        running = sorted(name for name, one in sets.items() if one["capacity"])
        if running:
            raise Refused(f"somebody may be playing: {', '.join(running)} has a machine. Stop it in Discord (/server stop), then run this again. Nothing was changed")

    def _sorted(self, listed):
        """(what goes, in order; what stays) of the group's resources that are Hearth's own."""
        mine = [one for one in listed if (one.get("tags") or {}).get("hearth:app") == self.name or one["type"].lower() in BESIDE]
        self.foreign = [one for one in listed if one not in mine]
        kept = [one for one in mine if one["type"].lower() == ACCOUNT and self._holds(one)]
        gone = [one for one in mine if one not in kept]
        return sorted(gone, key=lambda one: _rank(one["type"].lower())), kept

    def _holds(self, account):
        """Whose data an account holds: a server's name for a world, 'backups', or None."""
        if account["name"].startswith(f"{self.name}backup"):
            return "backups"
        server = (account.get("tags") or {}).get("hearth:server")
        return server if server not in (None, "shared") else None

    def _data(self, kept):
        return (self.given.delete_world or self.given.delete_backups) and kept

    def _agreed(self, gone, kept):
        worlds = {self._holds(one): one for one in kept}
        for one in self.given.delete_world or ():
            if one not in worlds or one == "backups":
                raise Refused(f"--delete-world {one}: there is no world of that name; there are {', '.join(sorted(set(worlds) - {'backups'})) or 'none'}")
        if self.given.delete_backups and "backups" not in worlds:
            raise Refused("--delete-backups: there are none")
        for one in self.given.delete_backups or ():
            if one not in {each["name"] for each in self.file.servers}:
                raise Refused(f"--delete-backups {one}: the fleet has no such server")
        self.terminal.say(f"In {self.group} these go:")
        for one in gone:
            self.terminal.say(f"  {one['type'].split('/', 1)[1]} {one['name']}")
        for what, names in (("the WORLD of", self.given.delete_world), ("the BACKUPS of", self.given.delete_backups)):
            for one in names or ():
                self.terminal.say(f"  {what} {one}, for good")
        for one in self.foreign:
            self.terminal.say(f"  (stays, not Hearth's: {one['type']} {one['name']})")
        if not self.terminal.agrees("Take it apart?"):
            raise Refused("nothing was changed")

    def _silent(self, gone):
        """Discord forgets the address and the commands, as far as the token is known."""
        held = next((one["name"] for one in gone if one["type"].lower() == VAULT), None)
        try:
            token = application.token_of(self.given, self.environ, lambda: held and settings.secret(self.az, held, application.TOKEN))
            if not token:
                raise Refused("the bot's token is not known")
            discord = Discord(token, self.environ, self.pause)
            if discord.get("/applications/@me")["id"] != self.file.values["discordApplicationId"]:
                raise Refused("the token is another application's")
            for guild in dict.fromkeys(one["guild"] for one in self.file.servers):
                told = {**self.environ, "DISCORD_BOT_TOKEN": token}
                if self._part(["register", "--guild", guild, "--remove", "--yes"], self.settings, self.az, told):
                    raise Refused("the commands could not be removed")
            answer = discord.patch("/applications/@me", {"interactions_endpoint_url": None})
            if not answer.fine:
                raise Refused(f"Discord answered {answer.status}")
            self.terminal.say("  Discord: the commands and the endpoint are gone")
        except Refused as why:
            self.terminal.say(f"  note: Discord keeps the commands and the endpoint ({why}); the developer portal takes them away")

    def _roles(self):
        """
        What the app and the machines were given, wherever in the group: Azure keeps it when an identity
        goes, and refuses the next identity the same assignment then.
        """
        for identity in self._listed("/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30"):
            if (identity.get("tags") or {}).get("hearth:app") != self.name:
                continue
            principal = identity["properties"]["principalId"]
            for one in self._listed(f"{ASSIGNMENTS}&$filter=principalId%20eq%20'{principal}'"):
                if one["id"].lower().startswith(self.scope.lower() + "/"):
                    self._delete(f"{one['id']}?api-version=2022-04-01")

    def _definitions(self):
        """The two roles of this group's own; only once nobody has them."""
        for one in self._listed(DEFINITIONS):
            if [each.lower() for each in one["properties"]["assignableScopes"]] == [self.scope.lower()]:
                self._delete(f"{one['id']}?api-version=2022-04-01")

    def _delete(self, path):
        self.az.text("rest", "--method", "delete", "--url", ARM + path)

    def _listed(self, path):
        found, url = [], ARM + self.scope + path
        while url:
            page = self.az.json("rest", "--method", "get", "--url", url)
            found += page["value"]
            url = page.get("nextLink")
        return found

    def _deleted(self, gone):
        for one in gone:
            self.terminal.say(f"  deleting {one['name']} ...")
            self.az.text("resource", "delete", "--ids", one["id"])

    def _vault(self, gone):
        held = next((one["name"] for one in gone if one["type"].lower() == VAULT), None) or vault.deleted(self.az, self.group, self.name)
        if not held:
            return
        if self.given.purge_vault:
            self.az.text("keyvault", "purge", "--name", held, "--location", self.file.values["location"])
            self.terminal.say(f"  the vault {held} is gone for good")
        else:
            self.terminal.say(f"  the vault {held} is kept by Azure for 30 days, at no cost: `./hearth up --vault recover` takes it back, --purge-vault here ends it")

    def _data_gone(self, kept):
        """Deletes the worlds and backups that were named; whether none are left."""
        for one in list(kept):
            whose = self._holds(one)
            if whose in (self.given.delete_world or ()):
                self.az.text("resource", "delete", "--ids", one["id"])
                self.terminal.say(f"  the world of {whose} is gone")
                kept.remove(one)
            elif whose == "backups" and self.given.delete_backups:
                self._backups(one, kept)
        return not kept

    def _backups(self, account, kept):
        every = {one["name"] for one in self.file.servers}
        if every <= {*self.given.delete_backups}:
            self.az.text("resource", "delete", "--ids", account["id"])
            kept.remove(account)
        else:
            for one in self.given.delete_backups:
                container = f"{account['id']}/blobServices/default/containers/backups-{one}"
                self._delete(f"{container}?api-version=2025-08-01")
        self.terminal.say(f"  the backups of {', '.join(self.given.delete_backups)} are gone")

    def _others(self):
        if self.foreign:
            self.terminal.say(f"Done. The resource group {self.group} stays, for it holds what is not Hearth's.")
        return self.foreign

    def _left(self, kept):
        self.terminal.say("\nDone. These stay, with what is in them:")
        for one in kept:
            whose = self._holds(one)
            self.terminal.say(f"  {'backups' if whose == 'backups' else f'the world of {whose}'}: {one['name']}")
        self.terminal.say(f"They cost about {SHARE} a GiB and month (list price, backups less), and nothing else does.")
        self.terminal.say("`./hearth up` takes them into use again; `./hearth down --delete-world NAME --delete-backups NAME` ends them.")


def _rank(kind):
    for at, one in enumerate(FIRST):
        if kind.startswith(one):
            return at
    for at, one in enumerate(LAST):
        if kind.startswith(one):
            return len(FIRST) + 1 + at
    return len(FIRST)
