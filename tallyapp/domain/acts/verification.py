"""The acts by which boxes are verified: their accounts, counting attempts, and the statement."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct, FixedAct
from tallyapp.domain.vocabulary.boxes import Cause
from tallyapp.domain.vocabulary.on_paper import BallotPaperAccount
from tallyapp.domain.vocabulary.stated import Carried, StatedBox
from tallyapp.domain.vocabulary.units import (
    MAX_AREAS,
    MAX_BOXES,
    Figure,
    Hex32,
    Identifier,
    Of,
    Officer,
    PapersFigure,
    Text,
)

__all__ = [
    "BoxAccountKeyed",
    "BoxCounted",
    "VarianceExplained",
    "VerificationAct",
    "VerificationStated",
]


class BoxAccountKeyed(ContestAct, frozen=True, kw_only=True, tag=True):
    """A box's ballot paper account was keyed; keying it again needs a reason.

    `of` is the act of the account that it replaces, empty for a box's first.
    """

    box: Identifier
    account: BallotPaperAccount
    of: Of
    reason: Text = ""


class BoxCounted(ContestAct, frozen=True, kw_only=True, tag=True):
    """One more counting attempt of a box, in papers; the last attempt stands."""

    box: Identifier
    # Two attempts that agree verify a box: one slip keyed at two places must not be both.
    attempt: Figure
    papers: PapersFigure


class VarianceExplained(ContestAct, frozen=True, kw_only=True, tag=True):
    """The source of a box's variance at `papers` counted
    is identified and explained, by two officers.

    `of` is the act that made the variance what it is: the last counting attempt, or what changed
    the account or the box's papers since. `other_box` is the one whose error makes up for this.
    """

    box: Identifier
    of: Hex32
    papers: PapersFigure
    explanation: Text
    second: Officer
    cause: Cause = "other"
    other_box: Identifier | None = None


class VerificationStated(FixedAct, frozen=True, kw_only=True, tag=True):
    """The returning officer makes the statement as to the result of the verification, in papers.

    It states every box, in the order of the areas: agents copy it, and its document says no more
    than this act. `electorate` is None where it is not known; `carried` are the bundles
    that were carried between count areas; `set_up` is the last act that put the set-up right, empty
    where none did. A box found wrong later makes a new version necessary.
    """

    version: Figure
    expected: PapersFigure
    counted: PapersFigure
    electorate: Figure | None
    boxes: Annotated[tuple[StatedBox, ...], Meta(max_length=MAX_BOXES)]
    carried: Annotated[tuple[Carried, ...], Meta(max_length=MAX_AREAS)] = ()
    set_up: Of = ""


VerificationAct: TypeAlias = BoxAccountKeyed | BoxCounted | VarianceExplained | VerificationStated
"""Every act of verification, in the order in which they come."""
