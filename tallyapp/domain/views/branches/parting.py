"""Where two streams of one name part, and the entries that each has alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tallyapp.domain.acts import AnyAct


class Entry(NamedTuple):
    """An act where it stands in its file; `leaf` is the hash of its bytes and its signature."""

    seq: int
    leaf: bytes
    act: AnyAct


@dataclass(frozen=True)
class Parting:
    """Two streams of one name, entry by entry.

    `common` is how many acts they begin with alike, `last` the last of these, None where there is
    none. `first` and `second` are what each has alone, in its order. `carried` are the entries of
    the first that come after the parting and stand in the second as well, byte for byte.
    """

    stream: str
    common: int
    last: AnyAct | None
    first: tuple[Entry, ...]
    second: tuple[Entry, ...]
    carried: tuple[Entry, ...] = ()

    @property
    def parts(self) -> bool:
        """Whether either has anything that the other has not."""
        return bool(self.first or self.second)


def part(
    stream: str,
    first: Sequence[Entry],
    second: Sequence[Entry],
    common: int = 0,
    last: AnyAct | None = None,
) -> Parting:
    """Where two streams part, from their entries after the `common` ones they are known to share.

    An entry is known again by its bytes and signature alone: both files number what came after the
    parting anew, so that positions say nothing of it.
    """
    alike = 0
    for one, other in zip(first, second, strict=False):
        if one.leaf != other.leaf:
            break
        alike += 1
        last = one.act
    ours = first[alike:]
    theirs = second[alike:]
    in_ours = {each.leaf for each in ours}
    in_theirs = {each.leaf for each in theirs}
    return Parting(
        stream,
        common + alike,
        last,
        tuple(each for each in ours if each.leaf not in in_theirs),
        tuple(each for each in theirs if each.leaf not in in_ours),
        tuple(each for each in ours if each.leaf in in_theirs),
    )


def in_order(streams: Sequence[str], count: str) -> Iterator[str]:
    """The streams with `count` first, then by name."""
    return iter(sorted(streams, key=lambda stream: (stream != count, stream)))
