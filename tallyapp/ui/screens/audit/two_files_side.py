"""The chosen line of a comparison, whole: what each file has of it, field by field."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.views.branches.things import Standing
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.two_files import field_words, thing_words, value_words


class Side(QWidget):
    """For the returning officer, deputies and auditors: here the figures of both are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text(face=HEADING, wrap=True)
        names = ("field", "here", "there")
        self.model = RowsModel(headings("two-files", names, names[1:]), parent=self)
        self._table = Table(self.model, say("two-files", "beside"))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        self._table.wrap_rows(px(30))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(6))
        self._hidden = Text(say("two-files", "hidden"), role="secondary", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._hidden)
        column.addWidget(WithMore(self._table), 1)
        column.addStretch()

    def show_nothing(self) -> None:
        """No line is chosen."""
        self._title.setText("")
        self._show((), both=True)

    def show_pair(self, pair: Pair, here: ContestState | None, there: ContestState | None) -> None:
        """What each file has of a thing on paper, with a mark where they differ."""
        self._title.setText(thing_words(pair.thing))
        # Whoever is to key it from paper is not to have seen what it was elsewhere.
        hidden = _waits_here(pair)
        self._show(() if hidden else list(_fields(pair, here, there)), both=True)
        self._hidden.setVisible(hidden)

    def show_pairs(self, title: str, told: Sequence[tuple[str, str]]) -> None:
        """An entry, whole."""
        self._title.setText(title)
        self._show(
            [
                (cell(name, role="secondary", wrap=True), cell(value, wrap=True))
                for name, value in told
            ],
            both=False,
        )

    def _show(self, rows: Sequence[Sequence[Look]], *, both: bool) -> None:
        self._hidden.hide()
        self._table.setColumnHidden(2, not both)
        header = self._table.horizontalHeader()
        header.setVisible(both)
        for column in (1, 2):
            self._table.setColumnWidth(column, px(80 if both else 170))
        self.model.show_rows([(*row, *[cell()] * (3 - len(row))) for row in rows])
        self._table.setVisible(bool(rows))


def _waits_here(pair: Pair) -> bool:
    there = pair.second is not None and bool(pair.second.figures)
    stands = pair.first is not None and pair.first.standing in (Standing.STANDS, Standing.OUT)
    return there and not stands


def _fields(
    pair: Pair, here: ContestState | None, there: ContestState | None
) -> Iterator[Sequence[Look]]:
    ours = dict(pair.first.figures) if pair.first else {}
    theirs = dict(pair.second.figures) if pair.second else {}
    differing = set(pair.differing)
    # In the order in which they stand on the paper, as far as this file has it.
    for name in (*ours, *(each for each in theirs if each not in ours)):
        other = name in differing
        mark = Mark.DOES_NOT_ADD if other else None
        face = BODY.heavier(600) if other else BODY
        yield (
            cell(field_words(pair.thing, name, here or there), mark=mark, wrap=True),
            cell(value_words(ours[name]) if name in ours else "", face=face, right=True),
            cell(value_words(theirs[name]) if name in theirs else "", face=face, right=True),
        )
