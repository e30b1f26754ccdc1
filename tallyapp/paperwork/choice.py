"""Which papers of a count are wanted."""

from typing import Literal, NamedTuple, TypeAlias, get_args

PaperKind: TypeAlias = Literal[
    "sheets", "slips", "mixed", "forms", "boxes", "verification", "summary", "cards", "labels"
]
KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
"""Every kind of paper, in the order in which they lie in the PDF."""


class Choice(NamedTuple):
    """Papers of these kinds and contests (all where none is named), of these areas.

    Papers that were printed before are left out, or, with `again`, printed as reprints.
    `forms` is how many adjudication forms each area gets: they are handed out by nobody.
    """

    kinds: frozenset[PaperKind] = frozenset(KINDS)
    contests: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    large: bool = False
    again: bool = False
    forms: int = 5


class PerArea(NamedTuple):
    """How many count sheets and bundle slips each area is to have in all, handed out with the
    print: those that it has already are counted in.
    """

    sheets: int = 0
    slips: int = 0
