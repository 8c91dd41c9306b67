"""The steps after a deployment: the budget, which may fail, and the way from one plan to the other."""

import json
from datetime import UTC, datetime
from pathlib import Path

from .az import ARM, Refused

BUDGETS = "/providers/Microsoft.Consumption/budgets?api-version=2026-06-01"
TEMPLATE = Path(__file__).resolve().parent.parent / "modules" / "budget.bicep"
USUAL = 20  # main.bicep's own


def budget(az, group, values, out, now=None):
    """
    A mail before the month costs too much. New, sponsored and partners' subscriptions can have no
    budget: that is said, and nothing fails.
    """
    amount = values.get("budgetAmount", USUAL)
    if not amount:
        return
    name, resource_group = values.get("name", "hearth"), group.rsplit("/", 1)[1]
    compiled = TEMPLATE.with_suffix(".json")
    told = {"appName": name, "amount": amount, "startDate": None, "emails": values.get("emails", [])}
    try:
        told["startDate"] = start(az, group, name, now)
        given = [f"{key}={value if isinstance(value, str) else json.dumps(value)}" for key, value in told.items()]
        az.json("deployment", "group", "create", "--resource-group", resource_group, "--name", f"{name}-budget",
                "--template-file", str(compiled if compiled.exists() else TEMPLATE), "--parameters", *given, "--query", "properties.provisioningState")  # fmt: skip
    except Refused as why:
        out(f"no budget: this subscription can have none, or not yet (`budgetAmount = 0` asks for none). Azure says: {why}")
    else:
        out(f"budget: {amount} a month, in the currency of the subscription")


def start(az, group, name, now=None):
    """When the budget began, or the first of this month: it cannot be moved later."""
    for one in az.json("rest", "--method", "get", "--url", ARM + group + BUDGETS)["value"]:
        if one["name"] == name:
            return one["properties"]["timePeriod"]["startDate"]
    return (now or datetime.now(UTC)).strftime("%Y-%m-01T00:00:00Z")


def moved(site, sites, group):
    """Says what to do about function apps beside the one that was deployed: one of another plan, mostly."""
    others = [one for one in sites if one != site]
    if not others:
        return []
    return [
        f"beside {site} there is {', '.join(others)}. If that was Hearth on the other plan, both carry out commands until",
        f"  1. {site} is published and ./hearth doctor is content,",
        "  2. Discord's endpoint is the interactionsUrl above,",
        *(f"  3. az functionapp delete --resource-group {group} --name {one}" for one in others),
        "  4. infra-bicep/deploy has run once more: it switches off keys that only the old one needed.",
    ]
