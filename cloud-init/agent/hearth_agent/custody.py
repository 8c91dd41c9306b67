"""Whether this machine has the world, from taking its lease to letting go of it."""

import threading

from .lease import renew_forever
from .web import Trouble

LAST_SECONDS = 5  # that a game has whose world may be another machine's


class Custody:
    """Used by the boot, which takes the lease, and by the loop, which loses or ends it."""

    def __init__(self, agent, lease):
        self._agent, self.lease = agent, lease
        self._release = threading.Event()  # ends the renewal

    def keep(self):
        """Renews the lease from now on."""
        self._release = threading.Event()
        arguments = (self.lease, self._release, lambda: self._agent.post(self.lose))
        threading.Thread(target=renew_forever, args=arguments, daemon=True).start()

    def lose(self):
        """Another machine may have the world: the game stops at once, without a backup."""
        agent = self._agent
        if agent.halt.on:
            return  # it was let go of
        agent.tell("failed", detail="the lease of the world was lost")
        agent.cancelled.set()
        agent.stop.begin("lease", patience=LAST_SECONDS)
        agent.stop.hurry(LAST_SECONDS)

    def release(self):
        """Lets go of the world, where it was held."""
        self.end()
        if self.lease:
            try:
                self.lease.release()
            except Trouble as trouble:
                self._agent.log("lease-not-released", why=str(trouble))

    def end(self):
        """Renews no more; the lease runs out by itself."""
        self._release.set()
