"""Which sheet numbers are whose: each is one contest's, from an act of `count` on; for good, unless
the contest is abandoned.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple


class Run(NamedTuple):
    """Numbers `first` to `last`, and the contest that has them since act `seq` of `count`, and had
    them until act `until`; 0 where it has them still.
    """

    first: int
    last: int
    contest: str
    seq: int
    until: int = 0


@dataclass(slots=True)
class Allotted:
    """All numbers that are allotted, in their order: no two `runs` share one; and those that were
    `freed`, with the contest that had them.
    """

    runs: list[Run] = field(default_factory=list)
    freed: list[Run] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The highest number that any contest has; 0 before the first."""
        return self.runs[-1].last if self.runs else 0

    def add(self, run: Run) -> None:
        """These numbers are this contest's from now on."""
        insort(self.runs, run)

    def free(self, contest: str, seq: int) -> None:
        """This contest's numbers are nobody's from act `seq` of `count` on."""
        self.freed += [run._replace(until=seq) for run in self.runs if run.contest == contest]
        self.runs = [run for run in self.runs if run.contest != contest]

    def of(self, contest: str) -> tuple[Run, ...]:
        """The runs that a contest has now."""
        return tuple(run for run in self.runs if run.contest == contest)

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
        # An act is judged by whose they were when it was done, also when it is read again later.
        before = (
            run._replace(first=max(first, run.first), last=min(last, run.last))
            for run in self.freed
            if seen < run.until and run.first <= last and first <= run.last
        )
        held = (run for run in (*before, *self.among(first, last)) if run.seq <= seen)
        return {n: run.contest for run in held for n in range(run.first, run.last + 1)}
