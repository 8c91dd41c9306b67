"""Asks a person; without one every question needs its option."""

import getpass
import re
import sys
from functools import partial

from deploying.az import Refused

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


class Terminal:
    """
    `attended`: whether somebody sits here. `sure` is --yes: what is agreed to is agreed. `read` and
    `hidden` are functions from a prompt to an answer.
    """

    def __init__(self, attended, sure=False, read=input, hidden=getpass.getpass, out=print):
        self.attended, self.sure = attended, sure
        self._read, self._hidden, self._out = read, hidden, out

    def say(self, line=""):
        """A line, without what could command a terminal: names out of Discord are printed too."""
        self._out(UNSEEN.sub("?", str(line)))

    def agrees(self, question):
        """Raises Refused where nobody is there to say so."""
        if self.sure:
            return True
        if not self.attended:
            raise Refused(f"{question} Nobody is there to be asked: add --yes")
        return self._answer(f"{question} [y/N] ").lower() in ("y", "yes")

    def text(self, question, option, usual=None, good=lambda text: None):
        """
        A line of somebody's. `good` says what is wrong with one, or None; it is asked again then.
        Raises Refused where nobody is there and there is no usual answer.
        """
        if not self.attended:
            if usual is not None:
                return usual
            raise Refused(f"{question}: give it by {option}")
        while True:
            told = self._answer(f"{question}{f' [{usual}]' if usual else ''}: ") or usual or ""
            wrong = good(told)
            if not wrong:
                return told
            self.say(f"  {wrong}")

    def secret(self, question):
        """A secret, unseen; None where nobody is there."""
        if not self.attended:
            return None
        try:
            return self._hidden(f"{question} (not shown): ").strip()
        except EOFError:
            raise Refused("stopped") from None

    def one(self, question, options, option, usual=None):
        """
        One of `options`, a list of (value, line). A single one is taken with a word about it; without
        anybody there it must be the only one, or the usual one.
        """
        if len(options) == 1:
            self.say(f"{question}: {options[0][1]} (there is no other)")
            return options[0][0]
        if not self.attended:
            if usual is not None:
                return usual
            raise Refused(f"{question}: there are {len(options)}, so name one by {option}")
        self.say(question)
        for number, (value, line) in enumerate(options, 1):
            self.say(f"  {number:2} {line}{' (usual)' if value == usual else ''}")
        places = [value for value, _ in options]
        start = str(places.index(usual) + 1) if usual in places else None
        told = self.text("  number", option, start, lambda text: _number(text, len(options)))
        return places[int(told) - 1]

    def some(self, question, options, option):
        """One or more of `options`, by their numbers."""
        if not self.attended:
            raise Refused(f"{question}: name at least one by {option}")
        self.say(question)
        for number, (_, line) in enumerate(options, 1):
            self.say(f"  {number:2} {line}")
        wrong = lambda text: "numbers, such as 1 or 1,4" if not text.strip(" ,") else next(filter(None, (_number(one, len(options)) for one in _parts(text))), None)  # noqa: E731
        told = self.text("  numbers, with commas", option, None, wrong)
        return [options[int(one) - 1][0] for one in dict.fromkeys(_parts(told))]

    def _answer(self, prompt):
        try:
            return self._read(prompt).strip()
        except EOFError:
            raise Refused("stopped: run it again, and it goes on here") from None


def _parts(text):
    return [one for one in re.split(r"[,\s]+", text) if one]


def _number(text, most):
    return None if re.fullmatch("[0-9]{1,4}", text) and 1 <= int(text) <= most else f"a number from 1 to {most}"


def of_process(sure):
    """This program's: attended only where both ends are a terminal."""
    # Parts write to the same place: in a pipeline's log each line must stand where it belongs.
    return Terminal(sys.stdin.isatty() and sys.stdout.isatty(), sure, out=partial(print, flush=True))
