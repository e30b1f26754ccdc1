"""Which kind of election a ballot id of Democracy Club's is of, such as local.x.ward.2025-05-01."""

from datetime import date
from functools import cache

import msgspec

from tallyapp.resources import resource

from .election_rules import known_kinds, refused_kinds


class _Beginning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ids of a kind begin with; after `until` they are of a kind of the same name as they
    begin.
    """

    kind: str
    beginning: str = msgspec.field(name="with")
    until: date | None = None


class _BallotIds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    begins: tuple[_Beginning, ...]
    councils: dict[str, tuple[str, ...]]


def kind_of_ballot(ballot_id: str, polling_day: date | None) -> str:
    """The kind of election of a ballot id; where there are no rules for it, what the id begins
    with.
    """
    told = _told()
    election, _, rest = ballot_id.partition(".")
    # By the council first: local ids begin alike in all four nations, whose rules differ.
    if election == "local":
        council = rest.partition(".")[0]
        for kind, councils in told.councils.items():
            if council in councils:
                return kind
    for one in told.begins:
        # Mayors and commissioners were elected by supplementary votes until 2023, under like ids.
        over = one.until is not None and polling_day is not None and polling_day > one.until
        if ballot_id.startswith(one.beginning) and not over:
            return one.kind
    return election


def why_not_counted(kind: str) -> str:
    """The sentence that refuses a kind of election; empty for one that is counted."""
    if kind in known_kinds():
        return ""
    return refused_kinds().get(kind) or f'There are no rules for "{kind}".'


def polling_day_of(ballot_id: str) -> date | None:
    """The day with which the id ends; None where it ends in none."""
    try:
        return date.fromisoformat(ballot_id.rpartition(".")[2])
    except ValueError:
        return None


@cache
def _told() -> _BallotIds:
    return msgspec.toml.decode(resource("ballot-ids.toml").read_bytes(), type=_BallotIds)
