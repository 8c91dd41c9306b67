"""The arithmetic on counts made up for it, then what was really counted against goals and README."""

import json
import unittest

import model
import money
import prices
from requests import kind

HOUR = {"seconds": 3600, "commands": 1, "logLines": 10, "operations": {}}


def priced(**more):
    """Prices of one USD for one, so that USD are counts."""
    names = prices.load()
    return {name: prices.Price(1, 1, "2026-01-01", False, "test", more.get(name.replace("-", "_"), 0))
            for name in names}  # fmt: skip


def counted(idle=None, played=None, start=None, stop=None):
    """Counts with nothing in them but what a test says."""
    phases = {"idle": idle, "played": played, "start": start, "stop": stop}
    return {"phases": {name: phase or HOUR for name, phase in phases.items()}}


def line(bill, what):
    """One line of a bill."""
    return next(found for found in bill.lines if found.what == what)


class RequestsTest(unittest.TestCase):
    """Which operation a request is."""

    CASES = (
        ("GET", "/devstoreaccount1/commands/messages?numofmessages=16", "queue receive commands"),
        ("POST", "/devstoreaccount1/game-events/messages", "queue send game-events"),
        ("DELETE", "/devstoreaccount1/commands/messages/7?popreceipt=x", "queue delete commands"),
        ("DELETE", "/devstoreaccount1/agent-valheim/messages", "queue clear agent"),
        ("PUT", "/devstoreaccount1/commands/messages/7?visibilitytimeout=9", "queue hide commands"),
        ("GET", "/devstoreaccount1/agent-valheim/messages", "queue receive agent"),
        ("GET", "/devstoreaccount1/servers(PartitionKey='a',RowKey='state')", "table read"),
        ("PUT", "/devstoreaccount1/servers(PartitionKey='a',RowKey='state')", "table write"),
        ("POST", "/devstoreaccount1/servers", "table write"),
        ("POST", "/devstoreaccount1/$batch", "table write"),
        ("PUT", "/devstoreaccount1/worlds/valheim.lock?comp=lease", "blob other"),
        ("GET", "/devstoreaccount1/worlds/valheim.tar", "blob read"),
        ("PUT", "/devstoreaccount1/backups/a", "blob write"),
        ("DELETE", "/devstoreaccount1/backups/a", "blob delete"),
    )

    def test_each_is_named_as_the_bill_would(self):
        for method, url, expected in self.CASES:
            with self.subTest(url=url):
                self.assertEqual(expected, kind(method, url))

    def test_what_has_no_price_stops_the_model(self):
        self.assertRaises(ValueError, model.price_of, "other PATCH")


class ModelTest(unittest.TestCase):
    """The arithmetic, every price being one."""

    def test_an_idle_month_is_the_counted_time_stretched_to_thirty_days(self):
        idle = HOUR | {"operations": {"table read": 24}}
        bill = model.idle_month(counted(idle=idle), priced())
        self.assertEqual(24 * 720, line(bill, "table read").usd)

    def test_what_the_local_run_has_no_part_of_is_counted_by_the_clock(self):
        bill = model.idle_month(counted(), priced())
        self.assertEqual(2 * 259_200, line(bill, "scale controller's looks").count)
        self.assertEqual(216_000, line(bill, "primary host's lease").count)
        self.assertEqual(86_400, line(bill, "timer's lease").count)
        self.assertEqual(8_640, line(bill, "timer's state").count)

    def test_the_lines_add_up_to_the_bill(self):
        bill = model.played_hour(counted(), priced())
        self.assertEqual(sum(found.usd for found in bill.lines), bill.usd)

    def test_a_played_hour_carries_a_third_of_a_start_and_of_a_stop(self):
        once = HOUR | {"operations": {"table write": 3}}
        bill = model.played_hour(counted(start=once, stop=once), priced())
        self.assertAlmostEqual(2, line(bill, "table write").count)

    def test_a_function_ran_for_every_deleted_message_every_command_and_every_sweep(self):
        phase = HOUR | {"operations": {"queue delete commands": 5, "queue delete agent": 9}}
        self.assertEqual(5 + 1 + 12, model.executions(phase))

    def test_a_grant_lasts_for_as_many_hours_as_the_idle_month_leaves_of_it(self):
        hours = model.grant_hours(counted(), priced(executions=20_000))
        ran = model.executions(HOUR) + 2 * model.executions(HOUR) / model.SESSION_HOURS
        self.assertAlmostEqual((20_000 - 720 * model.executions(HOUR)) / ran, hours["executions"])

    def test_a_message_waits_longer_the_longer_the_interval_and_never_the_whole_of_it(self):
        waits = [model.mean_wait(seconds) for seconds in (2, 5, 10, 20, 30, 60)]
        self.assertEqual(sorted(waits), waits)
        self.assertAlmostEqual(1, waits[0], delta=0.1)

    def test_fewer_queues_and_a_longer_interval_cost_less(self):
        self.assertLess(model.idle_with(counted(), priced(), 1, 30), model.idle_with(counted(), priced(), 2, 30))
        self.assertLess(model.idle_with(counted(), priced(), 2, 30), model.idle_with(counted(), priced(), 2, 2))


class CountedTest(unittest.TestCase):
    """The counts, priced."""

    counts = model.load()
    known = prices.load()

    def test_an_idle_month_meets_the_goal(self):
        self.assertLess(model.idle_month(self.counts, self.known).usd, model.IDLE_GOAL)

    def test_a_played_hour_meets_the_goal(self):
        bill = model.played_hour(self.counts, self.known)
        self.assertLessEqual(model.overhead(bill, self.known), model.PLAYED_GOAL)

    def test_idling_was_counted_with_the_interval_that_host_json_has(self):
        host = json.loads((money.README.parent / "host.json").read_text("utf-8"))
        counted = self.counts["phases"]["idle"]["maxPollingInterval"]
        self.assertEqual(host["extensions"]["queues"]["maxPollingInterval"], counted)

    def test_the_looks_that_were_counted_are_those_the_model_expects(self):
        idle = self.counts["phases"]["idle"]
        hours, minutes, seconds = map(int, idle["maxPollingInterval"].split(":"))
        expected = model.idle_looks(2, hours * 3600 + minutes * 60 + seconds) * idle["seconds"] / model.SECONDS
        found = sum(n for kind, n in idle["operations"].items() if model.is_look(kind))
        self.assertAlmostEqual(expected, found, delta=3)

    def test_every_price_names_its_date_and_its_source(self):
        for name, price in self.known.items():
            with self.subTest(name):
                self.assertRegex(price.date, r"^20\d\d-\d\d-\d\d$")
                self.assertTrue(price.source)

    def test_the_readme_says_what_the_model_says(self):
        self.assertIn(money.block(self.counts, self.known), money.README.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
