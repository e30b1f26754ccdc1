"""The name drawn by lot is keyed by a second officer who has not seen the first record."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.result import before_declaring, outcome
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tests.building_on import NO_ACT
from tests.domain.rules.test_declaring import draw, level
from tests.halls import (
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    Hall,
    Told,
    another_desk,
    made,
    refusal,
    told,
)


@pytest.fixture
def drawn(tmp_path: Path) -> Hall:
    """Birch and Cedar are level for the last seat, and Birch is recorded."""
    hall = level(tmp_path, (30, 20, 20, 5), seats=2)
    hall.do(lot(hall, 2))
    return hall


def lot(hall: Hall, chosen: int) -> acts.LotDrawn:
    return acts.LotDrawn(
        **hall.by(RETURNING_OFFICER).contest,
        of=hall.contest.given,
        tied=(CandidateNumber(2), CandidateNumber(3)),
        chosen=CandidateNumber(chosen),
    )


def elected(hall: Hall) -> tuple[int, ...]:
    return outcome(hall.contest, hall.figures.votes).elected


def test_a_lot_that_one_officer_recorded_elects_nobody(drawn: Hall) -> None:
    assert elected(drawn) == ()
    (tie,) = (found for found in before_declaring(drawn.contest) if found.code is Code.E305)
    assert tie.place.field == "once"
    drawn.opportunity()
    drawn.read_back()
    assert [found.code for found in refusal(drawn.declare)] == [Code.E305]


def test_a_lot_that_two_officers_keyed_alike_stands(drawn: Hall) -> None:
    drawn.do(drawn.lot_confirmed(2))
    assert elected(drawn) == (1, 2)
    assert another_desk(drawn).contest.lot == drawn.contest.lot != {}


def test_whoever_recorded_the_lot_does_not_confirm_it(drawn: Hall) -> None:
    found = told(drawn.refused(drawn.lot_confirmed(2, by=RETURNING_OFFICER)))
    officer = {"officer": RETURNING_OFFICER}
    assert found == [("E201", "contest", "Elm Valley", "lot", officer)]


def test_in_a_small_count_whoever_recorded_it_keys_it_again(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=2, small_count=True)
    hall.do(lot(hall, 3))
    hall.do(hall.lot_confirmed(3, by=RETURNING_OFFICER))
    assert elected(hall) == (1, 3)


def test_a_lot_recorded_for_the_wrong_person_does_not_stand_and_is_recorded_anew(
    drawn: Hall,
) -> None:
    """In 60 of 60 simulated nights the wrong person was declared, read from the screen."""
    done = drawn.do(drawn.lot_confirmed(3))
    flagged: Told = [("E202", "contest", "Elm Valley", "lot", {})]
    assert told(done.flags) == flagged, "neither name is given away"
    assert elected(drawn) == ()
    drawn.draw(lot(drawn, 3))
    assert elected(drawn) == (1, 3)


def test_a_lot_is_not_recorded_again_before_another_officer_has_keyed_it(drawn: Hall) -> None:
    found = told(drawn.refused(lot(drawn, 3)))
    assert found == [("A105", "contest", "Elm Valley", "lot-keyed", {})]


def test_only_the_lot_that_waits_is_confirmed_and_for_one_of_those_who_were_level(
    drawn: Hall,
) -> None:
    of_none = made(acts.LotConfirmed, drawn.by(CLERK), of=NO_ACT, chosen=2)
    assert told(drawn.refused(of_none)) == [("A114", "contest", "Elm Valley", "lot", {})]
    stranger = drawn.refused(drawn.lot_confirmed(4))
    assert told(stranger) == [("A104", "candidate", "4", "lot", {})]
    confirmed = drawn.lot_confirmed(2)
    drawn.do(confirmed)
    assert told(drawn.refused(confirmed)) == [("A112", "contest", "Elm Valley", "lot", {})]


def test_a_lot_put_right_waits_for_an_officer_who_saw_neither(drawn: Hall) -> None:
    drawn.do(drawn.lot_confirmed(2))
    (recorded,) = drawn.contest.lot_ids.values()
    right = acts.LotCorrected(
        **drawn.by(RETURNING_OFFICER).contest,
        of=recorded,
        tied=(CandidateNumber(2), CandidateNumber(3)),
        chosen=CandidateNumber(3),
        reason="the wrong slip was read",
        second=DEPUTY,  # type: ignore[arg-type]
    )
    stranger = replace(right, chosen=CandidateNumber(4))
    assert told(drawn.refused(stranger)) == [("A104", "candidate", "4", "lot", {})]
    twice = replace(right, tied=(*right.tied, CandidateNumber(3)))
    assert told(drawn.refused(twice)) == [("A112", "contest", "Elm Valley", "lot", {})]
    stale = replace(right, of=NO_ACT)
    assert told(drawn.refused(stale)) == [("A114", "contest", "Elm Valley", "lot", {})]
    drawn.do(right)
    assert elected(drawn) == ()
    for officer in (RETURNING_OFFICER, DEPUTY):
        assert told(drawn.refused(drawn.lot_confirmed(3, by=officer)))[0][0] == "E201"
    drawn.do(drawn.lot_confirmed(3, by=OTHER_CLERK))
    assert elected(drawn) == (1, 3)


def test_a_lot_that_waits_falls_with_the_figures_it_was_drawn_over(drawn: Hall) -> None:
    drawn.correct(1, ("1.votes", 29), ("unused", 2))
    assert drawn.contest.lot_keyed is None


def test_lots_drawn_before_the_one_put_right_stand_as_they_were(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 20), seats=3)
    draw(hall, 3, 2, 3, 4)
    draw(hall, 4, 2, 4)
    first, second = (frozenset(map(CandidateNumber, tied)) for tied in ((2, 3, 4), (2, 4)))
    hall.do(
        acts.LotCorrected(
            **hall.by(RETURNING_OFFICER).contest,
            of=hall.contest.lot_ids[second],
            tied=(CandidateNumber(2), CandidateNumber(4)),
            chosen=CandidateNumber(2),
            reason="the wrong slip was read",
            second=OfficerNumber(DEPUTY),
        )
    )
    assert hall.contest.lot == {first: 3}
    hall.desk.close()


def test_a_lot_is_drawn_over_a_result_that_was_given(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=2)
    act = lot(hall, 2)
    assert told(hall.refused(replace(act, of=NO_ACT))) == [
        ("A114", "contest", "Elm Valley", "provisional", {})
    ]
    hall.correct(1, ("1.votes", 29), ("unused", 2))
    assert told(hall.refused(replace(act, of=""))) == [
        ("E302", "contest", "Elm Valley", "provisional", {})
    ]
    hall.desk.close()
