"""The order of the night: what is still to be done, and the way to it by Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.before.steps import STEPS
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, shown


def test_each_step_says_how_far_it_is(
    fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F12)
    settle()
    told = shown(window)
    assert "Enrol the staff" in told
    assert "8 on the staff" in told


def test_enter_goes_where_a_step_is_done_and_esc_comes_back(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F12)
    row = next(n for n, step in enumerate(STEPS) if step.name == "boxes")
    fingers.press(*[Qt.Key.Key_Up] * len(STEPS), *[Qt.Key.Key_Down] * row, Qt.Key.Key_Return)
    assert window.rail._items[Destination.VERIFICATION].isChecked()
    fingers.press(Qt.Key.Key_Escape)
    assert window.rail._items[Destination.BEFORE].isChecked()
