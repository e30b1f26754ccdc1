"""What a published stream may leave out, its leaf standing in: nothing on which a figure rests.

An act that is left out is not judged, and nothing that leans on it can be. So of each kind that
may be withheld it is said here why the result, the two officers and the rights stay as they were;
a keying, a correction, a box, an officer, a workstation or a declaration never may.

A leaf does not show of which kind it is. So where no kind may be withheld, no leaf may stand: none
of `count`, lest a code or an officer were missing, and none after the declaration, lest it were a
corrected notice.
"""

from collections.abc import Mapping

from tallyapp.domain import acts
from tallyapp.domain.acts import Act

WITHHOLDABLE: Mapping[type[Act], str] = {
    acts.AgentAnswered: "who was content is said of a person; no act waits for an answer",
    acts.WarningAnswered: "what was found may name a voter or an officer; it changes no figure",
}
"""The kinds that may be withheld, each with the reason why nothing is hidden by it."""


def may_withhold(act: Act) -> bool:
    """Whether a published stream may carry this act's leaf in its place."""
    return type(act) in WITHHOLDABLE
