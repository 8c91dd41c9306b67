"""What each order has the agent do; each is answered by one event."""

import threading
import time

from . import console
from .azure import secret
from .evidence import occupied
from .times import seconds_of
from .upload import Failed
from .web import Trouble

LET_GO = "the game was stopped on this machine, which has let go of the world"


class Handler:
    """Takes the orders from the inbox one after the other."""

    def __init__(self, agent):
        self._agent = agent
        self._busy = None  # the order that is being carried out
        self._generation = (agent.store.get("hello") or {}).get("generation")

    def greet(self):
        """A hello may have come: a newer generation begins anew."""
        agent = self._agent
        hello = agent.store.get("hello")
        if not hello or hello["generation"] == self._generation:
            return
        first, self._generation = self._generation is None, hello["generation"]
        agent.log("hello", generation=hello["generation"])
        if hello["config"]["game"] != agent.profile.name:
            agent.log("another-game", wanted=hello["config"]["game"], profile=agent.profile.name)
        if first:
            return
        self._busy = None
        with agent.store.transaction():
            agent.account.forget()
            agent.account.keep()
        if agent.store.get("halted") and not agent.attached:
            self._start_anew()

    def _start_anew(self):
        self._agent.store.set("halted", None)
        self._agent.account.enter("booting")
        self._agent.reboot()

    def next_order(self):
        """Begins the next order, if there is one and nothing else is going on."""
        found = self._agent.inbox.next() if self._due() else None
        if found is None:
            return
        order, begun = found
        kind = order["type"]
        if self._busy and (kind != "save-and-stop" or self._busy["type"] == kind):
            return
        if kind in ("restore", "backup") and self._booting():
            return  # done once the world is here: just before the game is begun, and after
        self._busy = order
        self._agent.log("order", type=kind, message=order["message"])
        if begun and kind != "save-and-stop":
            self._refuse(order, "interrupted: it is not known how far it came")
            return
        if not begun and seconds_of(order["expires"]) < time.time():
            self._refuse(order, "it expired before its turn came")
            return
        self._agent.inbox.mark(order["message"], "begun")
        getattr(self, "_" + kind.replace("-", "_"))(order)

    def _due(self):
        return self._agent.stop.now is None

    def _booting(self):
        agent = self._agent
        return not agent.attached and not agent.store.get("halted")

    def _save_and_stop(self, order):
        agent = self._agent
        if order["ifEmpty"] and agent.attached and agent.account.phase == "running":
            seen = agent.gather()
            if occupied(seen):
                self._answer(order, "occupied", evidence=seen)
                return
        agent.cancelled.set()
        agent.stop.begin("order", order["message"])

    def _restart(self, order):
        if self._agent.attached:
            self._agent.stop.begin("restart", order["message"])
        elif self._booting():
            self._answer(order, "done")
        else:
            self._start_anew()
            self._answer(order, "done")

    def _restore(self, order):
        if not self._agent.backups:
            self._refuse(order, "no backups are configured")
        elif self._agent.attached:
            self._agent.stop.begin("restore", order["message"])
        else:
            self._refuse(order, LET_GO)

    def restore_first(self):
        """Whether a restore was ordered before the game is begun; it begins it afterwards."""
        found = self._agent.inbox.next()
        if not found or found[0]["type"] != "restore" or found[1] or not self._agent.backups:
            return False
        if seconds_of(found[0]["expires"]) < time.time():
            return False
        self._busy = found[0]
        self._agent.inbox.mark(found[0]["message"], "begun")
        self._agent.account.step = "restore"
        self._agent.tell("phase")
        self._in_thread(self._restore_world, found[0])
        return True

    def start_again(self, reason):
        """The game has ended to be started again, with another world perhaps."""
        agent = self._agent
        order = agent.inbox.find(agent.stop.now["answers"])
        agent.store.set("stop", None)
        agent.stop.now = None
        agent.account.enter("booting")
        if reason == "restore":
            self._in_thread(self._restore_world, order)
            return
        agent.begin()
        self._answer(order, "done")

    def _restore_world(self, order):
        agent = self._agent
        try:
            ours = agent.cancelled
            agent.backups.restore(order["backup"], agent.config.worldDirectory, lambda: not ours.is_set())
            agent.post(lambda: self._answer(order, "done", detail=order["backup"]))
        except (Failed, Trouble, OSError) as failed:
            told = str(failed)
            agent.post(lambda: self._refuse(order, told))
        agent.post(agent.begin)

    def _backup(self, order):
        if self._agent.backups and not self._agent.attached:
            self._refuse(order, LET_GO)
        else:
            self.back_up(order)

    def back_up(self, order):
        """Makes a backup without stopping anything."""
        if self._agent.backups:
            self._in_thread(self.upload, order)
        elif order:
            self._refuse(order, "no backups are configured")

    def upload(self, order, deadline=None):
        """Makes a backup in the calling thread and has it reported."""
        agent = self._agent
        answers = order["message"] if order else None
        try:
            exclude = agent.profile.data["world"].get("exclude", ())
            name = agent.backups.make(agent.config.worldDirectory, exclude, deadline)
        except (Failed, Trouble, OSError) as failed:
            agent.report("failed", detail=f"backup: {failed}", answers=answers)
        else:
            agent.report("backup", detail=name, answers=answers)
        agent.post(lambda: self.done(answers))

    def _say(self, order):
        agent, told = self._agent, self._agent.profile.data.get("console")
        if not told or not agent.attached:
            self._refuse(order, "this game has no console" if not told else "the game does not run")
            return
        self._in_thread(self._say_now, order, told)

    def _say_now(self, order, told):
        agent = self._agent
        try:
            console.say(told, order["text"], agent.game.type, self._secret)
        except (OSError, ValueError, Trouble) as failed:
            why = str(failed)
            agent.post(lambda: self._refuse(order, why))
        else:
            agent.post(lambda: self._answer(order, "done"))

    def _secret(self, name):
        if not self._agent.config.keyVaultUri:
            raise ValueError("agent.json names no keyVaultUri")
        return secret(self._agent.web, self._agent.identity, self._agent.config.keyVaultUri, name)

    def _answer(self, order, kind, **more):
        with self._agent.store.transaction():
            self._agent.tell(kind, answers=order["message"], **more)
            self.done(order["message"])

    def _refuse(self, order, why):
        self._answer(order, "failed", detail=why)

    def done(self, message):
        """An order was answered."""
        if message:
            self._agent.inbox.mark(message, "done")
        if self._busy and self._busy["message"] == message:
            self._busy = None

    def _in_thread(self, work, *arguments):
        threading.Thread(target=work, args=arguments, daemon=True).start()
