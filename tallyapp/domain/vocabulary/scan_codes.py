"""What the barcode on a paper says: what kind of thing it is of, of which contest,
its number or name, and a check character.

A scanner types like a person. The prefix tells a scan from keying; the check character finds any
one wrong character and any two neighbours exchanged, for it is a sum modulo a prime, weighted by
powers of two, in which no two characters of a name have the same value.

Sheets, officers and containers have one number or name in the whole count. Forms, boxes and areas
have theirs within a contest: box 3 of one ward is not box 3 of another. So their codes begin with a
short mark of the contest, which is worked out from its identifier alone: what is printed today is
read as the same tomorrow, whatever contests were added since.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias

ScanKind: TypeAlias = Literal[
    "sheet", "form", "box", "area", "container", "summary", "lines", "statement", "officer"
]
"""What a code is of: `summary` is the hand-added count summary of a contest, `lines` the paper
of those drawn in it to be added up by hand, `statement` its verification form.
"""

PREFIX = "T"
"""What every code begins with: a letter that no figure has."""
AIM = "]"
"""What some scanners put before a code: this, a letter for the kind of barcode, and one more
character (the AIM symbology identifiers: ]C0 and ]C1 for Code 128, ]E0 for EAN).
"""
_AIM = re.compile(r"\][A-Z][0-9A-Z]")
_BEGINNINGS: dict[ScanKind, str] = {
    "sheet": "TS",
    "officer": "TP",
    "form": "TF-",
    "box": "TB-",
    "area": "TA-",
    "container": "TC-",
    "summary": "TR-",
    "lines": "TL-",
    "statement": "TV-",
}
"""Those with names are longer by the hyphen,
which keeps a wrong second letter from making a box of a sheet.
"""
SECOND = frozenset(beginning[1] for beginning in _BEGINNINGS.values())
"""What may follow the prefix."""
IN_A_CONTEST: frozenset[ScanKind] = frozenset(
    {"form", "box", "area", "summary", "lines", "statement"}
)
"""What has its number or name within a contest, and so its contest's mark before it."""

_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Check characters of numbers, 23 of them: letters,
so that none is taken for a digit of the number.
"""
_SYMBOLS = _VALUES + "$%"
"""Check characters of names, 41 of them: more than the characters that a name may have."""
_NUMBER = r"[1-9][0-9]{0,6}"
_NAME = r"[0-9A-Z][0-9A-Z._-]{0,63}"
_MARK_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two characters that nobody takes for one another (Crockford's base 32)."""
_MARK_LENGTH = 5
_MARK = f"[{_MARK_LETTERS}]{{{_MARK_LENGTH}}}"
_FORMS: dict[ScanKind, re.Pattern[str]] = {
    "sheet": re.compile(_NUMBER),
    "officer": re.compile(r"[1-9][0-9]{0,3}"),
    "form": re.compile(_MARK + _NUMBER),
    "box": re.compile(_MARK + _NAME),
    "area": re.compile(_MARK + _NAME),
    "container": re.compile(_NAME),
    "summary": re.compile(_MARK),
    "lines": re.compile(_MARK),
    "statement": re.compile(_MARK),
}


class Scan(NamedTuple):
    """What a code names: a thing by its number, or by its name in capitals;
    and the mark of its contest, empty where it has its number in the whole count.
    """

    kind: ScanKind
    name: str
    contest: str = ""


def contest_mark(contest: str) -> str:
    """The mark of a contest, from its identifier."""
    # 25 bits: among 100 contests two have one mark once in 7,000 counts, and then a scan is asked
    # about and not guessed. A number of the contest would change with the contests before it.
    value = int.from_bytes(sha256(contest.encode()).digest()[:8], "big")
    letters = (_MARK_LETTERS[value >> 5 * place & 31] for place in range(_MARK_LENGTH))
    return "".join(letters)


def marked(contests: Iterable[str], mark: str) -> list[str]:
    """Those contests, by their identifiers, that have this mark: one, if the code is of this
    count.
    """
    return [contest for contest in contests if contest_mark(contest) == mark]


def code_of(kind: str, name: object, contest: str = "") -> str:
    """The code of a thing, with the mark of its contest (by its identifier) where it has its
    number there; ValueError if there can be none of this name.
    """
    known = next((each for each in _BEGINNINGS if each == kind), None)
    # A name that cannot be scanned gets no code, rather than one that reads as another.
    if known is None or (known in IN_A_CONTEST and not contest):
        raise ValueError(f"no code for {kind} {name}")
    body = (contest_mark(contest) if known in IN_A_CONTEST else "") + str(name).upper()
    if not _FORMS[known].fullmatch(body):
        raise ValueError(f"no code for {kind} {name}")
    return _BEGINNINGS[known] + body + _check(known, body)


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
            and _FORMS[kind].fullmatch(body)
            and check == _check(kind, body)
        ):
            if kind in IN_A_CONTEST:
                return Scan(kind, body[_MARK_LENGTH:], body[:_MARK_LENGTH])
            return Scan(kind, body)
    return None


def without_aim(text: str) -> str:
    """A scanned text without the scanner's word for the kind of barcode."""
    return _AIM.sub("", text, count=1) if _AIM.match(text) else text


def begins_like_code(text: str) -> bool:
    """Whether this, in capitals, is how one of our codes begins, however little of it was read."""
    code = without_aim(text)
    return any(code.startswith(each) or each.startswith(code) for each in _BEGINNINGS.values())


def _check(kind: ScanKind, body: str) -> str:
    beginning = _BEGINNINGS[kind]
    symbols = _SYMBOLS if beginning.endswith("-") else _LETTERS
    # The second letter is in the sum too: a sheet's code misread as a form's does not check.
    total = 0
    for character in beginning[1:] + body:
        total = 2 * total + _VALUES.index(character)
    return symbols[2 * total % len(symbols)]
