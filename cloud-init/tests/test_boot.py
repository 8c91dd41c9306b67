"""The way from power-on to a game that may be started: what waits for what, and what is shown of it."""

import threading
import unittest
from types import SimpleNamespace

import place  # noqa: F401
from hearth_agent.boot import Boot, Progress
from hearth_agent.core import events
from hearth_agent.fetching import Amount
from hearth_agent.launch import Unready
from stand import until


class Gate:
    """A step that waits until it is opened; says when it was reached."""

    def __init__(self, done, name):
        self.reached, self.opened, self.failing, self._done, self._name = False, threading.Event(), None, done, name

    def __call__(self):
        self.reached = True
        if self.failing:
            raise self.failing
        self.opened.wait(20)
        self._done.append(self._name)


class Way(unittest.TestCase):
    def setUp(self):
        self.posted, self.done, self.cancelled = [], [], threading.Event()
        self.addCleanup(self.cancelled.set)

    def boot(self, *closed, container=True, attached=False, unready=None):
        """One whose steps pass at once, but for those that are closed and the one that is unready."""
        game = SimpleNamespace(by_packages=container)
        boot = Boot(None, None, SimpleNamespace(game=game), self.posted.append, None, self.cancelled, 1)
        self.gates = {}
        for name in ("bootstrap", "hello", "lease", "mount", "fetch", "environment"):
            gate = self.gates[name] = Gate(self.done, name)
            gate.__name__ = f"_{name}"
            gate.failing = Unready("no vault") if name == unready else None
            setattr(boot, f"_{name}", gate)
            if name not in closed:
                gate.opened.set()
            self.addCleanup(gate.opened.set)
        boot.begin(attached)

    def prepared(self):
        return events.Prepared(1) in self.posted

    def test_waits_for_every_step_and_says_so_once(self):
        for closed in ("bootstrap", "hello", "lease", "mount", "fetch", "environment"):
            with self.subTest(closed):
                self.setUp()
                self.boot(closed)
                waiting = {"bootstrap": {"mount", "fetch"}, "hello": {"lease", "mount"}, "lease": {"mount"}}.get(closed, set())
                beside = set(self.gates) - waiting - {closed}
                until(lambda: beside <= set(self.done))
                self.assertEqual(set(), waiting & {name for name, gate in self.gates.items() if gate.reached})
                self.assertFalse(self.prepared())
                self.gates[closed].opened.set()
                until(self.prepared)
                self.assertEqual(1, self.posted.count(events.Prepared(1)))

    def test_fetches_a_binary_while_packages_are_installed(self):
        self.boot("bootstrap", container=False)
        until(lambda: {"fetch", "lease", "environment"} <= set(self.done))
        self.assertNotIn("mount", self.done)

    def test_of_a_game_that_runs_mounts_and_fetches_nothing(self):
        self.boot(attached=True)
        until(self.prepared)
        self.assertEqual({"hello", "lease", "environment"}, set(self.done))

    def test_given_up_during_a_download_starts_nothing(self):
        self.boot("fetch")
        until(lambda: "mount" in self.done and self.gates["fetch"].reached)
        self.cancelled.set()  # as when the lease is lost
        self.gates["fetch"].opened.set()
        until(lambda: "fetch" in self.done)
        self.assertFalse(self.prepared())

    def test_given_up_mounts_nothing_once_the_lease_is_there(self):
        self.boot("lease")
        until(lambda: self.gates["lease"].reached and "bootstrap" in self.done)
        self.cancelled.set()
        self.gates["lease"].opened.set()
        until(lambda: "lease" in self.done)
        self.assertFalse(self.gates["mount"].reached)

    def test_a_step_that_only_another_configuration_mends_ends_the_others_and_is_told_after_hello(self):
        self.boot("hello", unready="environment")
        until(lambda: self.gates["environment"].reached and "fetch" in self.done)
        self.assertEqual([], self.posted)
        self.gates["hello"].opened.set()
        until(lambda: self.posted)
        self.assertEqual([("environment: no vault", True)], [(one.detail, one.for_good) for one in self.posted])
        until(self.cancelled.is_set)
        self.assertFalse(self.prepared())


class Shown(unittest.TestCase):
    """The steps that people are shown of those that go on side by side."""

    def setUp(self):
        self.posted = []
        self.progress = Progress(self.posted.append)

    def shown(self):
        return [("!" if isinstance(one, events.BootFailed) else "") + (one.step or "") for one in self.posted]

    def test_is_the_step_that_is_waited_for(self):
        self.progress.reached("packages", "packages")
        self.progress.reached("lease", "world-wait")
        self.progress.reached("agent", "agent")
        self.progress.passed("agent")
        self.progress.passed("packages")
        self.progress.reached("fetch", "image")
        self.progress.passed("fetch")
        self.progress.passed("lease")
        self.assertEqual(["packages", "world-wait", "image", "world-wait"], self.shown())

    def test_stays_the_failure_while_a_step_fails_however_the_others_go(self):
        self.progress.reached("fetch", "image")
        for _ in range(3):
            self.progress.failed("fetch", "fetch: no such image")
            self.progress.reached("mount", "world")
            self.progress.passed("mount")
            self.progress.reached("fetch", "image")
        self.assertEqual(["image", "!image"], self.shown())
        self.progress.failed("fetch", "fetch: too many requests")
        self.progress.reached("mount", "world")
        self.progress.passed("fetch")
        self.assertEqual(["image", "!image", "!image", "world"], self.shown())

    def test_says_how_far_it_is_of_the_step_that_is_waited_for_alone(self):
        self.progress.reached("fetch", "image")
        self.progress.at("fetch", Amount(5, 10))
        self.progress.reached("bootstrap", "packages")
        self.progress.at("fetch", Amount(6, 10))
        self.progress.passed("bootstrap")
        self.progress.failed("fetch", "fetch: unexpected EOF")
        self.progress.at("fetch", Amount(7, 10, 1, 2))
        amounts = [None if isinstance(one, events.BootFailed) else one.amount for one in self.posted]
        self.assertEqual(["image", "image", "packages", "image", "!image", "image", "image"], self.shown())
        self.assertEqual([None, {"bytes": 5, "ofBytes": 10}, None, None, None, None,
                          {"bytes": 7, "ofBytes": 10, "layers": 1, "ofLayers": 2}], amounts)  # fmt: skip

    def test_a_step_that_passed_after_a_failure_is_shown_as_going_on_again(self):
        self.progress.reached("packages", "packages", "T1")
        self.progress.failed("packages", "packages: E", "T2")
        self.progress.reached("agent", "agent", "T3")
        self.progress.passed("packages", "T4")
        self.assertEqual([("packages", "T1"), ("packages", "T2"), ("agent", "T4")],
                         [(one.step, one.at) for one in self.posted])  # fmt: skip


if __name__ == "__main__":
    unittest.main()
