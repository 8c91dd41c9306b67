"""Storage and secrets, reached with the machine's identity."""

import base64
import json
from email.utils import formatdate
from urllib.parse import quote
from xml.etree import ElementTree

from .identity import VAULT
from .web import Answer, Trouble, trouble_of


class Storage:
    """Requests to a storage account as the machine's identity."""

    def __init__(self, web, identity, base):
        self._web, self._identity, self.base = web, identity, base.rstrip("/")

    def request(self, method, path, headers=(), body=None, ok=(200, 201, 202, 204), timeout=None):
        """The answer. Raises Trouble for every status that is not in ok."""
        response = self.open(method, path, headers, body, ok, timeout)
        return response if isinstance(response, Answer) else Answer(
            response.status, response.headers, response.read())  # fmt: skip

    def open(self, method, path, headers=(), body=None, ok=(200,), timeout=None, stream=False):
        """Like request; with stream the response unread."""
        send = self._web.open if stream else self._web.request
        for last in (False, True):
            signed = dict(headers) | {
                "Authorization": f"Bearer {self._identity.token()}",
                "x-ms-version": "2021-12-02",
                "x-ms-date": formatdate(usegmt=True),
            }
            if body is None and method in ("PUT", "POST"):
                signed["Content-Length"] = "0"
            answer = send(method, self.base + path, signed, body, timeout)
            if answer.status in ok:
                return answer
            if stream:
                answer = Answer(answer.status, answer.headers, answer.read())
            if answer.status != 401 or last:
                raise trouble_of(f"{method} {path.partition('?')[0]}", answer)
            self._identity.forget()
        raise AssertionError("the second attempt returns or raises")

    def close(self):
        """Closes the calling thread's connections."""
        self._web.close()


class Queue:
    """One storage queue; messages are base64."""

    def __init__(self, storage, name):
        self._storage, self._path = storage, f"/{name}/messages"

    def put(self, text):
        """Adds a message."""
        coded = base64.b64encode(text.encode()).decode()
        body = f"<QueueMessage><MessageText>{coded}</MessageText></QueueMessage>"
        self._storage.request("POST", f"{self._path}?messagettl=-1", body=body.encode())

    def get(self, hidden=10):
        """The next messages as (id, receipt, bytes or None where it is no base64).

        Nobody else is given them for so many seconds, within which they are to be deleted.
        """
        query = f"?numofmessages=8&visibilitytimeout={hidden}"
        answer = self._storage.request("GET", self._path + query, timeout=10)
        try:
            found = ElementTree.fromstring(answer.body).findall("QueueMessage")
        except ElementTree.ParseError:
            raise Trouble("GET messages", answer.status, "not understood") from None
        return [_message(one) for one in found]

    def delete(self, message, receipt):
        """Removes a message that get() gave; one that is gone is no trouble."""
        path = f"{self._path}/{quote(message)}?popreceipt={quote(receipt, safe='')}"
        self._storage.request("DELETE", path, ok=(204, 404))


def _message(element):
    try:
        body = base64.b64decode(element.findtext("MessageText", ""), validate=True)
    except ValueError:
        body = None
    return element.findtext("MessageId", ""), element.findtext("PopReceipt", ""), body


def secret(web, identity, vault, name):
    """A Key Vault secret's value. Raises Trouble."""
    headers = {"Authorization": f"Bearer {identity.token(VAULT)}"}
    url = f"{vault.rstrip('/')}/secrets/{quote(name)}?api-version=7.4"
    answer = web.request("GET", url, headers)
    if answer.status != 200:
        raise trouble_of(f"secret {name}", answer)
    try:
        return str(json.loads(answer.body)["value"])
    except (ValueError, KeyError, TypeError):
        raise Trouble(f"secret {name}", 200, "not understood") from None
