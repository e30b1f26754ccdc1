"""Mixed papers: votes for each candidate in ballot-paper order,
in as many columns as let all be seen.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens.key_sheet.several_seats.keying import MixedFigures
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, NAME, px
from tallyapp.ui.widgets.cells import Cell, Heading, Index, Look, cell, keyed
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

_ALONE = ("no", "candidate", "description", "votes")
_BESIDE = ("candidate", "votes")
"""What stands in a column of lines that is alone, and in each of several."""
_RIGHT = ("no", "votes")
_ROWS = 14
"""Lines that stand one below the other; more go on in the next column."""
_MOST_COLUMNS = 3


class VotesModel(RowsModel):
    """Candidates' votes, then those not used and uncertain,
    down one column of lines and then the next.
    """

    keyed = Signal()

    def __init__(
        self,
        figures: MixedFigures,
        candidates: tuple[Candidate, ...],
        parent: QObject | None = None,
    ) -> None:
        self.figures = figures
        self._people = candidates
        lines = len(candidates) + 2
        self.across = min(ceil(lines / _ROWS), _MOST_COLUMNS)
        self.parts = _ALONE if self.across == 1 else _BESIDE
        self._deep = ceil(lines / self.across)
        self._names = [self._name(n, candidate) for n, candidate in enumerate(candidates, 1)]
        self._names += [(say("papers", f"sheet.{name}"), 0) for name in ("unused", "uncertain")]
        self._stripes = [stripe(candidate) for candidate in candidates]
        self._at = -1
        self._blank = -1
        headings = [Heading(say("key-sheet", part), part in _RIGHT) for part in self.parts]
        super().__init__(headings * self.across, range(self._deep), parent)

    def _name(self, number: int, candidate: Candidate) -> tuple[str, int]:
        words, lead = candidate_words(candidate)
        if "no" in self.parts:
            return words, lead
        return f"{number} {words}", len(f"{number} ") + lead

    def show_figures(self, figures: MixedFigures) -> None:
        """Key these from now on: the sheet's, or those of a counting sheet."""
        self.figures = figures
        self.refresh_all()

    def name_of(self, key: int) -> str:
        return self.words(key)

    def part(self, column: int) -> str:
        """What stands in a column."""
        return self.parts[column % len(self.parts)]

    # ---- lines

    def line(self, index: Index) -> int:
        """The line that a cell belongs to, from 0; -1 beneath the last."""
        at = index.column() // len(self.parts) * self._deep + index.row()
        return at if at < len(self._names) else -1

    def place(self, line: int) -> tuple[int, int]:
        """The row and column in which a line's votes are keyed."""
        across, row = divmod(line, self._deep)
        return row, (across + 1) * len(self.parts) - 1

    def words(self, line: int) -> str:
        """A line as it is spoken of."""
        if line < len(self._people):
            return f"{line + 1} {candidate_words(self._people[line])[0]}"
        return self._names[line][0]

    def in_full(self, line: int) -> str:
        """A line with the candidate's description."""
        whose = self._people[line].description if line < len(self._people) else ""
        return f"{self.words(line)}, {whose}" if whose else self.words(line)

    def describe(self, key: int) -> Sequence[Look]:
        """The lines that stand side by side."""
        lines = range(key, self.across * self._deep, self._deep)
        return [look for line in lines for look in self._line(line)]

    def _line(self, line: int) -> Sequence[Look]:
        if line >= len(self._names):
            return [cell(rule="window") for _ in self.parts]
        words, lead = self._names[line]
        person = self._people[line] if line < len(self._people) else None
        wrong = self.figures.too_many(line + 1)
        mark = Mark.DOES_NOT_ADD if wrong or line == self._blank else None
        looks = {
            "no": cell(line + 1 if person else None, role="secondary"),
            "candidate": cell(words, face=NAME, lead=lead, mark=mark, role="ink"),
            "description": self._description(line, person),
            "votes": self._votes(line, wrong),
        }
        if person:
            looks[self.parts[0]][Cell.STRIPE] = self._stripes[line]
        around: dict[int, str] = {Cell.BAND: "tint"} if line == self._at else {}
        if line == len(self._people) - 1:
            around[Cell.RULE] = "field"
        return [looks[part] | around for part in self.parts]

    def _description(self, line: int, person: Candidate | None) -> dict[int, Any]:
        if line + 1 in self.figures.noughts:
            return cell(say("key-sheet", "nought"), mark=Mark.NOT_YET, role="secondary")
        return cell(person.description if person else None, role="secondary")

    def _votes(self, line: int, wrong: bool) -> dict[int, Any]:
        """A figure to be keyed, unless there are no mixed papers, and so no votes."""
        votes = self.figures.on_line(line)
        if self.figures.papers == 0:
            return cell(votes, face=FIGURE)
        look = keyed(votes, FIGURE, wrong=wrong)
        return look | {Cell.ROLE: "secondary"} if line + 1 in self.figures.noughts else look

    # ---- keying

    def take(self, key: int, column: int, value: int | None) -> None:
        self._blank = -1
        self.figures.key(self.line(self.index(key, column)) + 1, value)
        self.refresh(key)
        self.keyed.emit()

    def be_at(self, line: int) -> None:
        """Mark the line that is being keyed; -1 for none."""
        before = self._at
        self._at = line
        for changed in {before, line} - {-1}:
            self.refresh(self.place(changed)[0])

    def note_blank(self, line: int) -> None:
        """Mark a line as blank, until one is keyed."""
        self._blank = line
        self.refresh(self.place(line)[0])


class VotesTable(KeyedTable):
    """Keys the lines down each column."""

    def __init__(self, model: VotesModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.lines = model
        least = px(26)
        self.verticalHeader().setMinimumSectionSize(least)
        self.shrink_rows(px(39), least)
        header = self.horizontalHeader()
        header.setFixedHeight(px(32))
        for column in range(model.columnCount()):
            width = {"no": 54, "votes": 104 if model.across == 1 else 84}.get(model.part(column))
            if width is None:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(column, px(width))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def walk(self) -> None:
        super().walk()
        self._path.sort(key=lambda cell: (cell.column(), cell.row()))

    def name_at(self, index: QModelIndex) -> str:
        """A field's name, for who listens."""
        model = self.model()
        assert isinstance(model, VotesModel)
        return f"{say('key-sheet', 'votes')}, {model.words(model.line(index))}"

    @property
    def line_at(self) -> int:
        """The line that is open; -1 if none is."""
        return self.lines.line(self._path[self.at]) if self.at >= 0 else -1

    def open_line(self, line: int) -> None:
        """Open a line."""
        self.open_row(*self.lines.place(line))
