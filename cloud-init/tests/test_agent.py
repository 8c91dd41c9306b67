"""The agent as a real process against Azurite: what it is ordered and what happens to it."""

import contextlib
import hashlib
import json
import os
import signal
import time
import unittest

import place  # noqa: F401 (makes the agent importable)
from hearth_agent.azure import Storage
from hearth_agent.lease import WorldLease
from hearth_agent.store import Store
from stand import KEY, Stand, until


class Session(unittest.TestCase):
    def stand(self, *arguments, **config):
        stand = Stand(*arguments, **config)
        self.addCleanup(stand.close)
        return stand

    def test_boots_plays_is_occupied_saves_and_stops(self):
        stand = self.stand().hello().start()
        ready = stand.await_event("ready")
        self.assertEqual(("running", [], 0), (ready["phase"], ready["roster"], ready["count"]))
        stand.play("join Luu")
        joined = stand.await_event("players", count=1)
        self.assertEqual(["Luu"], [p["name"] for p in joined["roster"]])
        self.assertEqual(joined["seq"], joined["transitions"][-1]["seq"])
        kept = stand.order("save-and-stop", ifEmpty=True)
        stand.await_event("occupied", answers=kept)
        stand.play("leave Luu")
        stand.await_event("players", count=0)
        stop = stand.order("save-and-stop", ifEmpty=True)
        saved = stand.await_event("saved", answers=stop)
        backup = stand.await_event("backup")
        stopped = stand.await_event("stopped", answers=stop)
        self.assertLess(saved["seq"], backup["seq"])
        self.assertLess(backup["seq"], stopped["seq"])
        self.assertEqual((True, "stopped", []), (stopped["saved"], stopped["phase"], stopped["roster"]))
        self.assertEqual(list(range(1, stopped["seq"] + 1)), [e["seq"] for e in stand.seen])

    def test_carries_the_join_code_of_crossplay(self):
        stand = self.stand("valheim-crossplay").hello().start()
        self.assertEqual("167812", stand.await_event("ready")["joinCode"])

    def test_reports_the_boot_in_order_with_its_own_times_and_a_failed_step_with_its_last_lines(self):
        boot = "boot"
        stand = self.stand(bootFile=boot)
        stand.configure(bootFile=str(stand.home / boot))
        (stand.home / "packages.log").write_text("E: no such package\n", "utf-8")
        (stand.home / boot).write_text(
            "2026-11-20T20:00:01Z network\n2026-11-20T20:00:01Z network done\n2026-11-20T20:00:02Z packages\n"
            f"2026-11-20T20:00:09Z packages failed {stand.home}/packages.log\n\n"
            "2026-11-20T20:00:59Z packages done\n2026-11-20T20:01:00Z done\n", "utf-8",
        )  # fmt: skip
        stand.start()
        time.sleep(0.3)  # the steps happen before hello is there, and wait for it
        stand.hello()
        ready = stand.await_event("ready")
        failed = next(e for e in stand.seen if e.get("trouble"))
        self.assertEqual(("phase", "retrying"), (failed["type"], failed["trouble"]["kind"]))
        self.assertIn("no such package", failed["trouble"]["detail"])
        self.assertNotIn("trouble", ready)
        steps = [(e["step"], e["at"][11:19]) for e in stand.seen if e["seq"] < 4]
        self.assertEqual([("network", "20:00:01"), ("packages", "20:00:02"), ("packages", "20:00:09")], steps)
        stand.kill()
        os.killpg(int((stand.home / "state/game.pid").read_text()), signal.SIGKILL)
        (stand.home / boot).unlink()  # as after a reboot, which does not run bootstrap.sh again
        with contextlib.closing(Store(stand.home / "state")) as store:
            store.set("state.machine", store.get("state.machine") | {"boot": "another"})
        stand.start()
        until(lambda: [e for e in stand.collect() if e["type"] == "ready"][1:])

    def test_says_nothing_unsigned_before_hello_and_ignores_other_generations(self):
        stand = self.stand().start()
        stand.generation = 2
        early = stand.order("save-and-stop", ifEmpty=False)
        stand.hello(generation=3)
        stand.await_event("ready")
        stand.order("save-and-stop", seconds=-5, ifEmpty=False)
        say = stand.order("say", text="/op Eve\nstop")
        refused = stand.await_event("failed", answers=say)
        self.assertIn("no console", refused["detail"])
        self.assertNotIn(early, [e.get("answers") for e in stand.seen])
        self.assertEqual({3}, {e["generation"] for e in stand.seen})

    def test_says_things_through_the_games_console(self):
        stand = self.stand("terraria").hello().start()
        stand.await_event("ready")
        say = stand.order("say", text="//Dinner\nin ten minutes")
        stand.await_event("done", answers=say)
        log = stand.home / "state" / "game.log"
        until(lambda: "<Server> Dinner in ten minutes" in log.read_text("utf-8"))
        stop = stand.order("save-and-stop", ifEmpty=False)
        self.assertTrue(stand.await_event("stopped", answers=stop)["saved"])

    def test_restarts_the_game_and_begins_a_new_roster(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.play("join Luu")
        stand.await_event("players", count=1)
        restart = stand.order("restart")
        done = stand.await_event("done", answers=restart)
        again = until(lambda: [e for e in stand.collect() if e["type"] == "ready" and e["seq"] > done["seq"]])
        self.assertEqual([], again[0]["roster"])

    def test_reports_a_game_that_ends_by_itself_with_its_last_lines(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        try:
            stand.play("crash")
        except ConnectionError:
            pass  # it is gone before it can answer
        failed = stand.await_event("failed")
        self.assertIn("the game has crashed", failed["detail"])
        self.assertEqual("stopped", failed["phase"])

    def test_a_machine_that_rebooted_without_a_word_starts_its_game_again(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.kill()
        os.killpg(int((stand.home / "state/game.pid").read_text()), signal.SIGKILL)
        with contextlib.closing(Store(stand.home / "state")) as store:
            store.set("state.machine", store.get("state.machine") | {"boot": "another"})
        stand.start()
        until(lambda: [e for e in stand.collect() if e["type"] == "ready"][1:])
        self.assertNotIn("failed", [e["type"] for e in stand.seen])

    def test_status_names_players_and_no_secret(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.play("join Luu")
        stand.await_event("players", count=1)
        told = stand.status()
        self.assertIn("'Luu'", told)
        self.assertIn("generation  3", told)
        self.assertNotIn(KEY, told + stand.output())
        self.assertNotIn("Luu", stand.output())

    def test_sends_heartbeats_with_evidence_and_health(self):
        stand = self.stand("minecraft-java", heartbeatSeconds=0.3).hello().start()
        stand.await_event("ready")
        beat = stand.await_event("heartbeat", phase="running")
        self.assertEqual(["log", "status-ping", "jsonrpc"], [one["source"] for one in beat["evidence"]])
        self.assertEqual([0, None, None], [one["count"] for one in beat["evidence"]], "silence is unknown")
        self.assertGreater(beat["health"]["memoryPercent"], 0)

    def test_a_newer_hello_on_a_stopped_machine_starts_the_game_again(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stop = stand.order("save-and-stop", ifEmpty=False)
        stand.await_event("stopped", answers=stop)
        stand.hello(generation=4)
        stand.await_event("ready", generation=4)


    def test_told_to_end_saves_the_game_and_starts_it_again_the_next_time(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.process.terminate()
        self.assertTrue(stand.await_event("stopped")["saved"])
        self.assertEqual(0, stand.process.wait(20))
        stand.start()
        until(lambda: [e for e in stand.collect() if e["type"] == "ready"][1:])


class Binary(unittest.TestCase):
    GAME = b"#!/bin/sh\necho hearth: ready\necho hearth: join k Ada Lovelace\nexec sleep 600\n"

    def stand(self, sha256):
        stand = Stand("godot")
        self.addCleanup(stand.close)
        headers = {"x-ms-blob-type": "BlockBlob"}
        stand.blobs.request("PUT", f"/{stand.worlds}/game", headers, self.GAME)
        stand.configure(command=None, variant=f"{stand.worlds}/game", sha256=sha256)
        return stand.hello().start()

    def test_is_fetched_by_identity_checked_and_run(self):
        stand = self.stand(hashlib.sha256(self.GAME).hexdigest())
        stand.await_event("phase", step="download")
        stand.await_event("ready")
        self.assertEqual("Ada Lovelace", stand.await_event("players", count=1)["roster"][0]["name"])

    def test_of_another_checksum_is_never_run(self):
        stand = self.stand("0" * 64)
        self.assertIn("checksum", stand.await_event("failed")["detail"])
        self.assertFalse((stand.home / "state/game/game").exists())


class Eviction(unittest.TestCase):
    def stand(self, **config):
        stand = Stand(**config)
        self.addCleanup(stand.close)
        return stand

    def test_saves_reports_and_acknowledges_within_the_notice(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stand.metadata.preempt(resources=["vmss_1"])
        begun = time.monotonic()
        event = stand.metadata.preempt()
        until(lambda: stand.metadata.acknowledged)
        self.assertLess(time.monotonic() - begun, 30)
        self.assertEqual([event], stand.metadata.acknowledged)
        evicting = stand.await_event("evicting")
        self.assertTrue(evicting["saved"])
        self.assertEqual("saving", evicting["phase"])
        backup = stand.await_event("backup")
        self.assertTrue(backup["saved"] and backup["evicting"], "it may be the first to be read")

    def test_a_game_that_does_not_end_is_reported_as_not_saved_before_the_machine_goes(self):
        stand = self.stand()
        stand.configure(command=[*stand.config["command"], "--save", "60"])
        stand.hello().start()
        stand.await_event("ready")
        stand.metadata.preempt(seconds=8)
        self.assertFalse(stand.await_event("evicting")["saved"])
        until(lambda: stand.metadata.acknowledged, seconds=10)

    def test_during_a_stop_answers_both(self):
        stand = self.stand()
        stand.configure(command=[*stand.config["command"], "--save", "2"])
        stand.hello().start()
        stand.await_event("ready")
        stop = stand.order("save-and-stop", ifEmpty=False)
        stand.await_event("phase", phase="saving")
        stand.metadata.preempt("Redeploy")
        self.assertTrue(stand.await_event("evicting")["saved"])
        self.assertTrue(stand.await_event("stopped", answers=stop)["saved"])
        until(lambda: stand.metadata.acknowledged)

    def test_before_the_game_was_begun_is_reported_too(self):
        stand = self.stand()
        stand.configure(bootFile=str(stand.home / "never"))
        stand.hello().start()
        stand.metadata.preempt()
        self.assertIsNone(stand.await_event("evicting")["saved"])
        until(lambda: stand.metadata.acknowledged)


class World(unittest.TestCase):
    def stand(self, **config):
        stand = Stand(**config)
        self.addCleanup(stand.close)
        return stand

    def lease_of_another(self, stand):
        storage = Storage(stand.web, stand.identity, stand.azurite.blob)
        store = Store(stand.home / "another")
        self.addCleanup(store.close)
        return WorldLease(storage, stand.worlds, f"{stand.server}.lock", store, 15)

    def test_is_waited_for_while_another_machine_has_it(self):
        stand = self.stand()
        other = self.lease_of_another(stand)
        self.assertTrue(other.take({"generation": 2, "vmId": "vm-0"}))
        stand.hello().start()
        stand.await_event("phase", step="world-wait")
        self.assertFalse(stand.control.exists())
        other.release()
        stand.await_event("ready")
        self.assertFalse(other.take({"generation": 2, "vmId": "vm-0"}))
        lock = stand.blobs.request("GET", f"/{stand.worlds}/{stand.server}.lock").body
        self.assertEqual({"generation": 3, "vmId": "vm-1"}, json.loads(lock))

    def test_is_free_for_others_once_the_game_was_stopped(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        stop = stand.order("save-and-stop", ifEmpty=False)
        stand.kill()
        stand.start()
        stand.await_event("stopped", answers=stop)
        other = self.lease_of_another(stand)
        until(lambda: other.take({"generation": 4, "vmId": "vm-2"}))

    def test_lost_stops_the_game_at_once(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        broken = {"x-ms-lease-action": "break", "x-ms-lease-break-period": "0"}
        stand.blobs.request("PUT", f"/{stand.worlds}/{stand.server}.lock?comp=lease", broken)
        self.assertIn("lease", stand.await_event("failed")["detail"])
        stand.await_event("stopped")
        self.assertEqual([], [e for e in stand.seen if e["type"] == "backup"])

    def test_lost_during_a_restart_starts_nothing_again(self):
        stand = self.stand()
        stand.configure(command=[*stand.config["command"], "--save", "60"])
        stand.hello().start()
        stand.await_event("ready")
        restart = stand.order("restart")
        stand.await_event("phase", phase="saving")
        broken = {"x-ms-lease-action": "break", "x-ms-lease-break-period": "0"}
        stand.blobs.request("PUT", f"/{stand.worlds}/{stand.server}.lock?comp=lease", broken)
        stopped = stand.await_event("stopped", answers=restart)
        self.assertFalse(stopped["saved"])
        until(lambda: "halted      lease" in stand.status())
        self.assertEqual(1, len([e for e in stand.seen if e["type"] == "ready"]))

    def test_is_backed_up_and_restored_with_the_present_one_kept_aside(self):
        stand = self.stand()
        stand.world.mkdir()
        (stand.world / "level.db").write_bytes(b"first")
        stand.hello().start()
        stand.await_event("ready")
        stand.play("save")  # before its first save there is no whole world
        order = stand.order("backup")
        made = stand.await_event("backup", answers=order)["backup"]
        name = made["name"]
        self.assertEqual("made", made["outcome"])
        self.assertEqual(stand.backup_size(name), made["size"])
        (stand.world / "level.db").write_bytes(b"second")
        restore = stand.order("restore", backup=name)
        stand.await_event("done", answers=restore)
        self.assertEqual(b"first", (stand.world / "level.db").read_bytes())
        aside = list((stand.world / ".hearth").glob("aside-*/level.db"))
        self.assertEqual([b"second"], [path.read_bytes() for path in aside])
        until(lambda: [e for e in stand.collect() if e["type"] == "ready"][1:])

    def test_stays_as_it_is_when_the_backup_to_restore_does_not_exist(self):
        stand = self.stand().hello().start()
        stand.await_event("ready")
        (stand.world).mkdir(exist_ok=True)
        (stand.world / "level.db").write_bytes(b"present")
        restore = stand.order("restore", backup="none.tar.gz")
        stand.await_event("failed", answers=restore)
        self.assertEqual(b"present", (stand.world / "level.db").read_bytes())
        until(lambda: [e for e in stand.collect() if e["type"] == "ready"][1:])

    def test_of_which_no_backup_can_be_made_is_saved_and_stopped_all_the_same(self):
        stand = self.stand(backupServiceUri="https://127.0.0.1:1/account").hello().start()
        stand.await_event("ready")
        stop = stand.order("save-and-stop", ifEmpty=False)
        failed = stand.await_event("backup")
        self.assertEqual({"outcome": "failed"}, failed["backup"])
        self.assertTrue(failed["detail"])
        stopped = stand.await_event("stopped", answers=stop)
        self.assertTrue(stopped["saved"])
        self.assertLess(failed["seq"], stopped["seq"])
        self.assertNotIn("failed", [e["type"] for e in stand.seen], "that would be the game's end")
        self.assertTrue((stand.world / "world.txt").exists())

    def test_without_a_blob_account_nothing_is_leased_and_the_log_says_so(self):
        stand = self.stand()
        stand.configure(blobServiceUri=None)
        stand.hello().start()
        stand.await_event("ready")
        self.assertIn("no-lease", stand.output())
        self.assertIn("no-backups", stand.output())


if __name__ == "__main__":
    unittest.main()
