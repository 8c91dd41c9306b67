"""The findings on a profile before it is deployed, and how files are named to the commands."""

import contextlib
import datetime
import http.server
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock
from pathlib import Path

import place
from hearth_agent import registry
from hearth_agent.__main__ import main
from hearth_agent.profile import load
from hearth_agent.profile_check import check
from hearth_agent.story import outrun

DIGEST, OTHER = "sha256:" + "a" * 64, "sha256:" + "b" * 64
VALHEIM = json.loads((place.GAMES / "valheim.json").read_text("utf-8"))
TODAY = datetime.date.fromisoformat(VALHEIM["checked"]["on"])


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-profile-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)

    def said(self, today=TODAY, online=False, hub=None, **change):
        data = {key: value for key, value in (VALHEIM | change).items() if value is not ...}
        path = self.home / "x.json"
        path.write_text(json.dumps(data), "utf-8")
        found = check(path, today, online, hub or registry.Registry)
        return [one.text for one in found if one.wrong], [one.text for one in found if not one.wrong]


class Images(Case):
    NAME = "ghcr.io/a/b"
    WRONG = (
        (f"{NAME}:latest", "another image tomorrow"),
        (f"{NAME}:latest@{DIGEST}", "another image tomorrow"),
        (f"{NAME}:vanilla-latest@{DIGEST}", "another image tomorrow"),
        (f"{NAME}:stable@{DIGEST}", "another image tomorrow"),
        (f"{NAME}:master@{DIGEST}", "another image tomorrow"),
        (f"{NAME}@{DIGEST}", "no tag"),
        (NAME, "no tag"),
        (f"{NAME}:1.4.0", "has a tag alone"),
        (f"{NAME}:1.4.0@sha256:abc", "64 hexadecimal digits"),
    )

    def test_are_an_exact_tag_and_a_digest(self):
        self.assertEqual([], self.said()[0])
        self.assertEqual([], self.said(image=f"{self.NAME}:v2.8.0@{DIGEST}")[0])
        self.assertEqual([], self.said(image=f"localhost:5000/b:42.20.4-release@{DIGEST}")[0])
        for image, words in self.WRONG:
            with self.subTest(image):
                self.assertIn(words, "\n".join(self.said(image=image)[0]))

    def test_may_lack_a_digest_that_the_notes_explain(self):
        wrong, notes = self.said(image=f"{self.NAME}:1.4.0", digest=None, notes={"read": ["No digest was found."]})
        self.assertEqual([], wrong)
        self.assertIn("digest not known: run ./hearth profile check valheim --online", notes)
        wrong, _ = self.said(image=f"{self.NAME}:1.4.0", digest=None, notes={})
        self.assertEqual(["digest: is not known, and the notes do not say why"], wrong)
        wrong, _ = self.said(image=f"{self.NAME}:1.4.0@{DIGEST}", digest=None)
        self.assertEqual(1, len(wrong))


class Dates(Case):
    def test_say_how_long_ago_somebody_looked(self):
        self.assertIn("checked 0 days ago with 1.0.16, 1.0.17", self.said()[1])
        later = TODAY + datetime.timedelta(91)
        self.assertIn("not looked at for 91 days: docs/games.md says how", self.said(later)[1])
        self.assertNotIn("not looked at", "\n".join(self.said(TODAY + datetime.timedelta(90))[1]))

    def test_long_ago_warn_in_the_release_workflow(self):
        old = json.dumps(VALHEIM | {"checked": {"on": "2026-01-01"}})
        (self.home / "old.json").write_text(old, "utf-8")
        for where, warns in (({"GITHUB_ACTIONS": "true"}, True), ({"GITHUB_ACTIONS": ""}, False)):
            out = io.StringIO()
            with unittest.mock.patch.dict(os.environ, where), contextlib.redirect_stdout(out):
                self.assertEqual(0, main(["check", str(self.home / "old.json")]))
            self.assertEqual(warns, "::warning title=" in out.getvalue())

    def test_that_cannot_be_are_wrong(self):
        self.assertIn("still to come", self.said(TODAY - datetime.timedelta(1))[0][0])
        self.assertIn("is no day", self.said(checked={"on": "2026-13-40"})[0][0])
        wrong, notes = self.said(checked=...)
        self.assertEqual([], wrong)
        self.assertIn("checked: is missing", "\n".join(notes))


class Fields(Case):
    API = {"kind": "http", "port": 8212, "basic": {"user": "admin", "secret": "x"}}
    ASKS = {"source": "http", "call": {"method": "GET", "path": "/p"}, "count": "/n", "presence": True, "absence": True}
    OPEN = [{"port": 2456, "protocol": "udp", "join": True}, {"port": 8212, "protocol": "tcp"}]
    WRONG = (
        ({"api": API, "ports": OPEN}, "8212 is opened to the world"),
        ({"console": {"kind": "rcon", "port": 8212, "secret": "x", "say": "say {text}"}, "ports": OPEN}, "console.port: 8212"),
        ({"evidence": [ASKS]}, "needs a call, and an api"),
        ({"evidence": [ASKS | {"players": "/p"}], "api": API}, "either count or players"),
        ({"console": {"kind": "http", "say": "say {text}"}, "api": API}, "console.say: is not what http sends"),
        ({"console": {"kind": "http", "say": {"method": "POST"}}}, "needs an api of the kind http"),
        ({"console": {"kind": "rcon", "say": "say {text}"}}, "console.port: is missing"),
        ({"world": {"path": "/w", "hold": {"before": ["save"], "seconds": 9, "until": "saved"}},
          "patterns": {"ready": ["x"]}}, "no pattern says `saved`"),
        ({"world": {"path": "/w", "asked": {"files": ["{WORLD}/level.dat"]}}}, "{WORLD} is no variable"),
        ({"patterns": {"ready": ["x"], "join": ["^(?<name>a)(?<nmae>b)"]}}, "patterns.join[0]: nothing reads the group nmae"),
        ({"patterns": {"ready": ["x*"]}}, "patterns.ready[0]: matches an empty line"),
        ({"update": {"take": {"V": "1"}, "keep": {"V": "{versoin}"}, "worldGoesBack": False}}, "{versoin} stands for nothing"),
        ({"update": {"take": {"V": "1"}, "keep": {"V": "{version"}, "worldGoesBack": False}}, "{version stands for nothing"),
        ({"update": {"keep": {"V": "0"}, "worldGoesBack": False}}, "needs take, even an empty one"),
        ({"update": {"take": {"V": "1"}, "keep": {"V": "{version}"}, "worldGoesBack": False}, "patterns": {"ready": ["x"]}},
         "no pattern says which {version} runs"),
        ({"update": {"worldGoesBack": False, "newest": {"url": "https://x", "version": "/v"}}, "patterns": {"ready": ["x"]}},
         "update.newest: no pattern"),
        ({"update": {"worldGoesBack": False, "newest": {"url": "http://x", "version": "/v"}}}, "update.newest.url"),
    )  # fmt: skip

    def test_fit_each_other(self):
        self.assertEqual([], self.said(api=self.API, evidence=[self.ASKS])[0])
        for change, words in self.WRONG:
            with self.subTest(words):
                self.assertIn(words, "\n".join(self.said(**change)[0]))


class Versions(unittest.TestCase):
    def test_newer_than_all_that_were_looked_at_are_news(self):
        profile = load(place.GAMES / "valheim.json")
        for version, news in (("l-1.0.16", False), ("1.0.17", False), ("1.0.18", True), ("1.1", True), ("0.221.12", False)):
            self.assertEqual("1.0.17" if news else None, outrun(version, profile.checked), version)
        self.assertIsNone(outrun("9", load(place.GAMES / "generic.json").checked))


class Recordings(Case):
    def test_that_read_otherwise_are_wrong(self):
        logs = self.home / "recorded/x"
        logs.mkdir(parents=True)
        (logs / "a.log").write_text("Opened Steam server\n", "utf-8")
        (logs / "a.events").write_text("# why\nready\n", "utf-8")
        self.assertIn("1 recorded logs", self.said()[1])
        (logs / "a.events").write_text("ready\njoin A\n", "utf-8")
        self.assertIn("a.log: says ['ready'], a person reads ['ready', 'join A']", self.said()[0])

    def test_lie_beside_every_profile_that_is_of_one_game(self):
        for path in place.GAMES.glob("*.json"):
            with self.subTest(path.stem):
                self.assertEqual([], [one.text for one in check(path, TODAY) if one.wrong])
                templates = ("generic", "godot", "linuxgsm")
                self.assertEqual(path.stem not in templates, (place.GAMES / "recorded" / path.stem).is_dir())


class Hub(http.server.BaseHTTPRequestHandler):
    """A registry that wants a token first, as Docker Hub and GitHub do."""

    there = {"1.4.0": DIGEST, DIGEST: DIGEST}

    def do_GET(self):
        self._say(200, json.dumps({"token": "t"}).encode())

    def do_HEAD(self):
        if self.headers["Authorization"] != "Bearer t":
            realm = f'Bearer realm="http://{self.headers["Host"]}/token",service="s",scope="repository:a/b:pull"'
            self._say(401, **{"WWW-Authenticate": realm})
            return
        found = self.there.get(self.path.rpartition("/")[2])
        self._say(200 if found else 404, **({"Docker-Content-Digest": found} if found else {}))

    def _say(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Online(Case):
    def setUp(self):
        super().setUp()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.at = f"127.0.0.1:{server.server_port}"

    def asked(self, image, **more):
        return self.said(online=True, hub=lambda name: registry.Registry(name, "http"), image=f"{self.at}/a/b:{image}", **more)

    def test_the_registry_says_whether_tag_and_digest_fit(self):
        self.assertIn("online: tag and digest fit", self.asked(f"1.4.0@{DIGEST}")[1])
        self.assertIn(f"online: {self.at}/a/b has no tag 1.5.0", self.asked(f"1.5.0@{DIGEST}")[0])
        self.assertIn(f"has no {OTHER} any more; 1.4.0 is {DIGEST}", self.asked(f"1.4.0@{OTHER}")[0][0])
        with unittest.mock.patch.dict(Hub.there, {"1.4.0": OTHER}):
            self.assertIn(f"online: 1.4.0 has moved to {OTHER}", self.asked(f"1.4.0@{DIGEST}")[1])

    def test_the_registry_tells_a_digest_that_is_not_known(self):
        notes = self.asked("1.4.0", digest=None, notes={"read": ["no digest"]})[1]
        self.assertIn(f"online: write {self.at}/a/b:1.4.0@{DIGEST}", notes)

    def test_a_registry_that_is_not_there_is_said_and_nothing_is_wrong(self):
        hub = lambda name: registry.Registry("127.0.0.1:9/a/b", "http")  # noqa: E731
        wrong, notes = self.said(online=True, hub=hub)
        self.assertEqual([], wrong)
        self.assertIn("is not reachable", "\n".join(notes))

    def test_images_without_a_host_are_docker_hubs(self):
        for name, at in (("a/b", "v2/a/b"), ("debian", "v2/library/debian"), ("docker.io/a/b", "v2/a/b")):
            with self.subTest(name), self.assertRaises(OSError):
                self._fail(name, at)

    def _fail(self, name, at):
        def ask(_self, url, _headers):
            self.assertIn(f"https://registry-1.docker.io/{at}/manifests/1", url)
            raise OSError

        with unittest.mock.patch.object(registry.Registry, "_ask", ask):
            try:
                registry.Registry(name).digest("1")
            except registry.Unreachable:
                raise OSError from None


class Recorded(Case):
    def test_lines_that_no_pattern_reads_leave_it_unknown_whether_it_fits(self):
        folder = self.home / "recorded/x"
        folder.mkdir(parents=True)
        (folder / "a.log").write_text("Opened Steam server\n", "utf-8")
        (folder / "a.events").write_text("ready\n", "utf-8")
        self.assertIn("no recorded line is read as version or join or leave or saved or failure: nobody knows whether those patterns fit",
                      self.said()[1])  # fmt: skip
        wrong, notes = self.said(patterns={"ready": ["^This never comes$"]})
        self.assertEqual(["a.log: says [], a person reads ['ready']"], wrong)
        self.assertIn("no recorded line is read as ready", "\n".join(notes))

    def test_a_field_that_is_there_twice_is_refused(self):
        path = self.home / "x.json"
        path.write_text(json.dumps(VALHEIM)[:-1] + ', "image": "a:1"}', "utf-8")
        self.assertEqual(["(document): is not to be read as JSON: image is there twice"], [one.text for one in check(path, TODAY)])


class Commands(Case):
    def run_main(self, *told):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*told])
        return code, out.getvalue(), err.getvalue()

    def test_take_a_name_or_a_file_and_never_answer_with_a_traceback(self):
        log = self.home / "a.log"
        log.write_text("Opened Steam server\n", "utf-8")
        broken = self.home / "broken.json"
        broken.write_bytes(b'{"v":\xff')
        deep = self.home / "deep.json"
        deep.write_text("[" * 100_000, "utf-8")
        cases = (
            (("replay", "valheim", log), 0), (("replay", place.GAMES / "valheim.json", log), 0),
            (("replay", "valheim.json", log), 0), (("replay", "chess", log), 1), (("replay", "../valheim", log), 1),
            (("replay", "valheim", self.home / "none"), 1), (("replay", "valheim", self.home), 1),
            (("replay", self.home / "none.json", log), 1), (("replay", broken, log), 1), (("replay", deep, log), 1),
            (("replay", log, log), 1), (("check", "valheim", "terraria"), 0), (("check", "chess"), 1),
            (("check", self.home), 1), (("check", broken), 1), (("check", deep), 1), (("check", ""), 1),
        )  # fmt: skip
        for told, expected in cases:
            with self.subTest(told):
                code, out, err = self.run_main(*map(str, told))
                self.assertEqual(expected, code, out + err)
                self.assertEqual(expected == 0, err == "")

    def test_name_the_profiles_there_are(self):
        self.assertIn("neither a file nor one of 7-days-to-die, enshrouded,", self.run_main("check", "chess")[2])

    def test_of_hearth_take_paths_from_where_somebody_stands(self):
        (self.home / "mine.json").write_text(json.dumps(VALHEIM | {"name": "mine"}), "utf-8")
        (self.home / "a.log").write_text("Opened Steam server\n", "utf-8")
        env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        for told, words in ((("replay", "mine.json", "a.log"), "ready\n"), (("profile", "check", "mine.json"), "mine.json: good")):
            done = subprocess.run([place.ROOT / "hearth", *told], cwd=self.home, env=env, capture_output=True, text=True, check=False)
            self.assertEqual(0, done.returncode, done.stderr)
            self.assertIn(words, done.stdout)


if __name__ == "__main__":
    unittest.main()
