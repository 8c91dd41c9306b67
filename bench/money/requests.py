"""Names the operation that a request to the storage service was, as the bill does."""

import re

ACCOUNT = "/devstoreaccount1/"
CONTAINERS = ("worlds", "backups")
# A transaction of several rows is one operation on the bill.
TABLE_PATH = re.compile(r"(Tables|servers)\b.*|\$batch")


def kind(method, url):
    """Such as 'queue receive commands'. A machine's own inbox is 'agent', whatever its name."""
    path, _, query = url.partition("?")
    rest = path[path.find(ACCOUNT) + len(ACCOUNT):] if ACCOUNT in path else path.strip("/")
    first, _, inner = rest.partition("/")
    if first in CONTAINERS:
        return "blob other" if "comp=lease" in query else blob(method, inner)
    if inner.startswith("messages"):
        queue = "agent" if first.startswith("agent-") else first
        return f"queue {message(method, inner)} {queue}"
    if TABLE_PATH.fullmatch(rest):
        return f"table {'read' if method == 'GET' else 'write'}"
    return f"other {method}"


def blob(method, name):
    """Reading is one price, changing another; a blob's deletion is free."""
    if method == "DELETE":
        return "blob delete"
    return "blob read" if method in ("GET", "HEAD") and name else "blob write"


def message(method, inner):
    """A queue's operation."""
    one = inner.startswith("messages/")
    return {"GET": "receive", "POST": "send", "PUT": "hide"}.get(
        method, "delete" if one else "clear")
