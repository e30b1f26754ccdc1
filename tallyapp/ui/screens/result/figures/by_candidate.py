"""Tables of the candidates in ballot-paper order:
with our figures, or with those that are read back.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import AddedByHand, Round
from tallyapp.domain.vocabulary.kind_of_election import RejectedHead
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.ui.screens.result.figures.hand_totals import HandTotals
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.figures import capital, figure
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

NUMBER, CANDIDATE, FIGURES, STATE = range(4)
_TO_THE_RIGHT = ("no", "votes", "hand-added")


def change_words(change: int) -> str:
    """A difference with its sign: +2, −1, or nothing changed."""
    return f"+{figure(change)}" if change > 0 else figure(change) if change else "="


def head_words(head: RejectedHead) -> str:
    """A head of rejection as a line of a result; papers rejected in part are valid."""
    return words("paper.in-part" if head.in_part else "paper.rejected", head=head.label)


def head_cell(head: RejectedHead) -> dict[int, Any]:
    """A head of rejection in its row, which may be long."""
    shown = head_words(head) if head.in_part else capital(head.label)
    return cell(shown, role="ink") | {Cell.WRAP: True}


class Lines(RowsModel):
    """A row for each candidate, by number."""

    def __init__(
        self,
        contest: ContestState,
        headings: Sequence[str | Heading],
        numbers: Iterable[int] = (),
        parent: QObject | None = None,
    ) -> None:
        self.candidates = contest.set_up.candidates
        told = [
            name
            if isinstance(name, Heading)
            else Heading(words(f"head.{name}"), name in _TO_THE_RIGHT)
            for name in headings
        ]
        super().__init__(told, numbers or range(1, len(self.candidates) + 1), parent)

    def name_of(self, key: Any) -> str:
        """The candidate, as a screen reader says it."""
        return f"{key} {self.candidates[key - 1].ballot_name}"

    def describe_candidate(self, number: int) -> list[Look]:
        """The number with its stripe, and the name."""
        candidate = self.candidates[number - 1]
        numbered = cell(str(number), role="secondary", right=True)
        numbered[Cell.STRIPE] = stripe(candidate)
        name, lead = candidate_words(candidate)
        return [numbered, cell(name, face=NAME, lead=lead)]


class Figures(Lines):
    """Our figures: what is given to candidates and agents, beside those of the rounds before."""

    def __init__(
        self,
        contest: ContestState,
        votes: Sequence[int],
        numbers: Iterable[int] = (),
        rounds: Sequence[Round] = (),
    ) -> None:
        headings: list[str | Heading] = ["no", "candidate"]
        for earlier in rounds:
            headings.append(Heading(words("head.round", round=earlier.number), right=True))
        if rounds:
            headings.append(Heading(words("head.round", round=contest.round), right=True))
            headings.append(Heading(words("head.change"), right=True))
        else:
            headings.append("votes")
        super().__init__(contest, headings, numbers)
        self._votes = votes
        self._rounds = rounds

    def describe(self, key: Any) -> Sequence[Look]:
        here = int(self._votes[key - 1])
        before = [int(earlier.figures.votes[key - 1]) for earlier in self._rounds]
        told = [*self.describe_candidate(key), *(cell(votes, role="secondary") for votes in before)]
        told.append(cell(here, face=FIGURE))
        if before:
            change = here - before[-1]
            told.append(
                cell(change_words(change), mark=Mark.DIFFERS if change else None, right=True)
                if change
                else cell(change_words(0), role="secondary", right=True)
            )
        return told


class HandAdded(Lines, HandTotals):
    """What is read back, line by line: the candidates' votes, then rejected papers by head, as the
    count summary has them; beside it, once all are in, whether it agrees with ours.
    """

    def __init__(self, contest: ContestState) -> None:
        self._rejected = contest.set_up.rules.heads
        lines = len(contest.set_up.candidates) + len(self._rejected)
        headings = ("no", "candidate-or-head", "hand-added", "state")
        super().__init__(contest, headings, range(1, lines + 1))
        self.totals = [None] * lines
        self._asked: set[int] = set()
        self._ours: Sequence[int] = ()

    @property
    def heads(self) -> range:
        """The rows of the heads, whose names are long."""
        return range(len(self.candidates), len(self.totals))

    def parted(self, totals: Sequence[int]) -> AddedByHand:
        """A total for each line, as an act has them."""
        return AddedByHand(
            votes=tuple(map(Votes, totals[: self.heads.start])),
            rejected=tuple(map(Papers, totals[self.heads.start :])),
        )

    def name_of(self, key: Any) -> str:
        head = self._head(key)
        return head_words(head) if head else super().name_of(key)

    def _head(self, key: int) -> RejectedHead | None:
        """The head of a line; None of a candidate's."""
        number = key - len(self.candidates)
        return self._rejected[number - 1] if number > 0 else None

    def ask(self, numbers: Iterable[int], totals: Sequence[int | None]) -> None:
        """Have the totals of these lines keyed; the others stand as they were keyed."""
        self._asked = set(numbers)
        self._ours = ()
        self._show_totals(totals)

    def compare(self, totals: Sequence[int], ours: Sequence[int]) -> None:
        """All are in: show each line agreeing or differing."""
        self._asked = set()
        self._ours = ours
        self._show_totals(totals)

    def describe(self, key: Any) -> Sequence[Look]:
        value = self.totals[key - 1]
        if key in self._asked:
            total = keyed(value, FIGURE)
            state = cell()
        else:
            total = cell(value, face=FIGURE.heavier())
            state = self._compared(key, value)
        head = self._head(key)
        named = [cell(), head_cell(head)] if head else self.describe_candidate(key)
        return [*named, total, state]

    def _compared(self, key: int, value: int | None) -> dict[int, Any]:
        if not self._ours or value is None:
            return cell(words("stands"), role="secondary") if value is not None else cell()
        ours = self._ours[key - 1]
        if value == ours:
            return cell(words("agrees"), mark=Mark.AGREES)
        return cell(words("differs", ours=figure(ours)), mark=Mark.DIFFERS)
