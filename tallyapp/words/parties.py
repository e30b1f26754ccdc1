"""The thin stripe beside a candidate."""

import tomllib
from functools import lru_cache
from typing import Protocol

from tallyapp.resources import resource


class Described(Protocol):
    """Whoever stands with a description: on the ballot paper, or on a notice."""

    @property
    def description(self) -> str:
        """As it stands on the ballot paper."""


def stripe(candidate: Described) -> str:
    """The colour (#RRGGBB) that goes with a candidate's description; neutral where none does."""
    # By words in the description, in the file's order: a colour helps the eye and decides nothing.
    neutral, parties = _parties()
    return next(
        (c for words, c in parties if any(w in candidate.description for w in words)), neutral
    )


@lru_cache(maxsize=1)
def _parties() -> tuple[str, tuple[tuple[tuple[str, ...], str], ...]]:
    with resource("parties.toml").open("rb") as file:
        told = tomllib.load(file)
    return told["neutral"], tuple(
        (tuple(party["words"]), party["colour"]) for party in told["party"]
    )
