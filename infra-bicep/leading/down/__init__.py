"""./hearth down takes Hearth apart. Worlds and backups stay unless they are named; what runs is not touched."""

import os
import sys
import time

from deploying import main as deploying
from deploying import present, vault
from deploying.az import Refused
from deploying.fleet import problems

from .. import options, parts, signin
from ..terminal import of_process
from . import apart, belongings, rights, silence, words
from .run import Run


def main(arguments, folder, environ=None, terminal=None, pause=time.sleep, part=parts.part):
    """The exit status: 0 done, 1 refused, 2 wrong arguments."""
    environ = dict(environ or os.environ)
    try:
        given = options.read(options.down(), arguments)
        led(Run(given, folder, environ, terminal or of_process(given.yes), pause, part))
    except Refused as refused:
        print(f"hearth down: {refused}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nhearth down: stopped. Run it again, and it goes on where it was.", file=sys.stderr)
        return 1
    return 0


def led(run):
    """Raises Refused."""
    values = run.file.values
    wrong = problems(values)
    if wrong:
        raise Refused(f"{run.file.path.name} is not good:\n  " + "\n  ".join(wrong))
    run.name, run.group = deploying.names(values)
    account = signin.subscription(run.az, run.terminal, run.given.subscription, run.environ)
    run.scope = f"/subscriptions/{account['id']}/resourceGroups/{run.group}"
    if not present.group_id(run.az, run.group, values["location"]):
        run.terminal.say(f"Nothing to do: there is no resource group {run.group}.")
        return
    _still(run)
    found = belongings.sorted_out(run.az.json("resource", "list", "--resource-group", run.group), run.name)
    if _over(run, found):
        run.terminal.say(f"Nothing to do: {'only worlds and backups are' if found.kept else 'nothing of Hearth is'} there.")
        if found.kept:
            words.left(run.terminal, found)
        return
    words.agreed(run, found)
    silence.kept(run, found)
    rights.withdrawn(run)
    apart.taken(run, found)
    if not apart.data_gone(run, found):
        words.left(run.terminal, found)
        return
    rights.undefined(run)
    if found.foreign:
        run.terminal.say(f"Done. The resource group {run.group} stays, for it holds what is not Hearth's.")
    else:
        run.az.text("group", "delete", "--name", run.group, "--yes")
        run.terminal.say(f"Done. The resource group {run.group} is gone, and costs nothing any more.")


def _over(run, found):
    """Whether only what was to stay is there, and not what an earlier run broke off before."""
    named = run.given.delete_world or run.given.delete_backups
    purge = run.given.purge_vault and vault.deleted(run.az, run.group, run.name)
    return bool(found.kept or found.foreign) and not (found.gone or (found.kept and named) or purge)


def _still(run):
    """Raises Refused while a machine runs."""
    sets, _ = present.sets(run.az, run.group)
    running = sorted(name for name, one in sets.items() if one["capacity"])
    if running:
        raise Refused(f"somebody may be playing: {', '.join(running)} has a machine. Stop it in Discord (/server stop), then run this again. Nothing was changed")
