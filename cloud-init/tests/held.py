"""The agent as it is, but that a request which agent/calls.json does not list is noted and refused.

    held.py NOTES run --config AGENT.json
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

import calls
import place  # noqa: F401 - finds the agent
from hearth_agent.web import Trouble, Web


class Held(Web):
    """Asks only what is listed. note(operation, why) hears of every request."""

    bases, note = (), print

    def open(self, method, url, headers=(), body=None, timeout=None):
        """As Web does it, where it is listed."""
        service, path = calls.service_of(url, self.bases)
        if service:
            why, operation = calls.wrong(service, method, path, urlsplit(url).query, headers, body)
            type(self).note(operation, why)
            if why:
                raise Trouble(why, 400, "InvalidHeaderValue")
        return super().open(method, url, headers, body, timeout)


def main(notes, *arguments):
    """Runs the agent."""
    from hearth_agent import __main__ as agent
    from hearth_agent import factory

    config = json.loads(Path(arguments[-1]).read_text("utf-8"))
    accounts = (("queue", "queueServiceUri"), ("blob", "blobServiceUri"), ("blob", "backupServiceUri"))
    Held.bases = [(service, config[name]) for service, name in accounts if name in config]

    def note(_, why):
        if why:
            with open(notes, "a", encoding="utf-8") as file:
                file.write(f"{why}\n")

    Held.note = note
    factory.Web = Held
    return agent.main(list(arguments))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
