"""A contest's set-up: everything that is wrong with it
is said at once, before the first paper is counted.
"""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.set_up import check_set_up
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate
from tallyapp.domain.vocabulary.units import MAX_CANDIDATES, MAX_FIGURE
from tallyapp.exchange.election_rules import load_rules
from tests.halls import POLLING_DAY, RETURNING_OFFICER, RULES, Hall, contest_fields, refusal, told

OAK = {"contest": "oak", "name": "Oak"}
LOCAL = load_rules("local-england", POLLING_DAY)


def refused(hall: Hall, **changes: Any) -> list[Any]:
    fields = contest_fields() | OAK | changes
    return told(
        refusal(
            lambda: hall.desk.do(
                str(fields["contest"]),
                acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **fields),
            )
        )
    )


def test_more_candidates_than_most_votes_decide_between_are_refused(hall: Hall) -> None:
    two = replace(RULES, most_candidates=2)
    people = contest_fields()["candidates"]
    assert refused(hall, rules=two, candidates=people[:2]) == []
    assert refused(hall, contest="ash", rules=two, candidates=people[:3]) == [
        ("A129", "contest", "ash", "", {"candidates": 3, "most": 2})
    ]


def box(name: str, kind: Any, area: str) -> BallotBox:
    return BallotBox(id=name, name=name, kind=kind, area=area)


def test_a_second_contest_is_set_up_beside_the_first(hall: Hall) -> None:
    assert refused(hall) == []
    assert list(hall.desk.count.contests) == ["elm-valley", "oak"]
    assert refused(hall) == [("A108", "contest", "oak", "", {})]


def test_a_contest_is_set_up_in_its_own_stream_and_never_in_that_of_the_count(hall: Hall) -> None:
    fields = contest_fields() | OAK
    found = refusal(
        lambda: hall.desk.do(
            "ash", acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **fields)
        )
    )
    assert told(found) == [("A108", "contest", "oak", "", {})]
    assert refused(hall, contest="count") == [("A105", "count", "count", "stream", {})]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"seats": 2}, ("A110", "contest", "oak", "seats", {"seats": 2, "most": 1})),
        (
            {"seats": 16, "rules": LOCAL},
            ("A110", "contest", "oak", "seats", {"seats": 16, "most": 15}),
        ),
        (
            {"seats": 2, "rules": LOCAL, "terms": ("4 years",)},
            ("A111", "contest", "oak", "terms", {"fields": 1, "expected": 2}),
        ),
        ({"seats": 0}, ("A110", "contest", "oak", "seats", {"seats": 0, "most": 1})),
        ({"rules": LOCAL}, ("A110", "contest", "oak", "seats", {"seats": 1, "most": 15})),
        (
            {"candidates": contest_fields(candidates=["Ash"])["candidates"]},
            ("A110", "contest", "oak", "uncontested", {"candidates": 1, "seats": 1}),
        ),
        ({"bundle": 30}, ("A110", "contest", "oak", "bundle", {"bundle": 30})),
        (
            {"rules": replace(RULES, holds_from=date(2024, 7, 5))},
            ("A110", "contest", "oak", "rules", {}),
        ),
        (
            {"rules": replace(RULES, holds_until=date(2024, 7, 3))},
            ("A110", "contest", "oak", "rules", {}),
        ),
        ({"name": " "}, ("A106", "contest", "oak", "name", {})),
        ({"election": ""}, ("A106", "contest", "oak", "name", {})),
    ],
)
def test_what_this_version_does_not_count_is_refused(
    hall: Hall, changes: dict[str, Any], expected: object
) -> None:
    assert refused(hall, **changes) == [expected]


def test_rules_hold_on_their_first_and_their_last_day(hall: Hall) -> None:
    one_day = replace(RULES, holds_from=POLLING_DAY, holds_until=POLLING_DAY)
    assert refused(hall, rules=one_day) == []


def test_a_local_contest_of_one_seat_has_no_papers_rejected_in_part(hall: Hall) -> None:
    assert refused(hall, rules=LOCAL.for_seats(1)) == []


def test_candidates_have_surnames_and_stand_once(hall: Hall) -> None:
    one = Candidate(surname="Ash", other_names="Alex", description="Independent")
    other = replace(one, description="The Ash Party")
    nameless = replace(one, surname=" ")
    assert refused(hall, candidates=(one, other, nameless, one)) == [
        ("A106", "candidate", "3", "surname", {}),
        ("A108", "candidate", "4", "alike", {}),
    ]


def test_two_who_look_alike_on_the_ballot_paper_are_told_apart_by_a_particular(hall: Hall) -> None:
    one = Candidate(surname="Ash", other_names="Alex", description="Independent")
    known = replace(one, surname="Oak", commonly_used_surname="Ash")
    assert refused(hall, candidates=(one, known)) == [("A108", "candidate", "2", "alike", {})]
    there = replace(known, particular="2 Mill Lane")
    assert there.ballot_name == "Ash, Alex (2 Mill Lane)"
    assert refused(hall, candidates=(one, there)) == []


def test_what_differs_in_capitals_alone_is_one_thing(hall: Hall) -> None:
    fields = contest_fields()
    areas = (*fields["areas"], replace(fields["areas"][0], id="a"))
    boxes = (*fields["boxes"], replace(fields["boxes"][0], id="A1"))
    boxes = (*boxes, box("c1", "polling", "a"))
    assert refused(hall, areas=areas, boxes=boxes) == [
        ("A108", "area", "a", "", {}),
        ("A108", "box", "A1", "", {}),
    ]
    assert refused(hall) == []
    assert refused(hall, contest="OAK") == [("A108", "contest", "OAK", "", {})]


@pytest.mark.parametrize(
    ("what", "number", "most"), [("areas", 1_001, 1_000), ("boxes", 10_001, 10_000)]
)
def test_a_bound_that_is_passed_is_told_with_its_number(
    hall: Hall, what: str, number: int, most: int
) -> None:
    many = {
        "areas": tuple(Area(id=f"x{n}", name="X") for n in range(1_001)),
        "boxes": tuple(box(f"x{n}", "polling", "A") for n in range(10_001)),
    }
    found = refused(hall, **{what: many[what]})
    assert ("A110", "contest", "oak", what, {what: number, "most": most}) in found


def test_an_electorate_beyond_the_largest_figure_is_told_with_it(hall: Hall) -> None:
    (found,) = refused(hall, electorate=10_000_000)
    assert found[3:] == ("electorate", {"electorate": 10_000_000, "most": 9_999_999})


def test_no_ballot_paper_is_longer_than_can_be_declared(hall: Hall) -> None:
    many = contest_fields(candidates=[f"Name {n}" for n in range(100)])["candidates"]
    (found,) = refused(hall, candidates=many)
    assert found == ("A110", "contest", "oak", "candidates", {"candidates": 100, "most": 99})


def test_rules_have_no_more_heads_than_a_result_can_hold(hall: Hall) -> None:
    heads = tuple(replace(RULES.heads[0], key=f"head-{n}") for n in range(100))
    assert [each[0] for each in refused(hall, rules=replace(RULES, heads=heads))] == ["A110"]


def test_every_box_is_in_a_known_area_and_every_area_has_a_polling_stations_box(hall: Hall) -> None:
    boxes = (box("a1", "polling", "A"), box("b1", "postal", "B"), box("c1", "polling", "C"))
    assert refused(hall, boxes=boxes) == [
        ("A104", "area", "C", "c1", {}),
        ("A105", "area", "B", "no-ballot-box", {}),
    ]
    assert refused(hall, areas=(), boxes=()) == [("A104", "contest", "oak", "no-areas", {})]


def test_areas_and_boxes_are_registered_once(hall: Hall) -> None:
    fields = contest_fields()
    areas, boxes = fields["areas"], fields["boxes"]
    assert refused(hall, areas=(*areas, areas[0]), boxes=(*boxes, boxes[3])) == [
        ("A108", "area", "A", "", {}),
        ("A108", "box", "b2", "", {}),
    ]


def against(hall: Hall, **changes: Any) -> list[Any]:
    """What the rule says of a set-up, without doing it."""
    fields = contest_fields() | OAK | changes
    act = acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **fields)
    return told(check_set_up(hall.desk.count.count, act))


def test_no_contest_has_the_name_of_the_counts_own_stream(hall: Hall) -> None:
    assert against(hall, contest="COUNT") == [("A108", "contest", "COUNT", "", {})]


def test_an_electorate_is_blank_or_there_are_electors(hall: Hall) -> None:
    assert against(hall, electorate=None) == against(hall, electorate=1) == []
    assert against(hall, electorate=0) == [("A110", "contest", "oak", "no-electors", {})]
    fields = contest_fields()
    first, *others = fields["areas"]
    areas = (replace(first, electorate=0), *others)
    assert against(hall, areas=areas) == [("A110", "area", first.id, "no-electors", {})]
    assert against(hall, areas=(replace(first, electorate=1), *others)) == []
    box, *rest = fields["boxes"]
    boxes = (replace(box, electorate=0), *rest)
    assert against(hall, boxes=boxes) == [("A110", "box", box.id, "no-electors", {})]
    assert against(hall, boxes=(replace(box, electorate=1), *rest)) == []


def test_what_is_beyond_a_bound_is_refused_with_it(hall: Hall) -> None:
    names = [f"C{n}" for n in range(MAX_CANDIDATES + 1)]
    many = contest_fields(candidates=names)["candidates"]
    assert against(hall, candidates=many[:-1]) == []
    numbers = {"candidates": MAX_CANDIDATES + 1, "most": MAX_CANDIDATES}
    beyond = against(hall, candidates=many)
    assert beyond == [("A110", "contest", "oak", "candidates", numbers)]
    assert against(hall, electorate=MAX_FIGURE) == []
    numbers = {"electorate": MAX_FIGURE + 1, "most": MAX_FIGURE}
    beyond = against(hall, electorate=MAX_FIGURE + 1)
    assert beyond == [("A110", "contest", "oak", "electorate", numbers)]
