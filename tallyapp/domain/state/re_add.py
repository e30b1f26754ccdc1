"""What is true of a hand re-add: which lines were drawn, and what they came to."""

from dataclasses import dataclass
from typing import NamedTuple

from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes


class HandTotal(NamedTuple):
    """A line as it was added up by hand, and as the count had it then; in votes or papers."""

    line: AreaLine
    keyed: int
    counted: int


@dataclass(frozen=True, slots=True)
class ReAdded:
    """The lines as one officer added them up, by the act at `seq`; `rounds` are those of their
    areas then.
    """

    seq: int
    by: OfficerNumber
    totals: tuple[HandTotal, ...]
    rounds: tuple[int, ...]


class AreaThen(NamedTuple):
    """An area when lines were drawn: its round, votes by candidate and papers by head."""

    round: int
    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]


class DrawnOver(NamedTuple):
    """What was counted when lines were drawn: the result's figures, and each area by its id."""

    figures: ResultFigures
    areas: dict[str, AreaThen]


@dataclass(frozen=True, slots=True)
class ReAdd:
    """The lines that were drawn last, by the act `id`, for the provisional result `given` and what
    was counted then, `over`.

    `done` is each time that they were added up, the last of which says what they come to.
    """

    id: str
    given: str
    seed: str
    lines: tuple[AreaLine, ...]
    over: DrawnOver
    done: tuple[ReAdded, ...] = ()
