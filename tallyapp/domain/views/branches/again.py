"""What stands in another file of a count and is to be keyed here, and how far that is."""

from collections.abc import Collection, Iterator

from tallyapp.domain.state.contest import ContestState

from .pairs import Match, Pair, pair_of, pairs, to_key_again
from .things import Kind, Standing, Thing


class Again:
    """The things of one contest that are to be keyed here, from paper; in the order of the list.

    The other file says which they are, and whether what stands here in the end is what stood there.
    None of its figures enters this count.
    """

    def __init__(self, here: ContestState, there: ContestState) -> None:
        self._here = here
        self._there = there
        self._pairs = {pair.thing: pair for pair in to_key_again(pairs(here, there))}

    def all(self) -> list[Pair]:
        """Everything that was to be keyed when the files were compared, as it is now."""
        return list(self._pairs.values())

    def waiting(self) -> list[Pair]:
        """What is not the same in both yet."""
        return [pair for pair in self._pairs.values() if pair.match is not Match.SAME]

    def changed(
        self, sheets: Collection[int], forms: Collection[int], boxes: Collection[str]
    ) -> Iterator[Pair]:
        """These were touched here: each thing that stands from now on, and otherwise than there."""
        touched = {Thing(Kind.SHEET, str(number)) for number in sheets}
        touched |= {Thing(Kind.FORM, str(number)) for number in forms}
        others = () if sheets or forms else self._pairs
        touched |= {thing for thing in others if not thing.name or thing.name in boxes}
        # One act may touch several, and whoever is told of two is told in one order each time.
        for thing in sorted(self._pairs.keys() & touched):
            before = self._pairs[thing]
            now = pair_of(self._here, self._there, thing)
            self._pairs[thing] = now
            if now.match is Match.DIFFERS and _stands(now) and before.first != now.first:
                yield now


def _stands(pair: Pair) -> bool:
    return pair.first is not None and pair.first.standing is Standing.STANDS
