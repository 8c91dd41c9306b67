"""The cloud-config: its size, its files, the packed agent."""

import ast
import json
import os
import runpy
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import place

FOLDER = place.ROOT / "cloud-init"
RENDER = runpy.run_path(str(FOLDER / "render"))
AGENT = (FOLDER / "agent.sample.json").read_text("utf-8")


def files_of(text):
    line = next(line for line in text.splitlines() if line.startswith("write_files: "))
    return {one["path"]: one for one in json.loads(line.removeprefix("write_files: "))}


class CloudConfig(unittest.TestCase):
    def test_stays_below_the_limit_with_every_profile(self):
        for profile in place.GAMES.glob("*.json"):
            text = RENDER["rendered"](AGENT, profile.read_text("utf-8"), "WORLD_SHARE=s\n")
            self.assertLess(len(text.encode()), 50_000)  # 65,535 are allowed; the rest is for profiles of people's own
            self.assertTrue(text.startswith("#cloud-config\n"))

    def test_holds_every_file_whole(self):
        files = files_of(RENDER["rendered"](AGENT, (place.GAMES / "valheim.json").read_text("utf-8")))
        unit = (FOLDER / "files/hearth-agent.service").read_text("utf-8")
        self.assertEqual(unit, files["/etc/systemd/system/hearth-agent.service"]["content"])
        self.assertEqual(json.loads(AGENT), json.loads(files["/etc/hearth/agent.json"]["content"]))

    def test_the_sample_settings_are_good(self):
        from hearth_agent import config

        self.assertEqual("agent-valheim", config.load(FOLDER / "agent.sample.json").inboxQueue)

    def test_the_packed_agent_is_what_the_sources_make_and_runs_alone(self):
        subprocess.run([FOLDER / "pack", "--check"], check=True)
        with tempfile.TemporaryDirectory() as home:
            archive = FOLDER / "agent.tar.bz2"
            subprocess.run([sys.executable, "-m", "tarfile", "-e", archive, home], check=True)
            told = subprocess.run(
                [sys.executable, "-I", f"{home}/agent", "check", *sorted(place.GAMES.glob("*.json"))],
                capture_output=True, text=True, check=True, cwd=home, env={"PATH": os.environ["PATH"]},
            )  # fmt: skip
            # No part of it needs one that stays at a desk.
            names = sorted(".".join(path.relative_to(f"{home}/agent").with_suffix("").parts)
                           for path in Path(home).glob("agent/hearth_agent/**/*.py") if path.name != "__main__.py")  # fmt: skip
            script = "import sys, importlib; sys.path.insert(0, sys.argv[1])\nfor name in sys.argv[2:]: importlib.import_module(name)"
            subprocess.run([sys.executable, "-I", "-c", script, f"{home}/agent", *names], check=True, cwd=home)
        self.assertGreater(len(names), 50)
        self.assertEqual(len(list(place.GAMES.glob("*.json"))), told.stdout.count(": good"))

    def test_the_packed_agent_differs_by_docstrings_and_comments_alone(self):
        terse = runpy.run_path(str(FOLDER / "pack"))["terse"]
        for path in (place.AGENT / "hearth_agent").rglob("*.py"):
            source = path.read_text("utf-8")
            self.assertEqual(code_of(source), code_of(terse(source)), path.name)
        packed = terse('def f():\n    """Gone."""\n    # gone\n    return """\n    # kept"""\n')
        self.assertEqual("def f():\n return '\\n    # kept'\n", packed)


def code_of(source):
    """The code, docstrings aside."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


if __name__ == "__main__":
    unittest.main()
