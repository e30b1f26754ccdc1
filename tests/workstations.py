"""The workstations of the tests: each name has a key of its own, made once."""

from datetime import UTC, datetime
from functools import cache

from tallyapp.workstation import Workstation, new_workstation


def workstation(name: str = "desk-1") -> Workstation:
    """The machine that calls itself so."""
    return _made(name)


def new_keys() -> None:
    """From now on every machine has another key."""
    _made.cache_clear()


@cache
def _made(name: str) -> Workstation:
    return new_workstation(name, datetime(2024, 7, 1, tzinfo=UTC))
