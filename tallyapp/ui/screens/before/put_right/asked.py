"""One thing that a form asks: what stands now is in it, and is keyed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import is_said, say


def words(key: str, **values: object) -> str:
    """Words of these pages."""
    return say("put-right", key, **values)


@dataclass(frozen=True)
class Ask:
    """What is asked by this name, and what it says `now`: words, a number of so many `digits`, or
    one of `choices`.
    """

    name: str
    now: str
    digits: int = 0
    choices: Sequence[str] = ()

    @property
    def words(self) -> str:
        """What it is called."""
        return words(f"field.{self.name}")

    def told(self, value: str) -> str:
        """A value of it as people read it."""
        if self.choices:
            # An area or a bundle is called what it is.
            key = f"choice.{self.name}.{value}"
            return words(key) if is_said("put-right", key) else value
        return value or words("nothing")


class _Choices(QComboBox):
    """Enter goes on, as in every other field; the arrows choose."""

    next_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)


class Choice(QWidget):
    """One of a few, with its name above."""

    entered = Signal()
    changed = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.box = _Choices()
        self.box.setAccessibleName(ask.words)
        self.box.setMinimumHeight(px(36))
        for each in ask.choices:
            self.box.addItem(ask.told(each), each)
        self.box.setCurrentIndex(max(self.box.findData(ask.now), 0))
        self.setFocusProxy(self.box)
        self.box.next_asked.connect(self.entered)
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(4))
        column.addWidget(Text(ask.words, BODY.heavier(500)))
        column.addWidget(self.box)


class Asked:
    """What is asked, and the field in which it is answered."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.widget: Field | Choice = (
            Choice(ask) if ask.choices else Field(ask.words, ask.now, digits=ask.digits)
        )

    @property
    def value(self) -> str:
        """What is keyed or chosen."""
        if isinstance(self.widget, Choice):
            return str(self.widget.box.currentData())
        return " ".join(self.widget.text.split())

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than stands."""
        return self.value != self.ask.now

    @property
    def told(self) -> str:
        """What was there, and what is there after."""
        before = self.ask.told(self.ask.now)
        return words("changed", what=self.ask.words, before=before, after=self.ask.told(self.value))

    def refuse(self, sentence: str) -> None:
        """Say what stands against it."""
        if isinstance(self.widget, Field):
            self.widget.refuse(sentence)
        self.widget.setFocus()
