"""Calls of the Azure CLI; what goes wrong is said in words that help."""

import json
import subprocess
import time

PAUSES = (5, 20, 60)  # seconds, after each answer that Azure has too much to do
THROTTLED = ("TooManyRequests", "(429)", "Too Many Requests", "OperationNotAllowedThrottled", "throttled")
ARM = "https://management.azure.com"
LOGGED_OUT = ("az login", "AADSTS", "No subscription found")


class Refused(Exception):
    """The deployment does not happen; says why, and what helps."""


class NobodySignedIn(Refused):
    """There is nobody as whom Azure could be asked."""


class Az:
    """The command, and how long to pause when Azure is busy."""

    def __init__(self, environ, pause=time.sleep):
        self._environ, self._pause = environ, pause

    def json(self, *arguments):
        """Its answer. Raises Refused."""
        text = self.text(*arguments, "--output", "json")
        try:
            return json.loads(text) if text.strip() else None
        except ValueError:
            raise Refused(f"az {' '.join(arguments[:3])} answered what is no JSON: {text[:200]!r}") from None

    def text(self, *arguments):
        """Runs it and returns its output. Raises Refused."""
        for pause in (*PAUSES, None):
            done = self._run(arguments)
            if done.returncode == 0:
                return done.stdout
            if pause is None or not _says(done.stderr, THROTTLED):
                kind = NobodySignedIn if _says(done.stderr, LOGGED_OUT) else Refused
                raise kind(_advice(arguments, done.stderr))
            self._pause(pause)
        raise AssertionError("the last round returns or raises")

    def _run(self, arguments):
        try:
            return subprocess.run(
                ["az", *arguments], env=self._environ, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
            )
        except FileNotFoundError:
            raise Refused("the Azure CLI is missing: https://learn.microsoft.com/cli/azure/install-azure-cli") from None


def _advice(arguments, stderr):
    if _says(stderr, LOGGED_OUT):
        return "nobody is logged in: run 'az login', and 'az account set --subscription …' for the right one"
    if _says(stderr, THROTTLED):
        return f"Azure is too busy for az {' '.join(arguments[:3])}: try again in some minutes"
    if "MissingSubscriptionRegistration" in stderr:
        return f"a resource provider is not registered: {stderr.strip()[-600:]}"
    return f"az {' '.join(arguments[:3])} failed: {stderr.strip()[-2000:] or 'it said nothing'}"


def _says(text, words):
    return any(one in text for one in words)
