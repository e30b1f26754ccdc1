"""A re-count begun in error is given up, and the round before stands again; a contest is given up,
and its sheet numbers are free.
"""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.count import apply
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tests.domain.rules.test_putting_right import reopened_alike
from tests.halls import (
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    WARD_CANDIDATES,
    WARD_RULES,
    Hall,
    a_hall,
    a_ward,
    codes,
    contest_fields,
    form,
    refusal,
    sheet,
    told,
)

OAK = "oak"


def agree(hall: Hall) -> None:
    """Both arithmetics, and whoever reads the file again."""
    assert hall.desk.ledger.totals(hall.stream) == hall.figures
    reopened_alike(hall)


# ---- a re-count


def test_the_round_before_stands_again_as_it_was(counted: Hall) -> None:
    before = counted.figures
    lives = {n: sheet.life for n, sheet in counted.contest.sheets.items()}
    counted.recount("A", revisited=True)
    counted.issue("A", 11)
    counted.agree(11, sheet((70, 50, 20), sent=0))
    agree(counted)
    counted.abandon_recount()
    assert counted.figures == before
    assert {n: counted.sheet(n).life for n in lives} == lives
    assert counted.sheet(11).life == "earlier"
    assert counted.contest.round == counted.area("A").round == 1
    agree(counted)


def test_what_was_counted_in_it_is_kept_beside(counted: Hall) -> None:
    counted.recount("A")
    counted.issue("A", 11)
    counted.agree(11, sheet((70, 50, 20), sent=6))
    counted.abandon_recount()
    (kept,) = counted.contest.given_up
    assert (kept.number, kept.areas, sum(kept.figures.votes[:1])) == (2, ("A",), 110)
    (beside,) = counted.area("A").earlier
    assert (beside.round, beside.abandoned) == (2, True)
    assert not counted.contest.rounds


def test_a_form_first_keyed_in_it_is_out_and_one_from_before_stays(counted: Hall) -> None:
    """Without revisiting, forms stay; what was decided on in the re-count was of its papers."""
    counted.recount("A")
    counted.agree_form(2, "A", form((1, 0, 0), ()))
    counted.abandon_recount()
    assert counted.form(1).life == "agreed"
    assert counted.form(2).life == "earlier"
    assert counted.figures.votes == (120, 85, 41)
    agree(counted)


def test_a_sheet_keyed_once_before_is_keyed_on_afterwards(verified: Hall) -> None:
    written = sheet((60, 30, 8), sent=2)
    verified.key(1, written)
    verified.agree(2, sheet((20, 15, 11), sent=4))
    verified.recount("A")
    verified.abandon_recount()
    assert verified.sheet(1).life == "keyed"
    verified.key(1, written, by=12)
    assert verified.sheet(1).life == "agreed"
    agree(verified)


def test_no_number_of_a_round_is_given_twice(counted: Hall) -> None:
    counted.recount("A")
    counted.abandon_recount()
    counted.recount("B")
    assert (counted.contest.round, counted.area("B").round) == (3, 3)
    counted.abandon_recount()
    agree(counted)


def test_of_two_the_later_is_given_up_first(counted: Hall) -> None:
    counted.recount("A")
    earlier = counted.contest.recounts[0].id
    counted.recount("B")
    act = acts.RecountAbandoned(
        **counted.by(DEPUTY).contest, of=earlier, reason="both", second=OfficerNumber(SUPERVISOR)
    )
    assert told(counted.refused(act)) == [("A114", "contest", "Elm Valley", "recount", {})]
    counted.abandon_recount()
    counted.do(act)
    assert not counted.contest.recounts
    assert counted.figures.votes == (120, 85, 41)
    agree(counted)


def test_a_recount_whose_result_was_given_stands(counted: Hall) -> None:
    """Nobody chooses between two results that candidates were given."""
    counted.recount("B")
    counted.issue("B", 11)
    counted.agree(11, sheet((40, 39, 21)))
    counted.provisional()
    assert told(refusal(counted.abandon_recount)) == [
        ("A105", "contest", "Elm Valley", "recount-given", {"round": 2})
    ]


def test_there_is_nothing_to_give_up_before_one_is_begun(counted: Hall) -> None:
    assert codes(refusal(counted.abandon_recount)) == ["A112"]


def test_a_request_granted_waits_again_for_its_recount(counted: Hall) -> None:
    counted.provisional()
    counted.request(2, "recount", "A")
    counted.answer("granted")
    counted.recount("A", request=1)
    assert [each.open for each in counted.contest.requests] == [False]
    counted.abandon_recount()
    assert [each.open for each in counted.contest.requests] == [True]
    counted.recount("A", request=1)
    assert counted.contest.requests[0].followed
    agree(counted)


def test_a_lot_drawn_before_stands_over_the_same_votes(tmp_path: Path, counted: Hall) -> None:
    """To draw again would be a second chance for whoever lost."""
    counted.correct(1, ("1.full", 1), ("1.part", 0), ("3.full", 1), ("3.part", 18))
    counted.provisional()
    tied = (CandidateNumber(1), CandidateNumber(2))
    counted.do(
        acts.LotDrawn(
            **counted.by(RETURNING_OFFICER).contest,
            of=counted.contest.given,
            tied=tied,
            chosen=tied[1],
        )
    )
    counted.do(counted.lot_confirmed(tied[1]))
    counted.recount("A")
    counted.abandon_recount()
    counted.provisional()
    assert counted.contest.lot == {frozenset(tied): tied[1]}
    agree(counted)


def test_a_recount_is_granted_in_some_of_the_areas_asked_for(counted: Hall) -> None:
    counted.provisional()
    counted.request(2, "recount")
    (asked,) = counted.contest.requests
    answer = acts.RequestAnswered(
        **counted.by(RETURNING_OFFICER).contest, of=asked.id, answer="granted", areas=("A",)
    )
    assert codes(counted.refused(answer)) == ["A106"]
    counted.do(replace(answer, reason="B was not close"))
    counted.recount("A", request=1)
    assert counted.contest.requests[0].followed
    agree(counted)


def test_areas_are_granted_only_of_those_asked_for(counted: Hall) -> None:
    counted.provisional()
    counted.request(2, "recount", "A")
    asked = counted.contest.requests[0].id
    by = counted.by(RETURNING_OFFICER).contest
    other = acts.RequestAnswered(**by, of=asked, answer="granted", reason="so", areas=("B",))
    assert told(counted.refused(other)) == [("A109", "area", "B", "not-asked", {})]
    refused = acts.RequestAnswered(**by, of=asked, answer="refused", reason="so", areas=("A",))
    assert told(counted.refused(refused)) == [("A109", "area", "A", "not-asked", {})]
    # One is enough to go back to, however many there are.
    of_both = replace(refused, areas=("B", "A"))
    assert told(counted.refused(of_both)) == [("A109", "area", "B", "not-asked", {})]
    # The one that nobody asked for is named, and not the one before it.
    more = replace(other, areas=("A", "B"))
    assert told(counted.refused(more)) == [("A109", "area", "B", "not-asked", {})]
    unknown = acts.RequestAnswered(**by, of=asked, answer="granted", reason="so", areas=("Z",))
    assert "A104" in codes(counted.refused(unknown))


# ---- a contest


def with_oak(hall: Hall) -> Hall:
    """Another contest in the same count."""
    fields = contest_fields() | {"contest": OAK, "name": "Oak"}
    hall.desk.do(OAK, acts.ContestSetUp(**hall.by(DEPUTY).fixed, **fields))
    oak = Hall(hall.desk, OAK)
    oak.do(oak.names_confirmed())
    return oak


def test_nothing_more_is_done_in_a_contest_set_up_in_error(verified: Hall) -> None:
    verified.abandon()
    assert verified.contest.stage is Stage.ABANDONED
    assert told(refusal(lambda: verified.key(1, sheet((1, 1, 1))))) == [
        ("A105", "contest", "Elm Valley", "abandoned", {})
    ]
    assert codes(refusal(verified.abandon)) == ["A105"]
    reopened_alike(verified)


def test_its_printed_sheet_numbers_are_anothers_and_read_again_they_were_its_own(
    verified: Hall,
) -> None:
    oak = with_oak(verified)
    assert {f.place.field for f in refusal(lambda: oak.issue("A", 1, 3))} == {"other"}
    verified.abandon()
    oak.issue("A", 1, 3)
    allotted = verified.desk.count.count.allotted
    assert {run.contest for run in allotted.runs} == {OAK}
    assert {run.contest for run in allotted.freed} == {ELM}
    reopened_alike(verified)


def test_numbers_of_a_contest_that_is_counted_are_never_freed(verified: Hall) -> None:
    freed = acts.SheetNumbersFreed(**verified.by(DEPUTY).count, contest=ELM, of="0" * 32)
    assert told(verified.refused(freed)) == [("A114", "contest", "Elm Valley", "abandoned", {})]
    verified.abandon()
    abandoned = verified.contest.abandoned
    assert abandoned
    verified.do(replace(freed, of=abandoned.id))
    assert codes(verified.refused(replace(freed, of=abandoned.id))) == ["A112"]
    reopened_alike(verified)


def test_a_contest_without_sheet_numbers_gives_none_back(verified: Hall) -> None:
    """Whoever else has numbers keeps them."""
    oak = with_oak(verified)
    oak.abandon()
    abandoned = oak.contest.abandoned
    assert abandoned
    freed = acts.SheetNumbersFreed(**verified.by(DEPUTY).count, contest=OAK, of=abandoned.id)
    assert told(verified.refused(freed)) == [("A112", "contest", OAK, "sheet-numbers", {})]
    assert {run.contest for run in verified.desk.count.count.allotted.runs} == {ELM}


def test_a_forged_freeing_closes_the_contest_it_names(verified: Hall) -> None:
    """Read alone, `count` knows of no contest: then it is the contest that goes no further."""
    freed = acts.SheetNumbersFreed(**verified.by(DEPUTY).count, contest=ELM, of="0" * 32)
    apply(verified.desk.count, COUNT_STREAM, replace(freed, id="ee" * 16))
    assert told(refusal(lambda: verified.key(1, sheet((1, 1, 1))))) == [
        ("A105", "contest", "Elm Valley", "abandoned", {})
    ]


def test_a_declared_contest_is_not_given_up(counted: Hall) -> None:
    counted.finish()
    assert told(refusal(counted.abandon)) == [("A105", "contest", "Elm Valley", "declared", {})]


INDEPENDENT = Candidate(surname="Fir", other_names="Kim", description="Independent")


def test_a_parliamentary_poll_is_abandoned_for_a_party_candidate_alone(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, candidates=("Ash", "Birch", INDEPENDENT))
    assert told(refusal(lambda: hall.abandon(3))) == [("A105", "candidate", "3", "independent", {})]
    hall.abandon(2)
    abandoned = hall.contest.abandoned
    assert abandoned
    assert (abandoned.because, abandoned.candidate) == ("candidate-died", 2)
    reopened_alike(hall)
    hall.desk.close()


def test_a_local_poll_is_abandoned_for_any_candidate(tmp_path: Path) -> None:
    hall = a_ward(tmp_path, candidates=(*WARD_CANDIDATES, INDEPENDENT))
    assert WARD_RULES.death_ends_poll == "any"
    hall.abandon(5)
    assert hall.contest.stage is Stage.ABANDONED
    hall.desk.close()


@pytest.mark.parametrize("candidate", [0, 4])
def test_whoever_died_is_one_of_the_candidates(hall: Hall, candidate: int) -> None:
    act = acts.ContestAbandoned(
        **hall.by(DEPUTY).contest,
        because="candidate-died",
        candidate=CandidateNumber(candidate) if candidate else None,
        reason="said at eleven",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )
    assert told(hall.refused(act)) == [("A104", "contest", "Elm Valley", "died", {})]
    assert codes(hall.refused(replace(act, candidate=1, second=OfficerNumber(DEPUTY)))) == ["A103"]
