"""Report data: what a document says, frozen. A document is a function of this and of its layout alone."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from .units import CandidateNumber, Figure, Moment, Papers, PapersFigure, Seq, Votes, VotesFigure

Words = Annotated[str, Meta(max_length=4_000)]
"""A text of a declaration: whoever reads a file that anybody may have made must know how long it can be."""


class Checkpoint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a stream had got, and its code, which anybody may note and test later."""

    origin: Words
    stream: Words
    seq: Seq
    head: Words
    code: Words


NOWHERE = Checkpoint(origin="", stream="", seq=0, head="", code="")
"""The checkpoint of a report that speaks of no ledger yet, such as a draft's."""

HIDDEN = -(2**53)
"""Stands in a draft for a figure that is not to be seen yet; no figure of a count can be this."""


class CandidateResult(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One candidate's line, in ballot-paper order."""

    ballot_name: Words
    name: Words
    known_as: Words
    description: Words
    votes: VotesFigure
    elected: bool


class HeadCount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers rejected under one head; papers rejected `in_part` stay in the count."""

    label: Words
    papers: PapersFigure
    in_part: bool


class Heading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands at the head and foot of every page of a contest's documents."""

    practice: bool
    note: Words
    election: Words
    area: Words
    polling_day: date
    vacancies: Figure
    officer_title: Words
    authority: Words
    imprint: Words


class DeclarationReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything that the declaration (notice of result) says; it is embedded in it as result.json.

    `notice`, `declaration` and `lot` are whole sentences. `turnout` is the ballot box turnout in
    hundredths of a percent; `majority` is votes, None where there is none (several seats, one candidate).
    `terms` are those of the elected, where seats carry different ones. `outside` is why the result was
    declared outside the program, `corrected` why this notice takes the place of an earlier one. What came
    later has a default, which the data of a document leave out: older documents stay as they were drawn.
    """

    layout: int
    heading: Heading
    title: Words
    notice: Words
    candidates: tuple[CandidateResult, ...]
    total_votes: VotesFigure
    valid: PapersFigure
    declaration: Words
    elected_names: tuple[Words, ...]
    lot: Words
    declared_at: Moment
    declared_by: Words
    rejected: tuple[HeadCount, ...]
    rejected_total: PapersFigure
    rejected_note: Words
    verified: PapersFigure
    electorate: Figure
    turnout: Annotated[int, Meta(ge=0)]
    majority: VotesFigure | None
    checkpoint: Checkpoint
    terms: tuple[Words, ...] = ()
    outside: Words = ""
    corrected: Words = ""


class AreaColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One count area of the reconciliation: votes in ballot-paper order, rejected papers by head."""

    id: str
    name: str
    boxes: str
    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]
    valid: Papers
    counted: Papers
    verified: Papers

    @property
    def difference(self) -> int:
        """Papers counted less papers verified; 0 when the area has reconciled."""
        return self.counted - self.verified


class BoxVariance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box whose counting attempts were not simply one that equals its account; papers."""

    area: str
    box: str
    expected: Papers
    counted: Papers
    attempts: tuple[Papers, ...]
    explanation: str


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act that changed an agreed figure, or took a sheet out or back: what and why, by whom."""

    seq: int
    at: datetime
    where: str
    what: str
    officers: str


class PassedOverLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding over which the returning officer went on: its sentence, the reason, by whom."""

    seq: int
    at: datetime
    code: str
    sentence: str
    reason: str
    officers: str


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step on the way to the result, such as a provisional result given."""

    seq: int
    at: datetime
    what: str
    officers: str


class CodeLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code that was given out: at which entry of the contest's stream, when, at what, to whom."""

    seq: int
    at: datetime
    occasion: str
    to: str
    code: str


class OfficerLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer by role and number, and how many acts of this contest they did."""

    officer: str
    acts: int


class AuditPackReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that the audit pack's pages say; the whole ledger of the contest is embedded beside it.

    `adjudicated` is papers (allowed, rejected); `boxes` is how many boxes (as accounted, not so); `elected`
    is the ballot-paper numbers, from 1, of those declared elected.
    """

    layout: int
    heading: Heading
    candidates: tuple[str, ...]
    heads: tuple[HeadCount, ...]
    areas: tuple[AreaColumn, ...]
    boxes: tuple[int, int]
    variances: tuple[BoxVariance, ...]
    expected: Papers
    corrections: tuple[Correction, ...]
    passed_over: tuple[PassedOverLine, ...]
    sheets: str
    adjudicated: tuple[Papers, Papers]
    objections: int
    events: tuple[Event, ...]
    lot: str
    codes: tuple[CodeLine, ...]
    officers: tuple[OfficerLine, ...]
    checkpoints: tuple[Checkpoint, ...]
    elected: tuple[CandidateNumber, ...] = ()
