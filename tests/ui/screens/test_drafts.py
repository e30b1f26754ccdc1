"""What is half keyed belongs to one contest, one thing and one officer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.steps.read_back import ReadBackPage
from tallyapp.ui.session.session import Session
from tests.ui.keys import Fingers
from tests.wards import RETURNING_OFFICER, SUPERVISOR, Ward, begin, key, verify

ASH = Ward("ash", "Ash", 1, 3, ("A",), 1)
BEECH = Ward("beech", "Beech", 1, 3, ("A",), 1, first=101)
"""Two wards with as many candidates, whose acts stand at the same positions."""


def to_be_read_back(desk: Desk, ward: Ward) -> None:
    """A ward whose provisional result is given, and nobody wants a re-count."""
    verify(desk, ward)
    key(desk, ward)
    now = figures(desk.contest(ward.id))
    envelope = desk.by(RETURNING_OFFICER).contest
    desk.do(ward.id, acts.ProvisionalGiven(**desk.by(RETURNING_OFFICER).fixed, figures=now))
    desk.do(ward.id, acts.RecountOpportunityGiven(**envelope))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return begin(tmp_path / "wards.tally", (ASH, BEECH))


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    """Both wards wait for their read-back."""
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


def read_back_of(fingers: Fingers, ward: Ward) -> ReadBackPage:
    """The ward's read-back, with the supervisor sitting down to it."""
    session = fingers.window.session
    assert session is not None
    session.choose_contest(ward.id)
    fingers.press(Qt.Key.Key_F10)
    fingers.settle()
    screen = fingers.window.screen_shown
    assert isinstance(screen, Result)
    assert isinstance(screen.page, ReadBackPage)
    fingers.type(f"{SUPERVISOR}\n")
    return screen.page


def test_a_read_back_never_opens_with_the_figures_of_another_ward(
    fingers: Fingers, session: Session
) -> None:
    for ward in (ASH, BEECH):
        to_be_read_back(session.desk, ward)
    given = [session.desk.contest(ward.id).provisional for ward in (ASH, BEECH)]
    assert given[0]
    assert given[1]
    assert given[0].seq == given[1].seq
    fingers.sign_in(RETURNING_OFFICER)
    page = read_back_of(fingers, ASH)
    fingers.type("120\n60\n")
    fingers.press(Qt.Key.Key_Escape)
    page = read_back_of(fingers, BEECH)
    assert page.keyed == 0
    fingers.press(Qt.Key.Key_Escape)
    page = read_back_of(fingers, ASH)
    assert page.keyed == 2
