"""Doubtful papers: by an adjudication form alone do rejected papers enter the count."""

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber, Papers
from tests.halls import (
    ADJUDICATOR,
    CLERK,
    DEPUTY,
    NOBODY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    Told,
    codes,
    form,
    officer,
    refusal,
    sheet,
    told,
)

SIGNED = form((2, 0, 1), (0, 3, 0, 4), objections=1)


def test_papers_allowed_and_rejected_enter_the_area_by_candidate_and_by_head(
    verified: Hall,
) -> None:
    verified.agree_form(1, "A", SIGNED)
    area = verified.area("A")
    assert (area.votes, area.rejected) == ([2, 0, 1], [0, 3, 0, 4])
    assert (area.adjudicated, area.valid, area.objections) == (10, 3, 1)


def test_a_form_that_does_not_add_up_is_refused_with_its_operands(verified: Hall) -> None:
    found = refusal(lambda: verified.key_form(1, "A", replace(SIGNED, papers=Papers(9))))
    numbers = {"allowed": 3, "rejected": 7, "lines": 10, "papers": 9, "difference": 1}
    assert told(found) == [("E101", "form", "1", "", numbers)]


def test_a_form_that_does_not_add_up_is_queried_and_missed_by_name(verified: Hall) -> None:
    wrong = replace(SIGNED, papers=Papers(9))
    verified.do(
        acts.FormQueried(
            **verified.by(CLERK).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).opened,
            area="A",
            figures=wrong,
            note="does not add",
        )
    )
    assert ("E302", "form", "1", "queried", {}) in told(verified.standing())
    verified.agree_form(1, "A", SIGNED)
    assert verified.form(1).life is Life.AGREED


def test_a_queried_form_keeps_its_area(verified: Hall) -> None:
    verified.do(
        acts.FormQueried(
            **verified.by(CLERK).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).opened,
            area="A",
            figures=SIGNED,
        )
    )
    assert told(refusal(lambda: verified.key_form(1, "B", SIGNED))) == [
        ("A109", "form", "1", "area", {})
    ]
    again = verified.refused(
        acts.FormQueried(
            **verified.by(CLERK).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).opened,
            area="B",
            figures=SIGNED,
        )
    )
    assert told(again) == [("A109", "form", "1", "area", {})]
    nowhere = verified.refused(
        acts.FormQueried(
            **verified.by(CLERK).contest,
            form=FormNumber(2),
            round=1,
            of=verified.of_form(2).opened,
            area="C",
            figures=SIGNED,
        )
    )
    assert told(nowhere) == [("A104", "area", "C", "", {})]


@pytest.mark.parametrize("adjudicator", [ADJUDICATOR, DEPUTY, RETURNING_OFFICER])
def test_the_returning_officer_and_those_authorised_adjudicate(
    verified: Hall, adjudicator: int
) -> None:
    verified.agree_form(1, "A", form((1, 0, 0), (0,), adjudicator=adjudicator))
    assert verified.form(1).life is Life.AGREED


@pytest.mark.parametrize("adjudicator", [CLERK, SUPERVISOR, NOBODY])
def test_nobody_else_does(verified: Hall, adjudicator: int) -> None:
    found = refusal(
        lambda: verified.key_form(1, "A", form((1, 0, 0), (0,), adjudicator=adjudicator))
    )
    assert told(found) == [("A102", "officer", str(adjudicator), "not-adjudicating", {})]


def test_who_is_authorised_for_some_contests_adjudicates_in_those_alone(verified: Hall) -> None:
    """The returning officer's authority is given in writing, and says for which contests."""
    signed = form((1, 0, 0), (0,), adjudicator=31)

    def authorise(contest: str) -> None:
        authorised = replace(officer(31, "adjudicator"), contests=(contest,))
        verified.do(acts.OfficerEnrolled(**verified.by(DEPUTY).count, officer=authorised))

    authorise("oak")
    refused = refusal(lambda: verified.key_form(1, "A", signed))
    assert told(refused) == [("A102", "officer", "31", "not-in-this-contest", {})]
    authorise(verified.stream)
    verified.agree_form(1, "A", signed)
    assert verified.form(1).life is Life.AGREED


def test_blank_bounds_and_shape_hold_for_forms_as_for_sheets(verified: Hall) -> None:
    blank = replace(SIGNED, allowed=(Papers(2), None, Papers(1)), objections=None)
    assert told(refusal(lambda: verified.key_form(1, "A", blank))) == [
        ("E105", "form", "1", "2.allowed", {}),
        ("E105", "form", "1", "objections", {}),
    ]
    negative = replace(SIGNED, rejected=(Papers(0), Papers(-3), Papers(0), Papers(4)))
    assert told(refusal(lambda: verified.key_form(1, "A", negative))) == [
        ("E102", "form", "1", "2.rejected", {"value": -3, "most": 9_999_999})
    ]
    other = refusal(lambda: verified.key_form(1, "A", form((2, 0), (0, 3, 0, 4))))
    assert told(other) == [("A111", "form", "1", "", {"fields": 9, "expected": 10})]
    assert told(refusal(lambda: verified.key_form(1, "C", SIGNED))) == [
        ("A104", "area", "C", "", {})
    ]


def test_a_form_is_keyed_by_two_and_its_differences_once_more(verified: Hall) -> None:
    verified.key_form(1, "A", SIGNED)
    assert told(refusal(lambda: verified.key_form(1, "A", SIGNED))) == [
        ("E201", "form", "1", "", {"officer": CLERK})
    ]
    misread = form((2, 1, 0), (0, 3, 0, 4), objections=1)
    done = verified.key_form(1, "A", misread, by=OTHER_CLERK)
    assert [(f.code, f.place.field) for f in done.flags] == [
        ("E202", "2.allowed"),
        ("E202", "3.allowed"),
    ]
    assert verified.area("A").adjudicated == 0
    fields = verified.fields(SIGNED, "2.allowed", "3.allowed")
    verified.do(
        acts.FormDifferenceKeyed(
            **verified.by(THIRD_CLERK).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).keyings,
            fields=fields,
        )
    )
    assert verified.area("A").votes == [2, 0, 1]
    assert told(refusal(lambda: verified.key_form(1, "A", SIGNED))) == [
        ("E106", "form", "1", "", {})
    ]


def test_a_form_that_is_not_known_cannot_be_worked_on(verified: Hall) -> None:
    unknown: Told = [("A104", "form", "9", "", {})]
    assert (
        told(
            verified.refused(
                acts.FormDifferenceKeyed(
                    **verified.by(CLERK).contest,
                    form=FormNumber(9),
                    round=1,
                    of=verified.of_form(9).keyings,
                    fields=(),
                )
            )
        )
        == unknown
    )
    two = {"reason": "lost", "second": SECOND_SUPERVISOR}
    assert (
        told(
            verified.refused(
                verified.made(
                    acts.FormWithdrawn,
                    SUPERVISOR,
                    form=FormNumber(9),
                    **two,
                )
            )
        )
        == unknown
    )
    assert (
        told(
            verified.refused(
                verified.made(
                    acts.FormCorrected,
                    SUPERVISOR,
                    form=FormNumber(9),
                    fields=(),
                    **two,
                )
            )
        )
        == unknown
    )


def test_an_adjudicator_corrected_to_a_clerk_is_refused(verified: Hall) -> None:
    verified.agree_form(1, "A", SIGNED)
    to_clerk = (FieldValue("adjudicator", CLERK),)
    found = verified.refused(
        acts.FormCorrected(
            **verified.by(SUPERVISOR).contest,
            fields=to_clerk,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).made,
            reason="misread",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    assert told(found) == [("A102", "officer", str(CLERK), "not-adjudicating", {})]


def test_a_corrected_decision_moves_from_rejected_to_allowed(verified: Hall) -> None:
    verified.agree_form(1, "A", SIGNED)
    fields = verified.fields(form((3, 0, 1), (0, 3, 0, 3)), "1.allowed", "4.rejected")
    verified.do(
        acts.FormCorrected(
            **verified.by(SUPERVISOR).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).made,
            fields=fields,
            reason="revisited",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    area = verified.area("A")
    assert (area.votes, area.rejected, area.adjudicated, area.valid) == (
        [3, 0, 1],
        [0, 3, 0, 3],
        10,
        4,
    )
    verified.do(
        acts.FormWithdrawn(
            **verified.by(SUPERVISOR).contest,
            form=FormNumber(1),
            round=1,
            of=verified.of_form(1).made,
            reason="of another count",
            second=OfficerNumber(SECOND_SUPERVISOR),
        )
    )
    area = verified.area("A")
    assert (area.votes, area.rejected, area.adjudicated, area.objections) == (
        [0, 0, 0],
        [0, 0, 0, 0],
        0,
        0,
    )


def test_papers_sent_and_not_adjudicated_stand_open_with_their_numbers(verified: Hall) -> None:
    verified.agree(1, sheet((60, 30, 8), sent=2))
    doubtful = [f for f in verified.standing() if f.place.field == "doubtful"]
    numbers = {"sent": 2, "adjudicated": 0, "difference": -2}
    assert told(doubtful) == [("E302", "area", "A", "doubtful", numbers)]
    verified.agree_form(1, "A", form((1, 0, 0), (0, 0, 0, 1)))
    assert not [f for f in verified.standing() if f.place.field == "doubtful"]


def test_a_form_keyed_once_stands_open(verified: Hall) -> None:
    verified.key_form(1, "A", SIGNED)
    assert ("E302", "form", "1", "keyed", {}) in told(verified.standing())


def test_the_officer_who_adjudicated_is_one_of_the_figures_two_officers_agree_on(
    verified: Hall,
) -> None:
    verified.key_form(1, "A", SIGNED)
    done = verified.key_form(
        1, "A", replace(SIGNED, adjudicator=OfficerNumber(DEPUTY)), by=OTHER_CLERK
    )
    assert codes(done.flags) == [Code.E202]
    assert done.flags[0].place.field == "adjudicator"
