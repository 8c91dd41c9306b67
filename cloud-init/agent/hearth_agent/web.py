"""HTTP with kept connections, time-outs, and failures as one kind of exception."""

import http.client
import random
import ssl
import threading
from typing import NamedTuple
from urllib.parse import urlsplit

LARGEST_ANSWER = 8 << 20


class Trouble(Exception):
    """No answer, or one that is no success. `status` is 0 where there was no answer."""

    def __init__(self, what, status=0, code="", after=0.0):
        super().__init__(f"{what}: {status or 'no answer'} {code}".strip())
        self.status, self.code, self.after = status, code, after


class Answer(NamedTuple):
    """The answer to a request."""

    status: int
    headers: object
    body: bytes


def trouble_of(what, answer):
    """An answer that is no success, as Trouble with the wait that it asks for."""
    after = answer.headers.get("Retry-After", "0")
    code = answer.headers.get("x-ms-error-code", "")
    return Trouble(what, answer.status, code, float(after) if after.isdecimal() else 0.0)


class Web:
    """Requests over connections kept open, one a thread and host."""

    def __init__(self, ca_file="", timeout=20):
        self._ca_file, self._timeout = ca_file, timeout
        self._kept = threading.local()
        self._tls = None

    def request(self, method, url, headers=(), body=None, timeout=None):
        """The answer, whatever its status. Raises Trouble where there is none."""
        response = self.open(method, url, headers, body, timeout)
        try:
            data = response.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as failed:
            self._forget(url)
            raise Trouble(f"{method} {_safe(url)}", code=type(failed).__name__) from None
        return Answer(response.status, response.headers, data)

    def open(self, method, url, headers=(), body=None, timeout=None):
        """The response unread, for streaming; read it to its end."""
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        for fresh in (False, True):
            connection, kept = self._connection(parts, fresh)
            connection.timeout = timeout or self._timeout
            if connection.sock:
                connection.sock.settimeout(connection.timeout)
            try:
                connection.request(method, path, body, dict(headers))
                return connection.getresponse()
            except (OSError, http.client.HTTPException) as failed:
                self._forget(url)
                if not kept or isinstance(failed, TimeoutError):
                    name = type(failed).__name__
                    raise Trouble(f"{method} {_safe(url)}", code=name) from None
        raise AssertionError("a fresh connection either answers or raises")

    def close(self):
        """Closes the calling thread's connections."""
        for connection in self._kept.__dict__.values():
            connection.close()
        self._kept.__dict__.clear()

    def _connection(self, parts, fresh):
        kept = self._kept.__dict__
        key = (parts.scheme, parts.netloc)
        if not fresh and key in kept:
            return kept[key], True
        if parts.scheme == "https":
            self._tls = self._tls or ssl.create_default_context(cafile=self._ca_file or None)
            kept[key] = http.client.HTTPSConnection(parts.netloc, context=self._tls)
        else:
            kept[key] = http.client.HTTPConnection(parts.netloc)
        return kept[key], False

    def _forget(self, url):
        parts = urlsplit(url)
        connection = self._kept.__dict__.pop((parts.scheme, parts.netloc), None)
        if connection:
            connection.close()


def _safe(url):
    return url.partition("?")[0]


class Backoff:
    """Waits longer after each failure, with jitter, and short again after a success."""

    def __init__(self, first=0.5, longest=30.0):
        self._first, self._longest = first, longest
        self.failures = 0

    def next(self, at_least=0.0):
        """Seconds to wait after one more failure; Retry-After is obeyed up to 2 minutes."""
        self.failures = min(self.failures + 1, 16)
        full = min(self._longest, self._first * 2**self.failures)
        return max(min(at_least, 120.0), full * random.uniform(0.5, 1.0))

    def reset(self):
        """To be called after a success."""
        self.failures = 0
