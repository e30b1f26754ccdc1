"""What every act of a count carries, whatever it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypedDict

from msgspec import Struct

from tallyapp.domain.vocabulary.units import (
    Hex32,
    Hex64,
    Moment,
    Officer,
    OfficerNumber,
    Seq,
    Text,
)

__all__ = [
    "COUNT_STREAM",
    "FORMAT",
    "Act",
    "ContestAct",
    "CountAct",
    "Envelope",
    "FixedAct",
]

FORMAT: Literal[1] = 1
"""The version in which acts are written."""
COUNT_STREAM = "count"


# Not looked through by the collector, like all that is made by the hundred thousand: what is frozen
# and holds only such things leads back to nothing.
class Act(
    Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="act",
):
    """What every act carries.

    `id` is 128 random bits: it makes a retry harmless and salts the act's hash.
    `by` is the officer's number.
    """

    # Every version that a file may hold: an act is judged by the rules of its own.
    v: Literal[1]
    id: Hex32
    at: Moment
    by: Officer
    workstation: Text


class CountAct(Act, frozen=True, kw_only=True):
    """An act of the stream `count`."""


class ContestAct(Act, frozen=True, kw_only=True):
    """An act of a contest's stream; `seen` is how much of `count`
    it was checked against, in acts.
    """

    seen: Seq


class FixedAct(ContestAct, frozen=True, kw_only=True):
    """An act at a fixed point of the count, at which codes are given out.

    `count_head` is the head of `count` at `seen`, so that a code for this stream also commits to
    the staff list.
    """

    count_head: Hex64


class CountFields(TypedDict):
    """What an act of `count` carries besides what it says."""

    v: Literal[1]
    id: str
    at: datetime
    by: OfficerNumber
    workstation: str


class ContestFields(CountFields):
    """What an act of a contest carries besides what it says."""

    seen: int


class FixedFields(ContestFields):
    """What an act at a fixed point of the count carries besides what it says."""

    count_head: str


_OPEN = datetime.min.replace(tzinfo=UTC)
"""The time of an act that is not stamped yet."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whose act it is, at which workstation: `acts.BoxCounted(**by.contest, box=…, papers=…)`.

    So is every field of every act known to the type checker. The rest of what an act carries,
    such as its id and time, is open until the desk stamps it: one envelope serves for many acts.
    """

    officer: OfficerNumber
    workstation: str

    @property
    def count(self) -> CountFields:
        """For an act of the stream `count`."""
        return {
            "v": FORMAT,
            "id": "",
            "at": _OPEN,
            "by": self.officer,
            "workstation": self.workstation,
        }

    @property
    def contest(self) -> ContestFields:
        """For an act of a contest's stream."""
        return {**self.count, "seen": 0}

    @property
    def fixed(self) -> FixedFields:
        """For an act at a fixed point of the count."""
        return {**self.contest, "count_head": ""}
