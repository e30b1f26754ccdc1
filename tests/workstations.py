"""The workstations of the tests: each name has a key of its own, made once."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from tallyapp.workstation import Workstation, new_workstation


def workstation(name: str = "desk-1") -> Workstation:
    """The machine that calls itself so."""
    return _made(name)


@cache
def _made(name: str) -> Workstation:
    made = new_workstation(name, datetime(2024, 7, 1, tzinfo=UTC))
    # The same bytes have the same signature, so that a chain can be worked out more than once.
    return replace(made, sign=lru_cache(maxsize=4_096)(made.sign))
