"""local.settings.json, so that register, doctor and kept need no typing. Secrets are named in it, never held."""

import json
import os
import re

from deploying import fleet
from deploying.az import ARM, Refused

REFERENCE = re.compile(r"@Microsoft\.KeyVault\(VaultName=([\w-]{3,24});SecretName=([\w-]{1,127})\)")
FILE = "local.settings.json"


def made(values, outputs, subscription, suffix="core.windows.net"):
    """The settings by name, as the app has them; a secret is a reference to the vault."""
    name = values.get("name", "hearth")
    vault = outputs["vaultName"]
    setting = fleet.setting(values["fleet"], name)
    control = outputs["controlAccount"]
    return {
        "FUNCTIONS_WORKER_RUNTIME": "java",
        "DISCORD_APPLICATION_ID": values["discordApplicationId"],
        "DISCORD_PUBLIC_KEY": values["discordPublicKey"],
        "DISCORD_BOT_TOKEN": f"@Microsoft.KeyVault(VaultName={vault};SecretName=discord-bot-token)",
        "DISCORD_API": "https://discord.com/api/v10",
        "HEARTH_SERVERS": json.dumps(setting, separators=(",", ":"), ensure_ascii=False),
        "HEARTH_COMMAND": values.get("command", "server"),
        "HEARTH_MASTER_SECRET": f"@Microsoft.KeyVault(VaultName={vault};SecretName=hearth-master-secret)",
        "AZURE_SUBSCRIPTION_ID": subscription,
        "HEARTH_RESOURCE_GROUP": outputs["resourceGroup"],
        "AZURE_ARM_ENDPOINT": ARM,
        "HearthControl__queueServiceUri": f"https://{control}.queue.{suffix}",
        "HearthControl__tableServiceUri": f"https://{control}.table.{suffix}",
    }


def write(path, values):
    """Whether the file had to be changed; what somebody added by hand stays. Raises Refused."""
    old = {}
    if path.exists():
        try:
            old = json.loads(path.read_text("utf-8"))
            if not isinstance(old, dict) or not isinstance(old.get("Values", {}), dict):
                raise ValueError
        except (OSError, ValueError):
            raise Refused(f"{path} is not what the Functions tools write: move it away, then run this again") from None
    new = {"IsEncrypted": False, **old, "Values": {**old.get("Values", {}), **values}}
    if new == old:
        return False
    beside = path.with_name(path.name + ".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(new, file, indent=2, ensure_ascii=False)
        file.write("\n")
    os.replace(beside, path)
    return True


def resolved(path, az, environ):
    """
    What the environment of a part must hold beside the file: the bot's token, out of the vault, where
    the file only names it. The other secrets are for the app alone. Raises Refused.
    """
    if environ.get("DISCORD_BOT_TOKEN") or not path.exists():
        return {}
    try:
        told = json.loads(path.read_text("utf-8"))
        held = (told.get("Values") or told).get("DISCORD_BOT_TOKEN") or ""
    except (OSError, ValueError, AttributeError):
        return {}  # whoever reads the file says what is wrong with it
    found = REFERENCE.fullmatch(held) if isinstance(held, str) else None
    return {"DISCORD_BOT_TOKEN": secret(az, *found.groups())} if found else {}


def secret(az, vault, name):
    """A secret's value. Raises Refused."""
    value = az.json("keyvault", "secret", "show", "--vault-name", vault, "--name", name, "--query", "value")
    if not isinstance(value, str) or not value:
        raise Refused(f"the vault {vault} has no {name}")
    return value
