"""The sheets of a batch as a table: which are keyed, and which wait for whoever sits here."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.key_sheet.which.batch import may_key
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say

_HEADINGS = ("batch-sheet", "batch-state", "batch-yours")


class BatchModel(RowsModel):
    """One row for each sheet; never a figure, for the second keying sees nothing of the first."""

    def __init__(self, officer: OfficerNumber, small: bool, parent: QObject | None = None) -> None:
        super().__init__([Heading(say("key-sheet", name)) for name in _HEADINGS], (), parent)
        self._officer = officer
        self._small = small
        self._sheets: dict[int, KeyedPaper] = {}

    def show_sheets(self, sheets: Sequence[KeyedPaper], asked: int) -> None:
        """Show these sheets; `asked` is the number in the field."""
        self._sheets = {int(sheet.number): sheet for sheet in sheets}
        self.show_keys(self._sheets)
        self.show_here(self.row_of(asked))

    def describe(self, key: int) -> Sequence[Look]:
        """One sheet."""
        sheet = self._sheets[key]
        mark, words = life_state(sheet.life)
        number = say("key-sheet", sheet.shape, number=str(sheet.number))
        return (
            cell(number, face=BODY.heavier(500)),
            cell(words, mark=mark, face=BODY.heavier(500)),
            cell(self._yours(sheet), role="secondary"),
        )

    def _yours(self, sheet: KeyedPaper) -> str:
        if may_key(sheet, self._officer, self._small):
            return say("key-sheet", "yours-again" if sheet.looks and self._small else "yours-waits")
        if sheet.life is Life.DIFFERS:
            return say("key-sheet", "yours-differs")
        return say("key-sheet", "yours-keyed") if self._officer in sheet.officers else ""
