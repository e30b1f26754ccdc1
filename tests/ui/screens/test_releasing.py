"""Releasing a declared result to the hall, taking it back, saying when one is expected (F10)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.ways.ways import Way, of_the_hall, ways
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.theme import Theme
from tests import wards
from tests.halls import Hall
from tests.ui.keys import Fingers
from tests.ui.resulting import Settle, enter, opened, way
from tests.ui.resulting import shown as texts

RETURNING_OFFICER, DEPUTY, CLERK = 1, 2, 11


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ashton is declared, Birchley is set up."""
    desk = wards.begin(tmp_path / "wards.tally", [wards.ASHTON, wards.BIRCHLEY])
    wards.played(desk, wards.ASHTON)
    return desk


@pytest.fixture
def session(desk: Desk, theme: Theme) -> Iterator[Session]:
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def screen(fingers: Fingers, settle: Settle) -> Result:
    fingers.sign_in(RETURNING_OFFICER)
    return opened(fingers, fingers.window, settle)


def standing(screen: Result) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def of_the_hall_now(screen: Result) -> list[Way]:
    return list(of_the_hall(screen.session, screen.contest))


def test_a_declared_result_is_released_with_two_strokes_and_enter(
    screen: Result, fingers: Fingers, settle: Settle, desk: Desk
) -> None:
    assert "not released to the hall" in standing(screen)
    way(fingers, settle, Way.RELEASE)
    contest = desk.contest("ashton")
    elected = [contest.set_up.candidates[n - 1].name for n in contest.declaration.elected]  # type: ignore[union-attr]
    said = "\n".join(texts(screen))
    for name in elected:
        assert f"{name}, elected with" in said
    enter(fingers, settle)
    assert contest.released is not None
    assert contest.released.of == contest.notice
    assert "released: everybody may see it" in standing(screen)
    assert "Ctrl, Shift and H" in fingers.window.banner.accessibleName() or any(
        "Ctrl, Shift and H" in label.text() for label in fingers.window.banner.findChildren(QLabel)
    )
    assert Way.RELEASE not in ways(screen.session, contest)


def test_it_is_taken_back_with_a_reason(
    screen: Result, fingers: Fingers, settle: Settle, desk: Desk
) -> None:
    Hall(desk, "ashton").release()
    way(fingers, settle, Way.TAKE_BACK)
    enter(fingers, settle)
    enter(fingers, settle)
    assert of_the_hall_now(screen) == [Way.TAKE_BACK]
    assert "say why" in standing(screen)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Backtab)
    enter(fingers, settle, "the wrong ward")
    enter(fingers, settle)
    assert of_the_hall_now(screen) == [Way.RELEASE, Way.EXPECT]
    assert "not released to the hall" in standing(screen)


def test_the_hall_is_told_when_to_expect_a_result_that_is_still_counted(
    screen: Result, fingers: Fingers, settle: Settle, desk: Desk, session: Session
) -> None:
    session.choose_contest("birchley")
    settle()
    way(fingers, settle, Way.EXPECT)
    enter(fingers, settle, "about 3.15 am")
    assert desk.contest("birchley").expected == "about 3.15 am"
    way(fingers, settle, Way.EXPECT)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_Delete)
    enter(fingers, settle)
    assert desk.contest("birchley").expected == ""


def test_a_notice_that_is_corrected_while_it_is_looked_at_is_not_released(
    screen: Result, fingers: Fingers, settle: Settle, desk: Desk
) -> None:
    way(fingers, settle, Way.RELEASE)
    page = screen.page
    hall = Hall(desk, "ashton")
    now = hall.contest.noticed
    assert now is not None
    hall.correct_notice(replace(now, verified=Papers(now.verified + 1)))
    settle()
    assert screen.page is not page
    assert "The figures of the corrected notice are shown" in standing(screen)
    enter(fingers, settle)
    assert hall.contest.released is not None
    assert hall.contest.released.of == hall.contest.corrected[-1].id


def test_nobody_who_keys_has_a_way_to_the_hall(
    session: Session, desk: Desk, fingers: Fingers
) -> None:
    fingers.sign_in(CLERK)
    assert not list(of_the_hall(session, desk.contest("ashton")))
    fingers.sign_in(DEPUTY)
    assert list(of_the_hall(session, desk.contest("ashton"))) == [Way.RELEASE, Way.EXPECT]
    assert list(of_the_hall(session, desk.contest("birchley"))) == [Way.EXPECT]


def test_ctrl_k_leads_straight_to_it(
    screen: Result, fingers: Fingers, settle: Settle, qtbot: QtBot
) -> None:
    fingers.window.go(Destination.OVERVIEW)
    fingers.window.go(Destination.RESULT, Way.RELEASE)
    shown = fingers.window.screen_shown
    assert isinstance(shown, Result)
    assert shown.step is Way.RELEASE
