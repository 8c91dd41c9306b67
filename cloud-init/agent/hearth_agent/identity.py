"""The machine's identity: its tokens and its name, from the metadata service."""

import json
import threading
import time
from urllib.parse import urlencode

from .web import Trouble, trouble_of

STORAGE = "https://storage.azure.com/"
VAULT = "https://vault.azure.net"
EARLY = 300  # seconds before its expiry that a token is renewed
BRIDGE = 30  # seconds that an old token goes on being used where no new one is to be had


class Identity:
    """Tokens from the metadata service, kept until shortly before they expire."""

    def __init__(self, web, imds, client_id=""):
        self._web, self._imds, self._client_id = web, imds, client_id
        self._machine = None
        self._tokens, self._lock = {}, threading.Lock()  # resource -> token, when to renew, its end

    def token(self, resource=STORAGE):
        """A bearer token. Raises Trouble; one that still holds bridges a fault of the service."""
        with self._lock:
            token, renew, ends = self._tokens.get(resource, ("", 0, 0))
            if time.time() < renew:
                return token
            try:
                token, ends = self._fetch(resource)
            except Trouble:
                if time.time() >= ends - BRIDGE:
                    raise
                self._tokens[resource] = (token, time.time() + BRIDGE, ends)
                return token
            now = time.time()
            self._tokens[resource] = (token, now + max((ends - now) / 2, ends - now - EARLY), ends)
            return token

    def forget(self):
        """To be called after a 401."""
        with self._lock:
            self._tokens.clear()

    def _fetch(self, resource):
        query = {"api-version": "2018-02-01", "resource": resource}
        if self._client_id:
            query["client_id"] = self._client_id
        url = f"{self._imds}/metadata/identity/oauth2/token?{urlencode(query)}"
        answer = self._web.request("GET", url, {"Metadata": "true"}, timeout=5)
        if answer.status != 200:
            raise trouble_of("token", answer)
        try:
            told = json.loads(answer.body)
            return str(told["access_token"]), float(told["expires_on"])
        except (ValueError, KeyError, TypeError):
            raise Trouble("token", 200, "not understood") from None

    def machine(self):
        """This machine's name and vmId, asked for once. Raises Trouble."""
        self._machine = self._machine or self._ask_machine()
        return self._machine

    def _ask_machine(self):
        url = f"{self._imds}/metadata/instance/compute?api-version=2021-02-01"
        answer = self._web.request("GET", url, {"Metadata": "true"}, timeout=5)
        if answer.status != 200:
            raise trouble_of("machine", answer)
        try:
            told = json.loads(answer.body)
            return str(told["name"]), str(told["vmId"])
        except (ValueError, KeyError, TypeError):
            raise Trouble("machine", 200, "not understood") from None
