"""The acts by which a result comes out:
from what stands open to the declaration, and what may follow it.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from tallyapp.domain.acts.base import ContestAct, FixedAct
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.domain.vocabulary.units import (
    MAX_CANDIDATES,
    Figure,
    Hex32,
    Hex64,
    Identifier,
    Moment,
    Number,
    Of,
    Officer,
    PapersFigure,
    Seq,
    Text,
    VotesFigure,
)

__all__ = [
    "AgentAnswered",
    "Answer",
    "Asked",
    "Declared",
    "DeclaredOutside",
    "DocumentSigned",
    "LotConfirmed",
    "LotCorrected",
    "LotDrawn",
    "NoticeCorrected",
    "PassedOver",
    "PostalVotesRejected",
    "ProvisionalGiven",
    "ReadBack",
    "RecountBegun",
    "RecountOpportunityGiven",
    "RequestAnswered",
    "RequestMade",
    "ResultAct",
    "WarningAnswered",
]


class PassedOver(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer, in person and with a second officer,
    goes on over a finding, by name.

    `of` is the provisional result for which it is, empty before one is given.
    """

    of: Of
    # With its numbers: what is gone on over is this difference, and no other that comes after it.
    finding: FindingRecord
    reason: Text
    second: Officer


class WarningAnswered(ContestAct, frozen=True, kw_only=True, tag=True):
    """A warning was looked into, and this is what was found; it stands in the audit pack."""

    finding: FindingRecord
    reason: Text


class PostalVotesRejected(ContestAct, frozen=True, kw_only=True, tag=True):
    """Postal votes rejected before the count, in papers:
    they are in total turnout and nowhere else. Two officers key it, neither seeing the other's.

    `of` is the keying of it before this one, empty for the first.
    """

    of: Of
    papers: PapersFigure


# ---- the provisional result and its answers

# Said of one provisional result, each of these acts names it: on its way when a figure changed, it
# would else be taken for an answer to the next, and another would be elected.

Asked: TypeAlias = Literal["inspection", "recount"]
"""What a candidate's side may ask for."""
Answer: TypeAlias = Literal["granted", "refused", "inspection"]
"""How the returning officer answers; a re-count may be refused with an inspection instead."""


# The figures stand in the act, though they follow from the others: what was given out is then
# compared with what a later version of the program works out.
class ProvisionalGiven(FixedAct, frozen=True, kw_only=True, tag=True):
    """Candidates and election agents were given the provisional result."""

    figures: ResultFigures


class AgentAnswered(ContestAct, frozen=True, kw_only=True, tag=True):
    """A candidate, or the agent `by_whom` for them, said whether
    they are content with the result.
    """

    of: Hex32
    candidate: Number
    content: bool
    by_whom: Text = ""


class RequestMade(ContestAct, frozen=True, kw_only=True, tag=True):
    """A candidate's side asks for an inspection or a re-count,
    of these areas or (none named) of all.
    """

    of: Hex32
    request: Figure
    candidate: Number
    asks: Asked
    by_whom: Text
    areas: tuple[Identifier, ...] = ()


class RequestAnswered(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer answers the request `of`;
    a refusal needs its reason, as an inspection instead does.

    `areas` are those for which it is granted, of those asked for, or (none named) all of them.
    """

    of: Hex32
    answer: Answer
    reason: Text = ""
    areas: tuple[Identifier, ...] = ()


class RecountBegun(ContestAct, frozen=True, kw_only=True, tag=True):
    """A new round begins in these areas:
    what they counted so far is kept beside it, and counts no longer.

    On a request, by the id of its act, or (empty) because the returning officer will have it. The
    decisions on doubtful papers stand, unless they are `revisited`: then they too are made and
    keyed again.
    """

    round: Figure
    areas: tuple[Identifier, ...]
    reason: Text
    request: Of = ""
    revisited: bool = False


# That there was an opportunity is recorded, not that anybody used it: silence never blocks.
class RecountOpportunityGiven(ContestAct, frozen=True, kw_only=True, tag=True):
    """Candidates and election agents had a reasonable
    opportunity to ask for a re-count; none is open.
    """

    of: Hex32
    note: Text = ""


class LotDrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer drew a lot between candidates
    whose equality decides a seat, or its term; it stands once another officer has confirmed it.
    """

    of: Hex32
    tied: tuple[Number, ...]
    chosen: Number
    manner: Text = ""


class LotCorrected(ContestAct, frozen=True, kw_only=True, tag=True):
    """The lot `of` was recorded wrongly: this one was drawn, and stands once a third officer has
    confirmed it. Lots drawn after it, which followed from it, fall.
    """

    of: Hex32
    tied: tuple[Number, ...]
    chosen: Number
    reason: Text
    second: Officer


class LotConfirmed(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another officer keyed whom the lot `of` chose, from the slip and without seeing who was
    recorded. Where both are the same the lot stands; where not, it is recorded anew.
    """

    of: Hex32
    chosen: Number


class ReadBack(ContestAct, frozen=True, kw_only=True, tag=True):
    """The hand-added totals were keyed by another officer who did not see the program's figures.

    `votes` are by candidate, `rejected` papers by head, both in the order of the count summary.
    """

    of: Hex32
    votes: tuple[VotesFigure, ...]
    rejected: tuple[PapersFigure, ...]


# ---- the declaration and after


# Declaring needs no signature: a lost token or a full disk must not hold a declaration up.
class Declared(FixedAct, frozen=True, kw_only=True, tag=True):
    """The returning officer declared the result at `declared_at`: the contest is closed.

    `said_first` is a slip of the tongue that was corrected at once. `set_up` is the last act that
    put the set-up right, empty where none did: a notice that leaves one out is found by it.
    """

    of: Hex32
    figures: ResultFigures
    elected: tuple[Number, ...]
    declared_at: Moment
    declarant: Officer
    said_first: Text = ""
    set_up: Of = ""


class DeclaredOutside(FixedAct, frozen=True, kw_only=True, tag=True):
    """The result was declared outside the program, for this reason;
    the paper's figures are keyed afterwards.

    They are compared with the program's and kept as they were declared,
    whatever the comparison shows: the contest is closed, by the declaration and not by this act.
    `of` is the provisional result with which they were compared, empty where there was none;
    `set_up` is as in `Declared`.
    """

    of: Of
    figures: ResultFigures
    elected: tuple[Number, ...]
    declared_at: Moment
    declarant: Officer
    reason: Text
    second: Officer
    set_up: Of = ""


class NoticeCorrected(FixedAct, frozen=True, kw_only=True, tag=True):
    """An error found after the declaration is recorded beside it;
    who was elected stays as declared.

    `of` is the act of the notice that it corrects: of the declaration, or of the last correction.
    `candidates`, all of them in ballot-paper order, and `electorate` are as they should have read;
    what is left out stays as in the notice before.
    """

    of: Hex32
    notice: Figure
    figures: ResultFigures
    reason: Text
    second: Officer
    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=MAX_CANDIDATES)] | UnsetType = (
        UNSET
    )
    electorate: Figure | UnsetType | None = UNSET


# Of the signed bytes, so that it can be told ever after which file was the one.
class DocumentSigned(ContestAct, frozen=True, kw_only=True, tag=True):
    """A document was signed and its signed bytes, with this SHA-256, were validated.

    `head` and `seq` are those of the contest's stream from which it was drawn.
    """

    document: DocumentName
    sha256: Hex64
    certificate: Hex64
    head: Hex64
    seq: Seq


ResultAct: TypeAlias = (
    PassedOver
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
    | LotConfirmed
    | ReadBack
    | Declared
    | DeclaredOutside
    | NoticeCorrected
    | DocumentSigned
)
"""Every act by which a result comes out, in the order in which they come."""
