"""What screens work out of the whole count: once for each state, however many of them ask."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from tallyapp.desk import Desk

_T = TypeVar("_T")


class Once:
    """Keeps what was worked out of a count until the next act is true."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._state: tuple[int, ...] = ()
        self._known: dict[Hashable, Any] = {}

    def ask(self, what: Hashable, work_out: Callable[[], _T]) -> _T:
        """What this comes to, by its name; `work_out` is called where that is not known yet."""
        # A contest that is checked late comes between two acts, and others' things may be in it.
        count = self._desk.count
        now = (count.count.seq, *(each.seq for each in count.contests.values()))
        if now != self._state:
            self._state = now
            self._known = {}
        if what not in self._known:
            self._known[what] = work_out()
        found: _T = self._known[what]
        return found
