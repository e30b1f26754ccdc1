"""What is kept so that a re-count begun in error can be given up, and of a contest that was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyapp.domain.acts import WhyAbandoned
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.units import CandidateNumber

if TYPE_CHECKING:
    from tallyapp.domain.state.result import Lots


@dataclass(frozen=True, slots=True)
class AreaBefore:
    """An area as it was when a re-count began in it: its round, its papers, and the lives of those
    that the re-count took out.
    """

    round: int
    sheets: tuple[KeyedPaper, ...]
    forms: tuple[KeyedPaper, ...]
    taken_out: tuple[tuple[KeyedPaper, Life], ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """A re-count that was begun, by the id and position of its act, and each area before it.

    `round` is the one that it took the place of, `drawn` the last lots then. Of the `request` on
    which it was begun, `begun` are the areas begun anew before, and `followed` whether it had been
    followed then.
    """

    id: str
    seq: int
    number: int
    round: int
    areas: Mapping[str, AreaBefore]
    drawn: "Lots | None" = None
    request: str = ""
    begun: frozenset[str] = frozenset()
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Abandoned:
    """That a contest was given up: by which act, why, and because of which candidate's death."""

    id: str
    seq: int
    because: WhyAbandoned
    reason: str
    candidate: CandidateNumber | None = None
