"""Candidates ranked over all, within a description, and within the groups that were chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain.views.ranking import Ranked, ranked, ranking
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.previous import CandidateGroup
from tallyapp.domain.vocabulary.units import CandidateNumber, Votes
from tests.domain.views.test_against import declared
from tests.halls import Hall


def group(label: str, *numbers: int) -> CandidateGroup:
    return CandidateGroup(label=label, candidates=tuple(map(CandidateNumber, numbers)))


def test_the_independents_among_one_another_and_who_is_ahead_of_them(hall: Hall) -> None:
    contest = declared(
        hall.contest,
        ("PP53", "PP63", "independent", "PP17505", "independent"),
        (19_541, 5_076, 1_761, 2_381, 600),
    )
    contest.groups = (group("Independents and groups named Independent", 3, 4, 5),)
    told = ranking(contest)
    assert [(each.number, each.rank) for each in told.overall] == [
        (1, 1),
        (2, 2),
        (4, 3),
        (3, 4),
        (5, 5),
    ]
    (independents,) = told.descriptions
    assert independents.label == "Independent"
    assert independents.ranked == (
        Ranked(CandidateNumber(3), 1, Votes(1_761), level=False),
        Ranked(CandidateNumber(5), 2, Votes(600), level=False),
    )
    assert independents.ahead == (1, 2, 4)
    (chosen,) = told.groups
    assert [(each.number, each.rank) for each in chosen.ranked] == [(4, 1), (3, 2), (5, 3)]
    assert chosen.ahead == (1, 2)
    assert chosen.votes == 4_742
    assert told.of(3).rank == 4


def test_those_who_are_level_have_the_same_place(hall: Hall) -> None:
    contest = declared(hall.contest, ("a", "b", "c", "d"), (5, 9, 9, 9), elected=(2,))
    assert [(each.number, each.rank, each.level) for each in ranking(contest).overall] == [
        (2, 1, True),
        (3, 1, True),
        (4, 1, True),
        (1, 4, False),
    ]


def test_without_words_nobody_stands_together(hall: Hall) -> None:
    contest = declared(hall.contest, ("a", "b"), (5, 9))
    nameless = Candidate(surname="Ash", other_names="Kim", description="")
    both = (nameless, replace(nameless, surname="Birch"))
    contest.set_up = replace(contest.set_up, candidates=both)
    assert ranking(contest).descriptions == ()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_ranks_are_places_and_whoever_is_level_shares_one(votes: list[int]) -> None:
    numbers = [CandidateNumber(n) for n in range(1, len(votes) + 1)]
    of = [Votes(n) for n in votes]
    told = ranked(numbers, of)
    assert {each.number for each in told} == set(numbers)
    # As many have a better place as have more votes: so no place is given twice but to equals.
    for each in told:
        assert each.rank == 1 + sum(other > each.votes for other in votes)
        assert each.level == (votes.count(each.votes) > 1)
    assert [each.rank for each in told] == sorted(each.rank for each in told)
    assert ranked(list(reversed(numbers)), of) == told


def test_nobody_who_does_not_stand_has_a_place(hall: Hall) -> None:
    contest = declared(hall.contest, ("a", "b"), (5, 9))
    with pytest.raises(KeyError):
        ranking(contest).of(3)
