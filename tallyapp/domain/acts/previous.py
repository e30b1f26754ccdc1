"""The acts by which a result is set beside another, and candidates beside one another: nothing of
them is counted, and no figure of the count rests on them.
"""

from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.previous import MOST_GROUPS, CandidateGroup, PreviousResult
from tallyapp.domain.vocabulary.units import Of, Text

__all__ = [
    "GroupsChosen",
    "PreviousAct",
    "PreviousResultStated",
]


class PreviousResultStated(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer states the result with which this one is compared, and from where it
    is; stated again, with the reason.
    """

    of: Of
    result: PreviousResult
    reason: Text = ""


class GroupsChosen(ContestAct, frozen=True, kw_only=True, tag=True):
    """The returning officer chose the groups within which candidates are ranked: all of them, none
    where they are taken back.
    """

    of: Of
    groups: Annotated[tuple[CandidateGroup, ...], Meta(max_length=MOST_GROUPS)]


PreviousAct: TypeAlias = PreviousResultStated | GroupsChosen
"""Every act that sets a result beside others, in the order in which they come."""
