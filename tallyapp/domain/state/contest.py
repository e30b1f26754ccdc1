"""What is true of a contest now: numbers, and the position of the act that made them so; never the
acts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tallyapp.domain.acts import (
    ContestSetUp,
    VerificationStated,
)
from tallyapp.domain.state.area import AreaState, BoxState
from tallyapp.domain.state.between import NOW, Between, End
from tallyapp.domain.state.containers import Containers
from tallyapp.domain.state.given_up import Abandoned, Recount
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.state.postal import PostalState
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.domain.state.result import (
    CorrectedNotice,
    Declaration,
    LotKeyed,
    Lots,
    OnNotice,
    Passed,
    Provisional,
    Released,
    Request,
    Round,
)
from tallyapp.domain.state.times import Times
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.previous import CandidateGroup, PreviousResult
from tallyapp.domain.vocabulary.slates import Slate, slate_name
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    FormNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
    SlateNumber,
)

NO_SLATE = SlateNumber(0)
"""The number of a slate that nobody has named."""


class Stage(StrEnum):
    """A contest's way, worked out from its parts."""

    COUNTING = "counting"
    PROVISIONAL = "provisional"
    DECLARED = "declared"
    SIGNED = "signed"
    ABANDONED = "abandoned"


@dataclass(slots=True)
class ContestState:
    """One contest: everything that its stream has made true.

    `set_up` is as it was last put right; its boxes are those first registered, `boxes` those there
    are now, `withdrawn` those that are none of it. `put_right` are the acts that put it right, by
    position and id; `papers_keyed_by` are all who ever keyed anything of a sheet or form.

    `statement` is the papers of the verification statement that stands, None while none does;
    `stated` is the last that was made, whether it stands or not, and `stated_seq` its position.

    `rounds` are those that ended, `round` the number of the one that counts, `last_round` of the
    last that was begun; `recounts` are those that could be given up, `given_up` those that were,
    with what was counted in them; `given_at` is the position of the last provisional result.

    `re_add` is the last hand re-add that was drawn, `seeds` are all that were keyed.

    `slates` stand in the order in which they were named; `slate_keyed_by` is who keyed the
    candidates of each, and `compared` whether it fits its bundle. `names_id` is the act that made
    the candidates' names and order what they are, by the officers `names_by`; `names_seen` the one
    whose names another officer saw on the printed ballot paper; `electorate_by` are those who made
    the electorate what it is; `electorate_seen` the electorate that another officer keyed. `warned`
    are the warnings that were looked into, with what was found. `lot` is whom each lot that stands
    chose, by those between whom it was drawn; `lot_keyed` one that waits for the officer who
    confirms it; `drawn` is the last lots, which stand again where the same votes are given again;
    `lot_ids` are the acts by which each lot was last recorded. `released` is the release that
    stands, `expected` what the hall is told of when the result comes, empty for nothing. `version`
    and `at` are those of the last act; `polls_on` is the polling day of a real count, None in
    practice. `containers` is the register of the count, at which rules look as of what an act has
    seen; None where a contest is worked out without its count. `between` is what `count` tells of
    papers of other contests, to be asked as of what an act has seen; `taken_up` are those of its
    acts that this contest took up. `times` is when it was worked on, which no rule asks for.
    `previous` is the result with which this one is compared, None where none was stated; `groups`
    are those within which candidates are ranked; `previous_id` and `groups_id` are their acts.
    """

    set_up: ContestSetUp
    names_id: str
    names_by: frozenset[OfficerNumber]
    electorate_by: frozenset[OfficerNumber]
    names_seen: str = ""
    electorate_seen: int | None = None
    polls_on: date | None = None
    containers: Containers | None = None
    between: Between | None = None
    taken_up: set[str] = field(default_factory=set)
    seq: int = 1
    version: int = 0
    at: datetime | None = None
    seen: int = 0
    boxes: dict[str, BoxState] = field(default_factory=dict)
    areas: dict[str, AreaState] = field(default_factory=dict)
    sheets: dict[SheetNumber, KeyedPaper] = field(default_factory=dict)
    forms: dict[FormNumber, KeyedPaper] = field(default_factory=dict)
    put_right: list[tuple[int, str]] = field(default_factory=list)
    papers_keyed_by: set[OfficerNumber] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    slates: list[Slate] = field(default_factory=list)
    slate_keyed_by: dict[Slate, tuple[OfficerNumber, ...]] = field(default_factory=dict)
    compared: dict[Slate, bool] = field(default_factory=dict)
    statement: int | None = None
    statement_version: int = 0
    stated: VerificationStated | None = None
    stated_seq: int = 0
    passed: set[Passed] = field(default_factory=set)
    warned: dict[FindingRecord, str] = field(default_factory=dict)
    postal: PostalState = field(default_factory=PostalState)
    provisional: Provisional | None = None
    requests: list[Request] = field(default_factory=list)
    given_at: int = 0
    round: int = 1
    last_round: int = 1
    rounds: list[Round] = field(default_factory=list)
    recounts: list[Recount] = field(default_factory=list)
    given_up: list[Round] = field(default_factory=list)
    # By those between whom it was drawn: who was chosen says nothing without who was not.
    lot: dict[frozenset[CandidateNumber], CandidateNumber] = field(default_factory=dict)
    lot_keyed: LotKeyed | None = None
    drawn: Lots | None = None
    lot_ids: dict[frozenset[CandidateNumber], str] = field(default_factory=dict)
    re_add: ReAdd | None = None
    seeds: set[str] = field(default_factory=set)
    declaration: Declaration | None = None
    corrected: list[CorrectedNotice] = field(default_factory=list)
    signed: set[str] = field(default_factory=set)
    released: Released | None = None
    expected: str = ""
    abandoned: Abandoned | None = None
    # The same count, counted at other times, is the same count.
    times: Times = field(default_factory=Times, compare=False)
    previous: PreviousResult | None = None
    previous_id: str = ""
    groups: tuple[CandidateGroup, ...] = ()
    groups_id: str = ""

    @property
    def stage(self) -> Stage:
        """Where the contest is on its way."""
        if self.abandoned:
            return Stage.ABANDONED
        if self.declaration:
            return Stage.SIGNED if "declaration" in self.signed else Stage.DECLARED
        return Stage.PROVISIONAL if self.provisional else Stage.COUNTING

    @property
    def electorate_confirmed(self) -> bool:
        """Whether a second officer keyed the electorate as it is now."""
        known = self.set_up.electorate
        return known is not None and self.electorate_seen == known

    @property
    def names_confirmed(self) -> bool:
        """Whether a second officer found the names as they are now, in this order, on the printed
        ballot paper.
        """
        return self.names_seen == self.names_id

    @property
    def named_once(self) -> dict[Slate, OfficerNumber]:
        """The slates that one officer alone has keyed, and who."""
        return {slate: by[0] for slate, by in self.slate_keyed_by.items() if len(by) == 1}

    @property
    def corrected_by(self) -> str:
        """The id of the last act that put the set-up right; empty where none did."""
        return self.put_right[-1][1] if self.put_right else ""

    @property
    def set_up_id(self) -> str:
        """The id of the act that made the set-up what it is."""
        return self.corrected_by or self.set_up.id

    @property
    def is_keyed(self) -> bool:
        """Whether anything was ever keyed of a sheet or form."""
        return bool(self.papers_keyed_by)

    @property
    def has_figures(self) -> bool:
        """Whether figures were keyed whose meaning is the order, the number or the seats."""
        return self.is_keyed or bool(self.slates)

    @property
    def next_round(self) -> int:
        """The number of the round that a re-count would begin; none is given twice."""
        return self.last_round + 1

    def slate_number(self, slate: Slate) -> SlateNumber:
        """What people call a slate; 0 if nobody has named it."""
        return SlateNumber(self.slates.index(slate) + 1) if slate in self.slates else NO_SLATE

    def number_of_slate(self, name: str) -> SlateNumber:
        """What people call a slate that a finding names; 0 if there is none of this name."""
        return next((self.slate_number(s) for s in self.slates if slate_name(s) == name), NO_SLATE)

    def slate_numbered(self, number: int) -> Slate:
        """The slate that people call by this number; nobody's if there is none."""
        return self.slates[number - 1] if 1 <= number <= len(self.slates) else ()

    def to_take_up(self, seen: int = NOW) -> list[End]:
        """Papers of another contest that `count` tells of, and whose box here has not followed, as
        of `seen` acts of `count`.
        """
        told = self.between.told(self.set_up.contest, seen) if self.between else []
        return [end for end in told if end.act.id not in self.taken_up]

    def papers_keyed(self) -> Iterator[KeyedPaper]:
        """Every sheet and form."""
        yield from self.sheets.values()
        yield from self.forms.values()

    @property
    def postal_rejected(self) -> Papers | None:
        """Postal votes rejected before the count, in papers; None until two officers agree."""
        agreed = self.postal.rejected.agreed
        return None if agreed is None else Papers(agreed)

    @property
    def given(self) -> str:
        """The id of the provisional result that stands; empty if none does."""
        return self.provisional.id if self.provisional else ""

    @property
    def notice(self) -> str:
        """The id of the act whose notice of result stands; empty before the declaration."""
        if self.corrected:
            return self.corrected[-1].id
        return self.declaration.id if self.declaration else ""

    @property
    def noticed(self) -> ResultFigures | None:
        """The figures of the notice that stands; None before the declaration."""
        return self.on_notice.figures if self.on_notice else None

    @property
    def on_notice(self) -> OnNotice | None:
        """What the notice of result that stands says; None before the declaration."""
        return self.on_notices[-1] if self.declaration else None

    @property
    def on_notices(self) -> list[OnNotice]:
        """What each notice of result says: that of the declaration, and each that corrected it;
        none before the declaration.
        """
        if self.declaration is None:
            return []
        set_up = self.set_up
        first = OnNotice(set_up.candidates, self.declaration.figures, set_up.electorate)
        return [first, *(each.says for each in self.corrected)]

    def request(self, made: str) -> Request:
        """The request that was made by this act; raises KeyError if none was."""
        for request in self.requests:
            if request.id == made:
                return request
        raise KeyError(made)

    def is_passed_over(self, found: Finding) -> bool:
        """Whether the returning officer went on over this in just these numbers:
        before a provisional result was given, or for the one that stands.
        """
        if not self.passed:
            return False
        record = found.record()
        return any(Passed(of, record) in self.passed for of in {"", self.given})

    def unsettle(self) -> None:
        """A figure changed: what was given out, read back, drawn or waived no longer stands."""
        self.provisional = None
        self.lot = {}
        self.lot_keyed = None
