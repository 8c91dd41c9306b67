"""The interface that a game answers on this machine's loopback: HTTP, or JSON-RPC over WebSocket.

What it says is as hostile as a log line: its size, its time and its shape are checked here.
"""

import base64
import http.client
import json
import socket
import ssl

from . import websocket
from .within import within

HOST = "127.0.0.1"
SECONDS = 2.0
LARGEST = 1 << 20  # bytes of an answer
NEWS = 64  # messages that nobody asked for, before the answer
REFUSED = (401, 403)


class Refused(ValueError):
    """The game does not take our password or token."""


class Api:
    """Of one game. secret(name) gives a Key Vault secret; what it gave is kept until it is refused."""

    def __init__(self, told, secret, seconds=SECONDS):
        self._told, self._secret, self._seconds = told, secret, seconds
        self._header = None

    def call(self, call, text=None):
        """The answer to one call as JSON. Raises OSError, ValueError or Trouble."""
        kept = self._header is not None
        try:
            return self._ask(call, text)
        except Refused:
            self._header = None
            if not kept:
                raise
            return self._ask(call, text)  # the password or the token may be a new one

    def _ask(self, call, text):
        if self._header is None:
            self._header = self._authorization()
        call = filled(call, text)
        if self._told["kind"] == "jsonrpc":
            return self._rpc(call)
        return self._http(call, self._header)

    def _authorization(self):
        told = self._told
        if "basic" in told:
            pair = f"{told['basic']['user']}:{self._secret(told['basic']['secret'])}"
            return f"Basic {base64.b64encode(pair.encode()).decode()}"
        if "bearer" in told:
            return f"Bearer {self._secret(told['bearer']['secret'])}"
        if "login" in told:
            token = at(self._http(told["login"]["call"], ""), told["login"]["token"])
            if not isinstance(token, str) or not token.isprintable() or not token.isascii():
                raise ValueError("the login gave no token")
            return f"Bearer {token}"
        return ""

    def _http(self, call, authorization):
        headers = {"Accept": "application/json"} | ({"Authorization": authorization} if authorization else {})
        body = None
        if "body" in call:
            body = json.dumps(call["body"]).encode()
            headers["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection(HOST, self._told["port"], timeout=self._seconds)
        try:
            connection.sock = self._connect()
            with within(self._seconds, connection.sock):
                connection.request(call["method"], call.get("path", "/"), body, headers)
                answer = connection.getresponse()
                data = answer.read(LARGEST + 1)
        except http.client.HTTPException as bad:
            raise ValueError(f"no HTTP answer ({type(bad).__name__})") from None
        finally:
            connection.close()
        if answer.status in REFUSED:
            raise Refused(f"the game answered {answer.status}: it does not take the password")
        if not 200 <= answer.status < 300:
            raise ValueError(f"the game answered {answer.status}")
        return parsed(data)

    def _rpc(self, call):
        secured, header = self._connect(), self._header
        headers = {"Authorization": header} if header else {}
        if "origin" in self._told:
            headers["Origin"] = self._told["origin"]
        with secured, within(self._seconds, secured), secured.makefile("rb") as stream:
            try:
                line = websocket.Client(secured, stream, f"{HOST}:{self._told['port']}", self._path(), headers)
            except websocket.NotTaken as refused:
                raise (Refused if refused.status in REFUSED else ValueError)(str(refused)) from None
            asked = {"jsonrpc": "2.0", "id": 1, "method": call["method"]}
            line.send(json.dumps(asked | ({"params": call["params"]} if "params" in call else {})))
            for _ in range(NEWS):
                answer = parsed(line.receive(LARGEST))
                if isinstance(answer, dict) and answer.get("id") == 1:
                    break
            else:
                raise ValueError("the game answers something else")
        if "error" in answer or "result" not in answer:
            raise ValueError("the game answered with an error")
        return answer["result"]

    def _path(self):
        return self._told.get("path", "/")

    def _connect(self):
        plain = socket.create_connection((HOST, self._told["port"]), self._seconds)
        if not self._told.get("tls"):
            return plain
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # its own, on the loopback
        try:
            with within(self._seconds, plain):
                return context.wrap_socket(plain)
        except BaseException:
            plain.close()
            raise


def parsed(data):
    """JSON. Raises ValueError where it is too large, too deep or none."""
    if len(data) > LARGEST:
        raise ValueError("the answer is too large")
    try:
        return json.loads(data) if data.strip() else None
    except RecursionError:
        raise ValueError("the answer is too deep") from None


def at(value, pointer):
    """The value at a JSON pointer (RFC 6901). Raises ValueError where there is nothing."""
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdecimal() and len(part) < 7 and int(part) < len(value):
            value = value[int(part)]
        else:
            raise ValueError(f"the answer has no {pointer}")
    return value


def filled(value, text):
    """The call with {text} replaced wherever it stands within a string."""
    if isinstance(value, dict):
        return {key: filled(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, text) for one in value]
    return value.replace("{text}", text) if isinstance(value, str) and text is not None else value
