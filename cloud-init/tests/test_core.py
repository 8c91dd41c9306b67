"""The rules as tables: (state, event, now) → (state, effects), without a double."""

import ast
import dataclasses
import inspect
import json
import unittest
from dataclasses import replace

import place
from hearth_agent import memory
from hearth_agent.core import effects, events, presence, step as steps
from hearth_agent.core.state import (
    Able, Log, Machine, Notice, Presence, Reports, Roster, Run, Setup, State, Stop, Stopping, Tells,
)  # fmt: skip
from hearth_agent.core.step import step
from hearth_agent.factory import Parts
from hearth_agent.matcher import Match
from hearth_agent.story import Manner, Story

NOW = 1_000_000.0
FAR = NOW + 600
SETUP = Setup("valheim", Stopping("SIGINT", 60), able=Able(console=True, backups=True))
BOOT = Machine(3, 90, "b1")
NOBODY = {"players": [], "pending": {}, "waiting": 0, "unnamed": 0}
BOOTING = State(SETUP, run=Run(boot=1, may_begin=True, chosen=True), machine=BOOT)
NEWER = {"version": "26.4", "over": "26.3", "when": "asked"}
UNCHOSEN = replace(BOOTING, run=Run(boot=1, may_begin=True))
LOADING = replace(
    BOOTING, log=Log(recognised=NOW),
    run=Run("loading", attached=True, boot=1, may_begin=True, playing=True, began=NOW),
)  # fmt: skip
RUNNING = replace(LOADING, run=replace(LOADING.run, phase="running"))
HALTED = replace(BOOTING, run=Run("stopped", boot=1, playing=True), machine=Machine(3, 90, "b1", "order", "b1"))


def story(*lines, manner=Manner()):
    """The things that a log with these matches has told so far: (kind, groups)."""
    read = Story(manner)
    for kind, groups in lines:
        read.take(Match(kind, groups, ""), "2026-11-20T20:00:00Z")
    return Roster(read.save())


LUU = ("join", {"name": "Luu"})
READY = ("ready", {})


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
        trouble = event.get("trouble", {}).get("seq") == event["seq"]  # said for the first time
        extra = [event[key] for key in ("step", "answers") if key in event]
        extra += [event["trouble"]["kind"]] if trouble else []
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
        evicted = replace(HALTED, machine=Machine(3, 90, "b1", "notice", "b1"))
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
        cancelled = replace(BOOTING, run=replace(BOOTING.run, may_begin=False))
        waiting = replace(BOOTING, run=replace(BOOTING.run, again_at=NOW))
        retrying = replace(BOOTING, reports=Reports(4, trouble={"kind": "retrying", "detail": "x", "seq": 4}))
        restarting = replace(BOOTING, busy=order("restart"))
        self.check([
            ("a step", BOOTING, events.BootReached("image"), ["phase:booting:image"]),
            ("a step that failed and is tried again", BOOTING, events.BootFailed("x", "image"),
             ["phase:booting:image:retrying"]),
            ("the next step", retrying, events.BootReached("game"), ["phase:booting:game"],
             lambda s: s.reports.trouble is None),
            ("a step that fails for good", BOOTING, events.BootFailed("x", "image", for_good=True),
             ["failed:stopped:over", "stopped:stopped", "Cancel", "ReleaseWorld"], lambda s: s.machine.halted == "over"),
            ("a step of a game that runs is its own", RUNNING, events.BootReached("image"), ["phase:running"]),
            ("ready to begin", cancelled, events.Prepared(1), ["NextOrder"], lambda s: s.run.may_begin),
            ("a way that was begun before another", cancelled, events.Prepared(0), []),
            ("nothing begins on a machine that was stopped", HALTED, events.Prepared(1), []),
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
            ("not started", BOOTING, events.GameStarted("no docker"), ["phase:booting:retrying"],
             lambda s: s.run.again_at > NOW),
            ("not to be started", BOOTING, events.GameStarted("no such world", for_good=True),
             ["failed:stopped:over", "stopped:stopped", "Cancel", "ReleaseWorld"]),
            ("tried again", waiting, events.Tick(), ["NextOrder"], lambda s: s.run.again_at is None),
            ("started again on order", restarting, events.GameStarted(), ["phase:loading", "done:loading:m", "m done"]),
        ])  # fmt: skip

    def test_of_lines(self):
        def printed(*kinds, **groups):
            return events.Printed(tuple(Match(kind, groups, "line") for kind in kinds), ("line",), 7)

        playing = replace(RUNNING, roster=story(READY, LUU))
        settling = replace(LOADING, setup=replace(SETUP, settle_seconds=5))
        stood = replace(settling, run=replace(settling.run, settles_at=NOW))
        often = Manner(ready_repeats=True)
        repeats = replace(RUNNING, setup=replace(SETUP, manner=often), roster=story(READY, LUU, manner=often))

        def left(state):
            return [t["kind"] for t in state.reports.transitions] == ["leave"] and not state.roster.players["players"]

        failing = replace(RUNNING, log=replace(RUNNING.log, failures=3))
        self.check([
            ("ready", LOADING, printed("ready"), ["ready:running"], lambda s: s.log.resume == 7),
            ("ready twice, as some images print every line", replace(RUNNING, roster=story(READY)), printed("ready"), []),
            ("ready again while people were on: it began anew", playing, printed("ready"),
             ["phase:loading", "ready:running"], lambda s: left(s) and s.run.phase == "running"),
            ("ready again where the profile says that it repeats", repeats, printed("ready"), [],
             lambda s: not left(s)),
            ("it begins anew", playing, printed("began"), ["phase:loading"], lambda s: left(s) and s.run.began == NOW),
            ("the runtime has started it again", playing, events.GameRestarted(), ["phase:loading"], left),
            ("while it stops that is no news", replace(saving(), roster=story(READY, LUU)), printed("began"),
             ["players:saving"]),
            ("a ready line that has to stand a while", settling, printed("ready"), [],
             lambda s: s.run.settles_at == NOW + 5),
            ("and has stood", stood, events.Tick(), ["ready:running"]),
            ("and somebody could join", stood, printed("join", name="Luu"), ["ready:running", "players:running"]),
            ("and did not stand", stood, printed("failure"), ["phase:loading:noticed"],
             lambda s: s.run.settles_at is None),
            ("a code that is an address", RUNNING, printed("joinCode", code="10.0.0.1:7777"), ["players:running"]),
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
            ("a failure is noticed and the game goes on", RUNNING, printed("failure"), ["phase:running:noticed"],
             lambda s: not s.stop),
            ("also while it stops", saving(), printed("failure"), ["phase:saving:noticed"]),
            ("the fourth failure", failing, printed("failure"), []),
            ("nothing that is known", RUNNING, events.Printed((), ("x",), 9), [],
             lambda s: (s.log.resume, s.log.last) == (9, ("x",))),
        ])  # fmt: skip

    def test_of_orders(self):
        def looked(*counts):
            found = [{"source": "a2s", "count": n, "presence": True, "absence": True} for n in counts]
            return events.Looked("m", found, NOW)

        looking = replace(RUNNING, busy=order("save-and-stop"))
        luu = replace(looking, roster=Roster(NOBODY | {"unnamed": 1}))
        blind = replace(looking, setup=replace(SETUP, tells=Tells(presence=False, absence=False)))
        backing_up = replace(RUNNING, busy=order("backup", "b"))
        mute = replace(RUNNING, setup=replace(SETUP, able=Able()))
        stopping = ["m begun", "Cancel", "phase:saving"]
        refused = ["m begun", "failed:running:m", "m done"]
        self.check([
            ("a stop", RUNNING, offered("save-and-stop"), stopping, lambda s: s.stop.answers == "m"),
            ("a stop if nobody is on looks first", RUNNING, offered("save-and-stop", if_empty=True),
             ["m begun", "Look"]),
            ("nobody is on", looking, looked(0), ["Cancel", "phase:saving"]),
            ("nobody is on by the log alone", looking, looked(), ["Cancel", "phase:saving"]),
            ("nobody is on by the query alone", blind, looked(0), ["Cancel", "phase:saving"]),
            ("somebody is on by the log", luu, looked(None), ["occupied:running:m", "m done"]),
            ("somebody is on by the query", blind, looked(2), ["occupied:running:m", "m done"]),
            ("the query disagrees", looking, looked(2), ["occupied:running:m", "m done"]),
            ("the log disagrees", luu, looked(0), ["occupied:running:m", "m done"]),
            ("nothing is known", blind, looked(), ["occupied:running:m", "m done"]),
            ("a look of another generation", RUNNING, looked(0), []),
            ("a stop that began during the look answers it", replace(saving(answers=None), busy=order("save-and-stop")),
             looked(2), [], lambda s: s.stop.answers == "m"),
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

    def test_of_the_version_that_is_to_start(self):
        restarting, cancelled = replace(UNCHOSEN, busy=order("restart")), replace(UNCHOSEN, run=Run(boot=1))
        self.check([
            ("it is chosen first", UNCHOSEN, events.MayBegin(None), ["Choose"], lambda s: not s.run.attached),
            ("nothing had to be done", UNCHOSEN, events.Chosen(), ["NextOrder"], lambda s: s.run.chosen),
            ("a backup was made first", UNCHOSEN, events.Chosen("n", 5), ["backup:booting", "NextOrder"],
             lambda s: s.run.chosen),
            ("people hear what changes", UNCHOSEN, events.Chosen(note="26.4 comes"), ["phase:booting:noticed", "NextOrder"],
             lambda s: s.reports.trouble["detail"] == "26.4 comes"),
            ("a newer version is told of", UNCHOSEN, events.Chosen(newer=NEWER), ["phase:booting", "NextOrder"],
             lambda s: s.reports.newer == NEWER),
            ("once", replace(UNCHOSEN, reports=Reports(newer=NEWER)), events.Chosen(newer=NEWER), ["NextOrder"]),
            ("while it runs every report says it", RUNNING, events.Published(NEWER), [], lambda s: s.reports.newer == NEWER),
            ("until it is no news", replace(RUNNING, reports=Reports(newer=NEWER)), events.Published(None), [],
             lambda s: s.reports.newer is None),
            ("without the backup nothing starts", UNCHOSEN, events.Chosen(why="403"), ["phase:booting:retrying"],
             lambda s: not s.run.chosen and s.run.again_at > NOW),
            ("what cannot be had is said", UNCHOSEN, events.Chosen(why="x", for_good=True),
             ["failed:stopped:over", "stopped:stopped", "Cancel", "ReleaseWorld"], lambda s: not s.run.chosen),
            ("also to who ordered a restart", restarting, events.Chosen(why="x", for_good=True),
             ["failed:booting:m", "m done", "failed:stopped:over", "stopped:stopped", "Cancel", "ReleaseWorld"]),
            ("given up meanwhile", cancelled, events.Chosen("n", 5), []),
            ("it runs already", RUNNING, events.Chosen(), []),
            ("stopped meanwhile", HALTED, events.Chosen(), []),
            ("each start asks anew", BOOTING, events.GameStarted(), ["phase:loading"], lambda s: not s.run.chosen),
            ("a start that failed too", BOOTING, events.GameStarted("x"), ["phase:booting:retrying"],
             lambda s: not s.run.chosen),
            ("another world asks anew", BOOTING, events.Restored("m", "b"), ["done:booting:m", "m done", "NextOrder"],
             lambda s: not s.run.chosen),
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
            ("a world that is held still", RUNNING, events.NotLetGo("x"), ["phase:running:noticed"]),
            ("restored", BOOTING, events.Restored("m", "b"), ["done:booting:m", "m done", "NextOrder"]),
            ("not restored", BOOTING, events.Restored("m", "b", "404"), ["failed:booting:m", "m done", "NextOrder"]),
        ])  # fmt: skip

    def test_of_the_end_of_a_game(self):
        going = replace(saving(reason="notice", answers=None), notice=Notice("e", NOW + 20))
        gone = replace(going, notice=Notice("e", NOW + 6))
        ended = events.GameEnded()
        over = ["failed:stopped:over", "stopped:stopped", "Cancel", "ReleaseWorld"]
        evicted = ["evicting:saving", "stopped:stopped:m", "m done", "Cancel", "ReleaseWorld", "Acknowledge"]
        self.check([
            ("by itself while people could play: what is there is saved", RUNNING, ended,
             ["phase:saving:over", "MakeLastBackup"], lambda s: s.run.saved is False),
            ("by itself behind its own save", replace(RUNNING, log=replace(RUNNING.log, saved_at=NOW - 9)), ended,
             ["phase:saving:over", "MakeLastBackup"], lambda s: s.run.saved is True),
            ("by itself long after it", replace(RUNNING, log=replace(RUNNING.log, saved_at=NOW - 99)), ended,
             ["phase:saving:over", "MakeLastBackup"], lambda s: s.run.saved is False),
            ("by itself before it was ready", LOADING, ended, over, lambda s: s.machine.halted == "over"),
            ("over, after the last backup", saving(reason="over", answers=None), events.LastBackupOver(),
             ["failed:stopped", "stopped:stopped", "Cancel", "ReleaseWorld"]),
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
             ["failed:stopped", "stopped:stopped", "Cancel", "ReleaseWorld"], lambda s: s.machine.halted == "lease"),
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
            ("the lease is lost", RUNNING, events.WorldLost(), ["Cancel", "phase:saving:over"],
             lambda s: s.stop.reason == "lease" and not s.stop.backup),
            ("lost before any game had the world: taken again", BOOTING, events.WorldLost(),
             ["phase:booting:retrying", "Prepare"], lambda s: not s.run.may_begin),
            ("lost during a restart", saving(reason="restart"), events.WorldLost(), ["Cancel", "phase:saving:over"],
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
             ["m begun", "Cancel", "SendCommand", "phase:saving"]),
            ("then the signal waits", due, events.Typed(), [], lambda s: s.stop.signal == NOW + 30),
            ("but not where it could not be typed", due, events.Typed("no"), [], lambda s: s.stop.signal == NOW),
            ("patience is over", over, tick, ["KillGame"], lambda s: s.stop.forced),
            ("once", replace(over, stop=replace(over.stop, forced=True)), tick, []),
            ("patience is over and the machine goes", replace(over, notice=Notice("e", NOW + 4)), tick,
             ["evicting:saving", "Acknowledge"]),
            ("not ready in time: it is stopped, and saved", replace(LOADING, run=replace(LOADING.run, began=0)), tick,
             ["phase:saving:over"], lambda s: s.stop.reason == "over" and s.stop.backup),
            ("nothing", RUNNING, tick, [], lambda s: s is RUNNING),
        ])  # fmt: skip

    def test_of_hello(self):
        def greeted(generation, game="valheim"):
            return events.Greeted(generation, game, 90)

        past = Reports(5, ({"seq": 5},), evicting=True, trouble={"kind": "over", "detail": "x", "seq": 5})
        self.check([
            ("the first", State(SETUP), greeted(3), [], lambda s: s.machine == Machine(3, 90)),
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

    def test_trouble_is_said_by_every_event_until_the_game_begins_anew(self):
        failure = events.Printed((Match("failure", {}, "disk full"),), (), 1)
        state, done = take(RUNNING, failure, events.BackupEnded(None, "n", 1), events.GameEnded())
        troubles = [e.event["trouble"] for e in done if isinstance(e, effects.Report)]
        self.assertEqual([("noticed", 1), ("noticed", 1), ("over", 3)], [(t["kind"], t["seq"]) for t in troubles])
        state, _ = take(state, failure)
        self.assertEqual("over", state.reports.trouble["kind"], "nothing is worse")
        state, done = take(state, events.LastBackupOver(), events.Greeted(4, "valheim", 90), events.BootReached("image"))
        failed = next(e.event for e in done if isinstance(e, effects.Report) and e.event["type"] == "failed")
        self.assertIn("ended by itself", failed["detail"])
        self.assertNotIn("trouble", done[-1].event)

    def test_where_a_log_has_no_save_line_nobody_knows_whether_it_saved(self):
        saveless = events.Printed((Match("saveless", {}, ""),), (), 1)
        for state, wanted in (
            (RUNNING, False),
            (take(RUNNING, saveless)[0], None),
            (replace(RUNNING, setup=replace(SETUP, tells=Tells(saves=False))), None),
        ):
            after, _ = take(state, offered("save-and-stop"))
            self.assertEqual(wanted, after.run.saved)

    def test_every_event_has_the_next_number(self):
        state, done = take(RUNNING, events.BackupDue(), events.BootReached("a"), events.BootReached("b"))
        self.assertEqual([1, 2], [e.event["seq"] for e in done if isinstance(e, effects.Report)])
        self.assertEqual(2, state.reports.seq)


class Verdicts(unittest.TestCase):
    """Whether anyone is on, by every source as far as it may be believed."""

    def test_follow_from_what_each_source_may_prove(self):
        for wanted, by, *seen in (
            ("absent", "log", ("log", 0, True, True)),
            ("present", "log", ("log", 1, True, True)),
            ("unknown", "", ("log", None, True, True)),
            ("unknown", "", ("log", 0, True, False)),
            ("unknown", "", ("log", 3, False, True)),
            ("present", "log a2s", ("log", 1, True, True), ("a2s", 2, True, True)),
            ("present", "log", ("log", 1, True, True), ("a2s", 0, True, False)),
            ("unknown", "log a2s", ("log", 1, True, True), ("a2s", 0, True, True)),
            ("unknown", "a2s log", ("log", 0, True, True), ("a2s", 2, True, True)),
            ("absent", "log", ("log", 0, True, True), ("a2s", 2, False, True)),
            ("absent", "log", ("log", 0, True, True), ("a2s", None, True, True)),
            ("absent", "a2s", ("log", None, True, True), ("a2s", 0, True, True)),
        ):
            with self.subTest(seen):
                keys = ("source", "count", "presence", "absence")
                found = [dict(zip(keys, one, strict=True)) for one in seen]
                self.assertEqual((wanted, tuple(by.split())), presence.verdict(found))

    def said(self, state, *happened):
        """Verdict, since when, and each source's count, in each report."""
        found = []
        for event, now in happened:
            state, done = take(state, event, now=now)
            found += [(e.event["presence"]["verdict"], e.event["presence"]["since"][11:19],
                       [one["count"] for one in e.event["evidence"]])
                      for e in done if isinstance(e, effects.Report)]  # fmt: skip
        return found

    def test_travel_in_every_report_with_the_time_since_when(self):
        a2s = {"source": "a2s", "presence": True, "absence": True}

        def beat(count, at):
            return events.Beat([a2s | {"count": count}], {}, at), at

        def printed(kind, at):
            return events.Printed((Match(kind, {"name": "Luu"}, ""),), (), at), at

        self.assertEqual(
            [
                ("absent", "13:46:40", [0, 0]),
                ("present", "13:47:10", [1, None]),  # the query is older than the join
                ("present", "13:47:10", [1, 1]),
                ("unknown", "13:48:40", [1, 0]),  # a leave was missed
                ("absent", "13:48:50", [0, None]),
                ("absent", "13:48:50", [0, 0]),
            ],
            self.said(
                RUNNING, beat(0, NOW), printed("join", NOW + 30), beat(1, NOW + 60), beat(0, NOW + 120),
                printed("leave", NOW + 130), beat(0, NOW + 180),
            ),
        )  # fmt: skip

    def test_by_a_source_that_has_been_silent_for_long_are_unknown(self):
        blind = replace(RUNNING, setup=replace(SETUP, tells=Tells(False, presence=False, absence=False)))
        a2s = {"source": "a2s", "count": 2, "presence": True, "absence": True}
        beat = events.Beat([a2s], {}, NOW)
        late = events.BackupEnded(None, "n", 1)
        found = self.said(blind, (beat, NOW), (late, NOW + 200), (late, NOW + 400))
        self.assertEqual(["present", "present", "unknown"], [verdict for verdict, *_ in found])

    def test_begin_anew_with_the_game(self):
        state = replace(RUNNING, presence=Presence("present", NOW, ("log",)), stop=stop("restart"))
        state, _ = take(state, events.GameEnded())
        self.assertEqual(Presence(), state.presence)


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
        allowed = {"core", "story", "masked", "matcher", "times", "dataclasses", "re"}
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
