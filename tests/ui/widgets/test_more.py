"""Whatever scrolls says how much more there is, and its keys bring all of it into view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from tallyapp.ui.pages.screen import Page
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.cells import Heading, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text

CANDIDATES = 12
ROW = 40


def listed() -> RowsModel:
    model = RowsModel([Heading("Candidate")])
    model.show_rows([[cell(f"Candidate {n}")] for n in range(1, CANDIDATES + 1)])
    return model


class Sheet(Page):
    """A table with a field above it, where the focus is."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        table.set_row_height(ROW)
        self.field = Field("Number")
        self.table = table
        self.more = WithMore(table)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.more, 1)

    def seen(self) -> set[int]:
        """The candidates whose row is seen whole."""
        high = self.table.viewport().height()
        tops = {row: self.table.rowViewportPosition(row) for row in range(CANDIDATES)}
        return {row + 1 for row, top in tops.items() if top >= 0 and top + ROW <= high}


@pytest.fixture(params=[Table, ChoosingTable])
def sheet(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme) -> Sheet:
    page = Sheet(request.param(listed(), "Candidates"))
    qtbot.addWidget(page)
    page.resize(400, 360)
    with qtbot.waitExposed(page):
        page.show()
    page.field.setFocus()
    return page


def test_every_candidate_is_reached_by_page_down_from_a_field(sheet: Sheet) -> None:
    met = sheet.seen()
    assert met == set(range(1, len(met) + 1))
    assert sheet.more.told == f"{CANDIDATES - len(met)} more below"
    for _ in range(CANDIDATES):
        QTest.keyClick(sheet.field.edit, Qt.Key.Key_PageDown)
        now = sheet.seen()
        assert min(now) <= max(met) + 1, "no row between two pages is left out"
        met |= now
    assert met == set(range(1, CANDIDATES + 1))
    assert sheet.more.told == f"{CANDIDATES - len(sheet.seen())} more above"
    for _ in range(CANDIDATES):
        QTest.keyClick(sheet.field.edit, Qt.Key.Key_PageUp)
    assert 1 in sheet.seen()


def test_where_all_can_be_seen_nothing_is_said(sheet: Sheet) -> None:
    sheet.resize(400, 900)
    assert sheet.seen() == set(range(1, CANDIDATES + 1))
    assert sheet.more.told == ""
    sheet.resize(400, 360)
    assert "more below" in sheet.more.told


def test_a_column_of_sentences_says_that_it_goes_on(qtbot: QtBot, theme: Theme) -> None:
    page = Page()
    told = Text("\n".join(f"Sentence {n}." for n in range(60)))
    more = WithMore(Scrolling(told))
    column = QVBoxLayout(page)
    column.addWidget(more)
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    assert more.told == "More below"
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert more.told == "More above and below"
