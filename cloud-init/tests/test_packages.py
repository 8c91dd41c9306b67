"""The packages of a machine, with stand-ins for apt-get and modprobe: the kernel can mount a share."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

BOOTSTRAP = Path(__file__).resolve().parent.parent / "files" / "bootstrap.sh"
APT = """#!/bin/sh
case $* in *update) echo update >>"$CALLS"; : >"$LISTS"; exit ;; esac
echo "apt-get $*" >>"$CALLS"
[ -e "$LISTS" ] || exit 100
case $* in *modules-extra*) [ -z "$NO_PACKAGE" ] && : >"$MODULE" || exit 100 ;; esac
"""
MODPROBE = """#!/bin/sh
echo "modprobe $*" >>"$CALLS"
[ -e "$MODULE" ]
"""


class Packages(unittest.TestCase):
    def run_with(self, module, package=True, lists=True):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            for name, text in (("apt-get", APT), ("modprobe", MODPROBE)):
                (home / name).write_text(text, "utf-8")
                (home / name).chmod(0o755)
            if module:
                (home / "module").touch()
            if lists:
                (home / "lists").touch()
            script = BOOTSTRAP.read_text("utf-8")
            functions = "\n".join(re.search(rf"^{name}\(\) \{{.*?^\}}$", script, re.M | re.S).group()
                                  for name in ("get", "apt_get", "packages"))  # fmt: skip
            environ = os.environ | {
                "PATH": f"{home}{os.pathsep}{os.environ['PATH']}", "CALLS": str(home / "calls"), "MODULE": str(home / "module"),
                "LISTS": str(home / "lists"),
                "NO_PACKAGE": "" if package else "1", "PACKAGES": "cifs-utils",
            }  # fmt: skip
            done = subprocess.run(["sh", "-c", f"{functions}\npackages"], env=environ, check=False)
            return done.returncode, (home / "calls").read_text("utf-8").splitlines()

    def test_a_kernel_that_has_the_module_needs_no_more(self):
        status, calls = self.run_with(module=True)
        self.assertEqual(status, 0)
        self.assertEqual(calls[-1], "modprobe cifs")
        self.assertEqual([one for one in calls if "modules-extra" in one], [])

    def test_lists_of_packages_are_fetched_only_where_an_installation_fails_without_them(self):
        self.assertNotIn("update", self.run_with(module=True)[1])
        status, calls = self.run_with(module=True, lists=False)
        self.assertEqual((0, 1), (status, calls.count("update")))
        self.assertEqual(calls[0], calls[2], "the same installation again")

    def test_a_kernel_without_the_module_gets_its_package(self):
        status, calls = self.run_with(module=False)
        self.assertEqual(status, 0)
        self.assertIn(f"linux-modules-extra-{os.uname().release}", calls[-2])

    def test_a_module_that_cannot_be_had_is_a_failed_step(self):
        self.assertNotEqual(self.run_with(module=False, package=False)[0], 0)


if __name__ == "__main__":
    unittest.main()
