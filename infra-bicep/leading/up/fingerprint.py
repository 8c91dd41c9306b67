"""Names what a deployment is made of, so that the same is not made again."""

import hashlib

from deploying import fleet as fleets


def fingerprint(values):
    """Of the templates, what they load, and the parameters."""
    whole = hashlib.sha256(repr(sorted(values.items(), key=lambda one: one[0])).encode())
    here = fleets.HERE
    compiled = here / "main.json"
    loaded = [compiled] if compiled.exists() else [
        *here.glob("*.bicep"), *here.glob("modules/*.bicep"),
        *(one for one in (fleets.ROOT / "cloud-init").rglob("*") if one.is_file() and "__pycache__" not in one.parts and "tests" not in one.parts),
        fleets.ROOT / "functions/src/main/azure/actions.json",
    ]  # fmt: skip
    for path in sorted(loaded):
        whole.update(str(path.relative_to(fleets.ROOT)).encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
