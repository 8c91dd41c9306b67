"""The rules as tables: (state, event, now) → (state, effects), without a double."""

import ast
import dataclasses
import inspect
import json
import unittest
from dataclasses import replace

import place
from hearth_agent import memory
from hearth_agent.core import effects, events, step as steps
from hearth_agent.core.state import (
    Hello, Log, Machine, Notice, Reports, Roster, Run, Setup, State, Stop, Stopping,
)  # fmt: skip
from hearth_agent.core.step import step
from hearth_agent.factory import Parts
from hearth_agent.matcher import Match

NOW = 1_000_000.0
FAR = NOW + 600
SETUP = Setup(Stopping("SIGINT", 60), backups=True, console=True, game="valheim")
HELLO = Hello(3, 90)
BOOT = Machine(boot="b1")
NOBODY = {"players": [], "pending": {}, "waiting": 0, "unnamed": 0}
BOOTING = State(SETUP, HELLO, machine=BOOT)
LOADING = replace(BOOTING, run=Run("loading", attached=True, playing=True, began=NOW, recognised=NOW))
RUNNING = replace(LOADING, run=replace(LOADING.run, phase="running"))
HALTED = replace(BOOTING, run=Run("stopped", playing=True), machine=Machine("b1", "order", "b1"))


def stop(reason="order", answers="m", **more):
    told = {"ran": True, "signal": NOW, "until": NOW + 60, "limit": NOW + 90, "backup": True} | more
    return Stop(reason, answers, **told)


def saving(**more):
    return replace(RUNNING, run=replace(RUNNING.run, phase="saving", saved=False), stop=stop(**more))


def order(kind, message="m", expires=FAR, **more):
    return events.Order(message, kind, expires, **more)


def offered(kind, begun=False, **more):
    return events.Offered(order(kind, **more), begun)


def told(effect):
    """An effect in a word or two."""
    if isinstance(effect, effects.Report):
        event = effect.event
        extra = [event[key] for key in ("step", "answers") if key in event]
        return ":".join([event["type"], event["phase"], *extra])
    if isinstance(effect, effects.Mark):
        return f"{effect.message} {effect.state}"
    return type(effect).__name__


def take(state, *happened, now=NOW):
    """The state after the events, and all effects but the journal's lines."""
    done = []
    for event in happened:
        state, more = step(state, event, now)
        done += [effect for effect in more if not isinstance(effect, effects.Log)]
    return state, done


class Rules(unittest.TestCase):
    """Each row: what it is about, the state, the event, the effects in order."""

    def check(self, rows):
        for about, state, event, wanted, *checks in rows:
            with self.subTest(about):
                after, done = take(state, event)
                self.assertEqual(wanted, [told(effect) for effect in done])
                for check in checks:
                    self.assertTrue(check(after), after)

    def test_of_a_process_that_begins(self):
        recalled, again = events.Recalled(False, "b1"), events.Recalled(False, "b2")
        runs = events.Recalled(True, "b1")
        evicted = replace(HALTED, machine=Machine("b1", "notice", "b1"))
        self.check([
            ("the machine's first", State(SETUP), recalled, ["Prepare"], lambda s: s.machine.boot == "b1"),
            ("killed while the game runs", RUNNING, runs, ["Prepare"], lambda s: s.run.attached),
            ("killed just after the game was begun", BOOTING, runs, ["phase:loading", "Prepare"]),
            ("the game ended meanwhile: its last lines are read", RUNNING, recalled, ["Prepare"],
             lambda s: s.run.attached),
            ("another boot of the machine: the game begins anew", RUNNING, again, ["Prepare"],
             lambda s: not s.run.attached and s.run.phase == "booting"),
            ("a game that was stopped stays so", HALTED, recalled, []),
            ("also after a reboot", HALTED, again, []),
            ("a notice is over after a reboot", evicted, again, ["Prepare"], lambda s: not s.machine.halted),
            ("and not before", evicted, recalled, []),
            ("a stop goes on, and may kill again", replace(saving(forced=True)), runs, ["Prepare"],
             lambda s: s.stop and not s.stop.forced),
        ])  # fmt: skip

    def test_of_the_way_to_a_started_game(self):
        restore = order("restore", backup="b")
        cancelled = replace(BOOTING, run=replace(BOOTING.run, cancelled=True))
        restarting = replace(BOOTING, busy=order("restart"))
        self.check([
            ("a step", BOOTING, events.BootReached("image"), ["phase:booting:image"]),
            ("a step that failed", BOOTING, events.BootFailed("x", "image"), ["failed:booting:image"]),
            ("a step of a game that runs is its own", RUNNING, events.BootReached("image"), ["phase:running"]),
            ("ready to begin", BOOTING, events.Prepared(), ["NextOrder"]),
            ("nothing else is ordered", BOOTING, events.MayBegin(None), ["phase:booting:game", "StartGame"]),
            ("a restore comes first", BOOTING, events.MayBegin(restore),
             ["m begun", "phase:booting:restore", "Restore"]),
            ("unless it was interrupted", BOOTING, events.MayBegin(restore, True),
             ["phase:booting:game", "StartGame"]),
            ("or its time is over", BOOTING, events.MayBegin(replace(restore, expires=NOW - 1)),
             ["phase:booting:game", "StartGame"]),
            ("given up", cancelled, events.MayBegin(None), []),
            ("it runs already", RUNNING, events.MayBegin(None), []),
            ("started", BOOTING, events.GameStarted(), ["phase:loading"], lambda s: s.run.attached),
            ("not started", BOOTING, events.GameStarted("no docker"), ["failed:booting"],
             lambda s: s.machine.halted == "failed"),
            ("started again on order", restarting, events.GameStarted(), ["phase:loading", "done:loading:m", "m done"]),
        ])  # fmt: skip

    def test_of_lines(self):
        def printed(*kinds, **groups):
            return events.Printed(tuple(Match(kind, groups, "line") for kind in kinds), ("line",), 7)

        failing = replace(RUNNING, run=replace(RUNNING.run, failures=3))
        self.check([
            ("ready", LOADING, printed("ready"), ["ready:running"], lambda s: s.log.resume == 7),
            ("ready twice", RUNNING, printed("ready"), []),
            ("a join", RUNNING, printed("join", name="Luu"), ["players:running"],
             lambda s: s.reports.transitions[0]["name"] == "Luu"),
            ("a join code", RUNNING, printed("joinCode", code="123"), ["players:running"],
             lambda s: s.roster.code == "123"),
            ("the same code", replace(RUNNING, roster=Roster(NOBODY, "123")), printed("joinCode", code="123"), []),
            ("a code beyond the contract", RUNNING, printed("joinCode", code="1 2"), []),
            ("a step", LOADING, printed("step", step="worldgen"), ["phase:loading:worldgen"]),
            ("a step beyond the contract", LOADING, printed("step", step="W W"), []),
            ("a save while it runs", RUNNING, printed("saved"), ["saved:running"]),
            ("a save while it stops", saving(), printed("saved"), ["saved:saving:m"],
             lambda s: s.stop.saved and s.run.saved),
            ("a failure", RUNNING, printed("failure"), ["failed:running"]),
            ("the fourth failure", failing, printed("failure"), []),
            ("nothing that is known", RUNNING, events.Printed((), ("x",), 9), [],
             lambda s: s.log == Log(9, ("x",))),
        ])  # fmt: skip

    def test_of_orders(self):
        nobody = [{"source": "log", "count": 0, "presence": True, "absence": True}]
        someone = [{"source": "log", "count": 1, "presence": True, "absence": True}]
        looking = replace(RUNNING, busy=order("save-and-stop"))
        backing_up = replace(RUNNING, busy=order("backup", "b"))
        mute = replace(RUNNING, setup=replace(SETUP, console=False, backups=False))
        stopping = ["m begun", "Cancel", "phase:saving"]
        refused = ["m begun", "failed:running:m", "m done"]
        self.check([
            ("a stop", RUNNING, offered("save-and-stop"), stopping, lambda s: s.stop.answers == "m"),
            ("a stop if nobody is on looks first", RUNNING, offered("save-and-stop", if_empty=True),
             ["m begun", "Look"]),
            ("nobody is on", looking, events.Looked("m", nobody), ["Cancel", "phase:saving"]),
            ("somebody is on", looking, events.Looked("m", someone), ["occupied:running:m", "m done"]),
            ("nothing is known", looking, events.Looked("m", []), ["occupied:running:m", "m done"]),
            ("a look of another generation", RUNNING, events.Looked("m", nobody), []),
            ("a stop that began during the look answers it", replace(saving(answers=None), busy=order("save-and-stop")),
             events.Looked("m", someone), [], lambda s: s.stop.answers == "m"),
            ("a stop while the game is loading does not look", LOADING, offered("save-and-stop", if_empty=True), stopping),
            ("a stop comes before a backup that goes on", backing_up, offered("save-and-stop"), stopping),
            ("anything else waits for it", backing_up, offered("restart"), []),
            ("everything waits for a stop", saving(), offered("say"), []),
            ("an interrupted stop goes on", RUNNING, offered("save-and-stop", True), stopping),
            ("anything else that was interrupted is refused", RUNNING, offered("say", True), refused),
            ("an order that is too late is refused", RUNNING, offered("restart", expires=NOW - 1), refused),
            ("a restart", RUNNING, offered("restart"), ["m begun", "phase:saving"],
             lambda s: s.stop.reason == "restart" and not s.stop.backup),
            ("a restart of a stopped game", HALTED, offered("restart"),
             ["m begun", "Prepare", "done:booting:m", "m done"], lambda s: not s.machine.halted),
            ("a restart while it boots", BOOTING, offered("restart"), ["m begun", "done:booting:m", "m done"]),
            ("a backup", RUNNING, offered("backup"), ["m begun", "MakeBackup"]),
            ("a backup without an account", mute, offered("backup"), refused),
            ("a backup of a stopped game", HALTED, offered("backup"), ["m begun", "failed:stopped:m", "m done"]),
            ("a backup waits for the boot", BOOTING, offered("backup"), []),
            ("a restore", RUNNING, offered("restore", backup="b"), ["m begun", "phase:saving"],
             lambda s: s.stop.restores == "b"),
            ("words", RUNNING, offered("say", text="hi"), ["m begun", "Say"]),
            ("words to a game without a console", mute, offered("say", text="hi"), refused),
            ("said", replace(RUNNING, busy=order("say")), events.Said("m"), ["done:running:m", "m done"]),
            ("not said", RUNNING, events.Said("m", "refused"), ["failed:running:m", "m done"]),
        ])  # fmt: skip

    def test_of_backups(self):
        self.check([
            ("on schedule", RUNNING, events.BackupDue(), ["MakeBackup"]),
            ("not while it stops", saving(), events.BackupDue(), []),
            ("not without a game", HALTED, events.BackupDue(), []),
            ("made", RUNNING, events.BackupEnded(None, "n", 5), ["backup:running"]),
            ("made on order", RUNNING, events.BackupEnded("m", "n", 5), ["backup:running:m", "m done"]),
            ("failed on order", RUNNING, events.BackupEnded("m", why="403"), ["backup:running:m", "m done"]),
            ("no snapshot", saving(), events.SnapshotFailed("409"), ["backup:saving"]),
            ("restored", BOOTING, events.Restored("m", "b"), ["done:booting:m", "m done", "NextOrder"]),
            ("not restored", BOOTING, events.Restored("m", "b", "404"), ["failed:booting:m", "m done", "NextOrder"]),
        ])  # fmt: skip

    def test_of_the_end_of_a_game(self):
        going = replace(saving(reason="notice", answers=None), notice=Notice("e", NOW + 20))
        gone = replace(going, notice=Notice("e", NOW + 6))
        ended = events.GameEnded()
        evicted = ["evicting:saving", "stopped:stopped:m", "m done", "Cancel", "ReleaseWorld", "Acknowledge"]
        self.check([
            ("by itself", RUNNING, ended, ["failed:stopped", "Cancel", "ReleaseWorld"],
             lambda s: s.machine.halted == "failed"),
            ("on order", saving(), ended, ["MakeLastBackup"]),
            ("on order without backups", saving(backup=False), ended,
             ["stopped:stopped:m", "m done", "Cancel", "ReleaseWorld"], lambda s: s.machine.halted == "order"),
            ("after the last backup", saving(), events.LastBackupOver(),
             ["stopped:stopped:m", "m done", "Cancel", "ReleaseWorld"]),
            ("to start again", saving(reason="restart"), ended, ["NextOrder"],
             lambda s: s.run.phase == "booting" and s.busy.type == "restart" and not s.stop),
            ("to restore", saving(reason="restore", restores="b"), ended, ["Restore"]),
            ("an eviction with time for a backup", going, ended, ["evicting:saving", "MakeLastBackup"]),
            ("an eviction without", gone, ended, ["evicting:saving", "Cancel", "ReleaseWorld", "Acknowledge"]),
            ("a restart that an eviction overtook", replace(saving(reason="restart", backup=False), notice=gone.notice),
             ended, evicted),
            ("without the lease", saving(reason="lease", answers=None, backup=False), ended,
             ["stopped:stopped", "Cancel", "ReleaseWorld"], lambda s: s.machine.halted == "lease"),
            ("at this process's end", replace(saving(reason="terminate", answers=None, backup=False),
             machine=replace(BOOT, ending=True)), ended,
             ["stopped:stopped", "Cancel", "ReleaseWorld", "EndProcess"], lambda s: not s.machine.halted),
        ])  # fmt: skip

    def test_of_a_notice_a_lost_lease_and_the_process_s_end(self):
        noticed = events.Noticed("e", "Preempt", 30)
        known = replace(BOOTING, machine=replace(BOOT, left="e"))
        self.check([
            ("a notice while it runs", RUNNING, noticed, ["Cancel", "phase:saving"],
             lambda s: s.stop.reason == "notice" and s.stop.until == NOW + 26),
            ("a notice shortens a stop", saving(), noticed, ["Cancel"], lambda s: s.stop.until == NOW + 26),
            ("a notice never lengthens one", saving(until=NOW + 2), noticed, ["Cancel"],
             lambda s: s.stop.until == NOW + 2),
            ("a notice during the last backup", replace(saving(), run=replace(saving().run, attached=False)), noticed,
             ["Cancel", "evicting:saving", "HurryLastBackup"]),
            ("a notice before the game", BOOTING, noticed, ["Cancel", "evicting:booting", "Acknowledge"],
             lambda s: s.machine.halted == "notice"),
            ("a notice that was agreed to", known, noticed, ["Cancel", "Acknowledge"]),
            ("the lease is lost", RUNNING, events.WorldLost(), ["failed:running", "Cancel", "phase:saving"],
             lambda s: s.stop.reason == "lease" and not s.stop.backup),
            ("lost during a restart", saving(reason="restart"), events.WorldLost(), ["failed:saving", "Cancel"],
             lambda s: s.stop.reason == "lease" and s.stop.until == NOW + 5),
            ("let go of", HALTED, events.WorldLost(), []),
            ("the process's end", RUNNING, events.Terminated(), ["Cancel", "phase:saving"]),
            ("its end during a stop", saving(), events.Terminated(), ["Cancel"], lambda s: s.stop.reason == "order"),
            ("its end before the game", BOOTING, events.Terminated(), ["Cancel", "EndProcess"]),
        ])  # fmt: skip

    def test_of_time(self):
        due, over = saving(), saving(signal=None, until=NOW)
        typing = replace(RUNNING, setup=replace(SETUP, stopping=Stopping("SIGINT", 60, "stop")))
        tick = events.Tick()
        self.check([
            ("the signal is due", due, tick, ["SendSignal"], lambda s: s.stop.signal == NOW),
            ("and sent", due, events.Signalled(), [], lambda s: s.stop.signal is None),
            ("a command comes first", typing, offered("save-and-stop"),
             ["m begun", "Cancel", "TypeLine", "phase:saving"]),
            ("then the signal waits", due, events.Typed(), [], lambda s: s.stop.signal == NOW + 30),
            ("but not where it could not be typed", due, events.Typed("no"), [], lambda s: s.stop.signal == NOW),
            ("patience is over", over, tick, ["KillGame"], lambda s: s.stop.forced),
            ("once", replace(over, stop=replace(over.stop, forced=True)), tick, []),
            ("patience is over and the machine goes", replace(over, notice=Notice("e", NOW + 4)), tick,
             ["evicting:saving", "Acknowledge"]),
            ("nothing", RUNNING, tick, [], lambda s: s is RUNNING),
        ])  # fmt: skip

    def test_of_hello(self):
        def greeted(generation, game="valheim"):
            return events.Greeted(generation, game, 90)

        past = Reports(5, ({"seq": 5},), evicting=True)
        self.check([
            ("the first", State(SETUP), greeted(3), [], lambda s: s.hello == HELLO),
            ("the same again", RUNNING, greeted(3), [], lambda s: s is RUNNING),
            ("a newer one forgets", replace(RUNNING, reports=past), greeted(4), [],
             lambda s: s.reports == Reports(5)),
            ("a newer one on a stopped machine", HALTED, greeted(4), ["Prepare"],
             lambda s: s.run.phase == "booting" and not s.machine.halted),
        ])  # fmt: skip


class Reported(unittest.TestCase):
    def report(self, state, event):
        return next(e.event for e in take(state, event)[1] if isinstance(e, effects.Report))

    def test_a_backup_says_its_outcome_in_fields(self):
        made = self.report(RUNNING, events.BackupEnded(None, "n.tar.gz", 5))
        self.assertEqual({"outcome": "made", "name": "n.tar.gz", "size": 5}, made["backup"])
        self.assertNotIn("detail", made)
        failed = self.report(RUNNING, events.BackupEnded("m", why="403"))
        self.assertEqual(({"outcome": "failed"}, "403", "m"), (failed["backup"], failed["detail"], failed["answers"]))
        none = self.report(RUNNING, events.SnapshotFailed("409"))
        self.assertEqual(({"outcome": "snapshot-failed"}, "409"), (none["backup"], none["detail"]))

    def test_every_event_has_the_next_number(self):
        state, done = take(RUNNING, events.BackupDue(), events.BootReached("a"), events.BootReached("b"))
        self.assertEqual([1, 2], [e.event["seq"] for e in done if isinstance(e, effects.Report)])
        self.assertEqual(2, state.reports.seq)


class Whole(unittest.TestCase):
    def kinds(self, module):
        return {kind for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
                if kind.__module__ == module.__name__}  # fmt: skip

    def test_every_event_has_its_rule(self):
        self.assertEqual(self.kinds(events) - {events.Order}, set(steps.RULES))

    def test_every_effect_but_those_written_with_the_state_has_who_does_it(self):
        performed = {
            node.attr for node in ast.walk(ast.parse(inspect.getsource(Parts))) if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name) and node.value.id == "effects"
        }  # fmt: skip
        wanted = {kind.__name__ for kind in self.kinds(effects)} - {"Report", "Mark"}
        self.assertEqual(wanted, performed)

    def test_the_rules_touch_nothing_but_themselves(self):
        allowed = {"core", "players", "times", "evidence", "dataclasses", "re"}
        for path in (place.AGENT / "hearth_agent/core").glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    name = (node.module or "core") if node.level != 1 else "core"
                    self.assertIn(name.split(".")[0], allowed, path.name)
                elif isinstance(node, ast.Import):
                    self.assertLessEqual({one.name for one in node.names}, allowed, path.name)

    def test_a_state_survives_the_disk(self):
        class Kept(dict):
            def set(self, name, value):
                self[name] = json.dumps(value)

            def get(self, name):
                return json.loads(self[name]) if name in self else None

        full, _ = take(
            saving(reason="restore", restores="b"),
            events.Printed((Match("join", {"name": "Luu"}, ""), Match("joinCode", {"code": "12"}, "")), ("x",), 4),
        )
        kept = Kept()
        memory.remember(kept, State(SETUP), full)
        self.assertEqual(full, memory.recall(kept, SETUP))
        before = dict(kept)
        memory.remember(kept, full, full)
        self.assertEqual(before, kept)
        self.assertEqual(State(SETUP), memory.recall(Kept(), SETUP))


if __name__ == "__main__":
    unittest.main()
