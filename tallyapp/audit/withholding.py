"""What a pack says of the entries that it withholds, beside those of which only a leaf is there."""

from collections.abc import Sequence

import msgspec

from tallyapp.domain.reports.pack_words import runs
from tallyapp.domain.reports.withholding import Withholding
from tallyapp.words.catalogue import say

from .points import Point, point

LARGEST = 1024 * 1024
"""In bytes; some ten thousand entries."""


def read_withholding(data: bytes | None) -> Withholding | None:
    """What a pack says of it; None where it says nothing, or what cannot be read."""
    if data is None:
        return None
    try:
        return msgspec.json.decode(data[: LARGEST + 1], type=Withholding)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def withholding_point(made: Withholding | None, leaves: Sequence[int]) -> Point:
    """Whether the pack says of just those entries that they are withheld that are."""
    if made is None:
        return point("withholding", False, problems="withheld.json")
    said = list(made.positions)
    if said != list(leaves):
        words = {"said": _entries(said), "leaves": _entries(leaves)}
        return point("withholding", False, problems=say("verify", "withholding.other", **words))
    which = _entries(said)
    return point("withholding", True, made_for=made.made_for, which=which, reason=made.reason)


def _entries(positions: Sequence[int]) -> str:
    told = runs([f"entry {seq}" for seq in positions])
    return told or say("verify", "said.none-withheld")
