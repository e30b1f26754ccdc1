"""Which sheet numbers are whose: each is one contest's, from an act of `count` on, for good."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple


class Run(NamedTuple):
    """Numbers `first` to `last`, and the contest that has them since act `seq` of `count`."""

    first: int
    last: int
    contest: str
    seq: int


@dataclass(slots=True)
class Allotted:
    """All numbers that were allotted, in their order; no two runs share one."""

    runs: list[Run] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The highest number that any contest has; 0 before the first."""
        return self.runs[-1].last if self.runs else 0

    def add(self, run: Run) -> None:
        """These numbers are this contest's from now on."""
        insort(self.runs, run)

    def among(self, first: int, last: int) -> Iterator[Run]:
        """The runs that have any number of `first` to `last`, as far as they do."""
        at = bisect_left(self.runs, first, key=attrgetter("last"))
        for run in self.runs[at:]:
            if run.first > last:
                return
            yield run._replace(first=max(first, run.first), last=min(last, run.last))

    def contests(self, first: int, last: int, seen: int) -> dict[int, str]:
        """Whose each of these numbers was when `seen` acts of `count` had been done;
        those that were nobody's are left out.
        """
        held = (run for run in self.among(first, last) if run.seq <= seen)
        return {n: run.contest for run in held for n in range(run.first, run.last + 1)}
