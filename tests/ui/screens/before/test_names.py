"""A second officer keys the names from the printed ballot paper at F12, and sees none of ours."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.halls import CLERK, OTHER_CLERK, RETURNING_OFFICER, a_hall
from tests.ui.keys import Fingers, shown

NORTON = Candidate(
    surname="Norton",
    other_names="Jane",
    commonly_used_surname="Aldous",
    description="Independent",
)


@pytest.fixture
def oxford(tmp_path: Path) -> tuple[Desk, None]:
    """A count whose names only the returning officer has seen."""
    hall = a_hall(tmp_path, names_confirmed=False, candidates=(NORTON, "Birch", "Cedar"))
    return hall.desk, None


@pytest.fixture
def at_names(fingers: Fingers) -> Callable[[int], None]:
    """F12, and Enter on the names: that is what comes next."""

    def go(officer: int) -> None:
        fingers.sign_in(officer)
        fingers.press(Qt.Key.Key_F12)
        fingers.press(Qt.Key.Key_Return)

    return go


def key(fingers: Fingers, *names: str) -> None:
    for name in names:
        fingers.write(name)
        fingers.press(Qt.Key.Key_Return)
    fingers.settle()


def test_every_line_is_keyed_and_an_empty_one_hands_them_in(
    session: Session, fingers: Fingers, window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    key(fingers, "aldous", "birch", "cedar", "")
    assert session.contest is not None
    assert session.contest.names_confirmed
    assert "3 candidates, in the order of the ballot paper" in shown(window)


def test_a_count_whose_names_are_not_confirmed_begins_there(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    assert window.rail._items[Destination.BEFORE].isChecked()


def test_none_of_our_names_is_shown_before_it_is_keyed(
    window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    told = shown(window)
    assert "Line 1" in told
    assert not [name for name in ("Aldous", "Norton", "Birch", "Cedar") if name in told]
    assert "another order" in told, "by their full names Norton would come last"


def test_a_line_that_differs_is_told_with_both_names_and_keyed_anew(
    session: Session, fingers: Fingers, window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    key(fingers, "Birch", "Norton", "Cedar", "")
    told = shown(window)
    assert "Line 1: Birch was keyed, and the set-up has Aldous, Jane." in told
    assert "Line 2: Norton was keyed, and the set-up has Birch, Alex." in told
    assert "have the set-up put right before a sheet is keyed" in told
    key(fingers, "Aldous", "Birch", "")
    assert session.contest is not None
    assert session.contest.names_confirmed


def test_a_ballot_paper_of_more_lines_is_told(
    fingers: Fingers, window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    key(fingers, "Aldous", "Birch", "Cedar", "Dogwood", "")
    assert "4 lines were keyed, and the set-up has 3." in shown(window)


def test_whoever_set_the_names_up_is_told_that_another_keys_them(
    window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(RETURNING_OFFICER)
    told = shown(window)
    assert "officer 1 set the names up. Another officer keys them" in told
    assert "Line 1" not in told


def test_what_is_keyed_is_kept_for_its_officer_and_unseen_by_another(
    fingers: Fingers, window: MainWindow, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    key(fingers, "Aldous", "Birch")
    at_names(OTHER_CLERK)
    assert "Aldous" not in shown(window)
    at_names(CLERK)
    assert "Line 3" in shown(window)
    assert "Aldous" in shown(window)


def test_a_line_before_is_gone_back_to(
    session: Session, fingers: Fingers, at_names: Callable[[int], None]
) -> None:
    at_names(CLERK)
    key(fingers, "Aldus", "Birch")
    fingers.press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    key(fingers, "Aldous")
    key(fingers, "Cedar", "")
    assert session.contest is not None
    assert session.contest.names_confirmed
