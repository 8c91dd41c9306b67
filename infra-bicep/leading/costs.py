"""Says what it costs before anything is made. The arithmetic is docs/money.md's."""

IDLE = {"consumption": "about half a dollar", "flex": "about 5 euros"}
ADDRESS = 0.005  # USD by the hour for the public address, as docs/money.md has it
SHARE = "0.06 USD"  # by GiB and month, as docs/money.md has it


def lines(values):
    """Sentences about the fleet's month and hours."""
    yield f"idle, with nobody playing: {IDLE[values.get('plan', 'consumption')]} a month, and about {SHARE} a month for each GiB of worlds"
    for server in values["fleet"]["servers"]:
        spot = [one for one in server["placements"] if one.get("priority", "Spot") == "Spot"]
        prices = [float(one["pricePerHour"]) for one in spot if one.get("pricePerHour")]
        hours = (server.get("limits") or {}).get("monthlyHours")
        bound = f", at most {hours} hours a month" if hours else ""
        if prices:
            most = f" ({max(prices) * hours + ADDRESS * hours:.2f} USD)" if hours else ""
            yield f"{server['name']}: about {prices[0] + ADDRESS:.3f} USD for each hour of play, address and all{bound}{most}"
        else:
            yield f"{server['name']}: the price of an hour is not known{bound}"
    yield "list prices; Spot prices move. What is spent stands in the portal, Cost Management, the resource group"
