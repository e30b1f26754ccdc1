"""What the window says while contests are still to be checked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session

CHECKING = "checking"
"""What a message is about that says that something waits for contests to be checked."""
_STEP = 10
"""Contests after which the number is said anew: each would be painted too."""


class CheckingBar(QObject):
    """Says above the screen how many there are, until there are none."""

    def __init__(self, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._banner = banner

    def begin(self, session: "Session") -> None:
        """Say it of this count from now on."""
        self._banner.hide()
        if not session.checking.left:
            return
        checking = session.checking
        self._banner.show_words(checking.words("meanwhile"), Mark.UNDER_WAY, CHECKING)

        def on_went_on() -> None:
            if checking.left % _STEP == 0:
                self._banner.change_words(checking.words("meanwhile"))

        checking.went_on.connect(on_went_on)
        checking.ended.connect(self._banner.hide)

    def end(self) -> None:
        """No count is open any more."""
        self._banner.hide()
