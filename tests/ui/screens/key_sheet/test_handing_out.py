"""Sheets and slips are handed out at F5, with the keyboard alone, over a real count of wards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.practice.rehearsal import SUPERVISOR
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.ui.wards import add_ward, begin, issue

Key = Qt.Key
BUTTON = "Hand out sheets or slips"


@pytest.fixture
def session(tmp_path: Path, theme: Theme) -> Iterator[Session]:
    """One ward without any sheet, beside one that has the numbers to 40."""
    desk = begin(tmp_path / "wards.tally")
    add_ward(desk, "cowley", "Cowley", 1, 4, written="total")
    add_ward(desk, "marston", "Marston", 1, 4)
    issue(desk, "marston", 31, 40)
    session = Session(desk)
    session.choose_contest("cowley")
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def handing(fingers: Fingers) -> Fingers:
    """A supervisor at F5, who came to the button by Tab and pressed Enter."""
    fingers.sign_in(SUPERVISOR)
    fingers.press(Key.Key_F5)
    to_the_button(fingers)
    return fingers


def to_the_button(fingers: Fingers) -> None:
    for _ in range(20):
        if isinstance(at := focused(), QPushButton) and at.text() == BUTTON:
            break
        fingers.press(Key.Key_Tab)
    fingers.press(Key.Key_Return)


def hand_out(fingers: Fingers, area: str, typed: str) -> None:
    """An area, and what is typed after it."""
    fingers.write(area)
    fingers.type(typed)
    fingers.settle()


def test_three_slips_and_a_sheet_are_handed_out_and_a_slip_is_keyed_twice(
    handing: Fingers, session: Session
) -> None:
    hand_out(handing, "a", "\n3\n/")
    assert "Slips 41 to 43 handed out to area A" in shown(handing.window)
    handing.press(Key.Key_Return)
    hand_out(handing, "A", "\n1\n\n")
    assert "Sheet 44 handed out to area A" in shown(handing.window)
    sheets = session.desk.contest("cowley").sheets
    assert {n: sheet.shape for n, sheet in sheets.items()} == {
        41: "slip",
        42: "slip",
        43: "slip",
        44: "sheet",
    }
    for clerk in (CLERK, OTHER_CLERK):
        handing.sign_in(clerk)
        handing.press(Key.Key_F5)
        assert BUTTON not in shown(handing.window)
        handing.type("42\n100\n2\n100+")
        handing.settle()
        if clerk == CLERK:
            assert sheets[SheetNumber(42)].life is Life.KEYED
    assert sheets[SheetNumber(42)].life is Life.AGREED


def test_numbers_that_another_contest_has_are_refused_in_place_with_those_that_are_free(
    handing: Fingers, session: Session
) -> None:
    hand_out(handing, "A", "\n5\n38\n")
    said = shown(handing.window)
    assert "Number 38 is taken already." in said
    assert "41 and all after it are free" in said
    assert not session.desk.contest("cowley").sheets
    hand_out(handing, "", "41\n")
    assert "Sheets 41 to 45 handed out to area A" in shown(handing.window)


def test_what_is_left_out_is_asked_for_at_its_field(handing: Fingers, session: Session) -> None:
    hand_out(handing, "zz", "\n5\n\n")
    assert "Area zz is not registered here." in shown(handing.window)
    handing.press(Key.Key_Backspace)  # it is selected
    hand_out(handing, "A", "\n0\n\n")
    assert "Key how many the area gets" in shown(handing.window)
    hand_out(handing, "", "2000\n\n")
    assert "Key how many the area gets: 1 to 1,000." in shown(handing.window)
    hand_out(handing, "", "5\n9999999\n")
    assert "the last may be 9,999,999 at most" in shown(handing.window)
    assert not session.desk.contest("cowley").sheets
    handing.press(Key.Key_Escape)
    assert BUTTON in shown(handing.window)
    assert isinstance(focused(), FigureEdit)


def test_blanks_are_printed_of_the_sheets_handed_out_and_not_of_slips(
    handing: Fingers, session: Session, qtbot: QtBot
) -> None:
    hand_out(handing, "A", "\n3\n/")
    handing.press(Key.Key_Return)
    hand_out(handing, "A", "\n2\n\n")
    handing.press(Key.Key_Tab, Key.Key_Return)
    with qtbot.waitSignal(session.printing.told):
        hand_out(handing, "A", "\n\n\n")
    assert "Sheets 44 to 45 are in the folder" in shown(handing.window)


def test_an_area_without_any_sheet_leads_from_what_is_missing_to_handing_out(
    fingers: Fingers, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    fingers.press(Key.Key_F3)
    if "hand out sheets" not in shown(fingers.window):
        fingers.press(Key.Key_Return)  # from all contests into the first
    assert "has no agreed sheet" in shown(fingers.window)
    for _ in range(20):
        if isinstance(fingers.window.screen_shown, KeySheet):
            break
        fingers.press(Key.Key_Return)
    hand_out(fingers, "", "2\n\n")
    assert "Sheets 41 to 42 handed out to area A" in shown(fingers.window)
    assert list(session.desk.contest("cowley").sheets) == [41, 42]


def test_sheets_are_handed_to_a_table_where_tables_have_names(
    handing: Fingers, session: Session
) -> None:
    named = acts.TableNamed(
        **session.desk.by(SUPERVISOR).count, table="t1", name="Table 1", team="Red"
    )
    session.desk.do(acts.COUNT_STREAM, named)
    hand_out(handing, "A", "\n2\n\n")
    handing.write("T9")
    handing.press(Key.Key_Return)
    assert "Table T9 is not registered here" in shown(handing.window)
    focused().clear()  # type: ignore[attr-defined]
    handing.write("T1")
    handing.press(Key.Key_Return)
    handing.settle()
    assert "Sheets 41 to 42 handed out to area A" in shown(handing.window)
    assert session.desk.contest("cowley").sheets[SheetNumber(41)].table == "t1"
