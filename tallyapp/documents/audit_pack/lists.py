"""The lists of an audit pack: variances, corrections,
what was passed over, codes, officers, the way.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    NOTE_STRONG,
    SMALL,
    SMALL_STRONG,
    Block,
    Flow,
    section,
)
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.domain.reports.pack_report import AuditPackReport

SECTION_GAP = 9
PITCH = 15.5
ENTRY = Column(wording.ENTRY_HEAD, 0, 34, "right")
TIME = Column(wording.TIME_HEAD, 44, 62)
LAST = 112
"""Where the columns after entry and time begin."""
HAPPENED = (
    ENTRY,
    TIME,
    Column(wording.WHAT_HEAD, LAST, 282),
    Column(wording.OFFICERS_HEAD, LAST + 290, CONTENT - LAST - 290),
)
"""The columns of what happened, an entry a line."""


class Entered(Protocol):
    """What is told of one entry of the ledger: its number and time, and who made it."""

    @property
    def seq(self) -> int: ...

    @property
    def at(self) -> datetime: ...

    @property
    def officers(self) -> str: ...


def entry_row(line: Entered, *told: Cell | tuple[Cell, ...]) -> Row:
    """A row about one entry: what is told of it between when it was made and by whom."""
    when = (Cell(wording.figure(line.seq), SMALL), Cell(wording.short_moment(line.at), SMALL))
    return Row((*when, *told, Cell(line.officers, SMALL)))


def put_list(
    flow: Flow, title: str, note: str, columns: Sequence[Column], rows: Sequence[Row], nothing: str
) -> None:
    """A section with its table, whose head repeats; or the sentence that says there is nothing."""
    heading = Block(24)
    section(heading, title, note)
    if not rows:
        sentence = Block(20)
        sentence.write(nothing, SMALL, 13)
        flow.put(heading, sentence, gap=SECTION_GAP)
        return
    blocks = [row_block(columns, row, PITCH) for row in rows]
    head = partial(head_block, columns, PITCH, SMALL_STRONG)
    first = head()
    flow.put(heading, first, blocks[0], gap=SECTION_GAP)
    put_table(flow, head, blocks[1:], [row.keep for row in rows[1:]], headed=True)


def way(flow: Flow, report: AuditPackReport) -> None:
    """The steps to the result, in their order."""
    rows = [entry_row(event, Cell(event.what, SMALL)) for event in report.events]
    put_list(flow, wording.WAY, "", HAPPENED, rows, wording.NOT_DECLARED)


def hall(flow: Flow, report: AuditPackReport) -> None:
    """What could hold papers, and what happened to it; entries are those of `count`."""
    if not report.hall:
        return
    rows = [entry_row(event, Cell(event.what, SMALL)) for event in report.hall_events]
    put_list(flow, wording.HALL, report.hall, HAPPENED, rows, wording.NOTHING_IN_THE_HALL)


def variances(flow: Flow, report: AuditPackReport) -> None:
    """Boxes that were not simply as accounted, with the sum of all boxes."""
    box, expected, counted, difference, attempts, explanation = wording.VARIANCE_HEADS
    columns = (
        Column(box, 0, 60),
        Column(expected, 58, 48, "right"),
        Column(counted, 114, 46, "right"),
        Column(difference, 164, 28, "right"),
        Column(attempts, 200, 98),
        Column(explanation, 304, CONTENT - 304),
    )
    rows = [
        Row(
            (
                Cell(f"{line.area}, {line.box}", SMALL),
                Cell(wording.figure(line.expected), SMALL),
                Cell(wording.figure(line.counted), SMALL),
                Cell(wording.signed(line.counted - line.expected), SMALL_STRONG),
                Cell(", ".join(wording.figure(attempt) for attempt in line.attempts), SMALL),
                Cell(line.explanation, SMALL),
            ),
            keep=line is report.variances[-1],
        )
        for line in report.variances
    ]
    if rows:
        verified = sum(area.verified for area in report.areas)
        totals = [wording.figure(report.expected), wording.figure(verified)]
        cells = [wording.ALL_BOXES, *totals, wording.signed(verified - report.expected), "", ""]
        rows.append(Row([Cell(cell, SMALL_STRONG) for cell in cells], rule=0))
    right, wrong = report.boxes
    note = wording.BOXES_AS_ACCOUNTED.format(
        right=wording.figure(right), wrong=wording.figure(wrong)
    )
    put_list(
        flow,
        wording.VARIANCES,
        f"{wording.BOXES.lower()}: {note}",
        columns,
        rows,
        wording.NO_VARIANCES,
    )


def corrections(flow: Flow, report: AuditPackReport) -> None:
    """What changed an agreed figure, and why."""
    columns = (
        ENTRY,
        TIME,
        Column(wording.WHERE_HEAD, LAST, 86),
        Column(wording.WHAT_AND_WHY_HEAD, LAST + 94, 176),
        Column(wording.OFFICERS_HEAD, LAST + 278, CONTENT - LAST - 278),
    )
    rows = [
        entry_row(
            line,
            Cell(line.where, SMALL),
            Cell(line.what, SMALL),
        )
        for line in report.corrections
    ]
    put_list(
        flow, wording.CORRECTIONS, wording.CORRECTIONS_NOTE, columns, rows, wording.NO_CORRECTIONS
    )


def passed_over(flow: Flow, report: AuditPackReport) -> None:
    """Findings over which the returning officer went on, said even when there are none."""
    columns = (
        ENTRY,
        TIME,
        Column(wording.CODE_HEAD, LAST, 38),
        Column(wording.WHAT_AND_WHY_HEAD, LAST + 46, 224),
        Column(wording.OFFICERS_HEAD, LAST + 278, CONTENT - LAST - 278),
    )
    rows = [
        entry_row(
            line,
            Cell(line.code, SMALL_STRONG),
            (Cell(line.sentence, SMALL), Cell(wording.REASON.format(reason=line.reason), SMALL)),
        )
        for line in report.passed_over
    ]
    put_list(
        flow,
        wording.PASSED_OVER,
        wording.PASSED_OVER_NOTE,
        columns,
        rows,
        wording.NOTHING_PASSED_OVER,
    )


def codes(flow: Flow, report: AuditPackReport) -> None:
    """Every code that was given out, to be compared with what people noted."""
    columns = (
        ENTRY,
        TIME,
        Column(wording.AT_HEAD, LAST, 92),
        Column(wording.TO_HEAD, LAST + 98, 80),
        Column(wording.CODE_HEAD, LAST + 182, CONTENT - LAST - 182),
    )
    rows = [
        Row(
            (
                Cell(wording.figure(line.seq), SMALL),
                Cell(wording.short_moment(line.at), SMALL),
                Cell(line.occasion, SMALL),
                Cell(line.to, SMALL),
                Cell(line.code, NOTE_STRONG),
            )
        )
        for line in report.codes
    ]
    put_list(flow, wording.CODES, wording.CODES_NOTE, columns, rows, wording.NO_CODES)


def officers(flow: Flow, report: AuditPackReport) -> None:
    """Officers by role and number with their acts, three abreast, read line by line."""
    third = CONTENT / 3
    columns = [
        column
        for index in range(3)
        for column in (
            Column(wording.OFFICER_HEAD, index * third, third - 60),
            Column(wording.ACTS_HEAD, index * third + third - 58, 40, "right"),
        )
    ]
    texts = []
    for line in report.officers:
        who = f"{line.officer}, {line.name}" if line.name else line.officer
        texts += [who, wording.figure(line.acts)]
    texts += [""] * (-len(texts) % 6)
    rows = [
        Row([Cell(text, SMALL) for text in texts[start : start + 6]])
        for start in range(0, len(texts), 6)
    ]
    put_list(flow, wording.OFFICERS, wording.OFFICERS_NOTE, columns, rows, wording.NONE)
