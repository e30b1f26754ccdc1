"""Two branches of a count, stream by stream."""

from collections.abc import Iterable
from dataclasses import dataclass

from tallyapp.domain.state.count import Count

from .pairs import Pair, pairs
from .parting import Parting


@dataclass(frozen=True)
class Compared:
    """One stream in both branches: the entries that each has alone, and what was keyed of paper."""

    parting: Parting
    pairs: tuple[Pair, ...] = ()


def compared(partings: Iterable[Parting], first: Count, second: Count) -> list[Compared]:
    """Two branches, from where their streams part and what each comes to."""
    return [_compared(parting, first, second) for parting in partings]


def _compared(parting: Parting, first: Count, second: Count) -> Compared:
    if not parting.parts:
        return Compared(parting)
    stream = parting.stream
    found = pairs(first.contests.get(stream), second.contests.get(stream))
    return Compared(parting, tuple(found))
