"""Requests and their answers, and re-counts:
earlier rounds are kept, and only the last of an area counts.
"""

from time import process_time
from typing import Literal

import pytest

from tallyapp.domain import acts
from tallyapp.domain.count import check
from tallyapp.domain.rules.result import before_declaring
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.missing import What
from tallyapp.domain.views.progress import AreaStage, area_progress
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber, SheetNumber
from tests.building_on import NO_ACT
from tests.halls import (
    CLERK,
    DEPUTY,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    Told,
    envelope,
    form,
    made,
    refusal,
    sheet,
    told,
)


@pytest.fixture
def given(counted: Hall) -> Hall:
    """The provisional result is given: 120, 85 and 41."""
    counted.provisional()
    return counted


# ---- requests


def test_a_request_waits_for_its_answer_by_number_and_name(given: Hall) -> None:
    given.request(2)
    numbers = {"request": 1, "candidate": 2}
    waits = ("E302", "contest", "Elm Valley", "request", numbers)
    assert told(refusal(given.opportunity)) == [waits]
    assert waits in told(before_declaring(given.contest))
    given.answer("refused", "the margin is 35 and every bundle was checked by two")
    given.opportunity()
    given.read_back()
    assert given.declare().seq == given.contest.seq


def test_what_was_read_back_otherwise_is_told_line_by_line(given: Hall) -> None:
    """Candidates first, and then the heads, as they stand on the summary."""
    assert given.contest.provisional
    assert given.contest.provisional.differing == []
    given.read_back(85, 120, 41, rejected=(0, 1, 0, 4))
    assert given.contest.provisional.differing == [1, 2, 7]
    given.read_back()
    assert given.contest.provisional.differing == []


def test_silence_never_blocks(given: Hall) -> None:
    given.opportunity()
    given.read_back()
    assert before_declaring(given.contest) == []


@pytest.mark.parametrize("answer", ["refused", "inspection"])
def test_whoever_does_not_get_what_they_asked_for_gets_the_reason(
    given: Hall, answer: Literal["refused", "inspection"]
) -> None:
    given.request(2)
    assert told(refusal(lambda: given.answer(answer))) == [("A106", "request", "1", "reason", {})]
    given.answer(answer, "every bundle was checked")
    assert told(refusal(lambda: given.answer("granted"))) == [
        ("A112", "request", "1", "answered", {})
    ]


def test_an_inspection_that_is_granted_waits_for_nothing_more(given: Hall) -> None:
    given.request(3, "inspection", "A")
    given.answer("granted")
    assert [request.open for request in given.contest.requests] == [False]
    assert refusal(given.opportunity) == []


def test_a_request_comes_from_somebody_and_after_a_provisional_result(counted: Hall) -> None:
    fields = {
        "request": 1,
        "candidate": CandidateNumber(2),
        "asks": "recount",
        "by_whom": "the agent",
    }

    def refused(**other: object) -> list[tuple[object, ...]]:
        return told(
            counted.refused(
                made(
                    acts.RequestMade,
                    counted.by(RETURNING_OFFICER),
                    of=counted.contest.given,
                    **(fields | other),
                )
            )
        )

    assert refused() == [("E302", "contest", "Elm Valley", "provisional", {})]
    counted.provisional()
    assert refused(candidate=9) == [("A104", "candidate", "9", "", {})]
    assert refused(by_whom=" ") == [("A106", "request", "1", "by-whom", {})]
    assert refused(request=2) == [("A109", "request", "2", "number", {"stated": 2, "derived": 1})]
    assert refused(areas=("A", "Z")) == [("A104", "area", "Z", "", {})]
    assert refused(areas=("A", "A")) == [("A108", "area", "A", "", {})]
    assert refused() == []


def test_a_request_that_names_areas_without_end_is_judged_at_once(given: Hall) -> None:
    act = acts.RequestMade(
        **envelope(RETURNING_OFFICER),
        seen=given.desk.count.count.seq,
        of=given.contest.given,
        request=1,
        candidate=CandidateNumber(2),
        asks="recount",
        by_whom="the agent",
        areas=("A",) * 100_000,
    )
    began = process_time()
    assert len(check(given.desk.count, given.stream, act)) == 99_999
    assert process_time() - began < 3


def test_a_recount_that_was_granted_is_missed_until_it_has_begun(given: Hall) -> None:
    given.request(2, "recount", "A")
    given.answer("granted")
    waits = ("E302", "contest", "Elm Valley", "recount", {"request": 1, "candidate": 2})
    assert told(refusal(given.opportunity)) == [waits]
    given.recount("A", request=1)
    assert [request.open for request in given.contest.requests] == [False]
    again = refusal(lambda: given.recount("A", request=1))
    assert ("A112", "request", "1", "granted", {}) in told(again)


def test_a_recount_begun_in_error_and_abandoned_is_waited_for_again(given: Hall) -> None:
    given.request(2, "recount", "A")
    given.answer("granted")
    given.recount("A", request=1)
    given.do(
        given.made(
            acts.RecountAbandoned,
            RETURNING_OFFICER,
            of=given.contest.recounts[-1].id,
            reason="another area was meant",
            second=DEPUTY,
        )
    )
    (request,) = given.contest.requests
    assert (request.open, request.begun) == (True, set())
    given.recount("A", request=1)
    assert not request.open


def test_an_area_is_recounted_that_there_is_and_once(given: Hall) -> None:
    twice = told(refusal(lambda: given.recount("A", "B", "A")))
    assert twice == [("A108", "area", "A", "", {})]
    unknown = told(refusal(lambda: given.recount("A", "Z")))
    assert unknown == [("A104", "area", "Z", "", {})]


def test_answers_belong_to_the_result_that_was_given(given: Hall) -> None:
    given.agent_answers(1, True, by=DEPUTY)
    given.agent_answers(2, False, by=DEPUTY)
    given.agent_answers(2, True, by=DEPUTY)
    assert given.contest.provisional is not None
    assert given.contest.provisional.answers == {1: True, 2: True}
    given.recount("A")
    assert given.contest.provisional is None


# ---- re-counts


def test_what_an_area_counted_before_is_kept_and_counts_no_longer(given: Hall) -> None:
    given.recount("A")
    area = given.area("A")
    assert given.figures.votes == (
        39 + 1,
        40,
        21 + 1,
    )  # area B, and the form of A, whose decisions stand
    assert (area.bundled, area.sent, area.adjudicated) == (0, 0, 6)
    assert [given.sheet(n).life for n in (1, 2, 3)] == [Life.EARLIER, Life.EARLIER, Life.AGREED]
    assert [(r.number, r.areas, r.figures.votes) for r in given.contest.rounds] == [
        (1, ("A",), (120, 85, 41))
    ]
    assert [(e.round, e.votes, e.counted) for e in area.earlier] == [(1, (81, 45, 20), 150)]
    missing = told(given.standing())
    assert ("E302", "area", "A", "sheets", {}) in missing
    assert (
        "E302",
        "area",
        "A",
        "doubtful",
        {"sent": 0, "adjudicated": 6, "difference": 6},
    ) in missing


def test_the_new_round_is_keyed_on_new_sheets_and_declared(given: Hall) -> None:
    given.recount("A")
    given.issue("A", 11)
    given.agree(11, sheet((79, 46, 19), sent=6))
    assert given.standing() == []
    given.finish()
    assert given.contest.declaration is not None
    assert given.contest.declaration.figures.votes == (119, 86, 41)


def test_decisions_on_doubtful_papers_are_made_again_where_they_are_revisited(given: Hall) -> None:
    given.recount("A", revisited=True)
    assert given.form(1).life is Life.EARLIER
    assert given.figures.rejected == (0, 0, 0, 0)
    given.issue("A", 11)
    given.agree(11, sheet((79, 46, 19), sent=6))
    given.agree_form(2, "A", form((2, 0, 1), (0, 1, 0, 2)))
    assert given.standing() == []
    assert given.figures.votes == (120, 86, 41)


def test_a_sheet_of_an_earlier_round_is_not_touched_any_more(given: Hall) -> None:
    given.recount("A", revisited=True)
    earlier: Told = [("A105", "sheet", "1", "earlier", {})]
    assert told(refusal(lambda: given.key(1, sheet((1, 1, 1))))) == earlier
    assert told(refusal(lambda: given.correct(1, ("1.part", 9), ("2.part", 6)))) == earlier
    assert (
        told(
            given.refused(
                acts.SheetWithdrawn(
                    **given.by(SUPERVISOR).contest,
                    sheet=SheetNumber(1),
                    of=given.of_sheet(1).made,
                    second=OfficerNumber(SECOND_SUPERVISOR),
                    reason="a reason",
                )
            )
        )
        == earlier
    )
    assert (
        told(
            given.refused(
                acts.SheetQueried(
                    **given.by(CLERK).contest,
                    sheet=SheetNumber(1),
                    of=given.of_sheet(1).opened,
                    figures=sheet((1, 1, 1)),
                )
            )
        )
        == earlier
    )
    again = refusal(lambda: given.key_form(1, "A", form((1, 0, 1), (0, 1, 0, 3))))
    assert told(again) == [("A105", "form", "1", "earlier", {})]


def test_each_round_is_the_next_has_its_areas_and_its_reason(given: Hall) -> None:
    fields = {"round": 2, "areas": ("A",), "reason": "close"}

    def refused(**other: object) -> list[tuple[object, ...]]:
        return told(
            given.refused(made(acts.RecountBegun, given.by(RETURNING_OFFICER), **(fields | other)))
        )

    assert refused(round=3) == [
        ("A109", "contest", "Elm Valley", "round", {"stated": 3, "derived": 2})
    ]
    assert refused(areas=()) == [("A104", "contest", "Elm Valley", "no-areas", {})]
    assert refused(areas=("Z",)) == [("A104", "area", "Z", "", {})]
    assert refused(reason=" ") == [("A106", "contest", "Elm Valley", "reason", {})]
    assert refused(request=NO_ACT) == [("A114", "contest", "Elm Valley", "request", {})]
    given.recount("A")
    assert refused(round=3) == [("A112", "area", "A", "nothing-counted", {})]
    given.recount("B")
    assert given.contest.round == 3


def test_what_was_passed_over_in_an_area_is_looked_at_again_in_its_recount(verified: Hall) -> None:
    hall = verified
    hall.agree(1, sheet((60, 30, 8), sent=2))
    hall.agree(2, sheet((20, 15, 10), sent=4))
    hall.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    hall.agree(3, sheet((39, 40, 21)))
    for found in hall.standing():
        hall.pass_over(found)
    hall.provisional()
    hall.recount("A")
    hall.issue("A", 11)
    hall.agree(11, sheet((80, 45, 18), sent=6))
    assert [found.code for found in hall.standing()] == ["E301", "E303"]


def test_a_recount_that_was_granted_has_begun_in_every_area_that_it_is_for(given: Hall) -> None:
    given.request(2)
    given.answer("granted")
    given.recount("B", request=1)
    waits = ("E302", "contest", "Elm Valley", "recount", {"request": 1, "candidate": 2})
    given.issue("B", 9)
    given.agree(9, sheet((39, 40, 21)))
    given.provisional()
    assert told(refusal(given.opportunity)) == [waits]
    given.recount("A", request=1)
    assert [request.open for request in given.contest.requests] == [False]


def test_a_request_that_was_passed_over_keeps_nobody_from_giving_the_opportunity(
    given: Hall,
) -> None:
    given.request(2)
    (waits,) = refusal(given.opportunity)
    given.pass_over(waits)
    given.opportunity()
    given.read_back()
    assert given.declare().seq == given.contest.seq


def test_an_area_whose_recount_has_no_sheets_yet_is_not_one_that_does_not_add_up(
    given: Hall,
) -> None:
    given.recount("A")
    progress = area_progress(given.contest, given.area("A"))
    assert [each.what for each in progress.missing] == [What.NO_SHEETS]
    assert progress.stage is AreaStage.BEING_KEYED
