"""A screen of several leaves: a list, and what one opens from it; Esc comes back to the list."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import AnyAct, Envelope
from tallyapp.domain.state.count import Changed
from tallyapp.ui.pages.screen import Page, Screen
from tallyapp.ui.session.session import Refused, Session, Then
from tallyapp.ui.theme.type import BODY, TITLE, gap
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.one_shown import OneShown
from tallyapp.ui.widgets.text import Text

_T = TypeVar("_T")
SIDE = 302
"""Width of the column at the right, in pixels."""


class Leaf(Page):
    """One leaf of a screen: it may ask for acts, keeps what is keyed in it, and Esc closes it."""

    closed = Signal()
    """The leaf is done with: back to the list."""

    def __init__(self, owner: Screen) -> None:
        super().__init__()
        self.owner = owner
        self.session = owner.session
        self.contest = owner.contest

    @property
    def me(self) -> Envelope:
        """The envelope of the signed-in officer's acts."""
        return self.session.me

    def do(
        self,
        act: AnyAct,
        *,
        then: Then,
        refused: Refused,
    ) -> None:
        """Do an act in this contest; nobody is told if the leaf is gone by then."""
        self.session.do(
            self.owner.stream,
            act,
            then=self.while_here(then),
            refused=self.while_here(refused),
        )

    def while_here(self, call: Callable[[_T], None]) -> Callable[[_T], None]:
        """The call, unless the leaf is gone by then."""
        return lambda told: call(told) if isValid(self) else None

    def entered(self) -> None:
        """The leaf is shown: put the focus where the next thing is done."""

    def keep(self) -> None:
        """Keep what is being keyed."""

    def changed(self, changed: Changed) -> None:
        """An act was done."""

    @property
    def over(self) -> bool:
        """Whether what the leaf is about has been settled, or is another by now."""
        return False


class LeafedScreen(Screen):
    """Shows its first leaf until another is opened over it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._leaves = OneShown()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.addWidget(self._leaves)

    @property
    def leaf(self) -> Leaf:
        """The leaf that is shown."""
        leaf = self._leaves.currentWidget()
        assert isinstance(leaf, Leaf)
        return leaf

    def open_leaf(self, leaf: Leaf) -> None:
        """Show this leaf; the one over the first leaf, if any, is kept and gone."""
        self._drop()
        leaf.hints_changed.connect(self.hints_changed)
        leaf.closed.connect(self.close_leaf)
        self._leaves.addWidget(leaf)
        self._leaves.setCurrentWidget(leaf)
        leaf.entered()
        self.hints_changed.emit()

    def close_leaf(self) -> None:
        """Back to the first leaf."""
        self._drop()
        self.leaf.entered()
        self.hints_changed.emit()

    def _drop(self) -> None:
        if self._leaves.count() > 1:
            leaf = self.leaf
            leaf.keep()
            self._leaves.removeWidget(leaf)
            leaf.hide()
            leaf.deleteLater()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return self.leaf.key_hints()

    def leaving(self) -> None:
        self.leaf.keep()

    def back(self) -> bool:
        if self.leaf.back():
            return True
        if self._leaves.count() > 1:
            self.close_leaf()
            return True
        return False

    def catch_up(self) -> None:
        """A leaf that is over by now is closed."""
        super().catch_up()
        if self._leaves.count() > 1 and self.leaf.over:
            self.close_leaf()

    def changed(self, changed: Changed) -> None:
        for at in range(self._leaves.count()):
            leaf = self._leaves.widget(at)
            if isinstance(leaf, Leaf):
                leaf.changed(changed)


def title_row(title: str, *parts: str, last: Sequence[QWidget] = ()) -> QHBoxLayout:
    """A leaf's title, what belongs to it in smaller type, and perhaps a field at its end."""
    row = QHBoxLayout()
    row.setSpacing(gap(12))
    row.addStrut(gap(40))
    row.addWidget(Text(title, TITLE))
    for n, part in enumerate(parts):
        words = Text(part, BODY.heavier(500) if n == 0 else BODY, "ink" if n == 0 else "secondary")
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch()
    for widget in last:
        row.addWidget(widget)
    return row


def beside(main: QWidget, side: QWidget, width: int = SIDE) -> QHBoxLayout:
    """The main column, and the one at its right."""
    row = QHBoxLayout()
    row.setSpacing(gap(24))
    row.addWidget(main, 1)
    give_way(side, width)
    row.addWidget(side)
    return row


def column_of(*widgets: QWidget, spacing: int = 12) -> QWidget:
    """Widgets one beneath the other, at the top."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(spacing))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return holder
