"""Starts the window: painted first, and only then the rules, the
ledger and the count are loaded.
"""

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import load_fonts
from tallyapp.words.language import use


def application(arguments: list[str]) -> QApplication:
    """The Qt application, with its name and its typeface."""
    app = QApplication(arguments)
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
    shown: list[MainWindow] = []

    def begin(window: MainWindow, file: Path | None) -> None:
        from tallyapp.ui.session.machine import Surroundings
        from tallyapp.ui.session.printing import default_printer
        from tallyapp.ui.shell.crash import install
        from tallyapp.ui.shell.front import Front

        around = Surroundings(clock, workstation, settings, seen_file, documents, default_printer)
        install(window, settings_folder, clock)
        front = Front(window, around, theme)
        front.language_chosen.connect(lambda: open_anew(window))
        front.begin(file)
        # What is loaded stays: no collection needs to look through it while somebody keys.
        gc.freeze()

    def show_window(file: Path | None = None) -> None:
        window = MainWindow(settings)
        window.fit_screen(window.screen().availableGeometry())
        window.painted.connect(lambda: begin(window, file))
        window.show()
        shown.append(window)

    def open_anew(old: MainWindow) -> None:
        # Words are given to a widget once, so another language needs other widgets. The new window
        # is there before the old one goes: the program ends with its last window.
        show_window()
        shown.remove(old)
        old.close()
        old.deleteLater()

    show_window(file)
    return app.exec()
