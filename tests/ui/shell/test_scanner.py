"""A scanner types into the real window: a scan opens its paper, and never lands in a figure."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.doubtful.form import FormPage
from tallyapp.ui.screens.doubtful.screen import Doubtful
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.verification.screen import Verification
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.scanner import Scanner
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK


def scan(window: MainWindow, code: str, end: str = "\r") -> None:
    """A scanner types: key events to whatever has the focus,
    letters with Shift, Enter at the end.
    """
    for character in code:
        if character.isupper():
            QTest.keyPress(focused(), Qt.Key.Key_Shift)
        QTest.keyClicks(focused(), character)
    if end:
        QTest.keyClick(focused(), Qt.Key.Key_Return)


@pytest.fixture
def keying(fingers: Fingers, window: MainWindow) -> KeySheet:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    return screen


@pytest.fixture
def scanner(window: MainWindow) -> Scanner:
    (scanner,) = window.findChildren(Scanner)
    return scanner


def figures(screen: KeySheet) -> list[int | None]:
    assert screen._sheet is not None
    return screen._sheet.keying.values


@pytest.mark.parametrize("code", [code_of("sheet", 3), code_of("sheet", 3).lower()])
def test_a_scanned_sheet_is_opened(keying: KeySheet, window: MainWindow, code: str) -> None:
    scan(window, code)
    assert keying._sheet is not None
    assert keying._sheet.keying.number == 3
    assert not window.banner.words


def test_a_scan_into_a_votes_field_keys_nothing_and_says_so(
    keying: KeySheet, window: MainWindow, fingers: Fingers
) -> None:
    fingers.type("1\n500\n12")
    before = list(figures(keying))
    scan(window, code_of("sheet", 1234567))
    assert figures(keying) == before
    assert keying._sheet is not None
    assert keying._sheet.keying.number == 1
    assert (
        "Sheet 1234567 was scanned while Sheet 1 is open; nothing was keyed." in window.banner.words
    )
    fingers.type("3")  # the figure goes on where it was
    assert figures(keying)[1] == 123


def test_a_scan_that_breaks_off_is_discarded_and_keying_goes_on(
    keying: KeySheet, window: MainWindow, fingers: Fingers, scanner: Scanner, qtbot: QtBot
) -> None:
    fingers.type("1\n500\n")
    with qtbot.waitSignal(scanner.discarded):
        scan(window, code_of("sheet", 4711)[:-2], end="")
    assert figures(keying)[1:] == [None] * (len(figures(keying)) - 1)
    assert "scan was incomplete" in window.banner.words
    fingers.type("7")
    assert figures(keying)[1] == 7


def test_a_code_read_wrongly_is_discarded(keying: KeySheet, window: MainWindow) -> None:
    code = code_of("sheet", 12)
    scan(window, code.replace("12", "13"))
    assert keying._sheet is None
    assert "scan was incomplete" in window.banner.words


def test_the_letter_alone_by_a_slip_of_the_finger_swallows_no_figure(
    keying: KeySheet, fingers: Fingers
) -> None:
    fingers.type("1\n")
    QTest.keyClicks(focused(), "t")
    fingers.type("500\n")
    assert figures(keying)[0] == 500


def test_the_code_of_another_kind_of_paper_is_refused_by_name(
    keying: KeySheet, window: MainWindow
) -> None:
    scan(window, code_of("form", 3))
    assert "Form 3 was scanned, but is not keyed here." in window.banner.words
    scan(window, code_of("sheet", 3))
    assert not window.banner.words


def test_a_scan_into_the_note_is_taken_out_of_it(
    keying: KeySheet, window: MainWindow, fingers: Fingers, session: Session
) -> None:
    fingers.type("1\n500\n*")
    fingers.write("Line 7")
    scan(window, code_of("sheet", 2))
    assert keying._side.note.line.text() == "Line 7"
    assert "Sheet 2 was scanned while Sheet 1 is open" in window.banner.words


def test_a_scanned_box_is_opened_on_f4(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    contest: ContestState | None = session.contest
    assert contest is not None
    box = next(iter(contest.boxes))
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    scan(window, code_of("box", box))
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    assert screen._box is not None
    assert screen._box.box == box


def test_a_scanned_form_asks_for_its_area_the_first_time_only(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    form = oxford[1].plan.forms[0]
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F7)
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    scan(window, code_of("form", form.number))
    assert screen.overview.area.hasFocus()
    fingers.write(form.area)
    fingers.type("\n30\n**")
    fingers.settle()
    scan(window, code_of("form", form.number))
    assert isinstance(screen.leaf, FormPage)
    assert screen.leaf.keying.area == form.area


def test_a_scanned_form_is_found_on_f6(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F6)
    scan(window, code_of("form", oxford[1].plan.forms[0].number))
    assert "is not registered here" in shown(window)


def test_elsewhere_a_scan_does_nothing_and_says_so(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F3)
    scan(window, code_of("sheet", 3))
    assert "This screen does not take barcodes" in window.banner.words
