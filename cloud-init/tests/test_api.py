"""Games' own interfaces as evidence and console: real HTTP and WebSocket on the loopback, with faults."""

import tempfile
import threading
import unittest
from pathlib import Path

import place  # noqa: F401
from hearth_agent import console
from hearth_agent.api import Api, at, filled
from hearth_agent.evidence import gather
from interfaces import Interface, certificate

PLAYERS = {"players": [{"name": "Ada", "userId": "steam_1"}, {"name": "Bo", "userId": "steam_2"}]}
REST = {"kind": "http", "basic": {"user": "admin", "secret": "palworld-admin"}}
REST_SOURCE = {"source": "http", "presence": True, "absence": True,
               "call": {"method": "GET", "path": "/v1/api/players"}, "players": "/players", "name": "/name"}  # fmt: skip
RPC = {"kind": "jsonrpc", "origin": "hearth", "bearer": {"secret": "management"}}
RPC_SOURCE = {"source": "jsonrpc", "presence": True, "absence": True,
              "call": {"method": "minecraft:players"}, "players": "", "name": "/name"}  # fmt: skip
STATE = {"source": "http", "presence": True, "absence": True,
         "call": {"method": "POST", "path": "/api/v1", "body": {"function": "QueryServerState"}},
         "count": "/data/serverGameState/numConnectedPlayers"}  # fmt: skip
LOGIN = {"call": {"method": "POST", "path": "/api/v1", "body": {"function": "PasswordlessLogin"}},
         "token": "/data/authenticationToken"}  # fmt: skip


class Profile:
    def __init__(self, source):
        self.evidence, self.data = [source], {"ports": [{"port": 1}]}


class Interfaces(unittest.TestCase):
    def setUp(self):
        self.secrets, self.fetched = {"palworld-admin": "pa:ss", "management": "m" * 40}, []

    def secret(self, name):
        self.fetched.append(name)
        return self.secrets[name]

    def serve(self, kind, answers, authorization="", tls=None):
        served = Interface(kind, answers, authorization, tls)
        self.addCleanup(served.close)
        return served

    def api(self, served, told, seconds=1.0):
        return Api(told | {"port": served.port}, self.secret, seconds)

    def seen(self, api, source):
        [one] = gather(Profile(source), 7, api=api)
        self.assertEqual((source["source"], True, True), (one["source"], one["presence"], one["absence"]))
        return one["count"], one.get("names")


class Rest(Interfaces):
    def setUp(self):
        super().setUp()
        self.served = self.serve("http", {"/v1/api/players": PLAYERS, "/v1/api/announce": ""}, "Basic YWRtaW46cGE6c3M=")

    def test_tells_who_is_on_by_name(self):
        api = self.api(self.served, REST)
        self.assertEqual((2, ["Ada", "Bo"]), self.seen(api, REST_SOURCE))
        self.served.answers["/v1/api/players"] = {"players": []}
        self.assertEqual((0, None), self.seen(api, REST_SOURCE))
        self.assertEqual(["palworld-admin"], self.fetched, "the secret is fetched once")

    def test_says_a_text_as_data_that_no_quote_can_leave(self):
        told = {"kind": "http", "say": {"method": "POST", "path": "/v1/api/announce", "body": {"message": "{text}"}}}
        text = 'hello", "x": "{text}\n/Shutdown'
        console.say(told, text, None, None, self.api(self.served, REST))
        self.assertEqual({"message": 'hello", "x": "{text} /Shutdown'}, self.served.calls[-1][3])

    def test_silence_and_nonsense_of_every_kind_are_unknown_and_never_nobody(self):
        deep = b"[" * 100_000
        huge = b'{"players":[' + b" " * (2 << 20) + b"]}"
        shapes = (b"{}", b"[]", b"null", b"", b'{"players":0}', b'{"players":{}}', b'{"players":[{"name":1}]}',
                  b'{"players":["Ada"]}', b"\xff\xfe", b"not json", deep, huge)  # fmt: skip
        for fault in ("silent", "drip", "half", 401, 403, 500, 503, 302, 204, *shapes):
            with self.subTest(fault=str(fault)[:30]):
                self.served.faults = [fault, fault]
                self.assertEqual((None, None), self.seen(self.api(self.served, REST, 0.3), REST_SOURCE))
        self.served.faults = []
        self.assertEqual(2, self.seen(self.api(self.served, REST), REST_SOURCE)[0])

    def test_a_server_that_is_not_there_is_unknown(self):
        self.assertEqual((None, None), self.seen(Api(REST | {"port": 1}, self.secret), REST_SOURCE))
        self.assertEqual((None, None), self.seen(None, REST_SOURCE))

    def test_a_password_that_was_changed_is_fetched_again_once(self):
        api = self.api(self.served, REST)
        self.seen(api, REST_SOURCE)
        self.served.authorization = "Basic YWRtaW46bmV3"
        self.assertEqual((None, None), self.seen(api, REST_SOURCE))
        self.secrets["palworld-admin"] = "new"
        self.assertEqual(2, self.seen(api, REST_SOURCE)[0])
        asked = len(self.served.calls)
        self.secrets["palworld-admin"] = "wrong"
        self.served.authorization = "Basic other"
        self.seen(api, REST_SOURCE)
        self.assertLessEqual(len(self.served.calls) - asked, 2)

    def test_a_name_of_any_length_is_cut_and_of_many_the_first_are_told(self):
        crowd = {"players": [{"name": "x" * 500}] * 100}
        self.served.answers["/v1/api/players"] = crowd
        count, names = self.seen(self.api(self.served, REST), REST_SOURCE)
        self.assertEqual((100, 64, 64), (count, len(names), len(names[0])))


class Counted(Interfaces):
    def test_the_satisfactory_way_logs_in_first_over_the_game_s_own_certificate(self):
        def answer(told):
            login = told["function"] == "PasswordlessLogin"
            return {"data": {"authenticationToken": "t0k"} if login else {"serverGameState": {"numConnectedPlayers": 3}}}

        with tempfile.TemporaryDirectory() as folder:
            served = self.serve("http", {"/api/v1": answer}, "Bearer t0k", certificate(Path(folder)))
        api = self.api(served, {"kind": "http", "tls": True, "login": LOGIN}, 5.0)
        self.assertEqual((3, None), self.seen(api, STATE))
        self.assertEqual((3, None), self.seen(api, STATE))
        told = [call[3]["function"] for call in served.calls]
        self.assertEqual(["PasswordlessLogin", "QueryServerState", "QueryServerState"], told)

    def test_counts_that_are_none_are_unknown(self):
        for number in (-1, 1.0, True, "3", None, 10**9, [], {}):
            with self.subTest(number=number):
                state = {"data": {"serverGameState": {"numConnectedPlayers": number}}}
                served = self.serve("http", {"/api/v1": state})
                self.assertEqual((None, None), self.seen(self.api(served, {"kind": "http"}), STATE))


class Rpc(Interfaces):
    def setUp(self):
        super().setUp()
        answers = {"minecraft:players": [{"id": "1", "name": "Ada"}], "minecraft:server/system_message": {}}
        self.served = self.serve("jsonrpc", answers, f"Bearer {'m' * 40}")

    def test_tells_who_is_on_whatever_comes_in_between(self):
        for fault in (None, "news", "pieces"):
            with self.subTest(fault=fault):
                self.served.faults = [fault]
                self.assertEqual((1, ["Ada"]), self.seen(self.api(self.served, RPC), RPC_SOURCE))
        self.assertEqual({"hearth"}, set(self.served.origins))

    def test_says_a_text(self):
        params = {"message": {"message": {"literal": "{text}"}, "overlay": False}}
        told = {"kind": "jsonrpc", "say": {"method": "minecraft:server/system_message", "params": params}}
        console.say(told, "over in five minutes " + "x" * 170, None, None, self.api(self.served, RPC))
        self.assertEqual("over in five", self.served.calls[-1][1]["message"]["message"]["literal"][:12])

    def test_silence_and_nonsense_of_every_kind_are_unknown_and_never_nobody(self):
        shapes = (b'{"id":1}', b'{"id":1,"result":{}}', b'{"id":1,"error":{},"result":[]}', b"[]", b"junk", b"[" * 60_000)
        for fault in ("silent", "drip", 401, "wrong accept", "close", "huge", *shapes):
            with self.subTest(fault=str(fault)[:30]):
                self.served.faults = [fault, fault]
                self.assertEqual((None, None), self.seen(self.api(self.served, RPC, 0.3), RPC_SOURCE))

    def test_a_server_that_speaks_plain_http_is_unknown(self):
        plain = self.serve("http", {"/": {}})
        self.assertEqual((None, None), self.seen(self.api(plain, RPC), RPC_SOURCE))


class Pieces(unittest.TestCase):
    def test_pointers_are_those_of_the_rfc(self):
        value = {"a": [{"b/c": 1}], "": 2, "~": 3}
        for pointer, found in (("", value), ("/a/0/b~1c", 1), ("/", 2), ("/~0", 3)):
            self.assertEqual(found, at(value, pointer))
        for pointer in ("/b", "/a/1", "/a/-1", "/a/x", "/a/0/b~1c/d"):
            with self.assertRaises(ValueError):
                at(value, pointer)

    def test_a_text_is_filled_in_once_wherever_it_stands(self):
        self.assertEqual({"a": ["x {text}", 1]}, filled({"a": ["x {text}", 1]}, None))
        self.assertEqual({"a": ["x {text}", 1]}, filled({"a": ["x {text}", 1]}, "{text}"))

    def test_nothing_is_left_running(self):
        self.assertFalse([one for one in threading.enumerate() if isinstance(one, threading.Timer)])


if __name__ == "__main__":
    unittest.main()
