"""Snapshots of the world's share, made over Azure Files' REST with its account's key."""

import base64
import hashlib
import hmac
import re
import time
from email.utils import formatdate
from urllib.parse import parse_qsl, quote, urlsplit
from xml.etree import ElementTree

from .web import Trouble, trouble_of

SECONDS = 3.0  # that the end of a session waits for one at most
AGAIN = 0.4  # seconds before the one more attempt after a fault of the service
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
LISTED = "/?comp=list&include=metadata%2Csnapshots&prefix="


def signature(key, account, method, url, headers):
    """Authorization by Shared Key for a request without a body. Raises ValueError for a bad key."""
    parts = urlsplit(url)
    ours = sorted((name.lower(), value) for name, value in headers.items() if name.lower().startswith("x-ms-"))
    asked = sorted((name.lower(), value) for name, value in parse_qsl(parts.query))
    lines = [method, *[""] * 11, *(f"{name}:{value}" for name, value in ours), f"/{account}{parts.path}"]
    text = "\n".join(lines + [f"{name}:{value}" for name, value in asked])
    mac = hmac.new(base64.b64decode(key, validate=True), text.encode(), hashlib.sha256).digest()
    return f"SharedKey {account}:{base64.b64encode(mac).decode()}"


class Snapshots:
    """Of one share. Those that the agent made bear its mark; others' are never touched."""

    def __init__(self, web, fetch_key, base, share, keep):
        self._web, self._fetch_key, self._base = web, fetch_key, base.rstrip("/")
        self._share, self._keep = share, keep
        parts = urlsplit(self._base)
        self._account = parts.path.strip("/") or parts.hostname.partition(".")[0]

    def take(self):
        """Takes one and deletes our oldest beyond those to keep; its time. Raises Trouble."""
        key = self._fetch_key()
        try:
            taken = self._take(key)
        except Trouble as failed:
            if failed.code != "ShareSnapshotCountExceeded" or not self._prune(key, max(1, self._keep - 1)):
                raise
            return self._take(key)
        self._prune(key, self._keep)
        return taken

    def _take(self, key):
        path = f"/{quote(self._share)}?restype=share&comp=snapshot"
        answer = self._request(key, "PUT", path, {"x-ms-meta-hearth": "1"}, 201)
        return answer.headers.get("x-ms-snapshot", "")

    def _prune(self, key, keep):
        """Deletes all but the newest `keep` and says how many. Without a snapshot's time the request would mean the share."""
        ours = self._ours(key)
        for taken in ours[: max(0, len(ours) - keep)]:
            path = f"/{quote(self._share)}?restype=share&sharesnapshot={quote(taken)}"
            self._request(key, "DELETE", path, {}, 202, 404)
        return max(0, len(ours) - keep)

    def _ours(self, key):
        answer = self._request(key, "GET", LISTED + quote(self._share), {}, 200)
        try:
            shares = ElementTree.fromstring(answer.body).iter("Share")
        except ElementTree.ParseError:
            raise Trouble("list of snapshots", 200, "not understood") from None
        return sorted(
            one.findtext("Snapshot") for one in shares
            if one.findtext("Name") == self._share and one.findtext("Metadata/hearth")
            and TIME.fullmatch(one.findtext("Snapshot") or "")
        )  # fmt: skip

    def _request(self, key, method, path, headers, *ok):
        for last in (False, True):
            signed = dict(headers) | {"x-ms-version": "2021-12-02", "x-ms-date": formatdate(usegmt=True)}
            try:
                signed["Authorization"] = signature(key, self._account, method, self._base + path, signed)
            except ValueError:
                raise Trouble("the share's key", 0, "is no base64") from None
            answer = self._web.request(method, self._base + path, signed, timeout=SECONDS)
            if answer.status in ok:
                return answer
            if last or answer.status < 500:
                raise trouble_of(f"{method} {path.partition('?')[0]}", answer)
            time.sleep(AGAIN)
        raise AssertionError("the second attempt returns or raises")
