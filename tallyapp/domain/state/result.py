"""What a result was given as, asked about, decided by lot and declared: the parts of a contest
that come after its figures.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from msgspec import UNSET

from tallyapp.domain.acts import NoticeCorrected
from tallyapp.domain.vocabulary.on_paper import (
    Candidate,
    ResultFigures,
)
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    OfficerNumber,
    Papers,
    Votes,
)


class AddedByHand(NamedTuple):
    """Totals of the count summary: votes by candidate, and rejected papers by head."""

    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """Both, line by line as they stand on the summary: the candidates, then the heads."""
        return (*self.votes, *self.rejected)


@dataclass(slots=True)
class Provisional:
    """The provisional result that stands, and what has been done about it;
    `id`, `seq` and `by` are of its act.

    `answers` says which candidates' sides were content with it.
    """

    id: str
    seq: int
    by: OfficerNumber
    figures: ResultFigures
    opportunity: bool = False
    answers: dict[CandidateNumber, bool] = field(default_factory=dict)
    read_back: AddedByHand | None = None

    @property
    def to_add(self) -> AddedByHand:
        """What the totals added up by hand are to come to."""
        return AddedByHand(self.figures.votes, self.figures.rejected)

    @property
    def read_back_agrees(self) -> bool:
        """Whether it was read back, and every line is as the program has it."""
        return self.read_back == self.to_add

    @property
    def differing(self) -> list[int]:
        """The lines of the summary, from 1, that were read back otherwise than the program has
        them; none where nothing was read back.
        """
        if self.read_back is None:
            return []
        pairs = zip(self.read_back.lines, self.to_add.lines, strict=True)
        return [n for n, (theirs, ours) in enumerate(pairs, 1) if theirs != ours]


@dataclass(slots=True)
class Request:
    """A request for an inspection or a re-count: who asks for what, and how it was answered;
    `id` is that of its act.

    `granted` are the areas for which it was granted, none named all that were asked for. `begun`
    are the areas begun anew on it; it is `followed` when they are all those that it is for.
    """

    id: str
    number: int
    candidate: CandidateNumber
    asks: str
    areas: tuple[str, ...]
    answer: str = ""
    granted: tuple[str, ...] = ()
    begun: set[str] = field(default_factory=set)
    followed: bool = False

    @property
    def open(self) -> bool:
        """Whether it waits for its answer, or for the re-count that was granted."""
        return not self.answer or (self.waits_for_recount and not self.followed)

    @property
    def waits_for_recount(self) -> bool:
        """Whether a re-count was granted."""
        return self.asks == "recount" and self.answer == "granted"


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots drawn, and the votes over which they were drawn: while
    these are the votes, they stand.
    """

    votes: tuple[Votes, ...]
    chosen: dict[frozenset[CandidateNumber], CandidateNumber]


@dataclass(frozen=True, slots=True)
class LotKeyed:
    """A lot that was recorded, by the act `id`, and that nobody has confirmed; `seen_by` are those
    who know whom it chose.
    """

    id: str
    tied: frozenset[CandidateNumber]
    chosen: CandidateNumber
    seen_by: frozenset[OfficerNumber]


@dataclass(frozen=True, slots=True)
class Round:
    """A round that another took the place of, in these areas: the
    contest's figures when it ended.
    """

    number: int
    areas: tuple[str, ...]
    figures: ResultFigures
    ended_by: int


@dataclass(slots=True)
class Declaration:
    """The declaration, once made;
    `outside` the program for this reason, and then with what differed.
    """

    id: str
    seq: int
    figures: ResultFigures
    elected: tuple[CandidateNumber, ...]
    declared_at: datetime
    declarant: OfficerNumber
    said_first: str = ""
    outside: str = ""
    differs: tuple[FindingRecord, ...] = ()


class OnNotice(NamedTuple):
    """What a notice of result says that a correction may put right."""

    candidates: tuple[Candidate, ...]
    figures: ResultFigures
    electorate: int | None

    def corrected(self, act: NoticeCorrected) -> "OnNotice":
        """What the notice says that this act makes: what the act leaves out stays as it is here."""
        candidates = self.candidates if act.candidates is UNSET else act.candidates
        electorate = self.electorate if act.electorate is UNSET else act.electorate
        return OnNotice(candidates, act.figures, electorate)


@dataclass(frozen=True, slots=True)
class CorrectedNotice:
    """An error found after the declaration: the notice as it should have read, and why."""

    id: str
    number: int
    seq: int
    says: OnNotice
    reason: str

    @property
    def figures(self) -> ResultFigures:
        """Its figures."""
        return self.says.figures


@dataclass(frozen=True, slots=True)
class Released:
    """That everybody may see the notice `of`; `id` and `seq` are of the act that released it."""

    id: str
    seq: int
    of: str


class Passed(NamedTuple):
    """A finding that was gone on over, and for which provisional result;
    `of` is empty if none was given yet.
    """

    of: str
    finding: FindingRecord
