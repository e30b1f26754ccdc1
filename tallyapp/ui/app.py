"""Starts the window: painted first, and only then the rules, the ledger and the count are loaded."""

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from tallyapp.errors import EnvironmentFault

from .screen import Page
from .settings import Settings
from .theme.marks import Mark
from .theme.theme import Theme
from .theme.type import load_fonts
from .window import MainWindow

if TYPE_CHECKING:
    from .session import Session

Opener = Callable[[], "Session | None"]
"""Opens a count once the window is painted; None if there is none to open, and the home is shown."""


def application(arguments: list[str]) -> QApplication:
    """The Qt application, with its name and its typeface."""
    app = QApplication(arguments)
    app.setApplicationName("tallyapp")
    load_fonts()
    return app


def run(
    settings_folder: Path,
    clock: Callable[[], datetime],
    open_count: Opener,
    home: Callable[[MainWindow], Page] | None = None,
) -> int:
    """Show the window until it is closed, and give the exit status."""
    app = application(sys.argv[:1])
    settings = Settings(settings_folder / "window.json")
    theme = Theme(app, settings.now.look)
    window = MainWindow(settings)
    theme.changed.connect(lambda: settings.change(look=theme.wanted))

    def begin() -> None:
        from .crash import install

        install(window, settings_folder, clock)
        session, trouble = None, ""
        try:
            session = open_count()
        except EnvironmentFault as fault:
            trouble = str(fault)
        if session:
            window.take(session)
        elif home:
            window.show_home(home(window))
        if trouble:
            window.say(trouble, Mark.DOES_NOT_ADD)
        gc.freeze()  # what is loaded stays: no collection needs to look through it while somebody keys

    window.painted.connect(begin)
    window.show()
    return app.exec()
