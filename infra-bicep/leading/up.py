"""./hearth up, step by step. Each step looks first, and what is there already is left as it is."""

import hashlib
import os
import sys
import time
from types import SimpleNamespace

from deploying import fleet as fleets
from deploying import main as deploying
from deploying import present, vault
from deploying.az import Az, Refused

from . import application, choosing, costs, door, market, options, parts, publish, settings, signin
from .fleetfile import FleetFile
from .terminal import of_process

DOCTOR, BETWEEN = 4, 60  # rights may take minutes to reach everywhere


def main(arguments, folder, environ=None, terminal=None, pause=time.sleep, part=parts.part):
    """The exit status: 0 done, 1 refused, 2 wrong arguments. `folder` is where the user's files are."""
    environ = dict(environ or os.environ)
    try:
        given = options.read(options.up(), arguments)
        terminal = terminal or of_process(given.yes)
        return Up(given, folder, environ, terminal, pause, part).run()
    except Refused as refused:
        print(f"hearth up: {refused}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nhearth up: stopped. Run it again, and it goes on where it was.", file=sys.stderr)
    return 1


class Up:
    """One run; what the steps learn of each other stands in its members."""

    def __init__(self, given, folder, environ, terminal, pause, part):
        self.given, self.environ, self.terminal, self.pause, self._part = given, environ, terminal, pause, part
        self.az = Az(environ, pause)
        self.file = FleetFile(choosing.named(folder / given.fleet))
        self.settings = folder / settings.FILE
        self.changed = False

    def run(self):
        """The exit status."""
        self.head(1, "Azure: tools, sign-in, rights", "seconds")
        self.azure()
        self.head(2, "Discord", "seconds, and as long as the invitation takes")
        self.discord()
        self.head(3, f"The fleet: {self.file.path.name}", "a minute for prices and quota")
        self.fleet()
        self.head(4, "What will be made", "a minute to look, ten to make it the first time, then a few to publish")
        return self.made()

    def head(self, number, title, usual):
        self.terminal.say(f"\n[{number}/4] {title}  (usually: {usual})")

    # 1

    def azure(self):
        signin.tools(self.az, self.terminal)
        self.account = signin.subscription(self.az, self.terminal, self.given.subscription, self.environ)
        signin.rights(self.az, self.terminal, self.account["id"])
        if not self.given.preview:
            signin.providers(self.az, self.terminal)

    # 2

    def discord(self):
        self.there = self._there()
        self.stored = self._stored(application.TOKEN)
        token = application.token_of(self.given, self.environ, lambda: self.stored)
        self.bot, self.token, self.app = application.enter(self.terminal, self.environ, self.pause, token)
        application.described(self.terminal, self.app)
        known = self.file.values.get("discordApplicationId")
        if known and known != self.app["id"]:
            raise Refused(f"the token is application {self.app['id']}'s, and {self.file.path.name} says {known}: give the token of that one, or change the file")
        self.file.set("discordApplicationId", self.app["id"])
        self.file.set("discordPublicKey", self.app["verify_key"])

    def _there(self):
        """What is deployed already: the group's id and the vault's name, or neither."""
        name, group = deploying.names(self.file.values)
        location = self.file.values.get("location")
        identity = present.group_id(self.az, group, location) if location else None
        held = present.vault_id(self.az, identity, name) if identity else None
        return SimpleNamespace(group=identity, vault=held and held.rsplit("/", 1)[1])

    def _stored(self, name):
        """A secret of the vault's, or None where it has none or may not be read yet."""
        if not self.there.vault:
            return None
        try:
            return settings.secret(self.az, self.there.vault, name)
        except Refused:
            return None

    # 3

    def fleet(self):
        given, terminal, file = self.given, self.terminal, self.file
        new = choosing.wanted(terminal, given, file.servers)
        if new or not file.values.get("location") or given.region:
            region = choosing.location(self.az, terminal, file, given)
        if new:
            self._servers(new, region)
        if not file.values.get("imageVersion"):
            file.set("imageVersion", market.image(self.az, file.values["location"]))
            terminal.say(f"  image pinned: {file.values['imageVersion']}")
        if given.budget is not None:
            file.set("budgetAmount", given.budget)
        if given.email:
            file.set("emails", given.email)
        wrong = fleets.problems(file.values)
        if wrong:
            raise Refused(f"{file.path} is not good; mend it and run this again:\n  " + "\n  ".join(wrong))
        names = ", ".join(f"{one['name']} ({one['placements'][0]['size']})" for one in file.servers)
        terminal.say(f"  {file.path.name}: {names}, {file.values['location']}")

    def _servers(self, new, region):
        given, terminal, file = self.given, self.terminal, self.file
        identity, name = application.guild(self.bot, terminal, self.app["id"], given.guild, self.pause)
        guild = application.Guild(self.bot, identity)
        channel = guild.channel(terminal, "Which channel is told of the servers?", given.channel, "--channel")
        told = file.values.get("fleet") or {}
        operator = told.get("operatorChannel")
        if not operator and given.operator_channel != "none":
            operator = guild.channel(terminal, "Which channel of your own is told of what needs a hand?", given.operator_channel, "--operator-channel", "none")
        start = guild.who(terminal, "Who may start servers?", given.may_start, "--may-start")
        stop = guild.who(terminal, "Who may stop them?", given.may_stop, "--may-stop")
        allow = {"start": [start], "stop": list(dict.fromkeys([stop, "permission:MANAGE_GUILD"])), "status": ["everyone"]}
        guilds = told.get("guilds") or []
        if identity not in {one.get("id") for one in guilds}:
            guilds = [*guilds, {"id": identity, "zone": choosing.zone(terminal, given)}]
        terminal.say(f"  {name}: announcements, commands")
        known, made = choosing.games(), []
        for one in new:
            licence = choosing.licensed(terminal, given, one, known[one])
            places = choosing.placements(self.az, terminal, self.environ, given, region, known[one], self.pause)
            made.append(choosing.server(one, known[one], identity, channel, places, allow, licence))
        # All at once: half of the games that somebody chose would look like all of them.
        file.fleet(servers=[*file.servers, *made], guilds=guilds, **({"operatorChannel": operator} if operator else {}))

    # 4

    def made(self):
        terminal = self.terminal
        for line in costs.lines(self.file.values):
            terminal.say(f"  {line}")
        package = publish.staging()
        site = self._site()
        tags = publish.tags(self.az, site) if site else {}
        publish.backwards(tags)
        self._versions(tags.get(publish.PUBLISHED), publish.mark(package))
        outputs = self._deployed(site)
        if outputs is None:
            return 0 if self.given.preview else self._declined()
        site = f"{self._group()}/providers/Microsoft.Web/sites/{outputs['siteName']}"
        if self.given.preview:
            return 0
        self._published(site, package)
        self._open(site, outputs)
        return self._done()

    def _declined(self):
        self.terminal.say("  Nothing was made.")
        return 1

    def _group(self):
        return f"/subscriptions/{self.account['id']}/resourceGroups/{deploying.names(self.file.values)[1]}"

    def _site(self):
        """The id of the app that is there, of the file's plan; None where there is none."""
        name, flex = deploying.names(self.file.values)[0], self.file.values.get("plan") == "flex"
        there = present.sites(self.az, self.there.group and deploying.names(self.file.values)[1])
        mine = [one for one in there if one.startswith(f"{name}-flex-") == flex and one.startswith(f"{name}-")]
        return f"{self._group()}/providers/Microsoft.Web/sites/{mine[0]}" if mine else None

    def _versions(self, there, mine):
        if there and there != mine:
            self.terminal.say(f"  the app: {there} is there, {mine} will be")

    def _deployed(self, site):
        """The outputs of what is deployed now, made if need be; None where it was not agreed to."""
        wanted = fingerprint(self.file.values)
        fresh = self._fresh()
        outputs = self._as_wanted(wanted, fresh, site)
        if outputs:
            self.terminal.say("  Azure: as the file says, nothing to deploy")
            return outputs
        order = deploying.Order(
            self.file.path, self.given.preview, self.given.vault, self._clean() | fresh, self._ask(), lambda line: self.terminal.say(f"  {line}"),
            lambda: self.terminal.agrees("  Make this?"), wanted,
        )  # fmt: skip
        outputs = deploying.deploy(order, self.az)
        self.changed = self.changed or outputs is not None
        return outputs

    def _clean(self):
        return {key: one for key, one in self.environ.items() if not key.startswith(vault.PREFIX)}

    def _fresh(self):
        """{variable: value} of secrets that were given and that the vault has otherwise or not at all."""
        names = {*vault.needed(self.file.values), "dns-token", "game-passwords"} - {application.TOKEN}
        told = {name: self.environ[vault.variable(name)] for name in names if self.environ.get(vault.variable(name))}
        found = {name: value for name, value in told.items() if value != self._stored(name)}
        if self.token != self.stored:
            found[application.TOKEN] = self.token
        return {vault.variable(name): value for name, value in found.items()}

    def _ask(self):
        return (lambda question: self.terminal.secret(f"  {question.rstrip(': ')}")) if self.terminal.attended else None

    def _as_wanted(self, wanted, fresh, site):
        """The outputs of the last deployment, if it made what is wanted and that is still there."""
        values = self.file.values
        group = deploying.names(values)[1]
        if fresh or not site or not self.there.vault:
            return None
        try:
            told = self.az.json(
                "deployment", "sub", "show", "--name", deploying.called(group, values["location"]),
                "--query", "{state:properties.provisioningState, outputs:properties.outputs}",
            )  # fmt: skip
        except Refused:
            return None
        outputs = {name: one["value"] for name, one in (told.get("outputs") or {}).items()}
        sets, _ = present.sets(self.az, group)
        secrets = present.secret_names(self.az, self.there.group, deploying.names(values)[0])
        same = told["state"] == "Succeeded" and outputs.get("fingerprint") == wanted
        return outputs if same and deploying.declared(values) <= {*sets} and {*vault.needed(values)} <= {*secrets} else None

    def _published(self, site, package):
        if publish.tags(self.az, site).get(publish.PUBLISHED) == publish.mark(package):
            self.terminal.say("  the app: published already")
            return
        self.terminal.say("  publishing the app (two or three minutes) ...")
        publish.publish(self.az, package, site, self.file.values.get("plan", "consumption"), self.environ)
        self.changed = True
        door.refreshed(self.az, site, self.terminal, self.pause)

    def _open(self, site, outputs):
        self.changed |= settings.write(self.settings, settings.made(self.file.values, outputs, self.account["id"]))
        door.answers(outputs["interactionsUrl"], self.pause)
        self.terminal.say("  the app answers, and refuses what Discord did not sign")
        for guild in dict.fromkeys(one["guild"] for one in self.file.servers):
            if self._run(["register", "--guild", guild, "--yes"]):
                raise Refused("the commands could not be registered: what Discord said stands above; then run this again")
        if door.told(self.bot, self.app, outputs["interactionsUrl"], self.pause):
            self.changed = True
            self.terminal.say(f"  Discord sends commands to {outputs['interactionsUrl']}")

    def _run(self, words):
        """A part, with the token that is in hand already."""
        return self._part(words, self.settings, self.az, self._clean() | {"DISCORD_BOT_TOKEN": self.token})

    def _done(self):
        for attempt in range(DOCTOR):
            if self._run(["doctor"]) == 0:
                break
            if not self.changed or attempt == DOCTOR - 1:
                raise Refused("doctor is not content: what to do stands above. Rights may take ten minutes to reach everywhere; run this again then")
            self.terminal.say("  a new right may take some minutes to reach everywhere: looking again in a minute ...")
            self.pause(BETWEEN)
        if not self.changed:
            self.terminal.say("\nNothing to do: everything is as the file says.")
        first = self.file.servers[0]
        channel = self.bot.get(f"/channels/{first['channel']}").get("name", first["channel"])
        self.terminal.say(f"\nDone. Type /{self.file.values.get('command', 'server')} start {first['name']} in #{channel}.")
        return 0


def fingerprint(values):
    """Names what a deployment is made of: the templates, what they load, and the parameters."""
    whole = hashlib.sha256(repr(sorted(values.items(), key=lambda one: one[0])).encode())
    here = fleets.HERE
    compiled = here / "main.json"
    loaded = [compiled] if compiled.exists() else [
        *here.glob("*.bicep"), *here.glob("modules/*.bicep"),
        *(one for one in (fleets.ROOT / "cloud-init").rglob("*") if one.is_file() and "__pycache__" not in one.parts and "tests" not in one.parts),
        fleets.ROOT / "functions/src/main/azure/actions.json",
    ]  # fmt: skip
    for path in sorted(loaded):
        whole.update(str(path.relative_to(fleets.ROOT)).encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
