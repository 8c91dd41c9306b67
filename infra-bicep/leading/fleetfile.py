"""The fleet file: JSON of the user's own, kept as `up` or a hand wrote it, and written after each answer."""

import json
import os

from deploying.az import Refused
from deploying.fleet import of_file


class FleetFile:
    """`values` are parameters of infra-bicep/main.bicep by name; none of them is a secret."""

    def __init__(self, path):
        self.path = path
        self.values = of_file(path) if path.exists() else {}

    @property
    def servers(self):
        """The servers declared so far."""
        servers = self.values.get("fleet", {}).get("servers", [])
        if not isinstance(servers, list) or not all(isinstance(one, dict) for one in servers):
            raise Refused(f"{self.path.name}: fleet.servers is a list of objects")
        return servers

    def set(self, name, value):
        """Puts a parameter in, and writes the file where that changed it."""
        if self.values.get(name) != value:
            self.values = self.values | {name: value}
            self.write()

    def fleet(self, **members):
        """Puts members of the fleet in."""
        self.set("fleet", {**self.values.get("fleet", {}), **members})

    def write(self):
        """Whole or not at all: a file half written is nobody's answer."""
        beside = self.path.with_name(self.path.name + ".new")
        try:
            beside.write_text(json.dumps(self.values, indent=2, ensure_ascii=False) + "\n", "utf-8")
            os.replace(beside, self.path)
        except OSError as why:
            raise Refused(f"{self.path} cannot be written: {why.strerror}") from None
