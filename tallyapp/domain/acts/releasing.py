"""The acts by which a declared result is put before the hall, and taken from it again."""

from typing import TypeAlias

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.units import Hex32, Text

__all__ = ["ReleaseWithdrawn", "ReleasingAct", "ResultExpected", "ResultReleased"]


class ResultExpected(ContestAct, frozen=True, kw_only=True, tag=True):
    """The hall is told when this contest's result is expected, in words such as "about 3.15 am".

    Empty, what was told before is taken back.
    """

    expected: Text = ""


class ResultReleased(ContestAct, frozen=True, kw_only=True, tag=True):
    """The declared result may be seen by everybody: on the hall's screen, and here by those who
    key.

    `of` is the act of the notice that is shown: that of the declaration, or of its last correction.
    """

    of: Hex32


class ReleaseWithdrawn(ContestAct, frozen=True, kw_only=True, tag=True):
    """The hall's screen shows this result no longer; what was seen is not unseen.

    `of` is the act that released it.
    """

    of: Hex32
    reason: Text


ReleasingAct: TypeAlias = ResultExpected | ResultReleased | ReleaseWithdrawn
"""Every act about what the hall is shown."""
