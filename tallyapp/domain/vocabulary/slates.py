"""A slate is the set of candidates whom its papers all vote for, and nothing else.

Two officers who meet slates in another order number them differently: by number, papers of one
slate were counted for another's candidates, and every sum agreed. So acts, fields and findings
name the set; the number is what people call it, and is worked out from what was named.
"""

from typing import TypeAlias

from tallyapp.domain.vocabulary.units import CandidateNumber, Number

Slate: TypeAlias = tuple[Number, ...]
"""Candidates in ballot-paper order, each once."""
_BETWEEN = "+"


def slate_of(candidates: tuple[CandidateNumber, ...]) -> Slate:
    """The slate of these candidates, in whatever order they were read; one read twice stays so."""
    return tuple(sorted(candidates))


def is_slate(candidates: tuple[CandidateNumber, ...]) -> bool:
    """Whether these are written as a slate is: in ballot-paper order, each once."""
    return list(candidates) == sorted(set(candidates))


def slate_name(slate: Slate) -> str:
    """A slate as fields and findings name it: 1+4."""
    return _BETWEEN.join(map(str, slate))


def slate_called(name: str) -> Slate:
    """The slate of this name; raises ValueError if it is none's."""
    return tuple(CandidateNumber(int(number)) for number in name.split(_BETWEEN))


def slate_field(slate: Slate, column: str) -> str:
    """A figure of a slate's line on a sheet: s1+4.full."""
    return f"s{slate_name(slate)}.{column}"


def is_of_slate(field: str) -> bool:
    """Whether a field of a sheet is on a slate's line."""
    return field.startswith("s") and "." in field
