"""The palette: a field, and beneath it what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.find.index import Found, Index
from tallyapp.ui.theme.type import FIGURE, NAME, gap, px, set_face
from tallyapp.ui.widgets.announce import Late, describe
from tallyapp.ui.widgets.cells import cell, headings
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.pad_edit import PadEdit
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

_ROWS = 9


class Palette(Overlay):
    """Type, look, Enter."""

    chosen = Signal(object)
    """This was chosen (Found)."""
    hints_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(say("find", "title"))
        self._session: Session | None = None
        self._index = Index({})
        self._commands: list[Found] = []
        self.found: list[Found] = []
        self.field = PadEdit()
        set_face(self.field, FIGURE)
        self.field.setAccessibleName(say("find", "field"))
        self.field.setPlaceholderText(say("find", "field"))
        self.field.textChanged.connect(self._on_typed)
        self._model = RowsModel(headings("find", ("what", "where")), parent=self)
        self.table = Table(self._model, say("find", "results"))
        self.table.horizontalHeader().hide()
        self.table.set_row_height(px(38))
        self.table.setFixedHeight(px(38) * _ROWS + px(2))
        self.table.setColumnWidth(1, px(260))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(self._on_clicked)
        self._none = Text(role="secondary", wrap=True)
        self._heard = Late(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(16), gap(14), gap(16), gap(12))
        column.setSpacing(gap(10))
        for widget in (self.field, self.table, self._none):
            column.addWidget(widget)
        self.take_part_in(self.field)

    def key_hints(self) -> tuple[KeyHint, ...]:
        choose = KeyHint(("↑", "↓"), say("find", "key.choose"))
        enter = KeyHint(("Enter",), say("find", "key.open"))
        back = KeyHint(("Esc",), say("find", "key.close"), last=True)
        return (enter, choose, back) if self.found else (back,)

    def place(self, window: QWidget) -> None:
        width = min(px(720), window.width() - px(48))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, px(72))

    def open_panel(self, session: Session | None, commands: Sequence[Found]) -> None:
        """Open it over a count, or with what can be done without one."""
        if session is not self._session:
            self._session = session
            self._index = Index(session.desk.count.contests if session else {})
        self._commands = list(commands)
        self.field.clear()
        self._on_typed("")
        self.open_over()
        self.field.setFocus()

    def _on_typed(self, text: str) -> None:
        here = self._session.stream if self._session else ""
        words = text.casefold().split()
        offered = [
            each for each in self._commands if all(word in each.words.casefold() for word in words)
        ]
        signed_in = self._session is not None and self._session.officer is not None
        self.found = (self._index.find(text, here) if signed_in else []) + offered
        self._model.show_rows(
            [(cell(f.words, face=NAME), cell(f.detail, role="secondary")) for f in self.found]
        )
        self.table.fit_columns(0, keep=(1,))
        self._none.setText("" if self.found else say("find", "none", text=text.strip()))
        self._none.setVisible(not self.found)
        self._go_to(0)
        self.hints_changed.emit()

    def _go_to(self, row: int) -> None:
        if self.found:
            at = max(0, min(row, len(self.found) - 1))
            self.table.setCurrentIndex(self._model.index(at, 0))
        self._tell(self.table.currentIndex().row())

    def _tell(self, row: int) -> None:
        """What Enter would choose is said, and stands with the field: the list has no focus."""
        here = self.found[row] if 0 <= row < len(self.found) else None
        words = strung((here.words, here.detail)) if here else self._none.text()
        describe(self.field, words)
        self._heard.say(words)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.found):
            chosen = self.found[row]
            self.close_panel()
            self.chosen.emit(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field is typed into."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            row = self.table.currentIndex().row()
            key = event.key()
            page = {Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, **page}.get(Qt.Key(key))
            if step:
                self._go_to(row + step)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(row)
                return True
        return super().eventFilter(watched, event)
