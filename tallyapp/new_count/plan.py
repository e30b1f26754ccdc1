"""The count that lists and details describe, before anything is made of it."""

from collections.abc import Iterable

from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import AreaList, ListedAreas
from tallyapp.exchange.candidates import ONLY_CONTEST
from tallyapp.exchange.election_rules import load_rules
from tallyapp.exchange.listed import CandidateList, ListedContest
from tallyapp.exchange.parties import with_parties
from tallyapp.exchange.staff_list import StaffList

from .details import Details, NewCount, PlannedContest, Unopposed
from .electorates import differing, electorate_of
from .enrolling import at_set_up
from .standing import standing, without_poll


def plan(
    details: Details, candidates: CandidateList, areas: AreaList, staff: StaffList | None = None
) -> NewCount:
    """The count that these lists and details describe;
    raises EnvironmentFault where they do not fit.
    """
    _must_be_printable(details)
    lone = len(candidates.contests) == 1
    stand = standing(details, candidates)
    counted = [listed for listed in stand if not without_poll(listed)]
    alone = [listed for listed in stand if without_poll(listed)]
    if not counted:
        raise EnvironmentFault(
            "In no contest of the list are there more candidates than seats, so that nobody is "
            "counted. "
            "Compare the list with the statements of persons nominated."
        )
    by_contest = {listed.contest: listed for listed in areas.contests}
    for listed in (*alone, *candidates.cancelled):
        by_contest.pop(listed.id, None)
    contests = []
    rules = load_rules(details.kind, details.polling_day)
    for listed in counted:
        own = by_contest.pop(listed.id, None) or (by_contest.pop(None, None) if lone else None)
        if own is None:
            raise EnvironmentFault(_no_areas(listed, filter(None, by_contest)))
        contests.append(_planned(details, rules, listed, own, lone))
    if by_contest:
        unknown = ", ".join(sorted(str(name) for name in by_contest))
        raise EnvironmentFault(
            f"The list of areas has contests without candidates: {unknown}. Compare the lists."
        )
    ids = {contest.id for contest in contests}
    return NewCount(
        details=details,
        contests=tuple(contests),
        unopposed=tuple(_unopposed(details, each) for each in alone),
        left_out=tuple(each.name or each.id for each in candidates.cancelled),
        to_check=tuple(filter(None, map(differing, contests))),
        staff=at_set_up(staff, details.officer_name, ids) if staff else None,
    )


def _no_areas(listed: ListedContest, others: Iterable[str]) -> str:
    """What to do where the list of areas has no row for a contest, often written unlike."""
    others = tuple(others)
    named = ", ".join(sorted(others))
    missing = f"The list of areas has no row for the contest {listed.id}."
    if not named:
        return f"{missing} Add its areas, and bring it in again."
    if listed.id == ONLY_CONTEST:
        return (
            f"The list of areas has rows for {named}, and the list of candidates names no contest. "
            "Name it in both lists, or in neither."
        )
    # A spreadsheet makes 7 of 007, and its own list of what another program wrote stays 007.
    eaten = any(_without_noughts(each) == _without_noughts(listed.id) for each in others)
    why = " A spreadsheet may have taken noughts in front away." if eaten else ""
    return f"{missing} It has rows for {named}.{why} Write each contest alike in both lists."


def _without_noughts(identifier: str) -> str:
    return identifier.casefold().lstrip("0")


def _unopposed(details: Details, listed: ListedContest) -> Unopposed:
    return Unopposed(
        id=listed.id,
        name=listed.name or listed.id,
        seats=listed.seats or 1,
        candidates=with_parties(listed.candidates, details.kind),
    )


def _must_be_printable(details: Details) -> None:
    """What is typed is printed too:
    a letter that no page can show is named now, not at the declaration.
    """
    from tallyapp.documents.page.glyphs import missing_glyphs  # slow to load, and asked once

    for what in ("name", "election", "authority", "imprint", "officer_name", "officer_title"):
        missing = missing_glyphs(getattr(details, what))
        if missing:
            letters = (
                f"{letter if letter.isprintable() else ''} U+{ord(letter):04X}"
                for letter in missing
            )
            raise EnvironmentFault(
                f"The {what.replace('_', ' ')} has characters that no page can show: "
                f"{', '.join(letters)}. "
                "Write it with others."
            )


def _planned(
    details: Details, rules: KindRules, listed: ListedContest, own: ListedAreas, lone: bool
) -> PlannedContest:
    if listed.polling_day not in (None, details.polling_day):
        raise EnvironmentFault(
            f"The list of candidates is for {listed.polling_day}, the count for "
            f"{details.polling_day}. "
            "Correct one of them."
        )
    seats = listed.seats or 1
    electorate = electorate_of(details, listed, own, lone)
    return PlannedContest(
        id=listed.id,
        name=listed.name or (details.name if lone else listed.id),
        seats=seats,
        electorate=electorate.electors,
        rules=rules.for_seats(seats),
        candidates=with_parties(listed.candidates, rules.kind),
        areas=own.areas,
        boxes=own.boxes,
        sheets=own.sheets,
        bundle=listed.bundle or details.bundle,
        terms=listed.terms,
        changes=tuple(filter(None, (*listed.changes, electorate.words))),
    )
