"""How dates, lists and offices are said in Welsh on the pages of a contest in Wales.

[K]: not checked by a native reader (documents/page/welsh.py). Names are never mutated.
"""

from collections.abc import Sequence
from datetime import date

_WEEKDAYS = (
    "Dydd Llun",
    "Dydd Mawrth",
    "Dydd Mercher",
    "Dydd Iau",
    "Dydd Gwener",
    "Dydd Sadwrn",
    "Dydd Sul",
)
_MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)
_VOWELS = "aeiouyâêîôûŷáéíóú"
_SEATS = ("", "", "ddwy", "tair", "pedair", "pum", "chwe", "saith", "wyth", "naw", "deg")
"""Numbers before a word of the feminine gender, after the article."""
_OFFICES = {
    "Returning Officer": "Swyddog Canlyniadau",
    "Acting Returning Officer": "Swyddog Canlyniadau Gweithredol",
}
_BY = {
    "the Returning Officer": "y Swyddog Canlyniadau",
    "the Acting Returning Officer": "y Swyddog Canlyniadau Gweithredol",
    "a Deputy Returning Officer": "Ddirprwy Swyddog Canlyniadau",
}
"""As it stands after gan, which softens what follows it."""


def weekday_cy(when: date) -> str:
    """Dydd Iau 5 Mai 2022."""
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def listed_cy(words: Sequence[str]) -> str:
    """Onnen, Bedwen a Chedrwydd; ac before a vowel."""
    if len(words) < 2:
        return "".join(words)
    link = "ac" if words[-1][:1].casefold() in _VOWELS else "a"
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def seats_cy(seats: int) -> str:
    """How many seats, as it stands between the article and the word for them."""
    return _SEATS[seats] if 2 <= seats < len(_SEATS) else str(seats)


def office_cy(office: str) -> str:
    """An office; one whose name in Welsh is not known stays as it was written."""
    return _OFFICES.get(office, office)


def by_cy(whom: str) -> str:
    """By whom something was done, after gan; who is not known in Welsh stays as it was written."""
    return _BY.get(whom, whom)
