"""Commands of the Azure CLI are found where they stand, and a real CLI notices what is wrong in one."""

import importlib.machinery
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "checks"))

import az_commands  # noqa: E402

SWITCHES = ("--all", "--wait", "--yes", "--stdout", "--no-pretty-print")
READ = """Run `az group
show --name A`, then

```
az vm list \\
  --output table | head
./hearth doctor
```
"""


class Found(unittest.TestCase):
    def test_blocks_and_quoted_code_are_read_and_joined(self):
        self.assertEqual(az_commands.documented(READ), ["az vm list --output table | head", "az group show --name A"])

    def test_steps_of_a_pipeline_are_read(self):
        text = "  run: |\n    # az login\n    x=$(az vm list \\\n      --query a)\n"
        self.assertEqual(az_commands.piped(text), ["az vm list        --query a)"])

    def test_a_message_sets_its_command_apart(self):
        for text, commands, loose in (
            ('f("Run `az login`.");', ["az login"], 0),
            ('f("not logged in: run \'az login\'")', ["az login"], 0),
            ('f("az vmss scale -n " + name() + " -g <group>");', ["az vmss scale -n X -g <group>"], 0),
            ('yield f"  2. az group show --name {one}"', ["az group show --name X"], 0),
            ('f("Sign in: az login --tenant x.");', [], 1),
        ):
            with self.subTest(text):
                found, open_ = az_commands.printed(text)
                self.assertEqual((found, len(open_)), (commands, loose))

    def test_a_command_ends_where_the_next_begins(self):
        for text, words in (
            ("az vm list | head", ["vm", "list"]),
            ("az vm list >file", ["vm", "list"]),
            ("az vm show --name <a b> --query \"[?a=='b|c']\"", ["vm", "show", "--name", "X", "--query", "[?a=='b|c']"]),
            ('az vm show --name "$(date +%s)" --ids ${{ vars.A }} $x', ["vm", "show", "--name", "X", "--ids", "X", "X"]),
        ):
            with self.subTest(text):
                self.assertEqual(az_commands.words(text), words)


@unittest.skipIf(az_commands.interpreter() is None, "NOT read by a real az: the Azure CLI is not installed here")
class Real(unittest.TestCase):
    def test_what_is_wrong_in_a_command_is_noticed(self):
        good = [["group", "show", "--name", "a"], ["vmss", "scale", "-n", "a", "-g", "b", "--new-capacity", "0"]]
        bad = [
            ["group", "show"],
            ["group", "show", "--nam-e", "a"],
            ["group", "shown", "--name", "a"],
            ["vmss", "scale", "-n", "a", "-g", "b"],
            ["vmss", "run-command", "invoke", "--command-id", "RunShellScript"],
        ]
        wrong = az_commands.refused(az_commands.interpreter(), [*good, *bad])
        self.assertEqual([given for given, _ in wrong], bad)

    def test_what_the_stand_in_takes_a_real_one_takes(self):
        fake = importlib.machinery.SourceFileLoader("fake_az", str(Path(__file__).resolve().parent / "fake" / "az")).load_module()
        values = {"--url": "https://management.azure.com/x", "--method": "get", "--type": "zip", "--operation": "Merge", "--tags": "a=b", "--ids": "/x", "--result-format": "ResourceIdOnly"}
        told = []
        for command, (options, _) in fake.ANSWERS.items():
            if not command.startswith(az_commands.UNREAD):
                given = [[one] if one in SWITCHES else [one, values.get(one, "X")] for one in options.split()]
                told.append([*command.split(), *(word for one in given for word in one)])
        self.assertEqual(az_commands.refused(az_commands.interpreter(), told), [])


if __name__ == "__main__":
    unittest.main()
