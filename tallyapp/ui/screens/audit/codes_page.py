"""The codes given out, and one more for whoever asks: noted on
paper, it can be tested ever after.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import COUNT_STREAM, AnyAct, CodeIssued
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, HEADING, Face, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import Card
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

_COLUMNS = ("code", "at-entry", "time", "occasion", "to")


class Codes(RowsModel):
    """One row for each code, the newest first:
    a row's key is its entry in the count's stream, negated.
    """

    def __init__(self) -> None:
        super().__init__(
            [Heading(say("audit", f"head.{name}"), right=name == "at-entry") for name in _COLUMNS]
        )
        self._given: dict[int, CodeIssued] = {}

    def take_in(self, found: Sequence[tuple[int, AnyAct]]) -> None:
        """Show these as well."""
        for seq, act in found:
            if isinstance(act, CodeIssued) and -seq not in self._given:
                self._given[-seq] = act
                self.refresh(-seq)

    def name_of(self, key: Any) -> str:
        return self._given[key].code

    def describe(self, key: Any) -> Sequence[Look]:
        given = self._given[key]
        occasion = say("audit", f"occasion.{given.occasion}")
        drawn = say("audit", "drawn", number=f"{given.drawn:,}") if given.drawn else ""
        return [
            cell(given.code, face=BODY.heavier()),
            cell(given.seq),
            cell(given.at.strftime("%H:%M:%S"), role="secondary"),
            cell(f"{occasion}{drawn}"),
            cell(given.to),
        ]


class CodesPage(QWidget):
    """To whom; and then the code, large."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._may = session.may(CodeIssued) and bool(session.stream)
        self._read = 0
        self.model = Codes()
        table = ChoosingTable(self.model, say("audit", "codes"))
        for column, width in enumerate((310, 96, 100, 250)):
            table.setColumnWidth(column, px(width))
        table.stretch_last()
        table.set_row_height(px(36))
        self._table = table
        self._card = Card("here")
        self._for = Text(face=HEADING)
        self._code = Text(face=Face(25.5, 600))
        self._drawn = Text(role="secondary")
        for widget in (self._for, self._code, self._drawn):
            self._card.column.addWidget(widget)
        self._card.hide()
        self._to = Field(say("audit", "codes.to"), hint=say("audit", "codes.hint"))
        self._issue = Button(say("audit", "codes.issue"))
        self._issue.setAutoDefault(True)
        self._to.entered.connect(self._on_issue)
        self._issue.clicked.connect(self._on_issue)
        self._lay_out()
        self._read_on()

    def _lay_out(self) -> None:
        asked = say("audit", "codes.asked" if self._may else "codes.not-yours")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addWidget(Text(asked, role="secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        self._to.setMaximumWidth(px(420))
        self._to.row.addWidget(self._issue)
        row.addWidget(self._to, 1)
        row.addStretch()
        column.addLayout(row)
        self._to.setVisible(self._may)
        column.addWidget(self._card)
        column.addWidget(self._table, 1)

    def enter(self) -> None:
        """Put the focus where a name is typed."""
        (self._to if self._may else self._table).setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        issue = (KeyHint(("Enter",), say("audit", "hint.issue")),) if self._may else ()
        part = KeyHint(("Ctrl", "PgDn"), say("audit", "hint.part"))
        return (*issue, KeyHint(("Ctrl", "O"), say("audit", "hint.open")), part)

    def back(self) -> bool:
        """Esc takes the code off the screen before it leaves."""
        if self._card.isHidden():
            return False
        self._card.hide()
        return True

    @property
    def code(self) -> str:
        """The code that is shown large; empty if none is."""
        return "" if self._card.isHidden() else self._code.text()

    def changed(self, changed: Changed) -> None:
        """An act was done."""
        if changed.stream == COUNT_STREAM:
            self._read_on()

    def _read_on(self) -> None:
        """Read the codes given out since those that are shown."""
        after = self._read
        self._read = self._session.desk.count.count.seq

        def found(read: Sequence[tuple[int, AnyAct]]) -> None:
            if isValid(self):
                self.model.take_in(read)

        def read(ledger: Any) -> Sequence[tuple[int, AnyAct]]:
            positions = ledger.matching(COUNT_STREAM, after=after, kind=CodeIssued.__name__)
            return list(ledger.read_these(COUNT_STREAM, positions))

        self._session.read(read, found)

    def _on_issue(self) -> None:
        to = self._to.text
        if not to:
            self._to.refuse(say("audit", "codes.to-missing"))
            self._to.setFocus()
            return
        # Who asks can see that the moment was theirs: nobody could know the number beforehand.
        drawn = 1 + secrets.randbelow(MAX_FIGURE)
        shown = self._show

        def issued(code: str) -> None:
            if isValid(self):
                shown(to, code, drawn)

        self._session.issue_code(self._session.stream, "request", to, drawn=drawn, then=issued)

    def _show(self, to: str, code: str, drawn: int) -> None:
        self._for.setText(say("audit", "codes.for", to=to))
        self._code.setText(code)
        self._drawn.setText(say("audit", "codes.drawn", number=figure(drawn)))
        self._card.show()
        self._to.edit.clear()
