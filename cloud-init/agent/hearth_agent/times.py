"""The machine's clock as text, and back."""

from datetime import UTC, datetime


def now_text():
    """Now, as the contracts write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def seconds_of(text):
    """Unix seconds of such a text. Raises ValueError."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
