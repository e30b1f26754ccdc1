"""The acts of the stream `count`: its set-up, the staff, the codes, contests without a poll."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import CountAct
from tallyapp.domain.acts.boxes import PapersOfAnotherContest
from tallyapp.domain.acts.containers import HallAct
from tallyapp.domain.acts.printing import PapersPrinted
from tallyapp.domain.acts.putting_right import CountCorrected, SheetNumbersFreed
from tallyapp.domain.acts.retention import RetentionAct
from tallyapp.domain.vocabulary.on_paper import Candidate, Enrolled
from tallyapp.domain.vocabulary.units import (
    MAX_CANDIDATES,
    Base64,
    Figure,
    Hex32,
    Identifier,
    Officer,
    Seq,
    Sheet,
    Text,
)

__all__ = [
    "AnyCountAct",
    "BackupRestored",
    "CodeIssued",
    "CountSetUp",
    "Occasion",
    "OfficerEnrolled",
    "OfficerStoodDown",
    "SheetsAllotted",
    "UncontestedRecorded",
    "WorkstationEnrolled",
]

Occasion: TypeAlias = Literal["verification", "provisional", "declaration", "request"]
"""When a code is given out: at a fixed point of the count, or on request."""


class CountSetUp(CountAct, frozen=True, kw_only=True, tag=True):
    """The count begins; its id is the origin from which every stream's chain of hashes starts.

    Done once, by the returning officer. A practice count can never become a real one.
    `certificate` is that of the workstation at which it is done: X.509, DER in base64.
    """

    name: Text
    polling_day: date
    # Said in the first act of all, which no other changes: so no practice count becomes a real one.
    practice: bool
    note: Text
    authority: Text
    imprint: Text
    officer_title: Text
    returning_officer: Enrolled
    certificate: Base64


class WorkstationEnrolled(CountAct, frozen=True, kw_only=True, tag=True):
    """A machine joins the count under a name of its own; signed with the key that it brings.

    Done by the first officer who does an act there. `certificate` is X.509, DER in base64.
    """

    name: Text
    certificate: Base64


class OfficerEnrolled(CountAct, frozen=True, kw_only=True, tag=True):
    """An officer joins the staff, or is given another role.
    Done by the returning officer or a deputy.
    """

    officer: Enrolled


# Never taken out: what somebody did is judged by the role that they held when they did it.
class OfficerStoodDown(CountAct, frozen=True, kw_only=True, tag=True):
    """An officer leaves the staff; what they did stays. Done by the
    returning officer or a deputy.
    """

    number: Officer


# Here, where there is one order for all contests: a sheet finds its contest by its number.
class SheetsAllotted(CountAct, frozen=True, kw_only=True, tag=True):
    """The sheet numbers `first` to `last` are this contest's, and no other's, for good."""

    contest: Identifier
    first: Sheet
    last: Sheet


class CodeIssued(CountAct, frozen=True, kw_only=True, tag=True):
    """A code over a stream's head at `seq` was given out,
    at a fixed point of the count or on request.

    `of` is the id of the act at `seq`, after which it was given.
    `drawn` is the number that the program drew for a request (0 at a fixed point).
    """

    stream: Identifier
    seq: Seq
    of: Hex32
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


# An act, because a count that goes on from an older copy must never look as if it had not.
class BackupRestored(CountAct, frozen=True, kw_only=True, tag=True):
    """The count goes on from an older copy of its file: from where, and why."""

    source: Text
    reason: Text


AnyCountAct: TypeAlias = (
    CountSetUp
    | WorkstationEnrolled
    | OfficerEnrolled
    | OfficerStoodDown
    | SheetsAllotted
    | PapersOfAnotherContest
    | CodeIssued
    | BackupRestored
    | UncontestedRecorded
    | HallAct
    | PapersPrinted
    | CountCorrected
    | SheetNumbersFreed
    | RetentionAct
)
"""Every act of the stream `count`, in the order in which they come."""
