"""kill -9 at random points, again and again: nothing lost, nothing out of order.

    HEARTH_KILLS=200 python3 -m unittest test_kill     the long loop
"""

import os
import random
import time
import unittest

import azurite
import place
from stand import Stand, until

KILLS = int(os.environ.get("HEARTH_KILLS", "25"))


class Killed(unittest.TestCase):
    def test_at_random_points_loses_nothing_and_changes_no_order(self):
        self.play("valheim", KILLS)

    def test_does_not_harm_minecraft_either(self):
        self.play("minecraft-java", max(5, KILLS // 5))

    def play(self, game, kills):
        chance = random.Random()
        with Stand(game) as stand:
            stand.hello().start()
            stand.await_event("ready")
            told = []
            for round_ in range(kills):
                happens = ("leave" if round_ % 2 else "join", f"P{round_ // 2}")
                stand.play(" ".join(happens))
                told.append(happens)
                time.sleep(chance.random() * chance.choice((0.1, 0.5, 1.5)))
                stand.kill()
                stand.start()
            stop = stand.order("save-and-stop", ifEmpty=False)
            for _ in range(3):
                time.sleep(chance.random() * 0.8)
                stand.kill()
                stand.start()
            stand.await_event("stopped", answers=stop)
            self.check(stand.seen, told)

    def test_every_order_is_done_at_most_once_and_answered(self):
        chance, orders = random.Random(), []
        with Stand("terraria") as stand:
            stand.hello().start()
            stand.await_event("ready")
            for number in range(max(5, KILLS // 5)):
                orders.append(stand.order("say", text=f"word {number:04}"))
                time.sleep(chance.random() * chance.choice((0.3, 1.5)))
                stand.kill()
                stand.start()
            answers = {order: set() for order in orders}
            # Messages that a killed agent had taken and not stored are given out again a while later.
            until(lambda: answers.keys() <= {e.get("answers") for e in stand.collect()})
            for event in stand.seen:
                answers.get(event.get("answers"), set()).add((event["seq"], event["type"]))
            self.assertEqual({1}, {len(found) for found in answers.values()}, answers)
            log = (stand.home / "state/game.log").read_text("utf-8")
            for number, order in enumerate(orders):
                said = log.count(f"word {number:04}")
                self.assertLessEqual(said, 1)
                if {kind for _, kind in answers[order]} == {"done"}:
                    self.assertEqual(1, said)

    def check(self, seen, told):
        firsts = {}
        for event in seen:
            again = firsts.setdefault(event["seq"], event)
            self.assertEqual(again, event, "a repeated event is the same event")
        self.assertEqual(list(range(1, max(firsts) + 1)), sorted(firsts))
        order = list(dict.fromkeys(event["seq"] for event in seen))
        self.assertEqual(sorted(order), order)
        happened = [(t["kind"], t["name"]) for seq in sorted(firsts)
                    for t in firsts[seq]["transitions"] if t["seq"] == seq]  # fmt: skip
        self.assertEqual(told, happened)


class Storage(unittest.TestCase):
    def test_away_and_back_delivers_everything_in_order(self):
        with Stand() as stand:
            good = stand.config["queueServiceUri"]
            stand.hello().start()
            stand.await_event("ready")
            stand.kill()
            stand.configure(queueServiceUri="https://127.0.0.1:1/devstoreaccount1")
            stand.start()
            for name in "ABC":
                stand.play(f"join {name}")
            until(lambda: "queue-trouble" in stand.output())
            stand.kill()
            stand.configure(queueServiceUri=good)
            stand.start()
            stand.await_event("players", count=3)
            self.assertEqual(sorted(e["seq"] for e in stand.seen), [e["seq"] for e in stand.seen])

    def test_tokens_refused_for_a_while_only_delay(self):
        with Stand() as stand:
            stand.metadata.faults = [429, 500, 404, 503, 410]
            stand.hello().start()
            stand.await_event("ready")

    def test_a_token_that_runs_out_is_replaced(self):
        with Stand() as stand:
            stand.metadata.token_seconds = 2
            stand.hello().start()
            stand.await_event("ready")
            until(lambda: stand.metadata.tokens > 4)
            stand.play("join Luu")
            stand.await_event("players", count=1)


class Missing(unittest.TestCase):
    def test_azurite_fails_the_tests_with_its_place(self):
        before = os.environ.get("HEARTH_AZURITE")
        os.environ["HEARTH_AZURITE"] = str(place.TESTS / "not-there")
        try:
            with self.assertRaisesRegex(AssertionError, "npm ci"):
                azurite.executable()
        finally:
            del os.environ["HEARTH_AZURITE"]
            if before:
                os.environ["HEARTH_AZURITE"] = before


if __name__ == "__main__":
    unittest.main()
