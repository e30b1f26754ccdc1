"""A refusal in place: what does not agree, its sum set out as on paper, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.session.said_at_once import said_at_once
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.fitting import LEAST, smaller
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, TITLE, gap, px
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.papers import is_sum, sum_of, to_find_words

from .announce import announce
from .button import Button, unshrunk
from .frames import Card, Line, MarkView
from .key_cap import KeyCap
from .text import Text


class Action(Button):
    """A button with the key that does the same at its right edge."""

    def __init__(self, words: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)
        self._key = key
        self._cap = KeyCap(key, self)
        self._cap.setVisible(bool(key))
        if key:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, gap(8), 0)
            self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addStretch()
            row.addWidget(self._cap)
            self.setAccessibleDescription(key)

    def sizeHint(self) -> QSize:
        hint = unshrunk(self, super().sizeHint(), BODY.heavier().font())
        return QSize(hint.width() + self._beside(), max(hint.height(), px(40)))

    def minimumSizeHint(self) -> QSize:
        """No narrower than its words are when they shrink."""
        whole = self.sizeHint()
        beside = px(32) + self._beside()
        return QSize(round((whole.width() - beside) * LEAST) + beside, whole.height())

    def _beside(self) -> int:
        """The room that its key takes."""
        return max(px(48), self._cap.sizeHint().width() + gap(12)) if self._key else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its words shrink where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def setText(self, words: str) -> None:
        """Say other words."""
        super().setText(words)
        self._fit()

    def _fit(self) -> None:
        font = BODY.heavier().font()
        room = self.width() - px(32) - self._beside()
        wide = QFontMetrics(font).horizontalAdvance(self.text())
        fitting = font if wide <= room else smaller(font, max(0.55, 0.94 * room / wide))
        if self.font().pointSizeF() != fitting.pointSizeF():
            self.setFont(fitting)


class Refusal(Card):
    """What stands against an act: a sum that fails is set out, anything else is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("refused", parent)
        self._holder = QWidget()
        self.column.addWidget(self._holder)
        self.hide()

    def show_findings(self, session: Session, findings: Sequence[Finding]) -> None:
        """Show what stands against it, most of it in words; does nothing else."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        first = findings[0]
        column.addLayout(_heading(first))
        sentences = [session.sentence(found) for found in findings[:4]]
        if len(findings) > 4:
            sentences.append(say("papers", "and-more", more=len(findings) - 4))
        if is_sum(first):
            sentences = [session.told(first).matter]
        for words in sentences:
            column.addWidget(Text(words, BODY.heavier(500), wrap=True))
        if is_sum(first):
            _set_out(column, first)
        self.column.replaceWidget(self._holder, holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = holder
        told = said_at_once(session, findings)
        changed = told != self.accessibleName() or self.isHidden()
        self.setAccessibleName(told)
        self.show()
        # Shown again at each figure while it stands: said again only where it is another.
        if changed:
            announce(self, told, assertive=True)


def _heading(first: Finding) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap(10))
    row.addWidget(MarkView(Mark.DOES_NOT_ADD))
    heading = say("papers", f"refused.{first.code}", "refused")
    row.addWidget(Text(heading, HEADING, "refused"), 1)
    row.addWidget(Text(str(first.code), BODY, "secondary"))
    return row


def _set_out(column: QVBoxLayout, found: Finding) -> None:
    """The sum as it would be written beside the paper."""
    lines = sum_of(found)
    for total in (False, True):
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for line in lines:
            if line.total is total:
                _sum_row(grid, line.words, figure(line.papers), strong=total)
        column.addLayout(grid)
        column.addWidget(Line())
    last = QHBoxLayout()
    last.addWidget(Text(say("papers", "find"), HEADING))
    last.addWidget(Text(to_find_words(found), TITLE, "refused", right=True), 1)
    column.addLayout(last)


def _sum_row(grid: QGridLayout, words: str, value: str, *, strong: bool) -> None:
    row = grid.rowCount()
    grid.addWidget(Text(words, BODY, "ink" if strong else "secondary"), row, 0)
    grid.addWidget(Text(value, FIGURE.heavier() if strong else FIGURE, right=True), row, 1)
