"""The app's package goes to Azure, by Core Tools where they are, else by the Azure CLI."""

import hashlib
import json
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from deploying.az import ARM, Refused
from deploying.fleet import ROOT

PUBLISHED, STATE = "hearth:published", "hearth:state"  # tags of the site
STAGED = ("app", "functions/target/azure-functions/hearth")  # in a release, in a checkout


def staging():
    """The folder that is published. Raises Refused."""
    for one in STAGED:
        if (ROOT / one / "host.json").exists():
            return ROOT / one
    raise Refused("the app is not packaged: in a checkout ./hearth builds it; of a release a part is missing, so unpack it again")


def files(folder):
    """The files to publish, in order; settings of this machine are none of them."""
    return sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "local.settings.json")


def version():
    """Which Hearth this is: a release's own name, or that it is a checkout."""
    path = ROOT / "VERSION"
    return path.read_text("utf-8").strip() if path.exists() else "checkout"


def mark(folder):
    """Names a package by what is in it: the version, and a hash of every file."""
    whole = hashlib.sha256()
    for one in files(folder):
        whole.update(f"{one.relative_to(folder)}\0".encode() + hashlib.sha256(one.read_bytes()).digest())
    return f"{version()}+{whole.hexdigest()[:12]}"


def state():
    """The form of the state that this version writes, contracts/state.schema.json."""
    told = json.loads((ROOT / "contracts" / "state.schema.json").read_text("utf-8"))
    return int(told["properties"]["v"]["const"])


def tags(az, site):
    """The site's record of what was published to it last, by tag."""
    return (az.json("rest", "--method", "get", "--url", f"{ARM}{site}?api-version=2025-03-01") or {}).get("tags") or {}


def backwards(found):
    """Raises Refused where what is there writes a state that this version cannot read."""
    there = found.get(STATE, "")
    if there.isdigit() and int(there) > state():
        raise Refused(
            f"what is deployed ({found.get(PUBLISHED, 'unknown')}) keeps the servers' state in form {there}, and this version reads "
            f"up to form {state()}: it would take running games for unknown. Go on with a version as new as that; nothing was changed"
        )


def publish(az, folder, site, plan, environ, run=subprocess.run):
    """Uploads, and marks the site with what it is. Raises Refused; half an upload is not marked."""
    name, group = site.rsplit("/", 1)[1], site.split("/")[4]
    func = shutil.which("func", path=environ.get("PATH"))
    if func:
        done = run([func, "azure", "functionapp", "publish", name, "--java"], cwd=folder, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(f"func could not publish {name}: {(done.stderr or done.stdout).strip()[-1000:]}")
    else:
        with tempfile.TemporaryDirectory() as there:
            package = pack(folder, Path(there) / "app.zip")
            if plan == "flex":
                az.text("functionapp", "deployment", "source", "config-zip", "--resource-group", group, "--name", name, "--src", str(package))
            else:
                az.text("functionapp", "deploy", "--resource-group", group, "--name", name, "--src-path", str(package), "--type", "zip")
    az.text("tag", "update", "--resource-id", site, "--operation", "Merge", "--tags", f"{PUBLISHED}={mark(folder)}", f"{STATE}={state()}")


def pack(folder, path):
    """The folder as a zip; every entry with one date, so that the same package is the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files(folder):
            entry = zipfile.ZipInfo(str(one.relative_to(folder)), (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, one.read_bytes())
    return path
