"""Whoever keys on while the disk is slow loses no key, and hands nothing in twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.domain.vocabulary.units import FormNumber, SheetNumber
from tallyapp.practice.rehearsal import CLERKS, SUPERVISOR, Rehearsal
from tallyapp.ui.screens.doubtful.form import FormPage
from tallyapp.ui.screens.doubtful.screen import Doubtful
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.verification.screen import Verification
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests import planned
from tests.ui.keys import Fingers, disk_busy, focused, shown
from tests.ui.wards import add_ward, begin

from .test_scanner import scan

CLERK, OTHER_CLERK = CLERKS[:2]
KEYPAD = Qt.KeyboardModifier.KeypadModifier
COUNTED = "587"
"""The papers that are in box 1, and in its account."""


def open_form(fingers: Fingers, number: int) -> None:
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{number}\n")
    fingers.write("a")
    fingers.press(Qt.Key.Key_Return)


def key_form(fingers: Fingers, played: Rehearsal) -> None:
    """A clerk sits down and keys all of form 1 but the plus."""
    fingers.sign_in(CLERK)
    open_form(fingers, 1)
    figures = played.plan.forms[0].figures
    lines = (*figures.allowed, *figures.rejected, figures.objections, figures.adjudicator)
    fingers.type(f"{figures.papers}\n" + "".join(f"{value}\n" for value in lines))


def count_box_again(fingers: Fingers) -> None:
    """All but the Enter: a count of box 1 that is as its account has it."""
    fingers.press(Qt.Key.Key_F4)
    fingers.write("1")
    fingers.press(Qt.Key.Key_Return)
    fingers.type(COUNTED)


@pytest.fixture
def of_area_a(oxford: tuple[Desk, Rehearsal]) -> Rehearsal:
    """The sheets of area A are agreed, so its doubtful papers are out."""
    desk, played = oxford
    for sheet in played.plan.sheets:
        if sheet.area == "A":
            for clerk in (CLERK, OTHER_CLERK):
                planned.key_sheet(desk, played.stream, sheet, clerk)
    return played


def test_the_number_of_the_next_form_is_whole_though_the_disk_has_not_the_one_before(
    fingers: Fingers, window: MainWindow, session: Session, of_area_a: Rehearsal
) -> None:
    key_form(fingers, of_area_a)
    with disk_busy(session):
        fingers.type("+12\n")
        assert "Form 1 is keyed once" not in shown(window)
    fingers.settle()
    assert "Form 1 is keyed once" in shown(window)
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    assert screen.overview.number.value == 12
    assert focused() is screen.overview.area


def test_the_number_of_the_next_box_is_whole_though_the_disk_has_not_the_count_before(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    count_box_again(fingers)
    with disk_busy(session):
        fingers.type("\n12\n")
    fingers.settle()
    assert "Papers counted" in shown(window)
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    assert screen.at_hand() == "Box 12"


def test_keys_that_ask_for_the_next_act_wait_for_the_one_before(
    fingers: Fingers, session: Session
) -> None:
    contest = session.desk.contest(session.stream)
    fingers.sign_in(CLERK)
    count_box_again(fingers)
    with disk_busy(session):
        fingers.type(f"\n1\n{COUNTED}\n2\n")
    fingers.settle()
    first = contest.boxes["1"].attempts
    assert first[-2:] == [587, 587]
    screen = fingers.window.screen_shown
    assert isinstance(screen, Verification)
    assert screen.at_hand() == "Box 2"


def test_what_was_keyed_for_a_screen_that_was_left_goes_to_no_other(
    fingers: Fingers, window: MainWindow, session: Session, of_area_a: Rehearsal
) -> None:
    key_form(fingers, of_area_a)
    with disk_busy(session):
        fingers.type("+12")
        fingers.press(Qt.Key.Key_F5)
        fingers.type("8\n10")
    fingers.settle()
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert screen.at_hand() == "Sheet 8"
    fingers.type("73\n")
    fingers.press(Qt.Key.Key_Escape)
    assert "1073" in session.drafts.open(screen._place(8)).kept


def query_form(session: Session, played: Rehearsal) -> None:
    """Somebody else sends form 1 back to whoever signed it."""
    form = played.plan.forms[0]
    query = acts.FormQueried(
        **session.desk.by(SUPERVISOR).contest,
        form=FormNumber(1),
        round=1,
        area=form.area,
        of="",
        figures=form.figures,
    )
    session.desk.do(session.stream, query)


def test_what_was_keyed_ahead_goes_into_no_field_of_what_was_refused(
    fingers: Fingers, window: MainWindow, session: Session, of_area_a: Rehearsal
) -> None:
    key_form(fingers, of_area_a)
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    page = screen.leaf
    assert isinstance(page, FormPage)
    keyed = list(page.keying.values)
    with disk_busy(session):
        fingers.type("+")
        query_form(session, of_area_a)
        fingers.type("12\n")
    fingers.settle()
    assert "was sent back" in shown(window).casefold()
    assert screen.leaf is page
    assert page.keying.values == keyed


def test_a_step_back_takes_what_was_keyed_ahead_with_it(
    fingers: Fingers, window: MainWindow, session: Session, of_area_a: Rehearsal
) -> None:
    key_form(fingers, of_area_a)
    with disk_busy(session):
        fingers.type("+12")
        fingers.press(Qt.Key.Key_Escape)
    fingers.settle()
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    assert screen.overview.number.value == 1


def test_sheets_are_keyed_one_after_the_other_though_the_disk_has_none_of_them(
    fingers: Fingers, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    with disk_busy(session):
        for sheet in played.plan.sheets[:3]:
            figures = sheet.figures
            lines = fingers.lines(figures)
            fingers.type(f"{sheet.number}\n{figures.papers}\n{lines}{figures.sent}+")
    fingers.settle()
    sheets = desk.contest(played.stream).sheets
    assert all(sheets[SheetNumber(number)].life is Life.KEYED for number in (1, 2, 3))


# ---- one officer may do both keyings


class TestWhereOneOfficerMayDoBothKeyings:
    """A small count."""

    @pytest.fixture
    def session(self, tmp_path: Path, theme: Theme) -> Iterator[Session]:
        desk = begin(tmp_path / "small.tally")
        add_ward(desk, "small", "Wolvercote", 1, 3, small_count=True)
        session = Session(desk)
        yield session
        session.close()

    @pytest.mark.parametrize("modifier", [KEYPAD, Qt.KeyboardModifier.ControlModifier])
    def test_a_key_that_is_pressed_again_is_no_second_keying(
        self, fingers: Fingers, session: Session, modifier: Qt.KeyboardModifier
    ) -> None:
        fingers.sign_in(CLERK)
        open_form(fingers, 1)
        fingers.type("2\n0\n1\n0\n" + "0\n" * 3 + "1\n0\n1\n")
        hands_in = Qt.Key.Key_Plus if modifier is KEYPAD else Qt.Key.Key_Return
        with disk_busy(session):
            for _ in range(3):
                QTest.keyClick(focused(), hands_in, modifier)
        fingers.settle()
        form = session.desk.contest("small").forms[FormNumber(1)]
        assert form.life is Life.KEYED


def test_a_code_that_is_scanned_while_an_act_is_on_its_way_is_one_when_it_is_handed_on(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    contest = session.desk.contest(session.stream)
    fingers.sign_in(CLERK)
    count_box_again(fingers)
    with disk_busy(session):
        fingers.type("\n")
        scan(window, code_of("box", "12", session.stream))
    fingers.settle()
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    assert screen.at_hand() == "Box 12"
    # Neither its letters nor its check were keyed into what was open when it was judged.
    assert contest.boxes["1"].attempts[-2:] == [587, 587]
    assert screen.number.text() == "12"
