"""The section of an audit pack on lines that were added up by hand, outside the program."""

from tallyapp.documents.audit_pack.lists import ENTRY, LAST, TIME, entry_row, put_list
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import CONTENT, SMALL, SMALL_STRONG, Flow
from tallyapp.documents.page.tables import Cell, Column, Row
from tallyapp.domain.reports.pack_report import AuditPackReport, HandLine

_COLUMNS = (
    ENTRY,
    TIME,
    Column(wording.LINE_HEAD, LAST, 142),
    Column(wording.BY_HAND_HEAD, LAST + 144, 42, "right"),
    Column(wording.COUNTED_HEAD, LAST + 192, 48, "right"),
    Column(wording.DIFF, LAST + 244, 30, "right"),
    Column(wording.OFFICERS_HEAD, LAST + 284, CONTENT - LAST - 284),
)


def by_hand(flow: Flow, report: AuditPackReport) -> None:
    """Each draw with its seed, and each total beside the count's; or that none was made."""
    if report.re_added is None and not report.by_hand:
        return
    note = wording.BY_HAND_NOTE
    if report.by_hand and report.re_added is False:
        note = wording.NOT_OF_THE_LAST
    rows = [_row(line) for line in report.by_hand]
    put_list(flow, wording.BY_HAND, note, _COLUMNS, rows, wording.NOT_BY_HAND)


def _row(line: HandLine) -> Row:
    if line.keyed is None or line.counted is None:
        return entry_row(line, Cell(line.what, SMALL), *[Cell("", SMALL)] * 3)
    alike = line.keyed == line.counted
    figures = (wording.figure(line.keyed), wording.figure(line.counted))
    cells = (*figures, wording.signed(line.counted - line.keyed))
    style = SMALL if alike else SMALL_STRONG
    return entry_row(line, Cell(line.what, style), *(Cell(text, style) for text in cells))
