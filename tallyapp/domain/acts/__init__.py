"""The acts of a count: everything that is ever stored, in the order in which it was done.

An act is complete in itself, so that anybody can judge later whether it was legal.
Streams: `count` for the set-up, the officers and the codes issued; one more for
each contest, named by the contest's identifier. What is written here is read for
ever: fields are only ever added, with a default that the file leaves out.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from tallyapp.domain.acts.base import (
    COUNT_STREAM,
    FORMAT,
    Act,
    ContestAct,
    CountAct,
    Envelope,
    FixedAct,
)
from tallyapp.domain.acts.papers import (
    FormCorrected,
    FormDifferenceKeyed,
    FormKeyed,
    FormQueried,
    FormWithdrawn,
    SheetCorrected,
    SheetDifferenceKeyed,
    SheetKeyed,
    SheetQueried,
    SheetWithdrawn,
    SlateConfirmed,
    SlateNamed,
)
from tallyapp.domain.acts.result import (
    AgentAnswered,
    Answer,
    Asked,
    Declared,
    DeclaredOutside,
    DocumentSigned,
    LotCorrected,
    LotDrawn,
    NoticeCorrected,
    PassedOver,
    PostalVotesRejected,
    ProvisionalGiven,
    ReadBack,
    RecountBegun,
    RecountOpportunityGiven,
    RequestAnswered,
    RequestMade,
    WarningAnswered,
)
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Candidate,
    Enrolled,
    SheetForm,
)
from tallyapp.domain.vocabulary.units import (
    MAX_AREAS,
    MAX_BOXES,
    MAX_CANDIDATES,
    Figure,
    Identifier,
    Officer,
    PapersFigure,
    Seq,
    Sheet,
    Text,
)

__all__ = [
    "COUNT_STREAM",
    "FORMAT",
    "Act",
    "AgentAnswered",
    "Answer",
    "AnyAct",
    "AnyContestAct",
    "AnyCountAct",
    "Asked",
    "BackupRestored",
    "BoxAccountKeyed",
    "BoxAdded",
    "BoxCounted",
    "CodeIssued",
    "ContestAct",
    "ContestSetUp",
    "CountAct",
    "CountSetUp",
    "Declared",
    "DeclaredOutside",
    "DocumentSigned",
    "Envelope",
    "FixedAct",
    "FormCorrected",
    "FormDifferenceKeyed",
    "FormKeyed",
    "FormQueried",
    "FormWithdrawn",
    "LotCorrected",
    "LotDrawn",
    "NoticeCorrected",
    "Occasion",
    "OfficerEnrolled",
    "OfficerStoodDown",
    "PassedOver",
    "PostalVotesRejected",
    "ProvisionalGiven",
    "ReadBack",
    "RecountBegun",
    "RecountOpportunityGiven",
    "RequestAnswered",
    "RequestMade",
    "SheetCorrected",
    "SheetDifferenceKeyed",
    "SheetKeyed",
    "SheetQueried",
    "SheetWithdrawn",
    "SheetsIssued",
    "SlateConfirmed",
    "SlateNamed",
    "UncontestedRecorded",
    "VarianceExplained",
    "VerificationStated",
    "WarningAnswered",
    "decode",
    "encode",
]

# ---- the stream `count`

Occasion: TypeAlias = Literal["verification", "provisional", "declaration", "request"]
"""When a code is given out: at a fixed point of the count, or on request."""


class CountSetUp(CountAct, frozen=True, kw_only=True, tag=True):
    """The count begins; its id is the origin from which every stream's chain of hashes starts.

    Done once, by the returning officer. A practice count can never become a real one.
    """

    name: Text
    polling_day: date
    practice: bool
    note: Text
    authority: Text
    imprint: Text
    officer_title: Text
    returning_officer: Enrolled


class OfficerEnrolled(CountAct, frozen=True, kw_only=True, tag=True):
    """An officer joins the staff, or is given another role.
    Done by the returning officer or a deputy.
    """

    officer: Enrolled


class OfficerStoodDown(CountAct, frozen=True, kw_only=True, tag=True):
    """An officer leaves the staff; what they did stays. Done by the
    returning officer or a deputy.
    """

    number: Officer


class CodeIssued(CountAct, frozen=True, kw_only=True, tag=True):
    """A code over a stream's head at `seq` was given out,
    at a fixed point of the count or on request.

    `drawn` is the number that the program drew for a request (0 at a fixed point).
    """

    stream: Identifier
    seq: Seq
    code: Text
    occasion: Occasion
    to: Text
    drawn: Figure = 0


class UncontestedRecorded(CountAct, frozen=True, kw_only=True, tag=True):
    """Nobody is counted here: no more candidates stand
    than there are seats, and they are elected unopposed.

    It stands beside the contests in the council's summary of seats. Done by the returning officer.
    """

    contest: Identifier
    election: Text
    name: Text
    seats: Figure
    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=MAX_CANDIDATES)]


class BackupRestored(CountAct, frozen=True, kw_only=True, tag=True):
    """The count goes on from an older copy of its file: from where, and why."""

    source: Text
    reason: Text


# ---- a contest's stream: set-up


class ContestSetUp(FixedAct, frozen=True, kw_only=True, tag=True):
    """A contest begins: candidates, seats, areas, boxes, and the rules in force.

    Its head of `count` ties this stream to its count. `written` is how a line
    stands on its sheets: as full bundles and a part bundle, as a plain total, or
    as both, which must agree. `terms` are those of the seats, the longest first,
    where they differ. In a `small_count` one officer may key a sheet both times.
    """

    contest: Identifier
    election: Text
    name: Text
    seats: Figure
    electorate: Figure
    bundle: Figure
    rules: KindRules
    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=MAX_CANDIDATES)]
    areas: Annotated[tuple[Area, ...], Meta(max_length=MAX_AREAS)]
    boxes: Annotated[tuple[BallotBox, ...], Meta(max_length=MAX_BOXES)]
    source: Text = ""
    written: Literal["bundles", "total", "both"] = "bundles"
    terms: tuple[Text, ...] = ()
    small_count: bool = False


class BoxAdded(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another box is registered, such as one of late postal papers:
    its area and the statement reopen.
    """

    box: BallotBox
    reason: Text


class SheetsIssued(ContestAct, frozen=True, kw_only=True, tag=True):
    """Count sheets numbered `first` to `last` are handed to an area:
    from now on each is missed by name.

    A bundle slip is a short sheet, for the bundles of one candidate or slate.
    """

    area: Identifier
    first: Sheet
    last: Sheet
    form: SheetForm = "sheet"


# ---- verification


class BoxAccountKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A box's ballot paper account was keyed; keying it again needs a reason."""

    box: Identifier
    account: BallotPaperAccount
    reason: Text = ""


class BoxCounted(ContestAct, frozen=True, kw_only=True, tag=True):
    """One more counting attempt of a box, in papers; the last attempt stands."""

    box: Identifier
    papers: PapersFigure


class VarianceExplained(ContestAct, frozen=True, kw_only=True, tag=True):
    """The source of a box's variance at `papers` counted
    is identified and explained, by two officers.
    """

    box: Identifier
    papers: PapersFigure
    explanation: Text
    second: Officer


class VerificationStated(FixedAct, frozen=True, kw_only=True, tag=True):
    """The returning officer makes the statement as to the result of the verification, in papers.

    A box found wrong later makes a new version necessary.
    """

    version: Figure
    expected: PapersFigure
    counted: PapersFigure


AnyCountAct: TypeAlias = (
    CountSetUp
    | OfficerEnrolled
    | OfficerStoodDown
    | CodeIssued
    | BackupRestored
    | UncontestedRecorded
)
AnyContestAct: TypeAlias = (
    ContestSetUp
    | BoxAdded
    | SheetsIssued
    | BoxAccountKeyed
    | BoxCounted
    | VarianceExplained
    | VerificationStated
    | SlateNamed
    | SlateConfirmed
    | SheetKeyed
    | SheetDifferenceKeyed
    | SheetQueried
    | SheetCorrected
    | SheetWithdrawn
    | FormKeyed
    | FormDifferenceKeyed
    | FormQueried
    | FormCorrected
    | FormWithdrawn
    | PassedOver
    | WarningAnswered
    | PostalVotesRejected
    | ProvisionalGiven
    | AgentAnswered
    | RequestMade
    | RequestAnswered
    | RecountBegun
    | RecountOpportunityGiven
    | LotDrawn
    | LotCorrected
    | ReadBack
    | Declared
    | DeclaredOutside
    | NoticeCorrected
    | DocumentSigned
)
AnyAct: TypeAlias = AnyCountAct | AnyContestAct

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(AnyAct)


def encode(act: Act) -> bytes:
    """The bytes that are stored and hashed for an act."""
    return _encoder.encode(act)


def decode(entry: bytes) -> AnyAct:
    """The act that these stored bytes mean; raises msgspec.DecodeError if they mean none."""
    return _decoder.decode(entry)
