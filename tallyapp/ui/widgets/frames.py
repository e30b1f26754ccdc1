"""Cards, rules, and a state in one line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour
from tallyapp.ui.theme.type import BODY, Face, gap, px

from .announce import announce
from .arrows import page_of
from .text import Text

_ASSERTIVE = frozenset({Mark.DOES_NOT_ADD, Mark.DIFFERS, Mark.LOCKED, Mark.QUERIED})
"""What stands in somebody's way: said at once, whatever else is being said."""


class Card(QFrame):
    """A framed column; `kind` is plain, refused, or here (what to do next)."""

    def __init__(self, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        self.column = QVBoxLayout(self)
        side = px(16) if kind != "plain" else px(20)
        self.column.setContentsMargins(side, gap(14), gap(20), gap(14))
        self.column.setSpacing(gap(8))


class Line(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")


class MarkView(QWidget):
    """A state mark by itself; say its word beside it."""

    def __init__(
        self, mark: Mark, size: int = 20, role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mark = mark
        self._size = size
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, mark: Mark, role: str = "") -> None:
        """Show another mark, in its own colour or that of a role."""
        if (mark, role) != (self._mark, self._role):
            self._mark = mark
            self._role = role
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(
            painter, self._mark, QRectF(self.rect()), colour(self._role) if self._role else None
        )


class State(QWidget):
    """A mark with its word, in the mark's colour; another word is said to whoever listens.

    One that is not `heard` says nothing: it changes too often, or is said by what holds it.
    """

    def __init__(
        self,
        mark: Mark,
        words: str,
        face: Face = BODY,
        role: str = "",
        *,
        wrap: bool = False,
        heard: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heard = heard
        self._unsaid = False
        self._assertive = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(8))
        self._mark = MarkView(mark, role=role)
        self._words = Text(
            words, face.heavier(500) if face.weight < 500 else face, role or mark.role, wrap=wrap
        )
        row.addWidget(
            self._mark, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        )
        row.addWidget(self._words, 1)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(words)

    def show_state(self, mark: Mark, words: str, role: str = "") -> None:
        """Show another state."""
        changed = words != self.accessibleName()
        self._mark.show_mark(mark, role)
        self._words.setText(words)
        self._words.be(role or mark.role)
        self.setAccessibleName(words)
        self._assertive = mark in _ASSERTIVE
        # What is hidden yet is said when it is seen; of a page that is only being made, what stands
        # in the way alone.
        is_of_now = self._assertive or page_of(self).isVisible()
        self._unsaid = self._heard and changed and is_of_now
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Say what could not be said while it was hidden."""
        super().showEvent(event)
        self._say()

    def _say(self) -> None:
        if self._unsaid and self.isVisible():
            self._unsaid = False
            announce(self, self.accessibleName(), assertive=self._assertive)
