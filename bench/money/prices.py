"""Prices as data: what a number of operations costs, less what is free each month."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parent / "prices.json"


@dataclass(frozen=True)
class Price:
    """USD for so many of something; the first few a month may be free."""

    usd: float
    per: float
    date: str
    assumed: bool
    source: str
    free: float = 0

    def of(self, count):
        """The price of so many a month."""
        return max(0, count - self.free) * self.usd / self.per


def load(path=FILE):
    """Every price by its name."""
    data = json.loads(path.read_text("utf-8"))
    return {name: Price(**price) for name, price in data["prices"].items()}
