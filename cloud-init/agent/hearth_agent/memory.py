"""The rules' state on disk, part by part; only parts that changed are written."""

from .core.state import Log, Machine, Presence, Reports, Roster, Run, State, Stop

PARTS = {"run": Run, "log": Log, "roster": Roster, "reports": Reports,
         "presence": Presence, "stop": Stop, "machine": Machine}  # fmt: skip
TUPLES = ("last", "unknown", "transitions", "fresh", "by", "sources")


def recall(store, setup):
    """The state as it was last written."""
    found = {name: store.get(f"state.{name}") for name in PARTS}
    return State(setup, **{name: _part(PARTS[name], told) for name, told in found.items() if told})


def remember(store, before, after):
    """Writes what changed. In a transaction."""
    for name in PARTS:
        part = getattr(after, name)
        if part is not getattr(before, name):
            store.set(f"state.{name}", part and vars(part))


def _part(kind, told):
    return kind(**{key: tuple(value) if key in TUPLES else value for key, value in told.items()})
