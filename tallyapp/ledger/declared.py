"""What a declaration carries of its stream: how the contest was set up and put right, the act that
declared, and the leaf of every entry.

So its figures are bound to its code, and every code that was ever noted of the stream can be
tested against the declaration alone, which holds no other entry.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct

from . import chain
from .published import leaf_of, rows_of
from .rows import Row

MOST_LEAVES = 200_000
"""No contest's stream has as many entries; more than these are not looked at."""
_LEAVES = re.compile(rb"(?:[0-9a-f]{64}\n)*\Z")
_LINE = 65
"""Bytes of one leaf with its line end."""


class Evidence(NamedTuple):
    """The files that bind a declaration to its stream, as they are embedded in it."""

    set_up: bytes
    """The line of the contest's set-up, its first entry, and of every act that put it right: so
    names are bound as figures are.
    """
    declared: bytes
    """The line of the act that declared, and of each that corrected the notice if any; of a
    verification statement that of the act that stated it.
    """
    leaves: bytes
    """The leaf of every entry up to the last of these acts, in hexadecimal, one a line."""


class NoEvidence(Exception):
    """What a declaration carries is none of a stream; the key of the sentence that says why."""


def evidence(stream: bytes, positions: Sequence[int], put_right: Sequence[int] = ()) -> Evidence:
    """From a stream's JSON Lines what a declaration made by the acts at these positions carries,
    its set-up having been `put_right` by those.
    """
    lines = list(islice(BytesIO(stream), positions[-1]))
    leaves = b"".join(leaf_of_line(line).hex().encode() + b"\n" for line in lines)
    set_up, declared = (
        b"".join(lines[seq - 1] for seq in of) for of in ((1, *put_right), positions)
    )
    return Evidence(set_up, declared, leaves)


def leaf_of_line(line: bytes) -> bytes:
    """The leaf of the entry in one line of a published stream."""
    return leaf_of(_row(line))


def act_of_line(line: bytes) -> AnyAct:
    """The act in one line; raises NoEvidence if there is none, or it is not written as ours are."""
    entry = _row(line).entry
    try:
        act = acts.decode(entry)
    except (ValueError, RecursionError) as fault:
        raise NoEvidence("act") from fault
    if acts.encode(act) != entry:
        raise NoEvidence("act")
    return act


def _row(line: bytes) -> Row:
    return next(iter(rows_of({"": line})), Row("", 1, b"", b"", None))


def read_leaves(written: bytes) -> list[bytes]:
    """The leaves as they are embedded; raises NoEvidence for another text, or too many of them."""
    # Looked at by its size alone: what would take long to read is refused before it is read.
    if len(written) > MOST_LEAVES * _LINE:
        raise NoEvidence("too-many")
    if not _LEAVES.match(written):
        raise NoEvidence("leaves")
    data = bytes.fromhex(written.decode())
    return [data[at : at + 32] for at in range(0, len(data), 32)]


def heads_from(origin: str, stream: str, leaves: Iterable[bytes]) -> list[bytes]:
    """The head after each entry, from the leaves alone."""
    head = chain.start(origin, stream)
    heads = []
    for leaf in leaves:
        head = chain.following(head, leaf)
        heads.append(head)
    return heads
