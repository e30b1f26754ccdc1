"""Local elections as they were: replayed through the desk,
they end in what was published, or are refused.

A sample of the 1,401 divisions of May 2025 here; all of them with `python -m tests.real.divisions`.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.past.past_results import read_past_results
from tallyapp.past.published import PastResult
from tallyapp.past.reconciling import Reason, elected_otherwise
from tallyapp.practice.counts import judge
from tests.exchange.samples import MEDWAY, OXFORD_CITY, TIES, divisions_of_2025

from .replaying import assert_declared_as_published, replayed

SAMPLE = 18


def opened(
    folder: Path, results: tuple[PastResult, ...]
) -> Iterator[tuple[Desk, tuple[PastResult, ...]]]:
    desk = replayed(folder / "replayed.tally", results)
    yield desk, results
    desk.close()


Replayed = tuple[Desk, tuple[PastResult, ...]]


@pytest.fixture(scope="module")
def medway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayed]:
    yield from opened(tmp_path_factory.mktemp("medway"), read_past_results([MEDWAY]))


@pytest.fixture(scope="module")
def oxford(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayed]:
    yield from opened(tmp_path_factory.mktemp("oxford"), read_past_results([OXFORD_CITY]))


@pytest.fixture(scope="module")
def divisions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayed]:
    """Six divisions of each number of seats, with one whose elected the source marks otherwise."""
    contests = {contest.id: contest for contest in divisions_of_2025()}
    results = judge(contests.values()).results
    chosen = [next(result for result in results if elected_otherwise(contests[result.id]))]
    for seats in (1, 2, 3):
        alike = [result for result in results if result.seats == seats]
        chosen += random.Random(2025).sample(alike, SAMPLE // 3)
    yield from opened(
        tmp_path_factory.mktemp("divisions"), tuple({one.id: one for one in chosen}.values())
    )


def assert_all_as_published(replay: Replayed) -> None:
    desk, results = replay
    assert desk.disagreements == ()
    assert len(desk.count.contests) == len(results)
    for past in results:
        contest = desk.contest(past.id)
        assert_declared_as_published(contest, past)
        assert contest.declaration is not None
        assert desk.ledger.totals(past.id) == contest.declaration.figures, "the second arithmetic"


def test_the_twelve_wards_of_medway_are_declared_with_their_rejected_papers_by_head(
    medway: Replayed,
) -> None:
    assert_all_as_published(medway)
    desk, results = medway
    assert Counter(past.seats for past in results) == {3: 8, 2: 3, 1: 1}
    in_part = [desk.ledger.totals(past.id).rejected[-1] for past in results if past.uncertain]
    assert len(in_part) == 8
    assert all(in_part), "votes void for uncertainty are on papers that stay in the count"


def test_oxford_city_elected_a_councillor_in_each_of_24_wards_of_one_count(
    oxford: Replayed,
) -> None:
    assert_all_as_published(oxford)
    assert len(oxford[1]) == 24


def test_divisions_of_2025_are_declared_as_published(divisions: Replayed) -> None:
    assert_all_as_published(divisions)
    assert len(divisions[1]) > SAMPLE


def test_they_are_written_in_every_way_and_go_wrong_in_every_way(
    medway: Replayed, oxford: Replayed, divisions: Replayed
) -> None:
    shapes: set[tuple[int, str, str]] = set()
    done: Counter[tuple[type[acts.Act], int]] = Counter()
    for desk, results in (medway, oxford, divisions):
        for past in results:
            contest = desk.contest(past.id)
            several = min(past.seats, 2)
            shapes |= {
                (several, contest.set_up.written, sheet.shape) for sheet in contest.sheets.values()
            }
            done.update((type(act), several) for _, act in desk.ledger.read_from(past.id))
    assert shapes == {
        (seats, written, shape)
        for seats in (1, 2)
        for written in ("bundles", "total", "both")
        for shape in ("sheet", "slip")
    }
    for kind in (acts.SheetQueried, acts.SheetDifferenceKeyed, acts.SheetCorrected):
        assert done[kind, 1], kind
        assert done[kind, 2], kind
    assert done[acts.SlateNamed, 2]


def test_divisions_whose_figures_are_of_no_count_are_refused_with_the_difference() -> None:
    judged = judge(divisions_of_2025())
    assert len(judged.results) + len(judged.left_out) == 1_401
    reasons = Counter(
        one.irreconcilable.differences[0].reason for one in judged.left_out if one.irreconcilable
    )
    assert reasons == {
        Reason.INVALID_LEFT_OUT: 298,
        Reason.TOO_FEW_VOTES: 151,
        Reason.TOO_MANY_VOTES: 44,
    }
    assert all(any(figure.isdecimal() for figure in one.words) for one in judged.left_out)


def level(past: PastResult) -> tuple[CandidateNumber, ...]:
    """Those whose equality decides the last seat."""
    last = sorted((one.votes for one in past.candidates), reverse=True)[past.seats - 1]
    return tuple(
        CandidateNumber(n) for n, one in enumerate(past.candidates, 1) if one.votes == last
    )


TIED = read_past_results([TIES])


@pytest.mark.parametrize(
    ("past", "drawn"),
    [pytest.param(past, n, id=f"{past.id}-{n}") for past in TIED for n in level(past)],
)
def test_a_tie_for_the_last_seat_goes_to_whoever_is_drawn(
    past: PastResult, drawn: CandidateNumber, tmp_path: Path
) -> None:
    tied = level(past)
    assert len(tied) == 2
    desk = replayed(tmp_path / "tie.tally", [past], drawn=(drawn,))
    contest = desk.contest(past.id)
    safe = {n for n in past.elected if n not in tied}
    assert len(safe) == past.seats - 1
    assert contest.declaration is not None
    assert contest.declaration.elected == tuple(sorted(safe | {drawn}))
    assert list(contest.declaration.figures.votes) == [one.votes for one in past.candidates], (
        "the additional vote is never added"
    )
    assert desk.disagreements == ()
    (lot,) = (act for _, act in desk.ledger.read_from(past.id) if isinstance(act, acts.LotDrawn))
    assert (set(lot.tied), lot.chosen) == (set(tied), drawn)
    desk.close()


def test_the_four_ties_are_between_two_each() -> None:
    assert len(TIED) == 4
    assert all(len(level(past)) == 2 and set(level(past)) & set(past.elected) for past in TIED)
