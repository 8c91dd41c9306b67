"""The rights that the app and the machines were given, and the two roles of the group's own."""

ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01"
DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=type%20eq%20'CustomRole'"
IDENTITIES = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30"


def withdrawn(run):
    """
    What each identity was given, wherever in the group: Azure keeps it when an identity goes, and
    refuses the next identity the same assignment then.
    """
    for identity in run.listed(IDENTITIES):
        if (identity.get("tags") or {}).get("hearth:app") != run.name:
            continue
        principal = identity["properties"]["principalId"]
        for one in run.listed(f"{ASSIGNMENTS}&$filter=principalId%20eq%20'{principal}'"):
            if one["id"].lower().startswith(run.scope.lower() + "/"):
                run.delete(f"{one['id']}?api-version=2022-04-01")


def undefined(run):
    """Ends the two roles of this group's own; only once nobody has them."""
    for one in run.listed(DEFINITIONS):
        if [each.lower() for each in one["properties"]["assignableScopes"]] == [run.scope.lower()]:
            run.delete(f"{one['id']}?api-version=2022-04-01")
