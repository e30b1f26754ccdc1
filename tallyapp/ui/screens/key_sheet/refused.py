"""What stands against a sheet: the sum set out as on paper, another refusal, or a question before a query."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.checks import Finding
from tallyapp.messages import say
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, Face, px
from tallyapp.ui.widgets.frames import Card, Line, MarkView
from tallyapp.ui.widgets.key_button import WayOut
from tallyapp.ui.widgets.query_note import QueryNote
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.words import figure

_SAID, _SHORT = Face(12.75, 500), Face(22.5, 600)


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class RefusedCard(QWidget):
    """E101: the sum set out as on paper, and the two ways out."""

    back_chosen = Signal()
    query_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("refused")
        self._sentence = Text(face=_SAID, wrap=True)
        self._full = Text(role="secondary")
        self._words = {
            "bundled": self._full,
            "part": Text(_say("sum-part"), role="secondary"),
            "sent": Text(_say("sent"), role="secondary"),
        }
        self._values = {name: Text(face=FIGURE, right=True) for name in self._words}
        self._lines, self._papers = (Text(face=FIGURE.heavier(), right=True) for _ in range(2))
        self._find = Text(face=_SHORT, role="refused", right=True)
        card.column.addLayout(self._heading())
        card.column.addWidget(self._sentence)
        card.column.addLayout(self._sum())
        find = QHBoxLayout()
        find.addWidget(Text(_say("find"), HEADING), 1)
        find.addWidget(self._find)
        card.column.addLayout(find)
        back = WayOut(_say("keyed-wrongly"), _say("keyed-wrongly-what"), _say("go-back"), "−")
        query = WayOut(_say("paper-wrong"), _say("paper-wrong-what"), _say("query"), "*")
        back.chosen.connect(self.back_chosen)
        query.chosen.connect(self.query_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        for part in (card, back, query):
            column.addWidget(part)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(MarkView(Mark.DOES_NOT_ADD, 22))
        row.addWidget(Text(_say("refused"), HEADING, "refused"), 1)
        row.addWidget(Text("E101", role="secondary"))
        return row

    def _sum(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        row = 0
        for name in self._words:
            grid.addWidget(self._words[name], row, 0)
            grid.addWidget(self._values[name], row, 1)
            row += 1
        for words, value in (
            ("", None),
            ("lines-add-to", self._lines),
            ("sheet-says", self._papers),
            ("", None),
        ):
            if value is None:
                grid.addWidget(Line(), row, 0, 1, 2)
                grid.setRowMinimumHeight(row, px(12))
            else:
                grid.addWidget(Text(_say(words), BODY.heavier(500)), row, 0)
                grid.addWidget(value, row, 1)
            row += 1
        return grid

    def show_finding(self, found: Finding) -> None:
        """Set the sum out with the numbers of this finding."""
        n = {operand.name: operand.value for operand in found.numbers}
        by = abs(n["difference"])
        self._sentence.setText(_say("sum", lines=n["lines"], papers=n["papers"], by=by))
        self._full.setText(_say("sum-full", full=n["full"], bundle=n["bundle"]))
        for name, value in self._values.items():
            value.setText(figure(n[name]))
        self._lines.setText(figure(n["lines"]))
        self._papers.setText(figure(n["papers"]))
        self._find.setText(_say("find-papers", by=by))


class NoteCard(Card):
    """Another refusal, in a sentence with its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("refused", parent)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        self._code = Text(role="secondary")
        self._words = Text(face=BODY.heavier(500), wrap=True)
        row.addWidget(MarkView(Mark.DOES_NOT_ADD, 22), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def show_words(self, code: str, words: str) -> None:
        """Say this."""
        self._code.setText(code)
        self._words.setText(words)


class QueryCard(Card):
    """Before a sheet that is not refused is queried: what that means, a note, and the same key again."""

    chosen = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("here", parent)
        self._question = Text(face=HEADING)
        self.column.addWidget(self._question)
        self.column.addWidget(Text(_say("query-sure-what"), wrap=True))
        self.note = QueryNote()
        self.note.ended.connect(self.chosen)
        self.column.addWidget(self.note)
        query = WayOut("", "", _say("query-again"), "*")
        leave = WayOut("", "", _say("query-not"), "Esc")
        query.chosen.connect(self.chosen)
        leave.chosen.connect(self.given_up)
        self.column.addWidget(query)
        self.column.addWidget(leave)

    def ask(self, number: int) -> None:
        """Ask about this sheet."""
        self._question.setText(_say("query-sure", number=str(number)))
