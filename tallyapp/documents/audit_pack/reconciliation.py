"""Reconciliation by count area: candidates down, areas across, six to a page, All areas last."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.layout import (
    CONTENT,
    GUTTER,
    NOTE,
    NOTE_STRONG,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
    Flow,
    columns,
    section,
)
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.documents.page.typeface import width
from tallyapp.domain.reports.pack_report import AreaColumn, AuditPackReport

AREAS_A_PAGE = 6
NAME_WIDTH = 190.0
ALL_WIDTH = 57.0
AREA_WIDTH = (CONTENT - NAME_WIDTH - ALL_WIDTH) / AREAS_A_PAGE
PITCH = 13.2
SUM_PITCH = 15.0
INDENT = 10.0
KEPT_TOGETHER = 480.0
"""What is no taller than this is not broken over pages."""


class Line(NamedTuple):
    """A line of the reconciliation: what it takes from an area; All areas is the sum of that."""

    label: str
    figure: Callable[[AreaColumn], int] | None = None
    strong: bool = False
    indent: float = 0
    rule: float = ROW_RULE
    keep: bool = False
    write: Callable[[int], str] = wording.figure


def put_reconciliation(flow: Flow, report: AuditPackReport) -> None:
    """Every page names the candidates again; both margins stand in bold."""
    areas = report.areas
    for start in range(0, max(len(areas), 1), AREAS_A_PAGE):
        shown = areas[start : start + AREAS_A_PAGE]
        if start:
            flow.new_page()
        note = "" if report.heading.vacancies == 1 else wording.UNITS
        if len(areas) > AREAS_A_PAGE:
            note = wording.AREAS_OF.format(
                first=start + 1, last=start + len(shown), total=len(areas)
            )
        heading = Block(22)
        section(heading, wording.RECONCILIATION, note)
        flow.put(heading)
        _put_areas(flow, report, shown, last=start + AREAS_A_PAGE >= len(areas))


def _put_areas(
    flow: Flow, report: AuditPackReport, shown: Sequence[AreaColumn], *, last: bool
) -> None:
    across = [Column(wording.CANDIDATES_HEAD, 0, NAME_WIDTH - 8)]
    for index, area in enumerate(shown):
        across.append(Column(area.id, NAME_WIDTH + index * AREA_WIDTH, AREA_WIDTH - 6, "right"))
    if last:
        across.append(
            Column(wording.ALL_AREAS, CONTENT - ALL_WIDTH + 8, ALL_WIDTH - 8, "right", 0.75)
        )
    lines = _lines(report)
    every = report.areas if last else ()
    rows = [
        row_block(across, _row(line, shown, every), SUM_PITCH if line.strong else PITCH)
        for line in lines
    ]
    keep = [line.keep for line in lines]
    below = _notes(report, last=last)
    below += [_legend(shown[start : start + 2]) for start in range(0, len(shown), 2)]
    if report.heading.vacancies > 1:
        # Papers, how they add up and the names of the areas are read together, unless they fill a
        # page.
        first = [line.label for line in lines].index(wording.PAPERS_HEAD)
        if sum(block.height for block in (*rows[first:], *below)) < KEPT_TOGETHER:
            keep = [*keep[:first], *[True] * (len(rows) - first + len(below) - 1), False]
            rows = [*rows, *below]
            below = []
    put_table(flow, partial(head_block, across, style=SMALL_STRONG), rows, keep)
    for block in below:
        flow.put(block)


def _notes(report: AuditPackReport, *, last: bool) -> list[Block]:
    """How the columns add up; with several seats, the sums of all areas written out."""
    seats = report.heading.vacancies
    note = Block(17)
    if seats == 1:
        note.write(wording.MARGINS if last else wording.MARGINS_LATER, NOTE, 13)
        return [note]
    words = wording.MARGINS_SEATS if last else wording.MARGINS_SEATS_LATER
    note.write(words.format(seats=seats), NOTE, 13)
    if not last:
        return [note]
    identity = Block()
    identity.height = identity.write(f"{wording.ALL_AREAS}: {_identity(report)}.", NOTE, 9) - 4
    return [note, identity]


def _lines(report: AuditPackReport) -> list[Line]:
    """Votes, papers valid and rejected,
    and both sides of the identities that must hold in every area.
    """
    seats = report.heading.vacancies
    lines = [Line(name, partial(_votes, index)) for index, name in enumerate(report.candidates)]
    if seats > 1:
        lines += _votes_used_or_not(report, seats)
    label = wording.VALID_VOTES if seats == 1 else wording.VALID
    lines.append(Line(label, lambda area: area.valid, strong=True))
    lines += [
        Line(
            wording.WITHIN_VALID.format(label=head.label),
            partial(_rejected, (index,)),
            indent=INDENT,
        )
        for index, head in enumerate(report.heads)
        if head.in_part
    ]
    lines.append(Line(wording.REJECTED_BY_HEAD, strong=True, rule=0, keep=True))
    whole = _whole(report)
    lines += [
        Line(report.heads[index].label, partial(_rejected, (index,)), indent=INDENT)
        for index in whole
    ]
    lines.append(Line(wording.REJECTED_PAPERS, partial(_rejected, whole), strong=True))
    return [
        *lines,
        Line(wording.COUNTED_LABEL, lambda area: area.counted, strong=True, rule=0, keep=True),
        Line(wording.VERIFIED_LABEL, lambda area: area.verified, strong=True, keep=True),
        Line(
            wording.DIFFERENCE,
            lambda area: area.difference,
            strong=True,
            rule=SECTION_RULE,
            write=wording.signed,
        ),
    ]


def _whole(report: AuditPackReport) -> list[int]:
    """The heads, by position, under which a paper is rejected as a whole."""
    return [index for index, head in enumerate(report.heads) if not head.in_part]


def _votes_used_or_not(report: AuditPackReport, seats: int) -> list[Line]:
    """With several seats: every paper counted has as
    many votes as there are seats, and here they are.
    """
    whole = _whole(report)

    def rejected(area: AreaColumn) -> int:
        return seats * _rejected(whole, area)

    def counted(area: AreaColumn) -> int:
        return seats * area.counted

    def together(area: AreaColumn) -> int:
        return sum(area.votes) + area.unused + area.uncertain + rejected(area)

    def difference(area: AreaColumn) -> int:
        return together(area) - counted(area)

    return [
        Line(wording.VOTES_GIVEN, lambda area: sum(area.votes), strong=True, keep=True),
        Line(wording.UNUSED_VOTES, lambda area: area.unused, keep=True),
        Line(wording.UNCERTAIN_VOTES, lambda area: area.uncertain, keep=True),
        Line(
            wording.TIMES_REJECTED.format(seats=seats),
            lambda area: seats * _rejected(whole, area),
            keep=True,
        ),
        Line(wording.TOGETHER, together, strong=True, rule=0, keep=True),
        Line(
            wording.TIMES_COUNTED.format(seats=seats),
            lambda area: seats * area.counted,
            strong=True,
            keep=True,
        ),
        Line(
            wording.DIFFERENCE_VOTES,
            difference,
            strong=True,
            rule=SECTION_RULE,
            write=wording.signed,
        ),
        Line(wording.PAPERS_HEAD, strong=True, rule=0, keep=True),
    ]


def _identity(report: AuditPackReport) -> str:
    """The identity of several seats over all areas, written out: both sides, whatever they show."""
    seats = report.heading.vacancies
    areas = report.areas
    whole = _whole(report)
    votes = sum(sum(area.votes) for area in areas)
    unused = sum(area.unused for area in areas)
    uncertain = sum(a.uncertain for a in areas)
    rejected = sum(_rejected(whole, a) for a in areas)
    counted = sum(area.counted for area in areas)
    numbers = {
        "votes": votes,
        "unused": unused,
        "uncertain": uncertain,
        "rejected": rejected,
        "left": votes + unused + uncertain + seats * rejected,
        "counted": counted,
        "right": seats * counted,
    }
    written = {name: wording.figure(number) for name, number in numbers.items()}
    return wording.IDENTITY.format(seats=seats, **written)


def _votes(index: int, area: AreaColumn) -> int:
    return area.votes[index]


def _rejected(heads: Sequence[int], area: AreaColumn) -> int:
    return sum(area.rejected[index] for index in heads)


def _row(line: Line, shown: Sequence[AreaColumn], every: Sequence[AreaColumn]) -> Row:
    style = SMALL_STRONG if line.strong else SMALL
    figure = line.figure
    cells = [Cell(line.label, style)]
    cells += [Cell(line.write(figure(area)) if figure else "", style) for area in shown]
    if every:
        total = line.write(sum(figure(area) for area in every)) if figure else ""
        cells.append(Cell(total, SMALL_STRONG))
    return Row(cells, line.rule, line.keep, line.indent)


def _legend(areas: Sequence[AreaColumn]) -> Block:
    """Two areas abreast: identifier, name and boxes."""
    block = Block()
    for index, area in enumerate(areas):
        x = index * (columns(6) + GUTTER)
        measure = columns(6)
        beside = max(14.0, width(area.id, NOTE_STRONG) + 6)
        text = f"{area.name}: {area.boxes}" if area.boxes else area.name
        with block.part(tags.PARAGRAPH):
            block.write(area.id, NOTE_STRONG, 9, x)
            lower = block.write(text, NOTE, 9, x + beside, measure - beside)
        block.height = max(block.height, lower)
    block.height -= NOTE.leading - 4.5
    return block
