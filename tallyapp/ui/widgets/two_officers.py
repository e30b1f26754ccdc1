"""What is asked for where two officers do a thing:
the reason in words, and the second officer's number.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.theme.type import BODY, gap, px, set_face
from tallyapp.words.catalogue import say

from .figure_edit import FigureEdit
from .text import Text

MOST = 500
"""Characters that an act keeps of a reason."""


class ReasonEdit(QPlainTextEdit):
    """A few lines of plain words; Enter goes on, as in every other field."""

    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        set_face(self, BODY)
        self.setFixedHeight(3 * QFontMetrics(self.font()).lineSpacing() + px(18))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @property
    def words(self) -> str:
        """What was written, on one line."""
        return " ".join(self.toPlainText().split())[:MOST]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the next field, never a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)


class TwoOfficers(QWidget):
    """The reason and the second officer; a refusal of either stands beneath it."""

    submit_asked = Signal()
    back_asked = Signal()
    changed = Signal()

    def __init__(self, asked: str, warning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(asked)
        self.reason.setAccessibleDescription(warning)
        self.second = FigureEdit()
        self.second.setFixedWidth(px(96))
        self.second.setAccessibleName(say("papers", "second"))
        self._reason_refused = Text(role="refused", wrap=True)
        self._second_refused = Text(role="refused", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(6))
        column.addWidget(Text(asked, BODY.heavier()))
        column.addWidget(self.reason)
        column.addWidget(Text(warning, role="secondary", wrap=True))
        column.addWidget(self._reason_refused)
        row = QHBoxLayout()
        row.addWidget(Text(say("papers", "second"), BODY.heavier()), 1)
        row.addWidget(self.second)
        column.addSpacing(gap(6))
        column.addLayout(row)
        column.addWidget(self._second_refused)
        self._clear_refusals()
        self.reason.textChanged.connect(self._on_changed)
        self.second.typed.connect(lambda _: self._on_changed())
        self.reason.next_asked.connect(self.second.setFocus)
        self.second.next_asked.connect(self.submit_asked)
        self.second.submit_asked.connect(self.submit_asked)
        self.second.back_asked.connect(self.reason.setFocus)

    @property
    def officer(self) -> OfficerNumber:
        """The second officer's number; 0, which is nobody's, while it is blank."""
        return OfficerNumber(self.second.value or 0)

    def _on_changed(self) -> None:
        self._clear_refusals()
        self.changed.emit()

    def _clear_refusals(self) -> None:
        self._reason_refused.hide()
        self._second_refused.hide()
        self.second.refuse(False)

    def ready(self) -> bool:
        """Whether both are there; where not, the first that is missing is asked for."""
        if not self.reason.words:
            self._refuse_reason(say("papers", "reason-missing"))
        elif self.second.value is None:
            self._refuse_second(say("papers", "second-missing"))
        else:
            return True
        return False

    def show_kept(self, words: str, second: int | None) -> None:
        """Show what was written before."""
        self.reason.setPlainText(words)
        self.second.show_value(second)
        self._clear_refusals()

    def refuse(self, findings: Sequence[Finding], sentences: Sequence[str]) -> bool:
        """Take those findings that are about the reason or the second officer;
        whether there were any.
        """
        taken = False
        for found, words in zip(findings, sentences, strict=True):
            if found.code is Code.A103:
                self._refuse_second(words)
                taken = True
            elif found.code in (Code.A106, Code.A113):
                self._refuse_reason(words)
                taken = True
        return taken

    def _refuse_reason(self, words: str) -> None:
        self._reason_refused.setText(words)
        self._reason_refused.show()
        self.reason.setFocus()

    def _refuse_second(self, words: str) -> None:
        self._second_refused.setText(words)
        self._second_refused.show()
        self.second.refuse(True)
        self.second.setFocus()
