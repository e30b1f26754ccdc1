"""A large count is open before all its contests are checked: the first can be keyed, what looks at
the others waits and says so, and what is found is told as ever.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER, Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.checking import Checking
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tests.behind import ASH, BIRCH, CEDAR, later, several
from tests.ledger.tampering import tampering
from tests.ui.keys import shown
from tests.ui.whole import fingers_on

CLERK = CLERKS[0]


class Gate:
    """Lets so many contests more be read behind: the reading itself is as ever."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._may = 0
        self._waiting: Checking | None = None
        self._begin = Checking.begin
        monkeypatch.setattr(Checking, "begin", lambda checking: self._come(checking))

    def _come(self, checking: Checking) -> None:
        self._waiting = checking
        self.open(0)

    def open(self, contests: int = 1_000) -> None:
        self._may += contests
        if self._may and self._waiting:
            self._may -= 1
            checking = self._waiting
            self._waiting = None
            self._begin(checking)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


@pytest.fixture
def around(around: Surroundings) -> Surroundings:
    """Everything but the first contest is read behind it, at a later hour."""
    return replace(around, clock=later(), at_once=0)


@pytest.fixture
def played(tmp_path: Path) -> Sequence[Rehearsal]:
    return several(tmp_path / "three.tally")


@pytest.fixture
def file(
    played: Sequence[Rehearsal],  # before it is joined
    around: Surroundings,
    tmp_path: Path,
) -> Path:
    """Three contests; this machine has joined the count."""
    path = tmp_path / "three.tally"
    desk = replace(around, at_once=10_000).open(path)
    enrolled = desk.staff.enrolled(31, "Another clerk", "clerk")
    by = desk.by(RETURNING_OFFICER).count
    desk.do(COUNT_STREAM, acts.OfficerEnrolled(**by, officer=enrolled))
    desk.close(around.seen)
    return path


@pytest.fixture
def opened(
    qtbot: QtBot,
    front: Front,
    file: Path,
    gate: Gate,  # before anything is opened
) -> Callable[[], Session]:
    """Open the count, of which nothing more is read until the gate is opened."""

    def do() -> Session:
        assert front.home
        with qtbot.waitSignal(front.home.opened):
            front.home.open(file)
        session = front.window.session
        assert session
        return session

    return do


@pytest.fixture
def keying(opened: Callable[[], Session]) -> Session:
    """The count that was just opened, and a clerk at it."""
    session = opened()
    session.sign_in(CLERK)
    return session


def test_a_sheet_of_the_first_contest_is_keyed_while_the_others_are_checked(
    front: Front,
    qtbot: QtBot,
    keying: Session,
    gate: Gate,
    played: Sequence[Rehearsal],
) -> None:
    window = front.window
    assert "Still checking 2 of 3 contests." in window.checking.words
    fingers = fingers_on(qtbot, front, keying)
    assert type(window.screen_shown).__name__ == "KeySheet"
    first = played[0].plan.sheets[0]
    fingers.sheet(first.figures, first.number)
    fingers.settle()
    assert CLERK in keying.desk.contest(ASH).sheets[first.number].looks
    fingers.press(Qt.Key.Key_Escape)
    window.go(Destination.OVERVIEW)
    assert type(window.screen_shown).__name__ == "KeySheet"
    assert window.banner.words == "Overview opens when all contests are checked."
    with qtbot.waitSignal(keying.checking.ended):
        gate.open()
    assert window.checking.words == ""
    assert type(window.screen_shown).__name__ == "Overview"
    assert all(each.result.name in shown(window) for each in played)


def test_the_contest_of_a_sheet_that_is_asked_for_is_checked_next(
    front: Front,
    qtbot: QtBot,
    keying: Session,
    gate: Gate,
    played: Sequence[Rehearsal],
) -> None:
    number = played[2].plan.sheets[0].number
    front.window.go(Destination.KEY_SHEET, number)
    assert f"The contest of sheet {number} is checked next." in shown(front.window)
    with qtbot.waitSignal(keying.contest_changed):
        gate.open(1)
    assert (keying.stream, list(keying.desk.unread)) == (CEDAR, [BIRCH])
    screen = front.window.screen_shown
    assert screen
    assert screen.at_hand() == f"Sheet {number}"
    with qtbot.waitSignal(keying.checking.ended):
        gate.open()
    assert screen.at_hand() == f"Sheet {number}", "what is being keyed stays as it is"
    assert list(keying.desk.count.contests) == [ASH, BIRCH, CEDAR]


def test_the_contest_that_is_turned_to_is_checked_next(
    qtbot: QtBot, opened: Callable[[], Session], gate: Gate
) -> None:
    session = opened()
    noted: list[str] = []
    session.noted.connect(noted.append)
    session.choose_contest(CEDAR)
    assert session.stream == ASH
    assert noted == ["The contest you turned to is checked next, and opens by itself."]
    with qtbot.waitSignal(session.contest_changed):
        gate.open(1)
    assert session.stream == CEDAR


def test_a_sheet_that_is_being_keyed_is_not_taken_away_for_a_contest_that_was_turned_to_before(
    front: Front,
    qtbot: QtBot,
    keying: Session,
    gate: Gate,
    played: Sequence[Rehearsal],
) -> None:
    window = front.window
    window._going.step_contest(1)
    number = played[0].plan.sheets[0].number
    window.go(Destination.KEY_SHEET, number)
    with qtbot.waitSignal(keying.checking.went_on):
        gate.open(1)
    assert list(keying.desk.unread) == [CEDAR]
    screen = window.screen_shown
    assert screen
    assert (keying.stream, screen.at_hand()) == (ASH, f"Sheet {number}")
    fingers_on(qtbot, front, keying).press(Qt.Key.Key_Escape)
    window._going.step_contest(1)
    assert keying.stream == BIRCH


def test_an_error_of_the_programs_own_is_not_asked_for_again_and_again(
    qtbot: QtBot, opened: Callable[[], Session], gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()

    def breaks() -> None:
        raise LookupError("a mistake in a rule")

    monkeypatch.setattr(session.desk.ledger.behind, "read_on", breaks)
    with qtbot.captureExceptions() as raised:
        gate.open()
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [LookupError]


def test_an_act_of_the_whole_count_is_done_once_all_are_checked(
    qtbot: QtBot, opened: Callable[[], Session], gate: Gate
) -> None:
    session = opened()
    session.sign_in(RETURNING_OFFICER)
    noted: list[str] = []
    session.noted.connect(noted.append)
    enrolled = session.desk.staff.enrolled(32, "One more clerk", "clerk")
    session.do(COUNT_STREAM, acts.OfficerEnrolled(**session.me.count, officer=enrolled))
    assert noted[0] == "What you asked for is done when all contests are checked."
    assert session.enrolled(32) is None
    with qtbot.waitSignal(session.settled):
        gate.open()
    assert session.enrolled(32) == enrolled
    assert not session.checking.left


def test_what_is_wrong_behind_is_said_in_the_words_of_opening(
    front: Front,
    qtbot: QtBot,
    file: Path,
    around: Surroundings,
    gate: Gate,
    opened: Callable[[], Session],
) -> None:
    with tampering(file) as connection:
        connection.execute("DELETE FROM act WHERE stream = ? AND seq = 12", [CEDAR])
    session = opened()
    assert front.window.standing.words == ""
    with qtbot.waitSignal(session.checking.ended):
        gate.open()
    behind = front.window.standing.words
    assert "12" in behind
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    object.__setattr__(around, "at_once", 10_000)
    opened()
    assert front.window.standing.words == behind


def test_a_count_is_closed_in_the_middle_of_it_and_opened_again(
    front: Front, qtbot: QtBot, opened: Callable[[], Session], gate: Gate
) -> None:
    session = opened()
    with qtbot.waitSignal(session.checking.went_on):
        gate.open(1)
    assert session.checking.left == 1
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    assert front.window.checking.words == ""
    again = opened()
    with qtbot.waitSignal(again.checking.ended):
        gate.open()
    assert again.desk.disagreements == ()


def has_board(front: Front) -> bool:
    return front.board.open is not None


def test_what_shows_every_contest_waits_and_says_so(
    front: Front, qtbot: QtBot, opened: Callable[[], Session], gate: Gate
) -> None:
    session = opened()
    session.sign_in(RETURNING_OFFICER)
    window = front.window
    window.board_asked.emit()
    assert not has_board(front)
    assert window.banner.words == "Board opens when all contests are checked."
    window.hall.toggle()
    assert window.hall.card is None
    assert window.banner.words == "Open the hall’s screen when all contests are checked."
    with qtbot.waitSignal(session.checking.ended):
        gate.open()
    window.board_asked.emit()
    assert has_board(front)
    front.board.close()
