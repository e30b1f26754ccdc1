"""A scanner types into the real window: a scan opens its paper, and never lands in a figure."""

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.doubtful.form import FormPage
from tallyapp.ui.screens.doubtful.screen import Doubtful
from tallyapp.ui.screens.key_sheet.one_seat.page import SheetPage
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.verification.screen import Verification
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.scanner import FEWEST, QUICK, Scanner
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.id_edit import IdEdit
from tallyapp.ui.widgets.pad_edit import NumberEdit
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK

RETURNING_OFFICER = 1


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


def figure_shown() -> str:
    field = focused()
    assert isinstance(field, QLineEdit)
    return field.text()


def open_field(screen: KeySheet) -> int:
    assert isinstance(screen._sheet, SheetPage)
    return screen._sheet.table.at


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


def test_no_other_paper_takes_a_sheet_that_is_being_keyed_from_under_the_hand(
    keying: KeySheet, window: MainWindow, fingers: Fingers, session: Session
) -> None:
    fingers.type("1\n500\n12")
    before = list(figures(keying))
    for kind, name in (("form", 3), ("box", "1"), ("area", "A"), ("summary", "")):
        scan(window, code_of(kind, name, session.stream))
        assert window.screen_shown is keying
        assert "was scanned while Sheet 1 is open; nothing was keyed." in window.banner.words
        assert figures(keying) == before


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
    scan(window, code_of("box", box, session.stream))
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
    code = code_of("form", form.number, oxford[1].stream)
    scan(window, code)
    assert screen.overview.area.hasFocus()
    fingers.write(form.area)
    fingers.type("\n30\n**")
    fingers.settle()
    scan(window, code)
    assert isinstance(screen.leaf, FormPage)
    assert screen.leaf.keying.area == form.area


def test_a_scanned_form_is_found_on_f6(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F6)
    scan(window, code_of("form", oxford[1].plan.forms[0].number, oxford[1].stream))
    assert "is not registered here" in shown(window)


SCREENS = [Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8]


@pytest.mark.parametrize("key", SCREENS)
def test_a_scanned_sheet_is_opened_from_any_screen(
    fingers: Fingers, window: MainWindow, key: Qt.Key
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(key)
    scan(window, code_of("sheet", 3))
    screen = window.screen_shown
    if key == Qt.Key.Key_F6:
        assert "Sheet 3" in shown(window)  # there a sheet is looked up, and not keyed
        return
    assert isinstance(screen, KeySheet)
    assert screen.at_hand() == "Sheet 3"


@pytest.mark.parametrize("key", SCREENS)
def test_a_scanned_box_is_opened_from_any_screen(
    fingers: Fingers, window: MainWindow, session: Session, key: Qt.Key
) -> None:
    assert session.contest
    box = next(iter(session.contest.boxes))
    fingers.sign_in(CLERK)
    fingers.press(key)
    scan(window, code_of("box", box, session.stream))
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    assert screen.at_hand() == f"Box {box}"


@pytest.mark.parametrize("key", SCREENS)
def test_a_scanned_form_is_asked_about_from_any_screen(
    fingers: Fingers, window: MainWindow, session: Session, key: Qt.Key
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(key)
    scan(window, code_of("form", 77, session.stream))
    screen = window.screen_shown
    if key == Qt.Key.Key_F6:
        assert "is not registered here" in shown(window)
        return
    assert isinstance(screen, Doubtful)
    assert screen.overview.number.value == 77
    assert screen.overview.area.hasFocus()


def test_a_scanned_area_opens_the_first_of_its_boxes_that_is_not_verified(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    assert session.contest
    area = list(session.contest.areas)[1]
    fingers.sign_in(CLERK)
    scan(window, code_of("area", area, session.stream))
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    boxes = session.contest.areas[area].boxes
    waiting = [box.box.id for box in boxes if not box.accurate]
    assert screen.at_hand() == (f"Box {waiting[0]}" if waiting else "")


@pytest.mark.parametrize("kind", ["summary", "lines"])
def test_a_scanned_count_summary_or_paper_of_lines_opens_the_result_for_who_may_see_it(
    kind: str, fingers: Fingers, window: MainWindow, session: Session
) -> None:
    code = code_of(kind, "", session.stream)
    fingers.sign_in(CLERK)
    before = window.screen_shown
    scan(window, code)
    assert window.screen_shown is before
    assert "is not open to a clerk" in window.banner.words
    fingers.press(Qt.Key.Key_F2)
    fingers.sign_in(RETURNING_OFFICER)
    scan(window, code)
    assert isinstance(window.screen_shown, Result)


def test_a_scanned_verification_form_opens_the_statement(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    scan(window, code_of("statement", "", session.stream))
    assert isinstance(window.screen_shown, Verification)


def test_a_sign_in_card_puts_its_number_into_the_field_and_keeps_what_is_keyed(
    keying: KeySheet, window: MainWindow, fingers: Fingers, session: Session
) -> None:
    fingers.type("1\n500\n12")
    scan(window, code_of("officer", RETURNING_OFFICER))
    assert session.officer
    assert session.officer.number == RETURNING_OFFICER  # nobody has a PIN here
    fingers.press(Qt.Key.Key_F2)
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n")
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert figures(screen)[:2] == [500, 12]


def test_before_anybody_is_signed_in_a_scan_opens_nothing(
    fingers: Fingers, window: MainWindow
) -> None:
    scan(window, code_of("sheet", 3))
    assert "Sheet 3 was scanned, but nobody is signed in." in window.banner.words


def test_a_paper_of_another_count_belongs_to_no_paper_of_this(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    scan(window, code_of("box", "1", "another-count"))
    assert "belongs to no paper of this count" in window.banner.words


# ---- what scanners put before a code, and codes that are not ours


def scan_fast(text: str, *, apart: int = 10, began: int = 50_000, end: bool = True) -> int:
    """A scanner types with the time of each key, as a window system tells it;
    gives the time after its Enter.
    """
    keys = [(Qt.Key(ord(character.upper())), character) for character in text]
    keys += [(Qt.Key.Key_Return, "\r")] if end else []
    for at, (key, character) in enumerate(keys):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        event.setTimestamp(began + at * apart)
        QApplication.sendEvent(focused(), event)
    return began + len(keys) * apart


AIM_CASE = Path(__file__).parents[2] / "data" / "scan-with-aim-identifier.txt"


@pytest.mark.parametrize("fast", [False, True])
def test_a_scan_with_an_aim_identifier_never_changes_a_figure(
    keying: KeySheet, window: MainWindow, fingers: Fingers, fast: bool
) -> None:
    code = AIM_CASE.read_text().strip()
    fingers.type("1\n500\n12")
    before = list(figures(keying))
    scan_fast(code) if fast else scan(window, code)
    assert figures(keying) == before
    assert figure_shown() == "12"
    assert "Sheet 3 was scanned while Sheet 1 is open" in window.banner.words


def test_a_scan_with_an_aim_identifier_opens_its_paper(
    keying: KeySheet, window: MainWindow
) -> None:
    scan(window, f"]C1{code_of('sheet', 3)}")
    assert keying._sheet is not None
    assert keying._sheet.keying.number == 3


def test_a_foreign_code_of_digits_alone_leaves_the_figure_as_it_was(
    keying: KeySheet, window: MainWindow, fingers: Fingers
) -> None:
    fingers.type("1\n500\n12")
    before = list(figures(keying))
    at = open_field(keying)
    scan_fast("5012345678900")
    assert figures(keying) == before
    assert open_field(keying) == at
    assert "belongs to no paper of this count" in window.banner.words
    fingers.type("3")
    assert figures(keying)[1] == 123


@pytest.mark.parametrize("code", ["]E05012345678900", "12+*-7+", "]C012*34", "QX5012*", "5012"])
def test_no_foreign_code_submits_queries_or_keys_anything(
    keying: KeySheet, window: MainWindow, fingers: Fingers, code: str
) -> None:
    fingers.type("1\n500\n12")
    before = list(figures(keying))
    scan_fast(code)
    assert figures(keying) == before
    assert keying._side.note.isHidden()
    assert "belongs to no paper of this count" in window.banner.words


def test_a_foreign_code_without_an_enter_is_over_by_itself(
    keying: KeySheet, fingers: Fingers, scanner: Scanner, qtbot: QtBot
) -> None:
    fingers.type("1\n500\n12")
    with qtbot.waitSignal(scanner.foreign):
        scan_fast("5012345678900", end=False)
    fingers.type("3")
    assert figures(keying)[1] == 123


def test_what_a_hand_keys_is_keyed_however_nimble(
    keying: KeySheet, fingers: Fingers, qtbot: QtBot
) -> None:
    fingers.type("1\n500\n")
    later = scan_fast("10", apart=20, end=False)  # two keys at once, and a third after them
    scan_fast("37", apart=60, began=later + 60, end=False)
    qtbot.waitUntil(lambda: figures(keying)[1] == 1037)


def test_a_figure_and_its_enter_keyed_in_one_go_are_a_figure_and_an_enter(
    keying: KeySheet, fingers: Fingers
) -> None:
    fingers.type("1\n")
    scan_fast("50")
    assert figures(keying)[0] == 50
    assert keying._sheet is not None
    assert focused().accessibleName() != "Papers"


def test_speed_alone_tells_a_scan_from_a_hand(qtbot: QtBot) -> None:
    """The clock is the keys' own: by it, digits apart are a figure, and digits close a scan."""
    holder = QWidget()
    field = FigureEdit(holder)
    scanner = Scanner(holder)
    scanned: list[None] = []
    scanner.foreign.connect(lambda: scanned.append(None))
    qtbot.addWidget(holder)
    holder.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    @given(
        gaps=st.lists(st.integers(QUICK + 1, 400), min_size=1, max_size=9),
        quick=st.lists(st.integers(0, QUICK), min_size=FEWEST - 2, max_size=12),
    )
    @settings(max_examples=50)
    def law(gaps: list[int], quick: list[int]) -> None:
        field.clear()
        scanned.clear()
        times = list(accumulate(gaps, initial=1_000))
        for at in times:
            press("1", at)
        typed = "1" * min(len(times), 7)
        last = times[-1] + 1_000
        press("\r", last)
        assert field.text() == typed
        for at in (*accumulate(quick, initial=last + 1_000), last + 1_000 + sum(quick)):
            press("2", at)
        press("\r", last + 1_000 + sum(quick))
        assert field.text() == typed
        assert len(scanned) == 1

    law()


def press(character: str, at: int) -> None:
    """One key, at a time."""
    key = Qt.Key.Key_Return if character == "\r" else Qt.Key(Qt.Key.Key_0 + int(character))
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
    event.setTimestamp(at)
    QApplication.sendEvent(focused(), event)


def test_a_foreign_code_changes_no_officers_number(fingers: Fingers, window: MainWindow) -> None:
    fingers.press(Qt.Key.Key_F2)
    fingers.type("1")
    scan_fast("5012345678900")
    assert isinstance(focused(), NumberEdit)
    assert figure_shown() == "1"
    assert "belongs to no paper of this count" in window.banner.words


def test_a_foreign_code_changes_no_boxs_number(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    field = focused()
    assert isinstance(field, IdEdit)
    fingers.type("2")
    scan_fast("5012345678900")
    assert field.text() == "2"
