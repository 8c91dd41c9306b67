"""Saying something in the game: a fixed command that can never become another one."""

import re
import socket
import struct

from .within import within

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def cleaned(text):
    """The text without control characters, line breaks and a leading slash."""
    return UNSAFE.sub(" ", text).strip().lstrip("/ ")


def say(console, text, type_line, secret, api=None):
    """Says the text by the profile's console. Raises OSError, ValueError or Trouble."""
    words = cleaned(text)
    if not words:
        raise ValueError("nothing that may be said is left of the text")
    send(console, console["say"], type_line, secret, api, words)


def send(console, command, type_line, secret, api=None, text=None):
    """Sends one command of the profile; what the game answered, "" where its console is silent.

    Without a console a line is typed. {text} in the command is replaced. Raises like say().
    """
    kind = console["kind"] if console else "stdin"
    if isinstance(command, dict):
        if api is None:
            raise ValueError("the profile names no api for this call")
        answer = api.call(command, text)
        return answer if isinstance(answer, str) else ""
    line = command
    if text is not None:
        inside = text.replace('"', "'") if '"{text}"' in command else text
        line = command.replace("{text}", inside)
    if kind == "stdin":
        type_line(line)
        return ""
    if kind not in LINES:
        raise ValueError(f"a line cannot be sent by {kind}")
    return LINES[kind]("127.0.0.1", console["port"], secret(console["secret"]) if "secret" in console else "", line)


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


def telnet(host, port, password, line, seconds=5.0):
    """Sends one line to a console that asks for a password first; what it answers. Raises OSError."""
    with socket.create_connection((host, port), seconds) as tcp, within(seconds, tcp):
        if password:
            _until(tcp, b"assword")
            tcp.sendall(password.encode() + b"\r\n")
            if b"ncorrect" in _until(tcp, b"uccessful", b"ncorrect"):
                raise PermissionError("the game refused the console's password")
        tcp.sendall(line.encode() + b"\r\n")
        return _until(tcp, b"\n").decode("utf-8", "replace")


def _until(tcp, *words):
    found = b""
    while not any(word in found for word in words):
        data = tcp.recv(4096)
        if not data or len(found) > 1 << 16:
            raise ConnectionError("the console answered nothing sensible")
        found += data
    return found


LINES = {"rcon": rcon, "telnet": telnet}
