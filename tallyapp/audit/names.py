"""Names of officers that a pack gives: each compared with what the acts hold of it."""

from collections.abc import Sequence

import msgspec

from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.staff_names import ReleasedName

from .points import Point, point

LARGEST = 256 * 1024
"""In bytes; that of a hundred officers with long names takes a fifth of it."""


def read_names(data: bytes | None) -> Sequence[ReleasedName] | None:
    """The names in a pack, none where it gives none; None where they cannot be read."""
    if data is None:
        return ()
    try:
        return msgspec.json.decode(data[: LARGEST + 1], type=tuple[ReleasedName, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def names_point(count: CountState, names: Sequence[ReleasedName] | None) -> Point:
    """Whether each name is the one that its officer was enrolled with; the names are said."""
    if names is None:
        return point("names", False, problems="names.json")
    wrong = [
        f"{each.number} {each.name}"
        for each in names
        if (officer := count.officers.get(each.number)) is None or officer.named != each.named
    ]
    told = "; ".join(f"{each.number} {each.name}" for each in names)
    return point("names", not wrong, names=told, problems="; ".join(wrong))
