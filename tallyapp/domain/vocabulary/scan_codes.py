"""What the barcode on a paper says: what kind of paper it is,
its number or name, and a check character.

A scanner types like a person. The prefix tells a scan from keying; the check character finds any
one wrong character and any two neighbours exchanged, for it is a sum modulo a prime, weighted by
powers of two, in which no two characters of a name have the same value.
"""

import re
from typing import NamedTuple

from tallyapp.domain.vocabulary.places import Kind

PREFIX = "T"
"""What every code begins with: a letter that no figure has."""
AIM = "]"
"""What some scanners put before a code: this, a letter for the kind of barcode, and one more
character (the AIM symbology identifiers: ]C0 and ]C1 for Code 128, ]E0 for EAN).
"""
_AIM = re.compile(r"\][A-Z][0-9A-Z]")
_BEGINNINGS: dict[Kind, str] = {"sheet": "TS", "form": "TF", "box": "TB-"}
"""The longer one of boxes keeps a wrong second letter from making a box of a sheet."""
SECOND = frozenset(beginning[1] for beginning in _BEGINNINGS.values())
"""What may follow the prefix."""

_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check characters of numbers, 23 of them: letters,
so that none is taken for a digit of the number.
"""
_SYMBOLS = _VALUES + "$%"
"""Check characters of boxes, 41 of them: more than the characters that a name may have."""
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_NAME = re.compile(r"[0-9A-Z][0-9A-Z._-]{0,63}")


class Scan(NamedTuple):
    """What a code names: a sheet or form by its number, a box by its name, in capitals."""

    kind: Kind
    name: str


def code_of(kind: Kind, name: object) -> str:
    """The code of a sheet, form or box; ValueError if there can be none of this name."""
    body = str(name).upper()
    # A name that cannot be scanned gets no code, rather than one that reads as another.
    if kind not in _BEGINNINGS or not _form(kind).fullmatch(body):
        raise ValueError(f"no code for {kind} {name}")
    return _BEGINNINGS[kind] + body + _check(kind, body)


def read_code(text: str) -> Scan | None:
    """What a scanned text names, capitals or not;
    None if it is no code, or not a whole and right one. What AIM puts before a code is not its own.
    """
    code = without_aim(text.upper())
    for kind, beginning in _BEGINNINGS.items():
        body = code[len(beginning) : -1]
        check = code[-1:]
        if (
            code.startswith(beginning)
            and _form(kind).fullmatch(body)
            and check == _check(kind, body)
        ):
            return Scan(kind, body)
    return None


def without_aim(text: str) -> str:
    """A scanned text without the scanner's word for the kind of barcode."""
    return _AIM.sub("", text, count=1) if _AIM.match(text) else text


def begins_like_code(text: str) -> bool:
    """Whether this, in capitals, is how one of our codes begins, however little of it was read."""
    code = without_aim(text)
    return any(code.startswith(each) or each.startswith(code) for each in _BEGINNINGS.values())


def _form(kind: Kind) -> re.Pattern[str]:
    return _NAME if kind == "box" else _NUMBER


def _check(kind: Kind, body: str) -> str:
    symbols = _SYMBOLS if kind == "box" else _LETTERS
    # The second letter is in the sum too: a sheet's code misread as a form's does not check.
    total = 0
    for character in _BEGINNINGS[kind][1:] + body:
        total = 2 * total + _VALUES.index(character)
    return symbols[2 * total % len(symbols)]
