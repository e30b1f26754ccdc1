"""The acts of a hand re-add: a few lines drawn in public, and added up once more outside the
program.
"""

from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.drawn_lines import DRAWN, AddedLine, Seed
from tallyapp.domain.vocabulary.units import Hex32, Of, Officer, Text

__all__ = ["ReAddAct", "ReAddDone", "ReAddDrawn"]


# Which lines it draws is not said: it follows from the seed, and is worked out by whoever asks.
class ReAddDrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """A seed was drawn before candidates and agents, once the provisional result `of` was given;
    a second officer saw it keyed. `manner` says how, such as with ten dice.

    With a `reason` it takes the place of one that was keyed wrongly.
    """

    of: Hex32
    seed: Seed
    second: Officer
    manner: Text = ""
    reason: Text = ""


# Here the lines are said: a total is one of this line, whatever a later program would draw.
class ReAddDone(ContestAct, frozen=True, kw_only=True, tag=True):
    """The lines of the draw `of` were added up from the paper, by an officer who keyed none of it
    and did not see the program's totals.

    With a `reason` it is the same lines once more, after a difference. Where another result was
    given since, with other figures, `given` is the provisional result that stands.
    """

    of: Hex32
    given: Of = ""
    lines: Annotated[tuple[AddedLine, ...], Meta(max_length=DRAWN)]
    reason: Text = ""


ReAddAct: TypeAlias = ReAddDrawn | ReAddDone
"""Every act of a hand re-add, in the order in which they come."""
