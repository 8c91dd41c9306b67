"""Deletes what belongs to Hearth; data only where it was named."""

from deploying import vault

BACKUPS, VERSION = "backups-", "?api-version=2025-08-01"


def taken(run, found):
    """Deletes what goes, in its order, and says what becomes of the vault."""
    for one in found.gone:
        run.terminal.say(f"  deleting {one['name']} ...")
        run.az.text("resource", "delete", "--ids", one["id"])
    held = found.vault or vault.deleted(run.az, run.group, run.name)
    if not held:
        return
    if run.given.purge_vault:
        run.az.text("keyvault", "purge", "--name", held, "--location", run.file.values["location"])
        run.terminal.say(f"  the vault {held} is gone for good")
    else:
        run.terminal.say(f"  the vault {held} is kept by Azure for 30 days, at no cost: `./hearth up --vault recover` takes it back, --purge-vault here ends it")


def data_gone(run, found):
    """Deletes the worlds and backups that were named; whether none are left."""
    for held in list(found.kept):
        whose, one = held
        if whose == "backups":
            if run.given.delete_backups:
                _backups(run, found, held)
        elif whose in (run.given.delete_world or ()):
            run.az.text("resource", "delete", "--ids", one["id"])
            run.terminal.say(f"  the world of {whose} is gone")
            found.kept.remove(held)
    return not found.kept


def backed_up(run, account):
    """The servers whose backups an account holds: also those that are not in the fleet any more."""
    path = account["id"].removeprefix(run.scope)
    listed = run.listed(f"{path}/blobServices/default/containers{VERSION}")
    return {one["name"].removeprefix(BACKUPS) for one in listed if one["name"].startswith(BACKUPS)}


def _backups(run, found, held):
    _, account = held
    if backed_up(run, account) <= {*run.given.delete_backups}:
        run.az.text("resource", "delete", "--ids", account["id"])
        found.kept.remove(held)
    else:
        for one in run.given.delete_backups:
            run.delete(f"{account['id']}/blobServices/default/containers/{BACKUPS}{one}{VERSION}")
    run.terminal.say(f"  the backups of {', '.join(run.given.delete_backups)} are gone")
