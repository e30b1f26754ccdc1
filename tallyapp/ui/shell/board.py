"""The manager's board beside the window: one of a count, open for as long as the count is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from tallyapp.ui.shell.checking_bar import CHECKING
from tallyapp.ui.shell.help.panel import HelpPanel
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.board.window import BoardWindow


class Board(QObject):
    """Opens the board, whoever is signed in, or nobody; it goes when the count is closed."""

    made = Signal(object)
    """A board, before it is shown (BoardWindow)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.open: BoardWindow | None = None
        self.help: HelpPanel | None = None
        window.board_asked.connect(self.show)
        window.count_closed.connect(self.close)
        window.closing.connect(self.close)

    def show(self) -> None:
        """Show it, or bring it to the front; nothing while no count is open."""
        from tallyapp.ui.board.window import BoardWindow

        session = self._window.session
        if session is None:
            return
        if session.checking.left:
            words = session.checking.words("screen", screen=say("titles", "board"))
            self._window.say(words, Mark.UNDER_WAY, CHECKING)
            return
        if self.open is None:
            self.open = BoardWindow(session)
            self.help = HelpPanel(self.open)
            self.open.help_asked.connect(self._on_help)
            self.open.destroyed.connect(self._on_gone)
            self._place(self.open)
            self.made.emit(self.open)
        self.open.setWindowState(self.open.windowState() & ~Qt.WindowState.WindowMinimized)
        self.open.show()
        self.open.activateWindow()

    def _place(self, board: "BoardWindow") -> None:
        """On a screen that the window is not on, as large as that is, if there is one."""
        here = self._window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        place = (others[0] if others else here).availableGeometry()
        board.setGeometry(place)
        if not others:
            board.resize(self._window.size().boundedTo(place.size()))
            board.move(self._window.pos())

    def _on_help(self) -> None:
        if self.help is None:
            return
        if self.help.isVisible():
            self.help.close_panel()
        else:
            self.help.open_page("board")

    def _on_gone(self) -> None:
        self.open = None
        self.help = None

    def close(self) -> None:
        """Close it."""
        if self.open is not None:
            self.open.close()
            self.open = None
