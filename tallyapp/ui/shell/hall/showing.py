"""Opens the hall's screen, keeps it up to date, and closes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from tallyapp.ui.session.displays import Displays
from tallyapp.ui.shell.checking_bar import CHECKING
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.domain.state.count import Changed
    from tallyapp.domain.views.released import Shown
    from tallyapp.ui.hall_screen.screen import HallScreen
    from tallyapp.ui.session.session import Session
    from tallyapp.ui.shell.hall.card import HallCard


class HallShowing(QObject):
    """The hall's screen of the count that is open, whoever is signed in, or nobody."""

    asking = Signal(object)
    """This card was made, and is about to be laid over the window."""
    turned = Signal()
    """The hall's screen was opened, or closed."""

    def __init__(self, window: QWidget, displays: Displays, banner: Banner) -> None:
        super().__init__(window)
        self.screen: HallScreen | None = None
        self.card: HallCard | None = None
        self._window = window
        self._displays = displays
        self._banner = banner
        self._session: Session | None = None
        self._chosen: QScreen | None = None

    def begin(self, session: "Session") -> None:
        """Show this count's results when asked."""
        self._session = session
        session.acted.connect(self._on_acted)

    def end(self) -> None:
        """No count is open any more."""
        self._session = None
        if self.card:
            self.card.close_panel()
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether the hall sees it."""
        return self.screen is not None

    def toggle(self) -> None:
        """Close it; or say what would be opened, and wait for a yes."""
        if self.screen:
            self.close()
        elif self.card and self.card.isVisible():
            self.card.close_panel()
        elif self._session and self._session.officer:
            if self._session.checking.left:
                words = self._session.checking.words("hall")
                self._banner.show_words(words, Mark.UNDER_WAY, CHECKING)
            else:
                self._ask()

    def close(self) -> None:
        """The hall sees it no longer."""
        if self.screen:
            self.screen.close()

    # ---- asking

    def _ask(self) -> None:
        from tallyapp.ui.shell.hall.card import Asked, HallCard
        from tallyapp.ui.shell.hall.placing import others

        if self.card is None:
            self.card = HallCard(self._window)
            self.card.confirmed.connect(self._open_on)
            self.asking.emit(self.card)
        own = self._window.screen()
        beside = others(own, QGuiApplication.screens())
        self.card.ask(Asked(self._shown(), own, beside, self._displays.mirrored))

    def _shown(self) -> "Shown":
        from tallyapp.domain.views.released import shown

        assert self._session is not None
        return shown(self._session.desk.count)

    # ---- open

    def _open_on(self, screen: QScreen) -> None:
        from tallyapp.ui.hall_screen.screen import HallScreen

        if self._session is None or self.screen:
            return
        covering = screen is self._window.screen()
        opened = HallScreen(self._shown(), covering=covering)
        opened.closed.connect(self._on_closed)
        self.screen = opened
        self._chosen = screen
        opened.show_on(screen)
        if not covering:
            # It asks for no focus; where the system gives it some all the same, this takes it back.
            self._window.activateWindow()
        # Unplugged, or the window was moved there: what the hall sees must never come to lie where
        # somebody keys.
        for handle in (opened.windowHandle(), self._window.windowHandle()):
            handle.screenChanged.connect(self._look_where)
        self.turned.emit()

    def _look_where(self) -> None:
        """Close it where it is no longer on the screen that was chosen, or one keys there now."""
        screen = self.screen
        if screen is None or screen.covering:
            return
        if screen.screen() is self._chosen and self._window.screen() is not self._chosen:
            return
        self.close()
        self._banner.show_words(say("hall-card", "moved"), Mark.DIFFERS, "hall")

    def _on_closed(self) -> None:
        if self.screen:
            self.screen.deleteLater()
            if self.screen.covering:
                self._window.activateWindow()
        self.screen = None
        self._chosen = None
        self.turned.emit()

    def _on_acted(self, _: "Changed") -> None:
        # Every act, and not those of results alone: the count's name may be put right too.
        if self.screen:
            self.screen.show_shown(self._shown())
