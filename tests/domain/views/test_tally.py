"""What is told of a contest's figures: by candidate, in ballot-paper order, and how each stands."""

from pathlib import Path

from tallyapp.domain.views.tally import LotTally, count_tally, ranks, tally
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Votes
from tests import wards
from tests.domain.rules.test_declaring import SEATS_OF_TERMS, draw, level
from tests.halls import Hall


def test_equal_votes_share_a_rank_and_the_next_is_as_far_down_as_there_are_before_it() -> None:
    assert ranks([Votes(n) for n in (20, 30, 20, 5)]) == (2, 1, 2, 4)
    assert ranks([]) == ()


def test_a_candidate_is_told_by_number_and_by_every_name(counted: Hall) -> None:
    told = tally(counted.contest).candidates
    assert [one.number for one in told] == [1, 2, 3]
    ash = told[0]
    names = (ash.surname, ash.other_names, ash.name, ash.ballot_name)
    assert names == ("Ash", "Alex", "Alex Ash", "Ash, Alex")
    assert {one.elected for one in told} == {None}, "nobody is elected before the declaration"


def test_a_lot_is_told_with_those_between_whom_it_was_drawn(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=3, terms=SEATS_OF_TERMS)
    assert tally(hall.contest).lots == ()
    draw(hall, 3, 2, 3)
    (lot,) = tally(hall.contest).lots
    two, three = CandidateNumber(2), CandidateNumber(3)
    assert lot == LotTally(tied=(two, three), chosen=three)
    assert [one.term for one in tally(hall.contest).candidates] == [""] * 4
    hall.opportunity()
    hall.read_back()
    hall.declare()
    told = tally(hall.contest)
    assert told.declared
    assert [one.term for one in told.candidates] == ["until 2028", "until 2026", "until 2028", ""]
    assert [one.rank for one in told.candidates] == [1, 2, 2, 4], "no lot adds a vote"
    hall.desk.close()


def test_a_count_is_told_with_the_contests_in_which_nobody_is_counted(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.BIRCHLEY])
    lone = Candidate(surname="Young", other_names="Ann", description="Labour Party")
    wards.westgate_without_a_poll(desk, lone, seats=2)
    told = count_tally(desk.count)
    assert (told.name, told.polling_day, told.practice) == (
        "Oakshire District Council",
        wards.POLLING_DAY,
        True,
    )
    assert [(one.id, one.election, one.declared) for one in told.contests] == [
        ("birchley", wards.ELECTION, False)
    ]
    (unopposed,) = told.unopposed
    assert (unopposed.name, unopposed.seats, unopposed.candidates) == ("Westgate", 2, (lone,))
    desk.close()
