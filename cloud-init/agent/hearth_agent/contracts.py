"""The contracts as they are packed beside the agent, or as the repository has them."""

import json
from functools import cache
from pathlib import Path


@cache
def contract(name):
    """The schema of this name, such as `agent`."""
    here = Path(__file__).resolve()
    packed = here.parent / f"{name}.schema.json"
    path = packed if packed.exists() else here.parents[3] / f"contracts/{name}.schema.json"
    return json.loads(path.read_text("utf-8"))
