"""Mistakes are planted by a seed: each once, each on a paper of its own, and each by itself such
that no sum on the paper gives it away unless it is meant to.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.rules.sheets import OneSeat, SeveralSeats
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import read_past_results
from tallyapp.practice.plans.plans import OnPaper, PracticePlan
from tallyapp.practice.plans.synthetic import practice_plan
from tallyapp.resources import resource
from tallyapp.training.planted import Mistake, sealed, unsealed
from tallyapp.training.planting import Written, plant

from .trainees import RESULT

(ONE_SEAT,) = read_past_results([resource("samples", "oxford-east-2024.json")])
RESULTS = (ONE_SEAT, RESULT)
WAYS = (OnPaper(), OnPaper(bundle=25, written="total"), OnPaper(bundle=20, written="both"))
AREA_DIFFERS = {Mistake.DOUBLED, Mistake.SWAPPED, Mistake.SHORT}


def planted(seats: int, way: OnPaper, seed: int) -> tuple[PracticePlan, Written]:
    result = next(each for each in RESULTS if each.seats == seats)
    rules = load_rules(result.kind, result.polling_day).for_seats(result.seats)
    plan = practice_plan(result, rules, seed=seed, on_paper=way, adjudicator=OfficerNumber(2))
    return plan, plant(plan, [past.candidate for past in result.candidates], seed)


contests = st.builds(planted, st.sampled_from([1, 2]), st.sampled_from(WAYS), st.integers(0, 10**6))


@given(contests)
def test_each_mistake_is_planted_once_and_no_paper_has_two(
    given_: tuple[PracticePlan, Written],
) -> None:
    _, (_, truth) = given_
    assert sorted(each.mistake for each in truth.planted) == sorted(Mistake)
    sheets = [sheet for each in truth.planted for sheet in each.sheets]
    assert len(sheets) == len(set(sheets))


@given(contests)
def test_only_the_sheet_that_is_two_short_does_not_add_up(
    given_: tuple[PracticePlan, Written],
) -> None:
    plan, (written, truth) = given_
    short = next(each.sheets[0] for each in truth.planted if each.mistake is Mistake.SHORT)
    for sheet in written.sheets:
        line = plan.bundle, plan.on_paper.written
        mixed = sheet.figures.mixed
        kind = (
            SeveralSeats(len(mixed.votes), *line, 2, written.slates)
            if mixed
            else OneSeat(len(sheet.figures.lines or sheet.figures.totals), *line)
        )
        row, faults = kind.read(sheet.number, sheet.figures)
        assert faults == []
        found = kind.adds_up(sheet.number, [value or 0 for value in row])
        assert [each.code for each in found] == [Code.E101] * (sheet.number == short)


@given(contests)
def test_what_is_true_is_the_plan_and_what_is_written_differs_where_it_is_said(
    given_: tuple[PracticePlan, Written],
) -> None:
    plan, (written, truth) = given_
    assert truth.sheets == {sheet.number: sheet.figures for sheet in plan.sheets}
    assert truth.boxes == {each.box.id: each.papers for each in plan.boxes}
    differ = {
        int(one.number)
        for one, other in zip(plan.sheets, written.sheets, strict=True)
        if one.figures != other.figures
    }
    assert differ == {each.sheets[0] for each in truth.planted if each.sheets}
    miscounted = [each for each in written.boxes if each.papers != truth.boxes[each.box.id]]
    assert [each.box.id for each in miscounted] == [
        each.box for each in truth.planted if each.mistake is Mistake.BOX
    ]


@given(st.integers(0, 10**6))
def test_the_same_seed_plants_the_same(seed: int) -> None:
    assert planted(2, OnPaper(), seed) == planted(2, OnPaper(), seed)


def test_another_seed_plants_others() -> None:
    assert len({planted(2, OnPaper(), seed)[1].truth.planted for seed in range(8)}) > 1


def test_what_is_kept_of_it_cannot_be_read_at_a_glance() -> None:
    truth = planted(2, OnPaper(), 1)[1].truth
    kept = sealed(truth)
    assert unsealed(kept) == truth
    for each in truth.planted:
        assert str(each.mistake) not in kept
    assert "sheets" not in kept
    assert unsealed("no truth") is None


def test_a_contest_too_small_for_a_mistake_is_refused_by_its_name() -> None:
    results = read_past_results([resource("samples", "medway-2023-declarations.json")])
    small = next(each for each in results if each.name == "All Saints")
    rules = load_rules(small.kind, small.polling_day).for_seats(small.seats)
    plan = practice_plan(small, rules, seed=1)
    with pytest.raises(EnvironmentFault, match="too small to plant a sheet two papers short"):
        plant(plan, [past.candidate for past in small.candidates], 1)
