"""The ids of parties in lists: as they stand there, or by a description that is one party's."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec.structs import replace

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.parties import joint, looks_like_party
from tallyapp.resources import resource

from .tables import FaultBook, Row

_IN_NORTHERN_IRELAND = "-northern-ireland"
"""How the kinds of election end that are held there: the register has a part of its own for it."""


def party_in(row: Row, book: FaultBook, column: str) -> str:
    """The party's id in a cell of our own lists; what is none is a fault."""
    told = row.cells.get(column, "").strip()
    if not told or looks_like_party(told):
        return told
    problem = f'"{told[:40]}" is no id of a party.'
    remedy = "Write it as in the Electoral Commission's register, such as PP53, or leave it blank."
    book.note(row.line, column, problem, remedy)
    return ""


def party_of_club(told: str) -> str:
    """The party's id from Democracy Club's; empty of what it invented, such as for Independents."""
    # `party:53` is how its files of earlier years have PP53.
    told = told.strip()
    if told.startswith("party:"):
        told = f"PP{told.removeprefix('party:')}"
    return told if looks_like_party(told) else ""


def party_of_two(party: str, adjunct: str) -> str:
    """The id of a candidate of a party, and of another beside it where there is one."""
    both = [told.strip() for told in (party, adjunct) if told.strip()]
    told = joint(*both) if len(both) > 1 else "".join(both)
    return told if looks_like_party(told) else ""


def with_parties(candidates: Iterable[Candidate], kind: str) -> tuple[Candidate, ...]:
    """These candidates, who stand in an election of this kind, with the ids of their parties.

    One who has none has it where the description is one party's beyond doubt; else it stays empty,
    and nothing is compared by it.
    """
    known = _by_description(kind.endswith(_IN_NORTHERN_IRELAND))
    return tuple(
        one if one.party else replace(one, party=known.get(_plain(one.description), ""))
        for one in candidates
    )


@lru_cache(maxsize=2)
def _by_description(northern_ireland: bool) -> Mapping[str, str]:
    with resource("parties.toml").open("rb") as file:
        told = tomllib.load(file)["registered"]
    return {
        _plain(words): party["id"]
        for party in told
        if party.get("northern_ireland", False) is northern_ireland
        for words in party["descriptions"]
    }


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
