"""./hearth up, step by step. Each step looks first, and what is there already is left as it is."""

import os
import sys
import time

from deploying.az import Refused

from .. import options, parts, signin
from ..terminal import of_process
from . import bot, fleet, making, opening
from .run import Run

STEPS = (
    ("Azure: tools, sign-in, rights", "seconds"),
    ("Discord", "seconds, and as long as the invitation takes"),
    ("The fleet: {file}", "a minute for prices and quota"),
    ("What will be made", "a minute to look, ten to make it the first time, then a few to publish"),
)


def main(arguments, folder, environ=None, terminal=None, pause=time.sleep, part=parts.part):
    """The exit status: 0 done, 1 refused, 2 wrong arguments. `folder` is where the user's files are."""
    environ = dict(environ or os.environ)
    try:
        given = options.read(options.up(), arguments)
        terminal = terminal or of_process(given.yes)
        return led(Run(given, folder, environ, terminal, pause, part))
    except Refused as refused:
        print(f"hearth up: {refused}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nhearth up: stopped. Run it again, and it goes on where it was.", file=sys.stderr)
    return 1


def led(run):
    """The exit status. Raises Refused."""
    for number, (does, (title, usual)) in enumerate(zip((azure, bot.met, fleet.described), STEPS, strict=False), 1):
        _head(run, number, title, usual)
        does(run)
    _head(run, len(STEPS), *STEPS[-1])
    deployed = making.made(run)
    if run.given.preview:
        return 0
    if deployed is None:
        run.terminal.say("  Nothing was made.")
        return 1
    opening.opened(run, deployed)
    return 0


def azure(run):
    """Tools, sign-in, subscription and rights. Raises Refused."""
    signin.tools(run.az, run.terminal)
    run.account = signin.subscription(run.az, run.terminal, run.given.subscription, run.environ)
    signin.rights(run.az, run.terminal, run.account["id"])
    if not run.given.preview:
        signin.providers(run.az, run.terminal)


def _head(run, number, title, usual):
    run.terminal.say(f"\n[{number}/{len(STEPS)}] {title.format(file=run.file.path.name)}  (usually: {usual})")
