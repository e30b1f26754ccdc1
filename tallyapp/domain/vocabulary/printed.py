"""Which papers were printed: by kind, and by their numbers or by the name of what they are of."""

from typing import Literal, TypeAlias

from msgspec import Struct

from tallyapp.domain.vocabulary.units import Figure, Text

PrintedKind: TypeAlias = Literal[
    "sheet", "slip", "mixed", "form", "box", "area", "statement", "summary", "label"
]
"""Count sheets, bundle slips, mixed-papers sheets, adjudication forms, box records, verification
forms of an area and of a contest, count summaries, container labels. Sign-in cards are not among
them: a second card of an officer opens nothing that the first does not.
"""


class PrintedPapers(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Papers of one kind that were printed in one go.

    `contest` is empty for labels, which are of the whole count. `first` and `last` are numbers;
    `of` is the area for which they were printed, or the box, area or container of papers that have
    no number.
    """

    kind: PrintedKind
    contest: Text = ""
    of: Text = ""
    first: Figure = 0
    last: Figure = 0
