"""The command line of up and down; `--answers FILE` gives the same by name."""

import argparse
import json
from pathlib import Path

from deploying.az import Refused

LISTS = ("game", "accept_licence", "email", "delete_world", "delete_backups")


def up():
    """The parser of ./hearth up."""
    parser = argparse.ArgumentParser(
        prog="./hearth up", description="From nothing to /server start, and an existing Hearth to what the fleet file says. "
        "It can be stopped at any point and run again. What is not given is asked for; docs/deploy.md.",
    )  # fmt: skip
    _common(parser)
    told = parser.add_argument
    told("--preview", action="store_true", help="say what would be made and what it costs, and stop")
    told("--token-file", metavar="FILE", help="the bot's token is in it; else HEARTH_SECRET_DISCORD_BOT_TOKEN")
    told("--guild", metavar="ID|NAME", help="where it is played")
    told("--channel", metavar="ID|NAME", help="what new servers are announced in")
    told("--operator-channel", metavar="ID|NAME|none", help="where you are told of what needs a hand")
    told("--may-start", metavar="ROLE|everyone", help="who may start new servers")
    told("--may-stop", metavar="ROLE|everyone", help="who may stop them, besides whoever manages the guild")
    told("--zone", metavar="ZONE", help="the players' time zone, such as Europe/Berlin")
    told("--game", metavar="NAME", action="append", help="a game to add; may be given several times")
    told("--accept-licence", metavar="GAME", action="append", help="you accept this game's licence")
    told("--region", metavar="NAME", help="such as westeurope")
    told("--size", metavar="SIZE", help="of the machines of new servers, such as Standard_D2ads_v5")
    told("--email", metavar="ADDRESS", action="append", help="who gets a mail before the month costs too much")
    told("--budget", metavar="AMOUNT", type=int, help="from which on it is too much; 0: no budget (20 if not said)")
    told("--vault", choices=("recover", "purge"), help="what to do with a vault that was deleted and is still kept")
    return parser


def down():
    """The parser of ./hearth down."""
    parser = argparse.ArgumentParser(
        prog="./hearth down", description="Takes Hearth apart. Worlds and backups stay unless they are named.",
    )  # fmt: skip
    _common(parser)
    told = parser.add_argument
    told("--delete-world", metavar="SERVER", action="append", help="this server's world goes, too; cannot be undone")
    told("--delete-backups", metavar="SERVER", action="append", help="this server's backups go, too; cannot be undone")
    told("--purge-vault", action="store_true", help="the secrets go for good, instead of being kept for 30 days")
    told("--token-file", metavar="FILE", help="the bot's token, where the vault has none to take")
    return parser


def _common(parser):
    parser.add_argument("--fleet", type=Path, default=Path("fleet.json"), metavar="FILE", help="the fleet file (fleet.json)")
    parser.add_argument("--subscription", metavar="ID|NAME", help="where in Azure")
    parser.add_argument("--yes", action="store_true", help="does it without asking")
    parser.add_argument("--answers", type=Path, metavar="FILE", help='options by name as JSON, such as {"region": "westeurope", "game": ["valheim"]}')


def read(parser, arguments):
    """The options, with those of the answers file where the command line says nothing. Raises Refused."""
    given = parser.parse_args(arguments)
    if given.answers:
        usual = vars(parser.parse_args([]))
        for name, value in _answers(given.answers).items():
            key = name.replace("-", "_")
            if key not in usual or key == "answers":
                raise Refused(f"{given.answers}: there is no option {name}")
            if getattr(given, key) == usual[key]:
                setattr(given, key, _checked(given.answers, name, key, value))
    return given


def _answers(path):
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as why:
        raise Refused(f"{path} cannot be read as JSON: {type(why).__name__}") from None
    if not isinstance(told, dict):
        raise Refused(f"{path} does not hold a JSON object")
    return told


def _checked(path, name, key, value):
    if key in LISTS:
        fine = isinstance(value, list) and all(isinstance(one, str) for one in value)
    elif key in ("yes", "preview", "purge_vault"):
        fine = isinstance(value, bool)
    elif key == "budget":
        fine = isinstance(value, int) and not isinstance(value, bool)
    else:
        fine = isinstance(value, str)
    if not fine or (key == "vault" and value not in ("recover", "purge")):
        raise Refused(f"{path}: {name} cannot be {json.dumps(value)}")
    return Path(value) if key == "fleet" else value
