"""Starts the window: painted first, and only then the rules, the
ledger and the count are loaded.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell import loading
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import STYLE, Theme
from tallyapp.ui.theme.type import load_fonts
from tallyapp.words.language import use


def application(arguments: list[str]) -> QApplication:
    """The Qt application, with its name and its typeface."""
    # As an argument: where a style is set by a call, Qt makes all its names for Python at once.
    app = QApplication([*arguments, "-style", STYLE])
    app.setApplicationName("tallyapp")
    load_fonts()
    return app


def run(
    settings_folder: Path,
    seen_file: Path,
    documents: Path,
    clock: Callable[[], datetime],
    workstation: str,
    file: Path | None = None,
    language: str = "",
) -> int:
    """Show the window until it is closed,
    with the count in a file if one is given; gives the exit status.

    It speaks the language asked for, else the one chosen on this machine.
    """
    app = application(sys.argv[:1])
    settings = Settings(settings_folder / "window.json")
    use(language or settings.now.language)
    theme = Theme(app, settings.now.look, settings.now.text_size)

    def begin(window: MainWindow, file: Path | None) -> None:
        from tallyapp.ui.session.machine import Surroundings
        from tallyapp.ui.session.printing import default_printer
        from tallyapp.ui.shell.crash import install
        from tallyapp.ui.shell.front import Front

        around = Surroundings(clock, workstation, settings, seen_file, documents, default_printer)
        install(window, settings_folder, clock)
        front = Front(window, around, theme)
        front.language_chosen.connect(windows.open_anew)
        front.begin(file)
        loading.end()

    windows = _Windows(settings, begin)
    windows.show(file)
    return app.exec()


class _Windows:
    """The one window there is, and after it the one in another language."""

    def __init__(
        self, settings: Settings, begin: Callable[[MainWindow, Path | None], None]
    ) -> None:
        self._settings = settings
        self._begin = begin
        self._shown: MainWindow | None = None

    def show(self, file: Path | None = None) -> None:
        window = MainWindow(self._settings)
        window.fit_screen(window.screen().availableGeometry())
        window.painted.connect(lambda: self._begin(window, file))
        window.show()
        self._shown = window

    def open_anew(self) -> None:
        # Words are given to a widget once, so another language needs other widgets. The new window
        # is there before the old one goes: the program ends with its last window.
        old = self._shown
        self.show()
        if old:
            old.close()
            old.deleteLater()
