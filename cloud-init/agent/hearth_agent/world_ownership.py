"""Whether this machine has the world, from taking its lease to letting go of it."""

import threading
from pathlib import Path

from .core import events
from .core.stopping import LAST_SECONDS
from .lease import renew_forever
from .web import Trouble


class WorldOwnership:
    """Used by the boot, which takes the lease, and by the loop, which ends it."""

    def __init__(self, lease, post, log, is_played=lambda: False, fence=""):
        self.lease, self._post, self._log = lease, post, log
        self._is_played, self._fence = is_played, fence
        self._release = threading.Event()  # ends the renewal

    def keep(self):
        """Renews the lease from now on."""
        self._release = threading.Event()
        arguments = (self.lease, self._release, self._lost)
        threading.Thread(target=renew_forever, args=arguments, daemon=True).start()

    def _lost(self):
        """Once the game has had its last seconds, root lets go of the share for good.

        What the kernel still holds of the game's writes would else come over what another machine has
        written, as soon as the share can be reached again (seen in the virtual machine).
        """
        played = self._is_played()
        self._post(events.WorldLost())
        if played and self._fence:
            threading.Event().wait(LAST_SECONDS)
            Path(self._fence).touch()

    def release(self, _effect=None):
        """Lets go of the world, where it was held."""
        self.end()
        if self.lease:
            try:
                self.lease.release()
            except Trouble as trouble:
                self._log("lease-not-released", why=str(trouble))

    def end(self):
        """Renews no more; the lease runs out by itself."""
        self._release.set()
