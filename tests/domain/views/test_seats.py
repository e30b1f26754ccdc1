"""The council's seats are those declared and those filled without a poll;
the others are still to come.
"""

from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain.views.seats import PartySeats, council_seats
from tallyapp.domain.views.tally import tally
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.previous import SeatHeld
from tests import wards
from tests.halls import Hall, previous_result


def test_seats_are_summed_over_what_is_declared_and_what_had_no_poll(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    wards.played(desk, wards.ASHTON)
    lone = Candidate(surname="Young", other_names="Ann", description="Labour Party")
    wards.westgate_without_a_poll(desk, lone, seats=2)
    found = council_seats(desk.count)
    assert found.parties == (
        PartySeats("Conservative and Unionist Party", 3, 0),
        PartySeats("Labour Party", 1, 1),
    )
    assert (found.declared, found.unopposed, found.to_come, found.unfilled) == (3, 1, 3, 1)
    assert found.all == 8
    assert found.filled == sum(party.seats for party in found.parties)
    desk.close()


LABOUR = "PP53"
CONSERVATIVE = "PP52"


def _with_parties(desk: Desk, ward: wards.Ward, *held: str) -> None:
    """The ward's candidates have parties, and its seats were held by these."""
    contest = desk.contest(ward.id)
    ids = {"Conservative and Unionist Party": CONSERVATIVE, "Labour Party": LABOUR}
    named = tuple(
        replace(one, party=ids.get(one.description, "PP90")) for one in contest.set_up.candidates
    )
    contest.set_up = replace(contest.set_up, candidates=named)
    then = tuple(SeatHeld(description=party, party=party) for party in held)
    contest.previous = previous_result(held=then)


def test_seats_held_and_gained_are_summed_by_party_over_the_contests_compared(
    tmp_path: Path,
) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    for ward in (wards.ASHTON, wards.BIRCHLEY):
        wards.played(desk, ward)
    _with_parties(desk, wards.ASHTON, CONSERVATIVE, LABOUR, LABOUR)
    _with_parties(desk, wards.BIRCHLEY, CONSERVATIVE)
    found = council_seats(desk.count)
    assert [(each.party, each.then, each.now) for each in found.changes] == [
        (CONSERVATIVE, 2, 4),
        (LABOUR, 2, 0),
    ]
    conservative, labour = found.changes
    assert (conservative.held, conservative.gained, conservative.lost) == (2, 2, 0)
    assert (labour.held, labour.gained, labour.lost, labour.change) == (0, 0, 2, -2)
    assert (found.compared, found.not_compared) == (2, 0)
    # What was gained was lost by others, and every seat compared is somebody's.
    assert sum(each.change for each in found.changes) == 0
    assert sum(each.now for each in found.changes) == found.declared
    # Where it is not known who held a seat, its ward is in no sum.
    desk.contest("birchley").previous = None
    found = council_seats(desk.count)
    assert [(each.party, each.then, each.now) for each in found.changes] == [
        (CONSERVATIVE, 1, 3),
        (LABOUR, 2, 0),
    ]
    assert (found.compared, found.not_compared) == (1, 1)
    desk.close()


def test_a_seat_filled_without_a_poll_is_a_seat_and_is_told_as_not_compared(
    tmp_path: Path,
) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    wards.played(desk, wards.BIRCHLEY)
    _with_parties(desk, wards.BIRCHLEY, CONSERVATIVE)
    before = council_seats(desk.count)
    lone = Candidate(surname="Young", other_names="Ann", description="Labour Party", party=LABOUR)
    wards.westgate_without_a_poll(desk, lone, seats=1)
    found = council_seats(desk.count)
    assert PartySeats("Labour Party", 1, 1) in found.parties
    assert found.filled == before.filled + 1
    # Who held it nobody has stated: it is neither a gain nor a hold, and that is said.
    assert found.changes == before.changes
    assert (found.compared, found.not_compared) == (1, 1)
    desk.close()


def test_a_contest_that_was_given_up_leaves_the_seats(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    before = council_seats(desk.count)
    Hall(desk, "birchley").abandon()
    after = council_seats(desk.count)
    assert after.to_come == before.to_come - desk.contest("birchley").set_up.seats
    assert after.all == after.to_come
    desk.close()


def test_the_three_turnouts_differ_by_the_rejected_and_by_the_postal_votes_rejected_before(
    tmp_path: Path,
) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.ASHTON])
    wards.verify(desk, wards.ASHTON)
    wards.key(desk, wards.ASHTON)
    contest = desk.contest("ashton")
    told = tally(contest)
    electorate = contest.set_up.electorate
    rejected = told.rejected_papers
    assert electorate is not None
    assert told.turnout is not None
    assert told.turnout.total is None, "nobody has said how many postal votes were rejected"
    assert told.rejected_in_part == 8
    assert rejected == 24
    assert told.valid + rejected == told.verified, "papers rejected in part are valid"
    Hall(desk, "ashton").reject_postal(electorate // 100)
    turnout = tally(contest).turnout
    assert turnout is not None
    assert turnout.total is not None
    assert abs(turnout.ballot_box - turnout.valid - 10_000 * rejected / electorate) <= 1
    assert abs(turnout.total - turnout.ballot_box - 10_000 * (electorate // 100) / electorate) <= 1
    desk.close()
