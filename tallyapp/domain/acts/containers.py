"""The acts of `count` about the hall: what holds papers, its tables, and when it stood still.

They are in `count` because a box of a combined poll is one box of several contests, and a hall is
adjourned as a whole. A contest's act is judged by what stood here when it was done (`seen`).
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import CountAct
from tallyapp.domain.vocabulary.containers import MAX_AT_ONCE, Container, How, Sealed, Sighted
from tallyapp.domain.vocabulary.units import Identifier, Moment, Officer, Text

__all__ = [
    "ContainerWithdrawn",
    "ContainersRegistered",
    "ContainersSighted",
    "CountAdjourned",
    "CountRestarted",
    "HallAct",
    "TableNamed",
]


class ContainersRegistered(CountAct, frozen=True, kw_only=True, tag=True):
    """These can hold papers, and are missed by name until they are seen empty.

    Registering again what is on the register puts it right, and needs a reason. A box that no act
    of this kind names is a container by itself.
    """

    containers: Annotated[tuple[Container, ...], Meta(max_length=MAX_AT_ONCE)]
    reason: Text = ""


class ContainerWithdrawn(CountAct, frozen=True, kw_only=True, tag=True):
    """A container was registered in error, or never used, by two officers; a box that it was is a
    container by itself again.
    """

    container: Identifier
    reason: Text
    second: Officer


class ContainersSighted(CountAct, frozen=True, kw_only=True, tag=True):
    """Two people saw these containers arrive, saw them opened, or saw them empty.

    Seeing again what was seen already needs a reason.
    """

    how: How
    sighted: Annotated[tuple[Sighted, ...], Meta(max_length=MAX_AT_ONCE)]
    second: Officer
    reason: Text = ""


# The labels of tables and teams, and no names: who sat there is on the staff's own list.
class TableNamed(CountAct, frozen=True, kw_only=True, tag=True):
    """A table of the hall has this label, and this team counts at it; named again, another."""

    table: Identifier
    name: Text
    team: Text = ""


class CountAdjourned(CountAct, frozen=True, kw_only=True, tag=True):
    """The count stands still from a time on, because of an adjournment or an evacuation.

    `seals` are the numbers on what was sealed up; after an evacuation there may be none.
    """

    why: Literal["adjourned", "evacuated"]
    since: Moment
    reason: Text
    seals: Annotated[tuple[Sealed, ...], Meta(max_length=MAX_AT_ONCE)]
    second: Officer


class CountRestarted(CountAct, frozen=True, kw_only=True, tag=True):
    """The count goes on; every seal that was noted was looked at.

    A seal that is broken, or is not the one that was noted, needs a reason.
    """

    seals: Annotated[tuple[Sealed, ...], Meta(max_length=MAX_AT_ONCE)]
    second: Officer
    reason: Text = ""


HallAct: TypeAlias = (
    ContainersRegistered
    | ContainerWithdrawn
    | ContainersSighted
    | TableNamed
    | CountAdjourned
    | CountRestarted
)
"""Every act of `count` about the hall."""
