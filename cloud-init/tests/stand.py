"""An agent as a real process, with Azurite, a metadata service and a simulated game."""

import hashlib
import hmac
import json
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import azurite
import place
from hearth_agent import schema
from hearth_agent.azure import Queue, Storage
from hearth_agent.game import ProcessGame
from hearth_agent.identity import Identity
from hearth_agent.web import Web
from metadata import Metadata

KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
CONTRACT = json.loads((place.CONTRACTS / "game-event.schema.json").read_text("utf-8"))
ORDERS = json.loads((place.CONTRACTS / "agent.schema.json").read_text("utf-8"))
PATIENCE = 40  # seconds after which something that should have happened has not


def until(what, seconds=None):
    """Polls until what() is true; fails after the given time."""
    end = time.monotonic() + (seconds or PATIENCE)
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


class Stand:
    """One server's world: its queues, its containers, its machine, its agent."""

    def __init__(self, game="valheim", **config):
        self.azurite = azurite.shared()
        self.server = f"t{secrets.token_hex(4)}"
        self.home = Path(tempfile.mkdtemp(prefix="hearth-agent-"))
        self.metadata = Metadata()
        self.generation, self._orders = 3, 0
        self.process, self.seen = None, []
        self.web = Web(self.azurite.certificate)
        self.identity = Identity(self.web, self.metadata.url)
        queues = Storage(self.web, self.identity, self.azurite.queue)
        self.blobs = Storage(self.web, self.identity, self.azurite.blob)
        self.events_name, self.worlds = f"events-{self.server}", f"worlds-{self.server}"
        for name in (self.events_name, f"agent-{self.server}"):
            queues.request("PUT", f"/{name}")
        self.blobs.request("PUT", f"/{self.worlds}?restype=container")
        self.blobs.request("PUT", f"/backups-{self.server}?restype=container")
        self.events = Queue(queues, self.events_name)
        self.inbox = Queue(queues, f"agent-{self.server}")
        self.profile = place.GAMES / f"{game}.json"
        self.control = self.home / "control"
        self.world = self.home / "world"
        self.configure(**config)

    def configure(self, **more):
        """Writes agent.json."""
        simulated = place.ROOT / "cloud-init/simulated-game/simulated_game.py"
        told = {
            "v": 1, "server": self.server, "profile": str(self.profile),
            "queueServiceUri": self.azurite.queue, "eventsQueue": self.events_name,
            "blobServiceUri": self.azurite.blob, "worldsContainer": self.worlds,
            "backupsContainer": f"backups-{self.server}", "imds": self.metadata.url,
            "caFile": self.azurite.certificate, "stateDirectory": str(self.home / "state"),
            "worldDirectory": str(self.world), "inboxSeconds": 0.1, "eventsSeconds": 0.1,
            "leaseSeconds": 15, "settleSeconds": 0.1,
            "command": [sys.executable, str(simulated), str(self.profile), str(self.control),
                        "--boot", "0.1", "--save", "0.2", "--world", str(self.world)],
        }  # fmt: skip
        self.config = {key: value for key, value in (told | more).items() if value is not None}
        (self.home / "agent.json").write_text(json.dumps(self.config), "utf-8")

    def start(self):
        """Starts the agent's process."""
        log = open(self.home / "agent.out", "ab")
        self.process = subprocess.Popen(
            [sys.executable, str(place.TESTS / "held.py"), str(self.home / "left-the-list"),
             "run", "--config", str(self.home / "agent.json")],
            cwd=place.AGENT, stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        return self

    def hello(self, generation=None):
        """Puts into the inbox what the app puts there before it starts the machine."""
        self.generation = generation or self.generation
        config = {"server": self.server, "game": self.profile.stem, "stopSeconds": 30}
        self.order("hello", key=KEY, config=config)
        return self

    def order(self, kind, seconds=600, **more):
        """Puts an order into the inbox; its identity."""
        self._orders += 1
        message = f"{kind}-{self.generation}-{self._orders}"
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))
        told = {"v": 1, "generation": self.generation, "expires": at, "message": message, "type": kind} | more
        wrong = schema.errors(told, ORDERS)
        assert not wrong, wrong
        self.inbox.put(json.dumps(told))
        return message

    def play(self, command):
        """Has the simulated game do something."""
        until(self.control.exists)
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.control))
            line.sendall(command.encode() + b"\n")
            return line.recv(1000)

    def collect(self):
        """Takes the events that have come, checked against the contract and the key."""
        for message, receipt, body in self.events.get(hidden=60):
            text = body.decode()
            event = json.loads(text)
            wrong = schema.errors(event, CONTRACT)
            assert not wrong, (wrong, text)
            head, _, mac = text[:-2].rpartition(',"mac":"')
            made = hmac.new(bytes.fromhex(KEY), (head + "}").encode(), hashlib.sha256).hexdigest()
            assert mac == made, "the mac does not fit"
            self.seen.append(event)
            self.events.delete(message, receipt)
        return self.seen

    def await_event(self, kind, **fields):
        """The first event of this kind with these fields."""

        def found():
            self.collect()
            return next((e for e in self.seen if e["type"] == kind
                         and all(e.get(k) == v for k, v in fields.items())), None)  # fmt: skip

        try:
            return until(found)
        except AssertionError:
            kinds = [(e["seq"], e["type"], e["phase"], e.get("step"), e.get("detail")) for e in self.seen]
            raise AssertionError(f"no {kind} {fields} among {kinds}\n{self.output()}") from None

    def backup_size(self, name):
        """The bytes of a backup as the account has it."""
        return len(self.blobs.request("GET", f"/backups-{self.server}/{name}").body)

    def status(self):
        """The status shown to an operator on the machine."""
        return subprocess.run(
            [sys.executable, "-m", "hearth_agent", "status", "--config", str(self.home / "agent.json")],
            cwd=place.AGENT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    def output(self):
        """The agent's output."""
        return (self.home / "agent.out").read_text("utf-8", "replace")[-4000:]

    def kill(self):
        """kill -9 to the agent alone."""
        self.process.kill()
        self.process.wait()

    def close(self):
        """Ends everything and leaves nothing behind."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if (self.home / "state").exists():  # also a game that was just being started
            ProcessGame([], "", {}, self.home / "state").kill()
        self.metadata.close()
        self.web.close()
        notes = self.home / "left-the-list"
        left = notes.read_text("utf-8") if notes.exists() else ""
        shutil.rmtree(self.home, ignore_errors=True)
        assert not left, f"agent/calls.json does not list what the agent asked of Azure: {left}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

