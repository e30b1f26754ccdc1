"""Verification: each box's account and counts, and the statement that a box found wrong reopens."""

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.verification import expected_and_counted, missing_boxes
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tests.halls import (
    BOXES,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    account,
    codes,
    made,
    refusal,
    told,
)

EXPLAINED = {
    "box": "a1",
    "papers": 99,
    "explanation": "one paper taken away",
    "second": SECOND_SUPERVISOR,
}


def box_findings(hall: Hall) -> list[object]:
    return [found for found in told(hall.standing()) if found[1] == "box"]


def explained(hall: Hall, **other: object) -> acts.AnyAct:
    """The variance of box a1 explained at its last count."""
    of = hall.contest.boxes["a1"].variance_id
    return made(acts.VarianceExplained, hall.by(SUPERVISOR), **EXPLAINED | {"of": of} | other)


def a1_counted(hall: Hall, *attempts: int) -> None:
    hall.do(replace(hall.account("a1", 100), account=account(100, unused=20)))
    for papers in attempts:
        hall.do(hall.count_of("a1", papers))


def test_a_box_says_what_is_missing_of_it(hall: Hall) -> None:
    hall.do(hall.account("a2", 50))
    a1_counted(hall, 97)
    hall.verify({"b1": 80})
    variance = {"expected": 100, "counted": 97, "difference": -3}
    assert box_findings(hall) == [
        ("E302", "box", "a1", "variance", variance),
        ("E302", "box", "a2", "count", {"expected": 50}),
        ("E302", "box", "b2", "account", {}),
    ]


@pytest.mark.parametrize(
    ("attempts", "accurate"),
    [
        ((100,), True),
        ((99,), False),
        ((99, 99), False),
        ((98, 99, 99), True),
        ((99, 99, 98), False),
        ((99, 99, 98, 98), True),
        ((99, 100), True),
        ((100, 99), False),
    ],
)
def test_a_box_is_accurate_when_it_meets_its_account_or_two_recounts_agree(
    hall: Hall, attempts: tuple[int, ...], accurate: bool
) -> None:
    a1_counted(hall, *attempts)
    assert hall.contest.boxes["a1"].accurate is accurate
    assert hall.contest.boxes["a1"].papers == attempts[-1]


def test_a_variance_is_explained_by_two_for_the_papers_counted(hall: Hall) -> None:
    a1_counted(hall, 99)
    hall.do(explained(hall))
    assert hall.contest.boxes["a1"].accurate
    hall.do(hall.count_of("a1", 98))
    assert not hall.contest.boxes["a1"].accurate


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"papers": 98}, [("A109", "box", "a1", "papers", {"stated": 98, "derived": 99})]),
        ({"explanation": " "}, [("A106", "box", "a1", "explanation", {})]),
        ({"second": SUPERVISOR}, [("A103", "officer", str(SUPERVISOR), "", {})]),
        ({"box": "a9"}, [("A104", "box", "a9", "", {})]),
        ({"box": "a2"}, [("A112", "box", "a2", "variance", {})]),
    ],
)
def test_an_explanation_needs_a_variance_words_and_a_second_officer(
    hall: Hall, change: dict[str, object], expected: list[object]
) -> None:
    a1_counted(hall, 99)
    assert told(hall.refused(explained(hall, **change))) == expected


def test_a_box_is_not_counted_before_its_account_is_known(hall: Hall) -> None:
    found = hall.refused(hall.count_of("a1", 100))
    assert told(found) == [("A105", "box", "a1", "account", {})]
    assert told(hall.refused(hall.count_of("a9", 1))) == [("A104", "box", "a9", "", {})]


def test_an_account_that_does_not_add_up_is_recorded_and_one_keyed_again_says_why(
    hall: Hall,
) -> None:
    wrong = replace(account(100, unused=20), entrusted=Papers(500))
    hall.do(replace(hall.account("a1", 100), account=wrong))
    silent = hall.refused(hall.account("a1", 101))
    assert told(silent) == [("A106", "box", "a1", "reason", {})]
    hall.do(hall.account("a1", 101, reason="misread"))
    assert hall.contest.boxes["a1"].account == account(101)
    unknown = hall.refused(hall.account("a9", 1))
    assert told(unknown) == [("A104", "box", "a9", "", {})]


def test_a_figure_of_a_box_out_of_bounds_is_refused_at_its_field(hall: Hall) -> None:
    far = hall.refused(replace(hall.account("a1", 100), account=account(100, spoilt=-1)))
    assert told(far) == [("E102", "box", "a1", "spoilt", {"value": -1, "most": 9_999_999})]
    a1_counted(hall)
    found = hall.refused(hall.count_of("a1", 10_000_000))
    assert told(found) == [
        ("E102", "box", "a1", "papers", {"value": 10_000_000, "most": 9_999_999})
    ]


# ---- the statement


def test_the_statement_waits_for_every_box(hall: Hall) -> None:
    hall.verify({"a1": 100, "a2": 50, "b1": 80})
    found = refusal(hall.state_verification)
    assert told(found) == [("E302", "box", "b2", "account", {})]


def test_the_statement_states_what_the_boxes_hold(hall: Hall) -> None:
    hall.verify(BOXES, expected={"a1": 99})
    hall.do(explained(hall, papers=100))
    other = replace(hall.statement(), version=2, expected=Papers(250), counted=Papers(249))
    assert told(hall.refused(other)) == [
        ("A109", "contest", "Elm Valley", "version", {"stated": 2, "derived": 1}),
        ("A109", "contest", "Elm Valley", "expected", {"stated": 250, "derived": 249}),
        ("A109", "contest", "Elm Valley", "counted", {"stated": 249, "derived": 250}),
    ]
    hall.state_verification()
    assert hall.contest.statement == 250
    again = hall.refused(hall.statement())
    assert told(again) == [("A105", "contest", "Elm Valley", "stated", {})]


def test_a_box_found_wrong_later_reopens_the_statement_and_the_provisional_result(
    counted: Hall,
) -> None:
    counted.provisional()
    counted.opportunity()
    counted.do(counted.count_of("a2", 51))
    contest = counted.contest
    assert (contest.statement, contest.provisional) == (None, None)
    assert (counted.area("A").verified, counted.figures.verified) == (151, 251)
    numbers = {"counted": 150, "verified": 151, "difference": -1}
    assert told(counted.standing()) == [
        ("E302", "box", "a2", "variance", {"expected": 50, "counted": 51, "difference": 1}),
        ("E302", "contest", "Elm Valley", "statement", {}),
        ("E301", "area", "A", "", numbers),
    ]
    counted.do(
        acts.VarianceExplained(
            **counted.by(SUPERVISOR).contest,
            second=OfficerNumber(SECOND_SUPERVISOR),
            box="a2",
            of=counted.contest.boxes["a2"].variance_id,
            papers=Papers(51),
            explanation="two papers stuck together",
        )
    )
    counted.state_verification()
    assert (contest.statement, contest.statement_version) == (251, 2)
    assert codes(counted.standing()) == [Code.E301, Code.E303]


def test_late_postal_papers_reopen_a_finished_area(counted: Hall) -> None:
    late = BallotBox(id="a3", name="Late postal box", kind="postal", area="A")
    counted.do(acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=late, reason="brought at ten"))
    assert ("E302", "box", "a3", "account", {}) in told(counted.standing())
    assert counted.contest.statement is None
    again = counted.refused(
        acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=late, reason="again")
    )
    assert told(again) == [("A108", "box", "a3", "", {})]
    capitals = BallotBox(id="A3", name="Box", kind="postal", area="A")
    again = counted.refused(
        acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=capitals, reason="a barcode of its own")
    )
    assert told(again) == [("A108", "box", "A3", "", {})]
    nowhere = BallotBox(id="a4", name="Box", kind="postal", area="C")
    found = counted.refused(
        acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=nowhere, reason="?")
    )
    assert told(found) == [("A104", "area", "C", "", {})]
    silent = BallotBox(id="a4", name="Box", kind="postal", area="A")
    found = counted.refused(acts.BoxAdded(**counted.by(SUPERVISOR).contest, box=silent, reason=""))
    assert told(found) == [("A106", "box", "a4", "reason", {})]


def test_each_box_that_is_not_verified_is_missed_by_what_it_wants(hall: Hall) -> None:
    hall.do(hall.account("a1", 100))
    hall.do(hall.account("a2", 50))
    hall.do(hall.count_of("a2", 49))
    hall.verify({"b1": 80})
    assert told(missing_boxes(hall.contest)) == [
        ("E302", "box", "a1", "count", {"expected": 100}),
        ("E302", "box", "a2", "variance", {"expected": 50, "counted": 49, "difference": -1}),
        ("E302", "box", "b2", "account", {}),
    ]
    assert expected_and_counted(hall.contest) == (230, 129)


def test_an_account_names_the_one_that_stands_and_an_attempt_its_number(hall: Hall) -> None:
    stale = hall.account("a1", 100, reason="again")
    hall.do(hall.account("a1", 99))
    assert told(hall.refused(stale)) == [("A114", "box", "a1", "account", {})]
    attempt = replace(hall.count_of("a1", 99), attempt=2)
    numbers = {"stated": 2, "derived": 1}
    assert told(hall.refused(attempt)) == [("A109", "box", "a1", "attempt", numbers)]
