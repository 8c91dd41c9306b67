"""Contracts, settings, the spool's bound, the container runner, backups: part by part."""

import copy
import hashlib
import hmac
import json
import os
import tempfile
import time
import types
import unittest
import unittest.mock
from pathlib import Path

import place
from hearth_agent import config, container, orders, schema, spool
from hearth_agent.container import ContainerGame
from hearth_agent.core import events
from hearth_agent.core.state import Setup, State
from hearth_agent.core.turn import Turn, roster_of
from hearth_agent.game_runner import GameRunner
from hearth_agent.profile import load
from hearth_agent.store import Store
from hearth_agent.web import Backoff
from stand import KEY

EXAMPLES = place.CONTRACTS / "examples"


def contract(name):
    return json.loads((place.CONTRACTS / f"{name}.schema.json").read_text("utf-8"))


class InTemp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hearth-parts-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)

    def store(self):
        store = Store(self.home / "state")
        self.addCleanup(store.close)
        return store


class Contracts(unittest.TestCase):
    def test_hold_for_their_examples_and_each_mac_fits(self):
        for kind in ("agent", "game-event", "command"):
            for path in (EXAMPLES / kind).glob("*.json"):
                text = path.read_text("utf-8").strip()
                self.assertEqual([], schema.errors(json.loads(text), contract(kind)), path)
                if kind == "game-event":
                    event = json.loads(text)
                    mac = event.pop("mac")
                    body = json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()
                    self.assertEqual(mac, hmac.new(bytes.fromhex(KEY), body, hashlib.sha256).hexdigest())

    def test_every_example_order_is_understood_and_a_broken_one_is_not(self):
        for path in (EXAMPLES / "agent").glob("*.json"):
            order = json.loads(path.read_text("utf-8"))
            self.assertEqual(order, orders.understood(path.read_bytes()))
            for field in set(order) - {"by"}:
                broken = copy.deepcopy(order)
                del broken[field]
                self.assertIsNone(orders.understood(json.dumps(broken).encode()), (path, field))
        for junk in (None, b"", b"[]", b"\xff", b"[" * 9000, b'{"v":true}'):
            self.assertIsNone(orders.understood(junk))


class Settings(InTemp):
    def test_name_every_mistake_at_once(self):
        path = self.home / "agent.json"
        path.write_text('{"server": "x", "profile": 3, "queueServiceUri": "http://q", "nonsense": 1}')
        with self.assertRaises(config.BadConfig) as caught:
            config.load(path)
        for part in ("profile: has the wrong type", "queueServiceUri: must begin with https://",
                     "nonsense: is not known", "stateDirectory: is missing"):  # fmt: skip
            self.assertIn(part, str(caught.exception))


class Memory(InTemp):
    def setUp(self):
        super().setUp()
        self.state = State(Setup())

    def turn(self, act, spool_=None):
        """One step of the rules; its events go into the spool."""
        turn = Turn(self.state, time.time())
        act(turn)
        self.state, effects = turn.finish()
        events = [{"server": "s", "epoch": 1} | effect.event for effect in effects]
        for event in events if spool_ else ():
            spool_.add(event, None)
        return events

    def test_a_full_spool_drops_heartbeats_first_and_says_how_many(self):
        store = self.store()
        small = spool.Spool(store, 3)
        for kind in ("phase", "heartbeat", "phase", "phase", "phase"):
            self.turn(lambda turn, kind=kind: turn.tell(kind), small)
        rows = store.all("SELECT seq, body FROM spool ORDER BY seq")
        self.assertEqual([3, 4, 5], [seq for seq, _ in rows])
        self.assertEqual([None, 1, 2], [json.loads(body).get("dropped") for _, body in rows])
        self.turn(lambda turn: turn.tell("heartbeat"), small)
        rows = store.all("SELECT seq FROM spool ORDER BY seq")
        self.assertEqual([3, 4, 5], [seq for (seq,) in rows])
        self.assertEqual(3, store.get("dropped"))

    def test_a_save_and_a_notice_are_said_by_every_event_after_them(self):
        said = []

        def tell(kind, change=None, **more):
            def act(turn):
                if change:
                    change(turn)
                turn.tell(kind, **more)

            said.extend((kind, e.get("saved", "-"), e.get("evicting", "-")) for e in self.turn(act))

        def saving(turn):
            turn.change("run", phase="saving", saved=False)

        def saved(turn):
            turn.change("run", saved=True)
            turn.change("reports", evicting=True)

        self.turn(lambda turn: turn.enter("loading"))
        tell("heartbeat", lambda turn: turn.change("run", phase="running"))
        tell("saved", saved=True)
        tell("phase", saving)
        tell("heartbeat", saved)
        tell("heartbeat", lambda turn: turn.enter("stopped"))
        tell("heartbeat", Turn.forget)
        tell("heartbeat", lambda turn: turn.enter("booting"))
        self.assertEqual(
            [("heartbeat", "-", "-"), ("saved", True, "-"), ("phase", False, "-"), ("heartbeat", True, True),
             ("heartbeat", True, True), ("heartbeat", True, "-"), ("heartbeat", "-", "-")],
            said,
        )  # fmt: skip

    def test_more_joins_than_one_event_may_carry_make_several(self):
        matcher = load(place.GAMES / "valheim.json").matcher
        self.turn(lambda turn: turn.change("run", playing=True))

        def join(turn):
            for number in range(40):
                for match in matcher.match(f"Got character ZDOID from P{number} : {number + 1}:1"):
                    turn.see(match)
            turn.tell("players")

        rows = self.turn(join)
        names = [t["name"] for row in rows for t in row["transitions"] if t["seq"] == row["seq"]]
        self.assertEqual([f"P{n}" for n in range(40)], names)

    def test_an_event_always_fits_into_a_message(self):
        players = roster_of(self.state)
        for number in range(256):
            name = f"{number}" + "\u4e2d" * 250
            players.on[name[:128]] = types.SimpleNamespace(key=name[:128], name=name, since="t")
        body = spool._small({"roster": players.roster, "transitions": [], "type": "players"})
        self.assertLess(len(body.encode()), 48_000)
        self.assertIsNone(json.loads(body)["roster"])

    def test_a_damaged_store_is_put_aside_and_begins_a_new_epoch(self):
        state = self.home / "state"
        state.mkdir()
        (state / "agent.db").write_bytes(b"this is no database" * 100)
        self.assertGreater(self.store().get("epoch"), 1_700_000_000_000)
        self.assertEqual(1, len(list(state.glob("agent.db.damaged-*"))))

    def test_waits_longer_after_each_failure_but_never_more_than_told(self):
        backoff = Backoff(first=1, longest=30)
        self.assertTrue(all(0 < backoff.next() <= 30 for _ in range(40)))
        self.assertEqual(60, backoff.next(at_least=60))


FAKE_DOCKER = """#!/bin/sh
# Pretends to be docker: the container is a process of the shell's.
echo "$@" >> "$HOME/told"
case "$1" in
  run)
    while [ "$1" != --env-file ]; do shift; done
    cat "$2" > "$HOME/given"
    [ -z "$HEARTH_RUN_SECONDS" ] || exec sleep "$HEARTH_RUN_SECONDS"
    touch "$HOME/up" ;;
  inspect) if [ -e "$HOME/up" ]; then echo true $(cat "$HOME/up"); else exit 1; fi ;;
  logs) cat "$HOME/log"; while [ -e "$HOME/up" ]; do sleep 0.05; done; cat "$HOME/more" ;;
  wait) while [ -e "$HOME/up" ]; do sleep 0.05; done ;;
  kill) rm -f "$HOME/up" ;;
esac
"""


class Inbox(unittest.TestCase):
    """The times between looks into the inbox: players wait for hello, hardly anybody for the rest."""

    def test_is_looked_into_often_until_hello_has_come(self):
        for greeted, seconds, expected in ((False, 5, 0.2), (True, 5, 5), (False, 0.1, 0.1), (True, 0.1, 0.1)):
            with self.subTest(greeted=greeted, seconds=seconds):
                self.assertEqual([expected], self.waits(greeted, seconds))

    def waits(self, greeted, seconds):
        """The pauses of one look that finds nothing."""
        waited = []
        stop = types.SimpleNamespace(is_set=lambda: bool(waited), wait=waited.append)
        queue, inbox = types.SimpleNamespace(get=list), types.SimpleNamespace(greeted=greeted)
        orders.poll_forever(queue, inbox, stop, seconds, None, None)
        return waited


class Container(InTemp):
    def setUp(self):
        super().setUp()
        runtime = self.home / "docker"
        runtime.write_text(FAKE_DOCKER)
        runtime.chmod(0o755)
        before = os.environ["HOME"]
        os.environ["HOME"] = str(self.home)
        self.addCleanup(os.environ.__setitem__, "HOME", before)
        self.game = ContainerGame(str(runtime), "image:1", ["-x"], {"A": "secret value"},
                                  [("/world", "/data")], "SIGINT")  # fmt: skip

    def read_all(self, resume, enough):
        lines, end = [], time.monotonic() + 20
        while len(lines) < enough and time.monotonic() < end:
            more, resume = self.game.read(resume)
            lines += more
            time.sleep(0.01)
        return lines, resume

    def test_is_started_read_from_the_resume_point_and_stopped(self):
        (self.home / "log").write_text("2026-01-01T00:00:01Z one\n2026-01-01T00:00:02Z two\n")
        (self.home / "more").write_text("2026-01-01T00:00:03Z three\n")
        self.game.start()
        self.assertTrue(self.game.running())
        lines, resume = self.read_all("2026-01-01T00:00:01Z", 1)
        self.assertEqual(["two"], lines)
        self.game.signal("SIGINT")
        lines, resume = self.read_all(resume, 1)
        self.assertEqual((["three"], "2026-01-01T00:00:03Z"), (lines, resume))
        self.assertEqual(([], resume), self.game.read(resume))
        end = time.monotonic() + 20
        while self.game.running() and time.monotonic() < end:  # docker wait may be a moment behind
            time.sleep(0.01)
        self.assertFalse(self.game.running())
        self.game._end_helpers()
        told = (self.home / "told").read_text()
        self.assertIn("--since 2026-01-01T00:00:01Z", told)
        self.assertIn("--volume /world:/data image:1 -x", told)
        self.assertNotIn("secret value", told)
        self.assertEqual("A=secret value\n", (self.home / "given").read_text())

    def test_that_cannot_be_started_leaves_no_secret_behind_however_it_failed(self):
        os.environ["HEARTH_RUN_SECONDS"] = "60"
        self.addCleanup(os.environ.pop, "HEARTH_RUN_SECONDS")
        with unittest.mock.patch.object(container, "PATIENCE", 0.5), self.assertRaises(container.Hangs):
            self.game.start()
        (self.home / "docker").unlink()
        with self.assertRaises(FileNotFoundError):
            self.game.start()
        (self.home / "given").unlink(missing_ok=True)
        self.assertEqual([], [path.name for path in self.home.rglob("*") if path.is_file() and b"secret value" in path.read_bytes()])

    def test_that_the_runtime_starts_again_says_so_once(self):
        (self.home / "log").write_text("")
        self.game.start()
        up = self.home / "up"
        up.write_text("2026-01-01T00:00:00Z")
        self.assertTrue(self.game.running())
        self.assertFalse(self.game.restarted)
        up.unlink()
        self.game._wait.wait(20)
        up.write_text("2026-01-01T00:00:09Z")
        runner = GameRunner(self.game, None, None, None)
        self.assertIsInstance(runner.read(""), events.GameRestarted)
        self.assertFalse(self.game.restarted)
        up.unlink()
        self.game._end_helpers()

    def test_without_docker_nothing_runs_yet(self):
        (self.home / "docker").unlink()
        self.assertFalse(self.game.running())


if __name__ == "__main__":
    unittest.main()
