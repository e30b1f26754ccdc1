"""The clock by which a practice count is played: the night of the count, in the hall's own time."""

from datetime import date, datetime, time, timedelta, timezone


class HallClock:
    """A synthetic clock of the night of the count: every look at it is a little later."""

    def __init__(self, polling_day: date, step: timedelta = timedelta(seconds=71)) -> None:
        self._close_of_poll = datetime.combine(polling_day, time(22, 0), _offset(polling_day))
        self._step = step
        self.begin()

    def begin(self) -> None:
        """Go back to the close of the poll, as another contest of the same night does."""
        self._now = self._close_of_poll

    def __call__(self) -> datetime:
        self._now += self._step
        return self._now


def _offset(day: date) -> timezone:
    """How far the clocks of the hall are from UTC: an hour from late March to late October.

    The Summer Time Act 1972 as amended: from the last Sunday of the one to that of the other. A
    machine need not have the table of time zones, as Windows has none.
    """
    ends = [date(day.year, month, 31) for month in (3, 10)]
    begin, end = (last - timedelta(days=(last.weekday() + 1) % 7) for last in ends)
    return timezone(timedelta(hours=1 if begin <= day < end else 0))
