"""Compiles a profile's patterns and refuses those that a hostile line could make slow."""

import re
from re import _constants as op
from re import _parser as parser

WIDE = 64  # a repeat that may take more characters than this counts as wide


class UnsafePattern(ValueError):
    """The pattern could take very long on a hostile line, or is no pattern at all."""


def compile_pattern(text):
    """The compiled pattern and a literal that every match holds (or None).

    Groups are written (?<name>...), as Java and most editors know them.
    """
    python = re.sub(r"\(\?<(?![=!])", "(?P<", text)
    try:
        tree = parser.parse(python)
        compiled = re.compile(python)
    except (re.error, OverflowError, RecursionError) as bad:
        raise UnsafePattern(f"is no pattern: {bad}") from None
    _refuse_slow(tree)
    literal = None if compiled.flags & re.IGNORECASE else _literal(tree)
    return compiled, literal


def _refuse_slow(tree):
    anchored = len(tree) > 0 and tree[0][0] is op.AT
    wide = _wide_repeats(tree)
    if wide > (2 if anchored else 1):
        raise UnsafePattern(
            f"has {wide} wide repeats: at most 2 behind ^, else 1 (bound them to {{1,{WIDE}}})"
        )


def _wide_repeats(tree, inside=False):
    found = 0
    for kind, value in tree:
        if kind is op.GROUPREF:
            raise UnsafePattern("refers back to a group")
        repeated = kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
        if inside and (kind is op.BRANCH or repeated and value[0] != value[1]):
            raise UnsafePattern("repeats or chooses inside a repeat")
        if repeated:
            low, high, body = value
            found += _wide_repeats(body, inside or high > 1 and _composed(body))
            found += high > WIDE and _takes_much(body)
        else:
            found += sum(_wide_repeats(body, inside) for body in _bodies(kind, value))
    return found


def _composed(body):
    return len(body) > 1 or body[0][0] in (op.SUBPATTERN, op.BRANCH)


def _takes_much(body):
    return not all(
        kind is op.LITERAL or kind is op.IN and _narrow(value) for kind, value in body
    )


def _narrow(members):
    """Whether a class is a short list of characters: digits, blanks, hex, not 'all but'."""
    wide = (op.CATEGORY_NOT_DIGIT, op.CATEGORY_NOT_SPACE, op.CATEGORY_NOT_WORD)
    return all(
        kind is not op.NEGATE and not (kind is op.CATEGORY and value in wide)
        for kind, value in members
    )


def _bodies(kind, value):
    if kind is op.SUBPATTERN:
        return [value[-1]]
    if kind is op.BRANCH:
        return value[1]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    return []


def _literal(tree):
    """The longest run of plain characters at the top of the tree."""
    best = run = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            run += chr(value)
            best = max(best, run, key=len)
        elif kind is op.SUBPATTERN:
            best, run = max(best, _literal(value[-1]) or "", key=len), ""
        else:
            run = ""
    return best or None
