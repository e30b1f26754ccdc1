"""Parties by the Electoral Commission's ids, and never by the words of a description."""

import re
from typing import Annotated, TypeAlias

from msgspec import Meta

# With a colon, which stands in the ids of joint candidates.
PartyId: TypeAlias = Annotated[str, Meta(pattern=r"^([A-Za-z0-9][A-Za-z0-9._:-]{0,63})?\Z")]
"""The id under which a party is registered, such as PP53; `joint-party:53-119` of a candidate of
two (Democracy Club's way of writing it); empty where none is known, or the candidate has none.
"""
_JOINT = "joint-party:"
_REGISTERED = re.compile(r"(PP\d{1,6}|joint-party:\d{1,6}(-\d{1,6})+)\Z")


def looks_like_party(told: str) -> bool:
    """Whether this is an id of the register, or of a candidate of two parties in it."""
    return bool(_REGISTERED.match(told))


def joint(*parties: str) -> str:
    """The id of a candidate who stands for two parties or more, from those of each: PP53, PP119."""
    return _JOINT + "-".join(party.removeprefix("PP") for party in parties)


def parties_of(party: str) -> tuple[str, ...]:
    """Each party of an id, the first being the one in whose name a seat is held; none if empty."""
    if party.startswith(_JOINT):
        return tuple(f"PP{number}" for number in party.removeprefix(_JOINT).split("-"))
    return (party,) if party else ()
