"""In the virtual machine: does what the test on the host asks for, one command after another.

    hand.py URL
"""

import json
import subprocess
import sys
import time
import urllib.request

while True:
    try:
        with urllib.request.urlopen(f"{sys.argv[1]}next", timeout=60) as asked:
            command = asked.read().decode()
        if command:
            done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=300, check=False)
            told = json.dumps({"code": done.returncode, "out": done.stdout + done.stderr}).encode()
            urllib.request.urlopen(f"{sys.argv[1]}told", told, timeout=60).close()
    except (OSError, subprocess.TimeoutExpired):
        time.sleep(0.2)
