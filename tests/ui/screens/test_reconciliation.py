"""Areas against candidates and heads, and the way to the sheets behind them."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.reconciliation.lines import Line
from tallyapp.ui.screens.reconciliation.screen import Reconciliation
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.planned import key_form, key_sheet
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK

RETURNING_OFFICER = 1
Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def counted(keyed_with_mishaps: tuple[Desk, Rehearsal]) -> Desk:
    """Every sheet and form keyed, mishaps and all."""
    return keyed_with_mishaps[0]


@pytest.fixture
def half(oxford: tuple[Desk, Rehearsal]) -> Desk:
    """The first area's sheets agreed; its doubtful papers are out."""
    desk, played = oxford
    for sheet in played.plan.sheets[:6]:
        for clerk in (11, 12):
            key_sheet(desk, played.stream, sheet, clerk)
    return desk


def opened(
    window: MainWindow, fingers: Fingers, officer: int = RETURNING_OFFICER
) -> Reconciliation:
    fingers.sign_in(officer)
    fingers.press(Key.Key_F8)
    assert isinstance(window.screen_shown, Reconciliation)
    return window.screen_shown


def column(screen: Reconciliation, number: int) -> dict[tuple[Line, int], object]:
    rows = enumerate(screen.model.rows)
    return {(row.line, row.of): screen.model.index(i, number).data() for i, row in rows}


def test_both_margins_are_summed_to_the_figures_of_the_contest(
    counted: Desk, window: MainWindow, fingers: Fingers
) -> None:
    screen = opened(window, fingers)
    sums, now = column(screen, screen.model.last), figures(counted.contest("oxford-east"))
    assert [sums[Line.VOTES, i] for i in range(12)] == list(now.votes)
    assert sums[Line.VALID, 0] == 39_341
    assert sums[Line.REJECTED, 0] == 390
    assert (sums[Line.COUNTED, 0], sums[Line.VERIFIED, 0], sums[Line.DIFFERENCE, 0]) == (
        39_731,
        39_731,
        0,
    )
    each = [column(screen, number) for number in range(1, 7)]
    for row in screen.model.rows:
        if row.line not in (Line.STATE, Line.DIFFERENCE):
            figures_of_areas = [area[row] for area in each]
            assert all(isinstance(value, int) for value in figures_of_areas)
            assert sum(int(str(value)) for value in figures_of_areas) == sums[row]
    for area in each:
        votes = sum(int(str(area[Line.VOTES, i])) for i in range(12))
        assert votes == area[Line.VALID, 0]
        assert area[Line.STATE, 0] == "Reconciled"


def test_those_who_key_see_papers_and_nobodys_votes(
    counted: Desk, window: MainWindow, fingers: Fingers
) -> None:
    screen = opened(window, fingers, CLERK)
    assert Line.VOTES not in {row.line for row in screen.model.rows}
    assert column(screen, screen.model.last)[Line.COUNTED, 0] == 39_731
    assert screen.areas.withheld.isVisible()
    QTest.keyClick(screen.areas.table.cells, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "19541" not in QApplication.clipboard().text()


def test_the_model_keeps_qts_rules_and_tells_only_the_columns_that_changed(
    half: Desk,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Callable[[], None],
) -> None:
    screen = opened(window, fingers)
    tester = QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal, screen
    )
    told: set[int] = set()
    screen.model.dataChanged.connect(
        lambda top, bottom, roles: told.update(range(top.column(), bottom.column() + 1))
    )
    sheet = oxford[1].plan.sheets[6]
    session.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.me.contest,
            sheet=sheet.number,
            of=session.desk.contest("oxford-east").sheets[sheet.number].opened,
            figures=sheet.figures,
        ),
    )
    settle()
    assert told == {2, screen.model.last}
    assert tester.model() is screen.model


def test_what_does_not_add_has_a_mark_and_a_word_and_is_where_one_begins(
    oxford: tuple[Desk, Rehearsal], window: MainWindow, fingers: Fingers
) -> None:
    desk, played = oxford
    papers = {s.number: s for s in played.plan.sheets if s.area == "B"}
    for number, sheet in papers.items():
        for clerk in (11, 12):
            if number == max(papers):
                continue
            key_sheet(desk, played.stream, sheet, clerk)
    desk.do(
        played.stream,
        acts.SheetWithdrawn(
            **desk.by(3).contest,
            sheet=max(papers),
            of=desk.contest(played.stream).sheets[max(papers)].made,
            reason="lost",
            second=OfficerNumber(4),
        ),
    )
    for form in (f for f in played.plan.forms if f.area == "B"):
        for clerk in (11, 12):
            key_form(desk, played.stream, form, clerk)
    screen = opened(window, fingers)
    shown = column(screen, 2)
    assert shown[Line.STATE, 0] in ("Does not add", "Reconciled")
    short = desk.contest(played.stream).areas["B"].difference
    assert short < 0
    assert shown[Line.STATE, 0] == "Does not add"
    assert shown[Line.DIFFERENCE, 0] == f"{short:,}".replace("-", "−")
    assert screen.areas.table.column == 2
    assert screen.areas.table.cells.currentIndex().row() == screen.model.row_with(Line.DIFFERENCE)


def test_enter_on_a_cell_opens_the_areas_sheets_and_enter_there_the_sheet(
    half: Desk, window: MainWindow, fingers: Fingers, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers)
    fingers.press(Key.Key_Right, Key.Key_Return)
    settle()
    assert screen.area.model.names[0] == ("sheet", 7)
    assert screen.area.model.index(0, 1).data() == "Not keyed"
    fingers.press(Key.Key_Down, Key.Key_Return)
    sheet = window.screen_shown
    assert isinstance(sheet, KeySheet)
    fingers.press(Key.Key_F8)
    assert screen.area.isVisible()
    fingers.press(Key.Key_Escape)
    assert screen.areas.isVisible()
    assert screen.areas.table.column == 2


def test_the_sheets_say_who_keyed_them_and_hide_papers_keyed_once(
    half: Desk,
    window: MainWindow,
    fingers: Fingers,
    oxford: tuple[Desk, Rehearsal],
    session: Session,
    settle: Callable[[], None],
) -> None:
    screen = opened(window, fingers, CLERK)
    fingers.press(Key.Key_Return)
    settle()
    first = [screen.area.model.index(0, c).data() for c in range(5)]
    sheet = oxford[1].plan.sheets[0].figures
    assert first == ["Sheet 1", "Agrees", sheet.papers, sheet.sent, "officers 11 and 12"]
    fingers.press(Key.Key_Escape, Key.Key_Right, Key.Key_Return)
    other = oxford[1].plan.sheets[6]
    session.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.me.contest,
            sheet=other.number,
            of=session.desk.contest("oxford-east").sheets[other.number].opened,
            figures=other.figures,
        ),
    )
    settle()
    keyed = [screen.area.model.index(0, c).data() for c in range(5)]
    assert keyed == ["Sheet 7", "Keyed once", None, None, "officer 11"]


def test_an_areas_model_keeps_qts_rules(
    half: Desk, window: MainWindow, fingers: Fingers, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers)
    tester = QAbstractItemModelTester(
        screen.area.model, QAbstractItemModelTester.FailureReportingMode.Fatal, screen
    )
    fingers.press(Key.Key_Return)
    settle()
    fingers.press(Key.Key_Escape, Key.Key_Right, Key.Key_Return)
    settle()
    assert tester.model().rowCount() == 6


def test_the_table_is_saved_whole_where_one_asks(
    counted: Desk,
    window: MainWindow,
    fingers: Fingers,
    qtbot: QtBot,
    tmp_path: Path,
    settle: Callable[[], None],
) -> None:
    screen = opened(window, fingers)
    QTest.keyClick(screen.areas.table.cells, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "table.csv"
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.fileSelected.emit(str(path))
        dialog.reject()
    settle()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Papers", *(f"Area {name}" for name in "ABCDEF"), "All areas"]
    assert rows[5][0] == "DODDS Anneliese"
    assert rows[5][-1] == "19541"
    assert screen.areas.said.accessibleName() == f"The table is saved in {path}."


def test_where_it_cannot_be_saved_it_is_said_in_place(
    counted: Desk, window: MainWindow, fingers: Fingers, tmp_path: Path, settle: Callable[[], None]
) -> None:
    screen = opened(window, fingers)
    QTest.keyClick(screen.areas.table.cells, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "table.csv"))
    dialog.reject()
    settle()
    assert "could not be written" in screen.areas.said.accessibleName()


def test_names_and_sums_stay_while_many_areas_move(
    counted: Desk, window: MainWindow, fingers: Fingers
) -> None:
    screen = opened(window, fingers)
    window.resize(1000, 768)
    QApplication.processEvents()
    table = screen.areas.table
    before = (
        table.names.columnViewportPosition(0),
        table.sums.columnViewportPosition(screen.model.last),
    )
    first, last = table.columns_seen()
    assert first == 1
    assert last < 6
    fingers.press(*[Key.Key_Right] * 5)
    assert table.column == 6
    assert table.columns_seen()[1] == 6
    assert before == (
        table.names.columnViewportPosition(0),
        table.sums.columnViewportPosition(screen.model.last),
    )
