"""The past results that are shipped, and ways to spoil them."""

from pathlib import Path

from tallyapp.resources import resource

CANDIDATES = resource("samples", "LEH-2025-candidates.csv")
WARDS = resource("samples", "LEH-2025-ward-results.csv")
MEDWAY = resource("samples", "medway-2023-declarations.json")
OXFORD_CITY = resource("samples", "oxford-city-council-2016.csv")
OXFORD_CITY_BEFORE = resource("samples", "oxford-city-council-2012.csv")
"""When the same 24 seats were last filled."""
OXFORD_EAST_BEFORE = resource("samples", "oxford-east-2019.json")
TIES = resource("samples", "ties-at-last-seat.json")


def spoilt(source: Path, folder: Path, old: str, new: str) -> Path:
    """A copy in which the first `old` is `new`."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    copy = folder / source.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
