"""What is said of a box besides how many papers were counted in it."""

from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.units import MAX_FIGURE, Identifier, Papers, PapersFigure

Cause: TypeAlias = Literal[
    "arithmetic",
    "unused",
    "issued",
    "compensating",
    "recounted",
    "verified-again",
    "other",
]
"""What explains a variance, in the order in which the Electoral Commission has it looked for: a sum
in the account that is wrong; unused or spoilt papers miscounted at the polling place; papers issued
from another box or place; an error in the same polling place that makes up for it; a re-count done
twice; the box verified again. `other` is none of these, and said in words.
"""

CAUSES: tuple[Cause, ...] = get_args(Cause)
"""All of them, in that order."""

Ends: TypeAlias = Literal["box", "area"]
"""Between what papers are moved within a contest."""

Way: TypeAlias = Literal["out", "in"]
"""Whether a box gives papers of another contest, or gets those that are its own."""

SomePapers = Annotated[Papers, Meta(ge=1, le=MAX_FIGURE)]
"""Papers that are moved: one at least."""


class Packets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What staff at the count found beside a box, in papers; None is what nobody looked at.

    `tendered_list` is how many are on the tendered votes list, `tendered_packet` the number written
    on the packet, which stays sealed.
    """

    unused: PapersFigure | None = None
    spoilt: PapersFigure | None = None
    tendered_list: PapersFigure | None = None
    tendered_packet: PapersFigure | None = None


class BoxOfContest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box by its number, in the contest in which it has it."""

    contest: Identifier
    box: Identifier
