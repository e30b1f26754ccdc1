"""What can hold papers: ballot boxes, postal trays, folders of doubtful papers, packets.

A box of a contest that stands alone is a container by itself, called `contest/box`: so every box is
on the register from the act that brings it, and none has to be remembered. What holds several (a
combined poll's box), or none (a tray), is registered under an identifier of its own.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.units import (
    Identifier,
    IdentifierOrNone,
    Moment,
    PapersFigure,
    Text,
)

MAX_PARTS = 1_000
"""How many boxes of contests one container can hold: more than there are contests."""
MAX_AT_ONCE = 1_000
"""How many containers one act registers or sights."""

ContainerKind: TypeAlias = Literal["ballot-box", "postal-box", "tray", "folder", "packet"]
How: TypeAlias = Literal["arrived", "opened", "empty"]
"""What two people saw of a container."""
# An identifier, or two with a stroke between them, which no identifier has: none is the other.
ContainerName: TypeAlias = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?\Z")
]


class Part(Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True):
    """What a container holds: a box of a contest; or, where `box` is empty, papers of this contest
    that are of no box yet.
    """

    contest: Identifier
    box: IdentifierOrNone = ""

    @property
    def alone(self) -> str:
        """The name of this box as a container by itself."""
        return f"{self.contest}/{self.box}"


class Container(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that can hold papers; of every contest of the count, where it says of none."""

    id: Identifier
    name: Text
    kind: ContainerKind
    holds: Annotated[tuple[Part, ...], Meta(max_length=MAX_PARTS)] = ()

    @property
    def boxes(self) -> tuple[Part, ...]:
        """The boxes of contests that it is."""
        return tuple(part for part in self.holds if part.box)


class Counted(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """How many papers a contest has counted of its part of a container."""

    contest: Identifier
    box: Identifier
    papers: PapersFigure


class Sighted(
    Struct, frozen=True, gc=False, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One container as two people saw it, and when; at arrival from whom it came.

    `seal` is the number on it. `counted` is asked of a box of several contests that is seen empty.
    """

    container: ContainerName
    at: Moment
    came_from: Text = ""
    seal: Text = ""
    whole: bool = True
    counted: Annotated[tuple[Counted, ...], Meta(max_length=MAX_PARTS)] = ()


class Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was sealed up while the count stood still, and the number of its seal."""

    what: Text
    seal: Text
    whole: bool = True
