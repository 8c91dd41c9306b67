"""Every call that the agent makes of Azure is on agent/calls.json, in the form that is published, and the other way round."""

import base64
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import azurite
import calls
import place
from fileshare import KEY, FileShare
from hearth_agent.azure import Queue, Storage, secret
from hearth_agent.backup import Backups
from hearth_agent.identity import Identity
from hearth_agent.lease import WorldLease
from hearth_agent.notices import Notices
from hearth_agent.snapshots import Snapshots
from hearth_agent.store import Store
from hearth_agent.web import Trouble, Web
from hearth_agent.world import Mark
from held import Held
from metadata import Metadata

HTTP = re.compile(r"^\s*(?:import|from) (http\.client|urllib\.request)\b", re.M)
# The client; the game's own interfaces, on the loopback; the container engine's socket; a tool for a desk.
SPEAKERS = {"web.py", "api.py", "engine.py", "registry.py"}
SIGNED = {"Authorization": "Bearer x", "x-ms-version": "2021-12-02", "x-ms-date": "Wed, 25 Nov 2026 18:00:00 GMT"}
NAME = f"calls-{secrets.token_hex(4)}"  # of a queue and a container
LEASE = "00000000-0000-0000-0000-000000000001"
AWAY = (
    ("a verb", "blob", "PATCH", "/c/b", "", SIGNED, None),
    ("no version", "blob", "GET", "/c/b", "", {"Authorization": "Bearer x", "x-ms-date": SIGNED["x-ms-date"]}, None),
    ("another version", "blob", "GET", "/c/b", "", SIGNED | {"x-ms-version": "2019-01-01"}, None),
    ("no token", "queue", "DELETE", "/q/messages/1", "popreceipt=x", {"x-ms-version": "2021-12-02"}, None),
    ("a lease of a minute and a half", "blob", "PUT", "/c/b", "comp=lease",
     SIGNED | {"x-ms-lease-action": "acquire", "x-ms-lease-duration": "90", "x-ms-proposed-lease-id": LEASE}, None),
    ("a lease without its id", "blob", "PUT", "/c/b", "comp=lease", SIGNED | {"x-ms-lease-action": "renew"}, None),
    ("a blob of no type", "blob", "PUT", "/c/b", "", SIGNED, b"x"),
    ("a blob with a header more", "blob", "PUT", "/c/b", "",
     SIGNED | {"x-ms-blob-type": "BlockBlob", "x-ms-blob-cache-control": "no"}, b"x"),
    ("a block without its id", "blob", "PUT", "/c/b", "comp=block", SIGNED, b"x"),
    ("a block list that may overwrite", "blob", "PUT", "/c/b", "comp=blocklist", SIGNED, b"<BlockList/>"),
    ("a blob's deletion", "blob", "DELETE", "/c/b", "", SIGNED, None),
    ("more messages than are given", "queue", "GET", "/q/messages", "numofmessages=33&visibilitytimeout=1", SIGNED, None),
    ("a parameter twice", "queue", "DELETE", "/q/messages/1", "popreceipt=x&popreceipt=y", SIGNED, None),
    ("a message that is no XML", "queue", "POST", "/q/messages", "messagettl=-1", SIGNED, b"x"),
    ("the share's deletion", "file", "DELETE", "/world", "restype=share",
     SIGNED | {"Authorization": f"SharedKey a:{'A' * 43}="}, None),
    ("a share's snapshot by token", "file", "PUT", "/world", "restype=share&comp=snapshot", SIGNED, None),
    ("a secret of no version", "vault", "GET", "/secrets/a", "", {"Authorization": "Bearer x"}, None),
    ("a secret's setting", "vault", "PUT", "/secrets/a", "api-version=7.4", {"Authorization": "Bearer x"}, b"{}"),
    ("no Metadata header", "metadata", "GET", "/metadata/scheduledevents", "api-version=2020-07-01", {}, None),
    ("another's token", "metadata", "GET", "/metadata/identity/oauth2/token",
     "api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com%2F", {"Metadata": "true"}, None),
    ("a proxy's request", "metadata", "GET", "/metadata/instance/compute", "api-version=2021-02-01",
     {"Metadata": "true", "X-Forwarded-For": "1"}, None),
    ("a table", "blob", "GET", "/table", "", SIGNED, None),
)  # fmt: skip


class TheList(unittest.TestCase):
    def test_says_of_each_call_what_it_rests_on(self):
        for call in calls.LIST["calls"]:
            with self.subTest(call["operation"]):
                self.assertIn(call["rests"], ("read", "measured", "assumed"))
                self.assertTrue(call["source"])
                self.assertIn(call["service"], calls.LIST["services"])
                version = calls.LIST["services"][call["service"]]["headers"].get("x-ms-version")
                version = version or call["query"]["api-version"]
                self.assertGreaterEqual(version, call["since"], "the version that is sent knows the operation")

    def test_agrees_with_the_operations_that_azurite_generated_from_microsofts_swagger(self):
        package = Path(azurite.executable()).resolve()
        package = next(one for one in package.parents if (one / "package.json").is_file())
        told = subprocess.run(["node", place.TESTS / "specifications.mjs", package / "package.json"],
                              check=True, capture_output=True)  # fmt: skip
        published = json.loads(told.stdout)
        listed = [call for call in calls.LIST["calls"] if call["service"] in ("blob", "queue")]
        self.assertEqual(10, len(listed))
        for call in listed:
            with self.subTest(call["operation"]):
                form = published[f"{call['service']} {call['operation']}"]
                plain = re.sub(r"\{\w+\}", "{}", f"{form['method']} {form['path']}")
                self.assertEqual(plain, re.sub(r"\{\w+\}", "{}", call["call"]))
                self.agree(form["query"], call.get("query", {}), {})
                self.agree(form["headers"], call.get("headers", {}), call.get("optional", {}))

    def agree(self, published, needed, optional):
        names = [one["name"].lower() for one in published]
        needed = {name.lower(): value for name, value in needed.items()}
        for one in published:
            if one["needed"] and one["name"].lower() not in calls.PLAIN:
                self.assertIn(one["name"].lower(), needed)
            if one["value"] and one["name"].lower() in needed:
                self.assertEqual(one["value"], needed[one["name"].lower()])
        for name in [*needed, *(name.lower() for name in optional)]:
            self.assertTrue(name in names or name.startswith("x-ms-meta-") and "x-ms-meta" in names, name)

    def test_is_left_by(self):
        for why, *request in AWAY:
            with self.subTest(why):
                told, operation = calls.wrong(*request)
                self.assertIn(calls.MARK, told)
                self.assertIsNone(operation)


class TheAgent(unittest.TestCase):
    def test_speaks_http_in_one_place(self):
        modules = (place.AGENT / "hearth_agent").rglob("*.py")
        found = {path.name for path in modules if HTTP.search(path.read_text("utf-8"))}
        self.assertEqual(SPEAKERS, found)

    def test_makes_every_listed_call_and_no_other(self):
        with tempfile.TemporaryDirectory(prefix="hearth-calls-") as folder:
            made = self.made(Path(folder))
        self.assertEqual([], [why for _, why in made if why])
        listed = {call["operation"] for call in calls.LIST["calls"]}
        self.assertEqual(listed - {"Instances_GetMetadata userData"}, {operation for operation, _ in made})

    def made(self, home):
        """(operation, why not) of what the agent asks when each of its parts does all that it can."""
        made, real, machine = [], azurite.shared(), Metadata()
        accounts = (("queue", real.queue), ("blob", real.blob))
        self.addCleanup(machine.close)
        share = FileShare(real.certificate)
        self.addCleanup(share.close)
        unheld = Web(real.certificate)
        self.addCleanup(unheld.close)

        class Noting(Held):
            bases, note = accounts, staticmethod(lambda *told: made.append(told))

        web = Noting(real.certificate)
        self.addCleanup(web.close)
        for base, path in ((real.blob, f"/{NAME}?restype=container"), (real.queue, f"/{NAME}")):
            Storage(unheld, Identity(unheld, machine.url), base).request("PUT", path)
        identity = Identity(web, machine.url, LEASE)
        self.storage(web, identity, real, home)
        secret(web, identity, share.url, "a")
        share.holds(2)
        Snapshots(web, lambda: KEY, share.url, "world", 1).take()
        identity.machine()
        event, notices = machine.preempt(), Notices(web, machine.url)
        notices.look("vmss_0")
        notices.acknowledge(event)
        self.assertEqual([event], machine.acknowledged)
        return made

    @staticmethod
    def storage(web, identity, real, home):
        inbox = Queue(Storage(web, identity, real.queue), NAME)
        inbox.put("{}")
        for message, receipt, _ in inbox.get():
            inbox.delete(message, receipt)
        blobs, store = Storage(web, identity, real.blob), Store(home / "state")
        lease = WorldLease(blobs, NAME, "a.lock", store, 15)
        lease.take({"generation": 1, "vmId": "vm-1"})
        lease.renew()
        lease.release()
        store.close()
        mark = Mark(blobs, NAME, "a.world")
        mark.write({})
        mark.read()
        world = home / "world"
        world.mkdir()
        (world / "level.dat").write_bytes(b"x" * 3_000_000)
        backups = Backups(blobs, NAME, "a")
        backups.restore(backups.make(world, ()).name, world)

    def test_is_refused_and_noted_where_it_leaves_the_list(self):
        made, real = [], azurite.shared()
        accounts = (("blob", real.blob),)

        class Noting(Held):
            bases, note = accounts, staticmethod(lambda *told: made.append(told))

        with self.assertRaises(Trouble) as caught:
            Noting(real.certificate).request("DELETE", f"{real.blob}/worlds/a", SIGNED)
        self.assertEqual(400, caught.exception.status)
        self.assertIn(calls.MARK, made[0][1])

    def test_is_refused_by_the_stand_ins_where_it_leaves_the_list(self):
        machine, share = Metadata(), FileShare(azurite.shared().certificate)
        self.addCleanup(machine.close)
        self.addCleanup(share.close)
        web = Web(azurite.shared().certificate)
        self.addCleanup(web.close)
        for url, headers in (
            (f"{machine.url}/metadata/scheduledevents?api-version=2020-07-01", {}),
            (f"{machine.url}/metadata/scheduledevents", {"Metadata": "true"}),
            (f"{machine.url}/metadata/nothing?api-version=2020-07-01", {"Metadata": "true"}),
            (f"{share.url}/secrets/a?api-version=7.4", {}),
            (f"{share.url}/world?restype=share&comp=snapshot", {"Authorization": "Bearer x"}),
        ):
            with self.subTest(url):
                self.assertEqual(400, web.request("GET", url, headers).status)


class TheBootstrap(unittest.TestCase):
    def test_puts_the_agent_together_from_user_data_in_the_listed_form_and_the_rest(self):
        machine = Metadata()
        self.addCleanup(machine.close)
        coded = base64.b64encode(b"the agent of a machine")
        machine.user_data = coded[:8]
        with tempfile.NamedTemporaryFile(delete=False) as rest:
            rest.write(coded[8:])
        self.addCleanup(os.unlink, rest.name)
        text = (place.ROOT / "cloud-init/files/bootstrap.sh").read_text("utf-8")
        fetch = re.search(r"<<'EOF' \|\| return 1\n(.*?)\nEOF", text, re.S).group(1)
        told = subprocess.run([sys.executable, "-c", fetch, machine.url, rest.name], capture_output=True, check=True)
        self.assertEqual(b"the agent of a machine", told.stdout)
