"""What those who key are shown of a result: what was released to everybody, and nothing else."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.released import ShownResult, shown
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, TITLE, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

_COLUMNS = ("released-candidate", "votes", "elected")


class ReleasedTallies(Screen):
    """The released result of this contest, as it stands on the hall's screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = RowsModel(headings("tallies", _COLUMNS, ("votes",)), parent=self)
        self.table = Table(self.model, say("titles", "tallies"))
        self.table.shrink_rows(px(45), px(40))
        self._said = Text(face=BODY.heavier(500))
        head = QHBoxLayout()
        head.setSpacing(gap(12))
        head.addWidget(Text(say("titles", "tallies"), TITLE))
        head.addWidget(self._said)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(12))
        column.addLayout(head)
        column.addWidget(WithMore(self.table), 1)
        self.table.fit_columns(0)
        for at, width in ((1, 140), (2, 220)):
            self.table.setColumnWidth(at, px(width))
        self._show()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Ctrl", "C"), say("ui", "copy"), last=True),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self, _: object, /) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changed: Changed) -> None:
        """Released anew, or taken back."""
        if changed.result:
            self._show()

    def _result(self) -> ShownResult | None:
        results = shown(self.session.desk.count).results
        return next((each for each in results if each.contest == self.stream), None)

    def _show(self) -> None:
        result = self._result()
        key = "corrected" if result and result.corrected else "whole"
        self._said.setText(say("tallies", f"released.{key}") if result else "")
        self.model.show_rows(list(_rows(result)) if result else [])


def _rows(result: ShownResult) -> Iterator[Sequence[Look]]:
    for each in result.candidates:
        lot = "elected.by-lot" if each.by_lot else "elected"
        yield (
            cell(each.name, second=each.description, face=BODY.heavier()),
            cell(each.votes, face=FIGURE.heavier()),
            cell(say("tallies", lot), mark=Mark.AGREES) if each.elected else cell(""),
        )
