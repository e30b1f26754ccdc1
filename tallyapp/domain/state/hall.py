"""The hall: its tables with their teams, and when the count stood still; each by its position."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tallyapp.domain.vocabulary.containers import Sealed


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the hall, as it and its team were last called, by the act at this position."""

    id: str
    name: str
    team: str
    seq: int


@dataclass(slots=True)
class Tables:
    """The tables, in the order in which they were named."""

    by_id: dict[str, list[Table]] = field(default_factory=dict)

    def name(self, table: Table) -> None:
        """It is called so from now on."""
        self.by_id.setdefault(table.id, []).append(table)

    def known(self, table: str, seen: int) -> bool:
        """Whether it was named when `seen` acts of `count` had been done."""
        called = self.by_id.get(table, [])
        return any(each.seq <= seen for each in called)

    def now(self) -> list[Table]:
        """Every table as it is called now."""
        return [called[-1] for called in self.by_id.values()]


@dataclass(slots=True)
class Still:
    """A time at which the count stood still, from the act at `first` to the one at `last`, and by
    the clock from `since` to `until`; None while it does.
    """

    first: int
    why: str
    since: datetime
    seals: Sequence[Sealed]
    last: int | None = None
    until: datetime | None = None


@dataclass(slots=True)
class StoodStill:
    """Every time that the count was adjourned, or the hall left."""

    times: list[Still] = field(default_factory=list)

    def at(self, seen: int) -> Still | None:
        """The adjournment that held when `seen` acts of `count` had been done."""
        for still in reversed(self.times):
            if still.first <= seen:
                return still if still.last is None or seen < still.last else None
        return None
