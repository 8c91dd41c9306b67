"""A stand-in for Azure's metadata service: tokens, the machine, scheduled events, faults."""

import base64
import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import calls

TENANT = str(uuid.uuid4())


def token(audience, seconds=3600):
    """An unsigned token of three parts, as Azurite's basic OAuth takes it."""
    now = int(time.time())
    claims = {"iss": f"https://sts.windows.net/{TENANT}/", "aud": audience, "nbf": now - 60,
              "iat": now - 60, "exp": now + seconds, "oid": str(uuid.uuid4())}  # fmt: skip
    parts = [{"alg": "none", "typ": "JWT"}, claims, {}]
    return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts)


class Server(ThreadingHTTPServer):
    """Does not mind an agent that is killed while it asks."""

    daemon_threads = True

    def handle_error(self, *_):
        """Says nothing."""


class Metadata:
    """Listens on a free port of its own until close()."""

    def __init__(self, name="vmss_0", vm_id="vm-1"):
        self.name, self.vm_id = name, vm_id
        self.events, self.acknowledged, self.faults = [], [], []
        self.tokens, self.token_seconds, self.secrets = 0, 3600, {}
        self.looked, self.user_data = 0, b""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self, None)

            def do_POST(self):
                outer.answer(self, self.rfile.read(int(self.headers.get("Content-Length", "0"))))

            def log_message(self, *_):
                """Says nothing."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def preempt(self, kind="Preempt", resources=None, seconds=30):
        """Announces that a machine (this one unless told) is to be taken away."""
        at = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + seconds))
        event = {"EventId": str(uuid.uuid4()), "EventType": kind, "EventStatus": "Scheduled",
                 "Resources": resources or [self.name], "NotBefore": at}  # fmt: skip
        self.events.append(event)
        return event["EventId"]

    def answer(self, request, body):
        url = urlsplit(request.path)
        told = calls.wrong("metadata", request.command, url.path, url.query, request.headers.items(), body)[0]
        if told:
            self._send(request, 400, {"error": "Bad request", "error_description": told})
        elif url.path.endswith("/instance/compute/userData"):
            self._answer(request, 200, self.user_data, "text/plain")
        elif self.faults:
            self._send(request, self.faults.pop(0), {"error": "a fault"})
        else:
            self._send(request, 200, self._told(url, body))

    def _told(self, url, body):
        if url.path.endswith("/oauth2/token"):
            self.tokens += 1
            audience = parse_qs(url.query)["resource"][0]
            until = str(int(time.time()) + self.token_seconds)
            return {"access_token": token(audience), "expires_on": until, "resource": audience}
        if url.path.endswith("/instance/compute"):
            return {"name": self.name, "vmId": self.vm_id}
        if body is not None:
            self.acknowledged += [r["EventId"] for r in json.loads(body)["StartRequests"]]
            return {}
        self.looked += 1
        return {"DocumentIncarnation": len(self.events), "Events": self.events}

    @staticmethod
    def _send(request, status, told):
        Metadata._answer(request, status, json.dumps(told).encode(), "application/json")

    @staticmethod
    def _answer(request, status, body, kind):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
