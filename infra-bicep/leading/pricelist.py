"""Azure's public price list: what a size costs by the hour. What the list is said to hold is read, not measured."""

import math
import re
import time
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from deploying.az import Refused

from .web import address, patient

USUAL = "https://prices.azure.com/api/retail/prices"
PAGES = 20  # a size in a region has some ten rows; a page holds a hundred (read)
MOST = 1000  # USD an hour: the dearest machines cost about a tenth
UNIT = "1 Hour"


class PriceList:
    """The list at an address. Its base currency is USD; other currencies are for reference only, so none is asked for."""

    def __init__(self, environ, pause=time.sleep, now=lambda: datetime.now(UTC)):
        self._base = address(environ.get("HEARTH_PRICES") or USUAL, "HEARTH_PRICES")
        self._pause, self._now = pause, now

    def of(self, location, size):
        """(Spot, regular) in USD by the hour, of Linux; None where the list has none. Raises Refused."""
        # Values are compared with upper and lower case, and `or` is not understood (read).
        asked = (
            f"serviceName eq 'Virtual Machines' and armRegionName eq '{location}' and armSkuName eq '{size}' and priceType eq 'Consumption'"
        )
        expected = {"armRegionName": location, "armSkuName": size, "serviceName": "Virtual Machines", "type": "Consumption", "currencyCode": "USD", "unitOfMeasure": UNIT}
        rows = [row for row in self._rows(f"{self._base}?$filter={quote(asked)}") if _fits(row, expected)]
        return tuple(_holds([row for row in rows if _is_spot(row) is spot], self._now()) for spot in (True, False))

    def _rows(self, url):
        seen = set()
        while url:
            if url in seen or len(seen) == PAGES:
                raise Refused("its pages do not end")
            seen.add(url)
            answer = patient("GET", url, {}, None, self._pause)
            if not answer.fine:
                raise Refused(f"it answered {answer.status}")
            page = answer.body if isinstance(answer.body, dict) else {}
            if not isinstance(page.get("Items"), list):
                raise Refused("it answered something else than a list of prices")
            yield from page["Items"]
            url = self._next(page.get("NextPageLink"))

    def _next(self, link):
        """The address of the next page, which is the list's own; it has been seen to name the port (read)."""
        if not link:
            return None
        if not isinstance(link, str) or _place(link) != _place(self._base):
            raise Refused("its next page is elsewhere")
        return link


def _place(url):
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return None
    return parts.scheme, parts.hostname, port, parts.path.rstrip("/"), parts.username


def _fits(row, expected):
    """Whether it is a price of that size under Linux that can be one. A field that is not there says nothing against it."""
    if not isinstance(row, dict) or any(str(row.get(key, value)).casefold() != value.casefold() for key, value in expected.items()):
        return False
    product, words = row.get("productName"), _words(row)
    price, tier = row.get("retailPrice"), row.get("tierMinimumUnits", 0)
    return (
        isinstance(product, str) and product.startswith("Virtual Machines") and "Windows" not in product
        and isinstance(row.get("meterName"), str) and "Low Priority" not in words
        and _is_number(price) and 0 < price <= MOST and _is_number(tier) and tier == 0
        and _since(row) is not None
    )  # fmt: skip


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _words(row):
    return f"{row.get('meterName')} {row.get('skuName')}"


def _is_spot(row):
    return re.search(r"\bSpot\b", _words(row)) is not None


def _since(row):
    """Since when it holds: always where nothing is said; None where what is said is no time."""
    text = row.get("effectiveStartDate", "0001-01-01T00:00:00Z")
    try:
        told = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _holds(rows, now):
    """The newest price that has begun; of several at once the dearest, for a bill must not surprise."""
    begun = [(_since(row), row["retailPrice"]) for row in rows if _since(row) <= now]
    return max(begun, default=(None, None))[1]
