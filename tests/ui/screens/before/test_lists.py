"""Staff from a list, and practising the count that is open: by keys, on F12."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.ui.screens.before.practise import PractisePage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.screens.before.staff_list import StaffListPage
from tallyapp.ui.screens.before.steps import STEPS
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK

HEADER = "number,name,role\n"


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff.csv"
    path.write_text(HEADER + "21,Ann Ash,clerk\n22,Zoë Elm,supervisor\n", encoding="utf-8")
    return path


def opened(fingers: Fingers, window: MainWindow, step: str, officer: int = 1) -> Before:
    fingers.sign_in(officer)
    fingers.press(Qt.Key.Key_F12)
    fingers.settle()
    (screen,) = window.findChildren(Before)
    screen.open_step(next(each for each in STEPS if each.name == step))
    return screen


def keyed(fingers: Fingers, path: Path) -> None:
    field = focused()
    field.selectAll()  # type: ignore[attr-defined]
    fingers.write(str(path))
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()


def test_a_list_is_read_looked_at_and_enrolled_by_enter(
    fingers: Fingers, window: MainWindow, staff: Path
) -> None:
    page = opened(fingers, window, "staff-list").leaf
    assert isinstance(page, StaffListPage)
    keyed(fingers, staff)
    told = shown(window)
    assert "Officer 21, Ann Ash: clerk, new." in told
    officers = page.session.desk.count.count.officers
    assert 21 not in officers, "nobody is enrolled before it was looked at"
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "2 officers enrolled." in shown(window)
    assert page.session.desk.staff.name(22) == "Zoë Elm"


def test_a_list_at_fault_enrols_nobody_and_says_where(
    fingers: Fingers, window: MainWindow, staff: Path
) -> None:
    page = opened(fingers, window, "staff-list").leaf
    assert isinstance(page, StaffListPage)
    staff.write_text(HEADER + "21,Ann Ash,clerk\n22,Zoë Elm,boss\n", encoding="utf-8")
    keyed(fingers, staff)
    (fault,) = page.step.faults._faults
    assert (fault.line, fault.column) == (3, "role")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert 21 not in page.session.desk.count.count.officers


def test_a_number_that_is_somebody_else_s_is_said_beside_the_file(
    fingers: Fingers, window: MainWindow, staff: Path
) -> None:
    page = opened(fingers, window, "staff-list").leaf
    assert isinstance(page, StaffListPage)
    staff.write_text(HEADER + "11,Ann Ash,clerk\n", encoding="utf-8")
    keyed(fingers, staff)
    assert "Line 2: 11 is Practice clerk 11’s number" in page.step.file.refused


def test_a_clerk_brings_no_staff_in(fingers: Fingers, window: MainWindow) -> None:
    page = opened(fingers, window, "staff-list", CLERK).leaf
    assert isinstance(page, StaffListPage)
    assert not page.step.isVisible()
    assert "The returning officer or a deputy enrols the staff." in shown(window)


def test_an_empty_list_is_saved_beside_the_count_by_a_key(
    qtbot: QtBot, fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    page = opened(fingers, window, "staff-list").leaf
    assert isinstance(page, StaffListPage)
    page.step.save_template()
    fingers.settle()
    assert (tmp_path / "staff.xlsx").exists()
    assert "An empty list is saved as" in shown(window)


def test_the_count_that_is_open_is_practised_with_its_lists_and_names(
    fingers: Fingers, window: MainWindow, tmp_path: Path, settle: Callable[[], None]
) -> None:
    page = opened(fingers, window, "practise").leaf
    assert isinstance(page, PractisePage)
    real = page.session.desk
    before = real.count.count.seq
    fingers.press(Qt.Key.Key_Return)
    settle()
    path = tmp_path / "oxford-east-practice.tally"
    assert str(path) in shown(window)
    assert real.count.count.seq == before
    made = Desk.open(path, real.clock, real.machine)
    try:
        assert made.disagreements == ()
        assert made.count.count.set_up is not None
        assert made.count.count.set_up.practice
        assert list(made.count.contests) == list(real.count.contests)
        assert made.staff.name(CLERK) == real.staff.name(CLERK)
        one = made.count.contests["oxford-east"]
        assert not any(box.attempts for area in one.areas.values() for box in area.boxes)
        numbers = [
            [sheet.number for area in contest.areas.values() for sheet in area.sheets]
            for contest in (one, real.count.contests["oxford-east"])
        ]
        assert numbers[0] == numbers[1]
    finally:
        made.close()
    fingers.press(Qt.Key.Key_Return)
    settle()
    assert "no count is overwritten" in page.file.refused
