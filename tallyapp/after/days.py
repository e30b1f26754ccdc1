"""Days counted from polling day: which it is, and what the law asks to be done by when."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tallyapp.resources import resource

_SATURDAY = 5
"""Of `date.weekday`; Sunday comes after it."""


class Window(NamedTuple):
    """The days in which the postal statement is sent: the first and the last, both in."""

    first: date
    last: date

    def says(self, day: date) -> str:
        """Whether a day is `early`, `within` or `late`."""
        if day < self.first:
            return "early"
        return "late" if day > self.last else "within"


@cache
def _postal() -> Mapping[str, object]:
    return tomllib.loads(resource("after", "postal.toml").read_text(encoding="utf-8"))


def days_since(polling_day: date, today: date) -> int:
    """How many days after polling day it is; negative before it."""
    return (today - polling_day).days


def postal_window(kind: str, polling_day: date) -> Window | None:
    """When the postal statement of this kind of election is sent; None where nothing is known."""
    kinds = _postal()["kinds"]
    assert isinstance(kinds, Mapping)
    days = kinds.get(kind, kinds["other"])
    if not days:
        return None
    first, last = (_working(polling_day + timedelta(days=n)) for n in days)
    return Window(first, last)


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend: which days are bank holidays is not known."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday >= _SATURDAY else day
