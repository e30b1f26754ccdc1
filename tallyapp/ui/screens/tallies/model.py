"""Candidates in order of votes, each with a bar."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt

from tallyapp.domain.views.lead import Outlook
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.shares import hundredths_of_percent, percent
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.listing import Column, Look, ShownModel, look
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

CANDIDATE, BAR, VOTES, SHARE = range(4)
_HEADINGS = ("bar", "votes", "share")
BAR_ROLE = Qt.ItemDataRole.UserRole + 40
LINE_ROLE = Qt.ItemDataRole.UserRole + 41
"""Whether the last seat is this row's: a line is drawn beneath it."""

_MOST_ON_TWO_LINES = 15


class Bar(NamedTuple):
    """A bar of `votes`, then hatched `to_come` papers, where the whole width is `whole`."""

    votes: int
    to_come: int
    whole: int


class TalliesModel(ShownModel):
    """One row for each candidate, by votes."""

    def __init__(
        self,
        candidates: tuple[Candidate, ...],
        seats: int,
        outlook: Outlook,
        parent: QObject | None = None,
    ) -> None:
        first = "candidate" if seats == 1 else "candidate-line"
        columns = (
            Column(say("tallies", f"column.{name}", seats=seats), right=i > BAR)
            for i, name in enumerate((first, *_HEADINGS))
        )
        super().__init__(tuple(columns), parent)
        self._candidates = candidates
        self._seats = seats
        self.outlook = outlook

    def show_outlook(self, outlook: Outlook) -> None:
        """The figures changed: only rows that look different are told."""
        before = self.outlook
        rows = range(len(self._candidates))
        shown = [self._shown(row) for row in rows]
        self.outlook = outlook
        whole = self._whole(before) != self._whole(outlook)
        for row in rows:
            if whole or self._shown(row) != shown[row]:
                self.tell_row(row)

    @property
    def one_line(self) -> bool:
        """Whether so many stand that a description beneath each would hide who comes next."""
        return len(self._candidates) > _MOST_ON_TWO_LINES

    def row_count(self) -> int:
        return len(self._candidates)

    def row_words(self, row: int) -> str:
        """The candidate; and of the last for whom there is a seat, that the line is after them."""
        name = super().row_words(row)
        return say("tallies", "last-seat", name=name) if row == self._seats - 1 else name

    def cell(self, row: int, column: int) -> Look:
        given = self._cell(row, column)
        # With one seat the first is the only one above the line: there is nothing that it would
        # show.
        return {**given, LINE_ROLE: True} if row == self._seats - 1 and self._seats > 1 else given

    def _cell(self, row: int, column: int) -> Look:
        number, votes, share, bar = self._shown(row)
        match column:
            case 0:
                candidate = self._candidates[number - 1]
                name, lead = candidate_words(candidate)
                return look(
                    name,
                    lead=lead,
                    second="" if self.one_line else candidate.description,
                    stripe=stripe(candidate),
                    tip=f"{candidate.name}, {candidate.description}",
                )
            case 1:
                return {BAR_ROLE: bar, Qt.ItemDataRole.AccessibleTextRole: self._bar_words(bar)}
            case 2:
                return look(votes, face=FIGURE.heavier())
            case _:
                return look(percent(share) if self.outlook.valid else "", face=NAME)

    def _shown(self, row: int) -> tuple[int, int, int, Bar]:
        now = self.outlook
        number = now.order[row]
        votes = now.votes[number - 1]
        to_come = now.to_come if number == now.runner_up else 0
        share = hundredths_of_percent(votes, now.valid)
        return number, votes, share, Bar(votes, to_come, self._whole(now))

    def _whole(self, now: Outlook) -> int:
        return max(max(now.votes), now.votes[now.runner_up - 1] + now.to_come, 1)

    def _bar_words(self, bar: Bar) -> str:
        return say("tallies", "bar.to-come", papers=bar.to_come) if bar.to_come else ""
