"""The past results that are shipped, and ways to spoil them."""

from functools import cache
from pathlib import Path

from tallyapp.past.past_results import read_past_files
from tallyapp.past.published import PastContest
from tallyapp.resources import resource

CANDIDATES = resource("samples", "LEH-2025-candidates.csv")
WARDS = resource("samples", "LEH-2025-ward-results.csv")
MEDWAY = resource("samples", "medway-2023-declarations.json")
OXFORD_CITY = resource("samples", "oxford-city-council-2016.csv")
OXFORD_CITY_BEFORE = resource("samples", "oxford-city-council-2012.csv")
"""When the same 24 seats were last filled."""
OXFORD_EAST_BEFORE = resource("samples", "oxford-east-2019.json")
TIES = resource("samples", "ties-at-last-seat.json")


@cache
def divisions_of_2025() -> tuple[PastContest, ...]:
    """What the handbook tells of its 1,401 divisions: nine thousand rows, which are read once."""
    return read_past_files([CANDIDATES, WARDS]).contests


def spoilt(source: Path, folder: Path, old: str, new: str) -> Path:
    """A copy in which the first `old` is `new`."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    copy = folder / source.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
