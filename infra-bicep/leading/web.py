"""JSON over HTTP, for what is not asked through az: Discord, the list of prices, the app itself."""

import json
import math
import ssl
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from deploying.az import Refused

TIMEOUT = 30  # seconds
LONGEST_WAIT = 60  # seconds that Discord may ask for and that are waited out
ATTEMPTS = 4
LARGEST = 16 << 20  # bytes of an answer
HERE = ("127.0.0.1", "localhost")


class Answer:
    """The answer: a status, the body as JSON ({} where it is none), and as text; `after` is its Retry-After or None."""

    def __init__(self, status, text, after=None):
        self.status, self.text, self.after = status, text, after
        try:
            self.body = json.loads(text)
        except (ValueError, RecursionError):
            self.body = {}

    def field(self, name, otherwise=None):
        """A member of the body; `otherwise` where the body is no object or lacks it."""
        return self.body.get(name, otherwise) if isinstance(self.body, dict) else otherwise

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
            return _answer(answer.status, answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return _answer(refused.code, refused)


def _answer(status, response):
    """Of an endless answer no more than a part is read, which is no JSON then."""
    return Answer(status, response.read(LARGEST).decode("utf-8", "replace"), response.headers.get("Retry-After"))


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
        wait = _wait(answer, attempt)
        if wait is None or last or wait > LONGEST_WAIT:
            return answer
        pause(wait)
    raise AssertionError("the last attempt returns or raises")


def _wait(answer, attempt):
    """Seconds until it is worth asking again, or None where it is not."""
    if answer.status == 429:
        told = [wait for wait in map(_seconds, (answer.field("retry_after"), answer.after)) if wait is not None]
        # Without a word the price list wants about half a minute (read): 5, 10 and 20 s.
        return max(max(told), 0.05) if told else 5.0 * 2**attempt
    return 2.0 if answer.status in (500, 502, 503, 504) else None


def _seconds(told):
    """What somebody asks to wait; None where it is no number of seconds."""
    try:
        seconds = float(told)
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 and not isinstance(told, bool) else None
