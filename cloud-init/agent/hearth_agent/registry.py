"""Asks a container registry for the digest behind a tag (OCI distribution spec 1.1, sections 3.1 and 3.3)."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

HUB, HUB_HOST = "docker.io", "registry-1.docker.io"
KINDS = ", ".join(
    f"application/vnd.{kind}+json"
    for kind in (
        "oci.image.index.v1", "docker.distribution.manifest.list.v2",
        "oci.image.manifest.v1", "docker.distribution.manifest.v2",
    )
)  # fmt: skip
SECONDS = 10
LARGEST = 1 << 20  # bytes of a token's answer
CHALLENGE = re.compile(r'(\w+)="([^"]*)"')


class Unreachable(Exception):
    """The registry did not answer, or not with an answer; says why."""


class Registry:
    """The registry of one image; nobody logs in."""

    def __init__(self, name, scheme="https"):
        host, slash, path = name.partition("/")
        if not slash or not ("." in host or ":" in host or host == "localhost"):
            host, path = HUB, name if slash else f"library/{name}"
        self._at, self._path = f"{scheme}://{HUB_HOST if host == HUB else host}", path

    def digest(self, reference):
        """The digest of a tag, or a digest where it is there; None where it is not. Raises Unreachable."""
        url = f"{self._at}/v2/{self._path}/manifests/{reference}"
        try:
            answer = self._ask(url, {})
            if answer.status == 401:
                answer = self._ask(url, {"Authorization": f"Bearer {self._token(answer)}"})
        except (OSError, ValueError) as failed:
            raise Unreachable(f"{self._at} is not reachable ({failed})") from None
        if answer.status == 404:
            return None
        told = answer.headers.get("Docker-Content-Digest")
        if answer.status != 200 or not told:
            raise Unreachable(f"{self._at} answers {answer.status}")
        return told

    def _token(self, refused):
        told = dict(CHALLENGE.findall(refused.headers.get("WWW-Authenticate", "")))
        query = {key: told[key] for key in ("service", "scope") if key in told}
        answer = self._ask(f"{told.get('realm', '')}?{urllib.parse.urlencode(query)}", {}, "GET")
        body = json.loads(answer.read(LARGEST))
        return body.get("token") or body["access_token"]

    def _ask(self, url, headers, method="HEAD"):
        request = urllib.request.Request(url, headers={"Accept": KINDS} | headers, method=method)
        try:
            return urllib.request.urlopen(request, timeout=SECONDS)
        except urllib.error.HTTPError as answered:
            return answered
