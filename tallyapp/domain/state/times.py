"""When a contest's boxes and areas were worked on, and how much came to agree in each quarter hour.

No rule asks for it, and nothing of it is a figure of the count. It is kept while acts become true,
so that whoever runs the hall need not have them all read again.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tallyapp.domain.state.result import Passed

QUARTER = timedelta(minutes=15)
_SECONDS = int(QUARTER.total_seconds())


def quarter_of(at: datetime) -> int:
    """The number of the quarter of an hour in which this was, by the clock: from :00, :15 and so
    on. The next has the next number.
    """
    return int(at.timestamp()) // _SECONDS


def quarter_began(quarter: int) -> datetime:
    """When a quarter of an hour of this number began."""
    return datetime.fromtimestamp(quarter * _SECONDS, UTC)


@dataclass(slots=True)
class BoxTimes:
    """When the first figure of a box was keyed, and when anything of it changed last."""

    began: datetime
    changed: datetime


@dataclass(slots=True)
class RoundTimes:
    """When the sheets of an area were keyed in one of its rounds: `began` with the first keying.

    `first` is when the first of them came to agree, with its `first_papers`, and `agreed` when the
    last did, or was put right; None where none has.
    """

    began: datetime
    first: datetime | None = None
    first_papers: int = 0
    agreed: datetime | None = None


@dataclass(slots=True)
class Times:
    """The times of a contest, as its acts tell them.

    `areas` is when anything of an area changed last, `rounds` is by area and round, `passed` when
    an open point was gone on over. `agreed` is the papers of sheets that came to agree, by the
    number of the quarter of an hour: what is counted twice, as in a re-count, is in it twice.
    """

    boxes: dict[str, BoxTimes] = field(default_factory=dict)
    areas: dict[str, datetime] = field(default_factory=dict)
    rounds: dict[tuple[str, int], RoundTimes] = field(default_factory=dict)
    agreed: dict[int, int] = field(default_factory=dict)
    passed: dict[Passed, datetime] = field(default_factory=dict)
    _quarter: int = 0
    _over: datetime | None = None

    def note_box(self, box: str, at: datetime) -> None:
        """Something of a box was keyed, or changed."""
        if known := self.boxes.get(box):
            known.changed = at
        else:
            self.boxes[box] = BoxTimes(at, at)

    def note_agreed(self, known: RoundTimes, papers: int, at: datetime) -> None:
        """A sheet with these papers came to agree."""
        if known.first is None:
            known.first = at
            known.first_papers = papers
        known.agreed = at
        # The quarter of an hour is mostly that of the sheet before, and working it out is dear.
        if self._over is None or at >= self._over:
            self._quarter = quarter_of(at)
            self._over = quarter_began(self._quarter + 1)
            self.agreed.setdefault(self._quarter, 0)
        self.agreed[self._quarter] += papers
