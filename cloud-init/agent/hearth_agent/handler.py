"""What each order has the agent do; each is answered by one event."""

import threading
import time

from . import console
from .azure import secret
from .evidence import occupied
from .times import seconds_of
from .web import Trouble


class Handler:
    """Takes the orders from the inbox one after the other."""

    def __init__(self, agent):
        self._agent = agent
        self._busy = None  # the order that is being carried out
        self._generation = (agent.store.get("hello") or {}).get("generation")
        self._acts = {
            "save-and-stop": self._save_and_stop, "restart": self._restart, "say": self._say,
            "backup": self._backup, "restore": self._restore,
        }  # fmt: skip

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
        if agent.halt.on and not agent.attached:
            self._start_anew()

    def _start_anew(self):
        self._agent.halt.lift()
        self._agent.account.enter("booting")
        self._agent.start.prepare()

    def next_order(self):
        """Begins the next order, if there is one and nothing else is going on."""
        found = self._agent.inbox.next() if self._agent.stop.now is None else None
        if found is None:
            return
        order, begun = found
        kind = order["type"]
        if self._busy and (kind != "save-and-stop" or self._busy["type"] == kind):
            return
        if kind in ("restore", "backup") and self._booting():
            return  # done once the world is here: just before the game is begun, and after
        self._begin(order, begun)

    def _begin(self, order, begun):
        self._agent.log("order", type=order["type"], message=order["message"])
        self.take(order)
        if begun and order["type"] != "save-and-stop":
            self.refuse(order, "interrupted: it is not known how far it came")
        elif not begun and seconds_of(order["expires"]) < time.time():
            self.refuse(order, "it expired before its turn came")
        else:
            self._acts[order["type"]](order)

    def take(self, order):
        """The order is being carried out from now on."""
        self._busy = order
        self._agent.inbox.mark(order["message"], "begun")

    def _booting(self):
        return not self._agent.attached and not self._agent.halt.on

    def _save_and_stop(self, order):
        agent = self._agent
        if order["ifEmpty"] and agent.attached and agent.account.phase == "running":
            seen = agent.gather()
            if occupied(seen):
                self.answer(order, "occupied", evidence=seen)
                return
        agent.cancelled.set()
        agent.stop.begin("order", order["message"])

    def _restart(self, order):
        if self._agent.attached:
            self._agent.stop.begin("restart", order["message"])
            return
        if not self._booting():
            self._start_anew()
        self.answer(order, "done")

    def _restore(self, order):
        why = self._agent.keeper.refusal()
        if why:
            self.refuse(order, why)
        else:
            self._agent.stop.begin("restore", order["message"])

    def _backup(self, order):
        why = self._agent.keeper.refusal()
        if why:
            self.refuse(order, why)
        else:
            self._agent.keeper.back_up(order)

    def _say(self, order):
        told = self._agent.profile.data.get("console")
        if not told or not self._agent.attached:
            self.refuse(order, "this game has no console" if not told else "the game does not run")
            return
        threading.Thread(target=self._say_now, args=(order, told), daemon=True).start()

    def _say_now(self, order, told):
        agent = self._agent
        try:
            console.say(told, order["text"], agent.game.type, self._secret)
        except (OSError, ValueError, Trouble) as failed:
            why = str(failed)
            agent.post(lambda: self.refuse(order, why))
        else:
            agent.post(lambda: self.answer(order, "done"))

    def _secret(self, name):
        config = self._agent.config
        if not config.keyVaultUri:
            raise ValueError("agent.json names no keyVaultUri")
        return secret(self._agent.web, self._agent.identity, config.keyVaultUri, name)

    def answer(self, order, kind, **more):
        """Answers an order by an event of this kind; it is done."""
        with self._agent.store.transaction():
            self._agent.tell(kind, answers=order["message"], **more)
            self.done(order["message"])

    def refuse(self, order, why):
        """Answers an order that is not carried out."""
        self.answer(order, "failed", detail=why)

    def done(self, message):
        """An order was answered."""
        if message:
            self._agent.inbox.mark(message, "done")
        if self._busy and self._busy["message"] == message:
            self._busy = None
