"""Practice counts: whatever was published, the synthetic parts add up to it."""

from collections import Counter
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.on_paper import BallotBox, Candidate, FormFigures, SheetFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, Papers, Votes
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import PastCandidate, PastResult, read_past_results
from tallyapp.practice.plans.synthetic import OnPaper, PracticePlan, practice_plan
from tallyapp.resources import resource

RULES = load_rules("uk-parliamentary", date(2024, 7, 4))
LOCAL = load_rules("local-england", date(2024, 7, 4))


def result_of(votes: list[int], rejected: int, name: str = "anywhere") -> PastResult:
    ranked = sorted(votes, reverse=True)
    return PastResult(
        id=name,
        kind="uk-parliamentary",
        election="UK Parliamentary general election",
        name=name,
        polling_day=date(2024, 7, 4),
        electorate=sum(votes) + rejected,
        seats=1,
        valid=Papers(sum(votes)),
        rejected=Papers(rejected),
        candidates=tuple(
            PastCandidate(
                candidate=Candidate(surname=f"C{number}", other_names="", description=""),
                votes=Votes(one),
            )
            for number, one in enumerate(votes)
        ),
        elected=(CandidateNumber(votes.index(ranked[0]) + 1),),
        majority=Votes(ranked[0] - ranked[1]) if len(ranked) > 1 else None,
        source="made for a test",
    )


votes_of_a_contest = st.lists(
    st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 40_000)), min_size=2, max_size=20
)
results = st.builds(result_of, votes_of_a_contest, st.one_of(st.just(0), st.integers(0, 3_000)))


def assert_it_adds_up(plan: PracticePlan, result: PastResult, heads: int) -> None:
    """The identities 1 to 3 of domain.md, in papers, from the figures on the papers alone."""
    verified: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {area.id: set() for area in plan.areas}
    for planned in plan.boxes:
        verified[planned.box.area] += planned.papers
        kinds[planned.box.area].add(planned.box.kind)
    counted: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    votes = [0] * len(result.candidates)
    for sheet in plan.sheets:
        figures = msgspec.convert(msgspec.to_builtins(sheet.figures), SheetFigures)
        bundled = 0
        for number, line in enumerate(figures.lines):
            assert line.full is not None
            assert line.part is not None
            assert line.part < plan.bundle
            votes[number] += line.full * plan.bundle + line.part
            bundled += line.full * plan.bundle + line.part
        assert figures.sent is not None
        assert bundled + figures.sent == figures.papers
        counted[sheet.area] += bundled
        sent[sheet.area] += figures.sent
    rejected = 0
    for form in plan.forms:
        adjudicated = msgspec.convert(msgspec.to_builtins(form.figures), FormFigures)
        allowed = [papers or 0 for papers in adjudicated.allowed]
        refused = [papers or 0 for papers in adjudicated.rejected]
        assert len(refused) == heads
        assert 0 < sum(allowed) + sum(refused) == adjudicated.papers
        votes = [before + more for before, more in zip(votes, allowed, strict=True)]
        rejected += sum(refused)
        counted[form.area] += sum(allowed) + sum(refused)
        sent[form.area] -= sum(allowed) + sum(refused)
    assert votes == [past.votes for past in result.candidates]
    assert rejected == result.rejected
    assert set(sent.values()) <= {0}
    assert all(counted[area.id] == verified[area.id] for area in plan.areas)
    assert sum(verified.values()) == result.valid + result.rejected
    assert all(found == {"polling", "postal"} for found in kinds.values())


def assert_it_is_in_order(plan: PracticePlan) -> None:
    """Numbers run through the contest, an area's sheets together; boxes are accurate as the law has
    it.
    """
    assert [sheet.number for sheet in plan.sheets] == list(range(1, len(plan.sheets) + 1))
    assert [form.number for form in plan.forms] == list(range(1, len(plan.forms) + 1))
    areas = [area.id for area in plan.areas]
    assert sorted({sheet.area for sheet in plan.sheets}) == areas
    assert [sheet.area for sheet in plan.sheets] == sorted(sheet.area for sheet in plan.sheets)
    assert len({planned.box.id for planned in plan.boxes}) == len(plan.boxes)
    for planned in plan.boxes:
        account = planned.account
        assert msgspec.convert(msgspec.to_builtins(planned.box), BallotBox) == planned.box
        assert min(account.issued, account.unused, *planned.attempts) >= 0
        assert bool(planned.explanation) == (account.issued != planned.papers)
        if account.entrusted is not None:
            used = account.issued + account.unused + account.spoilt + account.tendered
            assert used == account.entrusted


@given(
    result=results,
    seed=st.integers(),
    bundle=st.sampled_from([10, 20, 25, 50, 100]),
    local=st.booleans(),
)
@settings(deadline=None)
def test_every_plan_adds_up_to_what_was_published(
    result: PastResult, seed: int, bundle: int, local: bool
) -> None:
    rules = LOCAL if local else RULES
    plan = practice_plan(result, rules, seed=seed, on_paper=OnPaper(bundle=bundle))
    assert_it_adds_up(plan, result, len(rules.heads))
    assert_it_is_in_order(plan)
    assert 3 <= len(plan.areas) <= 12
    assert not any(form.figures.rejected[-1] for form in plan.forms if local), (
        "in part needs several seats"
    )


@given(result=results, seed=st.integers())
@settings(deadline=None)
def test_the_same_seed_gives_the_same_plan(result: PastResult, seed: int) -> None:
    assert practice_plan(result, RULES, seed=seed) == practice_plan(result, RULES, seed=seed)


def test_another_seed_and_another_contest_give_other_splits() -> None:
    first, other = result_of([900, 800], 30), result_of([900, 800], 30, "elsewhere")
    plans = [practice_plan(first, RULES, seed=seed) for seed in range(20)]
    plans.append(practice_plan(other, RULES, seed=0))
    splits = {tuple(sheet.figures.papers for sheet in plan.sheets) for plan in plans}
    assert len(splits) == 21


def test_a_plan_is_the_same_in_every_process_and_for_ever() -> None:
    plan = practice_plan(result_of([900, 800], 30), RULES, seed=1)
    assert [planned.papers for planned in plan.boxes if planned.box.kind == "postal"] == [
        100,
        95,
        126,
    ]
    assert [sheet.figures.papers for sheet in plan.sheets] == [591, 505, 634]


def test_all_constituencies_of_2024_end_in_their_published_votes() -> None:
    names = ("GE2024-results-by-candidate.csv", "GE2024-results-by-constituency.csv")
    published = read_past_results([resource("samples", name) for name in names])
    sizes = []
    explained = corrected = 0
    for result in published:
        plan = practice_plan(result, RULES, seed=2024)
        assert_it_adds_up(plan, result, 4)
        assert_it_is_in_order(plan)
        sizes += [sheet.figures.papers or 0 for sheet in plan.sheets]
        explained += sum(bool(planned.explanation) for planned in plan.boxes)
        corrected += sum(planned.attempts[0] != planned.papers for planned in plan.boxes)
    assert len(published) == 650
    assert 850 <= min(sizes) <= max(sizes) <= 1_400
    assert 650 < explained < corrected < 6_500, "a few of each, in every contest's dozens of boxes"


def test_a_plan_says_that_it_is_synthetic_and_whose_the_votes_are() -> None:
    (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    plan = practice_plan(result, RULES, seed=5, adjudicator=OfficerNumber(2))
    assert "synthetic" in plan.source
    assert "Open Parliament Licence" in plan.source
    assert len(msgspec.convert(plan.source, str)) <= 500
    assert len(plan.areas) == 6
    assert {form.figures.adjudicator for form in plan.forms} == {2}
    explanations = [planned.explanation for planned in plan.boxes if planned.explanation]
    assert all(text.startswith("Synthetic: ") for text in explanations)


def test_a_contest_without_a_single_paper_has_a_plan_too() -> None:
    plan = practice_plan(result_of([0, 0], 0), RULES, seed=1)
    assert_it_adds_up(plan, result_of([0, 0], 0), 4)
    assert len(plan.sheets) == len(plan.areas) == 3


def test_what_cannot_be_planned_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        practice_plan(replace(result_of([5, 4], 2), seats=2), RULES, seed=1)
    assert [found.code for found in refused.value.findings] == [Code.A110]
    with pytest.raises(ValueError, match="nowhere to put"):
        practice_plan(result_of([5, 4], 2), msgspec.structs.replace(RULES, heads=()), seed=1)
