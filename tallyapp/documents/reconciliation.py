"""Reconciliation by count area: candidates down, areas across, six to a page, All areas last."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from tallyapp.domain.report import AreaColumn, AuditPackReport

from . import wording
from .layout import (
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
from .tables import Cell, Column, Row, head_block, put_table, row_block
from .typeface import width

AREAS_A_PAGE = 6
NAME_WIDTH, ALL_WIDTH = 190.0, 57.0
AREA_WIDTH = (CONTENT - NAME_WIDTH - ALL_WIDTH) / AREAS_A_PAGE
PITCH, SUM_PITCH = 13.2, 15.0
INDENT = 10.0


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
        note = ""
        if len(areas) > AREAS_A_PAGE:
            note = wording.AREAS_OF.format(first=start + 1, last=start + len(shown), total=len(areas))
        heading = Block(22)
        section(heading, wording.RECONCILIATION, note)
        flow.put(heading)
        _put_areas(flow, report, shown, last=start + AREAS_A_PAGE >= len(areas))


def _put_areas(flow: Flow, report: AuditPackReport, shown: Sequence[AreaColumn], *, last: bool) -> None:
    across = [Column(wording.CANDIDATES_HEAD, 0, NAME_WIDTH - 8)]
    for index, area in enumerate(shown):
        across.append(Column(area.id, NAME_WIDTH + index * AREA_WIDTH, AREA_WIDTH - 6, "right"))
    if last:
        across.append(Column(wording.ALL_AREAS, CONTENT - ALL_WIDTH + 8, ALL_WIDTH - 8, "right", 0.75))
    lines, every = _lines(report), report.areas if last else ()
    rows = [
        row_block(across, _row(line, shown, every), SUM_PITCH if line.strong else PITCH) for line in lines
    ]
    put_table(flow, partial(head_block, across, style=SMALL_STRONG), rows, [line.keep for line in lines])
    note = Block(17)
    note.write(wording.MARGINS if last else wording.MARGINS_LATER, NOTE, 13)
    flow.put(note)
    for start in range(0, len(shown), 2):
        flow.put(_legend(shown[start : start + 2]))


def _lines(report: AuditPackReport) -> list[Line]:
    """Votes, papers valid and rejected, and both sides of the identity that must hold in every area."""
    one_seat = report.heading.vacancies == 1
    lines = [Line(name, partial(_votes, index)) for index, name in enumerate(report.candidates)]
    if not one_seat:
        lines.append(Line(wording.VOTES_GIVEN, lambda area: sum(area.votes), strong=True))
    label = wording.VALID_VOTES if one_seat else wording.VALID
    lines.append(Line(label, lambda area: area.valid, strong=True))
    lines.append(Line(wording.REJECTED_BY_HEAD, strong=True, rule=0, keep=True))
    whole = [index for index, head in enumerate(report.heads) if not head.in_part]
    lines += [Line(report.heads[index].label, partial(_rejected, (index,)), indent=INDENT) for index in whole]
    lines.append(Line(wording.REJECTED_PAPERS, partial(_rejected, whole), strong=True))
    lines += [
        Line(wording.IN_PART.format(label=head.label), partial(_rejected, (index,)))
        for index, head in enumerate(report.heads)
        if head.in_part
    ]
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
        x, measure = index * (columns(6) + GUTTER), columns(6)
        beside = max(14.0, width(area.id, NOTE_STRONG) + 6)
        block.write(area.id, NOTE_STRONG, 9, x)
        text = f"{area.name}: {area.boxes}" if area.boxes else area.name
        block.height = max(block.height, block.write(text, NOTE, 9, x + beside, measure - beside))
    block.height -= NOTE.leading - 4.5
    return block
