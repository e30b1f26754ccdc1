"""What every table of totals added up by hand has in common: which are keyed, and which blank."""

from collections.abc import Sequence
from typing import Any

from tallyapp.ui.widgets.rows import RowsModel


class HandTotals(RowsModel):
    """A row for each line, from 1, with its total; None is a blank."""

    totals: list[int | None]

    @property
    def missing(self) -> int:
        """How many are still blank."""
        return self.totals.count(None)

    def take(self, key: Any, _: int, value: int | None, /) -> None:
        self.totals[key - 1] = value
        self.refresh(key)

    def _show_totals(self, totals: Sequence[int | None]) -> None:
        """These totals, in place of all that was shown."""
        self.totals = list(totals)
        self.show_others(self.keys)
