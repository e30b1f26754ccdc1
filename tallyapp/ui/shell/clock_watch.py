"""What the window says where this laptop's clock is behind the count."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.figures import clock_behind

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session


class ClockWatch(QObject):
    """Looks at the clock when a contest is turned to and after every act; says it once, above the
    screen, until the clock is right.
    """

    def __init__(self, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._banner = banner

    def begin(self, session: "Session") -> None:
        """Watch it for this count from now on."""
        session.saved.connect(partial(self._look, session))
        session.contest_changed.connect(partial(self._look, session))
        self._look(session)

    def _look(self, session: "Session", *_: object) -> None:
        behind = session.desk.clock_behind(session.stream)
        if behind is None:
            self._banner.hide()
        # The words of the first time stand: nobody is to read the bar again at every act.
        elif self._banner.isHidden():
            words = clock_behind(behind.clock, behind.last)
            self._banner.show_words(words, Mark.DIFFERS, "clock")
