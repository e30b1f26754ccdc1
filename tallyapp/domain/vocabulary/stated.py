"""What the statement as to the result of the verification says of each box."""

from typing import Literal

from msgspec import Struct

from tallyapp.domain.vocabulary.units import Figure, Identifier, PapersFigure, Text


class StatedBox(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One box of a verification statement, in papers.

    `expected` is None where no account was keyed, and `counted` where nobody counted it: then the
    returning officer proceeded despite that. `attempts` is how often it was counted. `accurate` is
    whether it is verified in one of the three ways of domain.md, "Verification".
    """

    box: Identifier
    name: Text
    kind: Literal["polling", "postal"]
    area: Identifier
    expected: PapersFigure | None
    counted: PapersFigure | None
    attempts: Figure
    accurate: bool = True
    explanation: Text = ""

    @property
    def variance(self) -> int | None:
        """Papers counted less those expected; None where either is not known."""
        if self.expected is None or self.counted is None:
            return None
        return self.counted - self.expected
