"""Saying something in the game: a fixed command that can never become another one."""

import re
import socket
import struct

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def cleaned(text):
    """The text without control characters, line breaks and a leading slash."""
    return UNSAFE.sub(" ", text).strip().lstrip("/ ")


def say(console, text, type_line, secret):
    """Says the text by the profile's console. Raises OSError or ValueError."""
    words = cleaned(text)
    if not words:
        raise ValueError("nothing that may be said is left of the text")
    line = console["say"].replace("{text}", words)
    if console["kind"] == "stdin":
        type_line(line)
    else:
        rcon("127.0.0.1", console["port"], secret(console["secret"]), line)


def rcon(host, port, password, line, seconds=5.0):
    """Sends one command by Source RCON; the answer's text. Raises OSError."""
    with socket.create_connection((host, port), seconds) as tcp:
        tcp.settimeout(seconds)
        stream = tcp.makefile("rb")
        tcp.sendall(_packet(1, 3, password))
        number, kind, _ = _answer(stream)
        if kind == 0:  # some servers put an empty value in front
            number, kind, _ = _answer(stream)
        if number == -1:
            raise PermissionError("the game refused the RCON password")
        tcp.sendall(_packet(2, 2, line))
        return _answer(stream)[2]


def _packet(number, kind, text):
    body = struct.pack("<ii", number, kind) + text.encode() + b"\0\0"
    return struct.pack("<i", len(body)) + body


def _answer(stream):
    head = stream.read(4)
    size = struct.unpack("<i", head)[0] if len(head) == 4 else 0
    body = stream.read(size) if 10 <= size <= 8192 else b""
    if len(body) < 10:
        raise ConnectionError("RCON answered nothing sensible")
    number, kind = struct.unpack("<ii", body[:8])
    return number, kind, body[8:-2].decode("utf-8", "replace")
