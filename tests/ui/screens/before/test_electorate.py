"""Another officer keys the electorate at F12; what was keyed first is not shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.halls import CLERK, RETURNING_OFFICER, a_hall
from tests.ui.keys import Fingers, shown


@pytest.fixture
def oxford(tmp_path: Path) -> tuple[Desk, None]:
    """A count of 7,654 electors, keyed by its returning officer alone."""
    return a_hall(tmp_path, electorate=7_654).desk, None


def test_the_electorate_is_keyed_blind_and_a_difference_is_told_with_both(
    session: Session, fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F12)
    assert "7,654" not in shown(window)
    window.go(Destination.BEFORE, "electorate")
    assert "7,654" not in shown(window)
    fingers.type("7564\n")
    fingers.settle()
    assert "7,564 electors were keyed, and the set-up has 7,654." in shown(window)
    fingers.type("7654\n")
    fingers.settle()
    assert session.contest is not None
    assert session.contest.electorate_confirmed
    assert "7,654 electors" in shown(window)


def test_whoever_set_the_electorate_is_told_that_another_keys_it(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    window.go(Destination.BEFORE, "electorate")
    assert "Another officer keys it from the register." in shown(window)
