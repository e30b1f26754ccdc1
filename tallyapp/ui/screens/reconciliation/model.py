"""Areas against candidates and rejected heads, summed both ways, with what was verified."""

from collections.abc import Iterable
from enum import StrEnum
from textwrap import wrap
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from tallyapp.domain.progress import AreaStage, area_progress
from tallyapp.domain.state import AreaState, ContestState
from tallyapp.messages import say
from tallyapp.ui.parties import stripe
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.listing import Column, Look, ShownModel, look
from tallyapp.ui.widgets.table import Cell, Index
from tallyapp.ui.words import figure

NAMES = 0
_LETTERS = 13
"""As many as fit in a line of a heading."""
_MARKS = {
    AreaStage.DOES_NOT_ADD: Mark.DOES_NOT_ADD,
    AreaStage.PASSED_OVER: Mark.DIFFERS,
    AreaStage.RECONCILED: Mark.AGREES,
    AreaStage.DIFFERS: Mark.DIFFERS,
    AreaStage.QUERIED: Mark.QUERIED,
}


class Line(StrEnum):
    """What a row holds."""

    VOTES = "votes"
    VALID = "valid"
    HEAD = "head"
    REJECTED = "rejected"
    COUNTED = "counted"
    VERIFIED = "verified"
    DIFFERENCE = "difference"
    STATE = "state"


_SUMS = (Line.VALID, Line.REJECTED, Line.COUNTED)
_BEFORE_SUM = (Line.VALID, Line.REJECTED, Line.COUNTED, Line.DIFFERENCE)


class Row(NamedTuple):
    """A row: what it holds, and of which candidate or head (from 0)."""

    line: Line
    of: int = 0


class ReconciliationModel(ShownModel):
    """A column for each area and one for all; candidates' rows only where `votes_shown`."""

    def __init__(self, contest: ContestState, votes_shown: bool, parent: QObject | None = None) -> None:
        names = [area.area.name for area in contest.areas.values()]
        self.ids = list(contest.areas)
        own = [n if n.startswith("Area ") else f"{i} {n}" for i, n in zip(self.ids, names, strict=True)]
        words = (say("reconciliation", "papers"), *own, say("reconciliation", "all"))
        columns = [Column("\n".join(wrap(w, _LETTERS, max_lines=3)), i != NAMES) for i, w in enumerate(words)]
        super().__init__(columns, parent)
        self._contest = contest
        self.rows = tuple(_rows(contest, votes_shown))
        self.progress = [area_progress(contest, area) for area in contest.areas.values()]

    @property
    def last(self) -> int:
        """The column of all areas together."""
        return len(self.ids) + 1

    def row_of(self, line: Line) -> int:
        """The first row that holds this."""
        return next(i for i, row in enumerate(self.rows) if row.line is line)

    def show_areas(self, changed: Iterable[str]) -> None:
        """These areas changed, and with them the sums."""
        for name in changed:
            at = self.ids.index(name)
            self.progress[at] = area_progress(self._contest, self._contest.areas[name])
            self._tell_column(at + 1)
        self._tell_column(self.last)

    def _tell_column(self, column: int) -> None:
        self.dataChanged.emit(self.index(0, column), self.index(len(self.rows) - 1, column))

    # ---- cells

    def row_count(self) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            column = self.columns[index.column()].words
            return f"{self.row_words(index.row())}, {column}: {index.data()}"
        return super().data(index, role)

    def cell(self, row: int, column: int) -> Look:
        what = self.rows[row]
        given = self._name(what) if column == NAMES else self._figure(what, column)
        after = self.rows[row + 1].line if row + 1 < len(self.rows) else Line.STATE
        ruled = after in _BEFORE_SUM and what.line is not after
        return {**given, Cell.RULE: "field"} if ruled else given

    def _name(self, row: Row) -> Look:
        set_up = self._contest.set_up
        if row.line is Line.VOTES:
            candidate = set_up.candidates[row.of]
            surname = candidate.surname.upper()
            return look(
                f"{surname} {candidate.other_names}".strip(),
                lead=len(surname),
                stripe=stripe(candidate),
                tip=f"{candidate.ballot_name}, {candidate.description}",
            )
        if row.line is Line.HEAD:
            label = set_up.rules.heads[row.of].label
            return look(label, role="secondary", tip=label)
        face = BODY.heavier() if row.line in (*_SUMS, Line.VERIFIED, Line.DIFFERENCE) else BODY
        return look(say("reconciliation", f"line.{row.line}"), face=face)

    def _figure(self, row: Row, column: int) -> Look:
        if row.line is Line.STATE:
            return self._state(column)
        states = list(self._contest.areas.values())
        if column == self.last:
            value, final = sum(_value(area, row) for area in states), all(a.final for a in self.progress)
        else:
            value, final = _value(states[column - 1], row), self.progress[column - 1].final
        strong = row.line in _SUMS or column == self.last
        face = BODY.heavier() if strong else BODY
        if row.line is not Line.DIFFERENCE:
            return look(value, face=face)
        if not final:
            return look(figure(value), role="secondary")
        mark = Mark.DIFFERS if column == self.last else _MARKS[self.progress[column - 1].stage]
        if column == self.last and not value:
            return look(0, face=face)
        return look(figure(value), face=face, mark=mark if value else None, role="refused" if value else "")

    def _state(self, column: int) -> Look:
        if column == self.last:
            done = sum(area.stage is AreaStage.RECONCILED for area in self.progress)
            return look(say("reconciliation", "reconciled", done=done, areas=len(self.ids)))
        stage = self.progress[column - 1].stage
        mark = _MARKS.get(stage)
        role = mark.role if mark else "secondary"
        return look(say("reconciliation", f"state.{stage}"), role=role, face=BODY.heavier(500))


def _rows(contest: ContestState, votes_shown: bool) -> Iterable[Row]:
    if votes_shown:
        yield from (Row(Line.VOTES, i) for i in range(len(contest.set_up.candidates)))
    yield Row(Line.VALID)
    yield from (Row(Line.HEAD, i) for i in range(len(contest.set_up.rules.heads)))
    yield from (
        Row(line) for line in (Line.REJECTED, Line.COUNTED, Line.VERIFIED, Line.DIFFERENCE, Line.STATE)
    )


def _value(area: AreaState, row: Row) -> int:
    """Votes or papers of one area."""
    match row.line:
        case Line.VOTES:
            return area.votes[row.of]
        case Line.HEAD:
            return area.rejected[row.of]
        case Line.VALID:
            return area.valid
        case Line.REJECTED:
            return area.rejected_papers
        case Line.COUNTED:
            return area.counted
        case Line.VERIFIED:
            return area.verified
        case _:
            return area.difference
