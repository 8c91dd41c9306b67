"""The words of ./hearth down before it begins and once it is done."""

from deploying.az import Refused

from ..costs import SHARE
from . import apart


def agreed(run, found):
    """Shows what goes and asks. Raises Refused where a name is wrong or the answer is no."""
    _named(run, found)
    say = run.terminal.say
    say(f"In {run.group} these go:")
    for one in found.gone:
        say(f"  {one['type'].split('/', 1)[1]} {one['name']}")
    for what, names in (("the WORLD of", run.given.delete_world), ("the BACKUPS of", run.given.delete_backups)):
        for one in names or ():
            say(f"  {what} {one}, for good")
    if not found.gone + found.kept + found.foreign:
        say("  the resource group itself, which is empty")
    for one in found.foreign:
        say(f"  (stays, not Hearth's: {one['type']} {one['name']})")
    if not run.terminal.agrees("Take it apart?"):
        raise Refused("nothing was changed")


def _named(run, found):
    worlds = sorted(found.holders - {"backups"})
    for one in run.given.delete_world or ():
        if one not in worlds:
            raise Refused(f"--delete-world {one}: there is no world of that name; there are {', '.join(worlds) or 'none'}")
    if not run.given.delete_backups:
        return
    backups = sorted(set().union(*(apart.backed_up(run, one) for whose, one in found.kept if whose == "backups")))
    for one in run.given.delete_backups:
        if one not in backups:
            raise Refused(f"--delete-backups {one}: there are no backups of that name; there are {', '.join(backups) or 'none'}")


def left(terminal, found):
    """Names the worlds and backups that stay, what they cost and what takes them up or ends them."""
    terminal.say("\nDone. These stay, with what is in them:")
    for whose, one in found.kept:
        terminal.say(f"  {'backups' if whose == 'backups' else f'the world of {whose}'}: {one['name']}")
    terminal.say(f"They cost about {SHARE} a GiB and month (list price, backups less), and nothing else does.")
    terminal.say("`./hearth up` takes them into use again; `./hearth down --delete-world NAME --delete-backups NAME` ends them.")
