"""What an audit pack tells of the result: turnouts,
rounds, requests, lots, warnings, what was declared.

Each section is there where there is something to tell,
so that packs of simple counts stay as they were.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from tallyapp.documents.audit_pack.lists import (
    ENTRY,
    LAST,
    PITCH,
    SECTION_GAP,
    TIME,
    entry_row,
    put_list,
)
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
    Flow,
    section,
)
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.domain.reports.pack_report import (
    AuditPackReport,
    OutsideReport,
    RoundFigures,
    Turnouts,
)
from tallyapp.domain.vocabulary.shares import hundredths_of_percent

OFFICERS = Column(wording.OFFICERS_HEAD, LAST + 278, CONTENT - LAST - 278)
ROUNDS_ABREAST = 3
"""How many earlier rounds stand beside the last one in a table."""
NAME = 186.0
FIGURE = 48.0
DIFFERENCE = 36.0
CLOSE = 13.2


def turnouts(flow: Flow, report: AuditPackReport) -> None:
    """Three turnouts, each with its name and formula: none of them is simply the turnout."""
    if report.turnouts is None:
        return
    name, formula, figures, share = wording.TURNOUT_HEADS
    columns = (
        Column(name, 0, 110),
        Column(formula, 114, 190),
        Column(figures, 312, 122, "right"),
        Column(share, 442, CONTENT - 442, "right"),
    )
    rows = [Row([Cell(text, SMALL) for text in line]) for line in _turnouts(report.turnouts)]
    electorate = report.turnouts.electorate
    known = wording.NOT_KNOWN if electorate is None else wording.figure(electorate)
    alone = wording.ELECTORATE_UNCONFIRMED if report.turnouts.unconfirmed else ""
    note = f"{wording.ELECTORATE.lower()}: {known}{alone}"
    put_list(flow, wording.TURNOUTS, note, columns, rows, wording.NO_TURNOUT)


def _turnouts(of: Turnouts) -> Iterator[tuple[str, str, str, str]]:
    if of.electorate is None:
        return
    parts: list[int] = [of.valid]
    yield *wording.TURNOUT_VALID, *_share(parts, of.electorate)
    parts.append(of.rejected)
    yield *wording.TURNOUT_BALLOT_BOX, *_share(parts, of.electorate)
    if of.postal_rejected is None:
        yield wording.TURNOUT_TOTAL[0], wording.NO_POSTAL, "", ""
        return
    parts.append(of.postal_rejected)
    yield *wording.TURNOUT_TOTAL, *_share(parts, of.electorate)


def _share(parts: Sequence[int], electorate: int) -> tuple[str, str]:
    added = " + ".join(map(wording.figure, parts))
    return added, wording.percent(hundredths_of_percent(sum(parts), electorate))


# ---- declared outside, and corrected afterwards


def outside(flow: Flow, report: AuditPackReport) -> None:
    """The declared figures beside those counted, line by line; what differs is in bold."""
    made = report.outside
    if made is None:
        return
    heading = Block()
    note = wording.OUTSIDE_BORNE_OUT if made.borne_out else wording.OUTSIDE_DIFFERS
    baseline = section(heading, wording.DECLARED_OUTSIDE, note)
    for sentence in _outside_words(made):
        baseline = heading.write(sentence, SMALL, baseline) + 2
    heading.height = baseline - SMALL.leading + 4
    columns = (
        Column(wording.FIGURE_HEAD, 0, 280),
        Column(wording.DECLARED_HEAD, 290, 60, "right"),
        Column(wording.COUNTED_HEAD, 358, 60, "right"),
        Column(wording.DIFF, 426, CONTENT - 426, "right"),
    )
    rows = []
    for line in made.lines:
        style = SMALL if line.declared == line.counted else SMALL_STRONG
        figures = wording.figure(line.declared), wording.figure(line.counted)
        cells = (line.label, *figures, wording.signed(line.counted - line.declared))
        rows.append(row_block(columns, Row([Cell(text, style) for text in cells]), CLOSE))
    head = partial(head_block, columns, PITCH, SMALL_STRONG)
    flow.put(heading, head(), rows[0], gap=SECTION_GAP)
    put_table(flow, head, rows[1:], [False] * len(rows[1:]), headed=True)


def _outside_words(made: OutsideReport) -> Iterator[str]:
    yield wording.OUTSIDE_TOLD.format(
        when=wording.moment(made.declared_at),
        by=made.declared_by,
        seq=wording.figure(made.seq),
        officers=made.officers,
        reason=made.reason,
    )
    yield wording.DECLARED_ELECTED.format(names=made.elected)
    if made.elected != made.counted_elected:
        yield wording.COUNTED_ELECTED.format(names=made.counted_elected)
    for what in made.stood_open:
        yield wording.STOOD_OPEN.format(what=what)


def corrected_notices(flow: Flow, report: AuditPackReport) -> None:
    """Errors found after the declaration, which stands as it was."""
    if not report.corrected:
        return
    columns = (
        ENTRY,
        TIME,
        Column(wording.NOTICE_HEAD, LAST, 38),
        Column(wording.WHAT_AND_WHY_HEAD, LAST + 46, 224),
        OFFICERS,
    )
    rows = [
        entry_row(
            line,
            Cell(wording.figure(line.number), SMALL_STRONG),
            (Cell(line.what, SMALL), Cell(wording.REASON.format(reason=line.reason), SMALL)),
        )
        for line in report.corrected
    ]
    put_list(flow, wording.CORRECTED_NOTICES, wording.CORRECTED_NOTE, columns, rows, wording.NONE)


# ---- rounds


def rounds(flow: Flow, report: AuditPackReport) -> None:
    """Each re-count, and the contest's figures at the end of each round beside the last."""
    if not report.rounds:
        return
    columns = (
        ENTRY,
        TIME,
        Column(wording.ROUND_HEAD, LAST, 38),
        Column(wording.WHY_HEAD, LAST + 46, 224),
        OFFICERS,
    )
    rows = [
        entry_row(
            line,
            Cell(wording.figure(line.number), SMALL_STRONG),
            (Cell(f"{line.areas[:1].upper()}{line.areas[1:]}", SMALL), Cell(line.why, SMALL)),
        )
        for line in report.rounds
    ]
    put_list(flow, wording.ROUNDS, wording.ROUNDS_NOTE, columns, rows, wording.NONE)
    *earlier, last = report.round_figures
    for start in range(0, len(earlier), ROUNDS_ABREAST):
        _put_rounds(flow, report, earlier[start : start + ROUNDS_ABREAST], last)


def _put_rounds(
    flow: Flow, report: AuditPackReport, shown: Sequence[RoundFigures], last: RoundFigures
) -> None:
    across = [Column(wording.CANDIDATES_HEAD, 0, NAME - 8)]
    pair = FIGURE + DIFFERENCE
    for index, each in enumerate(shown):
        x = NAME + index * pair
        across.append(
            Column(wording.ROUND_COLUMN.format(number=each.number), x - 8, FIGURE + 4, "right")
        )
        across.append(Column(wording.DIFF, x + FIGURE, DIFFERENCE - 6, "right"))
    x = NAME + len(shown) * pair + 4
    across.append(Column(wording.ROUND_COLUMN.format(number=last.number), x, FIGURE, "right", 0.75))
    lines = list(zip(*(_round(report, each) for each in (*shown, last)), strict=True))
    rows: list[Block] = []
    for line in lines:
        (label, strong, _) = line[0]
        figures = [each[2] for each in line]
        style = SMALL_STRONG if strong else SMALL
        cells = [Cell(label, style)]
        for figure in figures[:-1]:
            cells.append(Cell(wording.figure(figure), style))
            cells.append(Cell(wording.signed(figures[-1] - figure), style))
        cells.append(Cell(wording.figure(figures[-1]), SMALL_STRONG))
        rule = SECTION_RULE if len(rows) + 1 == len(lines) else ROW_RULE
        rows.append(row_block(across, Row(cells, rule), CLOSE))
    heading = Block(22)
    section(heading, wording.ROUND_FIGURES, wording.ROUND_FIGURES_NOTE)
    head = partial(head_block, across, PITCH, SMALL_STRONG)
    flow.put(heading, head(), rows[0], gap=SECTION_GAP)
    put_table(flow, head, rows[1:], [False] * len(rows[1:]), headed=True)


def _round(report: AuditPackReport, each: RoundFigures) -> Iterator[tuple[str, bool, int]]:
    """Label, whether it is a sum, and figure; votes first, then papers."""
    yield from (
        (name, False, votes) for name, votes in zip(report.candidates, each.votes, strict=True)
    )
    one_seat = report.heading.vacancies == 1
    if not one_seat:
        yield wording.VOTES_GIVEN, True, sum(each.votes)
        yield wording.UNUSED_VOTES, False, each.unused
        yield wording.UNCERTAIN_VOTES, False, each.uncertain
    yield wording.VALID_VOTES if one_seat else wording.VALID, True, each.valid
    yield wording.REJECTED_PAPERS, True, each.rejected
    yield wording.COUNTED_LABEL, True, each.valid + each.rejected
    yield wording.VERIFIED_LABEL, True, each.verified


# ---- requests, lots, warnings


def requests(flow: Flow, report: AuditPackReport) -> None:
    """What candidates' sides asked for, with each answer."""
    if not report.requests:
        return
    columns = (ENTRY, TIME, Column(wording.ASKED_HEAD, LAST, 270), OFFICERS)
    rows = [
        entry_row(
            line,
            (
                Cell(f"{number}. {line.asked}", SMALL),
                Cell(line.answer or wording.UNANSWERED, SMALL),
            ),
        )
        for number, line in enumerate(report.requests, 1)
    ]
    put_list(flow, wording.REQUESTS, "", columns, rows, wording.NONE)


def lots(flow: Flow, report: AuditPackReport) -> None:
    """Every lot, in the order in which they were drawn."""
    if not report.lots:
        return
    columns = (
        ENTRY,
        TIME,
        Column(wording.BETWEEN_HEAD, LAST, 116),
        Column(wording.DECIDED_HEAD, LAST + 124, 146),
        OFFICERS,
    )
    rows = [
        entry_row(
            line,
            Cell(line.between, SMALL),
            Cell(line.what, SMALL),
        )
        for line in report.lots
    ]
    put_list(flow, wording.LOTS, wording.LOTS_NOTE, columns, rows, wording.NONE)


def warnings(flow: Flow, report: AuditPackReport) -> None:
    """Warnings with what was found; said even when there are none, where they were looked for."""
    if report.warnings is None:
        return
    columns = (
        Column(wording.CODE_HEAD, 0, 38),
        Column(wording.WARNING_HEAD, 46, LAST + 224),
        OFFICERS,
    )
    rows = [
        Row(
            (
                Cell(line.code, SMALL_STRONG),
                (
                    Cell(line.sentence, SMALL),
                    Cell(
                        wording.FOUND.format(found=line.found)
                        if line.found
                        else wording.NOT_LOOKED_INTO,
                        SMALL if line.found else SMALL_STRONG,
                    ),
                ),
                Cell(line.officers, SMALL),
            )
        )
        for line in report.warnings
    ]
    put_list(flow, wording.WARNINGS, wording.WARNINGS_NOTE, columns, rows, wording.NO_WARNINGS)
