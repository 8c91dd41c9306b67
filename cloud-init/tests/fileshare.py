"""A stand-in for Azure Files and the vault that holds its key: snapshots of one share, and faults."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

import calls
from metadata import Server

KEY = base64.b64encode(b"the key of this test's share").decode()
MOST = 200  # snapshots that a share can have


class FileShare:
    """Over https on a free port until close(). `faults` are taken one a request: a status, a
    status with a code, or None for no answer at all."""

    def __init__(self, certificate, share="world"):
        self.share, self.key = share, KEY
        self.snapshots, self.requests, self.faults, self.secrets = {}, [], [], []  # time -> ours?
        self.there, self.keeps_its_key, self._released = True, False, threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                """Says nothing."""

            def handle_one(self):
                outer.answer(self)

            do_GET = do_PUT = do_DELETE = handle_one

        self._server = Server(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.replace("cert.pem", "key.pem"))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self._released.set()
        self._server.shutdown()
        self._server.server_close()

    def holds(self, count, ours=True, month=1):
        """Snapshots of earlier evenings; their times, oldest first."""
        made = [f"2026-{month:02}-{1 + i // 24:02}T{i % 24:02}:00:00.1234567Z" for i in range(count)]
        self.snapshots |= dict.fromkeys(made, ours)
        return made

    def answer(self, request):
        url = urlsplit(request.path)
        asked = dict(parse_qsl(url.query))
        service = "vault" if url.path.startswith("/secrets/") else "file"
        told = calls.wrong(service, request.command, url.path, url.query, request.headers.items(), None)[0]
        if told and (request.command, service) != ("DELETE", "file"):  # what is no snapshot's would be the share's
            self._send(request, 400, told, code="InvalidHeaderValue")
        elif service == "vault":
            self._give_key(request, url)
        else:
            self._take(request, url, asked)

    def _give_key(self, request, url):
        self.secrets.append(url.path.removeprefix("/secrets/"))
        if self.keeps_its_key and self.secrets[-1].startswith("world-"):
            self._released.wait(60)
        self._send(request, 200, json.dumps({"value": self.key}))

    def _take(self, request, url, asked):
        self.requests.append((request.command, url.path, asked))
        fault = self.faults.pop(0) if self.faults else 0
        if fault is None:
            self._released.wait(20)
            request.close_connection = True
        elif fault:
            status, code = fault if isinstance(fault, tuple) else (fault, "ServerBusy")
            self._send(request, status, code=code)
        elif not self._signed(request, url, asked):
            self._send(request, 403, code="AuthenticationFailed")
        else:
            self._do(request, url.path, asked)

    def _do(self, request, path, asked):
        if request.command == "GET" and path == "/" and asked.get("comp") == "list":
            self._send(request, 200, self._listed(asked))
        elif path != f"/{self.share}" or asked.get("restype") != "share":
            self._send(request, 400, code="InvalidUri")
        elif request.command == "PUT" and asked.get("comp") == "snapshot":
            if len(self.snapshots) >= MOST:
                self._send(request, 409, code="ShareSnapshotCountExceeded")
                return
            at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) + f".{time.time_ns() % 10**9 // 100:07}Z"
            self.snapshots[at] = request.headers.get("x-ms-meta-hearth") is not None
            self._send(request, 201, headers={"x-ms-snapshot": at})
        elif request.command == "DELETE" and "sharesnapshot" in asked:
            known = self.snapshots.pop(asked["sharesnapshot"], None) is not None
            self._send(request, 202 if known else 404, code="ShareSnapshotNotFound")
        elif request.command == "DELETE":
            self.there = False
            self._send(request, 202)

    def _listed(self, asked):
        assert set(asked["include"].split(",")) == {"metadata", "snapshots"}, asked
        one = "<Share><Name>{}</Name>{}<Properties/>{}</Share>".format
        mark = "<Metadata><hearth>1</hearth></Metadata>"
        listed = [one(self.share, f"<Snapshot>{escape(at)}</Snapshot>", mark if ours else "<Metadata />")
                  for at, ours in sorted(self.snapshots.items())]  # fmt: skip
        other = one(f"{self.share}-other", "<Snapshot>2099-01-01T00:00:00.0000000Z</Snapshot>", mark)
        shares = "".join([*listed, one(self.share, "", mark), other])
        return f'<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Shares>{shares}</Shares><NextMarker/></EnumerationResults>'

    def _signed(self, request, url, asked):
        """As learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key says it."""
        ours = sorted(name.lower() for name in request.headers if name.lower().startswith("x-ms-"))
        length = request.headers.get("Content-Length", "")
        text = f"{request.command}\n\n\n{'' if length == '0' else length}\n\n\n\n\n\n\n\n\n"
        text += "".join(f"{name}:{request.headers[name]}\n" for name in ours)
        text += "/127" + url.path + "".join(f"\n{name}:{asked[name]}" for name in sorted(asked))
        made = hmac.new(base64.b64decode(self.key), text.encode(), hashlib.sha256).digest()
        return request.headers.get("Authorization") == f"SharedKey 127:{base64.b64encode(made).decode()}"

    @staticmethod
    def _send(request, status, body="", headers=(), code=""):
        data = body.encode()
        request.send_response(status)
        for name, value in dict(headers).items():
            request.send_header(name, value)
        if status >= 400:
            request.send_header("x-ms-error-code", code)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
