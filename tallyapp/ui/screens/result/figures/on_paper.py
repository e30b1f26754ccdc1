"""The figures of a result as they stand on paper, keyed line by line and set beside ours."""

from collections.abc import Iterator, Sequence
from typing import Any

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import Papers, Votes
from tallyapp.ui.screens.result.figures.by_candidate import change_words, head_cell, head_words
from tallyapp.ui.screens.result.page import words
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import FIGURE, NAME
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell, keyed
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

LINE, PAPER, OURS, STATE = range(4)
_SUMS = ("valid", "verified", "unused", "uncertain")
"""What follows the candidates and the heads, in the order in which it is keyed."""


def listed(figures: ResultFigures, seats: int) -> list[int]:
    """A result's figures in the order in which they are keyed."""
    several = [figures.unused, figures.uncertain] if seats > 1 else []
    return [*figures.votes, *figures.rejected, figures.valid, figures.verified, *several]


def figures_of(contest: ContestState, listed: Sequence[int | None]) -> ResultFigures | None:
    """The figures of a result that were keyed in this order; None while one is blank."""
    values = [value for value in listed if value is not None]
    if len(values) < len(listed):
        return None
    heads = _heads(contest)
    sums = dict(zip(_SUMS, values[heads.stop :], strict=False))
    return ResultFigures(
        votes=tuple(map(Votes, values[: heads.start])),
        rejected=tuple(map(Papers, values[heads.start : heads.stop])),
        valid=Papers(sums["valid"]),
        verified=Papers(sums["verified"]),
        # One seat has neither: each valid paper is a vote.
        unused=Votes(sums.get("unused", 0)),
        uncertain=Votes(sums.get("uncertain", 0)),
    )


def _heads(contest: ContestState) -> range:
    candidates = len(contest.set_up.candidates)
    return range(candidates, candidates + len(contest.set_up.rules.heads))


class PaperFigures(RowsModel):
    """A row for each figure: votes by candidate,
    papers by head, valid, verified; several seats, two more.

    `ours` are the figures that they are compared with;
    `first` what stands there before anything is keyed.
    """

    def __init__(
        self,
        contest: ContestState,
        ours: ResultFigures,
        first: Sequence[int | None],
        heads: tuple[str, str],
    ) -> None:
        self._contest = contest
        self._ours = listed(ours, contest.set_up.seats)
        self.values: list[int | None] = list(first)
        self._compared = False
        names = ("line", *heads, "difference")
        told = [
            Heading(words(f"head.{name}"), name not in ("line", "difference")) for name in names
        ]
        super().__init__(told, range(len(self._ours)))

    def compare(self, compared: bool) -> None:
        """Show each figure beside ours; or have them keyed."""
        if compared != self._compared:
            self.beginResetModel()
            self._compared = compared
            self._described.clear()
            self.endResetModel()

    def show_ours(self, ours: ResultFigures) -> None:
        """Compare with these from now on."""
        self.beginResetModel()
        self._ours = listed(ours, self._contest.set_up.seats)
        self._described.clear()
        self.endResetModel()

    def restore(self, values: Sequence[int | None]) -> None:
        """What was keyed before."""
        if len(values) == len(self.values):
            self.beginResetModel()
            self.values = list(values)
            self._described.clear()
            self.endResetModel()

    @property
    def figures(self) -> ResultFigures | None:
        """The figures as keyed; None while one is blank."""
        return figures_of(self._contest, self.values)

    @property
    def heads(self) -> range:
        """The rows of the heads, whose names are long."""
        return _heads(self._contest)

    @property
    def differing(self) -> int:
        """How many figures are not as ours."""
        return sum(theirs != ours for theirs, ours in zip(self.values, self._ours, strict=True))

    def name_of(self, key: Any) -> str:
        set_up = self._contest.set_up
        candidates = set_up.candidates
        heads = set_up.rules.heads
        if key < len(candidates):
            return f"{key + 1} {candidates[key].ballot_name}"
        if key < len(candidates) + len(heads):
            return head_words(heads[key - len(candidates)])
        return words(f"paper.{_SUMS[key - self.heads.stop]}")

    def take(self, key: Any, _: int, value: int | None, /) -> None:
        self.values[key] = value
        self.refresh(key)

    def describe(self, key: Any) -> Sequence[Look]:
        value = self.values[key]
        ours = self._ours[key]
        paper = cell(value, face=FIGURE) if self._compared else keyed(value, FIGURE)
        return [self._named(key), paper, cell(ours, role="secondary"), self._state(value, ours)]

    def _named(self, key: int) -> dict[int, Any]:
        candidates = self._contest.set_up.candidates
        if key in self.heads:
            return head_cell(self._contest.set_up.rules.heads[key - len(candidates)])
        if key >= len(candidates):
            return cell(self.name_of(key), role="ink") | {Cell.WRAP: True}
        name, lead = candidate_words(candidates[key])
        named = cell(name, face=NAME, lead=lead)
        named[Cell.STRIPE] = stripe(candidates[key])
        return named

    def _state(self, value: int | None, ours: int) -> dict[int, Any]:
        if value is None:
            return cell()
        if value == ours:
            return cell(words("paper.same"), mark=Mark.AGREES)
        return cell(change_words(value - ours), mark=Mark.DIFFERS)


def does_not_add(contest: ContestState, given: ResultFigures) -> Iterator[str]:
    """Where figures cannot stand in one notice, each with the numbers compared."""
    rules = contest.set_up.rules
    seats = contest.set_up.seats
    votes = sum(given.votes)
    rejected = rules.rejected_papers(given.rejected)
    if given.valid + rejected != given.verified:
        told = {"valid": given.valid, "rejected": rejected, "sum": given.valid + rejected}
        yield words("paper.papers", **told, verified=given.verified)
    if seats == 1 and votes != int(given.valid):
        yield words("paper.votes", votes=votes, valid=given.valid)
    if seats > 1 and votes + given.unused + given.uncertain != seats * given.valid:
        told = {
            "votes": votes,
            "unused": given.unused,
            "uncertain": given.uncertain,
            "seats": seats,
        }
        total = votes + given.unused + given.uncertain
        yield words(
            "paper.several", **told, total=total, valid=given.valid, most=seats * given.valid
        )
