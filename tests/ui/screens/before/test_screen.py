"""The order of the night: what is still to be done, and the way to it by Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.before.listing import Group, StepsPage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.screens.before.steps import STEPS
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, shown


def listed(window: MainWindow) -> StepsPage:
    assert isinstance(window.screen_shown, Before)
    return window.screen_shown.steps


def test_what_comes_next_is_first_and_what_is_done_is_last(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F12)
    page = listed(window)
    groups = [key[0] for key in page.model.keys]
    assert groups == sorted(groups)
    assert {*groups} == {*Group}
    states = [page.model.states[key[1]] for key in page.model.keys]
    open_now = [not state.done for state in states]
    assert open_now == sorted(open_now, reverse=True)
    assert page.table.row == 0
    assert page.model.keys[0][1] == page.model.following


def test_what_may_be_wanted_at_any_time_stands_before_what_is_done(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F12)
    names = [STEPS[key[1]].name for key in listed(window).model.keys]
    assert names.index("adjournment") < names.index("staff")
    assert names.index("put-right") < names.index("staff")


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
    model = listed(window).model
    row = next(n for n, key in enumerate(model.keys) if STEPS[key[1]].name == "boxes")
    fingers.press(*[Qt.Key.Key_Up] * len(STEPS), *[Qt.Key.Key_Down] * row, Qt.Key.Key_Return)
    assert window.rail._items[Destination.VERIFICATION].isChecked()
    fingers.press(Qt.Key.Key_Escape)
    assert window.rail._items[Destination.BEFORE].isChecked()
