"""What a corrected notice says otherwise than the notice before it: a table at its head."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    SECTION,
    Block,
    Flow,
)
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.documents.page.text import Align
from tallyapp.documents.page.tongues import Tongues, together
from tallyapp.domain.reports.declaration_report import DeclarationReport, HeadCount, NoticeChange

PITCH = 15.0
_FIGURES_AT = 300.0
_WIDTH = 96.0
_ROW_RULE = 0.35


def put_changes(flow: Flow, report: DeclarationReport, tongues: Tongues) -> None:
    """Each thing that changed in its row; nothing where nothing of the notice did."""
    if not report.changes:
        return
    columns = _columns(report.changes, tongues)
    heading = Block(SECTION.leading + 4)
    title = tongues.line(wording.WHAT_CHANGED)
    heading.write(title, SECTION, SECTION.leading, tag=tags.SECTION)
    rows = [row_block(columns, _row(report, change, tongues), PITCH) for change in report.changes]
    # A head stands with its first row: the heading alone at the foot of a page says nothing.
    flow.put(heading, head_block(columns), rows[0])
    keep = [False] * (len(rows) - 1)
    put_table(flow, lambda: head_block(columns), rows[1:], keep, headed=True)
    flow.put(Block(6))


def _columns(changes: Sequence[NoticeChange], tongues: Tongues) -> Sequence[Column]:
    """Figures at the right; where a name changed, both columns are wide and begin at the left."""
    named = any(isinstance(side, str) for each in changes for side in (each.before, each.now))
    first = 168.0 if named else _FIGURES_AT
    width = (CONTENT - first - 8) / 2 if named else _WIDTH
    align: Align = "left" if named else "right"
    return (
        Column("", 0, first - 8),
        Column(tongues.line(wording.BEFORE_HEAD), first, width, align),
        Column(tongues.line(wording.NOW_HEAD), CONTENT - width, width, align),
    )


class ChangeWords(NamedTuple):
    """A change as a notice tells it: of what, as it was before, and as it is now."""

    of: str
    before: str
    now: str


def change_words(
    report: DeclarationReport,
    change: NoticeChange,
    label: Callable[..., str],
    head: Callable[[HeadCount], str],
) -> ChangeWords:
    """A change in words: `label` gives the labels of the notice, and `head` those of its heads, in
    the languages that are wanted.
    """
    told = label(
        wording.CHANGED_LINES[change.what], line=change.line, name=_named(report, change, head)
    )
    before, now = (_value(change, value, label) for value in (change.before, change.now))
    return ChangeWords(told, before, now)


def _row(report: DeclarationReport, change: NoticeChange, tongues: Tongues) -> Row:
    told = change_words(
        report,
        change,
        tongues.line,
        lambda head: together(tongues.texts(head.label, head.label_cy)),
    )
    cells = (Cell(told.of, BODY), Cell(told.before, BODY), Cell(told.now, BODY_STRONG))
    return Row(cells, _ROW_RULE)


def _named(
    report: DeclarationReport, change: NoticeChange, head: Callable[[HeadCount], str]
) -> str:
    """The candidate or the head whose line it is; as this notice calls them."""
    lines = report.candidates if change.what == "votes" else report.rejected
    if change.what not in ("votes", "rejected") or not 1 <= change.line <= len(lines):
        return ""
    if change.what == "votes":
        return report.candidates[change.line - 1].ballot_name
    return head(report.rejected[change.line - 1])


def _value(change: NoticeChange, value: int | str | None, label: Callable[..., str]) -> str:
    if value is None:
        return label(wording.NOT_STATED if change.what == "majority" else wording.NOT_KNOWN)
    if isinstance(value, str):
        return value or "–"
    return wording.percent(value) if change.what == "turnout" else wording.figure(value)
