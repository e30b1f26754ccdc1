"""Rows come, go and change one by one, in the order of their keys."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.cells import Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel


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
