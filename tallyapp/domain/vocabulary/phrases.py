"""How dates and lists are said, on pages and screens alike.

They are spelled out here, because the system's own names of months follow its language: under a
Welsh locale a declaration of July would be of Gorffennaf.
"""

import re
from collections.abc import Sequence
from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MOST_DIGITS = 15
"""More than any number has that is keyed."""


def day(when: date) -> str:
    """4 July 2024."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """Thursday 4 July 2024."""
    return f"{_WEEKDAYS[when.weekday()]} {day(when)}"


def short_day(when: date) -> str:
    """4 Jul."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}"


def day_of(text: str) -> date | None:
    """A date as people write it: 2026-05-07, 7/5/2026, 7.5.2026, 7 May 2026; None if it is none."""
    parts = re.split(r"[-/. ]+", text.strip())
    if len(parts) != 3:
        return None
    # 7/5/2026 is the 7th of May here: no form of the kingdom writes the month first.
    year_first = len(parts[0]) == 4
    year, month, of_month = parts if year_first else reversed(parts)
    # 7/5/26 is no day of the year 26, and nobody is asked which century it is.
    if len(year) != 4:
        return None
    try:
        return date(number_in(year) or 0, _month_of(month), number_in(of_month) or 0)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    """The whole number that a text is, from 0 up; None where it is none."""
    # Our digits alone: `isdecimal` and `int` take those of every script, and `int` takes signs,
    # blanks and underscores besides, and fails of some thousands of digits.
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if plain else None


def several(number: int, one: str, many: str = "") -> str:
    """A number with its word: 1 contest, 650 contests."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def are(number: int, one: str) -> str:
    """A number with its word and its verb: 1 vote is, 7 votes are."""
    return f"{several(number, one)} {'is' if number == 1 else 'are'}"


def _month_of(text: str) -> int:
    """A month's number, from its figures or its name; 0 for no month."""
    number = number_in(text)
    if number is not None:
        return number
    begun = text.casefold()
    # English alone: a list that says Mai is not one of ours to guess about.
    names = [month.casefold() for month in _MONTHS]
    return next((n for n, name in enumerate(names, 1) if begun in (name, name[:3])), 0)


def listed(words: Sequence[str]) -> str:
    """Ash, Birch and Cedar."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
