"""The lines of a planned sheet on which papers stand in bundles, whatever the contest: candidates'
lines with one seat, blocks with several.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from tallyapp.domain.vocabulary.on_paper import Block, Bundles, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate, slate_field
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers
from tallyapp.practice.plans.plans import OnPaper

_Value = TypeVar("_Value")


class Line(NamedTuple):
    """A line: whom it is for, its papers, and the figure on it that is read first."""

    whose: Slate
    papers: int
    field: str


def lines_of(figures: SheetFigures, on_paper: OnPaper) -> Sequence[Line]:
    """The lines of a sheet, in their order."""
    column = "part" if on_paper.written == "bundles" else "total"
    if figures.mixed is not None:
        return [
            Line(
                block.candidates,
                _papers(block.full, block.part, block.total, on_paper.bundle),
                slate_field(block.candidates, column),
            )
            for block in figures.blocks
        ]
    return [
        Line((CandidateNumber(n),), _papers(full, part, total, on_paper.bundle), f"{n}.{column}")
        for n, (full, part, total) in enumerate(_of_one_seat(figures), 1)
    ]


def with_line(
    figures: SheetFigures, whose: Slate, papers: int, on_paper: OnPaper, *, written: int = 0
) -> SheetFigures:
    """The sheet with so many papers on this line, which is added where there is none; so many
    papers more, or fewer, are `written` on it.
    """
    total = replace(figures, papers=Papers((figures.papers or 0) + written))
    bundles = Bundles(papers // on_paper.bundle, Papers(papers % on_paper.bundle))
    if figures.mixed is None:
        return _of_candidate(total, whose[0] - 1, bundles, Papers(papers))
    full, part = (None, None) if on_paper.written == "total" else (bundles.full, bundles.part)
    line_total = None if on_paper.written == "bundles" else Papers(papers)
    block = Block(whose, full, part, line_total)
    others = [each for each in figures.blocks if each.candidates != whose]
    at = next((n for n, each in enumerate(figures.blocks) if each.candidates == whose), len(others))
    return replace(total, blocks=(*others[:at], block, *others[at:]))


def with_whose(figures: SheetFigures, whose: Slate, other: Slate) -> SheetFigures:
    """The sheet with a block written for another slate."""
    blocks = tuple(
        Block(other, block.full, block.part, block.total) if block.candidates == whose else block
        for block in figures.blocks
    )
    return replace(figures, blocks=blocks)


def exchanged(figures: SheetFigures, first: int, second: int) -> SheetFigures:
    """The sheet with two candidates' figures on each other's line, of its mixed papers if it has
    any.
    """
    if figures.mixed is not None:
        votes = _exchanged(figures.mixed.votes, first - 1, second - 1)
        return replace(figures, mixed=replace(figures.mixed, votes=votes))
    lines = _exchanged(figures.lines, first - 1, second - 1)
    totals = _exchanged(figures.totals, first - 1, second - 1)
    return replace(figures, lines=lines, totals=totals)


def _exchanged(column: tuple[_Value, ...], one: int, other: int) -> tuple[_Value, ...]:
    """A column with two of its values exchanged; empty where it is."""
    places = {one: other, other: one}
    return tuple(column[places.get(n, n)] for n in range(len(column)))


def _of_one_seat(figures: SheetFigures) -> list[tuple[int | None, int | None, int | None]]:
    many = max(len(figures.lines), len(figures.totals))
    lines = figures.lines or (Bundles(None, None),) * many
    totals = figures.totals or (None,) * many
    return [(line.full, line.part, total) for line, total in zip(lines, totals, strict=True)]


def _of_candidate(figures: SheetFigures, at: int, bundles: Bundles, papers: Papers) -> SheetFigures:
    lines = tuple(bundles if n == at else line for n, line in enumerate(figures.lines))
    totals = tuple(papers if n == at else each for n, each in enumerate(figures.totals))
    return replace(figures, lines=lines, totals=totals)


def _papers(full: int | None, part: int | None, total: int | None, bundle: int) -> int:
    return total if total is not None else (full or 0) * bundle + (part or 0)
