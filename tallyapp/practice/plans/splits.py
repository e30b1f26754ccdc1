"""Whole numbers in parts, by chance that is always the same, to split practice counts with."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from random import Random


class Splits:
    """Splits that add up again, the same for the same seed on every machine and in every run."""

    def __init__(self, name: str, seed: str) -> None:
        self.name = name
        # A text as seed is hashed by the generator itself, alike on every machine and in every run.
        self.random = Random(seed)  # noqa: S311 (nothing here is secret)

    def weights(self, number: int, spread: int) -> list[int]:
        """That many weights around 100, as far from it as `spread`."""
        return [self.random.randrange(100 - spread, 101 + spread) for _ in range(number)]

    def uneven(self, total: int, sizes: Sequence[int]) -> list[int]:
        """The total split by size, a little more here and a little less there."""
        return self.split(total, [size * self.random.randrange(92, 109) for size in sizes])

    def split(self, total: int, weights: Sequence[int]) -> list[int]:
        """The total in whole parts by weight, each its exact share rounded down or up.

        The parts lie end to end on a line that starts at a random place, so that a lone paper falls
        anywhere, yet never where the weight is 0.
        """
        whole = sum(weights)
        if not whole:
            if total:
                raise ValueError(f"{self.name}: nowhere to put {total} papers")
            return [0] * len(weights)
        # A random start, and no rounding of each part: rounded parts do not add up again.
        start = self.random.randrange(whole)
        edges = [(total * edge + start) // whole for edge in accumulate(weights, initial=0)]
        return [after - before for before, after in pairwise(edges)]

    def within(
        self, total: int, wanted: Sequence[int], least: Sequence[int], most: Sequence[int]
    ) -> list[int]:
        """The total in parts near to those wanted, each from its least to its most.

        Raises ValueError, with the numbers, if these leave no way.
        """
        # Asked before anything is split: no share of the impossible is ever nearly right.
        if not sum(least) <= total <= sum(most):
            raise ValueError(f"{self.name}: {total} is not between {sum(least)} and {sum(most)}")
        parts = [
            min(max(part, low), high) for part, low, high in zip(wanted, least, most, strict=True)
        ]
        over = sum(parts) - total
        # What is over is taken, and what is short is given, by the room each part has: none goes
        # beyond it.
        bounds = least if over > 0 else most
        changes = self.split(
            abs(over), [abs(bound - part) for bound, part in zip(bounds, parts, strict=True)]
        )
        sign = -1 if over > 0 else 1
        return [part + sign * change for part, change in zip(parts, changes, strict=True)]


def number_of_parts(papers: int, each: int) -> int:
    """How many parts of about `each` papers, at least one."""
    return max(1, (papers + each // 2) // each)
