"""The way to an explanation: what to look for in its order, what the figures say of each, and then
the words and the second officer.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.variance_path import Look, Says, first_look, looks
from tallyapp.domain.vocabulary.boxes import Cause
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, cell
from tallyapp.ui.widgets.cells import Look as Cells
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit, TwoOfficers
from tallyapp.words.catalogue import say

_ROW = 46
_MARKS = {
    Says.EXPLAINS: Mark.DIFFERS,
    Says.OFF: Mark.DIFFERS,
    Says.RULED_OUT: Mark.TICK,
    Says.OPEN: Mark.NOT_YET,
}


def look_words(look: Look) -> tuple[str, str]:
    """What to look for, and what the figures say of it."""
    key = f"look.{look.cause}.{look.says}"
    said = say("verification", key, f"look.{look.cause}", f"look.{look.says}", by=abs(look.by))
    of_box = {"box": look.other} if look.other else {}
    title = f"cause.{look.cause}"
    return say("verification", f"{title}.by", title, **of_box), said


class LooksModel(RowsModel):
    """What to look for, one row each, in the order in which it is looked for."""

    def __init__(self, found: Sequence[Look], parent: QWidget) -> None:
        self.looks = found
        super().__init__([Heading(say("verification", "column.look"))], range(len(found)), parent)

    def describe(self, key: int) -> Sequence[Cells]:
        """One thing to look for, with what the figures say beneath it."""
        look = self.looks[key]
        title, said = look_words(look)
        ruled_out = look.says is Says.RULED_OUT
        mark = _MARKS[look.says]
        role = "secondary" if ruled_out else "ink"
        return (cell(title, mark=mark, face=BODY.heavier(500), role=role) | {Cell.SECOND: said},)

    def name_of(self, key: int) -> str:
        return ": ".join(look_words(self.looks[key]))


class VariancePath(QWidget):
    """One chooses a cause, and then says in words what was found, another officer looking on."""

    submit_asked = Signal()

    def __init__(self, contest: ContestState, box: BoxState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        found = looks(contest, box)
        self.model = LooksModel(found, self)
        self.table = ChoosingTable(self.model, say("verification", "path"))
        self.table.set_row_height(px(_ROW))
        self.table.fit_columns(0)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(len(found) * px(_ROW) + header + 2)
        self.two = TwoOfficers(
            say("verification", "explanation"), say("verification", "explanation-warning")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addWidget(Text(say("verification", "path.what"), role="secondary", wrap=True))
        column.addWidget(self.table)
        column.addWidget(self.two)
        self.table.choose(found.index(first_look(found)))
        self.table.opened.connect(lambda _: self.two.reason.setFocus())
        self.two.submit_asked.connect(self.submit_asked)

    @property
    def look(self) -> Look:
        """The cause that is chosen."""
        return self.model.looks[self.table.chosen or 0]

    @property
    def cause(self) -> Cause:
        """The cause by which it is explained."""
        return self.look.cause

    @property
    def other_box(self) -> str | None:
        """The box that makes up for this one, where that is the cause."""
        return self.look.other or None

    @property
    def reason(self) -> ReasonEdit:
        """The explanation in words."""
        return self.two.reason

    @property
    def officer(self) -> OfficerNumber:
        """The second officer."""
        return self.two.officer
