"""What stands against a whole contest, as those at the desk meet it: said, and passed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tallyapp.domain.rules.result import standing
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.ui.screens.result.beside.checklist import About, Step, items
from tallyapp.ui.screens.result.beside.open_now import OpenNow
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, a_hall, sheet
from tests.ui.keys import Fingers, shown
from tests.ui.resulting import Settle, at, enter, opened


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A contest of one box, its papers not yet counted."""
    return a_hall(tmp_path, areas={"A": ("a1",)})


@pytest.fixture
def session(hall: Hall, theme: Theme) -> Iterator[Session]:
    session = Session(hall.desk)
    yield session
    if not session.closed:
        session.close()


def pass_over(fingers: Fingers, settle: Settle) -> None:
    """The returning officer goes on over the finding that is chosen, a deputy looking on."""
    enter(fingers, settle)
    enter(fingers, settle, "the register was keyed for one polling district alone")
    enter(fingers, settle, str(DEPUTY))


def test_more_papers_than_electors_are_said_wherever_the_count_is_looked_at(
    hall: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    hall.verify({"a1": 4_500})
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F3)
    assert "3,500 papers more than electors" in shown(window)
    fingers.press(Qt.Key.Key_F4)
    said = shown(window)
    assert "Elm Valley: 4,500 papers in its boxes, and 1,000 electors. 3,500 too many" in said
    assert "Make the statement" not in said
    screen = opened(fingers, window, settle)
    assert at(screen) is Step.OPEN
    fingers.press(*[Qt.Key.Key_Down] * len(standing(hall.contest)))
    assert "4,500 papers in its boxes, and 1,000 electors" in shown(window)


def test_once_passed_over_with_a_reason_the_statement_can_be_made(
    hall: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    hall.verify({"a1": 4_500})
    (found,) = (each for each in standing(hall.contest) if each.code is Code.E306)
    hall.pass_over(found)
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F4)
    assert "Make the statement" in shown(window)
    assert "electors" not in shown(window)


def test_a_ward_without_a_paper_is_never_declared_without_a_word(
    hall: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    hall.verify({"a1": 0})
    hall.state_verification()
    hall.issue("A", 1)
    hall.agree(1, sheet((0, 0, 0)))
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F3)
    assert "Nobody has a vote" in shown(window)
    screen = opened(fingers, window, settle)
    assert at(screen) is Step.OPEN
    assert "0 papers verified, and 3 candidates level at 0" in shown(window)
    pass_over(fingers, settle)
    assert not standing(hall.contest)
    assert "nobody has a vote: all candidates are level at 0" in shown(window)
    assert "3 level at 0 votes" in {
        item.detail for item in items(OpenNow(hall.contest), About(agree=True))
    }
