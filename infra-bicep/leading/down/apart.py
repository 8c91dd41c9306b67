"""Deletes what belongs to Hearth; data only where it was named."""

from deploying import vault


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
    for whose, one in list(found.kept.items()):
        if whose in (run.given.delete_world or ()):
            run.az.text("resource", "delete", "--ids", one["id"])
            run.terminal.say(f"  the world of {whose} is gone")
            del found.kept[whose]
        elif whose == "backups" and run.given.delete_backups:
            _backups(run, found, one)
    return not found.kept


def _backups(run, found, account):
    every = {one["name"] for one in run.file.servers}
    if every <= {*run.given.delete_backups}:
        run.az.text("resource", "delete", "--ids", account["id"])
        del found.kept["backups"]
    else:
        for one in run.given.delete_backups:
            container = f"{account['id']}/blobServices/default/containers/backups-{one}"
            run.delete(f"{container}?api-version=2025-08-01")
    run.terminal.say(f"  the backups of {', '.join(run.given.delete_backups)} are gone")
