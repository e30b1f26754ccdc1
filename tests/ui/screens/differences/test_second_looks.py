"""Who looks the third time, and which sheet is named where one was keyed under another's number."""

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER, SUPERVISOR, Rehearsal
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.ui.screens.differences.test_screen import misread

THIRD = CLERKS[2]


def key(
    desk: Desk, played: Rehearsal, number: int, of: int, by: int, *, wrong: bool = False
) -> None:
    """What is written on sheet `of`, keyed under this number; misread, if it is keyed wrongly."""
    figures = played.plan.sheets[of - 1].figures
    sheet = SheetNumber(number)
    desk.do(
        played.stream,
        acts.SheetKeyed(
            **desk.by(by).contest,
            sheet=sheet,
            of=desk.contest(played.stream).sheets[sheet].opened,
            figures=misread(figures) if wrong else figures,
        ),
    )


@pytest.fixture
def differing(oxford: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Sheet 1 keyed by two clerks, one of whom misread a line."""
    desk, played = oxford
    key(desk, played, 1, 1, CLERK)
    key(desk, played, 1, 1, OTHER_CLERK, wrong=True)
    return played


def stand_down(desk: Desk, *numbers: int) -> None:
    for number in numbers:
        act = acts.OfficerStoodDown(
            **desk.by(RETURNING_OFFICER).count, number=OfficerNumber(number)
        )
        desk.do(COUNT_STREAM, act)


@pytest.mark.usefixtures("differing")
@pytest.mark.parametrize("keyer", [CLERK, OTHER_CLERK])
def test_who_keyed_the_sheet_is_told_to_hand_it_to_somebody_else(
    fingers: Fingers, window: MainWindow, session: Session, keyer: int
) -> None:
    fingers.sign_in(keyer)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    words = shown(window)
    assert f"Sheet 1 was keyed by officer {keyer}." in words
    assert "hand the paper to another officer" in words
    assert "From the paper" not in words
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    assert "From the paper" in shown(window)
    assert session.contest


@pytest.mark.usefixtures("differing")
def test_both_keyings_are_shown_to_nobody_without_whom_no_third_would_be_left(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    assert "Show both keyings" in shown(window)
    fingers.press(Qt.Key.Key_Escape)
    others = [n for n in session.desk.count.count.officers if n not in (CLERK, OTHER_CLERK)]
    stand_down(session.desk, *(n for n in others if n != RETURNING_OFFICER))
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    assert "Show both keyings" not in shown(window)


def test_the_sheet_that_was_keyed_under_anothers_number_is_named_and_no_figure_of_it(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal], session: Session
) -> None:
    """Officer 11 had sheet 2 in hand and keyed it as sheet 1."""
    desk, played = oxford
    key(desk, played, 1, 2, CLERK)
    key(desk, played, 2, 2, OTHER_CLERK)
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n")
    named = "Sheet 2 seems to have been keyed under the number of sheet 1 by officer 11"
    assert "Sheet 1 was keyed by officer 11 before." in shown(window)
    assert named in shown(window)
    fingers.sign_in(OTHER_CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.sheet(played.plan.sheets[0].figures, number=1)
    fingers.settle()
    assert session.contest
    assert session.contest.sheets[SheetNumber(1)].life is Life.DIFFERS
    assert named in shown(window)
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    words = shown(window)
    assert named in words
    assert f"{played.plan.sheets[1].figures.papers:,}" not in words
