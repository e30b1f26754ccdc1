"""Areas against candidates and rejected heads, summed both ways, with what was verified."""

from collections.abc import Iterable
from textwrap import wrap
from typing import NamedTuple

from PySide6.QtCore import QObject

from tallyapp.domain.state.area import EarlierRound
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.progress import AreaStage, area_progress
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import capital, figure
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

from .lines import RULED, SUMS, TITLES, Line, Row, earlier_value, rows_of, value_of

NAMES = 0
_LETTERS = 12
"""As many as fit in a line of a heading."""
_MARKS = {
    AreaStage.DOES_NOT_ADD: Mark.DOES_NOT_ADD,
    AreaStage.PASSED_OVER: Mark.DIFFERS,
    AreaStage.RECONCILED: Mark.AGREES,
    AreaStage.DIFFERS: Mark.DIFFERS,
    AreaStage.QUERIED: Mark.QUERIED,
}


class Span(NamedTuple):
    """A column: an area by its place among all, now or as an earlier round left it."""

    area: int
    earlier: EarlierRound | None = None


class ReconciliationModel(RowsModel):
    """A column for each area, beside it those of its earlier rounds, and one for all areas.

    Rows that count votes are only there where `votes_shown`.
    """

    def __init__(
        self, contest: ContestState, votes_shown: bool, parent: QObject | None = None
    ) -> None:
        self.ids = list(contest.areas)
        self.spans = spans_of(contest)
        several = votes_shown and contest.set_up.seats > 1
        first = say("reconciliation", "votes-and-papers" if several else "papers")
        words = (first, *(_heading(contest, span) for span in self.spans))
        every = (*words, say("reconciliation", "all"))
        self._contest = contest
        self.rows = tuple(rows_of(contest, votes_shown))
        headings = [Heading(w, i != NAMES) for i, w in enumerate(every)]
        super().__init__(headings, range(len(self.rows)), parent)
        self.progress = [area_progress(contest, area) for area in contest.areas.values()]

    @property
    def last(self) -> int:
        """The column of all areas together."""
        return len(self.spans) + 1

    def area_at(self, column: int) -> str:
        """The area of a column."""
        return self.ids[self.spans[column - 1].area]

    def row_with(self, line: Line) -> int:
        """The first row that holds this."""
        return next(i for i, row in enumerate(self.rows) if row.line is line)

    def columns_wrong(self) -> list[int]:
        """The columns of the areas that do not add."""
        wrong = {i for i, area in enumerate(self.progress) if area.final and area.difference}
        return [
            column
            for column, span in enumerate(self.spans, 1)
            if span.area in wrong and not span.earlier
        ]

    def show_areas(self, changed: Iterable[str]) -> None:
        """These areas changed, and with them the sums."""
        for name in changed:
            at = self.ids.index(name)
            self.progress[at] = area_progress(self._contest, self._contest.areas[name])
            for column, span in enumerate(self.spans, 1):
                if span.area == at:
                    self._tell_column(column)
        self._tell_column(self.last)

    def _tell_column(self, column: int) -> None:
        self.dataChanged.emit(self.index(0, column), self.index(len(self.rows) - 1, column))

    # ---- cells

    def look(self, key: int, column: int) -> Look:
        """A cell by itself: an area that changed is a column, of which there can be hundreds."""
        what = self.rows[key]
        given = self._name(what) if column == NAMES else self._shown(what, column)
        after = self.rows[key + 1].line if key + 1 < len(self.rows) else Line.STATE
        ruled = (after in RULED and what.line is not after) or after is Line.TITLE_PAPERS
        return {**given, Cell.RULE: "field"} if ruled else given

    def _name(self, row: Row) -> Look:
        set_up = self._contest.set_up
        if row.line is Line.VOTES:
            candidate = set_up.candidates[row.of]
            words, lead = candidate_words(candidate)
            tip = f"{candidate.ballot_name}, {candidate.description}"
            return cell(words, lead=lead, stripe=stripe(candidate), tip=tip)
        if row.line is Line.HEAD:
            label = capital(set_up.rules.heads[row.of].label)
            return cell(label, role="secondary", wrap=True)
        words = say("reconciliation", f"line.{row.line}", seats=set_up.seats)
        strong = row.line in (*SUMS, *TITLES, Line.VERIFIED, Line.DIFFERENCE)
        role = "secondary" if row.line in (Line.IN_PART, *TITLES) else ""
        return cell(words, face=BODY.heavier() if strong else BODY, role=role, wrap=True)

    def _shown(self, row: Row, column: int) -> Look:
        if row.line in TITLES:
            return cell()
        if column == self.last:
            return self._of_all(row)
        span = self.spans[column - 1]
        if span.earlier:
            return self._of_earlier(row, span, span.earlier)
        area = self._contest.areas[self.ids[span.area]]
        progress = self.progress[span.area]
        mark = _MARKS.get(progress.stage)
        if row.line is Line.STATE:
            role = mark.role if mark else "secondary"
            return cell(
                say("reconciliation", f"state.{progress.stage}"), role=role, face=BODY.heavier(500)
            )
        value = value_of(area, row, self._contest.set_up.seats)
        if row.line is Line.SEATS_COUNTED:
            return self._of_seats(value, area.counted)
        if row.line is Line.DIFFERENCE:
            return _difference(value, final=progress.final, mark=mark)
        return cell(value, face=BODY.heavier() if row.line in SUMS else BODY)

    def _of_all(self, row: Row) -> Look:
        areas = self._contest.areas.values()
        if row.line is Line.STATE:
            done = sum(area.stage is AreaStage.RECONCILED for area in self.progress)
            return cell(say("reconciliation", "reconciled", done=done, areas=len(self.ids)))
        value = sum(value_of(area, row, self._contest.set_up.seats) for area in areas)
        if row.line is Line.SEATS_COUNTED:
            return self._of_seats(value, sum(area.counted for area in areas))
        if row.line is Line.DIFFERENCE:
            return _difference(value, final=all(a.final for a in self.progress), mark=Mark.DIFFERS)
        return cell(value, face=BODY.heavier())

    def _of_seats(self, value: int, counted: int) -> Look:
        """What all votes come to;
        refused where it is not as many for each paper as there are seats.
        """
        agrees = value == self._contest.set_up.seats * counted
        return cell(value, face=BODY.heavier(), mark=None if agrees else Mark.DOES_NOT_ADD)

    def _of_earlier(self, row: Row, span: Span, earlier: EarlierRound) -> Look:
        """What an area had in an earlier round;
        and, once it is whole again, by how much it is another.
        """
        was = earlier_value(earlier, row)
        if was is None:
            return cell()
        now = value_of(self._contest.areas[self.ids[span.area]], row, self._contest.set_up.seats)
        if now == was or not self.progress[span.area].final:
            return cell(was, role="secondary")
        by = f"+{figure(now - was)}" if now > was else figure(now - was)
        return cell(say("reconciliation", "was", was=was, by=by), role="attention")


def spans_of(contest: ContestState) -> list[Span]:
    """The columns between the names and the sums."""
    areas = enumerate(contest.areas.values())
    return [Span(i, round_) for i, area in areas for round_ in (None, *reversed(area.earlier))]


def _heading(contest: ContestState, span: Span) -> str:
    area = list(contest.areas.values())[span.area].area
    name = area.name if area.name.startswith("Area ") else f"{area.id} {area.name}"
    words = "\n".join(wrap(name, _LETTERS, max_lines=3, placeholder="…"))
    if span.earlier:
        return f"{words}\n{say('reconciliation', 'round', round=span.earlier.round)}"
    return words


def _difference(value: int, *, final: bool, mark: Mark | None) -> Look:
    if not final:
        return cell(figure(value), role="secondary")
    if not value:
        return cell(0, face=BODY.heavier())
    return cell(figure(value), face=BODY.heavier(), mark=mark, role="refused")
