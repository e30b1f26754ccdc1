"""What is told of a contest's figures: by candidate, in ballot-paper order, and how each stands."""

from pathlib import Path

import pytest

from tallyapp.domain.state.count import Count
from tallyapp.domain.views.tally import LotTally, count_tally, ranks, tally
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Votes
from tests import wards
from tests.domain.rules.test_declaring import SEATS_OF_TERMS, draw, level
from tests.halls import Hall, a_verified_hall, a_ward, form, sheet, ward_form, ward_sheet


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


def test_each_candidate_is_told_with_their_own_figures(counted: Hall) -> None:
    counted.finish()
    told = tally(counted.contest)
    assert [one.votes for one in told.candidates] == [120, 85, 41]
    # Of the 246 valid papers, in hundredths of a percent.
    assert [one.share_of_valid for one in told.candidates] == [4_878, 3_455, 1_667]
    assert [one.rank for one in told.candidates] == [1, 2, 3]
    assert [one.elected for one in told.candidates] == [True, False, False]
    assert [one.deposit for one in told.candidates] == ["returned"] * 3
    assert (told.verified, told.valid, told.majority) == (250, 246, 35)
    assert [one.papers for one in told.rejected] == [0, 1, 0, 3]
    assert (told.rejected_papers, told.rejected_in_part) == (4, 0)
    assert [(one.id, one.verified) for one in told.areas] == [("A", 150), ("B", 100)]


def test_the_turnout_of_a_part_of_the_papers_is_nobodys(counted: Hall) -> None:
    before = tally(counted.contest)
    assert before.turnout is not None
    assert (before.declared, before.turnout_declared) == (False, None)
    counted.finish()
    after = tally(counted.contest)
    assert after.declared
    assert after.turnout_declared == after.turnout == before.turnout


@pytest.mark.parametrize(("cedar", "deposit"), [(12, "forfeited"), (13, "returned")])
def test_exactly_a_twentieth_of_the_valid_papers_forfeits_a_deposit(
    tmp_path: Path, cedar: int, deposit: str
) -> None:
    """There are 240 valid papers."""
    hall = a_verified_hall(tmp_path)
    hall.agree(1, sheet((100, 32 - cedar, cedar - 6), sent=4))
    hall.agree(2, sheet((20, 0, 0)))
    hall.agree(3, sheet((70, 18, 6), sent=6))
    hall.agree_form(1, "A", form((0, 0, 0), (0, 4)))
    hall.agree_form(2, "B", form((0, 0, 0), (0, 6)))
    hall.finish()
    told = [(one.votes, one.deposit) for one in tally(hall.contest).candidates]
    assert told == [(190, "returned"), (50 - cedar, "returned"), (cedar, deposit)]
    hall.desk.close()


def test_of_several_seats_papers_and_votes_are_told_apart(tmp_path: Path) -> None:
    """One paper is rejected in part: it stays in the count, and some of its votes do not."""
    hall = a_ward(tmp_path)
    hall.issue("A", 1)
    hall.agree(1, ward_sheet((9, 8, 7, 6), mixed=20, uncertain=1, sent=4))
    hall.agree_form(1, "A", ward_form((1, 1, 0, 0), 2, (0, 2, 0, 0, 1), uncertain=1))
    told = tally(hall.contest)
    assert (told.valid, told.rejected_papers, told.rejected_in_part) == (22, 2, 1)
    assert [one.votes for one in told.candidates] == [10, 9, 7, 6]
    assert (told.unused, told.uncertain) == (2 * 22 - 32 - 2, 2)
    assert told.turnout_declared is None
    hall.desk.close()


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
    assert told.all == (*told.contests, unopposed)
    desk.close()


def test_a_count_that_is_not_set_up_has_no_figures() -> None:
    with pytest.raises(ValueError, match="not set up"):
        count_tally(Count())
