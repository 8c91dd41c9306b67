"""A container engine's API on a socket of its own, as far as images are fetched; its faults included.

Words and their order: Docker Engine API 1.41, ImageCreate, as `docker pull` is answered (read, not measured).
"""

import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler

A, B, C = "a" * 12, "b" * 12, "c" * 12


def word(status, layer=None, current=None, total=None):
    """One word of a fetch."""
    told = {"status": status} | ({"id": layer} if layer else {})
    return told | ({"progressDetail": {"current": current, "total": total}} if current is not None else {"progressDetail": {}})


WHOLE = (
    word("Pulling from a/b", "1"), word("Already exists", A), word("Pulling fs layer", B), word("Pulling fs layer", C),
    word("Waiting", C), word("Downloading", B, 10, 100), word("Downloading", C, 50, 300), word("Downloading", B, 100, 100),
    word("Verifying Checksum", B), word("Download complete", B), word("Extracting", B, 30, 100), word("Pull complete", B),
    word("Downloading", C, 300, 300), word("Download complete", C), word("Pull complete", C),
    {"status": "Digest: sha256:0"}, {"status": "Status: Downloaded newer image for a/b:1"},
)  # fmt: skip


class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Answers by `status` and `words`; after them it falls silent where it `hangs`, or breaks off where it `breaks`."""

    daemon_threads = True

    def __init__(self, path):
        self.status, self.words, self.hangs, self.breaks = 200, WHOLE, False, False
        self.asked, self.here, self.left, self.free = [], set(), threading.Event(), threading.Event()
        super().__init__(str(path), Handler)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, *_):
        """The other side may go whenever it wants."""

    def close(self):
        """Ends it."""
        self.free.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.removeprefix("/images/").removesuffix("/json")
        self.server.asked.append(self.path)
        self._whole(200 if name in self.server.here else 404, {"message": f"No such image: {name}"})

    def do_POST(self):
        engine = self.server
        engine.asked.append(self.path)
        if engine.status != 200:
            return self._whole(engine.status, engine.words)
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for one in engine.words:
            data = json.dumps(one).encode() + b"\r\n"
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        if engine.hangs:
            engine.left.set()
            self.rfile.read(1)  # until the other side has gone
            engine.free.set()
        if not engine.breaks:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _whole(self, status, told):
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass
