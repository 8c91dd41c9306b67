"""The fourth step, its second half: the app is published, told to Discord and looked over."""

from deploying.az import Refused

from .. import door, publish, settings

DOCTOR, BETWEEN = 4, 60  # rights may take minutes to reach everywhere


def opened(run, deployed):
    """From a deployment to `Type /server start`. Raises Refused."""
    _published(run, deployed)
    door.refreshed(run.az, deployed.site, run.terminal, run.pause, run.changed)
    _told(run, deployed.outputs)
    _looked_over(run)
    if not run.changed:
        run.terminal.say("\nNothing to do: everything is as the file says.")
    first = run.file.servers[0]
    channel = run.bot.get(f"/channels/{first['channel']}").get("name", first["channel"])
    run.terminal.say(f"\nDone. Type /{run.file.values.get('command', 'server')} start {first['name']} in #{channel}.")


def _published(run, deployed):
    if publish.tags(run.az, deployed.site).get(publish.PUBLISHED) == publish.mark(deployed.package):
        run.terminal.say("  the app: published already")
        return
    run.terminal.say("  publishing the app (two or three minutes) ...")
    publish.publish(run.az, deployed.package, deployed.site, run.file.values.get("plan", "consumption"), run.environ)
    run.changed = True


def _told(run, outputs):
    run.changed |= settings.write(run.settings, settings.made(run.file.values, outputs, run.account["id"]))
    door.answers(outputs["interactionsUrl"], run.pause)
    run.terminal.say("  the app answers, and refuses what Discord did not sign")
    for guild in dict.fromkeys(one["guild"] for one in run.file.servers):
        if run.part(["register", "--guild", guild, "--yes"]):
            raise Refused("the commands could not be registered: what Discord said stands above; then run this again")
    if door.told(run.bot, run.app, outputs["interactionsUrl"], run.pause):
        run.changed = True
        run.terminal.say(f"  Discord sends commands to {outputs['interactionsUrl']}")


def _looked_over(run):
    for attempt in range(DOCTOR):
        if run.part(["doctor"]) == 0:
            return
        if not run.changed or attempt == DOCTOR - 1:
            raise Refused("doctor is not content: what to do stands above. Rights may take ten minutes to reach everywhere; run this again then")
        run.terminal.say("  a new right may take some minutes to reach everywhere: looking again in a minute ...")
        run.pause(BETWEEN)
