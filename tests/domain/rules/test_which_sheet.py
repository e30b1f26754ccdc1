"""Which sheet it is: two alike, one keyed under another's number, one too many in its area."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.views.warnings import unanswered, warnings
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import SheetNumber
from tests.halls import (
    CLERK,
    OTHER_CLERK,
    THIRD_CLERK,
    Hall,
    Told,
    a_verified_hall,
    a_ward,
    refusal,
    sheet,
    slip,
    told,
)

ONE = sheet((36, 18, 7), sent=2)
OTHER = sheet((41, 12, 9), sent=1)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Area A has 150 papers, area B 100; sheets 1 to 4 are A's, sheet 5 is B's."""
    made = a_verified_hall(tmp_path)
    made.issue("A", 4)
    made.issue("B", 5)
    yield made
    made.desk.close()


def alike(hall: Hall) -> Told:
    return [each for each in told(warnings(hall.contest)) if each[0] == "W407"]


# ---- two sheets with the same figures


def test_two_sheets_with_the_same_figures_are_warned_of_by_both_their_numbers(hall: Hall) -> None:
    hall.agree(1, ONE)
    assert alike(hall) == []
    hall.agree(2, ONE)
    assert alike(hall) == [("W407", "sheet", "2", "alike", {"other": 1, "papers": 63})]
    assert Code.W407 in [found.code for found in unanswered(hall.contest)]


def test_in_another_area_too(hall: Hall) -> None:
    hall.agree(1, ONE)
    hall.agree(5, ONE)
    assert [each[2] for each in alike(hall)] == ["5"]


def test_sheets_of_nought_or_of_one_bundle_are_often_alike_and_warn_of_nothing(
    hall: Hall,
) -> None:
    hall.agree(1, sheet((0, 0, 0)))
    hall.agree(2, sheet((0, 0, 0)))
    hall.agree(4, sheet((25, 0, 0)))
    hall.agree(5, sheet((25, 0, 0)))
    assert alike(hall) == []


def test_four_figures_beside_their_papers_make_two_sheets_alike_and_three_do_not(
    hall: Hall,
) -> None:
    for number in (1, 2):
        hall.agree(number, sheet((26, 25, 0)))
    assert alike(hall) == []
    for number in (4, 5):
        hall.agree(number, sheet((26, 26, 0)))
    assert [each[2] for each in alike(hall)] == ["5"]


def test_slips_are_alike_in_every_hall(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    hall.issue("A", 5, 6, form="slip")
    hall.name_slate(1, 2)
    for number in (5, 6):
        hall.agree(number, slip((1, 2), 112))
    assert alike(hall) == []
    hall.desk.close()


def test_one_that_only_one_officer_has_keyed_is_none_of_two(hall: Hall) -> None:
    hall.agree(1, ONE)
    hall.key(2, ONE)
    assert alike(hall) == []


# ---- keyed under another's number


def test_the_sheet_keyed_under_anothers_number_is_the_one_that_is_named(hall: Hall) -> None:
    """Officer 11 had sheet 2 in hand and keyed it as sheet 1; officer 12 keys both rightly."""
    hall.key(1, OTHER)
    hall.key(2, OTHER, by=OTHER_CLERK)
    done = hall.key(1, ONE, by=OTHER_CLERK)
    named = [each for each in told(done.flags) if each[0] == "W409"]
    assert named == [("W409", "sheet", "2", "", {"under": 1, "officer": CLERK})]
    assert {each[0] for each in told(done.flags)} == {"E202", "W409"}


def test_it_is_named_where_the_innocent_sheet_is_refused_as_keyed_before(hall: Hall) -> None:
    """Now officer 11 has sheet 1 itself in hand, which they are said to have keyed."""
    hall.key(1, OTHER)
    hall.key(2, OTHER, by=THIRD_CLERK)
    found = hall.desk.check(hall.stream, _keying(hall, 1))
    assert [each[:4] for each in told(found)] == [
        ("E201", "sheet", "1", ""),
        ("W409", "sheet", "2", ""),
    ]
    assert [each.code for each in refusal(lambda: hall.key(1, ONE))] == [Code.E201]


def _keying(hall: Hall, number: int) -> acts.SheetKeyed:
    return acts.SheetKeyed(
        **hall.by(CLERK).contest,
        sheet=SheetNumber(number),
        of=hall.of_sheet(number).opened,
        figures=ONE,
    )


def test_a_misread_line_names_no_other_sheet(hall: Hall) -> None:
    hall.agree(2, OTHER)
    hall.key(1, ONE)
    done = hall.key(1, sheet((37, 17, 7), sent=2), by=OTHER_CLERK)
    assert {each[0] for each in told(done.flags)} == {"E202"}


# ---- one too many


def test_the_sheets_that_could_be_too_many_are_named_and_not_the_one_keyed_last(
    hall: Hall,
) -> None:
    """Sheet 1 was keyed again under the number 2; what is keyed last is as it should be."""
    hall.agree(1, ONE)
    hall.agree(2, ONE)
    done = hall.key(4, sheet((50, 30, 5), sent=2))
    assert told(done.flags) == [
        ("E107", "area", "A", "", {"on_sheets": 213, "verified": 150, "difference": 63}),
        ("E107", "sheet", "1", "fits", {"papers": 63}),
        ("E107", "sheet", "2", "fits", {"papers": 63}),
        ("E107", "sheet", "2", "twin", {"other": 1}),
    ]


def test_a_sheet_of_another_area_is_named_by_its_papers_alone(hall: Hall) -> None:
    hall.agree(1, sheet((60, 38, 0), sent=2))
    hall.agree(2, sheet((10, 9, 1)))
    done = hall.key(4, sheet((30, 20, 0)))
    assert [each[1:4] for each in told(done.flags)] == [("area", "A", ""), ("sheet", "2", "fits")]


def test_where_nothing_tells_no_sheet_is_named(hall: Hall) -> None:
    hall.agree(1, sheet((60, 38, 0), sent=2))
    done = hall.key(2, sheet((30, 20, 6)))
    assert [each[1:4] for each in told(done.flags)] == [("area", "A", "")]
