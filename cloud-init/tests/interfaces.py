"""Games' own interfaces on a free port of the loopback: HTTP and JSON-RPC over WebSocket, with faults."""

import base64
import contextlib
import hashlib
import json
import socketserver
import ssl
import struct
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def certificate(folder):
    """A self-signed certificate with its key in one file, as games make them."""
    path = folder / "own.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=game", "-days", "2",
                    "-keyout", path, "-out", folder / "c.pem"], check=True, capture_output=True)  # fmt: skip
    path.write_bytes(path.read_bytes() + (folder / "c.pem").read_bytes())
    return path


class _Quiet:
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_):
        """Clients that go away are expected."""


class Interface:
    """answers: what each call is told; faults: what the next requests meet instead, in order."""

    def __init__(self, kind, answers, authorization="", tls=None):
        self.answers, self.authorization = answers, authorization
        self.faults, self.calls, self.origins, self._over = [], [], [], threading.Event()
        self._server = KINDS[kind](self)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def fault(self):
        """The next fault, if one is due."""
        return self.faults.pop(0) if self.faults else None

    def late(self, write, piece=b" "):
        """Drips for as long as anybody listens."""
        with contextlib.suppress(OSError):
            while not self._over.wait(0.05):
                write(piece)


def _http(outer):
    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            told = json.loads(body) if body else None
            outer.calls.append((self.command, self.path, self.headers.get("Authorization", ""), told))
            fault = outer.fault()
            if fault == "silent":
                outer._over.wait(10)
            elif fault == "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow:")
                outer.late(self.wfile.write)
            elif fault == "half":
                self._send(200, b'{"players":[', 1000)
            elif isinstance(fault, int):
                self._send(fault, b'{"players":[]}')
            elif isinstance(fault, bytes):
                self._send(200, fault)
            else:
                answer = outer.answers.get(self.path)
                answer = answer(told) if callable(answer) else answer
                wrong = outer.authorization and self.headers.get("Authorization") not in (outer.authorization, "open")
                open_ = told and told.get("function") == "PasswordlessLogin"
                self._send(401 if wrong and not open_ else 404 if answer is None else 200, json.dumps(answer).encode())

        def _send(self, status, body, size=None):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if size is None else size))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_):
            """Says nothing."""

    return type("Server", (_Quiet, ThreadingHTTPServer), {})(("127.0.0.1", 0), Handler)


def _jsonrpc(outer):
    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            head = {}
            self.rfile.readline()
            while line := self.rfile.readline().strip():
                name, _, value = line.decode().partition(":")
                head[name.lower()] = value.strip()
            fault = outer.fault()
            if fault == "silent":
                outer._over.wait(10)
                return
            outer.origins.append(head.get("origin"))
            if outer.authorization and head.get("authorization") != outer.authorization or fault == 401:
                self.wfile.write(b"HTTP/1.1 401 Unauthorized\r\n\r\n")
                return
            accept = base64.b64encode(hashlib.sha1(head["sec-websocket-key"].encode() + MAGIC).digest())
            if fault == "wrong accept":
                accept = b"x"
            self.wfile.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                             b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")  # fmt: skip
            self.talk(fault)

        def talk(self, fault):
            while (asked := self.receive()) is not None:
                outer.calls.append((asked["method"], asked.get("params")))
                if fault == "drip":
                    outer.late(self.wfile.write, b"\x89\x00")
                elif fault == "news":
                    for number in range(3):
                        self.send({"jsonrpc": "2.0", "method": f"notification:{number}"})
                elif fault == "close":
                    self.frame(8, b"\x03\xe8")
                    return
                elif isinstance(fault, bytes):
                    self.frame(1, fault)
                    continue
                elif fault == "huge":
                    self.wfile.write(b"\x81\x7f" + struct.pack(">Q", 1 << 40))
                answer = outer.answers.get(asked["method"])
                kind = {"error": {"code": -32601}} if answer is None else {"result": answer}
                self.send({"jsonrpc": "2.0", "id": asked["id"]} | kind, pieces=fault == "pieces")

        def receive(self):
            start = self.rfile.read(2)
            if len(start) < 2 or start[0] & 15 != 1:
                return None
            size = start[1] & 127
            size = struct.unpack(">H", self.rfile.read(2))[0] if size == 126 else size
            assert start[1] & 128, "a client masks what it sends"
            mask = self.rfile.read(4)
            return json.loads(bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(size))))

        def send(self, told, pieces=False):
            data = json.dumps(told).encode()
            if pieces:
                self.frame(1, data[:5], last=False)
                self.frame(9, b"still there?")
                data, kind = data[5:], 0
            self.frame(0 if pieces else 1, data)

        def frame(self, kind, data, last=True):
            size = bytes([len(data)]) if len(data) < 126 else b"\x7e" + struct.pack(">H", len(data))
            self.wfile.write(bytes([kind | (128 if last else 0)]) + size + data)

    return type("Server", (_Quiet, socketserver.ThreadingTCPServer), {})(("127.0.0.1", 0), Handler)


KINDS = {"http": _http, "jsonrpc": _jsonrpc}
