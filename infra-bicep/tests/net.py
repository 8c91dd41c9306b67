"""Stand-ins for what is not asked through az: Discord, the list of prices, and the app's door. Loopback only."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-that-is-not-anybodys.for.these-tests"
APPLICATION, KEY, GUILD, CHANNEL, CLOSED, ROLE = (
    "1200000000000000001", "ab" * 32, "1200000000000000002", "1200000000000000003", "1200000000000000004", "1200000000000000005",
)  # fmt: skip
RIGHTS = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16)
ALONE = {"id": CLOSED, "name": "secret", "type": 0, "position": 1, "permission_overwrites": [{"id": GUILD, "type": 0, "allow": "0", "deny": str(1 << 11)}]}


def served(test, answer):
    """
    The address of a server that is there for one test. `answer` has a method, a path, headers and a body, and gives
    a status, a body (bytes as they are, all else as JSON) and headers; with a status of 0 the connection is cut.
    """

    class Answering(BaseHTTPRequestHandler):
        """One request."""

        def answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            status, body, headers = answer(self.command, self.path, self.headers, self.rfile.read(length))
            if status == 0:
                self.close_connection = True
                return
            told = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(told))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST = do_PATCH = answer

        def log_message(self, *_):
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    test.addCleanup(server.server_close)
    test.addCleanup(server.shutdown)
    return f"http://127.0.0.1:{server.server_address[1]}"


class Net:
    """
    `faults` are (method, beginning of a path, status, body), each played once and then dropped; with a
    status of 0 the connection is cut. `published` is a function: is the app there?
    """

    def __init__(self, test, published):
        self.published, self.faults, self.seen = published, [], []
        self.guilds = [{"id": GUILD, "name": "Friends"}]
        self.application = {"id": APPLICATION, "name": "Hearth", "verify_key": KEY, "bot_public": False, "interactions_endpoint_url": None}
        self.channels = [{"id": CHANNEL, "name": "games", "type": 0, "position": 0, "permission_overwrites": []}, ALONE]
        self.base = served(test, lambda *request: (*self.answer(*request), {}))

    @property
    def door(self):
        """The app's address."""
        return f"{self.base}/api/interactions"

    def answer(self, method, path, headers, body):
        """(status, body) of one request."""
        self.seen.append(f"{method} {path}")
        for fault in self.faults:
            if fault[0] == method and path.startswith(fault[1]):
                self.faults.remove(fault)
                return fault[2:]
        parts = urlsplit(path)
        if parts.path == "/api/interactions":
            return self._door(headers)
        if parts.path == "/prices":
            return self._prices(parse_qs(parts.query))
        if not parts.path.startswith("/api/v10/"):
            return 404, {}
        if headers.get("Authorization") != f"Bot {TOKEN}":
            return 401, {"message": "401: Unauthorized", "code": 0}
        if not re.fullmatch(r"DiscordBot \(\S+, \S+\).*", headers.get("User-Agent") or ""):
            return 403, {"message": "no user agent", "code": 40333}
        return self._discord(method, parts.path.removeprefix("/api/v10"), body)

    def _door(self, headers):
        if not self.published():
            return 404, {}
        return (401, {}) if headers.get("X-Signature-Ed25519") == "00" * 64 else (200, {"type": 1})

    def _discord(self, method, path, body):
        if method == "PATCH" and path == "/applications/@me":
            told = json.loads(body)
            if set(told) - {"interactions_endpoint_url"}:
                return 400, {"code": 50035, "message": "Invalid Form Body"}
            url = told["interactions_endpoint_url"]
            if url is not None and not (url == self.door and self.published()):
                wrong = {"interactions_endpoint_url": {"_errors": [{"code": "X", "message": "The specified interactions endpoint url could not be verified."}]}}
                return 400, {"code": 50035, "message": "Invalid Form Body", "errors": wrong}
            self.application["interactions_endpoint_url"] = url
            return 200, self.application
        if method != "GET":
            return 405, {"message": "405: Method Not Allowed", "code": 0}
        there = {
            "/users/@me": {"id": APPLICATION, "username": "Hearth"},
            "/applications/@me": self.application,
            "/users/@me/guilds": self.guilds,
            f"/guilds/{GUILD}/roles": [{"id": GUILD, "name": "@everyone", "permissions": RIGHTS}, {"id": ROLE, "name": "keepers", "permissions": "0"}],
            f"/guilds/{GUILD}/members/{APPLICATION}": {"roles": []},
            f"/guilds/{GUILD}/channels": self.channels,
        } | {f"/channels/{one['id']}": one for one in self.channels}  # fmt: skip
        return (200, there[path]) if path in there else (404, {"message": "404: Not Found", "code": 0})

    def _prices(self, query):
        asked = (query.get("$filter") or [""])[0]
        size = re.search(r"armSkuName eq '([^']+)'", asked)
        if set(query) != {"$filter"} or " or " in asked or not size:
            return 400, {}
        rows = [("Low Priority", "", 0.01), ("Spot", "", 0.021), ("", "", 0.1), ("Spot", " Windows", 0.005), ("Spot", "", 0.0)]
        items = [{"meterName": f"D2 {kind}", "productName": f"Virtual Machines D Series{more}", "retailPrice": price} for kind, more, price in rows]
        return 200, {"Items": items, "NextPageLink": None}
