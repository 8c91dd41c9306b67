"""Whether this machine has the world, from taking its lease to letting go of it."""

import threading

from .core import events
from .lease import renew_forever
from .web import Trouble


class WorldOwnership:
    """Used by the boot, which takes the lease, and by the loop, which ends it."""

    def __init__(self, lease, post, log):
        self.lease, self._post, self._log = lease, post, log
        self._release = threading.Event()  # ends the renewal

    def keep(self):
        """Renews the lease from now on."""
        self._release = threading.Event()
        arguments = (self.lease, self._release, lambda: self._post(events.WorldLost()))
        threading.Thread(target=renew_forever, args=arguments, daemon=True).start()

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
