"""The contests of a list of candidates, with the figures that are keyed because it does not say
them.
"""

from collections.abc import Sequence

from tallyapp.exchange.listed import CandidateList, ListedContest
from tallyapp.new_count import without_poll
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.cells import Look, cell, headings, keyed
from tallyapp.ui.widgets.rows import RowsModel

SEATS = 2
ELECTORATE = 3
_HEADINGS = ("contest", "candidates", "seats", "electorate")


class ContestFigures(RowsModel):
    """Contests in which there is a poll; the electorate and the seats are keyed where the list does
    not say them.
    """

    def __init__(self) -> None:
        super().__init__(headings("new-count", _HEADINGS, right=_HEADINGS[1:]))
        self._contests: list[ListedContest] = []
        self._asks_seats = False
        self.electorates: dict[str, int | None] = {}
        self.seats: dict[str, int | None] = {}
        """Both of the contests of which the list does not say them."""

    def show_contests(self, found: CandidateList | None, asks_seats: bool) -> None:
        """Show those in which there is a poll; what was keyed for one of them stays."""
        self._asks_seats = asks_seats
        self._contests = (
            [each for each in found.contests if not without_poll(each)] if found else []
        )
        self.electorates = {
            each.id: self.electorates.get(each.id)
            for each in self._contests
            if each.electorate is None
        }
        asked = [each.id for each in self._contests if self._asks(each)]
        self.seats = {contest: self.seats.get(contest) for contest in asked}
        self.show_others(range(len(self._contests)))

    def _asks(self, contest: ListedContest) -> bool:
        return self._asks_seats and contest.seats is None

    def describe(self, key: int) -> Sequence[Look]:
        """One contest."""
        contest = self._contests[key]
        seats = (
            keyed(self.seats[contest.id], FIGURE)
            if self._asks(contest)
            else cell(contest.seats or 1)
        )
        return (
            cell(contest.name or contest.id),
            cell(len(contest.candidates)),
            seats,
            keyed(self.electorates[contest.id], FIGURE)
            if contest.electorate is None
            else cell(contest.electorate),
        )

    def name_of(self, key: int) -> str:
        return self._contests[key].id

    def take(self, key: int, column: int, value: int | None) -> None:
        figures = self.electorates if column == ELECTORATE else self.seats
        figures[self._contests[key].id] = value
        self.refresh(key)
