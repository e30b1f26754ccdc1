"""What the statement as to the result of the verification says of each box and area."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.boxes import Cause
from tallyapp.domain.vocabulary.units import MAX_FIGURE, Figure, Identifier, PapersFigure, Text

SignedPapers = Annotated[int, Meta(ge=-MAX_FIGURE, le=MAX_FIGURE)]
"""Papers more, or (fewer than 0) fewer."""
MOST_MOVES = 1_000
HowVerified: TypeAlias = Literal["not-yet", "as-accounted", "explained", "counts-agree"]
"""By which of the three ways a box is accurate (domain.md, "Verification"); `not-yet` where the
returning officer proceeded despite one that is not.
"""


class StatedMove(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Papers that came into a box, or (fewer than 0) left it: whence, or to whom.

    `counted` is False of papers that were moved before the box was first counted: its count says
    what was then in it.
    """

    papers: SignedPapers
    between: Literal["box", "area", "contest", "officer"]
    other: Text
    counted: bool = True


class StatedBox(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One box of a verification statement, in papers.

    `expected` is None where no account was keyed, and `counted` where nobody counted it: then the
    returning officer proceeded despite that. `attempts` is how often it was counted. `cause` and
    `explanation` are of the variance, `made_up_for_by` the box whose error makes up for it.
    `added` is by how much the account's sum is off, `kept` how many papers more should be in the
    box by the unused and spoilt ones that staff counted, `tendered` the tendered packet less the
    list.
    """

    box: Identifier
    name: Text
    kind: Literal["polling", "postal"]
    area: Identifier
    expected: PapersFigure | None
    counted: PapersFigure | None
    attempts: Figure
    how: HowVerified
    cause: Cause | None = None
    explanation: Text = ""
    made_up_for_by: Text = ""
    added: SignedPapers = 0
    kept: SignedPapers = 0
    tendered: SignedPapers = 0
    moves: Annotated[tuple[StatedMove, ...], Meta(max_length=MOST_MOVES)] = ()

    @property
    def variance(self) -> int | None:
        """Papers counted less those expected; None where either is not known."""
        if self.expected is None or self.counted is None:
            return None
        return self.counted - self.expected


class Carried(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers that were carried in bundles to a count area from others, less those carried away."""

    area: Identifier
    papers: SignedPapers
