"""Of every planted mistake it is said whether somebody found it, by which act, and whether it was
declared.
"""

import dataclasses
from collections.abc import Collection
from itertools import combinations
from pathlib import Path

import pytest
from msgspec import structs

from tallyapp.desk import Desk
from tallyapp.practice.counts import make
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER, SECOND_SUPERVISOR, SUPERVISOR
from tallyapp.training.measured import Measure, keep_measure
from tallyapp.training.outcome import How
from tallyapp.training.planted import Mistake, keep_truth, truths
from tallyapp.training.report import OfContest, Training, training
from tests.workstations import workstation

from .trainees import RESULT, SEED, Trainees, made, on_paper, opened

BY = {
    Mistake.BOX: (How.COUNTED_AGAIN, CLERKS[0], 0),
    Mistake.SHORT: (How.QUERIED, CLERKS[0], 0),
    Mistake.SWAPPED: (How.CORRECTED, SUPERVISOR, SECOND_SUPERVISOR),
    Mistake.DOUBLED: (How.CORRECTED, SUPERVISOR, SECOND_SUPERVISOR),
    Mistake.LOOK_ALIKE: (How.COMPARED, SUPERVISOR, 0),
}


def played(folder: Path, find: Collection[Mistake]) -> tuple[Training, OfContest]:
    trainees = Trainees(opened(made(folder).file), find)
    try:
        trainees.play()
        told = training(trainees.desk)
    finally:
        trainees.desk.close()
    assert told
    return told, told.contests[0]


THREE = [*map(set, combinations(Mistake, 3))]


@pytest.mark.parametrize("find", [set(), *THREE, set(Mistake)])
def test_what_is_found_is_said_to_be_found_and_what_is_missed_to_be_declared(
    tmp_path: Path, find: set[Mistake]
) -> None:
    told, of = played(tmp_path, find)
    assert told.over
    assert of.found == len(find)
    assert of.also_wrong == of.unkeyed == ()
    for outcome in of.outcomes:
        mistake = outcome.planted.mistake
        assert (outcome.found is not None) == (mistake in find)
        assert outcome.put_right == (mistake in find)
        if outcome.found:
            found = outcome.found
            assert (found.how, found.by, found.second) == BY[mistake]
            assert outcome.met is not None
            assert found.at >= outcome.met
    assert {each.planted.mistake for each in of.declared} == set(Mistake) - find


def test_who_went_on_over_a_difference_is_said(tmp_path: Path) -> None:
    _, of = played(tmp_path, {Mistake.BOX, Mistake.SHORT, Mistake.DOUBLED, Mistake.LOOK_ALIKE})
    passed = {each.planted.mistake: each.passed_by for each in of.outcomes}
    assert passed.pop(Mistake.SWAPPED) == RETURNING_OFFICER
    # The other area that the swapped figure is in has no difference.
    area = next(each.planted.area for each in of.outcomes if each.passed_by)
    assert {m for m, by in passed.items() if by} <= {
        each.planted.mistake for each in of.outcomes if each.planted.area == area
    }


def test_a_sheet_that_is_keyed_wrongly_and_found_by_nobody_is_named(tmp_path: Path) -> None:
    trainees = Trainees(opened(made(tmp_path).file), set(Mistake))
    planted = {sheet for each in trainees.truth.planted for sheet in each.sheets}
    plan = trainees.rehearsal.plan
    innocent = next(sheet for sheet in plan.sheets if sheet.number not in planted)
    mixed = innocent.figures.mixed
    assert mixed
    votes = (mixed.votes[1], mixed.votes[0], *mixed.votes[2:])
    figures = structs.replace(innocent.figures, mixed=structs.replace(mixed, votes=votes))
    misread = dataclasses.replace(innocent, figures=figures)
    sheets = tuple(misread if sheet is innocent else sheet for sheet in plan.sheets)
    keyed = dataclasses.replace(plan, sheets=sheets)
    trainees.rehearsal = dataclasses.replace(trainees.rehearsal, plan=keyed)
    trainees.play()
    told = training(trainees.desk)
    trainees.desk.close()
    assert told
    assert told.contests[0].also_wrong == (innocent.number,)


def test_before_anything_is_keyed_nothing_is_found_and_nothing_is_over(tmp_path: Path) -> None:
    trainees = Trainees(opened(made(tmp_path).file), ())
    told = training(trainees.desk)
    trainees.desk.close()
    assert told
    assert not told.over
    (of,) = told.contests
    assert of.found == 0
    assert of.declared == ()
    assert [each.met for each in of.outcomes] == [None] * 5
    assert len(of.unkeyed) == len(trainees.truth.sheets)


def test_what_keying_took_is_told_by_officer_and_never_of_a_count_without_mistakes(
    tmp_path: Path,
) -> None:
    trainees = Trainees(opened(made(tmp_path).file), set(Mistake))
    trainees.count_boxes()
    trainees.key_sheets()
    first, second, *_ = (
        act for _, act in trainees.desk.ledger.read_from(trainees.stream) if "figures" in dir(act)
    )
    for act, measure in ((first, Measure(61, 31_400)), (second, Measure(40, 20_000))):
        keep_measure(trainees.desk.ledger, act.by, act.id, measure, act.at)
    told = training(trainees.desk)
    trainees.desk.close()
    assert told
    of = {each.officer: each for each in told.officers}
    assert of[first.by].measured >= 1
    assert [each.measure for each in told.contests[0].keyings][:2] == [
        Measure(61, 31_400),
        Measure(40, 20_000),
    ]
    plain = make(tmp_path / "plain.tally", [RESULT], SEED)
    desk = Desk.open(plain.file, trainees.desk.clock, workstation("training"))
    assert training(desk) is None
    assert truths(desk.ledger) == {}
    desk.close()


def test_mistakes_of_contests_that_are_not_in_the_count_are_no_training_of_it(
    tmp_path: Path,
) -> None:
    file = make(tmp_path / "plain.tally", [RESULT], SEED).file
    _, truth = on_paper()
    desk = opened(file)
    keep_truth(desk.ledger, "ward-of-nowhere", truth, desk.clock())
    assert training(desk) is None
    desk.close()
