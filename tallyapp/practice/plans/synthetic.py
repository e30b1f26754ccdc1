"""Practice counts: published figures split over areas, boxes, sheets and forms that never existed.

Every split is synthetic and exact: the parts add up to the published votes and rejected papers, every sheet
and form is lawful by itself, and the identities of domain.md hold. The same seed always gives the same plan.
"""

from tallyapp.domain.vocabulary.findings import Code, Finding, Refusal, finding
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.units import MAX_SEATS, OfficerNumber
from tallyapp.practice.past.published import PastResult
from tallyapp.practice.plans.one_seat import OneSeatPlanner
from tallyapp.practice.plans.piles import valid_papers
from tallyapp.practice.plans.plans import USUAL, OnPaper, PlannedBox, PlannedForm, PlannedSheet, PracticePlan
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


def check_plan(result: PastResult) -> list[Finding]:
    """A110 for a contest in which nothing is counted, or of more seats than are."""
    name, seats, candidates = result.full_name, result.seats, len(result.candidates)
    if not 1 <= seats <= MAX_SEATS:
        return [finding(Code.A110, "contest", name, "seats", seats=seats, most=MAX_SEATS)]
    if candidates <= seats:
        return [finding(Code.A110, "contest", name, "uncontested", candidates=candidates, seats=seats)]
    return []


def practice_plan(
    result: PastResult,
    rules: KindRules,
    *,
    seed: int,
    on_paper: OnPaper = USUAL,
    adjudicator: OfficerNumber | None = None,
) -> PracticePlan:
    """A practice count that ends in exactly the published votes and rejected papers.

    Votes that were not used are those that the figures leave over; where none was published as uncertain, a
    few of them are. Raises Refusal for a contest that is not counted; ValueError, with the numbers, for
    figures that are of no count, and for rules without the heads of its papers.
    """
    if found := check_plan(result):
        raise Refusal(found)
    valid_papers(result)
    planner = OneSeatPlanner if result.seats == 1 else SeveralSeatsPlanner
    return planner(result, rules, seed, on_paper, adjudicator).plan()
