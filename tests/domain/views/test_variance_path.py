"""What to look for where a box varies, and where to begin."""

from pathlib import Path

from msgspec.structs import replace

from tallyapp.domain.views.variance_path import Look, Says, first_look, looks
from tests.domain.rules.test_variances import in_one_place, keyed, packets, written
from tests.halls import Hall, a_hall, contest_fields

_EXPLAINS, _OFF, _OUT, _OPEN = Says.EXPLAINS, Says.OFF, Says.RULED_OUT, Says.OPEN


def path(hall: Hall, box: str = "a1") -> dict[str, tuple[Says, int]]:
    """What is said of each cause, and the papers that are off, in the order of looking."""
    found = looks(hall.contest, hall.contest.boxes[box])
    return {look.cause: (look.says, look.by) for look in found}


def begins(hall: Hall, box: str = "a1") -> str:
    """The cause at which to begin."""
    return first_look(looks(hall.contest, hall.contest.boxes[box])).cause


def test_a_box_that_is_short_is_looked_into_from_its_account_on(hall: Hall) -> None:
    """Nobody wrote what was entrusted, or counted what was left: nothing is ruled out by it."""
    keyed(hall, "a1", written(100), 99)
    assert path(hall) == {
        "arithmetic": (_OPEN, 0),
        "unused": (_OPEN, 0),
        "issued": (_OPEN, 0),
        "compensating": (_OUT, 0),
        "recounted": (_OUT, 1),
        "verified-again": (_OUT, 1),
        "other": (_OPEN, 0),
    }
    assert begins(hall) == "arithmetic"


def test_a_sum_that_is_right_is_ruled_out_and_one_that_is_off_is_said_by_how_much(
    hall: Hall,
) -> None:
    keyed(hall, "a1", written(100, entrusted=123), 99)
    assert path(hall)["arithmetic"] == (_OUT, 0)
    assert begins(hall) == "unused"
    keyed(hall, "b1", written(100, entrusted=125), 99)
    assert path(hall, "b1")["arithmetic"] == (_OFF, 2)
    assert begins(hall, "b1") == "arithmetic"
    # Three in the ballot box more than its account expects, and its sum is three too few.
    keyed(hall, "b2", written(100, entrusted=126), 103)
    assert path(hall, "b2")["arithmetic"] == (_EXPLAINS, 3)


def test_papers_left_over_explain_it_where_they_come_to_just_as_many(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(packets(hall, unused=20))
    assert path(hall)["unused"] == (_OPEN, 0), "the spoilt ones are still to be counted"
    hall.do(packets(hall, unused=20, spoilt=2))
    assert path(hall)["unused"] == (_OUT, 0)
    hall.do(packets(hall, unused=22, spoilt=2))
    assert path(hall)["unused"] == (_OFF, -2)
    assert begins(hall) == "arithmetic"
    hall.do(packets(hall, unused=21, spoilt=2))
    assert path(hall)["unused"] == (_EXPLAINS, -1)
    assert begins(hall) == "unused", "what explains it comes before what nobody has looked at"


def test_a_tendered_packet_that_is_not_its_list_is_off_and_explains_nothing_by_itself(
    hall: Hall,
) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(packets(hall, tendered_list=2, tendered_packet=1))
    assert path(hall)["unused"] == (_OFF, -1)


def test_counted_three_times_it_may_stand_as_it_is(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99, 98)
    assert path(hall)["recounted"] == (_OUT, 2)
    hall.do(hall.count_of("a1", 97))
    hall.do(hall.count_of("a1", 96))
    assert path(hall)["recounted"] == path(hall)["verified-again"] == (_OPEN, 3)


def test_a_box_of_the_same_polling_place_that_is_as_many_too_many_explains_it(
    tmp_path: Path,
) -> None:
    hall = in_one_place(tmp_path, ("Town Hall", "Town Hall"))
    found = looks(hall.contest, hall.contest.boxes["a1"])
    assert Look("compensating", _EXPLAINS, other="a2") in found
    assert first_look(found).other == "a2"
    hall.desk.close()


def test_where_the_polling_place_is_not_known_somebody_looks(tmp_path: Path) -> None:
    hall = in_one_place(tmp_path, ("", ""))
    found = looks(hall.contest, hall.contest.boxes["a1"])
    assert Look("compensating", _OPEN, other="a2") in found
    assert begins(hall) == "arithmetic"
    hall.desk.close()


def test_of_boxes_that_may_make_up_for_it_those_of_its_place_come_first_then_those_of_its_area(
    tmp_path: Path,
) -> None:
    areas = {"A": ("a1", "a2"), "B": ("b1", "b2", "b3")}
    places = {"a1": "Town Hall", "a2": "", "b1": "", "b2": "Town Hall", "b3": "School"}
    fields = contest_fields(areas=areas)
    boxes = tuple(
        replace(box, kind="polling", place=places[box.id]) for box in reversed(fields["boxes"])
    )
    hall = a_hall(tmp_path, areas=areas, boxes=boxes)
    keyed(hall, "a1", written(100), 99)
    for other in ("a2", "b1", "b2", "b3"):
        keyed(hall, other, written(50), 51)
    found = looks(hall.contest, hall.contest.boxes["a1"])
    others = [(look.other, look.says) for look in found if look.cause == "compensating"]
    assert others == [("b2", _EXPLAINS), ("a2", _OPEN), ("b1", _OPEN)]
    hall.desk.close()
