"""Fetches images through the container engine's own API (Docker Engine API 1.24 and later, POST
/images/create): its command line shows neither bytes nor an end that can be had at once.
"""

import contextlib
import http.client
import json
import socket
from urllib.parse import quote, urlencode

from .fetching import Amount

SILENCE = 120  # seconds without a word, after which the engine is taken to hang
LONGEST = 1 << 20  # bytes of a word
MOST = 1 << 50  # bytes of a layer
STRANGE = "the container engine is not understood"
DONE = ("Pull complete", "Already exists")
FETCHED = ("Download complete", "Verifying Checksum", "Extracting", *DONE)


def parts(image):
    """An image's name, tag and digest; the last two may be None."""
    rest, _, digest = image.partition("@")
    head, slash, last = rest.rpartition("/")
    last, _, tag = last.partition(":")
    return head + slash + last, tag or None, digest or None


class Engine:
    """The engine that listens at this socket."""

    def __init__(self, path):
        self._path = path

    def has(self, image):
        """Whether an image with a digest is here: what it names cannot have changed."""
        name, _, digest = parts(image)
        if not digest:
            return False
        with self._asked("GET", f"/images/{quote(name)}@{digest}/json") as answer:
            return answer.status == 200

    def pull(self, image, fetching):
        """Brings an image here. Raises GivenUp at once where that is wanted, RuntimeError with the reason, or OSError."""
        name, tag, digest = parts(image)
        query = urlencode({"fromImage": name, "tag": digest or tag or "latest"})
        with self._asked("POST", f"/images/create?{query}", fetching) as answer:
            if answer.status != 200:
                raise RuntimeError(_reason(answer.read(LONGEST)))
            layers = Layers()
            while word := answer.readline(LONGEST):
                try:
                    layers.take(_word(word))
                except (AttributeError, TypeError, ValueError):
                    raise RuntimeError(STRANGE) from None
                fetching.at(layers.amount())
            if not layers.ended:
                raise RuntimeError("the container engine broke off")

    @contextlib.contextmanager
    def _asked(self, method, path, fetching=None):
        connection = http.client.HTTPConnection("localhost", timeout=SILENCE)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(SILENCE)
        with contextlib.closing(connection.sock), fetching.cuts(connection.sock) if fetching else contextlib.nullcontext():
            try:
                connection.sock.connect(self._path)
                connection.request(method, path)
                with connection.getresponse() as answer:
                    yield answer
            except (FileNotFoundError, ConnectionRefusedError):
                raise RuntimeError(f"the container engine does not answer at {self._path}") from None
            except TimeoutError:
                raise RuntimeError(f"the container engine said nothing for {SILENCE} s") from None
            except http.client.HTTPException as broken:
                raise RuntimeError(f"the container engine broke off ({type(broken).__name__})") from None


class Layers:
    """What the engine says of an image's layers."""

    def __init__(self):
        self._layers = {}  # by id: whether it is done, its bytes so far, all of them if known
        self.ended = False  # whether it said that the image is here

    def take(self, word):
        """One of its words. Raises RuntimeError where it is a failure."""
        if "error" in word:
            raise RuntimeError(_text(word))
        status, layer = word.get("status", ""), word.get("id")
        self.ended = self.ended or status.startswith("Status: ")
        if status in ("Pulling fs layer", "Waiting", "Downloading", *FETCHED):
            _, bytes_, of = self._layers.get(layer, (False, 0, None))
            told = word.get("progressDetail") or {}
            if status == "Downloading":
                bytes_, of = _number(told, "current", bytes_), _number(told, "total", of)
            elif status in FETCHED:
                of = bytes_ = bytes_ if of is None else of
            self._layers[layer] = (status in DONE, bytes_, of)

    def amount(self):
        """How far it is; all of the bytes once every layer has told its own."""
        known = self._layers.values()
        of = sum(of for _, _, of in known) if known and all(of is not None for _, _, of in known) else None
        return Amount(sum(bytes_ for _, bytes_, _ in known), of, sum(done for done, _, _ in known), len(known))


def _word(line):
    try:
        word = json.loads(line)
    except (ValueError, RecursionError):
        word = None
    if not isinstance(word, dict):
        raise RuntimeError(STRANGE)
    return word


def _number(told, name, other):
    found = told.get(name, other)
    if found is not None and (type(found) is not int or not 0 <= found < MOST):
        raise ValueError(name)
    return found


def _text(word):
    detail = word.get("errorDetail")
    return str((detail if isinstance(detail, dict) else {}).get("message") or word.get("error") or word.get("message"))[-800:]


def _reason(body):
    try:
        return _text(_word(body))
    except RuntimeError:
        return body.decode("utf-8", "replace")[-800:]
