"""The agent's commands."""

import argparse
import os
import sys

from .profile import BadProfile, find, load


def main(arguments=None):
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="hearth_agent", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    replay = commands.add_parser("replay", help="what a log file means to a profile")
    replay.add_argument("profile", help="a profile's file or name")
    replay.add_argument("log", help="a file, or - for the standard input")
    check = commands.add_parser("check", help="check game profiles")
    check.add_argument("profile", nargs="*", help="a profile's file or name; all if none is said")
    check.add_argument("--online", action="store_true", help="ask the registry for the image's digest")
    secret = commands.add_parser("secret", help="a Key Vault secret, for the script that mounts")
    secret.add_argument("name")
    secret.add_argument("--config", default="/etc/hearth/agent.json")
    for name, says in (("run", "run the game"), ("status", "what the agent knows")):
        command = commands.add_parser(name, help=says)
        command.add_argument("--config", default="/etc/hearth/agent.json")
    given = parser.parse_args(arguments)
    try:
        return globals()[f"_{given.command}"](given)
    except KeyboardInterrupt:
        return 130


def _replay(given):
    from .replay import replay

    try:
        profile = load(find(given.profile))
    except BadProfile as bad:
        return _refuse(given.profile, bad)
    source = sys.stdin.fileno() if given.log == "-" else given.log
    try:
        with open(source, encoding="utf-8", errors="replace", newline="\n", closefd=given.log != "-") as lines:
            for event in replay(profile, lines):
                print(event)
            sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    except OSError as bad:
        return _refuse(given.log, f"cannot be read: {bad.strerror}")
    return 0


def _unread():
    """Whoever read our output has gone; nothing is left to be said at the exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _run(given):
    import fcntl

    from . import config
    from .agent import Agent
    from .log import log, on_thread_failure

    try:
        told = config.load(given.config)
        profile = load(told.profile, told.gameSchema or None)
    except (config.BadConfig, BadProfile, OSError) as bad:
        return _refuse(given.config, bad)
    on_thread_failure()
    told.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(told.state / "agent.lock", "w", encoding="ascii") as alone:
        try:
            fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _refuse(given.config, "another agent uses this stateDirectory")
        Agent(told, profile, log).run()
    return 0


def _status(given):
    import sqlite3

    from . import config
    from .status import describe

    try:
        for line in describe(config.load(given.config)):
            print(line)
    except (config.BadConfig, sqlite3.Error) as bad:
        return _refuse(given.config, bad)
    return 0


def _secret(given):
    from . import config
    from .azure import secret
    from .identity import Identity
    from .web import Trouble, Web

    try:
        told = config.load(given.config)
        web = Web(told.caFile)
        print(secret(web, Identity(web, told.imds, told.clientId), told.keyVaultUri, given.name))
    except (config.BadConfig, Trouble) as bad:
        return _refuse(given.config, bad)
    return 0


def _check(given):
    try:
        from .profile_check import check
    except ImportError:  # on a machine: the form alone
        check = None
    bad_ones = 0
    for told in given.profile or _all():
        try:
            path = find(told)
            if check is None:
                load(path)
            found = check(path, online=given.online) if check else []
        except BadProfile as bad:
            bad_ones += _refuse(told, bad)
            continue
        wrong = [one.text for one in found if one.wrong]
        print(f"{told}: good" if not wrong else f"{told}: not good")
        for one in found:
            print(f"  {one.text}", file=sys.stderr if one.wrong else sys.stdout)
            if one.urgent and os.environ.get("GITHUB_ACTIONS") == "true":
                print(f"::warning title={told}::{one.text}")
        bad_ones += bool(wrong)
    return min(bad_ones, 1)


def _all():
    from .profile import names

    return names()


def _refuse(path, bad):
    print(f"{path}:\n  " + str(bad).replace("\n", "\n  "), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
