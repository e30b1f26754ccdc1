"""Every table of every screen is a real model: proved by Qt, and saved with its headings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from tallyapp.ui.printouts.export import as_csv
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.cells import Cell
from tallyapp.ui.widgets.rows import RowsModel
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SHOWN = (*Cell, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
"""What a cell is drawn from."""


def assert_told_at_once_as_one_by_one(model: RowsModel) -> None:
    """Cells are drawn from what is told at once; whoever asks otherwise is told the same."""
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            told = model.told(index)
            assert {role: told.get(role) for role in SHOWN} == {
                role: index.data(role) for role in SHOWN
            }


@pytest.mark.parametrize("officer", [1, CLERK], ids=["returning officer", "clerk"])
def test_every_table_is_a_model_that_holds(
    fingers: Fingers, window: MainWindow, officer: int
) -> None:
    fingers.sign_in(officer)
    tables = 0
    for screen in window.officer_may_open:
        window.go(screen)
        assert window.screen_shown is not None
        for view in window.screen_shown.findChildren(QTableView):
            model = view.model()
            assert isinstance(model, RowsModel), (screen, view.accessibleName())
            tester = QAbstractItemModelTester(model, FATAL)
            lines = as_csv(model).decode("utf-8-sig").splitlines()
            assert any(lines[0].split(",")), (screen, view.accessibleName())
            assert len(lines) == model.rowCount() + 1
            assert tester.model() is model
            assert_told_at_once_as_one_by_one(model)
            tables += 1
    assert tables >= len(window.officer_may_open)
