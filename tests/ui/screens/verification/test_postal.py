"""Postal votes at the desk: two officers key what was returned, and sessions are followed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.desk import Desk
from tallyapp.ui.shell.window import MainWindow
from tests.halls import BOXES, CLERK, OTHER_CLERK, Hall, a_hall
from tests.ui.keys import Fingers, shown


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Every box is verified; nobody has keyed the covers returned."""
    made = a_hall(tmp_path)
    for box, papers in BOXES.items():
        made.do(made.account(box, papers))
        made.do(made.count_of(box, papers))
    return made


@pytest.fixture
def oxford(hall: Hall) -> tuple[Desk, None]:
    """The window is over this count, and not over the practice count of Oxford East."""
    return hall.desk, None


def postal(fingers: Fingers, window: MainWindow, officer: int) -> None:
    fingers.sign_in(officer)
    fingers.press(Qt.Key.Key_F4)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_covers_returned_are_keyed_by_two_neither_seeing_the_other(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    postal(fingers, window, CLERK)
    assert "nobody has keyed how many postal covers were returned" in shown(window)
    fingers.type("934\n")
    fingers.settle()
    postal(fingers, window, OTHER_CLERK)
    said = shown(window)
    assert "One officer has keyed it" in said
    assert "934" not in said
    fingers.type("934\n")
    fingers.settle()
    assert hall.contest.postal.returned.agreed == 934
    assert "934 postal covers returned; 70 papers in the postal accounts" in shown(window)


def test_whoever_keyed_first_cannot_be_the_second(fingers: Fingers, window: MainWindow) -> None:
    postal(fingers, window, CLERK)
    fingers.type("70\n")
    fingers.settle()
    postal(fingers, window, CLERK)
    fingers.type("70\n")
    fingers.settle()
    assert f"officer {CLERK} keyed this figure first" in shown(window)


def test_a_session_is_recorded_by_keys_and_its_difference_is_told(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    postal(fingers, window, CLERK)
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    fingers.type("1\n")
    fingers.write("A2")
    fingers.press(Qt.Key.Key_Return)
    fingers.type("50\n0\n48\n")
    fingers.settle()
    said = shown(window)
    assert "Session 1, box a2: 50 covers, 0 rejected, 48 papers delivered." in said
    assert "50 covers opened; 48 papers delivered and 0 rejected. 2 too few." in said
    assert hall.contest.postal.delivered("a2") == 48
