"""A Source RCON server on the loopback, as Minecraft has one: a password, then commands."""

import contextlib
import socketserver
import struct
import threading

LOGIN, COMMAND, ANSWER = 3, 2, 0


def listen_for_rcon(console, password, typed):
    """Listens in a thread of its own, where the profile's console is RCON and there is a password."""
    if console.get("kind") != "rcon" or not password:
        return

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            known = False
            with contextlib.suppress(OSError, struct.error):
                while True:
                    size = struct.unpack("<i", self.rfile.read(4))[0]
                    body = self.rfile.read(size)
                    number, kind = struct.unpack("<ii", body[:8])
                    text = body[8:-2].decode("utf-8", "replace")
                    if kind == LOGIN:
                        known = text == password
                        self._answer(number if known else -1, COMMAND, "")
                    elif known:
                        self._answer(number, ANSWER, typed(text))
                    else:
                        return

        def _answer(self, number, kind, text):
            body = struct.pack("<ii", number, kind) + text.encode() + b"\0\0"
            self.wfile.write(struct.pack("<i", len(body)) + body)

    with contextlib.suppress(OSError):  # another server on this machine has the port
        server = socketserver.ThreadingTCPServer(("127.0.0.1", console["port"]), Conversation, bind_and_activate=False)
        server.daemon_threads = server.allow_reuse_address = True
        server.server_bind()
        server.server_activate()
        threading.Thread(target=server.serve_forever, daemon=True).start()
