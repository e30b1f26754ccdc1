"""All that is wrong with a file, in place: line, column, and what to do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.exchange.faults import Fault
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import px
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .cells import Look, cell, headings
from .frames import Card, State
from .rows import RowsModel
from .table import Table
from .text import Text

_MOST_ROWS = 4
"""With those above and beneath them no more have room in a low window; the others scroll."""
COLUMNS = ("line", "column", "problem")


class FaultsView(QWidget):
    """Every fault at once, so that one correction of the file is enough;
    hidden while there is none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[Fault, ...] = ()
        self.model = RowsModel(headings("faults", COLUMNS, right=("line",)), parent=self)
        self._said = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self.table = Table(self.model, say("faults", "title"))
        self.table.set_row_height(px(50))
        # A line of the table ends where the window does; the fault that is chosen stands whole.
        self._whole = Text(wrap=True)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        card = Card("refused")
        card.column.addWidget(self._said)
        card.column.addWidget(self.table)
        card.column.addWidget(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.hide()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Show these; hide if there are none."""
        self.setVisible(bool(faults))
        self._faults = tuple(faults)
        if not faults:
            return
        files = strung(dict.fromkeys(Path(fault.file).name for fault in faults))
        self._said.show_state(
            Mark.DOES_NOT_ADD, say("faults", "said", faults=len(faults), file=files)
        )
        several = len({fault.file for fault in faults}) > 1
        self.model.show_rows([fault_row(fault, several) for fault in faults])
        self.table.fit_columns(2)
        rows = min(len(faults), _MOST_ROWS)
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + px(4) + rows * px(50)
        )
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._on_chosen(self.model.index(0, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self._faults):
            fault = self._faults[index.row()]
            self._whole.setText(f"{fault.problem} {fault.remedy}")


def fault_row(fault: Fault, several: bool = False) -> Sequence[Look]:
    """A fault as a row; with several files, each row names its own."""
    where = Path(fault.file).name if several else ""
    return (
        cell(fault.cell or fault.line or "", second=strung((where, fault.sheet))),
        cell(fault.column, role="secondary"),
        cell(fault.problem, second=fault.remedy),
    )
