"""The first step: tools, sign-in, the subscription, and whether the rights are there."""

import re
import shutil
import subprocess

from deploying import preview
from deploying.az import ARM, NobodySignedIn, Refused

OLDEST = (2, 45, 0)  # the oldest Azure CLI that this is read by
# The first actions of a deployment, and those that only somebody who may give rights away may do.
ACTIONS = (
    "Microsoft.Resources/subscriptions/resourceGroups/write",
    "Microsoft.Resources/deployments/write",
    "Microsoft.Compute/virtualMachineScaleSets/write",
    "Microsoft.KeyVault/vaults/write",
    "Microsoft.Storage/storageAccounts/write",
    "Microsoft.Web/sites/write",
    "Microsoft.Authorization/roleDefinitions/write",
    "Microsoft.Authorization/roleAssignments/write",
)


def tools(az, terminal):
    """The state of the Azure CLI. Raises Refused, with how to get it."""
    told = az.json("version")
    version = told["azure-cli"]
    if tuple(int(one) for one in re.findall(r"\d+", version)[:3]) < OLDEST:
        raise Refused(f"the Azure CLI is {version}, but {'.'.join(map(str, OLDEST))} or newer is needed: `az upgrade`")
    terminal.say(f"  Azure CLI {version}; to publish: {'Core Tools (func)' if shutil.which('func') else 'the Azure CLI too'}")


def subscription(az, terminal, wanted, environ, run=subprocess.run):
    """The signed-in person's subscription, as `az account show` has it. Raises Refused."""
    try:
        account = az.json("account", "show")
    except NobodySignedIn:
        if not terminal.attended or not terminal.agrees("Nobody is signed in to Azure. Sign in now, with a code in a browser?"):
            raise
        if run(["az", "login", "--use-device-code", "--output", "none"], env=environ, check=False).returncode:
            raise Refused("the sign-in did not work: `az login --use-device-code`, then run this again") from None
        account = az.json("account", "show")
    known = [one for one in az.json("account", "list") if one.get("state", "Enabled") == "Enabled"]
    if wanted:
        fitting = [one for one in known if wanted in (one["id"], one["name"])]
        if len(fitting) != 1:
            raise Refused(f"there is no enabled subscription {wanted} among those of the one signed in: `az account list`")
        chosen = fitting[0]
    elif len(known) > 1 and terminal.attended and not terminal.sure:
        lines = [(one["id"], f"{one['name']} ({one['id']})") for one in known]
        identity = terminal.one("Which subscription?", lines, "--subscription", account["id"])
        chosen = next(one for one in known if one["id"] == identity)
    else:
        chosen = account
    if chosen.get("state", "Enabled") != "Enabled":
        raise Refused(f"the subscription {chosen['name']} is {chosen['state']}: nothing can be made in it")
    if chosen["id"] != account["id"]:
        az.text("account", "set", "--subscription", chosen["id"])
        terminal.say(f"  az works in {chosen['name']} from now on")
    terminal.say(f"  subscription {chosen['name']} ({chosen['id']})")
    return chosen


def rights(az, terminal, identity):
    """May the one signed in do what a deployment does? Raises Refused before anything is made."""
    url = f"{ARM}/subscriptions/{identity}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"
    given = []
    while url:
        page = az.json("rest", "--method", "get", "--url", url)
        given += page["value"]
        url = page.get("nextLink")
    lacking = [one for one in ACTIONS if not any(_allows(each, one) for each in given)]
    if lacking:
        raise Refused(
            "the one signed in may not do this in the subscription:\n  " + "\n  ".join(lacking) + "\n"
            "Needed is Owner, or Contributor together with User Access Administrator (or a role with the two\n"
            "rights of Microsoft.Authorization above). Somebody who is Owner gives it, Portal → Subscriptions →\n"
            "Access control (IAM). Nothing was made."
        )
    terminal.say("  rights: all that a deployment needs")


def _allows(permission, action):
    return any(_fits(one, action) for one in permission.get("actions") or ()) and not any(
        _fits(one, action) for one in permission.get("notActions") or ()
    )


def _fits(pattern, action):
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), action, re.IGNORECASE) is not None


def providers(az, terminal):
    """Registers what the subscription does not know yet. Raises Refused."""
    for one in preview.lacking(az):
        if not terminal.agrees(f"The resource provider {one} is not registered, which costs nothing. Register it (a minute or two)?"):
            raise Refused(f"without {one} nothing can be deployed")
        terminal.say(f"  registering {one} ...")
        az.text("provider", "register", "--wait", "--namespace", one)
