"""Candidates in order of votes, each with a bar."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt

from tallyapp.domain.views.lead import Outlook
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say
from tallyapp.words.figures import percent
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


class TalliesModel(RowsModel):
    """One row for each candidate, by votes."""

    def __init__(
        self,
        candidates: tuple[Candidate, ...],
        seats: int,
        outlook: Outlook,
        parent: QObject | None = None,
    ) -> None:
        first = "candidate" if seats == 1 else "candidate-line"
        told = [
            Heading(say("tallies", f"column.{name}", seats=seats), right=i > BAR)
            for i, name in enumerate((first, *_HEADINGS))
        ]
        self._candidates = candidates
        self._seats = seats
        self.outlook = outlook
        super().__init__(told, range(len(candidates)), parent)

    def show_outlook(self, outlook: Outlook) -> None:
        """The figures changed: only rows that look different are told."""
        before = self.outlook
        rows = range(len(self._candidates))
        shown = [self._shown(row) for row in rows]
        self.outlook = outlook
        whole = self._whole(before) != self._whole(outlook)
        for row in rows:
            if whole or self._shown(row) != shown[row]:
                self.refresh(row)

    @property
    def one_line(self) -> bool:
        """Whether so many stand that a description beneath each would hide who comes next."""
        return len(self._candidates) > _MOST_ON_TWO_LINES

    def name_of(self, key: int) -> str:
        """The candidate; and of the last for whom there is a seat, that the line is after them."""
        name = super().name_of(key)
        return say("tallies", "last-seat", name=name) if key == self._seats - 1 else name

    def describe(self, key: int) -> Sequence[Look]:
        """The candidate who stands here now."""
        number, votes, share, bar = self._shown(key)
        candidate = self._candidates[number - 1]
        name, lead = candidate_words(candidate)
        row: Sequence[Look] = (
            cell(
                name,
                lead=lead,
                second="" if self.one_line else candidate.description,
                stripe=stripe(candidate),
                tip=f"{candidate.name}, {candidate.description}",
            ),
            {BAR_ROLE: bar, Qt.ItemDataRole.AccessibleTextRole: self._bar_words(bar)},
            cell(votes, face=FIGURE.heavier()),
            cell(percent(share) if self.outlook.valid else "", face=NAME),
        )
        # With one seat the first is the only one above the line: there is nothing that it would
        # show.
        line = {LINE_ROLE: True} if key == self._seats - 1 and self._seats > 1 else {}
        return [{**each, **line} for each in row]

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
