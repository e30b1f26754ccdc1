"""Whose papers: a slate by its number, or for a new one the numbers of its candidates."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.slates import Slate, slate_of
from tallyapp.ui.session.slates import Slates
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME, gap, px
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.slate_edit import SlateEdit
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


class SlateEntry(QWidget):
    """The field, and beneath it at once the names that go with what is typed.

    A slate that another officer alone has named shows no names:
    its candidates are keyed once more first.
    """

    chosen = Signal(object)
    """A slate that is known."""
    left_blank = Signal()
    """Enter with nothing typed."""
    asked = Signal(object)
    """A slate, to be recorded: a new one whose names were compared, or one confirmed."""
    asking_changed = Signal()

    def __init__(self, slates: Slates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slates = slates
        self._compared = False
        self._unseen: Slate = ()
        self.field = SlateEdit()
        self.field.setAccessibleName(say("key-sheet", "slate"))
        self.field.setFixedSize(px(190), px(40))
        self._shown = Text(face=NAME.heavier(), wrap=True)
        self._said = State(Mark.DOES_NOT_ADD, "", BODY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(6))
        column.addWidget(self.field)
        column.addWidget(self._shown)
        column.addWidget(self._said)
        self.field.typed.connect(lambda _: self._on_typed())
        self.field.next_asked.connect(self._on_next)
        self.clear()

    @property
    def asking(self) -> bool:
        """Whether a slate's candidates are asked for, because another
        officer alone has named it.
        """
        return bool(self._unseen)

    def show_slate(self, slate: Slate) -> None:
        """Show a slate that is keyed already."""
        self.field.setText(str(self.slates.number_of(slate)))
        self._on_typed()

    def clear(self) -> None:
        """Ready for the next slate."""
        self._ask(())

    def refuse(self, sentence: str) -> None:
        """Say what stands against it."""
        self._compared = False
        self._said.show_state(Mark.DOES_NOT_ADD, sentence, "refused")
        self._said.show()
        self.field.refuse(True)
        self.field.selectAll()

    def _ask(self, slate: Slate) -> None:
        """Ask for the candidates of this slate; nobody's asks for the next slate."""
        self._unseen = slate
        self.field.clear()
        self._on_typed()
        self.asking_changed.emit()

    def _on_typed(self) -> None:
        self._compared = False
        self.field.refuse(False)
        if self._unseen:
            number = self.slates.number_of(self._unseen)
            words = say("key-sheet", "slate-confirm", number=str(number))
            self._said.show_state(Mark.UNDER_WAY, words)
        self._said.setVisible(self.asking)
        typed = self.field.value
        named = self.field.candidates if typed is None else self.slates.named(typed)
        self._shown.setText(self.slates.words_of(named))
        self._shown.setVisible(bool(named))

    def _on_next(self) -> None:
        number = self.field.value
        slate = slate_of(self.field.candidates)
        if number is not None:
            self._on_number(number)
        elif not slate:
            blank = not self.field.text() and not self.asking
            self.left_blank.emit() if blank else self.refuse(say("key-sheet", "slate-nobody"))
        elif unseen := self._unseen:
            self._on_confirmed(unseen, slate)
        elif self.slates.unseen(slate):
            self._on_confirmed(slate, slate)
        elif self.slates.is_named(slate):
            self.chosen.emit(slate)
        else:
            self._on_new(slate)

    def _on_number(self, number: int) -> None:
        slate = self.slates.numbered(number)
        if not slate:
            self.refuse(say("key-sheet", "no-slate", number=str(number)))
        elif self.slates.unseen(slate):
            self._ask(slate)
        else:
            self.chosen.emit(slate)

    def _on_confirmed(self, slate: Slate, keyed: Slate) -> None:
        """The same candidates as it was named with, keyed without seeing them; or the way out."""
        self._unseen = ()
        self.asking_changed.emit()
        if sentence := self.slates.against_confirming(slate, keyed):
            self.refuse(f"{sentence} {say('key-sheet', 'slate-way-out')}")
        else:
            self.asked.emit(slate)

    def _on_new(self, slate: Slate) -> None:
        sentence = self.slates.against_new(slate)
        if sentence:
            self.refuse(sentence)
        elif self._compared:
            self.asked.emit(slate)
        else:
            self._compared = True
            words = say("key-sheet", "slate-new", number=str(self.slates.number_of(slate)))
            warned = self.slates.warning_of(slate)
            self._said.show_state(Mark.DIFFERS, f"{warned} {words}".strip())
            self._said.show()
