"""One real Azurite for the whole test run, over https with tokens, on free ports."""

import atexit
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

import place

_lock = threading.Lock()
_running = []


def executable():
    """Azurite's path. Tests fail without it; they are never skipped."""
    path = os.environ.get("HEARTH_AZURITE") or str(place.ROOT / "local/node_modules/.bin/azurite")
    if not Path(path).exists():
        raise AssertionError(
            f"Azurite is not at {path}. Run `npm ci` in local/, or set HEARTH_AZURITE to its path."
        )
    return path


def shared():
    """The Azurite of this run, started at the first call."""
    with _lock:
        if not _running:
            _running.append(Azurite())
        return _running[0]


class Azurite:
    """Queue and blob service; `certificate` is what a client must trust."""

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="hearth-azurite-")
        self.certificate, key = f"{self.home}/cert.pem", f"{self.home}/key.pem"
        atexit.register(self.close)
        self._process = None
        path = executable()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=IP:127.0.0.1,IP:10.0.2.2,DNS:localhost", "-keyout", key, "-out", self.certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        self._process = subprocess.Popen(
            [path, "--inMemoryPersistence", "--disableTelemetry", "--silent", "--oauth", "basic",
             "--cert", self.certificate, "--key", key,
             "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=self.home, start_new_session=True,
        )  # fmt: skip
        self.blob = self.queue = ""
        for line in self._process.stdout:
            found = re.search(r"(Blob|Queue) service is successfully listening at (\S+)", line)
            if found:
                setattr(self, found[1].lower(), found[2].rstrip("/") + "/devstoreaccount1")
            if self.blob and self.queue:
                break
        else:
            raise AssertionError("Azurite did not start")
        self._drain = threading.Thread(target=self._process.stdout.read, daemon=True)
        self._drain.start()

    def close(self):
        """Ends it and removes what it made."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._drain.join(5)
            self._process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)
