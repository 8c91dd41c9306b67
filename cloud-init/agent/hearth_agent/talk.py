"""Asks the game who is on, and says things in it."""

import threading
import time

from . import console, evidence
from .api import Api
from .core import events
from .core.turn import roster_of
from .web import Trouble


class Talk:
    """`state` gives the rules' state, `secret` fetches one by its name."""

    def __init__(self, profile, type_line, secret, post, state):
        self._profile, self._type_line, self._secret = profile, type_line, secret
        self._post, self._state = post, state
        self._api = Api(profile.data["api"], secret) if "api" in profile.data else None

    def evidence(self):
        """All evidence of players as of now; None while no game runs."""
        state = self._state()
        if not state.run.attached:
            return None
        return evidence.gather(self._profile, roster_of(state).count, api=self._api, send=self.send)

    def look(self, effect):
        """Gathers it in a thread: a source may take seconds to say nothing."""

        def work():
            asked = time.time()
            self._post(events.Looked(effect.message, self.evidence() or [], asked))

        threading.Thread(target=work, daemon=True).start()

    def say(self, effect):
        """Says a text in a thread."""

        def work():
            try:
                console.say(self._profile.data["console"], effect.text, self._type_line, self._secret, self._api)
            except (OSError, ValueError, Trouble) as failed:
                self._post(events.Said(effect.message, str(failed)))
            else:
                self._post(events.Said(effect.message))

        threading.Thread(target=work, daemon=True).start()

    def order(self, effect):
        """Sends a command: at once where it is typed, else in a thread, as an answer may take seconds."""
        if self._profile.data.get("console", {}).get("kind", "stdin") == "stdin" and isinstance(effect.command, str):
            return self._sent(effect.command)
        threading.Thread(target=lambda: self._post(self._sent(effect.command)), daemon=True).start()
        return None

    def _sent(self, command):
        try:
            self.send(command)
        except (OSError, ValueError, Trouble) as failed:
            return events.Typed(str(failed))
        return events.Typed()

    def send(self, command):
        """Sends a command of the profile; what the game answered. Raises OSError, ValueError or Trouble."""
        return console.send(self._profile.data.get("console"), command, self._type_line, self._secret, self._api)
