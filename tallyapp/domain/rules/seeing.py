"""What a warning shows, and to whom: nothing, unless it is allowed here.

Those who key must not know who leads (docs/decisions/0014), nor is everything for the
public that is for the returning officer. A warning that nobody has decided about is therefore
withheld. Refusals are not meant: they answer whoever did the act.
"""

from collections.abc import Mapping
from enum import Enum

from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.places import FindingRecord


class Seen(Enum):
    """How much of a warning is seen."""

    NOTHING = "nothing"
    WITHOUT_VOTES = "without-votes"
    """That it is there, and where; told in words that give no candidate's votes or share."""
    WHOLE = "whole"


_BY_THOSE_WHO_KEY: Mapping[str, Seen] = {
    "W401": Seen.WHOLE,
    "W402": Seen.WITHOUT_VOTES,
    "W402.turnout": Seen.WHOLE,
    "W403": Seen.WITHOUT_VOTES,
    "W404": Seen.WITHOUT_VOTES,
    # It names candidates and no votes, and whoever keys has the bundle at hand.
    "W406": Seen.WHOLE,
    # They name sheets and officers, and papers that stand on every sheet.
    "W407": Seen.WHOLE,
    "W409": Seen.WHOLE,
}
"""By code; by what a code is about, where some of it may be seen in another way.

It is keyed by text because what was found is kept as text: a later version's code is none of ours.
"""

PRINTED = frozenset({Code.W401, Code.W402, Code.W403, Code.W404, Code.W406, Code.W407})
"""What an audit pack tells of: how small a margin was is the returning officer's business, and a
sheet keyed under another's number is settled before it is agreed.
"""


def seen(found: Finding | FindingRecord, sees_votes: bool) -> Seen:
    """How much of a warning somebody sees; whole, if they may see who leads."""
    if sees_votes:
        return Seen.WHOLE
    code = str(found.code)
    what = found.place.field.rpartition(".")[2]
    # The narrower rule first, and nothing where there is none: what is new is withheld until
    # somebody decides about it.
    return _BY_THOSE_WHO_KEY.get(f"{code}.{what}") or _BY_THOSE_WHO_KEY.get(code, Seen.NOTHING)
