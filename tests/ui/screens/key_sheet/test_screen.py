"""Keying sheets with the right hand alone, in the real window over a real count."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.practice.mishaps import replace_papers
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.one_seat.page import SheetPage
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.key_cap import Hint
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.workstations import workstation

Settle = Callable[[], None]


@pytest.fixture
def sheets(oxford: tuple[Desk, Rehearsal]) -> dict[int, SheetFigures]:
    """The papers on the tables, by number."""
    return {sheet.number: sheet.figures for sheet in oxford[1].plan.sheets}


@pytest.fixture
def contest(session: Session) -> ContestState:
    assert session.contest is not None
    return session.contest


@pytest.fixture
def keying(fingers: Fingers) -> Fingers:
    """A clerk, signed in, at F5."""
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    return fingers


def seen(window: MainWindow) -> str:
    """Every word that can be read on the screen."""
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def life(contest: ContestState, number: int) -> Life:
    return contest.sheets[SheetNumber(number)].life


def test_twelve_candidates_take_the_digits_and_one_key_a_line_and_two(
    keying: Fingers, sheets: dict[int, SheetFigures], contest: ContestState, session: Session
) -> None:
    """Every key event is counted, from the sheet's number to submitted;
    a part bundle has two digits.
    """
    figures = sheets[1]
    typed = f"1{figures.papers}{keying.lines(figures)}{figures.sent}"
    digits = len(re.sub(r"\D", "", typed))
    lines = len(figures.lines) + 2  # the candidates', the papers on the sheet, the papers sent
    assert len(figures.lines) == 12
    before = keying.pressed
    keying.sheet(figures, number=1)
    assert life(contest, 1) is Life.KEYED
    assert contest.sheets[SheetNumber(1)].looks[OfficerNumber(CLERK)][0] == figures.papers
    assert keying.pressed - before <= digits + lines + 2


def test_an_enter_after_every_figure_does_no_harm(
    keying: Fingers, sheets: dict[int, SheetFigures], contest: ContestState, settle: Settle
) -> None:
    """Who does not know that a full part bundle goes on by itself presses Enter all the same."""
    figures = sheets[1]
    lines = "".join(f"{line.full}\n{line.part}\n" for line in figures.lines)
    keying.type(f"1\n{figures.papers}\n{lines}{figures.sent}\n+")
    settle()
    assert life(contest, 1) is Life.KEYED


def test_the_next_sheet_of_the_batch_is_offered_and_the_second_keying_agrees(
    keying: Fingers, sheets: dict[int, SheetFigures], contest: ContestState, window: MainWindow
) -> None:
    keying.sheet(sheets[1], number=1)
    keying.sheet(sheets[2])
    keying.sign_in(OTHER_CLERK)
    assert "Second keying | 0 of 6 in this batch" in seen(window)
    keying.sheet(sheets[1])
    keying.sheet(sheets[2])
    assert life(contest, 1) is life(contest, 2) is Life.AGREED
    assert "Sheet 2 agrees." in seen(window)


def test_the_second_keying_sees_nothing_of_the_first(
    keying: Fingers, sheets: dict[int, SheetFigures], window: MainWindow
) -> None:
    keying.sheet(sheets[1], number=1)
    keying.sign_in(OTHER_CLERK)
    keying.type("1\n")
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert screen._sheet is not None
    assert not screen._sheet.keying.begun
    assert f"{sheets[1].papers:,}" not in seen(window)


def test_lines_that_do_not_add_are_set_out_with_two_ways_out(
    keying: Fingers,
    sheets: dict[int, SheetFigures],
    contest: ContestState,
    window: MainWindow,
    settle: Settle,
) -> None:
    papers = sheets[1].papers or 0
    keying.sheet(replace_papers(sheets[1], papers + 2), number=1)
    assert life(contest, 1) is Life.ISSUED
    words = seen(window)
    assert "The lines do not add | E101" in words
    assert f"Lines add to {papers:,}. The sheet says {papers + 2:,}. Find 2 papers." in words
    assert "Find | 2 papers" in words
    keying.type("*")
    settle()
    assert life(contest, 1) is Life.QUERIED
    assert "Sheet 1 is queried: give it back to its table." in seen(window)


def test_going_back_through_the_lines_mends_a_slip(
    keying: Fingers,
    sheets: dict[int, SheetFigures],
    contest: ContestState,
    window: MainWindow,
    settle: Settle,
) -> None:
    last = sheets[1].lines[-1].part or 0
    figures = SheetFigures(papers=sheets[1].papers, lines=sheets[1].lines, sent=sheets[1].sent)
    keying.type(f"1\n{figures.papers}\n{keying.lines(figures)[:-2]}{last - 1:02d}{figures.sent}+")
    assert "Find | 1 paper" in seen(window)
    keying.type(f"-{last:02d}")
    assert "It adds up" in seen(window)
    keying.type("+")
    settle()
    assert life(contest, 1) is Life.KEYED


def test_away_from_a_refusal_a_sheet_is_queried_only_when_asked_twice(
    keying: Fingers, contest: ContestState, window: MainWindow, settle: Settle
) -> None:
    keying.type("1\n1000\n*")
    settle()
    assert "Query sheet 1?" in seen(window)
    keying.press(Qt.Key.Key_Escape)
    assert "Query sheet 1?" not in seen(window)
    assert life(contest, 1) is Life.ISSUED
    keying.type("**")
    settle()
    assert life(contest, 1) is Life.QUERIED


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("240", "Sheet 240 is not registered here. Look at the number again. | Sheets 1 to 36"),
        ("1", "Sheet 1 was keyed by officer 11 before. Another officer keys it the second time."),
        ("2", "Sheet 2 is agreed already. If it is wrong, correct it (F6) and give the reason."),
    ],
)
def test_a_sheet_that_cannot_be_keyed_says_why_beside_its_number(
    keying: Fingers, sheets: dict[int, SheetFigures], window: MainWindow, typed: str, sentence: str
) -> None:
    keying.sheet(sheets[2], number=2)
    keying.sign_in(OTHER_CLERK)
    keying.sheet(sheets[2], number=2)
    keying.sign_in(CLERK)
    keying.sheet(sheets[1], number=1)
    keying.type(f"{typed}\n")
    assert sentence in seen(window)


def test_a_blank_is_not_zero(
    keying: Fingers, contest: ContestState, window: MainWindow, settle: Settle
) -> None:
    keying.type("1\n1000\n3/12\n\n")  # the first Enter belongs to line 1, the second to a blank
    assert "key 0 if the paper says 0" in _descriptions(window)
    keying.type("+")
    settle()
    assert life(contest, 1) is Life.ISSUED
    assert "Full bundles of line 2: Nothing is keyed." in seen(window)


def test_a_part_bundle_as_large_as_a_bundle_stays_where_it_is(
    keying: Fingers, window: MainWindow
) -> None:
    keying.type("1\n1000\n3/50")
    assert "a part bundle has fewer than 50" in _descriptions(window)
    keying.type("-/12")
    assert "a part bundle has fewer than 50" not in _descriptions(window)


def _descriptions(window: MainWindow) -> list[str]:
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert isinstance(screen._sheet, SheetPage)
    model = screen._sheet.model
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_esc_loses_nothing_and_neither_does_another_officer_in_between(
    keying: Fingers, window: MainWindow
) -> None:
    keying.type("1\n1073\n3/12")
    keying.press(Qt.Key.Key_Escape)
    assert "Sheet 1 was left unfinished." in seen(window)
    keying.sign_in(OTHER_CLERK)
    assert "unfinished" not in seen(window)
    keying.type("1\n")
    assert "Keyed | 0" in seen(window)
    keying.sign_in(CLERK)
    keying.type("\n")
    assert "Keyed | 162" in seen(window)


def test_what_was_being_keyed_is_back_after_a_crash(
    qtbot: QtBot, keying: Fingers, window: MainWindow, session: Session, settle: Settle
) -> None:
    keying.type("1\n1073\n3/12")
    window.keep()
    settle()
    path = session.desk.ledger.path
    session.close()
    window.hide()
    window._going.session = None
    desk = Desk.open(path, session.desk.clock, workstation("again"))
    again = Session(desk)
    second = MainWindow(Settings(path.with_name("again.json")))
    second.take(again)
    with qtbot.waitActive(second):
        second.show()
        second.activateWindow()
    fingers = Fingers(second, lambda: None)
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("\n")
    assert "Keyed | 162" in seen(second)
    second.close()


def test_the_keys_of_the_moment_are_shown(keying: Fingers, window: MainWindow) -> None:
    def shown() -> list[str]:
        hints = window.keys.findChildren(Hint)
        return [hint.accessibleName() for hint in hints if not hint.isHidden()]

    assert shown() == ["Enter: open the sheet", "Esc: leave; nothing is lost"]
    keying.type("1\n")
    assert "/: 7/23 is 7 full bundles and 23" in shown()
    keying.type("*")
    assert shown() == ["Enter *: query it", "Esc: go on keying"]


def test_the_note_of_a_query_is_shown_when_the_sheet_comes_back(
    keying: Fingers, contest: ContestState, window: MainWindow, settle: Settle
) -> None:
    keying.type("1\n1000\n*")
    keying.write("line 7 cannot be read")
    keying.type("*")
    settle()
    assert life(contest, 1) is Life.QUERIED
    keying.type("2\n")
    settle()
    assert "line 7 cannot be read" not in seen(window)
    keying.press(Qt.Key.Key_Escape)
    keying.sign_in(OTHER_CLERK)
    keying.type("1\n")
    settle()
    assert "It went back to its table with this note: line 7 cannot be read" in seen(window)


def test_backspace_after_the_automatic_step_takes_back_the_digit_keyed_last(
    keying: Fingers, window: MainWindow
) -> None:
    keying.type("1\n1000\n3/475/")  # a part bundle has two digits: the next line is open
    keying.press(Qt.Key.Key_Up)
    keying.type("46")
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert screen._sheet is not None
    keying.press(Qt.Key.Key_Backspace)
    assert screen._sheet.keying.values[1:4] == [3, 4, 5]
    keying.type("8")
    assert screen._sheet.keying.values[1:4] == [3, 48, 5]
