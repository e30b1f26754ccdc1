"""The sheet as a table, proved by Qt's own tester."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyapp.desk import Desk
from tallyapp.domain.rules.sheets import OneSeat
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.keying import LinesKeying
from tallyapp.ui.screens.key_sheet.one_seat.model import FULL, PAPERS, PART, SheetModel, TotalsModel
from tallyapp.ui.screens.key_sheet.which.batch_model import BatchModel
from tallyapp.ui.widgets.cells import Cell
from tallyapp.ui.widgets.table import as_text

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
PEOPLE = tuple(
    Candidate(surname=name, other_names="Ada", description="Independent")
    for name in ("Ali", "Ng", "Ó Sé")
)


def sheet() -> SheetModel:
    return SheetModel(LinesKeying(24, OneSeat(len(PEOPLE), 50)), PEOPLE)


def test_the_models_are_proved_while_a_sheet_is_keyed(oxford: tuple[Desk, Rehearsal]) -> None:
    lines = sheet()
    totals, batch = TotalsModel(lines), BatchModel(OfficerNumber(11), small=False)
    testers = [QAbstractItemModelTester(model, FATAL) for model in (lines, totals, batch)]
    contest = oxford[0].contest(oxford[1].stream)
    batch.show_sheets(tuple(contest.areas["A"].sheets), 1)
    batch.show_sheets(tuple(contest.areas["B"].sheets), 7)
    for value, (row, column) in enumerate(((0, FULL), (0, PART), (2, FULL), (3, PAPERS))):
        assert lines.setData(lines.index(row, column), value)
    lines.show_here(2)
    lines.note(1, "key 0")
    totals.refuse(-2)
    assert totals.index(0, PAPERS).data() == lines.keying.keyed
    assert testers


def test_what_is_worked_out_cannot_be_keyed() -> None:
    lines = sheet()
    keyed = {
        (row, column)
        for row in range(lines.rowCount())
        for column in range(lines.columnCount())
        if lines.flags(lines.index(row, column)) & Qt.ItemFlag.ItemIsEditable
    }
    assert keyed == {(row, column) for row in range(3) for column in (FULL, PART)} | {(3, PAPERS)}
    assert not lines.setData(lines.index(0, PAPERS), 7)
    assert not lines.setData(QModelIndex(), 7)


def test_a_figure_changes_its_own_row_and_no_other() -> None:
    lines = sheet()
    rows: list[int] = []
    lines.dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    lines.setData(lines.index(1, FULL), 3)
    assert rows == [1]


def test_a_part_bundle_as_large_as_a_bundle_is_marked_in_its_row() -> None:
    lines = sheet()
    lines.setData(lines.index(1, PART), 50)
    assert lines.index(1, PART).data(Cell.WRONG)
    assert lines.index(1, 2).data() == "a part bundle has fewer than 50"
    lines.setData(lines.index(1, PART), 5)
    assert not lines.index(1, PART).data(Cell.WRONG)
    assert lines.index(1, 2).data() == "Independent"


def test_a_table_copies_as_a_spreadsheet_takes_it() -> None:
    lines = sheet()
    lines.setData(lines.index(0, FULL), 1200)
    assert as_text(lines).splitlines()[:2] == [
        "No.\tCandidate\tDescription\tFull bundles\tPart bundle\tPapers",
        "1\tALI Ada\tIndependent\t1200\t\t60000",
    ]
