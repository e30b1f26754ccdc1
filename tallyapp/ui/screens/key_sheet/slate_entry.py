"""Whose papers: a slate by its number, or for a new one the numbers of its candidates."""

from collections.abc import Callable, Sequence
from re import split

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tallyapp.domain.units import MAX_SEATS
from tallyapp.messages import say
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.text import Text

Candidates = tuple[int, ...]
_BETWEEN = (Qt.Key.Key_Slash, Qt.Key.Key_Space, Qt.Key.Key_Comma)


class SlateEdit(FigureEdit):
    """One number is a slate's; numbers with slashes (or blanks) between them are its candidates'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        most = f"[0-9/]{{0,{3 * (MAX_SEATS + 2)}}}"
        self.setValidator(QRegularExpressionValidator(QRegularExpression(most), self))

    @property
    def value(self) -> int | None:
        """The number, where it is one alone."""
        text = self.text()
        return int(text) if text.isdecimal() else None

    @property
    def candidates(self) -> Candidates:
        """The candidates' numbers as they were typed; none where it is a slate's number."""
        return tuple(int(n) for n in split("/+", self.text()) if n) if "/" in self.text() else ()

    def show_value(self, value: int | None) -> None:
        """Candidates' numbers stay as they are typed."""
        if "/" not in self.text():
            self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What stands between candidates' numbers is shown as a slash."""
        if event.key() in _BETWEEN:
            self.insert("/")
            self.typed.emit(self.value)
        elif event.text().isdigit() and event.text().isascii():
            self.insert(event.text())
            self.typed.emit(self.value)
        else:
            super().keyPressEvent(event)


class HeldKeys(QObject):
    """Keeps the keys that are typed while something is being recorded, and gives them to what comes next."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._kept: list[QKeyEvent] = []
        self._field = field

    def hold(self) -> None:
        """Keep what is typed from now on."""
        self._kept = []
        self._field.installEventFilter(self)

    def release(self) -> None:
        """Give what was typed to whatever has the focus now."""
        self._field.removeEventFilter(self)
        kept, self._kept = self._kept, []
        for event in kept:
            if (focused := QApplication.focusWidget()) is not None:
                QCoreApplication.sendEvent(focused, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys are kept; all else goes its way."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._kept.append(event.clone())
            return True
        return super().eventFilter(watched, event)


class SlateEntry(QWidget):
    """The field, and beneath it at once the names that go with what is typed."""

    chosen = Signal(int)
    """A slate that is known, by its number."""
    left_blank = Signal()
    """Enter with nothing typed."""
    asked = Signal(object)
    """A new slate of these candidates, confirmed by its names; to be recorded."""

    def __init__(
        self,
        names: Sequence[str],
        slates: Callable[[], Sequence[Candidates]],
        against: Callable[[Candidates], str],
        parent: QWidget | None = None,
    ) -> None:
        """`names` in ballot-paper order; `slates` are those known, `against` what refuses a new one."""
        super().__init__(parent)
        self._names, self._slates, self._against = names, slates, against
        self._confirms = False
        self.field = SlateEdit()
        self.field.setAccessibleName(say("key-sheet", "slate"))
        self.field.setFixedSize(px(190), px(40))
        self._held = HeldKeys(self.field)
        self._shown = Text(face=NAME.heavier(), wrap=True)
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.field)
        column.addWidget(self._shown)
        column.addWidget(self._said)
        self.field.typed.connect(lambda _: self._on_typed())
        self.field.next_asked.connect(self._on_next)
        self.clear()

    def show_slate(self, slate: int) -> None:
        """Show a slate that is keyed already."""
        self.field.setText(str(slate))
        self._on_typed()

    def clear(self) -> None:
        """Ready for the next slate."""
        self.field.clear()
        self._on_typed()

    def refuse(self, sentence: str) -> None:
        """Say what stands against it."""
        self._held.release()
        self._confirms = False
        self._said.show_state(Mark.DOES_NOT_ADD, sentence, "refused")
        self._said.show()
        self.field.refuse(True)
        self.field.selectAll()

    def named(self) -> None:
        """The slate is recorded, and the next field is open: what was typed meanwhile belongs there."""
        self.clear()
        self._held.release()

    def words_of(self, candidates: Sequence[int]) -> str:
        """Candidates by number and name; a number that nobody has stands alone."""
        known = range(1, len(self._names) + 1)
        return ", ".join(f"{n} {self._names[n - 1]}" if n in known else str(n) for n in candidates)

    def _on_typed(self) -> None:
        self._confirms = False
        self.field.refuse(False)
        self._said.hide()
        slates, number = self._slates(), self.field.value
        named = self.field.candidates
        if number is not None:
            named = tuple(slates[number - 1]) if 1 <= number <= len(slates) else ()
        self._shown.setText(self.words_of(named))
        self._shown.setVisible(bool(named))

    def _on_next(self) -> None:
        slates, number, named = self._slates(), self.field.value, self.field.candidates
        if number is not None:
            if 1 <= number <= len(slates):
                self.chosen.emit(number)
            else:
                self.refuse(say("key-sheet", "no-slate", number=str(number)))
        elif not named:
            self.left_blank.emit() if not self.field.text() else self.refuse(say("key-sheet", "slate-nobody"))
        elif same := [n for n, slate in enumerate(slates, 1) if sorted(slate) == sorted(named)]:
            self.chosen.emit(same[0])
        else:
            self._on_new(named, len(slates) + 1)

    def _on_new(self, named: Candidates, number: int) -> None:
        sentence = self._against(named)
        if sentence:
            self.refuse(sentence)
        elif self._confirms:
            self._held.hold()
            self.asked.emit(named)
        else:
            self._confirms = True
            self._said.show_state(Mark.DIFFERS, say("key-sheet", "slate-new", number=str(number)))
            self._said.show()
