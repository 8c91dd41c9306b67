"""JSON over HTTP, for what is not asked through az: Discord, the list of prices, the app itself."""

import json
import ssl
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from deploying.az import Refused

TIMEOUT = 30  # seconds
LONGEST_WAIT = 60  # seconds that Discord may ask for and that are waited out
ATTEMPTS = 4
HERE = ("127.0.0.1", "localhost")


class Answer:
    """The answer: a status, the body as JSON ({} where it is none), and as text."""

    def __init__(self, status, text):
        self.status, self.text = status, text
        try:
            self.body = json.loads(text)
        except ValueError:
            self.body = {}

    @property
    def fine(self):
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


def address(text, name):
    """An address that a secret may be sent to: https, or a stand-in on this very machine."""
    parts = urlsplit(text)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE):
        return text.rstrip("/")
    raise Refused(f"{name} must be an https address")


class _Stays(urllib.request.HTTPRedirectHandler):
    """A secret is not carried to where somebody points."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(_Stays)


def send(method, url, headers=None, body=None, timeout=TIMEOUT):
    """One request. Raises OSError where nothing answers; no header is ever in its text."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        with OPENER.open(request, timeout=timeout) as answer:
            return Answer(answer.status, answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.read().decode("utf-8", "replace"))


def patient(method, url, headers, body, pause=time.sleep):
    """
    The same, with a 429 waited out as long as it says, and what the network or the other side loses
    tried again. Raises Refused where nothing answers.
    """
    host = urlsplit(url).hostname
    for attempt in range(ATTEMPTS):
        last = attempt == ATTEMPTS - 1
        try:
            answer = send(method, url, headers, body)
        except ssl.SSLCertVerificationError as why:
            raise Refused(f"{host} shows a certificate that this machine does not trust: {why.verify_message}") from None
        except (OSError, ValueError) as why:
            if last:
                raise Refused(f"{host} cannot be reached ({type(why).__name__}): look at this machine's network, then run this again") from None
            pause(2**attempt)
            continue
        wait = _wait(answer)
        if wait is None or last or wait > LONGEST_WAIT:
            return answer
        pause(wait)
    raise AssertionError("the last attempt returns or raises")


def _wait(answer):
    """Seconds until it is worth asking again, or None where it is not."""
    if answer.status == 429:
        told = answer.body.get("retry_after") if isinstance(answer.body, dict) else None
        return max(float(told), 0.05) if isinstance(told, (int, float)) else 5.0
    return 2.0 if answer.status in (500, 502, 503, 504) else None
