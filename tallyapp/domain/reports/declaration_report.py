"""Report data: what a document says, frozen.
A document is a function of this and of its layout alone.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.staff_names import ReleasedName
from tallyapp.domain.vocabulary.units import UNSEEN, Figure, Moment, PapersFigure, Seq, VotesFigure

Words = Annotated[str, Meta(pattern=rf"^[^{UNSEEN}]{{0,4000}}\Z")]
"""A text of a declaration: whoever reads a file that
anybody may have made must know how long it can be, and that it reads as it looks.
"""


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


class CandidateResult(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One candidate's line, in ballot-paper order.

    `full_name` is there where a commonly used name stands on the ballot paper: the notice gives
    both.
    """

    ballot_name: Words
    name: Words
    known_as: Words
    description: Words
    votes: VotesFigure
    elected: bool
    full_name: Words = ""


class HeadCount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Papers rejected under one head; papers rejected `in_part` stay in the count.

    `label_cy` is the head in Welsh, in a contest whose notices are in both languages.
    """

    label: Words
    papers: PapersFigure
    in_part: bool
    label_cy: Words = ""


class Heading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What stands at the head and foot of every page of a contest's documents.

    `election_cy` is the title of the kind of election in Welsh, where notices are in both.
    """

    practice: bool
    note: Words
    election: Words
    area: Words
    polling_day: date
    vacancies: Figure
    officer_title: Words
    authority: Words
    imprint: Words
    election_cy: Words = ""

    @property
    def bilingual(self) -> bool:
        """Whether the notices of the contest are in Welsh as well as in English."""
        return bool(self.election_cy)


Changed: TypeAlias = Literal[
    "ballot_name",
    "full_name",
    "description",
    "votes",
    "total_votes",
    "unused",
    "uncertain",
    "rejected",
    "rejected_total",
    "valid",
    "verified",
    "electorate",
    "turnout",
    "majority",
]
"""What of a notice a correction can change."""


class NoticeChange(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One thing that a corrected notice says otherwise than the notice before it.

    `line` is the candidate's number, or that of the head of rejection, both from 1; 0 where it is
    of the whole. Names are text, `turnout` hundredths of a percent, the others votes or papers;
    None where there is none to state.
    """

    what: Changed
    before: Annotated[int, Meta(ge=0)] | Words | None
    now: Annotated[int, Meta(ge=0)] | Words | None
    line: Figure = 0


class InWelsh(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a declaration says in Welsh beside its English: the words of the law, and who declared.

    What stands for itself, such as names and figures, is said once.
    """

    title: Words
    notice: Words
    declaration: Words
    lot: Words
    declared_by: Words


class DeclarationReport(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Everything that the declaration (notice of result) says; it is embedded in it as result.json.

    `notice`, `declaration` and `lot` are whole sentences. `turnout` is the ballot box turnout in
    hundredths of a percent; it and `electorate` are None where nobody knows how many electors there
    are. `majority` is votes, None where there is none (several seats, one candidate). `terms` are
    those of the elected, where seats carry different ones. `outside` is why the result was declared
    outside the program, `corrected` why this notice takes the place of an earlier one, and
    `changes` what it says otherwise than that, the last before it. `declarant`
    is the name of who spoke, with what it is compared with in the ledger; None where it is not
    kept. `welsh` is there where the notice is in Welsh as well. Of a question the
    candidates are the `answers`, and nobody is elected. What is as the default has it is
    left out of a document's data.
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
    electorate: Figure | None
    # Beyond 100 %: an electorate that is too small in the file must not stop a declaration.
    turnout: Annotated[int, Meta(ge=0)] | None
    majority: VotesFigure | None
    checkpoint: Checkpoint
    terms: tuple[Words, ...] = ()
    outside: Words = ""
    corrected: Words = ""
    declarant: ReleasedName | None = None
    welsh: InWelsh | None = None
    answers: bool = False
    changes: tuple[NoticeChange, ...] = ()

    @property
    def made_at(self) -> Moment:
        """When it was declared: nobody signs it before."""
        return self.declared_at
