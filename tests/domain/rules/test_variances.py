"""Every way by which a variance is explained, in the order in which they are looked for."""

from typing import Any

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.variances import kept_otherwise, makes_up_for
from tallyapp.domain.views.verification_lines import Verified, box_line, sources
from tallyapp.domain.vocabulary.boxes import CAUSES, Packets
from tallyapp.domain.vocabulary.on_paper import BallotPaperAccount
from tallyapp.domain.vocabulary.units import Papers
from tests.halls import (
    CLERK,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_hall,
    contest_fields,
    told,
)


def keyed(hall: Hall, box: str, written: BallotPaperAccount, *counts: int) -> None:
    hall.do(replace(hall.account(box, 0), account=written))
    for papers in counts:
        hall.do(hall.count_of(box, papers))


def written(issued: int, unused: int = 20, entrusted: int | None = None) -> BallotPaperAccount:
    return BallotPaperAccount(
        issued=Papers(issued),
        unused=Papers(unused),
        spoilt=Papers(2),
        tendered=Papers(1),
        entrusted=None if entrusted is None else Papers(entrusted),
    )


def packets(hall: Hall, **found: int) -> acts.AnyAct:
    told_of = Packets(**{name: Papers(papers) for name, papers in found.items()})
    return hall.made(acts.PacketsCounted, CLERK, box="a1", packets=told_of, reason="again")


def explained(hall: Hall, cause: str, box: str = "a1", **other: Any) -> acts.AnyAct:
    fields = {
        "box": box,
        "papers": hall.contest.boxes[box].papers,
        "explanation": "looked for",
        "second": SECOND_SUPERVISOR,
        "cause": cause,
    }
    return hall.made(acts.VarianceExplained, SUPERVISOR, **fields | other)


def not_borne_out(hall: Hall, cause: str) -> bool:
    """Whether the box's figures do not bear the cause out."""
    found = told(hall.refused(explained(hall, cause)))
    return [each[:4] for each in found] == [("A126", "box", "a1", cause)]


def test_the_causes_stand_in_the_order_in_which_they_are_looked_for() -> None:
    assert CAUSES == (
        "arithmetic",
        "unused",
        "issued",
        "compensating",
        "recounted",
        "verified-again",
        "other",
    )


def test_a_sum_of_the_account_that_is_wrong_explains_and_one_that_is_right_does_not(
    hall: Hall,
) -> None:
    keyed(hall, "a1", written(100, entrusted=123), 99)
    assert not_borne_out(hall, "arithmetic")
    hall.do(replace(hall.account("a1", 0, reason="misread"), account=written(100, entrusted=122)))
    box = hall.contest.boxes["a1"]
    assert sources(box).arithmetic == -1
    assert sources(box).explains(-1)
    hall.do(explained(hall, "arithmetic"))
    line = box_line(box)
    assert (line.how, line.cause) == (Verified.EXPLAINED, "arithmetic")


def test_unused_papers_as_staff_counted_them_explain_where_they_differ(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    assert not_borne_out(hall, "unused")
    hall.do(packets(hall, unused=20, spoilt=2))
    assert not_borne_out(hall, "unused")
    # One unused paper more than the account has: one fewer was issued than it says.
    hall.do(packets(hall, unused=21, spoilt=2))
    assert sources(hall.contest.boxes["a1"]).explains(-1)
    hall.do(explained(hall, "unused"))
    assert hall.contest.boxes["a1"].accurate
    # It rested on what was found beside the box.
    hall.do(packets(hall, unused=20, spoilt=2))
    assert not hall.contest.boxes["a1"].accurate


def test_the_tendered_list_is_compared_with_the_packet_unopened(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(packets(hall, tendered_list=2, tendered_packet=1))
    assert sources(hall.contest.boxes["a1"]).tendered == -1
    hall.do(explained(hall, "unused"))
    assert hall.contest.boxes["a1"].accurate


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"box": "a9"}, ("A104", "box", "a9", "", {})),
        ({"of": "0" * 32}, ("A114", "box", "a1", "packets", {})),
        ({"packets": Packets()}, ("E105", "box", "a1", "unused", {})),
        ({"reason": " "}, ("A106", "box", "a1", "reason", {})),
    ],
)
def test_what_staff_counted_is_keyed_again_only_with_a_reason(
    hall: Hall, change: dict[str, Any], expected: object
) -> None:
    hall.do(packets(hall, unused=20))
    fields = {"box": "a1", "packets": Packets(unused=Papers(21)), "reason": "again"}
    act = hall.made(acts.PacketsCounted, CLERK, **fields | change)
    assert told(hall.refused(act)) == [expected]


def test_papers_issued_from_another_box_are_explained_in_words(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(explained(hall, "issued"))
    assert box_line(hall.contest.boxes["a1"]).cause == "issued"


def in_one_place(tmp_path: Any, places: tuple[str, str]) -> Hall:
    """Two polling stations, each with a variance: one more, one fewer."""
    fields = contest_fields(areas={"A": ("a1", "a2")})
    boxes = tuple(
        replace(box, kind="polling", place=place)
        for box, place in zip(fields["boxes"], places, strict=True)
    )
    hall = a_hall(tmp_path, areas={"A": ("a1", "a2")}, boxes=boxes)
    keyed(hall, "a1", written(100), 99)
    keyed(hall, "a2", written(50), 51)
    return hall


def test_an_error_in_the_same_polling_place_makes_up_for_it_while_both_stand(
    tmp_path: Any,
) -> None:
    hall = in_one_place(tmp_path, ("Town Hall", "Town Hall"))
    hall.do(explained(hall, "compensating", other_box="a2"))
    hall.do(explained(hall, "compensating", "a2", other_box="a1"))
    assert [box.accurate for box in hall.contest.boxes.values()] == [True, True]
    assert box_line(hall.contest.boxes["a1"]).made_up_for_by == "a2"
    # One of them changes: what rested on it rests on nothing, there and here.
    hall.do(hall.count_of("a2", 52))
    assert [box.accurate for box in hall.contest.boxes.values()] == [False, False]
    hall.desk.close()


@pytest.mark.parametrize(
    ("places", "makes_up"),
    [(("Town Hall", "School"), False), (("Town Hall", ""), True), (("", ""), True)],
)
def test_boxes_of_two_polling_places_do_not_make_up_for_each_other(
    tmp_path: Any, places: tuple[str, str], makes_up: bool
) -> None:
    hall = in_one_place(tmp_path, places)
    one, other = hall.contest.boxes.values()
    assert makes_up_for(one, other) is makes_up
    hall.do(hall.count_of("a2", 52))
    assert not makes_up_for(one, other)
    found = told(hall.refused(explained(hall, "compensating", other_box="a2")))
    assert found[0][:4] == ("A126", "box", "a1", "compensating")
    hall.desk.close()


def test_the_other_box_is_named_and_is_one_of_the_contest(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    assert not_borne_out(hall, "compensating")
    for cause in ("compensating", "issued"):
        act = explained(hall, cause, other_box="b9")
        assert told(hall.refused(act)) == [("A104", "box", "b9", "", {})]


@pytest.mark.parametrize("cause", ["recounted", "verified-again"])
def test_counting_again_explains_only_after_the_count_and_two_recounts(
    hall: Hall, cause: str
) -> None:
    keyed(hall, "a1", written(100), 99)
    assert not_borne_out(hall, cause)
    for papers in (98, 97):
        hall.do(hall.count_of("a1", papers))
    hall.do(explained(hall, cause))
    assert hall.contest.boxes["a1"].accurate


def test_a_move_takes_back_what_explained_the_variance_before_it(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    keyed(hall, "b1", written(80), 82)
    hall.do(explained(hall, "other"))
    stale = explained(hall, "other", explanation="begun before the papers were moved")
    hall.move("box", "b1", "a1", 2)
    assert not hall.contest.boxes["a1"].accurate
    assert told(hall.refused(stale)) == [("A114", "box", "a1", "attempt", {})]


@pytest.mark.parametrize(
    ("found", "more"),
    [
        ({}, 0),
        ({"unused": 20, "spoilt": 2}, 0),
        ({"unused": 18}, 2),
        ({"spoilt": 1}, 1),
        ({"unused": 18, "spoilt": 1}, 3),
        ({"unused": 21, "spoilt": 1}, 0),
        ({"unused": 21, "spoilt": 3}, -2),
    ],
)
def test_fewer_papers_beside_the_box_are_as_many_more_in_it(
    hall: Hall, found: dict[str, int], more: int
) -> None:
    keyed(hall, "a1", written(100), 99)
    if found:
        hall.do(packets(hall, **found))
    assert kept_otherwise(hall.contest.boxes["a1"]) == more


def test_what_rests_on_nothing_beside_the_box_stays_when_that_is_counted(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(explained(hall, "issued"))
    done = hall.do(packets(hall, unused=20))
    assert hall.contest.boxes["a1"].accurate
    assert (set(done.changed.areas), set(done.changed.boxes)) == ({"A"}, {"a1"})
    assert not done.changed.result


def test_another_explanation_lets_go_of_the_box_that_the_one_before_named(tmp_path: Any) -> None:
    hall = in_one_place(tmp_path, ("Town Hall", "Town Hall"))
    hall.do(explained(hall, "compensating", other_box="a2"))
    one, other = hall.contest.boxes.values()
    assert (one.other_box, other.made_up_for) == ("a2", frozenset({"a1"}))
    done = hall.do(explained(hall, "issued"))
    assert (one.cause, one.other_box, other.made_up_for) == ("issued", "", frozenset())
    assert set(done.changed.boxes) == {"a1"}
    # It rests on that box no longer: whatever becomes of it, this one is explained.
    hall.do(hall.count_of("a2", 52))
    assert one.accurate
    hall.desk.close()


def test_only_the_last_count_put_right_is_another_number_of_papers(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 98, 99)
    box = hall.contest.boxes["a1"]
    last = box.papers_id
    for attempt, papers in ((1, 97), (2, 96)):
        fields = {"attempt": attempt, "of": box.counts[attempt - 1].id, "papers": papers}
        two = {"box": "a1", "reason": "misread", "second": SECOND_SUPERVISOR}
        done = hall.do(hall.made(acts.BoxCountCorrected, SUPERVISOR, **fields, **two))
        assert box.variance_id == done.act.id == box.counts[attempt - 1].id
        assert box.papers_id == (last if attempt == 1 else done.act.id)
    assert (box.papers, hall.area("A").verified) == (96, 96)
    assert [each.miskeyed for each in box.counts] == [(98,), (99,)]
