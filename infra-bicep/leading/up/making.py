"""The fourth step, its first half: what is made in Azure, told with its costs and then made."""

from dataclasses import dataclass
from pathlib import Path

from deploying import main as deploying
from deploying import present, vault
from deploying.az import Refused

from .. import application, costs, publish
from .fingerprint import fingerprint


@dataclass(frozen=True)
class Deployed:
    """The site's id, the deployment's outputs by name, and the folder of the package that goes there."""

    site: str
    outputs: dict
    package: Path


def made(run):
    """Deploys; None if it was not agreed to, or only previewed. Raises Refused."""
    for line in costs.lines(run.file.values):
        run.terminal.say(f"  {line}")
    package = publish.staging()
    site = _site(run)
    tags = publish.tags(run.az, site) if site else {}
    publish.backwards(tags)
    there, mine = tags.get(publish.PUBLISHED), publish.mark(package)
    if there and there != mine:
        run.terminal.say(f"  the app: {there} is there, {mine} will be")
    outputs = _deployed(run, site)
    if outputs is None:
        return None
    return Deployed(f"{run.group}/providers/Microsoft.Web/sites/{outputs['siteName']}", outputs, package)


def _site(run):
    """The id of the app that is there, of the file's plan; None where there is none."""
    name, flex = deploying.names(run.file.values)[0], run.file.values.get("plan") == "flex"
    there = present.sites(run.az, run.there.group and deploying.names(run.file.values)[1])
    mine = [one for one in there if one.startswith(f"{name}-flex-") == flex and one.startswith(f"{name}-")]
    return f"{run.group}/providers/Microsoft.Web/sites/{mine[0]}" if mine else None


def _deployed(run, site):
    """The outputs of what is deployed now, made if need be; None where it was not agreed to."""
    wanted = fingerprint(run.file.values)
    fresh = _fresh(run)
    outputs = _as_wanted(run, wanted, fresh, site)
    if outputs:
        run.terminal.say("  Azure: as the file says, nothing to deploy")
        return outputs
    order = deploying.Order(
        run.file.path, run.given.preview, run.given.vault, run.clean() | fresh, _ask(run.terminal), lambda line: run.terminal.say(f"  {line}"),
        lambda: run.terminal.agrees("  Make this?"), wanted,
    )  # fmt: skip
    outputs = deploying.deploy(order, run.az)
    run.changed = run.changed or outputs is not None
    return outputs


def _fresh(run):
    """{variable: value} of secrets that were given and that the vault has otherwise or not at all."""
    names = {*vault.needed(run.file.values), "dns-token", "game-passwords"} - {application.TOKEN}
    told = {name: run.environ[vault.variable(name)] for name in names if run.environ.get(vault.variable(name))}
    found = {name: value for name, value in told.items() if value != run.secret(name)}
    if run.token != run.stored:
        found[application.TOKEN] = run.token
    return {vault.variable(name): value for name, value in found.items()}


def _ask(terminal):
    return (lambda question: terminal.secret(f"  {question.rstrip(': ')}")) if terminal.attended else None


def _as_wanted(run, wanted, fresh, site):
    """The outputs of the last deployment, if it made what is wanted and that is still there."""
    values = run.file.values
    name, group = deploying.names(values)
    if fresh or not site or not run.there.vault:
        return None
    try:
        told = run.az.json(
            "deployment", "sub", "show", "--name", deploying.called(group, values["location"]),
            "--query", "{state:properties.provisioningState, outputs:properties.outputs}",
        )  # fmt: skip
    except Refused:
        return None
    outputs = {key: one["value"] for key, one in (told.get("outputs") or {}).items()}
    sets, _ = present.sets(run.az, group)
    secrets = present.secret_names(run.az, run.there.group, name)
    same = told["state"] == "Succeeded" and outputs.get("fingerprint") == wanted
    return outputs if same and deploying.declared(values) <= {*sets} and {*vault.needed(values)} <= {*secrets} else None
