"""The third step: the fleet file, with what it lacks asked for and what Azure has looked up."""

from deploying import fleet as fleets
from deploying.az import Refused

from .. import application, choosing, market


def described(run):
    """Completes the fleet file. Raises Refused where it is not good."""
    given, terminal, file = run.given, run.terminal, run.file
    new = choosing.wanted(terminal, given, file.servers)
    if new or not file.values.get("location") or given.region:
        region = choosing.location(run.az, terminal, file, given)
    if new:
        _servers(run, new, region)
    if not file.values.get("imageVersion"):
        file.set("imageVersion", market.image(run.az, file.values["location"]))
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


def _servers(run, new, region):
    given, terminal, file = run.given, run.terminal, run.file
    identity, name = application.guild(run.bot, terminal, run.app["id"], given.guild, run.pause)
    guild = application.Guild(run.bot, identity)
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
        places = choosing.placements(run.az, terminal, run.environ, given, region, known[one], run.pause)
        made.append(choosing.server(one, known[one], identity, channel, places, allow, licence))
    # All at once: half of the games that somebody chose would look like all of them.
    file.fleet(servers=[*file.servers, *made], guilds=guilds, **({"operatorChannel": operator} if operator else {}))
