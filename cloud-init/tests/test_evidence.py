"""Evidence of players and the game's console, against small servers that answer as games do."""

import json
import queue
import socket
import struct
import tempfile
import threading
import unittest
from pathlib import Path
from types import SimpleNamespace

import place
from hearth_agent import console, evidence
from hearth_agent.core import effects, events
from hearth_agent.profile import load
from hearth_agent.talk import Talk


class Once:
    """A server on a free port whose talk(socket) runs in a thread."""

    def __init__(self, kind, talk):
        self.socket = socket.socket(socket.AF_INET, kind)
        self.socket.settimeout(10)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        if kind == socket.SOCK_STREAM:
            self.socket.listen()
        self.thread = threading.Thread(target=talk, args=(self.socket,))
        self.thread.start()

    def close(self):
        self.thread.join()
        self.socket.close()


class Queries(unittest.TestCase):
    def serve(self, kind, talk):
        server = Once(kind, talk)
        self.addCleanup(server.close)
        return server.port

    def test_a2s_obeys_the_challenge_and_reads_the_players(self):
        def talk(udp):
            asked, who = udp.recvfrom(100)
            udp.sendto(b"\xff\xff\xff\xffA1234", who)
            again, who = udp.recvfrom(100)
            self.assertEqual(asked + b"1234", again)
            udp.sendto(b"\xff\xff\xff\xffI\x11Name\0Map\0dir\0Valheim\0\x01\x02\x07\x40", who)

        self.assertEqual(7, evidence.a2s("127.0.0.1", self.serve(socket.SOCK_DGRAM, talk)))

    def test_the_status_ping_reads_who_is_online(self):
        def talk(tcp):
            peer, _ = tcp.accept()
            with peer:
                peer.recv(100)
                text = json.dumps({"players": {"online": 3, "max": 20}}).encode()
                body = b"\x00" + bytes([len(text)]) + text
                peer.sendall(bytes([len(body)]) + body)

        self.assertEqual(3, evidence.status_ping("127.0.0.1", self.serve(socket.SOCK_STREAM, talk)))

    def test_connections_counts_those_established_to_the_port(self):
        with tempfile.TemporaryDirectory() as root:
            Path(root, "net").mkdir()
            head = "  sl  local_address rem_address   st\n"
            rows = "0: 0100007F:1E61 0200007F:C000 01 x\n1: 0100007F:1E61 0200007F:C001 06 x\n2: 0100007F:0016 0200007F:1 01 x\n"
            Path(root, "net/tcp").write_text(head + rows, "ascii")
            Path(root, "net/tcp6").write_text(head, "ascii")
            self.assertEqual(1, evidence.connections("", 7777, root))

    def test_the_console_is_asked_and_only_a_number_in_its_own_line_counts(self):
        profile = load(place.GAMES / "project-zomboid.json")
        for answer, count in (
            ("Players connected (3): \n-Ada\n-Bob\n-Eve\n", 3), ("Players connected (0): \n\n", 0),
            ("Unknown command players", None), ("", None), ("Players connected (): ", None), ("-Players connected (7):", None),
            ("Players connected (99999):", None),
        ):  # fmt: skip
            with self.subTest(answer):
                asked = []
                found = evidence.gather(profile, 0, send=lambda line, answer=answer: asked.append(line) or answer)
                self.assertEqual(([0, count], ["players"]), ([one["count"] for one in found], asked))
                self.assertEqual(count != 0, evidence.occupied(found), "the log alone never proves that nobody is on")
        self.assertEqual([0, None], [one["count"] for one in evidence.gather(profile, 0, send=self.refuse)])

    def refuse(self, _line):
        raise PermissionError("the game refused the RCON password")

    def test_that_fail_are_no_evidence_at_all(self):
        closed = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        closed.close()
        profile = load(place.GAMES / "minecraft-java.json")
        profile.evidence[1]["port"] = port
        self.assertEqual([0, None, None], [one["count"] for one in evidence.gather(profile, 0)])


def seen(*sources):
    return [{"source": "log", "count": c, "presence": p, "absence": a} for c, p, a in sources]


class Occupied(unittest.TestCase):
    def test_needs_evidence_of_emptiness_to_be_denied(self):
        self.assertFalse(evidence.occupied(seen((0, True, True))))
        self.assertTrue(evidence.occupied(seen((1, True, True))))
        self.assertTrue(evidence.occupied(seen((None, True, True))))
        self.assertTrue(evidence.occupied(seen((0, True, False))))
        self.assertTrue(evidence.occupied(seen((0, True, True), (2, True, False))))
        self.assertFalse(evidence.occupied(seen((0, True, True), (2, False, True))))
        self.assertFalse(evidence.occupied(seen((0, True, True), (None, True, True))))


class Console(unittest.TestCase):
    def test_a_text_can_never_become_another_command(self):
        for text in ("/op Eve", "//op Eve", "a\nop Eve", "\r/op", "\x00\x1b[2J/x", " / /stop"):
            line = []
            console.say({"kind": "stdin", "say": "say {text}"}, text, line.append, None)
            self.assertEqual(1, len(line))
            self.assertTrue(line[0].startswith("say "))
            self.assertNotRegex(line[0], r"[\x00-\x1f\x7f]|say /")

    def test_a_quoted_text_cannot_end_its_quotes(self):
        line = []
        console.say({"kind": "stdin", "say": 'say "{text}"'}, 'x" ; shutdown "', line.append, None)
        self.assertEqual(["say \"x' ; shutdown '\""], line)

    def test_telnet_gives_the_password_and_then_the_line(self):
        got = []

        def talk(tcp):
            peer, _ = tcp.accept()
            with peer:
                peer.sendall(b"Please enter password:\r\n")
                got.append(peer.recv(100))
                peer.sendall(b"Logon successful.\r\n")
                got.append(peer.recv(100))
                peer.sendall(b"done\r\n")

        server = Once(socket.SOCK_STREAM, talk)
        self.addCleanup(server.close)
        console.telnet("127.0.0.1", server.port, "pw", "saveworld")
        self.assertEqual([b"pw\r\n", b"saveworld\r\n"], got)

    def test_rcon_sends_the_password_first_and_then_the_command(self):
        got = []

        def talk(tcp):
            peer, _ = tcp.accept()
            with peer:
                stream = peer.makefile("rb")
                for kind, text in ((2, b""), (0, b"said")):
                    size = struct.unpack("<i", stream.read(4))[0]
                    body = stream.read(size)
                    got.append(body[8:-2])
                    body = body[:4] + struct.pack("<i", kind) + text + b"\0\0"
                    peer.sendall(struct.pack("<i", len(body)) + body)

        server = Once(socket.SOCK_STREAM, talk)
        self.addCleanup(server.close)
        self.assertEqual("said", console.rcon("127.0.0.1", server.port, "pw", "say hello"))
        self.assertEqual([b"pw", b"say hello"], got)


class StopCommands(unittest.TestCase):
    """A profile's stop command goes the way its console does, and what came of it is an event."""

    def order(self, command, typed, **data):
        posted = queue.SimpleQueue()
        talk = Talk(SimpleNamespace(data=data), typed, lambda name: "pw", posted.put, None)
        at_once = talk.order(effects.SendCommand(command))
        return at_once or posted.get(timeout=20)

    def test_are_typed_where_there_is_no_console_or_it_is_the_keyboard(self):
        lines = []
        for data in ({}, {"console": {"kind": "stdin", "say": "say {text}"}}):
            self.assertEqual(events.Typed(), self.order("exit", lines.append, **data))
        self.assertEqual(["exit", "exit"], lines)

        def shut(_line):
            raise OSError("no console")

        self.assertEqual(events.Typed("no console"), self.order("exit", shut))

    def test_are_sent_by_telnet(self):
        got = []

        def talk(tcp):
            peer, _ = tcp.accept()
            with peer:
                got.append(peer.recv(100))
                peer.sendall(b"Shutting server down...\r\n")

        server = Once(socket.SOCK_STREAM, talk)
        self.addCleanup(server.close)
        console_ = {"kind": "telnet", "port": server.port, "say": "say {text}"}
        self.assertEqual(events.Typed(), self.order("shutdown", None, console=console_))
        self.assertEqual([b"shutdown\r\n"], got)

    def test_that_find_nobody_say_so(self):
        closed = socket.socket()
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        closed.close()
        for console_ in ({"kind": "rcon", "port": port, "secret": "x", "say": "x"}, {"kind": "http", "say": {}}):
            told = self.order({"method": "POST", "path": "/stop"} if console_["kind"] == "http" else "quit", None,
                              console=console_, api={"kind": "http", "port": port})  # fmt: skip
            self.assertIsNotNone(told.why)


if __name__ == "__main__":
    unittest.main()
