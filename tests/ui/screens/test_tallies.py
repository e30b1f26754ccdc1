"""Who leads, for those who may know it, and never as a result."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.reconciliation.screen import Reconciliation
from tallyapp.ui.screens.tallies.model import BAR, BAR_ROLE, Bar
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.planned import key_form, key_sheet
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK

Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def counted(oxford: tuple[Desk, Rehearsal]) -> Desk:
    """Everything counted but the last area's last sheet."""
    desk, played = oxford
    for sheet in played.plan.sheets[:-1]:
        for clerk in (11, 12):
            key_sheet(desk, played.stream, sheet, clerk)
    for form in played.plan.forms:
        for clerk in (11, 12):
            key_form(desk, played.stream, form, clerk)
    return desk


def opened(
    window: MainWindow, fingers: Fingers, settle: Callable[[], None], officer: int = 1
) -> Tallies:
    fingers.sign_in(officer)
    fingers.press(Key.Key_F9)
    settle()
    assert isinstance(window.screen_shown, Tallies)
    return window.screen_shown


def words(screen: Tallies) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


@pytest.mark.parametrize("officer", [CLERK, 3])
def test_those_who_key_and_supervise_are_told_that_it_is_not_theirs(
    counted: Desk, window: MainWindow, fingers: Fingers, officer: int
) -> None:
    fingers.sign_in(officer)
    before = window.screen_shown
    fingers.press(Key.Key_F9)
    assert window.screen_shown is before
    assert any(
        "Tallies is not open" in label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible()
    )


@pytest.mark.parametrize("officer", [1, 2])
def test_candidates_stand_in_order_of_votes(
    counted: Desk, window: MainWindow, fingers: Fingers, settle: Callable[[], None], officer: int
) -> None:
    screen = opened(window, fingers, settle, officer)
    votes = [screen.model.index(row, 2).data() for row in range(12)]
    assert votes == sorted(votes, reverse=True)
    assert screen.model.index(0, 0).data() == "DODDS Anneliese"


def test_the_papers_to_come_stand_behind_the_runner_up_alone_and_the_sum_is_stated(
    counted: Desk, window: MainWindow, fingers: Fingers, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers, settle)
    now = screen.model.outlook
    bars = [screen.model.index(row, BAR).data(BAR_ROLE) for row in range(12)]
    assert all(isinstance(bar, Bar) for bar in bars)
    assert [bar.to_come for bar in bars] == [0, now.to_come, *[0] * 10]
    assert 0 < now.to_come < now.lead
    assert (
        f"{now.to_come:,} is less than {now.lead:,}.\nNot a result: nothing is declared."
        in words(screen)
    )
    assert "They cannot change who is elected" in words(screen)
    assert "Nothing is released." in words(screen)


def test_before_anything_is_counted_it_says_so(
    window: MainWindow, fingers: Fingers, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers, settle)
    assert "Nothing is counted yet" in words(screen)
    assert screen.model.index(0, 3).data() in (None, "")


def test_a_sheet_that_agrees_moves_the_bars_and_the_last_one_adds_a_step(
    counted: Desk,
    window: MainWindow,
    fingers: Fingers,
    settle: Callable[[], None],
    session: Session,
    oxford: tuple[Desk, Rehearsal],
) -> None:
    screen = opened(window, fingers, settle)
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal, screen
    )
    assert screen._points is not None
    before = list(screen._points)
    assert [point.papers for point in before] == sorted(point.papers for point in before)
    last = oxford[1].plan.sheets[-1]
    session.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.me.contest,
            sheet=last.number,
            of=session.desk.contest("oxford-east").sheets[last.number].opened,
            figures=last.figures,
        ),
    )
    settle()
    assert screen._points == before
    counted.do(
        "oxford-east",
        acts.SheetKeyed(
            **counted.by(13).contest,
            sheet=last.number,
            of=counted.contest("oxford-east").sheets[last.number].opened,
            figures=last.figures,
        ),
    )
    settle()
    assert screen._points[:-1] == before
    assert screen._points[-1].papers == 39_731
    assert "No papers are still to come" in words(screen)
    assert screen.model.index(0, 2).data() == 19_541
    assert screen.model.index(0, 3).data() == "49.67%"
    assert tester.model() is screen.model


def test_after_the_declaration_it_no_longer_says_that_nothing_is_declared(
    all_keyed: tuple[Desk, Rehearsal],
    window: MainWindow,
    fingers: Fingers,
    settle: Callable[[], None],
) -> None:
    rehearsal.declare(*all_keyed)
    assert "Not a result" not in words(opened(window, fingers, settle))


def test_the_tallies_are_copied_and_shown_by_area(
    counted: Desk, window: MainWindow, fingers: Fingers, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers, settle)
    QTest.keyClick(screen.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 13
    assert lines[1].startswith("DODDS Anneliese\t")
    fingers.press(Key.Key_Right)
    assert isinstance(window.screen_shown, Reconciliation)
