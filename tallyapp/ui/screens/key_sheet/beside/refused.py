"""What stands against a sheet: the sum set out as on paper,
another refusal, or a question before a query.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, Face, gap
from tallyapp.ui.widgets.frames import Card, Line, MarkView
from tallyapp.ui.widgets.key_button import WayOut
from tallyapp.ui.widgets.query_note import QueryNote
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, told
from tallyapp.words.figures import figure
from tallyapp.words.papers import sum_of, to_find_words

_SAID = Face(12.75, 500)
_SHORT = Face(22.5, 600)


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class RefusedCard(QWidget):
    """A sum that fails (E101 in papers, E103 in votes), set out as
    on paper, and the two ways out.
    """

    back_chosen = Signal()
    query_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("refused")
        self._heading = Text(face=HEADING, role="refused")
        self._code = Text(role="secondary")
        self._sentence = Text(face=_SAID, wrap=True)
        self._sum = QWidget()
        self._find = Text(face=_SHORT, role="refused", right=True)
        row = QHBoxLayout()
        row.setSpacing(gap(10))
        row.addWidget(MarkView(Mark.DOES_NOT_ADD, 22))
        row.addWidget(self._heading, 1)
        row.addWidget(self._code)
        card.column.addLayout(row)
        card.column.addWidget(self._sentence)
        card.column.addWidget(self._sum)
        find = QHBoxLayout()
        find.addWidget(Text(_say("find"), HEADING), 1)
        find.addWidget(self._find)
        card.column.addLayout(find)
        self._card = card
        back = WayOut(_say("keyed-wrongly"), _say("keyed-wrongly-what"), _say("go-back"), "−")
        query = WayOut(_say("paper-wrong"), _say("paper-wrong-what"), _say("query"), "*")
        back.chosen.connect(self.back_chosen)
        query.chosen.connect(self.query_chosen)
        self._is_set_out = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (card, back, query):
            self._column.addWidget(part)
        self._say_all(True)

    def show_finding(self, found: Finding, others: Sequence[str] = ()) -> None:
        """Set the sum out with the numbers of this finding; or say what else is wrong with the
        sheet, for which there is no room beside the sum.
        """
        self._heading.setText(say("papers", f"refused.{found.code}"))
        self._code.setText(str(found.code))
        self._sentence.setText(told(found).matter)
        self._find.setText(to_find_words(found))
        shown = _each(others) if others else _set_out(found)
        self._card.column.replaceWidget(self._sum, shown)
        self._sum.hide()
        self._sum.deleteLater()
        self._sum = shown
        self._is_set_out = not others

    def fit(self, high: int) -> None:
        """Within so many pixels of height: where not all has room, the sentence goes, for the sum
        beneath it says the same, and no figure of that is cut.
        """
        self._say_all(True)
        if self._column.totalMinimumHeightForWidth(self.width()) > high:
            self._say_all(not self._is_set_out)

    def _say_all(self, all_of_it: bool) -> None:
        self._sentence.setVisible(all_of_it)
        self._column.setSpacing(gap(16 if all_of_it else 8))


def _set_out(found: Finding) -> QWidget:
    """A sum as on paper."""
    sums = QWidget()
    grid = QGridLayout(sums)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    lines = sum_of(found)
    for line in lines:
        if line.total and not lines[lines.index(line) - 1].total:
            _rule(grid)
        words = Text(
            line.words,
            BODY.heavier(500) if line.total else BODY,
            "ink" if line.total else "secondary",
        )
        at = grid.rowCount()
        grid.addWidget(words, at, 0)
        face = FIGURE.heavier() if line.total else FIGURE
        grid.addWidget(Text(figure(line.papers), face, right=True), at, 1)
    _rule(grid)
    return sums


def _rule(grid: QGridLayout) -> None:
    row = grid.rowCount()
    grid.addWidget(Line(), row, 0, 1, 2)
    grid.setRowMinimumHeight(row, gap(12))


def _each(sentences: Sequence[str]) -> QWidget:
    """Sentences one beneath the other, each by itself."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(6))
    for words in sentences:
        column.addWidget(Text(words, BODY.heavier(500), wrap=True))
    return holder


class NoteCard(Card):
    """Another refusal, in a sentence with its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("refused", parent)
        row = QHBoxLayout()
        row.setSpacing(gap(10))
        self._code = Text(role="secondary")
        self._words = Text(face=BODY.heavier(500), wrap=True)
        row.addWidget(MarkView(Mark.DOES_NOT_ADD, 22), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def show_words(self, code: str, sentences: Sequence[str]) -> None:
        """Say these."""
        self._code.setText(code)
        self._words.setText("\n".join(sentences))


class QueryCard(Card):
    """Before a sheet that is not refused is queried:
    what that means, a note, and the same key again.
    """

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
