"""What is true of a whole count now, and what an act changed of it."""

from dataclasses import dataclass, field

from msgspec import Struct

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.units import (
    FormNumber,
    SheetNumber,
)


class Changed(Struct, frozen=True, gc=False):
    """What an act changed, so that only what shows it need be refreshed.

    `workstation` is one that joined the count; `hall` is for containers, tables, adjournments.
    """

    stream: str
    seq: int
    areas: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    sheets: frozenset[SheetNumber] = frozenset()
    forms: frozenset[FormNumber] = frozenset()
    officers: bool = False
    result: bool = False
    workstation: str = ""
    hall: bool = False

    def and_then(self, later: "Changed") -> "Changed":
        """What this act and a later one of the same stream changed together."""
        return Changed(
            self.stream,
            later.seq,
            areas=self.areas | later.areas,
            boxes=self.boxes | later.boxes,
            sheets=self.sheets | later.sheets,
            forms=self.forms | later.forms,
            officers=self.officers or later.officers,
            result=self.result or later.result,
            workstation=later.workstation or self.workstation,
            hall=self.hall or later.hall,
        )


@dataclass(slots=True)
class Count:
    """A whole count: the state of `count` and of each contest, and the id of every act."""

    count: CountState = field(default_factory=CountState)
    contests: dict[str, ContestState] = field(default_factory=dict)
    # The very texts that the state keeps of what things build on: to keep them as anything else
    # would take more room and more time.
    ids: set[str] = field(default_factory=set)

    @property
    def last_sheet(self) -> int:
        """The highest number that is allotted to any contest; 0 before the first."""
        return self.count.allotted.last
