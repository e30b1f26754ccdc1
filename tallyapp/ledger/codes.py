"""Codes that were given out, compared with the entries that they are for.

A code noted at two in the morning is for one entry: any other text would disown it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from tallyapp.domain import acts

from . import chain


class GivenCode(NamedTuple):
    """A code, and the id of the act over which it was given."""

    of: str
    code: str


Given: TypeAlias = dict[int, set[GivenCode]]
"""The codes over one stream, by the position of the entry that each is for."""


class GivenCodes:
    """The codes that were given out over each stream.

    Kept before they can be compared: the entry they are for stands in another stream.
    """

    def __init__(self) -> None:
        self._given: dict[str, Given] = {}

    @property
    def streams(self) -> Mapping[str, Given]:
        """The codes over each stream for which one was given, or which was read."""
        return self._given

    def over(self, stream: str) -> Given:
        """The codes over a stream; what is given later comes to these."""
        return self._given.setdefault(stream, {})

    def give(self, act: acts.CodeIssued) -> None:
        """One more was given out."""
        self.over(act.stream).setdefault(act.seq, set()).add(GivenCode(act.of, act.code))


def are_of(given: Iterable[GivenCode], code: str, id_: str) -> bool:
    """Whether all codes given out for an entry are its own; the act of a withheld one has no id to
    be compared.
    """
    return all(each.code == code and id_ in ("", each.of) for each in given)


def not_of_count(
    given: Given, origin: str, heads: Sequence[bytes], ids: Sequence[str]
) -> list[int]:
    """The positions in `count` whose codes are not those of the heads and acts that stand there."""
    name = acts.COUNT_STREAM
    return [
        seq
        for seq, codes in given.items()
        if not are_of(codes, chain.code(origin, name, seq, heads[seq]), ids[seq])
    ]
