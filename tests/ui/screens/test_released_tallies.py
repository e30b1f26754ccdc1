"""Who leads is shown to those who key once it is released, and no longer (F9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.desk import Desk
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.screens.tallies.released import ReleasedTallies
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.rail import RailItem
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests import wards
from tests.halls import Hall
from tests.ui.keys import Fingers, shown

RETURNING_OFFICER, CLERK = 1, 11


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ashton is declared, Birchley is counted and not declared."""
    desk = wards.begin(tmp_path / "wards.tally", [wards.ASHTON, wards.BIRCHLEY])
    wards.played(desk, wards.ASHTON)
    wards.verify(desk, wards.BIRCHLEY)
    wards.key(desk, wards.BIRCHLEY)
    return desk


@pytest.fixture
def session(desk: Desk, theme: Theme) -> Iterator[Session]:
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


def open_now(window: MainWindow) -> object:
    return window.screen_shown


def locked(window: MainWindow) -> bool:
    (item,) = [
        each for each in window.rail.findChildren(RailItem) if ", F9" in each.accessibleName()
    ]
    return "not yours" in item.accessibleName()


def test_a_clerk_sees_the_votes_from_the_release_on_until_it_is_taken_back(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F9)
    assert locked(window)
    assert not isinstance(open_now(window), ReleasedTallies)
    hall = Hall(desk, "ashton")
    hall.release()
    assert not locked(window)
    fingers.press(Qt.Key.Key_F9)
    assert isinstance(open_now(window), ReleasedTallies)
    said = shown(window)
    for votes in hall.contest.declaration.figures.votes:  # type: ignore[union-attr]
        assert str(votes) in said
    assert "Released: everybody may see this" in said
    assert said.count("Elected") == 1 + hall.contest.set_up.seats
    hall.withdraw_release()
    assert locked(window)
    assert not isinstance(open_now(window), Tallies | ReleasedTallies)
    assert not window.findChildren(ReleasedTallies) or not any(
        each.isVisible() for each in window.findChildren(ReleasedTallies)
    )


def test_of_another_contest_a_clerk_sees_nothing(
    fingers: Fingers, window: MainWindow, desk: Desk, session: Session
) -> None:
    Hall(desk, "ashton").release()
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F9)
    assert isinstance(open_now(window), ReleasedTallies)
    session.choose_contest("birchley")
    assert locked(window)
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.OVERVIEW.title
    fingers.press(Qt.Key.Key_F9)
    assert not isinstance(open_now(window), Tallies | ReleasedTallies)


def test_the_returning_officer_goes_from_the_tallies_to_the_release(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F9)
    assert isinstance(open_now(window), Tallies)
    assert "Nothing is released" in shown(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    screen = window.screen_shown
    assert isinstance(screen, Result)
    assert screen.step is Way.RELEASE
    Hall(desk, "ashton").release()
    fingers.press(Qt.Key.Key_F9)
    assert "Released: everybody may see the result." in shown(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    screen = window.screen_shown
    assert isinstance(screen, Result)
    assert screen.step is Way.TAKE_BACK
