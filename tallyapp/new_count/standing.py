"""Who stands in which contest for how many seats, by the list of candidates and what was told."""

from dataclasses import replace

from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.units import MAX_SEATS
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import load_rules, refuse_too_many
from tallyapp.exchange.listed import CandidateList, ListedContest

from .details import Details


def standing(details: Details, candidates: CandidateList) -> tuple[ListedContest, ...]:
    """The contests of a list, each with its seats.

    Raises EnvironmentFault for seats that nobody has told, and for an election of another kind.
    """
    _must_have_poll(candidates)
    lone = len(candidates.contests) == 1
    rules = load_rules(details.kind, details.polling_day)
    return tuple(_with_seats(details, rules, listed, lone) for listed in candidates.contests)


def _must_have_poll(candidates: CandidateList) -> None:
    """A list of nothing but cancelled polls makes no count."""
    if not candidates.contests:
        cancelled = ", ".join(each.name or each.id for each in candidates.cancelled)
        raise EnvironmentFault(
            f"The poll of every contest in the list is cancelled: {cancelled}. There is "
            "nothing to count."
        )


def without_poll(listed: ListedContest) -> bool:
    """Whether nobody is counted in a contest: no more candidates stand than there are seats."""
    return listed.seats is not None and len(listed.candidates) <= listed.seats


def _with_seats(
    details: Details, rules: KindRules, listed: ListedContest, lone: bool
) -> ListedContest:
    """The contest with its seats. A blank is not one: who stands for how many is nobody's guess."""
    _must_be_of_kind(details, listed)
    refuse_too_many(rules, listed.name or listed.id, len(listed.candidates))
    seats = listed.seats
    if seats is None:
        always_one = rules.most_seats == 1
        seats = (
            1
            if always_one
            else details.seats.get(listed.id, details.seats.get("") if lone else None)
        )
    if not seats:
        raise EnvironmentFault(
            f"How many seats {listed.name or listed.id} has is not given. Write it in the "
            "column of seats "
            f"of the list of candidates, or give it as {listed.id}=NUMBER."
        )
    most = min(rules.most_seats, MAX_SEATS)
    if seats > most:
        raise EnvironmentFault(
            f"{listed.name or listed.id} has {seats:,} seats; in this kind of election a "
            "contest has "
            f"{most} at most. Compare the list with the notice of election, and the kind of "
            "election."
        )
    return replace(listed, seats=seats)


def _must_be_of_kind(details: Details, listed: ListedContest) -> None:
    """A ballot id says of which kind the election is; rules of another are not laid over it."""
    if listed.kinds and details.kind not in listed.kinds:
        kinds = " or ".join(listed.kinds)
        raise EnvironmentFault(
            f"{listed.name or listed.id} is of the kind {kinds} by its ballot id, and the count "
            f"is of the kind {details.kind}. Choose the kind {kinds}, or take its rows out."
        )
