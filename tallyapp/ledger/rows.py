"""An act's stored bytes, before anybody has judged them."""

from typing import NamedTuple

import msgspec


class Row(NamedTuple):
    """One stored act; `head` is None where only the bytes travelled (a published stream).

    There an entry may be withheld: then its leaf stands in for it and its signature.
    """

    stream: str
    seq: int
    entry: bytes
    signature: bytes
    head: bytes | None
    leaf: bytes = b""


UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What is raised of bytes that are no act of this version."""


# Not an act: whatever a later version added, these two fields are where they were.
class _Stamp(msgspec.Struct, frozen=True):
    """What every act carries, in whatever version it is written."""

    v: int = 0
    id: str = ""


_stamps = msgspec.json.Decoder(_Stamp)


def version_of(entry: bytes) -> int:
    """The version in which a stored act says that it is written; 0 if it says none."""
    return _stamp(entry).v


def id_of(entry: bytes) -> str:
    """The id of a stored act; empty if it has none."""
    return _stamp(entry).id


def _stamp(entry: bytes) -> _Stamp:
    try:
        return _stamps.decode(entry)
    except UNDECODABLE:
        return _Stamp()
