"""The strokes that do the same on every screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from tallyapp.ui.pages.strokes import HALL
from tallyapp.ui.screens import Destination

if TYPE_CHECKING:
    from tallyapp.ui.shell.going import Going
    from tallyapp.ui.shell.window import MainWindow


def listen_for_strokes(window: "MainWindow", going: "Going") -> None:
    """Have the window hear them, wherever the focus is in it."""
    does: dict[str, Callable[[], object]] = {
        "F1": window.ask_help,
        "Ctrl+1": window.ask_help,
        "Ctrl+K": window.find_asked.emit,
        "Ctrl+M": window.board_asked.emit,
        "Ctrl+B": window.back_up,
        "Ctrl+Shift+B": window.choose_place,
        "Ctrl+D": window.drill_asked.emit,
        HALL: window.hall.toggle,
        "Esc": window.back,
        "Alt+PgDown": partial(going.step_contest, 1),
        "Alt+PgUp": partial(going.step_contest, -1),
    }
    for screen in Destination:
        does |= {stroke: partial(going.go_by_key, screen) for stroke in screen.strokes}
    for stroke, do in does.items():
        QShortcut(QKeySequence(stroke), window).activated.connect(do)
