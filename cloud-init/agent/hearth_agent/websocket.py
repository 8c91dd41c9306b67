"""A WebSocket client (RFC 6455) for one question on a socket that is already open."""

import base64
import hashlib
import os
import struct

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # the RFC's own, section 1.3
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
LINES = 64  # of the answer's head


class NotTaken(ValueError):
    """The other side does not speak WebSocket with us; `status` is what it answered, or 0."""

    def __init__(self, status):
        super().__init__(f"the game answered {status}" if status else "the game does not speak WebSocket")
        self.status = status


class Client:
    """Raises OSError where the socket does, ValueError where the other side breaks the protocol."""

    def __init__(self, connected, stream, host, path, headers):
        self._socket, self._stream = connected, stream
        key = base64.b64encode(os.urandom(16))
        told = {"Host": host, "Upgrade": "websocket", "Connection": "Upgrade",
                "Sec-WebSocket-Key": key.decode(), "Sec-WebSocket-Version": "13"} | headers  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        connected.sendall(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        self._upgraded(base64.b64encode(hashlib.sha1(key + MAGIC, usedforsecurity=False).digest()))

    def _upgraded(self, wanted):
        words = self._stream.readline(1024).split()
        if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
            raise NotTaken(0)
        if words[1] != b"101":
            raise NotTaken(int(words[1][:3]))
        accepted = b""
        for _ in range(LINES):
            line = self._stream.readline(8192).strip()
            if not line:
                break
            name, _, value = line.partition(b":")
            if name.lower() == b"sec-websocket-accept":
                accepted = value.strip()
        if accepted != wanted:
            raise NotTaken(0)

    def send(self, text):
        """Sends one text message."""
        self._frame(TEXT, text.encode())

    def _frame(self, kind, data):
        size = len(data)
        head = bytes([0x80 | kind])
        head += bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + struct.pack(">H", size)
        mask = os.urandom(4)
        covered = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        self._socket.sendall(head + mask + covered)

    def receive(self, largest):
        """The next message's bytes. Raises ValueError where they are more than the largest."""
        message = b""
        while True:
            first, second = self._exactly(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
            if second & 0x80 or first & 0x70 or size + len(message) > largest:
                raise ValueError("a frame that is too large or not allowed")
            data, kind = self._exactly(size), first & 0x0F
            if kind == CLOSE:
                raise ConnectionError("the game closed the connection")
            if kind == PING:
                self._frame(PONG, data[:125])
            if kind >= CLOSE:
                continue
            message += data
            if first & 0x80:
                return message

    def _exactly(self, size):
        data = self._stream.read(size)
        if len(data) < size:
            raise ConnectionError("the game closed the connection")
        return data
