"""Days so far off that nothing can be reckoned from them: a year keyed with a digit too many."""

from datetime import date

from tallyapp.domain.vocabulary.findings import Code, Finding, finding

LAST_DAY = date(9_000, 1, 1)
"""The last day taken. The calendar ends with the year 9999, and other days are counted from it."""


LAST_YEAR = LAST_DAY.year


def too_far_off(day: date, place: str, field: str = "") -> list[Finding]:
    """A139 of a day from which no year can be counted any more."""
    if day <= LAST_DAY:
        return []
    numbers = {"day": day.day, "month": day.month, "year": day.year}
    return [finding(Code.A139, "count", place, field, **numbers)]
