"""'The rest are nought': one key makes the lines of which nothing is written 0, and says so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import Bundles
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, OTHER_CLERK

ALL_BUT_THE_FIRST = tuple(range(2, 13))


@pytest.fixture
def contest(session: Session) -> ContestState:
    assert session.contest is not None
    return session.contest


@pytest.fixture
def keying(fingers: Fingers) -> Fingers:
    """A clerk at sheet 1: 60 papers, all on the first of twelve lines (bundles of 50)."""
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n60\n1/10")
    return fingers


def last_act(session: Session) -> AnyAct:
    return session.desk.ledger.read_from(session.stream)[-1][1]


def keyed(session: Session) -> acts.SheetKeyed:
    act = last_act(session)
    assert isinstance(act, acts.SheetKeyed)
    return act


def test_one_key_makes_the_blank_lines_0_and_what_is_sent_is_asked_for(
    keying: Fingers, session: Session, window: MainWindow, contest: ContestState
) -> None:
    keying.type(".")
    assert shown(window).count("blank: made 0") == 11
    keying.type("+")
    assert "A blank is not zero" in shown(window), "the papers sent are no line of a candidate"
    keying.type("0+")
    keying.settle()
    act = keyed(session)
    assert act.noughts == ALL_BUT_THE_FIRST
    assert act.figures.lines == (Bundles(1, Papers(10)), *[Bundles(0, Papers(0))] * 11)
    keying.sign_in(OTHER_CLERK)
    keying.press(Qt.Key.Key_F5)
    keying.type("1\n60\n1/10" + "0\n00" * 11 + "0+")
    keying.settle()
    assert keyed(session).noughts == ()
    assert contest.sheets[SheetNumber(1)].life is Life.AGREED


def test_the_same_key_takes_it_back(keying: Fingers, session: Session, window: MainWindow) -> None:
    keying.type("..")
    assert "blank: made 0" not in shown(window)
    keying.type("+")
    assert "A blank is not zero" in shown(window)
    assert not isinstance(last_act(session), acts.SheetKeyed)


def test_a_line_of_which_a_figure_is_keyed_is_blank_where_it_was(
    fingers: Fingers, session: Session
) -> None:
    """Beside a figure, a blank may be one that was overlooked."""
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n60\n1\n.")
    fingers.type("10")
    fingers.press(Qt.Key.Key_End)
    fingers.type("+")
    fingers.settle()
    assert not isinstance(last_act(session), acts.SheetKeyed)
    fingers.type("0+")
    fingers.settle()
    assert keyed(session).noughts == ALL_BUT_THE_FIRST


def test_a_line_that_has_a_figure_after_all_is_keyed_whole(
    keying: Fingers, session: Session, window: MainWindow
) -> None:
    keying.type(".0\n")
    keying.press(Qt.Key.Key_Up)
    keying.press(Qt.Key.Key_Up)
    keying.type("-0\n")
    assert shown(window).count("blank: made 0") == 10
    keying.type("00+")
    keying.settle()
    assert keyed(session).noughts == tuple(n for n in ALL_BUT_THE_FIRST if n != 11)


def test_what_one_key_made_0_goes_back_to_its_table_as_the_blank_that_it_is(
    keying: Fingers, session: Session
) -> None:
    keying.type(".**")
    keying.settle()
    act = last_act(session)
    assert isinstance(act, acts.SheetQueried)
    assert act.figures.lines[1:] == (Bundles(None, None),) * 11
    assert act.figures.lines[0] == Bundles(1, Papers(10))


def test_it_is_known_again_when_the_sheet_is_taken_up_again(
    keying: Fingers, session: Session, window: MainWindow, settle: Callable[[], None]
) -> None:
    keying.type(".")
    keying.press(Qt.Key.Key_Escape)
    settle()
    keying.type("1\n")
    assert shown(window).count("blank: made 0") == 11
    keying.type("0+")
    keying.settle()
    assert keyed(session).noughts == ALL_BUT_THE_FIRST
