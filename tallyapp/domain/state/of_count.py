"""What the stream `count` made true: its set-up, the staff, and what the whole hall shares."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import TypeAlias

from tallyapp.domain.acts import (
    Act,
    CountSetUp,
    UncontestedRecorded,
)
from tallyapp.domain.state.allotted import Allotted
from tallyapp.domain.state.between import Between
from tallyapp.domain.state.containers import Containers
from tallyapp.domain.state.hall import StoodStill, Tables
from tallyapp.domain.state.printed import Printed
from tallyapp.domain.state.retention import Retention
from tallyapp.domain.state.workstations import Workstations
from tallyapp.domain.vocabulary.on_paper import (
    Enrolled,
    Role,
)
from tallyapp.domain.vocabulary.units import (
    OfficerNumber,
)

Standing: TypeAlias = tuple[OfficerNumber, str, int, type[Act]]
"""An officer, at a workstation, when so many acts of `count` had been done, and a kind of act."""


@dataclass(slots=True)
class OfficerState:
    """An officer's roles over time, as (position in `count`, enrolment or None when stood down).

    `named` is whose number it is: it never passes to another person.
    """

    named: str
    history: list[tuple[int, Enrolled | None]] = field(default_factory=list)

    def at(self, seen: int) -> Enrolled | None:
        """The enrolment that held when `seen` acts of `count` had been done."""
        # Nearly always the last one, and this is asked for every act of a file.
        if self.history and self.history[-1][0] <= seen:
            return self.history[-1][1]
        held = bisect_right(self.history, seen, key=itemgetter(0))
        return self.history[held - 1][1] if held else None


@dataclass(slots=True)
class CountState:
    """The stream `count`: set-up, workstations, officers, codes issued,
    and the contests in which nobody is counted.

    `version` and `at` are those of the last act; `allotted` says which sheet numbers are whose,
    `containers` what can hold papers, `between` which papers of one contest were found in a box of
    another. `set_ups` is the set-up over time, as (position in `count`,
    set-up as put right there), and `set_up_id` the act that made it what it is now. `freed` are the
    contests whose sheet numbers were freed, each with the position of the act. `in_order` is who
    was found to be entitled to what, which stays so: it is true of `count` up to a position.
    """

    seq: int = 0
    version: int = 0
    at: datetime | None = None
    set_up: CountSetUp | None = None
    set_up_id: str = ""
    set_ups: list[tuple[int, CountSetUp]] = field(default_factory=list)
    freed: dict[str, int] = field(default_factory=dict)
    workstations: Workstations = field(default_factory=Workstations)
    officers: dict[OfficerNumber, OfficerState] = field(default_factory=dict)
    allotted: Allotted = field(default_factory=Allotted)
    containers: Containers = field(default_factory=Containers)
    tables: Tables = field(default_factory=Tables)
    stood_still: StoodStill = field(default_factory=StoodStill)
    between: Between = field(default_factory=Between)
    printed: Printed = field(default_factory=Printed)
    codes_issued: int = 0
    uncontested: dict[str, UncontestedRecorded] = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)
    in_order: set[Standing] = field(default_factory=set, compare=False)

    def become(self, set_up: CountSetUp, act: str) -> None:
        """This is the set-up from the act of this id on."""
        self.set_up = set_up
        self.set_up_id = act
        self.set_ups.append((self.seq, set_up))

    def set_up_at(self, seen: int) -> CountSetUp | None:
        """The set-up as it was when `seen` acts of `count` had been done."""
        held = bisect_right(self.set_ups, seen, key=itemgetter(0))
        return self.set_ups[held - 1][1] if held else None

    def enrolled(self, number: OfficerNumber, seen: int) -> Enrolled | None:
        """The officer as enrolled when `seen` acts of `count` had been done;
        None if not on the staff.
        """
        officer = self.officers.get(number)
        return officer.at(seen) if officer else None

    def role(self, number: OfficerNumber, seen: int) -> Role | None:
        """The officer's role when `seen` acts of `count` had been
        done; None if not on the staff.
        """
        officer = self.officers.get(number)
        enrolled = officer.at(seen) if officer else None
        return enrolled.role if enrolled else None
