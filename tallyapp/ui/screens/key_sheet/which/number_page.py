"""Which sheet: its number, from the paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.key_sheet.which.batch_model import BatchModel
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, TITLE, gap, px
from tallyapp.ui.widgets.announce import describe
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import Card, State
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say


class NumberPage(QWidget):
    """A number and Enter; what stands against the sheet is said beneath, with what to do."""

    asked = Signal(int)
    """This sheet is to be opened."""
    typed = Signal()
    """Another number is in the field."""

    def __init__(self, officer: OfficerNumber, small: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = BatchModel(officer, small, self)
        self._sheets = Table(self._batch, say("key-sheet", "batch-sheet"))
        self._sheets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sheets.setSelectionMode(Table.SelectionMode.NoSelection)
        self._batch_words = Text(face=HEADING)
        self.number = FigureEdit()
        self.number.setFixedSize(px(160), px(44))
        self.is_typed = False
        """Whether whoever sits here has put another number into the field than was offered."""
        self.number.next_asked.connect(self._on_next)
        self.number.typed.connect(self._on_typed)
        self._offer = Text(role="secondary", wrap=True)
        self._refused = Card("refused")
        self._sentence = State(Mark.DOES_NOT_ADD, "", BODY.heavier(500), "refused")
        self._what_next = Text(wrap=True)
        self._refused.column.addWidget(self._sentence)
        self._refused.column.addWidget(self._what_next)
        self._done = State(Mark.AGREES, "", BODY.heavier(500))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(14), 0, 0)
        column.setSpacing(gap(12))
        column.addWidget(Text(say("titles", "key-sheet"), TITLE))
        label = label_of(self.number, say("key-sheet", "number"))
        row = QHBoxLayout()
        row.setSpacing(gap(16))
        row.addWidget(self.number)
        row.addWidget(self._offer, 1)
        column.addSpacing(gap(12))
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self._refused)
        column.addWidget(self._done)
        column.addSpacing(gap(8))
        column.addWidget(self._batch_words)
        if small:
            column.addWidget(Text(say("key-sheet", "small-count"), role="secondary", wrap=True))
        column.addWidget(self._sheets, 1)
        column.addSpacing(gap(8))
        self._sheets.set_row_height(px(34))
        self._sheets.stretch_last()

    def show_batch(self, sheets: tuple[KeyedPaper, ...], area: str) -> None:
        """Show the batch that the number in the field belongs to; nothing if it belongs to none."""
        asked = self.number.value or 0
        self._batch.show_sheets(sheets, asked)
        self._batch_words.setText(say("key-sheet", "batch", area=area) if sheets else "")
        self._sheets.setVisible(bool(sheets))
        self._sheets.setColumnWidth(0, px(140))
        self._sheets.setColumnWidth(1, px(200))
        if (row := self._batch.row_of(asked)) >= 0:
            self._sheets.scrollTo(self._batch.index(row, 0))

    def offer(self, number: int | None, words: str) -> None:
        """Put this number into the field, selected, and say why."""
        self.is_typed = False
        self._refused.hide()
        self.number.refuse(False)
        self.number.show_value(number)
        self.number.setText("" if number is None else str(number))
        self.number.setFocus()
        self.number.selectAll()
        self._offer.setText(words)
        self._describe()

    def refuse(self, sentence: str, what_next: str) -> None:
        """Say what stands against the sheet, and what to do."""
        self._sentence.show_state(Mark.DOES_NOT_ADD, sentence, "refused")
        self._what_next.setText(what_next)
        self._what_next.setVisible(bool(what_next))
        self._refused.show()
        self._done.hide()
        self.number.refuse(True)
        self.number.selectAll()

    def tell(self, mark: Mark | None, words: str = "") -> None:
        """Say what became of the sheet before; nothing if there is no mark."""
        self._done.setVisible(mark is not None)
        if mark:
            self._done.show_state(mark, words)
        self._describe()

    def _describe(self) -> None:
        """What became of the sheet before and which is next, read with the field."""
        done = "" if self._done.isHidden() else self._done.accessibleName()
        describe(self.number, " ".join(filter(None, (done, self._offer.text()))))

    def _on_next(self) -> None:
        if self.number.value is None:
            self.refuse(say("key-sheet", "no-number"), "")
        else:
            self.asked.emit(self.number.value)

    def _on_typed(self) -> None:
        self.is_typed = True
        self._refused.hide()
        self.number.refuse(False)
        self.typed.emit()
