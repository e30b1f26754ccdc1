"""What the board knows of a night: every contest and area as it was last worked out.

An act marks what it changed, and only that is worked out again; how fast the hall works is worked
out of all areas, from what is kept of each.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.views.board import (
    COMPLETE,
    SETTLED,
    STUCK,
    BoardStage,
    InTheWay,
    area_stage,
    boxes_arrived,
    contest_stage,
    in_the_way,
)
from tallyapp.domain.views.pace import Expected, Pace, Unsaid, pace_of
from tallyapp.domain.views.progress import AreaProgress, area_progress
from tallyapp.domain.views.times import AreaWork, area_work


@dataclass(frozen=True, slots=True)
class AreaNow:
    """An area as it was last worked out; `arrived` is how many of its boxes have come in."""

    progress: AreaProgress
    work: AreaWork
    arrived: int
    stage: BoardStage

    @property
    def settled(self) -> bool:
        """Whether nothing is open in it."""
        return self.stage in SETTLED

    @property
    def stuck(self) -> bool:
        """Whether it goes no further until somebody looks at papers again."""
        return self.stage in STUCK


@dataclass(frozen=True, slots=True)
class ContestNow:
    """A contest as it was last worked out, its areas in their order."""

    stream: str
    name: str
    stage: BoardStage
    way: InTheWay
    areas: tuple[AreaNow, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing of it is waited for."""
        return self.stage in COMPLETE

    @property
    def waited_for(self) -> tuple[AreaNow, ...]:
        """The areas that are still to be done."""
        return () if self.complete else tuple(area for area in self.areas if not area.settled)

    def expected(self, pace: Pace) -> Expected:
        """When the last of its areas will be done."""
        works = [area.work for area in self.waited_for]
        return pace.last_of(works) if works else Unsaid.NOTHING_LEFT


class Night:
    """Every contest of a count, in the order of the overview."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._known: dict[str, ContestNow] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._is_changed = True

    def note(self, changed: Changed) -> None:
        """An act changed this: it is worked out again with the next `renew`."""
        self._is_changed = True
        if changed.stream != COUNT_STREAM:
            areas = changed.areas
            if not areas and changed.result:
                # Something passed over, or that stands open again, can be of any area.
                areas = frozenset(self._count.contests[changed.stream].areas)
            self._stale[changed.stream] = self._stale.get(changed.stream, frozenset()) | areas
        elif changed.hall:
            # What came in can be of any contest; its figures are as they were.
            for stream in self._known:
                self._stale.setdefault(stream, frozenset())

    @property
    def contests(self) -> Sequence[ContestNow]:
        """The contests as they are now, in their order."""
        if self._is_changed:
            self._renew()
        return [self._known[stream] for stream in self._count.contests]

    def pace(self, now: datetime) -> Pace:
        """How fast the hall works; O(all areas)."""
        agreed: Counter[int] = Counter()
        for contest in self._count.contests.values():
            agreed.update(contest.times.agreed)
        stood_still = self._count.count.stood_still.times
        return pace_of(self._works(), agreed, stood_still, now)

    def _works(self) -> Iterator[AreaWork]:
        for contest in self.contests:
            if contest.stage is BoardStage.ABANDONED:
                continue
            # What was declared outside is waited for no longer, whatever stands open in it.
            yield from (a.work for a in contest.areas if a.settled or not contest.complete)

    def _renew(self) -> None:
        for stream, contest in self._count.contests.items():
            known = self._known.get(stream)
            if known is None:
                self._known[stream] = self._contest(contest, {}, frozenset(contest.areas))
            elif stream in self._stale:
                before = {area.progress.area.id: area for area in known.areas}
                self._known[stream] = self._contest(contest, before, self._stale[stream])
        self._stale = {}
        self._is_changed = False

    def _contest(
        self, contest: ContestState, before: dict[str, AreaNow], stale: frozenset[str]
    ) -> ContestNow:
        areas = tuple(
            _area(contest, name, None if name in stale else before.get(name))
            for name in contest.areas
        )
        return ContestNow(
            stream=contest.set_up.contest,
            name=contest.set_up.name,
            stage=contest_stage(contest, [area.stage for area in areas]),
            way=in_the_way(contest, [area.progress for area in areas]),
            areas=areas,
        )


def _area(contest: ContestState, name: str, before: AreaNow | None) -> AreaNow:
    """An area worked out anew; or as it is known, but for boxes that may have come in."""
    progress = before.progress if before else area_progress(contest, contest.areas[name])
    arrived = boxes_arrived(contest, progress)
    if before and before.arrived == arrived:
        return before
    work = before.work if before else area_work(contest, progress)
    return AreaNow(progress, work, arrived, area_stage(contest, progress, arrived))
