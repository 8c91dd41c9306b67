"""agent.json: everything the agent is told, no secrets; every mistake is named at once."""

import json
from dataclasses import dataclass, fields
from pathlib import Path

HERE = {"bellUri": ("http://127.0.0.1:",)}  # the local run's host speaks plain http on the loopback


CHOICES = {
    "newWorld": ("first", "always", "never"),  # when a world that is not there is made
    "update": ("always", "ask", "pinned"),  # which version of the game runs
}


class BadConfig(ValueError):
    """agent.json cannot be used; says every reason."""


@dataclass
class Config:
    """Only server, profile, queueServiceUri and stateDirectory are needed."""

    server: str
    profile: str
    queueServiceUri: str
    stateDirectory: str
    v: int = 1
    gameSchema: str = ""
    eventsQueue: str = "game-events"
    inboxQueue: str = ""
    bellUri: str = ""
    blobServiceUri: str = ""
    backupServiceUri: str = ""
    worldsContainer: str = ""
    worldsLock: str = ""
    backupsContainer: str = ""
    shareServiceUri: str = ""
    share: str = ""
    shareSecret: str = ""
    snapshots: int = 0
    keyVaultUri: str = ""
    clientId: str = ""
    imds: str = "http://169.254.169.254"
    caFile: str = ""
    worldDirectory: str = ""
    cacheDirectory: str = ""
    variant: str = ""
    sha256: str = ""
    licenceAccepted: bool = False
    command: list = ()
    vmName: str = ""
    vmId: str = ""
    bootFile: str = ""
    mountRequest: str = ""
    mountReady: str = ""
    fenceRequest: str = ""
    environment: dict = None
    runtime: str = "docker"
    runtimeSocket: str = "/run/docker.sock"
    inboxSeconds: float = 5.0
    eventsSeconds: float = 1.0
    heartbeatSeconds: float = 60.0
    leaseSeconds: int = 60
    backupMinutes: int = 0
    newWorld: str = "first"
    update: str = "always"
    settleSeconds: float = -1.0
    spoolLimit: int = 10_000

    def __post_init__(self):
        self.inboxQueue = self.inboxQueue or f"agent-{self.server}"
        self.worldsLock = self.worldsLock or f"{self.server}.lock"
        self.backupServiceUri = self.backupServiceUri or self.blobServiceUri
        self.environment = self.environment or {}
        self.command = list(self.command)

    @property
    def state(self):
        """The directory that the agent keeps its memory in."""
        return Path(self.stateDirectory)


def load(path):
    """Reads agent.json. Raises BadConfig."""
    try:
        data = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as bad:
        raise BadConfig(f"{path}: {bad}") from None
    if not isinstance(data, dict):
        raise BadConfig(f"{path}: must be an object")
    wrong = []
    known = {field.name: field for field in fields(Config)}
    wrong += [f"{key}: is not known here" for key in data if key not in known]
    for key in ("server", "profile", "queueServiceUri", "stateDirectory"):
        if not data.get(key):
            wrong.append(f"{key}: is missing")
    kinds = {"str": str, "int": int, "float": (int, float), "bool": bool, "list": list, "dict": dict}
    for key, value in data.items():
        kind = kinds[getattr(known[key].type, "__name__", known[key].type)] if key in known else object
        if not isinstance(value, kind):
            wrong.append(f"{key}: has the wrong type")
        elif key.endswith("Uri") and value and not value.startswith(("https://", *HERE.get(key, ()))):
            wrong.append(f"{key}: must begin with https://")
    for key, choices in CHOICES.items():
        if data.get(key, choices[0]) not in choices:
            wrong.append(f"{key}: must be one of {', '.join(choices)}")
    if data.get("v", 1) != 1:
        wrong.append("v: must be 1")
    if wrong:
        raise BadConfig(f"{path}:\n  " + "\n  ".join(wrong))
    return Config(**data)
