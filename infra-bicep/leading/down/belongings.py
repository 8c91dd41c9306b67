"""Which of a group's resources are Hearth's, which of them go and in which order, and which hold data."""

from dataclasses import dataclass

SITE, SET, VAULT, ACCOUNT = (
    "microsoft.web/sites", "microsoft.compute/virtualmachinescalesets", "microsoft.keyvault/vaults", "microsoft.storage/storageaccounts",
)  # fmt: skip
# First what stands on others. What is in neither list goes between them.
FIRST = (SITE, SET, "microsoft.web/serverfarms", "microsoft.insights/", "microsoft.network/virtualnetworks", "microsoft.network/networksecuritygroups")
LAST = (ACCOUNT, VAULT, "microsoft.managedidentity/userassignedidentities", "microsoft.operationalinsights/workspaces")
# Made by Application Insights beside itself, without a tag: known by the name alone (read, not seen here).
BESIDE = {"microsoft.insights/actiongroups": "application insights smart detection", "microsoft.alertsmanagement/smartdetectoralertrules": "failure anomalies - {name}-insights"}


@dataclass
class Belongings:
    """`gone` in the order in which it goes, `kept` as pairs of whose data it is and what holds it, and what is `foreign`."""

    gone: list
    kept: list
    foreign: list

    @property
    def holders(self):
        """Whose data is there: servers' names for worlds, and 'backups'."""
        return {whose for whose, _ in self.kept}

    @property
    def vault(self):
        """The vault's name, where it is among what goes."""
        return next((one["name"] for one in self.gone if one["type"].lower() == VAULT), None)


def sorted_out(listed, name):
    """Of the resources as `az resource list` tells them."""
    mine = [one for one in listed if (one.get("tags") or {}).get("hearth:app") == name or _beside(one, name)]
    kept = [(_holds(one, name), one) for one in mine if _holds(one, name)]
    gone = [one for one in mine if not _holds(one, name)]
    return Belongings(sorted(gone, key=lambda one: _rank(one["type"].lower())), kept, [one for one in listed if one not in mine])


def _beside(one, name):
    return one["name"].lower() == BESIDE.get(one["type"].lower(), "").format(name=name)


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
