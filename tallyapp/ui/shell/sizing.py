"""Ctrl + and Ctrl − in every window: the size of text, kept for this machine."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import text_size
from tallyapp.ui.widgets.announce import announce
from tallyapp.words.catalogue import say

_STROKES = {"Ctrl++": 1, "Ctrl+=": 1, "Ctrl+-": -1}
"""Ctrl+0 opens a screen, as every digit does: back to the system's size goes by the home and by
Ctrl+K."""
_ABOUT = "text-size"
_TOLD = 6_000
"""Milliseconds for which the size stands above the screen: it takes room from what is keyed."""


class Sizing(QObject):
    """Hears the keys of the windows, and says what came of them."""

    def __init__(self, window: MainWindow, theme: Theme, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._settings = settings
        self._told = QTimer(self, singleShot=True, interval=_TOLD)
        self._told.timeout.connect(partial(window.banner.over, _ABOUT))
        theme.size_changed.connect(self._on_size)
        theme.follow(window)
        self.listen(window)

    def listen(self, window: QWidget) -> None:
        """Take the keys in this window as well."""
        for stroke, steps in _STROKES.items():
            shortcut = QShortcut(QKeySequence(stroke), window)
            shortcut.activated.connect(partial(self._theme.step_size, steps))

    def _on_size(self) -> None:
        try:
            self._settings.change(text_size=self._theme.size_wanted)
        except EnvironmentFault as fault:
            self._window.say(str(fault))
            return
        which = "text-size" if self._theme.size_wanted else "text-size.system"
        words = say("ui", which, size=text_size())
        banner = self._window.banner
        if banner.isHidden() or banner.about == _ABOUT:
            self._window.say(words, Mark.AGREES, _ABOUT)
            self._told.start()
        else:  # what stands there may be something that nobody may miss
            announce(self._window, words)
