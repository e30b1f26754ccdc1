"""The strip at the bottom says what the keys do, and the keys do what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.sign_in.screen import SignIn
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.key_cap import Hint, KeyStrip
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK

RETURNING_OFFICER = 1
CTRL = Qt.KeyboardModifier.ControlModifier
PRESSED = {
    "Enter": Qt.Key.Key_Return,
    "−": Qt.Key.Key_Minus,
    "+": Qt.Key.Key_Plus,
    "*": Qt.Key.Key_Asterisk,
    "Tab": Qt.Key.Key_Tab,
    "Esc": Qt.Key.Key_Escape,
    "→": Qt.Key.Key_Right,
}


def strip(keys: KeyStrip) -> dict[str, str]:
    """What the strip says, by its keys."""
    hints = (each.accessibleName() for each in keys.findChildren(Hint) if not each.isHidden())
    return dict(hint.split(": ", 1) for hint in hints)


def seen(window: MainWindow) -> tuple[object, ...]:
    """All that a person can notice: the screen, its words, the focus, the message, the strip."""
    words = shown(window)
    return (
        window.screen_shown,
        words,
        QApplication.focusWidget(),
        window.banner.words,
        strip(window.keys),
    )


@pytest.mark.parametrize("number", [CLERK, RETURNING_OFFICER])
@pytest.mark.parametrize("key", Destination)
def test_no_key_of_the_strip_does_nothing(
    fingers: Fingers, window: MainWindow, key: Destination, number: int
) -> None:
    fingers.sign_in(number)
    if key not in window.officer_may_open:
        return
    window.go(key)
    fingers.settle()
    for caps in strip(window.keys):
        if caps not in PRESSED:
            continue
        at_overview = key is Destination.OVERVIEW
        window.go(Destination.SIGN_IN if at_overview else Destination.OVERVIEW)
        window.go(key)
        fingers.settle()
        before = seen(window)
        fingers.press(PRESSED[caps])
        fingers.settle()
        assert seen(window) != before, f"{caps} on F{key} does nothing"


def test_above_the_screen_the_strip_shows_the_keys_of_what_lies_there(front: Front) -> None:
    keys = front.window.keys
    before = strip(keys)
    front.window.find_asked.emit()
    assert strip(keys) == {"Enter": "go there", "↑ ↓": "choose", "Esc": "close"}
    QTest.keyClick(front.palette.field, Qt.Key.Key_Escape)
    assert strip(keys) == before
    front.window.help_asked.emit(0)
    assert strip(keys) == {"↑ ↓": "read on", "/": "contents and search", "F1 Esc": "back"}
    QTest.keyClick(front.help.browser, Qt.Key.Key_Escape)
    assert strip(keys) == before


def test_while_a_name_is_typed_the_strip_offers_to_stand_nobody_down(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F2, Qt.Key.Key_Down)
    assert strip(window.keys)["Delete"]
    QTest.keyClick(focused(), Qt.Key.Key_N, CTRL)
    screen = window.screen_shown
    assert isinstance(screen, SignIn)
    assert screen.form
    assert screen.form.name.edit.hasFocus()
    assert strip(window.keys) == {"Enter": "enrol this officer", "Esc": "back"}
    fingers.write("Ada")
    fingers.press(Qt.Key.Key_Delete)
    assert not screen.who.said.isVisible()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_F4, "Key or scan the number of a box first."),
        (Qt.Key.Key_F5, "Key or scan the number on the sheet first."),
        (Qt.Key.Key_F7, "Key or scan the number on the form first."),
    ],
)
def test_enter_on_a_blank_number_says_what_is_missing(
    fingers: Fingers, window: MainWindow, key: Qt.Key, words: str
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(key)
    fingers.press(Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert words in shown(window)


def test_enter_on_blank_papers_of_a_sheet_says_that_a_blank_is_not_zero(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("24\n")
    fingers.press(Qt.Key.Key_Return)
    assert "key 0 if the paper says 0" in shown(window)
    fingers.type("7")
    assert "key 0 if the paper says 0" not in shown(window)
