"""How fast the hall works tonight, and when each area will be done if it goes on so.

It is worked out from this night alone, and from papers alone:

- Of the areas that are done it is known how long a paper took: in verification from the first
  figure keyed of a box to the last box that is accurate; in counting from the first sheet that
  agreed to the last, without that first sheet's papers, as nobody keys when a table begins. And it
  is known how long it took from the last sheet until the area reconciled. Time at which the count
  stood still is none.
- An area that is being counted needs, for each paper on no agreed sheet, what a paper took in the
  areas done, and then the time to reconcile. The forecast is by the median of the areas done; its
  spread is from their lower to their upper quartile.
- The whole hall is known by the papers that came to agree in each of the last full quarters of an
  hour: by their median and quartiles it is said when all papers will be on agreed sheets.
- An area that has not begun waits for a table, and nobody knows which is next. It is done at the
  earliest as if it began now, at the latest with the last of the night; in the middle is halfway.
  Of several that wait the last is so much later: two thirds of the way for two, and so on.
- Before four areas are done, or four quarters of an hour, there is no forecast; nor is there one
  while the count stands still, or for an area that takes longer than the others took.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil
from statistics import quantiles
from typing import NamedTuple, TypeAlias

from tallyapp.domain.state.hall import Still
from tallyapp.domain.state.times import QUARTER, quarter_began, quarter_of
from tallyapp.domain.views.times import AreaWork, Stretch, worked

ENOUGH = 4
"""Areas done, or quarters of an hour, from which there is a forecast: fewer have no quartiles."""
_RECENT = 8
"""The quarters of an hour that say how fast the hall works: the last two hours."""
_QUARTER = int(QUARTER.total_seconds())
_LONGEST = 24 * 60 * 60
"""Seconds of a day: what takes longer is no forecast, and a time of day tells any that is one."""
_SECOND = timedelta(seconds=1)


class Unsaid(StrEnum):
    """Why there is no forecast."""

    NOTHING_LEFT = "nothing-left"
    STANDS_STILL = "stands-still"
    PAPERS_NOT_KNOWN = "papers-not-known"
    """A box has no account yet: nobody knows how many papers there are."""
    WAITS = "waits"
    """It waits for its turn, and when the night will end is not known."""
    TOO_FEW_AREAS = "too-few-areas"
    TOO_EARLY = "too-early"
    """Too few quarters of an hour have passed since the first sheet agreed."""
    TOO_SLOW = "too-slow"
    """In one of four quarters of an hour nothing agreed, or it would take more than a day."""
    LONGER_THAN_OTHERS = "longer-than-others"


class Forecast(NamedTuple):
    """When something will be done, if the faster, the middle or the slower of the night go on."""

    early: datetime
    middle: datetime
    late: datetime


Expected: TypeAlias = Forecast | Unsaid


class Quartiles(NamedTuple):
    """The lower quartile, the median and the upper quartile; of seconds, or of papers."""

    lower: Fraction
    median: Fraction
    upper: Fraction

    def for_papers(self, papers: int) -> "Quartiles":
        """Seconds for so many papers, where these are seconds for one."""
        return Quartiles(*(each * papers for each in self))

    def less(self, seconds: int) -> "Quartiles":
        """What is left of them after so many; nothing where it was longer."""
        return Quartiles(*(max(Fraction(0), each - seconds) for each in self))

    def and_then(self, later: "Quartiles") -> "Quartiles":
        """One after the other: quick where both are quick, slow where both are slow."""
        return Quartiles(*(a + b for a, b in zip(self, later, strict=True)))


_AT_ONCE = Quartiles(Fraction(0), Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the hall works tonight.

    `verifying` and `counting` are seconds for a paper, `settling` seconds for an area; None where
    too few areas are done. `hall` is papers in a quarter of an hour, or why it is not known.
    `night` is when all areas will be done. `settled` of `areas` are done.
    """

    now: datetime
    verifying: Quartiles | None
    counting: Quartiles | None
    settling: Quartiles | None
    hall: Quartiles | Unsaid
    stood_still: Sequence[Still]
    areas: int
    settled: int
    night: Expected = Unsaid.NOTHING_LEFT

    @property
    def stands_still(self) -> bool:
        """Whether the count is adjourned now."""
        return any(still.until is None for still in self.stood_still)

    def expected(self, work: AreaWork) -> Expected:
        """When an area that is not settled will be: never before now, and never the earlier the
        more papers are left of it.
        """
        return self.last_of([work])

    def last_of(self, works: Sequence[AreaWork]) -> Expected:
        """When the last of several areas will be done that are not settled; at least one."""
        own = [self._own(work) for work in works]
        waiting = sum(not work.begun for work in works)
        # Where the hall has nothing else to do, they go on as the hall does.
        all_of_them = len(works) == self.areas - self.settled
        if all_of_them and (waiting or Unsaid.TOO_FEW_AREAS in own):
            return self.night
        said = [each for each in own if isinstance(each, Forecast)]
        if len(said) < len(own):
            return next(each for each in own if isinstance(each, Unsaid))
        last = latest(said)
        if not waiting:
            return last
        if isinstance(self.night, Unsaid):
            return Unsaid.WAITS
        # Nobody knows which is next: of one that waits, half of the others come before it; of
        # several the last comes so much later.
        night = latest([last, self.night])
        later = (night.middle - last.middle) * waiting // (waiting + 1)
        return Forecast(last.early, last.middle + later, night.late)

    def _own(self, work: AreaWork) -> Expected:
        """When an area would be done that waits for nothing."""
        if self.stands_still:
            return Unsaid.STANDS_STILL
        if not work.known:
            return Unsaid.PAPERS_NOT_KNOWN
        if self.settling is None:
            return Unsaid.TOO_FEW_AREAS
        waited = work.times.reconciliation.worked(self.stood_still, self.now) // _SECOND
        needed = self.settling.less(waited)
        if not work.to_verify and not work.to_count and not needed.upper:
            return Unsaid.LONGER_THAN_OTHERS
        for pace, papers in ((self.verifying, work.to_verify), (self.counting, work.to_count)):
            if papers and pace is None:
                return Unsaid.TOO_FEW_AREAS
            needed = needed.and_then(pace.for_papers(papers)) if pace else needed
        return _after(self.now, needed)

    def _night(self, works: Sequence[AreaWork]) -> Expected:
        """When all of these will be done: as the hall goes on, and not before the last of those
        that are being counted.
        """
        if self.stands_still:
            return Unsaid.STANDS_STILL
        if not all(work.known for work in works):
            return Unsaid.PAPERS_NOT_KNOWN
        begun = [self._own(work) for work in works if work.begun]
        # Without the slowest of them the night would be told earlier than it can end.
        if Unsaid.TOO_SLOW in begun:
            return Unsaid.TOO_SLOW
        said = [each for each in begun if isinstance(each, Forecast)]
        left = sum(work.to_count for work in works)
        if left:
            if isinstance(self.hall, Unsaid):
                return self.hall
            # The more papers in a quarter of an hour, the earlier.
            slow, middle, fast = (left * _QUARTER / each for each in self.hall)
            needed = Quartiles(fast, middle, slow).and_then(self.settling or _AT_ONCE)
            by_hall = _after(self.now, needed)
            if isinstance(by_hall, Unsaid):
                return by_hall
            said.append(by_hall)
        if said:
            return latest(said)
        return next((each for each in begun if isinstance(each, Unsaid)), Unsaid.NOTHING_LEFT)


def pace_of(
    works: Iterable[AreaWork],
    agreed: Mapping[int, int],
    stood_still: Sequence[Still],
    now: datetime,
) -> Pace:
    """The pace of the areas of a night, in whichever order; `agreed` is the papers that came to
    agree, by the number of the quarter of an hour.
    """
    areas = list(works)
    left = [work for work in areas if not work.settled]

    def seconds(stretch: Stretch) -> int:
        return stretch.worked(stood_still, now) // _SECOND

    pace = Pace(
        now=now,
        verifying=_quartiles(
            Fraction(seconds(work.times.verification), work.papers)
            for work in areas
            if work.times.verification.ended and work.papers
        ),
        counting=_quartiles(
            Fraction(seconds(work.paced), work.paced_papers)
            for work in areas
            if work.settled and work.paced_papers
        ),
        settling=_quartiles(
            Fraction(seconds(work.times.reconciliation))
            for work in areas
            if work.settled and work.times.reconciliation.began
        ),
        hall=_hall(agreed, stood_still, now),
        stood_still=stood_still,
        areas=len(areas),
        settled=len(areas) - len(left),
    )
    return replace(pace, night=pace._night(left)) if left else pace


def _quartiles(samples: Iterable[Fraction]) -> Quartiles | None:
    found = list(samples)
    if len(found) < ENOUGH:
        return None
    return Quartiles(*quantiles(found, n=4, method="inclusive"))


def _hall(
    agreed: Mapping[int, int], stood_still: Sequence[Still], now: datetime
) -> Quartiles | Unsaid:
    """Papers in each of the last full quarters of an hour in which the hall worked."""
    if not agreed:
        return Unsaid.TOO_EARLY
    # The first sheet agreed somewhere within its quarter, and this quarter is not over.
    full = range(min(agreed) + 1, quarter_of(now))
    worked_in = [each for each in full if not _stood(each, stood_still)]
    quartiles = _quartiles(Fraction(agreed.get(each, 0)) for each in worked_in[-_RECENT:])
    if quartiles is None:
        return Unsaid.TOO_EARLY
    return quartiles if quartiles.lower else Unsaid.TOO_SLOW


def _stood(quarter: int, stood_still: Sequence[Still]) -> bool:
    """Whether the count stood still in any part of a quarter of an hour."""
    began = quarter_began(quarter)
    return worked(began, began + QUARTER, stood_still) < QUARTER


# ---- forecasts


def latest(forecasts: Iterable[Forecast]) -> Forecast:
    """When the last of several will be done; at least one."""
    return Forecast(*map(max, zip(*forecasts, strict=True)))


def _after(now: datetime, needed: Quartiles) -> Expected:
    """When it is done that needs so many seconds, whole ones that are never too few."""
    if needed.upper > _LONGEST:
        return Unsaid.TOO_SLOW
    return Forecast(*(now + timedelta(seconds=ceil(each)) for each in needed))
