"""What is found in a box and put right: counts miskeyed, papers in the wrong box, of another
contest, of another returning officer; areas of one box, and areas over while a box is short.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.areas import no_polling_box
from tallyapp.domain.views.verification_lines import (
    Verified,
    area_lines,
    box_line,
    totals,
)
from tallyapp.domain.vocabulary.boxes import BoxOfContest
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tests.halls import (
    BOXES,
    DEPUTY,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    NightClock,
    a_hall,
    contest_fields,
    made,
    refusal,
    sheet,
    told,
)
from tests.workstations import workstation

OAK = "oak"


def corrected(hall: Hall, box: str, papers: int, attempt: int = 1, **other: Any) -> acts.AnyAct:
    """A count of a box put right."""
    fields: dict[str, Any] = {
        "box": box,
        "attempt": attempt,
        "of": hall.contest.boxes[box].counts[attempt - 1].id,
        "papers": papers,
        "reason": "a nought too many",
        "second": SECOND_SUPERVISOR,
    }
    return made(acts.BoxCountCorrected, hall.by(SUPERVISOR), **fields | other)


def moved(hall: Hall, left: str, reached: str, papers: int, **other: Any) -> acts.AnyAct:
    """Papers moved from box to box, or from area to area."""
    fields = {"between": "box", "left": left, "reached": reached, "papers": papers}
    why = {"reason": "found there", "second": SECOND_SUPERVISOR}
    return hall.made(acts.PapersMoved, SUPERVISOR, **fields | why | other)


def verified(hall: Hall) -> Mapping[str, int]:
    """Papers verified by area, which the second arithmetic has too."""
    assert hall.desk.ledger.totals(hall.stream).verified == hall.figures.verified
    of_boxes = sum(box.papers for box in hall.contest.boxes.values())
    assert of_boxes == hall.figures.verified == totals(hall.contest).counted
    return {name: int(area.verified) for name, area in hall.contest.areas.items()}


@pytest.fixture
def counted_boxes(hall: Hall) -> Hall:
    """Every box as its account says: 150 papers in area A, 100 in B."""
    hall.verify(BOXES)
    return hall


# ---- a count that was miskeyed


def test_a_count_keyed_as_1003_for_503_is_put_right_and_what_was_keyed_is_kept(hall: Hall) -> None:
    hall.do(hall.account("a1", 503))
    hall.do(hall.count_of("a1", 1_003))
    assert not hall.contest.boxes["a1"].accurate
    hall.do(corrected(hall, "a1", 503))
    box = hall.contest.boxes["a1"]
    assert box.accurate
    assert verified(hall) == {"A": 503, "B": 0}
    (attempt,) = box_line(box).attempts
    assert (attempt.papers, attempt.miskeyed) == (503, (1_003,))
    assert box_line(box).how is Verified.AS_ACCOUNTED


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"of": "0" * 32}, ("A114", "box", "a1", "counted", {})),
        ({"attempt": 2, "of": "0" * 32}, ("A104", "box", "a1", "attempt", {})),
        ({"papers": 100}, ("A112", "box", "a1", "unchanged", {})),
        ({"reason": " "}, ("A106", "box", "a1", "reason", {})),
        ({"second": SUPERVISOR}, ("A103", "officer", str(SUPERVISOR), "", {})),
    ],
)
def test_a_count_is_put_right_as_it_stands_with_a_reason_and_by_two(
    counted_boxes: Hall, change: dict[str, Any], expected: object
) -> None:
    act = corrected(counted_boxes, "a1", 99) if "attempt" not in change else None
    fields = {"box": "a1", "attempt": 1, "papers": 99, "reason": "?", "second": SECOND_SUPERVISOR}
    fields["of"] = counted_boxes.contest.boxes["a1"].counts[0].id
    act = made(acts.BoxCountCorrected, counted_boxes.by(SUPERVISOR), **fields | change)
    assert told(counted_boxes.refused(act)) == [expected]


def test_an_earlier_count_put_right_changes_whether_two_agree_and_not_the_papers(
    hall: Hall,
) -> None:
    hall.do(hall.account("a1", 100))
    for papers in (98, 89, 98):
        hall.do(hall.count_of("a1", papers))
    assert not hall.contest.boxes["a1"].accurate
    hall.do(corrected(hall, "a1", 98, attempt=2))
    assert hall.contest.boxes["a1"].counts_agree
    assert verified(hall)["A"] == 98


def test_a_count_put_right_takes_back_the_statement_and_what_explained_it(
    counted_boxes: Hall,
) -> None:
    counted_boxes.state_verification()
    counted_boxes.do(corrected(counted_boxes, "a1", 99))
    assert counted_boxes.contest.statement is None
    assert counted_boxes.statement().version == 2


# ---- papers in the wrong box


def test_papers_in_the_wrong_box_are_one_act_and_both_boxes_and_areas_follow(hall: Hall) -> None:
    hall.verify({"a1": 97, "a2": 50, "b1": 83, "b2": 20}, BOXES)
    assert [box for box, state in hall.contest.boxes.items() if not state.accurate] == ["a1", "b1"]
    hall.do(moved(hall, "b1", "a1", 3))
    assert all(state.accurate for state in hall.contest.boxes.values())
    assert verified(hall) == {"A": 150, "B": 100}
    hall.state_verification()


def test_whoever_counts_a_box_again_counts_what_is_then_in_it(counted_boxes: Hall) -> None:
    counted_boxes.do(moved(counted_boxes, "b1", "a1", 3))
    assert verified(counted_boxes) == {"A": 153, "B": 97}
    # The three are in a1 now: its next count has them, and they are not put in once more.
    counted_boxes.do(counted_boxes.count_of("a1", 103))
    assert verified(counted_boxes) == {"A": 153, "B": 97}
    counted_boxes.do(counted_boxes.count_of("b1", 78))
    assert verified(counted_boxes) == {"A": 153, "B": 98}


def test_a_box_that_is_not_counted_yet_gets_nothing_by_a_move(hall: Hall) -> None:
    hall.do(hall.account("a1", 100))
    hall.do(hall.account("b1", 80))
    hall.do(hall.count_of("b1", 83))
    hall.do(moved(hall, "b1", "a1", 3))
    assert verified(hall) == {"A": 0, "B": 80}
    assert [move.counted for move in hall.contest.boxes["a1"].moves] == [False]
    hall.do(hall.count_of("a1", 100))
    assert verified(hall) == {"A": 100, "B": 80}


def test_papers_moved_after_two_counts_agreed_ask_for_one_more_that_has_them(hall: Hall) -> None:
    hall.verify({"b1": 80})
    hall.do(hall.account("a1", 100))
    for _ in range(3):
        hall.do(hall.count_of("a1", 96))
    assert hall.contest.boxes["a1"].counts_agree
    hall.do(moved(hall, "b1", "a1", 1))
    assert not hall.contest.boxes["a1"].accurate
    hall.do(hall.count_of("a1", 97))
    assert hall.contest.boxes["a1"].counts_agree


def test_a_count_before_a_move_and_one_after_it_agree_only_with_the_papers_moved(
    hall: Hall,
) -> None:
    hall.verify({"b1": 80})
    hall.do(hall.account("a1", 100))
    for papers in (95, 96):
        hall.do(hall.count_of("a1", papers))
    hall.do(moved(hall, "b1", "a1", 1))
    hall.do(hall.count_of("a1", 96))
    assert not hall.contest.boxes["a1"].counts_agree


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reached": "a9"}, ("A104", "box", "a9", "", {})),
        ({"reached": "a1"}, ("A112", "box", "a1", "same-end", {})),
        ({"papers": 101}, ("A125", "box", "a1", "", {"papers": 101, "there": 100})),
        ({"of": ("0" * 32, "")}, ("A114", "box", "a1", "moved", {})),
        ({"reason": ""}, ("A106", "box", "a1", "reason", {})),
        ({"second": SUPERVISOR}, ("A103", "officer", str(SUPERVISOR), "", {})),
        ({"between": "area", "left": "A", "reached": "Z"}, ("A104", "area", "Z", "", {})),
    ],
)
def test_papers_are_moved_between_two_boxes_as_they_stand_and_no_more_than_are_there(
    counted_boxes: Hall, change: dict[str, Any], expected: object
) -> None:
    of = {"of": ("", "")} if "between" in change else {}
    fields: dict[str, Any] = {"left": "a1", "reached": "b1", "papers": 3} | of | change
    left, reached, papers = fields.pop("left"), fields.pop("reached"), fields.pop("papers")
    act = moved(counted_boxes, left, reached, papers, **fields)
    assert told(counted_boxes.refused(act)) == [expected]


@pytest.mark.parametrize("named", [0, 1, 3])
def test_a_move_names_the_last_change_of_two_ends_and_not_of_more_or_fewer(
    counted_boxes: Hall, named: int
) -> None:
    act = moved(counted_boxes, "b1", "a1", 10)
    assert isinstance(act, acts.PapersMoved)
    ends = (*act.of, act.of[0])[:named]
    refused = told(refusal(lambda: counted_boxes.do(replace(act, of=ends))))
    assert refused == [("A113", "contest", counted_boxes.stream, "of", {"most": 2})]


def test_all_papers_of_a_box_and_of_an_area_may_be_moved(counted_boxes: Hall) -> None:
    counted_boxes.do(moved(counted_boxes, "b1", "a1", 80))
    assert verified(counted_boxes) == {"A": 230, "B": 20}
    counted_boxes.do(moved(counted_boxes, "B", "A", 20, between="area"))
    assert verified(counted_boxes) == {"A": 250, "B": 0}


def test_two_who_record_one_move_move_the_papers_once(counted_boxes: Hall) -> None:
    first = moved(counted_boxes, "b1", "a1", 3)
    second = moved(counted_boxes, "b1", "a1", 3)
    counted_boxes.do(first)
    assert told(counted_boxes.refused(second)) == [("A114", "box", "b1", "moved", {})]
    assert verified(counted_boxes) == {"A": 153, "B": 97}


def test_a_count_cannot_be_put_right_to_fewer_papers_than_were_taken_out(
    counted_boxes: Hall,
) -> None:
    counted_boxes.do(moved(counted_boxes, "b1", "a1", 70))
    found = counted_boxes.refused(corrected(counted_boxes, "b1", 69))
    assert told(found) == [("A125", "box", "b1", "counted", {"papers": 70, "there": 69})]
    counted_boxes.do(corrected(counted_boxes, "b1", 70))
    assert verified(counted_boxes) == {"A": 220, "B": 20}


def test_a_bundle_carried_to_another_area_leaves_every_box_as_it_was_verified(
    counted_boxes: Hall,
) -> None:
    counted_boxes.state_verification()
    counted_boxes.do(moved(counted_boxes, "A", "B", 25, between="area"))
    assert verified(counted_boxes) == {"A": 125, "B": 125}
    # No box was found wrong, and the areas together hold what was stated.
    assert counted_boxes.contest.statement == 250
    lines = [(line.area, line.in_boxes, line.carried) for line in area_lines(counted_boxes.contest)]
    assert lines == [("A", 150, -25), ("B", 100, 25)]
    found = counted_boxes.refused(moved(counted_boxes, "A", "B", 126, between="area"))
    assert told(found) == [("A125", "area", "A", "", {"papers": 126, "there": 125})]


# ---- papers of another returning officer


def test_papers_of_another_returning_officer_are_handed_over_with_a_receipt(hall: Hall) -> None:
    hall.verify(BOXES | {"a1": 104}, BOXES)
    fields: dict[str, Any] = {
        "box": "a1",
        "papers": 4,
        "to": "the returning officer for Yew",
        "receipt": "signed for at 23:10",
        "second": SECOND_SUPERVISOR,
    }
    for change, expected in (
        ({"box": "a9"}, ("A104", "box", "a9", "", {})),
        ({"to": ""}, ("A106", "box", "a1", "to", {})),
        ({"receipt": " "}, ("A106", "box", "a1", "receipt", {})),
        ({"papers": 105}, ("A125", "box", "a1", "", {"papers": 105, "there": 104})),
        ({"of": ""}, ("A114", "box", "a1", "moved", {})),
    ):
        act = hall.made(acts.PapersHandedOver, SUPERVISOR, **fields | change)
        assert told(hall.refused(act)) == [expected]
    hall.do(hall.made(acts.PapersHandedOver, SUPERVISOR, **fields))
    assert hall.contest.boxes["a1"].accurate
    assert verified(hall) == {"A": 150, "B": 100}
    assert totals(hall.contest).handed_over == 4
    (move,) = box_line(hall.contest.boxes["a1"]).moves
    assert (move.papers, move.other, move.why) == (
        -4,
        "the returning officer for Yew",
        "signed for at 23:10",
    )


# ---- papers of another contest


@pytest.fixture
def combined(tmp_path: Path) -> Iterator[tuple[Hall, Hall]]:
    """Elm and Oak, counted together from the same four boxes, each with its own account."""
    elm = a_hall(tmp_path)
    fields = contest_fields() | {"contest": OAK, "name": "Oak"}
    elm.desk.do(OAK, acts.ContestSetUp(**elm.by(RETURNING_OFFICER).fixed, **fields))
    oak = Hall(elm.desk, OAK)
    oak.see_containers()
    yield elm, oak
    elm.desk.close()


@pytest.fixture
def both_counted(combined: tuple[Hall, Hall]) -> tuple[Hall, Hall]:
    """Elm and Oak, every box of both as its account says."""
    for hall in combined:
        hall.verify(BOXES)
    return combined


def found(elm: Hall, papers: int = 2, **other: Any) -> acts.PapersOfAnotherContest:
    """Papers of Oak that were found among Elm's, in the box a1 of both."""
    between = elm.desk.count.count.between
    fields: dict[str, Any] = {
        "of": between.last,
        "found": BoxOfContest(contest=elm.stream, box="a1"),
        "belongs": BoxOfContest(contest=OAK, box="a1"),
        "papers": Papers(papers),
        "reason": "papers of the other colour",
        "second": OfficerNumber(SECOND_SUPERVISOR),
    }
    return acts.PapersOfAnotherContest(**elm.by(SUPERVISOR).count, **fields | other)


def test_papers_of_another_contest_are_told_once_and_both_contests_follow(
    combined: tuple[Hall, Hall],
) -> None:
    elm, oak = combined
    elm.verify(BOXES | {"a1": 102}, BOXES)
    oak.verify(BOXES | {"a1": 98}, BOXES)
    elm.desk.move_between(found(elm))
    for hall in combined:
        assert all(box.accurate for box in hall.contest.boxes.values())
        assert verified(hall) == {"A": 150, "B": 100}
        hall.state_verification()
    assert totals(elm.contest).from_contests == -2
    assert totals(oak.contest).from_contests == 2


def test_a_contest_that_has_not_taken_up_its_papers_is_missed_by_name(
    both_counted: tuple[Hall, Hall],
) -> None:
    elm, oak = both_counted
    elm.desk.do(COUNT_STREAM, found(elm))
    assert ("E317", "box", "a1", "out", {"papers": 2}) in told(elm.standing())
    assert ("E317", "box", "a1", "in", {"papers": 2}) in told(oak.standing())
    assert ("E317", "box", "a1", "in", {"papers": 2}) in told(refusal(oak.state_verification))
    oak.desk.take_up(OAK, SUPERVISOR)
    assert verified(oak)["A"] == 152
    assert not [each for each in oak.standing() if each.code == "E317"]
    assert [each for each in elm.standing() if each.code == "E317"]


def test_nothing_is_told_of_papers_that_one_of_the_contests_could_not_take_up(
    both_counted: tuple[Hall, Hall],
) -> None:
    elm, oak = both_counted
    before = elm.desk.count.count.seq
    belongs = BoxOfContest(contest=OAK, box="a9")
    for act, expected in (
        (found(elm, 101), ("A125", "box", "a1", "", {"papers": 101, "there": 100})),
        (found(elm, belongs=belongs), ("A104", "box", "a9", "", {})),
        (
            found(elm, belongs=BoxOfContest(contest="yew", box="a1")),
            ("A104", "contest", "yew", "", {}),
        ),
        (
            found(elm, belongs=BoxOfContest(contest=elm.stream, box="b1")),
            ("A112", "box", "a1", "same-contest", {}),
        ),
        (found(elm, reason=" "), ("A106", "box", "a1", "reason", {})),
        (found(elm, second=SUPERVISOR), ("A103", "officer", str(SUPERVISOR), "", {})),
        (found(elm, of="0" * 32), ("A114", "box", "a1", "other-contest", {})),
    ):
        assert told(refusal(partial(elm.desk.move_between, act))) == [expected]
    assert elm.desk.count.count.seq == before
    assert verified(oak) == {"A": 150, "B": 100}


def test_papers_are_taken_up_once_and_only_as_they_were_told(
    both_counted: tuple[Hall, Hall],
) -> None:
    elm, oak = both_counted
    done = elm.desk.do(COUNT_STREAM, found(elm))
    right: dict[str, Any] = {"of": done.act.id, "box": "a1", "way": "in", "papers": 2}
    for change, expected in (
        ({"papers": 3}, ("A109", "box", "a1", "papers", {"stated": 3, "derived": 2})),
        ({"way": "out"}, ("A104", "box", "a1", "", {})),
        ({"box": "b1"}, ("A104", "box", "b1", "", {})),
        ({"of": "0" * 32}, ("A114", "box", "a1", "other-contest", {})),
    ):
        act = made(acts.PapersTakenUp, oak.by(SUPERVISOR), **right | change)
        assert told(oak.refused(act)) == [expected]
    oak.do(made(acts.PapersTakenUp, oak.by(SUPERVISOR), **right))
    again = made(acts.PapersTakenUp, oak.by(SUPERVISOR), **right)
    assert told(oak.refused(again)) == [("A112", "box", "a1", "taken-up", {})]


def test_papers_that_were_told_of_later_may_be_taken_up_first(
    both_counted: tuple[Hall, Hall],
) -> None:
    elm, oak = both_counted
    elm.desk.do(COUNT_STREAM, found(elm))
    elsewhere = BoxOfContest(contest=elm.stream, box="b1")
    later = elm.desk.do(COUNT_STREAM, found(elm, 3, found=elsewhere, reason="stuck together"))
    taken_up = {"of": later.act.id, "box": "a1", "way": "in", "papers": 3}
    oak.do(made(acts.PapersTakenUp, oak.by(SUPERVISOR), **taken_up))
    (move,) = oak.contest.boxes["a1"].moves
    assert (move.papers, move.why) == (3, "stuck together")


def test_a_file_read_again_judges_each_act_by_what_its_contest_had_then_been_told(
    both_counted: tuple[Hall, Hall],
) -> None:
    elm, oak = both_counted
    # Stated before the papers were found: read again, with all of `count` read first, it stands.
    oak.state_verification()
    elm.desk.move_between(found(elm))
    oak.do(moved(oak, "a1", "a2", 2))
    oak.do(oak.count_of("a2", 50))
    oak.state_verification()
    path = elm.desk.ledger.path
    live = {stream: elm.desk.contest(stream) for stream in (elm.stream, OAK)}
    elm.desk.close()
    again = Desk.open(path, NightClock(), workstation())
    assert again.disagreements == ()
    assert {stream: again.contest(stream) for stream in live} == live
    again.close()
    elm.desk = oak.desk = Desk.open(path, NightClock(), workstation())


# ---- an area that is over while a box of it is short


@pytest.fixture
def over(hall: Hall) -> Hall:
    """Box a1 is five short of its account, and its area has five papers too many."""
    hall.verify(BOXES | {"a1": 95}, BOXES)
    hall.issue("A", 1)
    hall.issue("B", 2)
    hall.agree(1, sheet((100, 30, 20)))
    hall.agree(2, sheet((50, 30, 20)))
    return hall


def test_an_area_that_is_over_while_a_box_of_it_is_short_is_one_thing(over: Hall) -> None:
    numbers = {"counted": 150, "verified": 145, "difference": 5, "missing": 5}
    about_papers = [
        each for each in told(over.standing()) if each[0] in ("E301", "E302") and each[4]
    ]
    assert about_papers == [("E301", "area", "A", "a1", numbers)]


def test_a_box_that_is_short_is_told_by_itself_where_its_area_adds_up(hall: Hall) -> None:
    hall.verify(BOXES | {"a1": 95}, BOXES)
    hall.issue("A", 1)
    hall.agree(1, sheet((95, 30, 20)))
    variance = {"expected": 100, "counted": 95, "difference": -5}
    of_a = [each for each in told(hall.standing()) if each[2] in ("A", "a1", "a2")]
    assert of_a == [("E302", "box", "a1", "variance", variance)]


def test_gone_on_over_together_the_statement_can_be_made_and_not_before(over: Hall) -> None:
    variance = {"expected": 100, "counted": 95, "difference": -5}
    assert told(refusal(over.state_verification)) == [("E302", "box", "a1", "variance", variance)]
    (one,) = (each for each in over.standing() if each.code == "E301")
    over.pass_over(one)
    over.state_verification()
    # Another figure is another finding: it stands open again.
    over.do(over.count_of("a1", 96))
    assert [each for each in over.standing() if each.code == "E301"]


def test_the_box_that_is_short_by_just_as_many_is_the_one_that_is_named(hall: Hall) -> None:
    hall.verify({"a1": 90, "a2": 45, "b1": 80, "b2": 20}, BOXES)
    hall.issue("A", 1)
    hall.agree(1, sheet((100, 30, 10)))
    (one,) = (each for each in hall.standing() if each.code == "E301" and each.place.name == "A")
    assert one.place.field == "a2"


def test_of_boxes_that_are_short_by_other_numbers_the_shortest_is_named(hall: Hall) -> None:
    hall.verify({"a1": 98, "a2": 46, "b1": 80, "b2": 20}, BOXES)
    hall.issue("A", 1)
    hall.agree(1, sheet((100, 30, 15)))
    numbers = {"counted": 145, "verified": 144, "difference": 1, "missing": 4}
    assert ("E301", "area", "A", "a2", numbers) in told(hall.standing())
    assert ("E302", "box", "a1", "variance") in [each[:4] for each in told(hall.standing())]


# ---- areas of one box, and of postal boxes alone


def test_an_area_of_one_box_asks_for_the_returning_officers_decision(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, areas={"A": ("a1",), "B": ("b1", "b2")}, decided=False)
    assert ("E318", "area", "A", "a1", {}) in told(hall.standing())
    fields = {"area": "A", "box": "a1", "reason": "a parish of one polling station"}
    refused: list[tuple[dict[str, Any], Any]] = [
        ({"area": "Z"}, ("A104", "area", "Z", "", {})),
        ({"box": "b1"}, ("A112", "area", "A", "one-box", {})),
        ({"reason": ""}, ("A106", "area", "A", "reason", {})),
    ]
    for change, expected in refused:
        act = made(acts.OneBoxAreaDecided, hall.by(DEPUTY), **fields | change)
        assert told(hall.refused(act)) == [expected]
    hall.do(made(acts.OneBoxAreaDecided, hall.by(DEPUTY), **fields))
    assert "E318" not in {each.code for each in hall.standing()}
    assert hall.contest.areas["A"].decided == "a parish of one polling station"
    hall.desk.close()


def test_boxes_of_an_area_that_would_be_postal_alone_are_refused_however_it_came_about() -> None:
    polling = BallotBox(id="a1", name="Hall", kind="polling", area="A")
    postal = BallotBox(id="a2", name="Post", kind="postal", area="A")
    elsewhere = BallotBox(id="b1", name="School", kind="polling", area="B")
    assert no_polling_box(["A"], (polling, postal)) == []
    assert told(no_polling_box(["A"], (postal, elsewhere))) == [
        ("A105", "area", "A", "no-ballot-box", {})
    ]
