"""Practice counts: published figures split over areas, boxes, sheets and forms that never existed.

Every split is synthetic and exact: the parts add up to the published votes and rejected papers,
every sheet and form is lawful by itself, and the identities of domain.md hold. The same seed always
gives the same plan.
"""

from collections import Counter
from collections.abc import Iterator

from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal, finding
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.units import MAX_BOXES, MAX_CANDIDATES, MAX_SEATS, OfficerNumber
from tallyapp.past.published import PastResult
from tallyapp.practice.plans.one_seat import OneSeatPlanner
from tallyapp.practice.plans.piles import valid_papers
from tallyapp.practice.plans.planner import PAPERS_PER_POLLING_BOX
from tallyapp.practice.plans.plans import (
    USUAL,
    OnPaper,
    PlannedBox,
    PlannedForm,
    PlannedSheet,
    PracticePlan,
)
from tallyapp.practice.plans.several_seats import SeveralSeatsPlanner

__all__ = [
    "OnPaper",
    "PlannedBox",
    "PlannedForm",
    "PlannedSheet",
    "PracticePlan",
    "check_plan",
    "practice_plan",
]

MOST_PAPERS = MAX_BOXES * PAPERS_PER_POLLING_BOX
"""Postal boxes hold more than a polling station's: so many papers are never in too many boxes."""


def check_plan(result: PastResult) -> list[Finding]:
    """What stands in the way of counting this contest: no finding, and it can be set up.

    A110 for a contest in which nothing is counted, and for each bound that it passes; A108 for
    candidates who cannot be told apart on a sheet.
    """
    name = result.full_name
    candidates = len(result.candidates)
    if not 1 <= result.seats <= MAX_SEATS:
        return [finding(Code.A110, "contest", name, "seats", seats=result.seats, most=MAX_SEATS)]
    # No poll: there is nothing to key.
    if candidates <= result.seats:
        numbers = {"candidates": candidates, "seats": result.seats}
        return [finding(Code.A110, "contest", name, "uncontested", **numbers)]
    found = []
    if candidates > MAX_CANDIDATES:
        numbers = {"candidates": candidates, "most": MAX_CANDIDATES}
        found.append(finding(Code.A110, "contest", name, "candidates", **numbers))
    if (papers := result.valid + result.rejected) > MOST_PAPERS:
        numbers = {"papers": papers, "each": PAPERS_PER_POLLING_BOX, "most": MAX_BOXES}
        found.append(finding(Code.A110, "contest", name, "boxes", **numbers))
    return [*found, *_not_told_apart(result)]


def _not_told_apart(result: PastResult) -> Iterator[Finding]:
    """A108 for each name and description that more than one candidate has.

    Some sources give initials alone: two of one name and party are two people in the ward, and one
    line on a count sheet.
    """
    who = [past.candidate for past in result.candidates]
    same = Counter((one.ballot_name, one.description) for one in who)
    for one in dict.fromkeys(who):
        if same[one.ballot_name, one.description] > 1:
            described = f"{one.name}, {one.description}" if one.description else one.name
            yield finding(Code.A108, "contest", f"{result.full_name}: {described}", "same-name")


def practice_plan(
    result: PastResult,
    rules: KindRules,
    *,
    seed: int,
    on_paper: OnPaper = USUAL,
    adjudicator: OfficerNumber | None = None,
) -> PracticePlan:
    """A practice count that ends in exactly the published votes and rejected papers.

    Votes that were not used are those that the figures leave over; where none was published as
    uncertain, a few of them are. Raises Refusal for a contest that is not counted; ValueError, with
    the numbers, for figures that are of no count, and for rules without the heads of its papers.
    """
    if found := check_plan(result):
        raise Refusal(found)
    # Asked here, where the numbers are at hand, and not after half the plan is made.
    valid_papers(result)
    planner = OneSeatPlanner if result.seats == 1 else SeveralSeatsPlanner
    return planner(result, rules, seed, on_paper, adjudicator).plan()
