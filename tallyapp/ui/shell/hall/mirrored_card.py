"""Said before votes are shown while a display is mirrored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.hall.asking import AskingCard
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.refusal import Action
from tallyapp.words.catalogue import say


class MirroredCard(AskingCard):
    """Enter shows the screen all the same, Esc does not."""

    confirmed = Signal()

    def __init__(self, window: QWidget) -> None:
        title = say("hall-card", "mirrored.title")
        super().__init__(window, title, "mirrored.enter", "mirrored.back")
        self._words = State(Mark.DIFFERS, "", wrap=True)
        self._show = Action(say("hall-card", "mirrored.show"))
        self._show.clicked.connect(self._on_show)
        self.column.addWidget(self._words)
        self.column.addWidget(self._show)
        self.take_part_in(self._show)

    def ask(self, screen: Destination) -> None:
        """Say that the hall may see this screen, and wait."""
        asked = say("hall-card", "mirrored.asked", screen=screen.title)
        self._words.show_state(Mark.DIFFERS, asked)
        self.open_over()
        self._show.setFocus()

    def _on_show(self) -> None:
        self.close_panel()
        self.confirmed.emit()
