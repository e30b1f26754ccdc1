"""Said before the hall's screen is opened: what it shows, where, and who else may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from tallyapp.domain.views.released import Shown
from tallyapp.ui.shell.hall.asking import AskingCard
from tallyapp.ui.shell.hall.placing import called, readable
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.one_of import OneOf
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


@dataclass(frozen=True)
class Asked:
    """What is known when it is asked for: what it would show, on which screens it could, and
    whether a screen is mirrored. `own` is that at which somebody sits.
    """

    shown: Shown
    own: QScreen
    screens: Sequence[QScreen]
    mirrored: bool


class HallCard(AskingCard):
    """Enter opens the hall's screen, Esc does not."""

    confirmed = Signal(object)
    """Open it on this screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, say("hall-screen", "title"), "enter", "back")
        self._screens: list[QScreen] = []
        self._what = Text(wrap=True)
        self._where = Text(wrap=True)
        self._which = OneOf(say("hall-card", "which"), {})
        self._size = Text(role="secondary", wrap=True)
        self._mirrored = State(Mark.DIFFERS, "", wrap=True)
        self._open = Action(say("hall-card", "open"))
        self._open.clicked.connect(self._on_open)
        self._which.next_asked.connect(self._open.setFocus)
        self._which.currentIndexChanged.connect(self._show_size)
        unnoticed = Text(say("hall-card", "unnoticed"), role="secondary", wrap=True)
        parts: tuple[QWidget, ...] = (self._what, self._where, self._which, self._size)
        for part in (*parts, self._mirrored, unnoticed, self._open):
            self.column.addWidget(part)
        self.take_part_in(self._which)
        self.take_part_in(self._open)

    def ask(self, asked: Asked) -> None:
        """Say what would be opened where, and wait for Enter."""
        alone = not asked.screens
        self._screens = [asked.own] if alone else list(asked.screens)
        self._what.setText(_what(asked.shown))
        where = "alone" if alone else "where" if len(asked.screens) > 1 else "beside"
        self._where.setText(say("hall-card", where, screen=called(self._screens[0])))
        self._which.clear()
        for n, screen in enumerate(self._screens):
            self._which.addItem(called(screen), n)
        self._which.setVisible(len(self._screens) > 1)
        self._show_size()
        self._mirrored.show_state(Mark.DIFFERS, say("hall-card", "mirrored"))
        self._mirrored.setVisible(asked.mirrored)
        self.open_over()
        (self._which if len(self._screens) > 1 else self._open).setFocus()

    def _show_size(self) -> None:
        at = self._which.currentIndex()
        if 0 <= at < len(self._screens):
            self._size.setText(readable(self._screens[at]))

    def _on_open(self) -> None:
        screen = self._screens[max(self._which.currentIndex(), 0)]
        self.close_panel()
        self.confirmed.emit(screen)


def _what(shown: Shown) -> str:
    """What everybody will see."""
    results = len(shown.results)
    if results:
        return say("hall-card", "what", results=results)
    return say("hall-card", "what.awaited" if shown.awaited else "what.nothing")
