"""Lines that are added up once more by hand, and how a seed that was drawn in public says which.

The draw is written out in docs/format.md, section 7, for whoever has a calculator and SHA-256.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.units import MAX_CANDIDATES, Figure, Identifier

DRAWN = 3
"""How many lines are drawn; all of them, where a contest has fewer."""
LEAST_DIGITS = 10
MOST_DIGITS = 40
"""How many digits a seed has: ten dice or numbered balls at least, so that nobody can try all."""

Seed = Annotated[str, Meta(pattern=rf"^[0-9]{{{LEAST_DIGITS},{MOST_DIGITS}}}\Z")]
"""The digits as they were drawn; a nought in front is one of them."""
LineKind: TypeAlias = Literal["votes", "rejected"]
"""A candidate's votes, or the papers rejected under one head."""
LineNumber = Annotated[int, Meta(ge=1, le=MAX_CANDIDATES)]
"""The candidate by ballot-paper number, or the head by its place in the rules."""

_DIGITS = 8
THROWS = 16**_DIGITS
"""How many numbers eight hexadecimal digits make: the display of any calculator holds each."""


class AreaLine(NamedTuple):
    """One candidate's line, or one head's, over all sheets and forms of one area."""

    area: str
    what: LineKind
    line: int


class AddedLine(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A line with the total to which it was added up by hand, in votes or papers."""

    area: Identifier
    what: LineKind
    line: LineNumber
    total: Figure

    @property
    def of(self) -> AreaLine:
        """Which line it is."""
        return AreaLine(self.area, self.what, self.line)


def area_lines(areas: Iterable[str], candidates: int = 0, heads: int = 0) -> list[AreaLine]:
    """The lines of these areas: in each those of so many candidates, then of so many heads."""
    of_area: list[tuple[LineKind, int]] = [("votes", n + 1) for n in range(candidates)]
    of_area += [("rejected", n + 1) for n in range(heads)]
    return [AreaLine(area, what, line) for area in areas for what, line in of_area]


def drawn_lines(provisional: str, seed: str, lines: Iterable[AreaLine]) -> tuple[AreaLine, ...]:
    """The lines that the seed draws for the provisional result of this id, in the order drawn.

    In whichever order the lines are given: they are numbered by their areas' identifiers.
    """
    numbered = sorted(lines, key=lambda each: (each.area, each.what != "votes", each.line))
    found: list[AreaLine] = []
    throw = 0
    while len(found) < min(DRAWN, len(numbered)):
        throw += 1
        number = line_of(thrown(provisional, seed, throw), len(numbered))
        # Drawn twice it is added up once: another line is drawn in its place.
        if number and numbered[number - 1] not in found:
            found.append(numbered[number - 1])
    return tuple(found)


def thrown(provisional: str, seed: str, throw: int) -> int:
    """The throw of this number, from 1: one of `THROWS` numbers, from 0."""
    # With the id of the result, which is made by chance before the seed is drawn: an old figure,
    # or one that somebody likes, draws other lines of every result.
    said = f"tallyapp.re-add/1\n{provisional}\n{seed}\n{throw}\n"
    return int(sha256(said.encode()).hexdigest()[:_DIGITS], 16)


def line_of(throw: int, lines: int) -> int:
    """Which of so many lines a throw draws, by its number from 1; 0 where it is thrown again."""
    # The last throws do not go round once more: counted, they would draw the first lines of the
    # list more often than the others.
    return 0 if throw >= THROWS - THROWS % lines else throw % lines + 1
