"""How wide columns are: as their contents need, and no cell is measured that cannot be widest."""

import pytest

from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets import table
from tallyapp.ui.widgets.cell_delegate import size_of
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table

STATIONS = 900


def test_the_longest_names_and_figures_of_hundreds_of_boxes_find_room_and_others_are_not_measured(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = cell("St Bartholomew-the-Great Leisure Centre, room 2")
    most = cell(1_234_567)
    large = cell(98_765, face=FIGURE)
    rows = [[cell(f"Hall {n}"), cell(n), cell(n)] for n in range(STATIONS)]
    rows[700] = [longest, most, large]
    model = RowsModel([Heading("Box"), Heading("Papers", True), Heading("Counted", True)])
    model.show_rows(rows)
    view = Table(model, "Boxes")
    measured: list[Look] = []

    def measure(look: Look) -> object:
        measured.append(look)
        return size_of(look)

    monkeypatch.setattr(table, "size_of", measure)
    widths = [view.sizeHintForColumn(column) for column in range(3)]
    assert widths == [size_of(each).width() for each in (longest, most, large)]
    assert {id(each) for each in (longest, most, large)} <= {id(each) for each in measured}
    assert len(measured) <= STATIONS // 10
    before = len(measured)
    assert [view.sizeHintForColumn(column) for column in range(3)] == widths
    assert len(measured) == before


def test_a_column_in_which_nothing_is_shown_needs_no_room(theme: Theme) -> None:
    view = Table(RowsModel([Heading("Box")]), "Boxes")
    assert view.sizeHintForColumn(0) == 0
