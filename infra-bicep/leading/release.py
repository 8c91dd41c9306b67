"""./hearth release: one archive from which up, down, register, doctor and kept need az and python3 alone."""

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from deploying.az import Refused
from deploying.fleet import ROOT

# Modules that jdeps does not see: loaded by name, for https to Azure and Discord.
BY_NAME = ("jdk.crypto.ec", "java.naming", "jdk.unsupported")
FILES = (
    "hearth", "LICENSE", "README.md", "host.json", "local.settings.sample.json", "docs", "contracts", "cloud-init/agent", "cloud-init/agent.tar.bz2", "cloud-init/cloud-config.yaml", "cloud-init/files", "cloud-init/files.json", "cloud-init/games",
    "infra-bicep/deploy", "infra-bicep/deploying", "infra-bicep/leading", "infra-bicep/modules", "infra-bicep/main.bicep",
    "infra-bicep/main.bicepparam", "infra-bicep/types.bicep", "infra-bicep/bicepconfig.json", "functions/src/main/azure",
)  # fmt: skip
LEFT_OUT = ("__pycache__", "node_modules", "local.settings.json")
ARCHITECTURES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
BOM = "org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom"


def main(arguments, folder):
    """The exit status: 0 made, 1 refused."""
    parser = argparse.ArgumentParser(prog="./hearth release", description="Makes the archive, its checksum and its bill of materials.")
    parser.add_argument("--version", default=_version(), help="what it is called (%(default)s)")
    parser.add_argument("--output", type=Path, default=ROOT / "target" / "release", metavar="FOLDER", help="where it is put (target/release)")
    parser.add_argument("--runtime", type=Path, action="append", default=[], metavar="FILE", help="another machine's Java, as --runtime-only made it there")
    parser.add_argument("--runtime-only", action="store_true", help="only this machine's Java, as hearth-runtime-linux-*.tar.gz")
    given = parser.parse_args(arguments)
    output = folder / given.output
    try:
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,40}", given.version):
            raise Refused(f"--version {given.version}: letters, digits, dots, hyphens")
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output) as work:
            made = _runtime_file(Path(work), output) if given.runtime_only else _archive(given, Path(work), output)
    except Refused as refused:
        print(f"hearth release: {refused}", file=sys.stderr)
        return 1
    for one in made:
        print(one)
    return 0


def _version():
    return re.search(r"<version>([^<]+)</version>", (ROOT / "pom.xml").read_text("utf-8")).group(1)


def machine():
    """This machine as runtimes are called after it. Raises Refused."""
    kind = ARCHITECTURES.get(platform.machine())
    if platform.system() != "Linux" or not kind:
        raise Refused("a runtime is made on Linux, x86-64 or arm64: each on a machine of its own, as the release workflow does")
    return f"linux-{kind}"


def _jars():
    listed = (ROOT / "setup/target/classpath").read_text("utf-8").strip().split(os.pathsep)
    return [*sorted((ROOT / "setup/target").glob("setup-*.jar")), *map(Path, listed)]


def runtime(into):
    """A Java that has what the setup needs and no more. Raises Refused."""
    home, jars = Path(os.environ["JAVA_HOME"]), _jars()
    asked = [home / "bin/jdeps", "--ignore-missing-deps", "--print-module-deps", "--multi-release", "21", "-R",
             "--class-path", os.pathsep.join(map(str, jars)), jars[0]]  # fmt: skip
    modules = {*_run(asked, "jdeps").strip().split(","), *BY_NAME}
    _run([home / "bin/jlink", "--add-modules", ",".join(sorted(modules)), "--strip-debug", "--no-header-files", "--no-man-pages",
          "--compress", "zip-6", "--output", into], "jlink")  # fmt: skip
    return into


def _runtime_file(work, output):
    name = machine()
    made = runtime(work / name)
    return [_packed(made, output / f"hearth-runtime-{name}.tar.gz", name)]


def _archive(given, work, output):
    name = f"hearth-{given.version}"
    tree = work / name
    for one in FILES:
        _copied(ROOT / one, tree / one)
    (tree / "VERSION").write_text(given.version + "\n", "utf-8")
    _copied(ROOT / "functions/target/azure-functions/hearth", tree / "app")
    (tree / "setup").mkdir()
    for jar in _jars():
        shutil.copy(jar, tree / "setup" / jar.name)
    for template in ("main.bicep", "modules/budget.bicep"):
        _compiled(tree / "infra-bicep" / template)
    runtime(tree / "runtime" / machine())
    for one in given.runtime:
        _unpacked(one, tree / "runtime")
    _run(["mvn", "-B", "-q", "-pl", "setup", "-am", BOM, "-DoutputFormat=json"], "the bill of materials")
    bom = output / f"{name}.bom.json"
    shutil.copy(ROOT / "setup/target/bom.json", bom)
    shutil.copy(bom, tree / "bom.json")
    made = [_packed(tree, output / f"{name}.tar.gz", name), bom]
    sums = output / f"{name}.sha256"
    sums.write_text("".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in made), "utf-8")
    there = ", ".join(sorted(one.name for one in (tree / "runtime").iterdir()))
    print(f"with Java for {there}; on other machines it takes a JDK 21 that is installed")
    return [*made, sums]


def _copied(source, target):
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT, "*.pyc"))
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    else:
        raise Refused(f"{source.relative_to(ROOT)} is not there: build first")


def _compiled(template):
    target = str(template.with_suffix(".json"))
    if shutil.which("bicep"):
        _run(["bicep", "build", template, "--outfile", target], "bicep")
    else:
        _run(["az", "bicep", "build", "--file", template, "--outfile", target], "the Bicep compiler (`az bicep install`)")


def _unpacked(file, into):
    """A runtime of another machine: nothing but the one folder that it is named after."""
    try:
        with tarfile.open(file) as archive:
            names = {one.name.split("/")[0] for one in archive.getmembers()}
            if len(names) != 1 or not re.fullmatch("linux-(x64|arm64)", next(iter(names))):
                raise Refused(f"{file} is no runtime that --runtime-only made")
            archive.extractall(into, filter="data")
    except (OSError, tarfile.TarError) as why:
        raise Refused(f"{file} cannot be read: {type(why).__name__}") from None


def _packed(folder, file, name):
    """The folder as an archive whose bytes depend on its content alone, but for gzip's own time."""
    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = 0
        return entry

    with tarfile.open(file, "w:gz") as archive:
        archive.add(folder, name, recursive=False, filter=plain)
        for one in sorted(folder.rglob("*")):
            archive.add(one, f"{name}/{one.relative_to(folder)}", recursive=False, filter=plain)
    return file


def _run(command, what):
    try:
        done = subprocess.run([str(one) for one in command], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Refused(f"{what} is needed and not there") from None
    if done.returncode:
        raise Refused(f"{what} failed:\n{(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout
