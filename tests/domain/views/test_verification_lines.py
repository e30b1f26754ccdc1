"""Each box as the verification tells of it: what was expected and counted, and how it ended."""

from dataclasses import replace

from tallyapp.domain.views.verification_lines import (
    BoxLine,
    Sources,
    Verified,
    box_line,
    box_lines,
    totals,
)
from tests.domain.rules.test_variances import explained, keyed, packets, written
from tests.halls import BOXES, Hall


def line(hall: Hall, box: str = "a1") -> BoxLine:
    return box_line(hall.contest.boxes[box])


def test_a_box_is_told_from_its_register_to_its_verification(hall: Hall) -> None:
    unknown = line(hall)
    assert (unknown.how, unknown.expected, unknown.counted) == (Verified.NOT_YET, None, None)
    assert (unknown.variance, unknown.cause, unknown.ordinary) == (None, None, False)
    hall.do(hall.account("a1", 100))
    assert (line(hall).expected, line(hall).counted, line(hall).variance) == (100, None, None)
    hall.do(hall.count_of("a1", 99))
    assert (line(hall).how, line(hall).variance) == (Verified.NOT_YET, -1)
    hall.do(hall.count_of("a1", 100))
    assert (line(hall).how, line(hall).variance) == (Verified.AS_ACCOUNTED, 0)
    assert [each.papers for each in line(hall).attempts] == [99, 100]


def test_a_variance_is_explained_or_counts_agree(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    hall.do(explained(hall, "issued"))
    told = line(hall)
    assert (told.how, told.cause, told.explanation) == (Verified.EXPLAINED, "issued", "looked for")
    keyed(hall, "b1", written(80), 79, 78, 78)
    agreed = line(hall, "b1")
    assert (agreed.how, agreed.cause, agreed.explanation) == (Verified.COUNTS_AGREE, None, "")


def test_there_is_nothing_to_tell_of_a_box_that_one_count_found_as_accounted(hall: Hall) -> None:
    hall.verify(BOXES)
    assert all(each.ordinary for each in box_lines(hall.contest))
    one = line(hall)
    assert not replace(one, attempts=one.attempts * 2).ordinary
    hall.do(packets(hall, unused=7, spoilt=2))
    assert any(line(hall).sources_told)
    assert not line(hall).ordinary
    hall.move("box", "b1", "b2", 2)
    assert [line(hall, box).ordinary for box in ("a2", "b1", "b2")] == [True, False, False]


def test_a_variance_is_explained_by_what_is_off_in_just_as_many() -> None:
    off = Sources(arithmetic=2, kept=-5, tendered=1)
    assert [variance for variance in range(-8, 9) if off.explains(variance)] == [-5, -3, 2]
    assert not Sources(0, 0, 0).explains(0)


def test_all_boxes_together_are_less_their_variance_than_expected(hall: Hall) -> None:
    keyed(hall, "a1", written(100), 99)
    keyed(hall, "b2", written(20), 22)
    told = totals(hall.contest)
    assert (told.expected, told.counted, told.variance) == (120, 121, 1)
    assert (told.postal, told.polling) == (22, 99)
    assert (told.handed_over, told.from_contests) == (0, 0)
