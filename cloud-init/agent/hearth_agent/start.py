"""Starting the game: at the machine's boot, again on order, and after a killed agent."""

import threading

from .boot import Boot


class Start:
    """Belongs to the agent's loop."""

    def __init__(self, agent):
        self._agent = agent

    def recall(self):
        """Comes back to what was going on before this process was started."""
        agent, account = self._agent, self._agent.account
        agent.stop.recall()
        same_boot = agent.halt.recall()
        if agent.game.running():
            agent.reader.attach()
            if account.phase == "booting":  # killed just after it had begun the game
                self._loading()
        elif agent.stop.now or same_boot and account.phase in ("loading", "running", "saving"):
            agent.reader.attach()  # it ended meanwhile: its last lines are still to be read
        if not agent.halt.on or agent.attached:
            if not agent.attached:
                account.enter("booting")
            self.prepare()

    def prepare(self):
        """Takes the way from the boot to a started game (again)."""
        agent = self._agent
        agent.cancelled.set()
        agent.cancelled = threading.Event()
        threading.Thread(target=Boot(agent).run, args=(agent.attached,), daemon=True).start()

    def begin(self):
        """The machine is ready: starts the game, a wanted restore first."""
        agent = self._agent
        if agent.cancelled.is_set() or agent.attached:
            return
        if agent.keeper.restore_first():
            return
        agent.account.step = "game"
        agent.tell("phase")
        agent.store.set("resume", agent.game.beginning)
        try:
            agent.game.start()
        except (OSError, RuntimeError) as failed:
            agent.tell("failed", detail=f"game: {failed}")
            agent.halt.stay("failed")
            return
        self._loading()
        agent.reader.attach()

    def _loading(self):
        agent = self._agent
        with agent.store.transaction():
            agent.account.enter("loading")
            agent.tell("phase")
