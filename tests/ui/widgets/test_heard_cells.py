"""A cell is said one way: its row where names stand apart, its column, its value and its state."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tallyapp.desk import Desk
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.cells import Look, cell, heard, keyed
from tallyapp.ui.widgets.frozen import FrozenTable
from tests.ui.keys import Fingers

Name = QAccessible.Text.Name


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (cell(1250), "Papers: 1,250"),
        (cell(""), "Papers: empty"),
        (cell(0, mark=Mark.AGREES), "Papers: 0, agrees"),
        (cell("Agrees", mark=Mark.AGREES), "Papers: Agrees"),
        (cell(mark=Mark.DIFFERS), "Papers: look at it"),
        (cell("ADAMS", second="Independent"), "Papers: ADAMS, Independent"),
        (keyed(None, FIGURE), "Papers: blank"),
        (keyed(7, FIGURE, wrong=True), "Papers: 7, cannot be right"),
    ],
)
def test_a_cell_says_its_column_its_value_and_its_state(look: Look, told: str) -> None:
    assert heard("", "Papers", look) == told
    assert heard("Area A", "Papers", look) == f"Area A, {told}"


def test_a_heading_on_two_lines_is_one_name() -> None:
    assert heard("", "Papers\nverified", cell(1)) == "Papers verified: 1"


def test_a_table_whose_names_stay_is_one_table_to_a_reader(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    fingers.sign_in(1)
    window.go(Destination.RECONCILIATION)
    fingers.settle()
    (frozen,) = [each for each in window.findChildren(FrozenTable) if each.isVisible()]
    interface = QAccessible.queryAccessibleInterface(frozen)
    assert [interface.child(at).role() for at in range(interface.childCount())] == [
        QAccessible.Role.Table
    ]
    table = interface.child(0)
    assert table.object() is frozen.cells
    assert interface.indexOfChild(table) == 0
    names = QAccessible.queryAccessibleInterface(frozen.names)
    assert interface.indexOfChild(names) == -1
    index = frozen.cells.model().index(0, 1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    row = frozen.cells.model().headerData(0, Qt.Orientation.Vertical)
    column = frozen.cells.model().headerData(1, Qt.Orientation.Horizontal)
    assert said.startswith(f"{row}, {' '.join(column.split())}: ")
