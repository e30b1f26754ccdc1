"""What stands beside the sheet: the crosscast, what stands against it, and the batch."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tallyapp.domain.checks import Finding
from tallyapp.domain.keying import KeyedPaper
from tallyapp.messages import say
from tallyapp.ui.states import life_state
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, FIND, HEADING, Face, px
from tallyapp.ui.widgets.frames import Card, Line, MarkView, State
from tallyapp.ui.widgets.key_cap import KeyCap
from tallyapp.ui.widgets.meter import Meter
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.words import figure

from .batch import Batch
from .keying import SheetKeying

_SAID, _SHORT = Face(12.75, 500), Face(22.5, 600)


def _say(key: str, **values: object) -> str:
    return say("key-sheet", key, **values)


class MeterCard(Card):
    """Papers on the sheet, keyed, and what is still to find, in figures for the far end of the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._papers, self._keyed = Text(face=FIGURE.heavier(), right=True), Text(face=FIGURE, right=True)
        self._to_find, self._find_words = Text(face=FIND, right=True), State(Mark.TICK, "", HEADING)
        self._plain_words = Text(_say("to-find"), HEADING)
        self._meter = Meter()
        self._meter.setAccessibleName(_say("keyed"))
        sums = QGridLayout()
        sums.setVerticalSpacing(0)
        for row, (words, value) in enumerate((("on-the-sheet", self._papers), ("keyed", self._keyed))):
            sums.addWidget(Text(_say(words), role="secondary"), row, 0)
            sums.addWidget(value, row, 1)
        found = QHBoxLayout()
        found.addWidget(self._plain_words)
        found.addWidget(self._find_words, 1)
        found.addWidget(self._to_find)
        self.column.addLayout(sums)
        self.column.addWidget(Line())
        self.column.addLayout(found)
        self.column.addWidget(self._meter)

    def show_keying(self, keying: SheetKeying) -> None:
        """Show where a keying stands."""
        papers, keyed, to_find = keying.papers, keying.keyed, keying.to_find
        self._papers.setText("–" if papers is None else figure(papers))
        self._keyed.setText(figure(keyed))
        self._to_find.setText("–" if to_find is None else figure(abs(to_find)))
        plain = to_find is None or to_find > 0 or (to_find == 0 and bool(keying.blanks()))
        self._plain_words.setVisible(plain)
        self._find_words.setVisible(not plain)
        if not plain:
            mark, words = (Mark.AGREES, "adds-up") if to_find == 0 else (Mark.DOES_NOT_ADD, "too-many")
            self._find_words.show_state(mark, _say(words))
        self._to_find.be("ink" if plain else "ok" if to_find == 0 else "refused")
        self._meter.show_part(keyed, papers or 0)


class WayOut(QWidget):
    """One way out of a refusal: the question, what happens, and the button with its key."""

    chosen = Signal()

    def __init__(
        self, question: str, what: str, button: str, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        if question:
            column.addWidget(Text(question, BODY.heavier()))
        if what:
            column.addWidget(Text(what, role="secondary", wrap=True))
        push = QPushButton(button)
        push.setAccessibleDescription(key)
        push.clicked.connect(self.chosen)
        push.setMinimumHeight(px(40))
        inside = QHBoxLayout(push)
        inside.setContentsMargins(0, 0, px(10), 0)
        cap = KeyCap(key)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(cap, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addSpacing(px(6))
        column.addWidget(push)


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
    """Before a sheet that is not refused is queried: what that means, and the same key again."""

    chosen = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("here", parent)
        self._question = Text(face=HEADING)
        self.column.addWidget(self._question)
        self.column.addWidget(Text(_say("query-sure-what"), wrap=True))
        query = WayOut("", "", _say("query-again"), "*")
        leave = WayOut("", "", _say("query-not"), "Esc")
        query.chosen.connect(self.chosen)
        leave.chosen.connect(self.given_up)
        self.column.addWidget(query)
        self.column.addWidget(leave)

    def ask(self, number: int) -> None:
        """Ask about this sheet."""
        self._question.setText(_say("query-sure", number=str(number)))


class BatchCard(Card):
    """Which keying this is, how far the batch is, and the sheets that were last keyed with their states."""

    def __init__(self, rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._keying, self._progress = Text(face=BODY.heavier()), Text(role="secondary", right=True)
        head = QHBoxLayout()
        head.addWidget(self._keying, 1)
        head.addWidget(self._progress)
        self._rule = Line()
        grid = QGridLayout()
        grid.setVerticalSpacing(px(14))
        grid.setHorizontalSpacing(px(24))
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Text, State]] = []
        for row in range(rows):
            shown = Text(), State(Mark.NOT_YET, "", BODY.heavier(500))
            grid.addWidget(shown[0], row, 0)
            grid.addWidget(shown[1], row, 1, Qt.AlignmentFlag.AlignLeft)
            self._rows.append(shown)
        self.column.addLayout(head)
        self.column.addWidget(self._rule)
        self.column.addLayout(grid)

    def show_batch(self, batch: Batch | None) -> None:
        """Show where a batch stands; without one, only what was keyed last."""
        if batch is None:
            self._keying.setText(_say("last-sheets"))
            self._progress.setText("")
            return
        self._keying.setText(_say("second-keying" if batch.second else "first-keying"))
        self._progress.setText(_say("progress", done=batch.done, all=len(batch.sheets)))

    def show_last(self, sheets: Sequence[KeyedPaper]) -> None:
        """Show these sheets, the last first."""
        for i, (words, state) in enumerate(self._rows):
            there = i < len(sheets)
            words.setVisible(there)
            state.setVisible(there)
            if there:
                words.setText(_say("sheet", number=str(sheets[i].number)))
                state.show_state(*life_state(sheets[i].life))
        self._rule.setVisible(bool(sheets))
