"""The acts by which a second officer sees that the set-up is what is printed."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from tallyapp.domain.acts.base import ContestAct
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES, Figure, Hex32, Text

__all__ = ["ElectorateConfirmed", "NamesAct", "NamesConfirmed"]


class NamesConfirmed(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another officer keyed, line by line, the names that stand on the printed ballot paper,
    and they are those of the set-up in its order.

    `of` is the act that made the names what they are. On a line stands the surname; where two
    candidates share it, also the other names, after a comma.
    """

    of: Hex32
    surnames: Annotated[tuple[Text, ...], Meta(max_length=MAX_CANDIDATES)]


class ElectorateConfirmed(ContestAct, frozen=True, kw_only=True, tag=True):
    """Another officer keyed the electorate from the register's count, without seeing ours, and it
    is the same.
    """

    electorate: Figure


NamesAct: TypeAlias = NamesConfirmed | ElectorateConfirmed
"""Every act of seeing the set-up a second time, in the order in which they come."""
