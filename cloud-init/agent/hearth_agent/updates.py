"""Which version of its game a server runs, and the backup that is made before a newer one opens the world.

    always: the newest at every start
    ask:    the one that had the world last; a newer one is told of, and comes with a start that says so
    pinned: the one that had the world last, and its image

A world that an older version cannot open again is backed up first. Once the newer version has said
its name, that backup is kept under a name that is not rotated away.
"""

import json
import threading
import time
from pathlib import Path
from typing import NamedTuple

from .api import at
from .core import events
from .fetching import Fetching, GivenUp
from .launch import Unready
from .story import numbers
from .upload import Failed
from .web import Trouble

MODES = ("always", "ask", "pinned")
SECONDS = 5  # that the publisher may take to say which version is the newest
LARGEST = 60  # characters of a version
LONGEST = 128  # characters of an image
HOURLY = 3600.0  # seconds between two looks at what the publisher has


class Choice(NamedTuple):
    """The version to run. `newer`: it may be newer than what had the world last; `note` is for people.

    news: that a newer one is known, as reports say it, or None.
    """

    image: str
    environment: dict
    newer: bool
    note: str = ""
    news: dict | None = None


class Here(NamedTuple):
    """This machine's part: the profile's image (or a binary's checksum), what the fleet itself says of
    the version, whether the game is already installed, and the newest version where that is known."""

    image: str
    fixed: dict
    installed: bool = True
    newest: str | None = None


def choose(told, mode, take, last, here):
    """The choice by a profile's `update` block, the server's mode, and what had the world last.

    take: this start is to bring a newer version. Raises Unready where that cannot be had.
    """
    if mode == "always" or (mode == "ask" and take) or "image" not in last:
        return _newest(told, last, here)
    keep = told.get("keep", {})
    if "take" in told and not keep and not here.fixed:
        raise Unready(f"update: {mode} cannot be had: this image fetches the game's newest build at every start and "
                      "has no setting against it. Say update: always; the world is backed up before a newer build opens it")  # fmt: skip
    version, by_name = last.get("version"), any("{version}" in value for value in keep.values())
    if keep and not here.fixed and (not version if by_name else not here.installed):
        why = "nobody knows which version had the world" if by_name else "the build that had the world is not here any more"
        newest = _newest(told, last, here)
        return newest._replace(note=f"update: {mode}, but {why}: this start takes the newest")
    environment = {name: value.replace("{version}", version or "") for name, value in keep.items()}
    news = _news(last, here, "asked") if mode == "ask" else None  # a pinned server hears of none
    return Choice(last["image"], environment, here.fixed != last.get("fixed", {}), news=news)


def _newest(told, last, here):
    version = last.get("version")
    same = here.image == last.get("image") and here.fixed == last.get("fixed", {})
    decided = "take" not in told or bool(here.fixed)  # by image and fleet alone
    known = here.newest and version and not decided and numbers(here.newest) <= numbers(version)
    newer = not (same and (decided or known))
    return Choice(here.image, told.get("take", {}), newer, news=_news(last, here, "now") if newer else None)


def news(newest, version, when):
    """That a newer version is there than this one, as reports say it; None where it is no newer one."""
    return {"version": newest, "over": version, "when": when} if numbers(newest) > numbers(version) else None


def _news(last, here, when):
    """That something newer is there than had the world; None where nothing is known to be."""
    version = last.get("version")
    if here.newest and version and not here.fixed and (found := news(here.newest, version, when)):
        return found
    if "image" in last and here.image != last["image"]:
        return {"version": _short(here.image), "over": _short(last["image"]), "when": when}
    return None


def _short(image):
    """An image for people: without its digest."""
    return image.partition("@")[0][:LONGEST]


class Updates:
    """Chooses before each start of the game, and keeps what must not be lost."""

    def __init__(self, config, profile, parts, post, state):
        self._config, self._profile, self._parts = config, profile, parts
        self._post, self._state = post, state
        self._told = profile.data.get("update", {})
        self._goes_back = self._told.get("worldGoesBack", False)
        self._one, self._settling = threading.Lock(), threading.Lock()
        self.environment = {}  # that the next start is given beside the rest
        self._looked = None  # when the publisher was asked last

    def choose(self, _effect):
        """Chooses in a thread, and makes the backup that has to come first; Chosen follows."""
        threading.Thread(target=self._work, args=(self._parts.boot.cancelled,), daemon=True).start()

    def _work(self, cancelled):
        with self._one:
            try:
                self._post(self._chosen(cancelled))
            except GivenUp:
                pass  # the choice is not wanted any more
            except Unready as bad:
                self._post(events.Chosen(why=str(bad), for_good=True))
            except (Trouble, Failed, OSError, RuntimeError) as failed:
                self._post(events.Chosen(why=str(failed)))

    def _chosen(self, cancelled):
        parts, last = self._parts, self._parts.world.record
        mode, take = parts.inbox.wish("update", self._config.update), parts.inbox.wish("take", False)
        here = self._here(last or {})
        choice = choose(self._told, mode, take, last or {}, here)
        if hasattr(parts.game, "use"):
            parts.game.use(choice.image, Fetching(
                lambda amount: self._post(events.BootReached("image", amount=amount.told())), cancelled))  # fmt: skip
        elif choice.image != here.image:
            raise Unready(f"update: {mode}: the binary is not the one that had the world; say update: always to run it")
        self.environment = {name: value for name, value in choice.environment.items() if name not in self._config.environment}
        made = None
        if last is not None and parts.world.is_there():
            made = self._guarded(last, choice, here, cancelled)
        self._looked = time.monotonic()
        return events.Chosen(made and made.name, made and made.size, tuple(made.faults) if made else (),
                             note=choice.note, newer=choice.news)  # fmt: skip

    def _here(self, last):
        data, config, fixed = self._profile.data, self._config, self._fixed()
        installed = "cache" not in data or _holds_anything(config.cacheDirectory)
        return Here(identity(config, data), fixed, installed, None if fixed or not last.get("version") else self._published())

    def _fixed(self):
        """The fleet's own setting of the version, in the game's environment."""
        take, keep, told = self._told.get("take", {}), self._told.get("keep", {}), self._config.environment
        return {name: told[name] for name in sorted(take.keys() | keep.keys()) if told.get(name, take.get(name)) != take.get(name)}

    def _published(self):
        """The newest version as the game's publisher says it; None where that cannot be known."""
        told = self._told.get("newest")
        if not told or self._config.command:
            return None
        try:
            answer = self._parts.web.request("GET", told["url"], {"Accept": "application/json"}, timeout=SECONDS)
            found = at(json.loads(answer.body), told["version"]) if answer.status == 200 else None
        except (Trouble, ValueError, RecursionError) as failed:
            self._parts.log("newest-unknown", why=str(failed))
            return None
        return found if isinstance(found, str) and found.isprintable() and 0 < len(found) <= LARGEST else None

    def _guarded(self, last, choice, here, cancelled):
        """Sees to it that the world as it lies there is in a backup; the backup where one had to be made."""
        parts, before, made = self._parts, last.get("before"), None
        if before:  # nobody knows whether a newer version has had the world since
            self._keep(before, last)
            parts.world.note(before=None)
        if self._goes_back or not choice.newer or not parts.backups:
            return None
        now, closed = parts.world.print_of(), last.get("closed", {})
        if closed.get("is") == now and "backup" in closed:
            name = closed["backup"]
        else:
            self._post(events.BootReached("backup"))
            made = parts.backups.make(parts.world.directory, parts.world.exclude,
                                      lambda: 0 if cancelled.is_set() else None, parts.world.rules)  # fmt: skip
            name = made.name
        parts.world.note(closed={"is": now, "backup": name}, before={"backup": name, "image": choice.image, "fixed": here.fixed})
        return made

    def settle(self):
        """Once the game has said its version, that is remembered; what a newer one replaced is kept."""
        if self._changed() and self._settling.acquire(blocking=False):
            threading.Thread(target=self._settle, daemon=True).start()

    def look(self):
        """Once an hour while a game runs: whether its publisher has a newer version than runs."""
        due = self._looked is not None and time.monotonic() - self._looked >= HOURLY
        mode, version = self._parts.inbox.wish("update", self._config.update), self._state().roster.version
        if due and mode != "pinned" and version and self._told.get("newest") and not self._fixed():
            self._looked = time.monotonic()
            threading.Thread(target=self._look, args=(version, "asked" if mode == "ask" else "next"), daemon=True).start()

    def _look(self, version, when):
        newest = self._published()
        if newest:
            self._post(events.Published(news(newest, version, when)))

    def _changed(self):
        """(what had the world last, what has it now), or None where that is the same, or not known yet."""
        state, last = self._state(), self._parts.world.record
        version = state.roster.version
        if last is None or not self._parts.world.is_played() or not (version or state.run.phase == "running"):
            return None
        now = {"version": version or last.get("version"), "image": self._image(), "fixed": self._fixed()}
        same = all(last.get(key) == value for key, value in now.items())
        return None if same and "before" not in last else (last, now)

    def _settle(self):
        try:
            if changed := self._changed():  # as it is now that nobody else settles it
                last, now = changed
                before = last.get("before")
                if before and is_newer(last, now):
                    self._keep(before, last)
                self._parts.world.note(**now, before=None)
        except (Trouble, Failed, OSError) as failed:
            self._parts.log("not-kept", why=str(failed))  # tried again with the next heartbeat
        finally:
            self._settling.release()

    def _keep(self, before, last):
        kept = self._parts.backups and self._parts.backups.keep(before.get("backup", ""), last.get("version") or "unknown")
        if kept:
            self._parts.log("kept", backup=kept.name)
            self._post(events.BackupEnded(None, kept.name, kept.size))

    def _image(self):
        return getattr(self._parts.game, "image", None) or identity(self._config, self._profile.data)


def is_newer(last, now):
    """Whether another version than the last may have opened the world; not known is yes."""
    before, version = last.get("version"), now["version"]
    if before and version:
        return version != before and numbers(version) >= numbers(before)
    return bool(version) or any(now[name] != last.get(name) for name in ("image", "fixed"))


def identity(config, data):
    """The name under which the image, or the binary, is remembered."""
    if "image" in data:
        return data["image"].replace("{variant}", config.variant)
    return f"sha256:{data['binary']['sha256'].replace('{sha256}', config.sha256)}"


def _holds_anything(folder):
    try:
        return any(Path(folder).iterdir()) if folder else False
    except OSError:
        return False
