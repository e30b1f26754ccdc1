"""Plain text in a step of the type scale and a colour by role."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tallyapp.ui.theme.fitting import fitted, fitted_lines, least_width
from tallyapp.ui.theme.type import BODY, TITLE, Face, set_face
from tallyapp.ui.theme.wearing import wear
from tallyapp.words.together import HARD, kept_together

_SHORT = 20
"""Letters of a title that is never cut."""


_LABEL = BODY.heavier(500)


def label_of(
    field: QWidget,
    words: str = "",
    face: Face = _LABEL,
    *,
    wrap: bool = False,
) -> "Text":
    """The name that stands beside a field; whoever hears the field hears it as its label.

    Without `words` it is the name that the field has already.
    """
    label = Text(words or field.accessibleName(), face, wrap=wrap)
    label.setBuddy(field)
    # Readers read the label; those of some systems, and our own tests, the name.
    field.setAccessibleName(label.text())
    return label


class Text(QLabel):
    """A label that never takes its text for markup; where there is too little room for it,
    its words give way and its figures stay.
    """

    def __init__(
        self,
        text: str = "",
        face: Face = BODY,
        role: str = "ink",
        *,
        wrap: bool = False,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kept_together(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_face(self, face)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """The words as they were given."""
        return super().text().replace(HARD, " ")

    def setText(self, text: str) -> None:
        """Show these words; no line of them ends between a figure and its unit."""
        super().setText(kept_together(text))

    def be(self, role: str) -> None:
        """Take another colour."""
        wear(self, "role", role)

    def minimumSizeHint(self) -> QSize:
        """Figures keep their width; words beside them end in three dots."""
        whole = super().minimumSizeHint()
        is_title = (
            self.font().pointSizeF() >= TITLE.font().pointSizeF() and len(self.text()) <= _SHORT
        )
        if self.wordWrap() or is_title:
            return whole
        return QSize(min(least_width(self.text(), self.font()), whole.width()), whole.height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw it so that every digit can be seen."""
        words = kept_together(self.text())
        place = self.contentsRect()
        how = self.alignment()
        if self.wordWrap():
            font = fitted_lines(words, self.font(), place.size())
            how |= Qt.TextFlag.TextWordWrap
        else:
            words, font = fitted(words, self.font(), place.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(font)
        painter.drawText(place, how, words)
