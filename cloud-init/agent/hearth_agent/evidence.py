"""Evidence of players beyond the log. A query that fails is no evidence at all."""

import contextlib
import json
import socket
from pathlib import Path

from .api import at
from .core.presence import ABSENT, verdict
from .web import Trouble

LARGEST_COUNT = 10_000  # what the contract allows
NAMES, LONGEST = 64, 64  # players and characters of a name that are told at most
A2S_INFO = b"\xff\xff\xff\xffTSource Engine Query\x00"


def gather(profile, log_count, host="127.0.0.1", api=None, send=None):
    """Each source as it was seen, with what the profile lets it prove. send(command) asks the console."""
    found = []
    for source in profile.evidence:
        told = {"source": source["source"], "count": log_count,
                "presence": source["presence"], "absence": source["absence"]}  # fmt: skip
        if source["source"] != "log":
            port = source.get("port") or profile.data["ports"][0]["port"]
            told |= _asked(source, port, host, api, send, profile)
        found.append(told)
    return found


def _asked(source, port, host, api, send, profile):
    """A source's present word; silence and nonsense are no evidence at all."""
    with contextlib.suppress(OSError, ValueError, KeyError, IndexError, TypeError, RecursionError, Trouble):
        if source["source"] in ASK:
            return {"count": ASK[source["source"]](host, port)}
        if source["source"] == "console" and send:
            return {"count": said_by(send(source["command"]), profile.says[source["says"]])}
        if api:
            return told_by(api.call(source["call"]), source)
    return {"count": None}


def told_by(answer, source):
    """Count, and names where it lists players, in an answer of the game's own interface.

    Raises ValueError where they are not there or are not what they should be.
    """
    if "players" not in source:
        return {"count": counted(at(answer, source.get("count", "")))}
    players = at(answer, source["players"])
    if not isinstance(players, list) or len(players) > LARGEST_COUNT:
        raise ValueError("no list of players")
    names = [at(player, source["name"]) for player in players[:NAMES]] if "name" in source else []
    if not all(isinstance(name, str) for name in names):
        raise ValueError("a name that is none")
    return {"count": len(players)} | ({"names": [name[:LONGEST] for name in names]} if names else {})


def said_by(answer, pattern):
    """The count in the console's answer. Raises ValueError where no line of it says one."""
    for line in answer.split("\n"):
        if hit := pattern.search(line.strip()):
            return counted(int(hit["count"]))
    raise ValueError("no count")


def counted(count):
    """The count, if it can be one. Raises ValueError."""
    if type(count) is not int or not 0 <= count <= LARGEST_COUNT:
        raise ValueError("no count")
    return count


def occupied(evidence):
    """Whether anyone may be on: nobody is only proved by a zero that may be believed."""
    return verdict(evidence)[0] != ABSENT


def a2s(host, port, seconds=1.0):
    """Players by Steam's query protocol. Raises where nothing sensible is answered."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(seconds)
        udp.connect((host, port))
        udp.send(A2S_INFO)
        answer = udp.recv(2048)
        if answer[4:5] == b"A":  # a challenge, to be sent back
            udp.send(A2S_INFO + answer[5:9])
            answer = udp.recv(2048)
    if answer[:5] != b"\xff\xff\xff\xffI":
        raise ValueError("no A2S answer")
    rest = answer[6:]
    for _ in range(4):  # name, map, folder, game
        rest = rest[rest.index(b"\0") + 1 :]
    return rest[2]


def status_ping(host, port, seconds=2.0):
    """Players by Minecraft's status ping. Raises where nothing sensible is answered."""
    with socket.create_connection((host, port), seconds) as tcp:
        tcp.settimeout(seconds)
        name = host.encode()
        hello = b"\x00\xff\xff\xff\xff\x0f" + _varint(len(name)) + name + port.to_bytes(2, "big") + b"\x01"
        tcp.sendall(_varint(len(hello)) + hello + b"\x01\x00")
        stream = tcp.makefile("rb")
        size = _read_varint(stream)
        if not 3 <= size <= 1 << 20 or _read_varint(stream) != 0:
            raise ValueError("no status")
        return online(stream.read(min(_read_varint(stream), 1 << 20)))


def online(text):
    """Players by the status that a Minecraft server answers. Raises where it says no number."""
    number = json.loads(text)["players"]["online"]
    if type(number) is not int or number < 0:
        raise ValueError("no count")
    return number


def _varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def _read_varint(stream):
    number = 0
    for shift in range(0, 35, 7):
        byte = stream.read(1)[0]
        number |= (byte & 127) << shift
        if byte < 128:
            return number
    raise ValueError("too long")


def connections(_host, port, root="/proc"):
    """Established TCP connections to the port, also from this machine."""
    count = 0
    for table in ("tcp", "tcp6"):
        for line in Path(root, "net", table).read_text("ascii").splitlines()[1:]:
            _, local, _, state = line.split()[:4]
            count += state == "01" and int(local.rpartition(":")[2], 16) == port
    return count


ASK = {"a2s": a2s, "status-ping": status_ping, "connections": connections}
