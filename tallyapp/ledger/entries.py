"""Acts about to be added to streams, and whether the streams are still where the acts saw them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from tallyapp.domain import acts
from tallyapp.domain.acts import Act, AnyAct

from . import chain
from .reading import Stored

Sign = Callable[[bytes], bytes]
"""Gives a workstation's signature over these bytes: 64 bytes."""
Heads: TypeAlias = Mapping[str, tuple[int, bytes]]
"""How many acts each stream has, and its head."""


class Entry(NamedTuple):
    """An act to be added to a stream after its first `after` acts: the very bytes that are
    stored, which were signed, with their signature.
    """

    stream: str
    after: int
    act: Act
    stored: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """The entries are on the disk; the streams' heads after them."""

    heads: Heads


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was written: these acts came in between and must be taken in first."""

    acts: Sequence[tuple[str, int, AnyAct]]


def came_between(
    entries: Sequence[Entry],
    heads: Heads,
    read_from: Callable[[str, int], Iterable[tuple[int, AnyAct]]],
) -> Moved | None:
    """What came in between, `count` first:
    each entry builds on its stream and on what it saw of `count`.

    None if nothing did. The acts may hold some that were taken in already.
    """
    expected: dict[str, int] = {}
    for stream, after, act, *_ in entries:
        # An act of a contest builds on the staff it saw, so `count` moving is a move too.
        if isinstance(act, acts.ContestAct):
            expected.setdefault(acts.COUNT_STREAM, act.seen)
        expected.setdefault(stream, after)
    came = [
        (stream, seq, act)
        for stream, after in expected.items()
        if heads.get(stream, (0, b""))[0] != after
        for seq, act in read_from(stream, after)
    ]
    return Moved(came) if came else None


def chained(
    entries: Sequence[Entry], origin: str, heads: Heads
) -> tuple[list[Stored], dict[str, tuple[int, bytes]]]:
    """The entries as rows of the file, and the heads of their streams after them."""
    after: dict[str, tuple[int, bytes]] = {}
    rows: list[Stored] = []
    for stream, _, _, entry, signature in entries:
        seq, head = after.get(stream) or heads.get(stream) or (0, chain.start(origin, stream))
        now = (seq + 1, chain.following(head, chain.leaf(signature, entry)))
        after[stream] = now
        rows.append((stream, now[0], entry.decode(), signature, now[1]))
    return rows, after
