"""The machine's clock as text, and back."""

import time
from datetime import UTC, datetime


def now_text():
    """Now, as the contracts write it."""
    return text_of(time.time())


def text_of(seconds):
    """Unix seconds, as the contracts write them."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def seconds_of(text):
    """Unix seconds of such a text. Raises ValueError."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
