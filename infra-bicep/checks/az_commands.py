#!/usr/bin/env python3
"""
Is every `az` command that the documents, the pipeline and the messages name one that the Azure CLI
takes? A real one reads each, up to where it would begin to do something:

    python3 checks/az_commands.py [ROOT]

Where no Azure CLI is installed it says so. Commands are found in code blocks and `code` of documents,
in the pipeline's steps, and between backticks or quotes, or alone on a line, in what the code prints.
"""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

GROUPS = "account|upgrade|bicep|deployment|functionapp|group|keyvault|login|monitor|network|provider|resource|rest|role|storage|tag|vm|vmss"
BEGINS = re.compile(rf"az (?:{GROUPS})\b")
DOCUMENTS = ("README.md", "docs/*.md", "docs/decisions/*.md", "infra-bicep/main.bicepparam")
CODE = ("setup/src/main/java/**/*.java", "functions/src/main/java/**/*.java", "infra-bicep/deploying/*.py", "infra-bicep/leading/*.py")
# Read by nothing here, and said: what an extension adds, and what Debian's 2.45.0 is too old for.
UNREAD = ("monitor app-insights", "bicep build-params", "bicep lint")


def documented(text):
    """Commands of a document."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.M | re.S)
    lines = [line for one in blocks for line in one.replace("\\\n", " ").splitlines()]
    inline = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
    return [one for one in (" ".join(each.split()) for each in [*lines, *inline]) if BEGINS.match(one)]


def piped(text):
    """Commands of a workflow's steps."""
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines()]
    return [line[found.start() :] for line in lines if not line.startswith("#") if (found := BEGINS.search(line))]


def printed(text):
    """Commands in what a program prints; and what looks like one and is not set apart."""
    joined = re.sub(r'"\s*\+\s*(?:\w[\w.]*(?:\(\))?\s*\+\s*)?"', lambda one: "X" if one.group().count("+") > 1 else "", text)
    joined = re.sub(r"\{[^{}\n]*\}", "X", joined)
    found, loose = [], []
    for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', joined):
        for line in literal.replace("\\n", "\n").splitlines():
            plain = re.sub(r"^(?:\d\.)? *", "", line.strip())
            marked = re.findall(r"`([^`]+)`", line) + re.findall(r"'(az [^']+)'", line)
            commands = [one for one in ([plain] if BEGINS.match(plain) else marked) if BEGINS.match(one)]
            found += commands
            if BEGINS.search(line) and not commands:
                loose.append(line)
    return found, loose


def words(command):
    """The arguments of one command, as a shell would give them, up to a pipe or the next command."""
    text, depth, kept = command, 0, []
    for i, one in enumerate(text):
        if text.startswith("$(", i):
            depth += 1
        if depth == 0:
            kept.append(one)
        elif one == ")" and not text[i - 1] == "\\":
            depth -= 1
            kept.append("X" if depth == 0 else "")
    text = re.sub(r"<[\w ]+>|\$\{\{.*?\}\}|\$\w+", "X", "".join(kept)).replace("…", "X")
    if text.count(")") > text.count("("):
        text = text.rstrip(") ")
    found = shlex.shlex(text, posix=True, punctuation_chars="|;&<>")
    found.whitespace_split, found.commenters = True, ""
    given = []
    for one in found:
        if set(one) <= set("|;&<>"):
            break
        given.append(one)
    return given[1:]


READER = '''
import json, sys
from azure.cli.core import get_default_cli
from knack.events import EVENT_INVOKER_POST_PARSE_ARGS

class Read(BaseException):
    """The arguments are good: nothing is done with them."""

def stop(*_, **__):
    raise Read

cli = get_default_cli()
cli.register_event(EVENT_INVOKER_POST_PARSE_ARGS, stop)
for given in json.load(sys.stdin):
    try:
        status = cli.invoke(given)
    except Read:
        status = 0
    except SystemExit as end:
        status = end.code
    print("=" * 8, status, file=sys.stderr, flush=True)
'''


def interpreter():
    """The Python that the installed Azure CLI runs on, or None."""
    for one in ("/opt/az/bin/python3", "/usr/bin/python3", "/opt/homebrew/opt/azure-cli/libexec/bin/python", sys.executable):
        try:
            if subprocess.run([one, "-c", "import azure.cli.core"], capture_output=True, check=False).returncode == 0:
                return one
        except OSError:
            pass
    return None


def refused(python, commands, environ=None):
    """[(arguments, what the CLI says)] of those that it does not take."""
    done = subprocess.run(
        [python, "-c", READER], input=json.dumps(commands), capture_output=True, text=True, env=environ, check=True
    )
    told = re.findall(r"(.*?)^={8} (\d+)$", done.stderr, re.M | re.S)
    if len(told) != len(commands):
        raise RuntimeError(f"the Azure CLI read {len(told)} of {len(commands)} commands: {done.stderr[-2000:]}")
    return [(given, _said(text)) for given, (text, status) in zip(commands, told, strict=True) if _wrong(text, status)]


def _wrong(text, status):
    """2: the arguments are wrong. 1: a group of them is, or the installed package lacks a part, which is not ours."""
    return status == "2" or (status != "0" and "are required" in text)


def _said(text):
    return next((line for line in text.splitlines() if line.startswith("ERROR")), text.strip()[-200:])


def collected(root):
    """{command as text: where it stands}, and what is not set apart."""
    found, loose = {}, []
    for pattern in DOCUMENTS:
        for path in sorted(root.glob(pattern)):
            for one in documented(path.read_text("utf-8")):
                found.setdefault(one, str(path.relative_to(root)))
    for path in sorted(root.glob(".github/workflows/*.yml")):
        for one in piped(path.read_text("utf-8")):
            found.setdefault(one, str(path.relative_to(root)))
    for pattern in CODE:
        for path in sorted(root.glob(pattern)):
            commands, open_ = printed(path.read_text("utf-8"))
            for one in commands:
                found.setdefault(one, str(path.relative_to(root)))
            loose += [f"{path.relative_to(root)}: set the command apart with backticks: {one}" for one in open_]
    return found, loose


def main(root):
    found, loose = collected(root)
    wrong = list(loose)
    unread = sorted({one for one in UNREAD for command in found if command.startswith(f"az {one}")})
    commands = {" ".join(words(one)): (words(one), where) for one, where in found.items() if not one.startswith(tuple(f"az {u}" for u in UNREAD))}
    python = interpreter()
    if python is None:
        print("infra-bicep: NOT read by a real az: the Azure CLI is not installed here")
    else:
        bad = refused(python, [given for given, _ in commands.values()])
        wrong += [f"{commands[' '.join(one)][1]}: az {' '.join(one)}: {said}" for one, said in bad]
        print(f"infra-bicep: a real az takes {len(commands) - len(bad)} of {len(commands)} commands; NOT read: {', '.join(unread) or 'none'}")
    for one in wrong:
        print(f"         {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent)))
