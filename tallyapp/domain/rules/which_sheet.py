"""Which sheet it is, where figures stand that cannot all be right: two of them alike in every
figure, one keyed under another's number, one too many in its area.

What is named are sheets, officers and papers, never a candidate's votes: whoever keys reads it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tallyapp.domain.state.area import AreaState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PAPERS, KeyedPaper, Life, officer_of
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.units import OfficerNumber

TELLING = 4
"""Figures other than 0 that two sheets must share, beside their papers, for it to be no chance: a
small sheet of few candidates is soon like another.
"""

_Row = Sequence[int | None]


def alike(sheets: Iterable[KeyedPaper]) -> Iterator[Finding]:
    """W407 for each of these sheets that is agreed with every figure of one before it; the numbers
    are the other sheet, and papers.
    """
    by_figures: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for sheet in sheets:
        # Slips are left out: one full bundle is what most of them say.
        if sheet.live and sheet.shape == "sheet" and sheet.values and _telling(sheet.values):
            by_figures[sheet.values].append(sheet.number)
    for values, numbers in by_figures.items():
        first, *others = sorted(numbers)
        for number in others:
            yield finding(Code.W407, "sheet", number, "alike", other=first, papers=values[PAPERS])


def under_another(contest: ContestState, paper: KeyedPaper) -> list[Finding]:
    """W409 for each sheet that seems to have been keyed under the number of this one, which is not
    agreed; flags.

    It is the sheet whose figures they are that is named; `under` is the number under which they
    were keyed, and `officer` by whom.
    """
    return _of_looks(contest, paper, paper.looks)


def after_keying(
    contest: ContestState, paper: KeyedPaper, by: OfficerNumber, row: _Row
) -> list[Finding]:
    """W409 as it would be once this officer has keyed this sheet so too, and it differs; flags."""
    return _of_looks(contest, paper, paper.looks | {by: list(row)})


def too_many(contest: ContestState, area: AreaState, papers: Mapping[int, int]) -> list[Finding]:
    """What could be the one too many of these sheets in an area that holds more than was verified,
    with the papers on each; flags.

    E107 `fits`: without it, or if one of two of the same papers, the area fits. E107 `twin`: it has
    every figure of another sheet. W409: it seems to stand under another's number.
    """
    over = sum(papers.values()) - area.verified
    found = [
        finding(Code.E107, "sheet", number, "fits", papers=on_it)
        for number, on_it in sorted(papers.items())
        # What was keyed last only shows that there are too many: no sheet is named for that.
        if on_it == over
    ]
    for each in alike(area.sheets):
        other = next(operand.value for operand in each.numbers if operand.name == "other")
        found.append(finding(Code.E107, "sheet", each.place.name, "twin", other=other))
    for sheet in area.sheets:
        if sheet.life is Life.DIFFERS:
            found += under_another(contest, sheet)
    return [each.flagged() for each in found]


def _of_looks(
    contest: ContestState, paper: KeyedPaper, looks: Mapping[int, list[int | None]]
) -> list[Finding]:
    if paper.shape != "sheet":
        return []
    return [
        finding(
            Code.W409, "sheet", other.number, under=paper.number, officer=officer_of(look)
        ).flagged()
        for look, row in looks.items()
        if None not in row and _telling(row)
        for other in contest.sheets.values()
        if other.number != paper.number and _has(other, row)
    ]


def _has(sheet: KeyedPaper, row: list[int | None]) -> bool:
    """Whether a sheet is keyed with just these figures."""
    stands = sheet.live and sheet.values is not None and list(sheet.values) == row
    return stands or row in sheet.looks.values()


def _telling(row: _Row) -> bool:
    return sum(value != 0 for value in row if value is not None) - (row[PAPERS] != 0) >= TELLING
