"""Starts the window: painted first, and only then the rules, the ledger and the count are loaded."""

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from .settings import Settings
from .theme.theme import Theme
from .theme.type import load_fonts
from .window import MainWindow


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
) -> int:
    """Show the window until it is closed, with the count in a file if one is given; gives the exit status."""
    app = application(sys.argv[:1])
    settings = Settings(settings_folder / "window.json")
    theme = Theme(app, settings.now.look)
    window = MainWindow(settings)

    def begin() -> None:
        from .crash import install
        from .front import Front
        from .printing import default_printer
        from .surroundings import Surroundings

        around = Surroundings(clock, workstation, settings, seen_file, documents, default_printer)
        install(window, settings_folder, clock)
        Front(window, around, theme).begin(file)
        gc.freeze()  # what is loaded stays: no collection needs to look through it while somebody keys

    window.painted.connect(begin)
    window.show()
    return app.exec()
