"""Practice plans for one seat and several, however papers are written down: lawful, and exact."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as with_fields

from tallyapp.domain.rules.forms import FormKind
from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.set_up import BUNDLES
from tallyapp.domain.rules.sheet_lines import SheetKind
from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats, Slip
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.published import PastCandidate, PastResult, by_votes
from tallyapp.practice.plans.piles import valid_papers
from tallyapp.practice.plans.plans import OnPaper, PracticePlan, varied
from tallyapp.practice.plans.synthetic import practice_plan

DAY = date(2024, 5, 2)
RULES = load_rules("local-england", DAY)
PARTIES = ("Blue", "Red", "Yellow", "")


def result_of(
    seats: int,
    valid: int,
    votes: list[int],
    *,
    rejected: int = 0,
    uncertain: int = 0,
    **fields: Any,
) -> PastResult:
    """A result in which the candidates' parties take turns."""
    candidates = tuple(
        PastCandidate(
            candidate=Candidate(
                surname=f"C{n}", other_names="", description=PARTIES[n % len(PARTIES)]
            ),
            votes=Votes(each),
        )
        for n, each in enumerate(votes)
    )
    known = PastResult(
        id="anywhere",
        kind="local-england",
        election="Election of councillors",
        name="Anywhere",
        polling_day=DAY,
        electorate=valid + rejected,
        seats=seats,
        valid=Papers(valid),
        rejected=Papers(rejected),
        candidates=candidates,
        unused=Votes(seats * valid - sum(votes) - uncertain),
        uncertain=Votes(uncertain),
        elected=tuple(sorted(by_votes(candidates)[:seats])),
        majority=None,
        source="made for a test",
    )
    return replace(known, **fields)


@st.composite
def results(draw: st.DrawFn) -> PastResult:
    """Every result that can be: valid papers from the fewest that can hold the votes to one for
    each vote.
    """
    seats = draw(st.integers(1, 6))
    each = st.one_of(st.just(0), st.integers(0, 5), st.integers(0, 2_000), st.integers(0, 20_000))
    votes = draw(st.lists(each, min_size=seats + 1, max_size=14))
    total = sum(votes)
    valid = total if seats == 1 else draw(st.integers(max(*votes, ceil(total / seats)), total))
    uncertain = draw(st.integers(0, min(seats * valid - total, 300)))
    return result_of(seats, valid, votes, rejected=draw(st.integers(0, 300)), uncertain=uncertain)


papers = st.builds(
    OnPaper,
    bundle=st.sampled_from(BUNDLES),
    written=st.sampled_from(["bundles", "total", "both"]),
    slip_areas=st.sampled_from([0, 0, 1, 34, 100]),
)


def kinds(result: PastResult, plan: PracticePlan) -> tuple[dict[str, SheetKind], FormKind]:
    candidates, on_paper, rules = (
        len(result.candidates),
        plan.on_paper,
        RULES.for_seats(result.seats),
    )
    line = candidates, on_paper.bundle, on_paper.written
    sheet = OneSeat(*line) if result.seats == 1 else SeveralSeats(*line, result.seats, plan.slates)
    form = FormKind(candidates, tuple(head.in_part for head in rules.heads), result.seats)
    return {"sheet": sheet, "slip": Slip(*line, result.seats, plan.slates)}, form


@dataclass
class Sums:
    """All sheets, slips and forms of a plan together, and the papers counted by area."""

    votes: list[int]
    rejected: list[int]
    other: Counter[str]
    counted: Counter[str]


def lawful(result: PastResult, plan: PracticePlan) -> Sums:
    """The sums of the plan, against no paper of which anything stands."""
    of_sheets, of_forms = kinds(result, plan)
    heads = len(RULES.for_seats(result.seats).heads)
    sums = Sums([0] * len(result.candidates), [0] * heads, Counter(), Counter())
    for sheet in plan.sheets:
        row, found = of_sheets[sheet.form].read(sheet.number, sheet.figures)
        assert found == []
        add(sums, sheet.area, of_sheets[sheet.form], row)
    for form in plan.forms:
        row, found = of_forms.read(form.number, form.figures)
        assert found == []
        add(sums, form.area, of_forms, [*row[:-1], 2])
    return sums


def add(sums: Sums, area: str, kind: PaperKind, row: Row) -> None:
    values = [value for value in row if value is not None]
    assert len(values) == len(row), "nothing is blank"
    assert kind.adds_up(1, values) == []
    told = kind.tallied(values)
    sums.votes = [a + b for a, b in zip(sums.votes, told.votes, strict=True)]
    if told.rejected:
        sums.rejected = [a + b for a, b in zip(sums.rejected, told.rejected, strict=True)]
    for name in ("sent", "adjudicated", "unused", "uncertain", "rejected_papers"):
        sums.other[name] += getattr(told, name)
    sums.counted[area] += told.bundled + told.adjudicated


def adds_up(result: PastResult, plan: PracticePlan) -> Sums:
    """The sums are those published, and every area's papers are those of its boxes."""
    sums = lawful(result, plan)
    assert sums.votes == [past.votes for past in result.candidates]
    assert sums.other["rejected_papers"] == result.rejected
    assert sums.other["unused"] + sums.other["uncertain"] == result.unused + result.uncertain
    assert sums.other["sent"] == sums.other["adjudicated"]
    verified: Counter[str] = Counter()
    for box in plan.boxes:
        verified[box.box.area] += box.papers
    assert sums.counted == verified
    assert sums.counted.total() == result.valid + result.rejected
    return sums


@given(result=results(), on_paper=papers, seed=st.integers())
def test_whatever_was_published_has_a_plan_that_adds_up_to_it(
    result: PastResult, on_paper: OnPaper, seed: int
) -> None:
    plan = practice_plan(result, RULES.for_seats(result.seats), seed=seed, on_paper=on_paper)
    sums = adds_up(result, plan)
    if result.uncertain:
        assert sums.other["uncertain"] == result.uncertain
    assert plan == practice_plan(
        result, RULES.for_seats(result.seats), seed=seed, on_paper=on_paper
    )


@given(result=results(), on_paper=papers, seed=st.integers())
def test_numbers_run_through_and_slates_are_numbered_as_they_are_met(
    result: PastResult, on_paper: OnPaper, seed: int
) -> None:
    plan = practice_plan(result, RULES.for_seats(result.seats), seed=seed, on_paper=on_paper)
    assert [sheet.number for sheet in plan.sheets] == list(range(1, len(plan.sheets) + 1))
    assert [sheet.area for sheet in plan.sheets] == sorted(sheet.area for sheet in plan.sheets)
    met: list[Slate] = []
    for sheet in plan.sheets:
        met += [block.candidates for block in sheet.figures.blocks]
        met += [sheet.figures.slip] if result.seats > 1 and sheet.figures.slip else []
    assert tuple(dict.fromkeys(met)) == plan.slates
    assert len({frozenset(slate) for slate in plan.slates}) == len(plan.slates)
    slips = {sheet.area for sheet in plan.sheets if sheet.form == "slip"}
    assert len(slips) <= ceil(len(plan.areas) * on_paper.slip_areas / 100)


@given(result=results(), seats=st.integers(2, 6), data=st.data())
def test_figures_that_are_of_no_count_have_no_plan(
    result: PastResult, seats: int, data: st.DataObject
) -> None:
    """A candidate beyond the papers; more votes than the papers hold; fewer votes than papers."""
    votes = [int(past.votes) for past in result.candidates][: seats + 1]
    votes += [0] * (seats + 1 - len(votes))
    total, valid = sum(votes), data.draw(st.integers(0, 60_000))
    possible = max(votes) <= valid <= total <= seats * valid
    wrong = result_of(seats, valid, votes)
    if possible:
        adds_up(wrong, practice_plan(wrong, RULES, seed=1))
    else:
        with pytest.raises(
            ValueError, match=rf"Anywhere: .*\b{valid}\b|Anywhere: .*votes for nobody"
        ):
            practice_plan(wrong, RULES, seed=1)


def test_the_numbers_are_said_with_which_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="Anywhere: 12 votes for candidate 1 are not from 0 to 10"):
        practice_plan(result_of(2, 10, [12, 5, 3]), RULES, seed=1)
    with pytest.raises(ValueError, match="Anywhere: -1 votes for nobody are not from 0 to 10"):
        practice_plan(result_of(2, 10, [9, 8, 4]), RULES, seed=1)
    with pytest.raises(ValueError, match="Anywhere: 12 votes for nobody are not from 0 to 10"):
        practice_plan(result_of(2, 10, [4, 3, 1]), RULES, seed=1)
    wrong = result_of(2, 10, [9, 8, 1], unused=Votes(1))
    with pytest.raises(ValueError, match="Anywhere: 19 votes and spare ones are not 2 x 10 papers"):
        practice_plan(wrong, RULES, seed=1)
    wrong = result_of(1, 10, [5, 4])
    with pytest.raises(ValueError, match="Anywhere: 1 votes for nobody are not from 0 to 0"):
        practice_plan(wrong, RULES.for_seats(1), seed=1)


def test_an_uncontested_seat_has_no_plan() -> None:
    with pytest.raises(Refusal) as refused:
        practice_plan(result_of(3, 10, [10, 9, 8]), RULES, seed=1)
    assert [(found.code, found.place.field) for found in refused.value.findings] == [
        (Code.A110, "uncontested")
    ]


def test_a_ward_is_counted_by_party_slates_with_a_rest_of_mixed_papers() -> None:
    result = result_of(
        3, 4_000, [2_100, 1_200, 400, 350, 2_000, 1_100, 380, 2_050, 1_150], rejected=25
    )
    plan = practice_plan(result, RULES, seed=1)
    sums = adds_up(result, plan)
    named = {frozenset(slate) for slate in plan.slates}
    assert {
        frozenset({1, 5}) | {9},
        frozenset({2, 6}),
        frozenset({3, 7}),
        frozenset({4}),
    } - named == set()
    mixed = sum(sheet.figures.mixed.papers or 0 for sheet in plan.sheets if sheet.figures.mixed)
    blocks = sum(sheet.figures.papers or 0 for sheet in plan.sheets) - mixed - sums.other["sent"]
    assert mixed > 400
    assert blocks > 1_000
    assert 0 < sums.other["uncertain"] <= 16, "a few papers are rejected in part, to practise that"
    assert sums.rejected[-1] > 0


def test_published_heads_are_kept_and_nothing_is_rejected_in_part_beyond_them() -> None:
    heads = (("too-many-votes", Papers(7)), ("void", Papers(3)))
    result = result_of(2, 900, [600, 500, 400], rejected=10, by_head=heads)
    sums = adds_up(result, practice_plan(result, RULES, seed=1))
    assert sums.rejected == [0, 7, 0, 3, 0]
    with_uncertain = result_of(2, 900, [600, 500, 400], rejected=10, by_head=heads, uncertain=6)
    sums = adds_up(with_uncertain, practice_plan(with_uncertain, RULES, seed=1))
    assert (sums.rejected, sums.other["uncertain"]) == ([0, 7, 0, 3, 6], 6)


def test_uncertain_votes_need_a_head_that_rejects_in_part() -> None:
    whole_heads = with_fields(RULES, heads=tuple(head for head in RULES.heads if not head.in_part))
    result = result_of(2, 900, [600, 500, 400], uncertain=6)
    with pytest.raises(ValueError, match="no head for 6 uncertain votes"):
        practice_plan(result, whole_heads, seed=1)


def test_in_turn_every_size_of_bundle_meets_every_way_of_writing() -> None:
    ways = [varied(place) for place in range(30)]
    assert {(way.bundle, way.written, bool(way.slip_areas)) for way in ways} == {
        (bundle, written, slips)
        for bundle in BUNDLES
        for written in ("bundles", "total", "both")
        for slips in (False, True)
    }


@given(
    result=results().filter(lambda result: result.seats > 1),
    slate=st.sets(st.integers(1, 6), min_size=1),
)
def test_as_many_papers_can_name_a_slate_as_leave_a_pile_that_can_be_and_no_more(
    result: PastResult, slate: set[int]
) -> None:
    pile = valid_papers(result)
    named = tuple(CandidateNumber(n) for n in sorted(slate) if n <= len(pile.votes))[: result.seats]
    if not named:
        return
    most = pile.most_of(named)
    assert pile.without(pile.block(named, most)).papers == pile.papers - most
    with pytest.raises(ValueError, match="not"):
        pile.without(pile.block(named, most + 1))
