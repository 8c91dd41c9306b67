"""Which of a group's resources are Hearth's, which of them go and in which order, and which hold data."""

from dataclasses import dataclass

SITE, SET, VAULT, ACCOUNT = (
    "microsoft.web/sites", "microsoft.compute/virtualmachinescalesets", "microsoft.keyvault/vaults", "microsoft.storage/storageaccounts",
)  # fmt: skip
# First what stands on others. What is in neither list goes between them.
FIRST = (SITE, SET, "microsoft.web/serverfarms", "microsoft.insights/", "microsoft.network/virtualnetworks", "microsoft.network/networksecuritygroups")
LAST = (ACCOUNT, VAULT, "microsoft.managedidentity/userassignedidentities", "microsoft.operationalinsights/workspaces")
# Made by Application Insights beside itself, without a tag.
BESIDE = ("microsoft.insights/actiongroups", "microsoft.alertsmanagement/smartdetectoralertrules")


@dataclass
class Belongings:
    """`gone` in the order in which it goes, `kept` by whose data it holds, and what is `foreign`."""

    gone: list
    kept: dict
    foreign: list

    @property
    def vault(self):
        """The vault's name, where it is among what goes."""
        return next((one["name"] for one in self.gone if one["type"].lower() == VAULT), None)


def sorted_out(listed, name):
    """Of the resources as `az resource list` tells them."""
    mine = [one for one in listed if (one.get("tags") or {}).get("hearth:app") == name or one["type"].lower() in BESIDE]
    kept = {_holds(one, name): one for one in mine if _holds(one, name)}
    gone = [one for one in mine if one not in kept.values()]
    return Belongings(sorted(gone, key=lambda one: _rank(one["type"].lower())), kept, [one for one in listed if one not in mine])


def _holds(one, name):
    """Whose data an account holds: a server's name for a world, 'backups', or None."""
    if one["type"].lower() != ACCOUNT:
        return None
    if one["name"].startswith(f"{name}backup"):
        return "backups"
    server = (one.get("tags") or {}).get("hearth:server")
    return server if server not in (None, "shared") else None


def _rank(kind):
    for at, one in enumerate(FIRST):
        if kind.startswith(one):
            return at
    for at, one in enumerate(LAST):
        if kind.startswith(one):
            return len(FIRST) + 1 + at
    return len(FIRST)
