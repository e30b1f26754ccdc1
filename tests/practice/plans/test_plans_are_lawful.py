"""Practice plans played through the rules of the count: nothing stands against any act of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count as counting
from typing import Any

import pytest

from tallyapp.domain import acts
from tallyapp.domain.count import apply, check
from tallyapp.domain.rules import result
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.rules.statement import stated_box
from tallyapp.domain.state.area import Attempt, BoxState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.containers import Sighted
from tallyapp.domain.vocabulary.on_paper import Role
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import PastResult, read_past_results
from tallyapp.practice.plans.synthetic import PracticePlan, practice_plan
from tallyapp.resources import resource
from tests.halls import officer
from tests.workstations import workstation

OFFICERS: dict[int, Role] = {1: "returning-officer", 2: "adjudicator", 3: "clerk", 4: "clerk"}
RULES = load_rules("uk-parliamentary", date(2024, 7, 4))
_numbers = counting(1)


def act(kind: type[acts.Act], by: int = 1, **fields: Any) -> Any:
    fields |= {"v": 1, "id": f"{next(_numbers):032x}", "workstation": "1", "by": by}
    if issubclass(kind, acts.ContestAct):
        fields["seen"] = len(OFFICERS) + 3
    if issubclass(kind, acts.FixedAct):
        fields["count_head"] = "0" * 64
    return kind(at=datetime(2024, 7, 4, 22, tzinfo=UTC), **fields)


def acts_of(past: PastResult, plan: PracticePlan) -> Iterator[Any]:
    set_up = act(
        acts.ContestSetUp,
        contest=past.id,
        election=past.election,
        name=past.name,
        seats=past.seats,
        electorate=past.electorate,
        bundle=plan.bundle,
        rules=RULES,
        candidates=tuple(one.candidate for one in past.candidates),
        areas=plan.areas,
        boxes=tuple(planned.box for planned in plan.boxes),
        source=plan.source,
    )
    yield set_up
    names = lines_to_key(set_up.candidates)
    yield act(acts.NamesConfirmed, 3, of=set_up.id, surnames=names)
    for planned in plan.boxes:
        box = planned.box.id
        yield act(acts.BoxAccountKeyed, box=box, account=planned.account, of="")
        counts = [
            act(acts.BoxCounted, box=box, attempt=attempt, papers=papers)
            for attempt, papers in enumerate(planned.attempts, 1)
        ]
        yield from counts
        if planned.explanation:
            explained = {"papers": planned.papers, "explanation": planned.explanation, "second": 2}
            yield act(acts.VarianceExplained, 1, box=box, of=counts[-1].id, **explained)
    expected = sum(planned.account.issued for planned in plan.boxes)
    counted = sum(planned.papers for planned in plan.boxes)
    covers = sum(each.account.issued for each in plan.boxes if each.box.kind == "postal")
    first = act(acts.PostalCoversReturned, 3, of="", covers=covers)
    yield first
    yield act(acts.PostalCoversReturned, 4, of=first.id, covers=covers)
    in_order = [each for area in plan.areas for each in plan.boxes if each.box.area == area.id]
    boxes = tuple(
        stated_box(
            BoxState(
                each.box,
                account=each.account,
                counts=[Attempt("", papers) for papers in each.attempts],
                explanation=each.explanation,
            )
        )
        for each in in_order
    )
    yield act(
        acts.VerificationStated,
        version=1,
        expected=expected,
        counted=counted,
        electorate=past.electorate,
        boxes=boxes,
    )
    issued = {}
    for area in plan.areas:
        numbers = [sheet.number for sheet in plan.sheets if sheet.area == area.id]
        issued[area.id] = act(acts.SheetsIssued, area=area.id, first=numbers[0], last=numbers[-1])
        yield issued[area.id]
    for clerk in (3, 4):
        for sheet in plan.sheets:
            of = issued[sheet.area].id
            yield act(acts.SheetKeyed, clerk, sheet=sheet.number, of=of, figures=sheet.figures)
        for form in plan.forms:
            place = {"form": form.number, "round": 1, "area": form.area, "of": ""}
            yield act(acts.FormKeyed, clerk, **place, figures=form.figures)


@pytest.fixture(scope="module")
def published() -> dict[str, PastResult]:
    names = ("GE2024-results-by-candidate.csv", "GE2024-results-by-constituency.csv")
    return {
        past.id: past for past in read_past_results([resource("samples", name) for name in names])
    }


@pytest.mark.parametrize("contest", ["oxford-east", "hendon", "ynys-mon", "na-h-eileanan-an-iar"])
def test_a_plan_played_by_the_rules_ends_in_the_published_result(
    published: dict[str, PastResult], contest: str
) -> None:
    past = published[contest]
    staff = [officer(n, role) for n, role in OFFICERS.items()]
    count = Count()
    set_up = act(
        acts.CountSetUp,
        name="Practice",
        polling_day=past.polling_day,
        practice=True,
        note="",
        authority="",
        imprint="",
        officer_title="Acting Returning Officer",
        returning_officer=staff[0],
        certificate=workstation("1").certificate,
    )
    plan = practice_plan(past, RULES, seed=1, adjudicator=OfficerNumber(2))
    enrolled = (act(acts.OfficerEnrolled, officer=officer) for officer in staff[1:])
    last = plan.sheets[-1].number
    allotted = act(acts.SheetsAllotted, contest=contest, first=1, last=last)
    seen = [
        Sighted(container=f"{contest}/{planned.box.id}", at=set_up.at) for planned in plan.boxes
    ]
    sighted = (
        act(acts.ContainersSighted, how=how, sighted=tuple(seen), second=2)
        for how in ("arrived", "empty")
    )
    for one in (set_up, *enrolled, allotted, *sighted):
        assert check(count, "count", one) == []
        apply(count, "count", one)
    for one in acts_of(past, plan):
        assert acts.decode(acts.encode(one)) == one
        assert check(count, contest, one) == []
        apply(count, contest, one)
    state = count.contests[contest]
    assert result.open_findings(state) == []
    figures = result.figures(state)
    assert figures.votes == tuple(one.votes for one in past.candidates)
    assert (figures.valid, sum(figures.rejected)) == (past.valid, past.rejected)
    assert result.majority(state, figures.votes) == past.majority
    assert result.outcome(state, figures.votes).elected == past.elected
