"""Which kind of election a ballot id of Democracy Club's is of, such as local.x.ward.2025-05-01."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import msgspec

from tallyapp.resources import resource

from .election_rules import known_kinds, refused_kinds


class _Beginning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ids of some kinds begin with, on polling days up to `until` where that is given."""

    kinds: tuple[str, ...]
    beginning: str = msgspec.field(name="with")
    until: date | None = None

    def is_over(self, polling_day: date | None) -> bool:
        """Whether these were of those kinds before this day alone."""
        return self.until is not None and polling_day is not None and polling_day > self.until


class _BallotIds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    begins: tuple[_Beginning, ...]
    organisations: dict[str, dict[str, tuple[str, ...]]]


def kinds_of_ballot(ballot_id: str, polling_day: date | None) -> tuple[str, ...]:
    """The kinds of election that a ballot id can be of; what it begins with where that is none."""
    told = _told()
    election, _, rest = ballot_id.partition(".")
    fitting = [
        one
        for one in told.begins
        if ballot_id.startswith(one.beginning) and not one.is_over(polling_day)
    ]
    # The law of an earlier day first: a combined authority's mayor was elected otherwise then.
    if fitting and fitting[0].until is not None:
        return fitting[0].kinds
    # Then the council: local ids begin alike in all four nations, whose rules differ.
    organisation = rest.partition(".")[0]
    for kind, organisations in told.organisations.get(election, {}).items():
        if organisation in organisations:
            return (kind,)
    return fitting[0].kinds if fitting else (election,)


def why_not_counted(kinds: Sequence[str]) -> str:
    """The sentence that refuses these kinds of election; empty if one of them is counted."""
    if any(kind in known_kinds() for kind in kinds):
        return ""
    first = kinds[0]
    return refused_kinds().get(first) or f'There are no rules for "{first}".'


def common_kinds(of_each: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The kinds that all these contests can be of, alphabetically; none if one says nothing."""
    sets = [frozenset(kinds) for kinds in of_each]
    return tuple(sorted(frozenset.intersection(*sets))) if sets else ()


def polling_day_of(ballot_id: str) -> date | None:
    """The day with which the id ends; None where it ends in none."""
    try:
        return date.fromisoformat(ballot_id.rpartition(".")[2])
    except ValueError:
        return None


def election_of(ballot_id: str) -> str:
    """The id of the election of which a ballot is; empty where the ballot's does not say it."""
    first, *between, day = ballot_id.split(".")
    # Of these two alone it is known how an election's id is made from a ballot's.
    if first == "parl" and between:
        return f"parl.{day}"
    if first == "local" and len(between) > 1:
        return f"local.{between[0]}.{day}"
    return ""


@cache
def _told() -> _BallotIds:
    return msgspec.toml.decode(resource("ballot-ids.toml").read_bytes(), type=_BallotIds)
