"""The palette: a field, and beneath it what was found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.find.index import Found, Index
from tallyapp.ui.theme.type import FIGURE, NAME, gap, px, set_face
from tallyapp.ui.widgets.cells import cell, headings
from tallyapp.ui.widgets.found_list import FoundList
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.pad_edit import PadEdit
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

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
        self.in_the_manual: Callable[[str], Sequence[Found]] = lambda _: ()
        self.found: list[Found] = []
        self.field = PadEdit()
        set_face(self.field, FIGURE)
        self.field.setAccessibleName(say("find", "field"))
        self.field.setPlaceholderText(say("find", "field"))
        self.field.textChanged.connect(self._on_typed)
        self.table = FoundList(
            self.field, headings("find", ("what", "where")), say("find", "results")
        )
        self.table.set_row_height(px(38))
        self.table.setFixedHeight(px(38) * _ROWS + px(2))
        self.table.setColumnWidth(1, px(260))
        self.table.chosen.connect(self._on_chosen)
        self._none = Text(role="secondary", wrap=True)
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
        self.found += self.in_the_manual(text)
        none = "" if self.found else say("find", "none", text=text.strip())
        self.table.show_rows(
            [(cell(f.words, face=NAME), cell(f.detail, role="secondary")) for f in self.found], none
        )
        self._none.setText(none)
        self._none.setVisible(not self.found)
        self.hints_changed.emit()

    def _on_chosen(self, row: int) -> None:
        self.close_panel()
        self.chosen.emit(self.found[row])
