"""Rows come, go and change one by one, in the order of their keys."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

import tallyapp.ui
from tallyapp.ui.printouts.export import as_csv
from tallyapp.ui.theme.type import BODY, FIGURE
from tallyapp.ui.widgets import table as tables
from tallyapp.ui.widgets.cell_delegate import size_of
from tallyapp.ui.widgets.cells import Heading, Look, cell, keyed
from tallyapp.ui.widgets.choosing import BY_ARROW, BY_ENTER, ChoosingTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table


class Numbers(RowsModel):
    def __init__(self, keys: Sequence[int] = ()) -> None:
        self.values: dict[int, int | None] = {}
        super().__init__([Heading("Number", right=True), Heading("Keyed", right=True)], keys)

    def describe(self, key: int) -> Sequence[Look]:
        return cell(key), keyed(self.values.get(key), FIGURE)

    def take(self, key: int, column: int, value: int | None) -> None:
        self.values[key] = value
        self.refresh(key)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans())))
def test_whatever_comes_and_goes_the_rows_stand_in_order(
    qapp: QApplication, changes: list[tuple[int, bool]]
) -> None:
    model = Numbers()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    there: set[int] = set()
    for key, present in changes:
        model.refresh(key, present)
        there = there | {key} if present else there - {key}
        assert [model.index(row, 0).data() for row in range(model.rowCount())] == sorted(there)
    assert tester.model() is model


def test_only_the_row_that_changed_is_told(qapp: QApplication) -> None:
    model = Numbers([1, 2, 3])
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    model.refresh(2)
    assert told == [1]


@pytest.mark.parametrize(("column", "taken"), [(0, False), (1, True)])
def test_only_what_is_keyed_can_be_keyed(qapp: QApplication, column: int, taken: bool) -> None:
    model = Numbers([1])
    index = model.index(0, column)
    assert bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable) is taken
    assert model.setData(index, 7) is taken
    assert model.values == ({1: 7} if taken else {})


def test_a_blank_is_not_zero(qapp: QApplication) -> None:
    model = Numbers([1])
    model.setData(model.index(0, 1), 0)
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == 0
    model.setData(model.index(0, 1), None)
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) is None


@given(
    st.lists(
        st.one_of(
            st.integers(0, 12).map(range),
            st.sets(st.integers(0, 12)).map(sorted),
        )
    )
)
def test_whichever_rows_are_shown_next_the_view_is_told_of_all_that_changed(
    qapp: QApplication, shown: list[Sequence[int]]
) -> None:
    model = Numbers()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heard: list[int] = []

    def take_out(_: QModelIndex, first: int, last: int) -> None:
        del heard[first : last + 1]

    def put_in(_: QModelIndex, first: int, last: int) -> None:
        heard[first:first] = [model.index(row, 0).data() for row in range(first, last + 1)]

    model.rowsRemoved.connect(take_out)
    model.rowsInserted.connect(put_in)
    for keys in shown:
        model.show_keys(keys)
        assert heard == list(model.keys) == list(keys)
    assert tester.model() is model


def test_cells_at_hand_are_told_to_have_changed_only_where_they_did(qapp: QApplication) -> None:
    model = RowsModel([Heading("Place"), Heading("Papers", right=True)])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([(cell("A"), cell(60)), (cell("B"), cell(40))])
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    model.show_rows([(cell("A"), cell(60)), (cell("B"), cell(41)), (cell("C"), cell(7))])
    assert told == [1]
    assert [model.index(row, 1).data() for row in range(3)] == [60, 41, 7]
    model.show_rows([(cell("A"), cell(60))])
    assert model.rowCount() == 1
    assert tester.model() is model


def test_a_hundred_thousand_rows_are_described_only_where_they_are_looked_at(
    qapp: QApplication,
) -> None:
    many = 100_000

    class Long(Numbers):
        described = 0

        def describe(self, key: int) -> Sequence[Look]:
            Long.described += 1
            return super().describe(key)

    model = Long(range(many))
    table = ChoosingTable(model, "Numbers")
    table.resize(400, 600)
    table.show()
    QApplication.processEvents()
    seen = Long.described
    assert 0 < seen < 1_000, "those in sight, and some that Qt measures"
    model.refresh(many // 2)
    model.came_first(range(-1, many))
    QApplication.processEvents()
    assert Long.described <= seen + 2, "the row that came, and none below"


def test_what_changed_while_nobody_looked_is_seen_when_the_table_is_shown_again(
    qapp: QApplication,
) -> None:
    model = Numbers([1])
    table = ChoosingTable(model, "Numbers")
    table.show()
    assert model.index(0, 1).data() is None
    table.hide()
    model.values[1] = 5  # and nobody tells
    table.show()
    assert model.index(0, 1).data() == 5


def test_words_and_figures_stand_as_their_heading_does(qapp: QApplication) -> None:
    model = RowsModel([Heading("Place"), Heading("State", right=True)])
    model.show_rows([(cell("A"), cell("later", face=BODY))])
    right = Qt.AlignmentFlag.AlignRight
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & right
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across, Qt.ItemDataRole.TextAlignmentRole) & right
    assert not model.headerData(0, across, Qt.ItemDataRole.TextAlignmentRole) & right


def test_a_sum_is_not_a_row_to_go_to(qapp: QApplication) -> None:
    class Summed(Numbers):
        def choosable(self, key: int) -> bool:
            return key < 2

    model = Summed([1, 2])
    table = ChoosingTable(model, "Numbers")
    table.choose(2)
    assert table.row == -1
    table.choose(1)
    assert table.chosen == 1


@pytest.mark.parametrize(
    ("opened_by", "key", "opens"),
    [
        (BY_ENTER, Qt.Key.Key_Return, True),
        (BY_ENTER, Qt.Key.Key_Right, False),
        (BY_ARROW, Qt.Key.Key_Right, True),
        (BY_ARROW, Qt.Key.Key_Return, False),
    ],
)
def test_the_chosen_row_is_opened_by_one_key(
    qapp: QApplication, opened_by: tuple[Qt.Key, ...], key: Qt.Key, opens: bool
) -> None:
    table = ChoosingTable(Numbers([3, 7]), "Numbers", opened_by=opened_by)
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.choose(7)
    QTest.keyClick(table, key)
    assert opened == ([7] if opens else [])


def test_a_table_is_copied_and_saved_with_its_headings(qapp: QApplication) -> None:
    model = RowsModel([Heading("Place"), Heading("Papers\nverified", right=True)])
    model.show_rows([(cell("Hall, the large one"), cell(25_000)), (cell("B"), cell(None))])
    table = ChoosingTable(model, "Boxes")
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = "Place\tPapers verified\nHall, the large one\t25000\nB\t\n"
    assert QApplication.clipboard().text() == copied
    saved = 'Place,Papers verified\r\n"Hall, the large one",25000\r\nB,\r\n'
    assert as_csv(model).decode("utf-8-sig") == saved


def test_every_table_of_the_window_is_of_the_one_model() -> None:
    """A model by hand has headings, copying and telling of changes to get wrong anew."""
    by_hand = re.compile(
        r"class \w+\([^)]*\bQ(Abstract(Table|List|Item)Model|StandardItemModel|StringListModel)\b"
    )
    ui = Path(tallyapp.ui.__file__).parent
    found = [
        path.relative_to(ui).as_posix()
        for path in sorted(ui.rglob("*.py"))
        if by_hand.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["widgets/rows.py"]


def test_a_table_is_measured_once_however_often_it_is_laid_out(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[Look] = []

    def counting(look: Look) -> QSize:
        measured.append(look)
        return size_of(look)

    monkeypatch.setattr(tables, "size_of", counting)
    model = Numbers(range(300))
    table = Table(model, "Numbers")
    table.fit_columns(0)
    at_first = len(measured)
    assert at_first
    for wide in (400, 500, 600):
        table.fit_columns(0)
        table.resize(wide, 300)
    assert len(measured) == at_first
    before = table.sizeHintForColumn(1)
    model.take(7, 1, 123_456_789)
    assert table.sizeHintForColumn(1) > before
