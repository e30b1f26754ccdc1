"""One entry, whole: its head and code, and everything that it says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, HEADING, gap, px
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.acts import Lines, kind_words, where, whole
from tallyapp.words.catalogue import say
from tallyapp.words.figures import day, time_words


class Fields(RowsModel):
    """A name and a value in each row."""

    def __init__(self) -> None:
        super().__init__([Heading(say("audit", "head.field")), Heading(say("audit", "head.value"))])
        self._pairs: Sequence[tuple[str, str]] = ()

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._pairs = tuple(pairs)
        self._keys = list(range(len(pairs)))
        self._described.clear()
        self.endResetModel()

    def describe(self, key: Any) -> Sequence[Look]:
        name, value = self._pairs[key]
        title = cell(
            name, role="secondary" if value else "ink", face=BODY if value else BODY.heavier()
        )
        return [title, cell(value, face=BODY.heavier(500), right=value.replace(",", "").isdigit())]


class EntryView(QWidget):
    """The entry that is chosen in the timeline."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: tuple[str, int] = ("", 0)
        self._title = Text(face=HEADING, wrap=True)
        self._about = Text(role="secondary", wrap=True)
        self._code = Text(face=BODY.heavier())
        self._head = Text(role="secondary", wrap=True)
        self._fields = Fields()
        table = Table(self._fields, say("audit", "entry.content"))
        table.horizontalHeader().hide()
        table.setColumnWidth(0, px(232))
        table.stretch_last()
        table.set_row_height(px(30))
        grid = QGridLayout()
        grid.setVerticalSpacing(gap(4))
        grid.setColumnStretch(1, 1)
        for row, (name, widget) in enumerate(
            (("entry.code", self._code), ("entry.head", self._head))
        ):
            grid.addWidget(Text(say("audit", name), role="secondary"), row, 0)
            grid.addWidget(widget, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(6))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(grid)
        column.addWidget(table, 1)
        self.setAccessibleName(say("audit", "entry.content"))

    def show_act(self, stream: str, seq: int, act: AnyAct, officer: str) -> None:
        """Show this entry; its head and code follow from the worker."""
        contest = self._session.desk.count.contests.get(stream)
        place = where(act, contest)
        self._title.setText(f"{kind_words(type(act).__name__)}{', ' if place else ''}{place}")
        at = f"{day(act.at.date())}, {time_words(act.at)}"
        self._about.setText(say("audit", "entry.about", seq=seq, officer=officer, at=at))
        lines = Lines.of(contest, self._session.desk.staff.name)
        self._fields.show_pairs(list(whole(act, lines)))
        if (stream, seq) == self._entry:
            return
        self._entry = (stream, seq)
        self._code.setText("…")
        self._head.setText("")

        def found(mark: Checkpoint) -> None:
            if isValid(self) and self._entry == (stream, seq):
                self._code.setText(mark.code)
                groups = [mark.head[at : at + 8] for at in range(0, len(mark.head), 8)]
                self._head.setText(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]))

        self._session.read(lambda ledger: ledger.checkpoint(stream, seq), found)

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self._code.text()
