"""The checklist as a table of one column."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from tallyapp.ui.screens.result.beside.checklist import Item, Step
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel


class ChecksModel(RowsModel):
    """Ten lines; only those that changed are told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([Heading(words("checklist"))], (), parent)
        self._items: Sequence[Item] = ()
        self._step = Step.OPEN

    def show_items(self, items: Sequence[Item], step: Step) -> None:
        """Show these, with the step of the moment banded."""
        before = self._items
        self._items = tuple(items)
        moved = step is not self._step
        self._step = step
        for row, item in enumerate(items):
            if row >= len(before) or before[row] != item or (moved and self.row_of(row) >= 0):
                self.refresh(row)

    def name_of(self, key: Any) -> str:
        return f"{self._items[key].words}, {self._items[key].detail}"

    def describe(self, key: Any) -> Sequence[Look]:
        item = self._items[key]
        begun = item.mark is not Mark.NOT_YET
        here = (
            item.step is self._step and item.mark is not Mark.AGREES and self._step is not Step.OPEN
        )
        return [
            cell(
                item.words,
                mark=item.mark,
                role="ink" if begun or here else "secondary",
                face=BODY.heavier(500) if begun or here else BODY,
                second=item.detail,
                band="tint" if here else "",
                rule="card",
            )
        ]
