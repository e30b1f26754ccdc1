"""Lines that were added up by hand, beside what SQL over the stored entries makes of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tallyapp.desk.two_arithmetics import line_differences
from tallyapp.domain.rules.hand_totals import line_total
from tallyapp.domain.vocabulary.drawn_lines import AreaLine, area_lines
from tests.domain.second_arithmetic import asked_in_sql
from tests.halls import (
    SEED,
    Hall,
    a_counted_hall,
    a_ward,
    slip,
    told,
    ward_form,
    ward_sheet,
)


def one_seat(folder: Path) -> Hall:
    """A corrected sheet, and an area that was counted again."""
    hall = a_counted_hall(folder)
    hall.correct(1, ("1.part", 9), ("2.part", 6))
    return hall


def ward(folder: Path) -> Hall:
    """A ward of two seats with slates, a slip, mixed papers and papers rejected in part."""
    hall = a_ward(folder)
    hall.name_slate(1, 2)
    hall.name_slate(3)
    hall.issue("A", 1)
    hall.issue("A", 21, 21, "slip")
    hall.issue("B", 11)
    hall.agree(1, ward_sheet((10, 9, 8, 7), 20, uncertain=1, blocks={(1, 2): 60, (3,): 30}, sent=6))
    hall.agree(21, slip((1, 2), 7))
    hall.agree(11, ward_sheet((4, 4, 2, 1), 6))
    hall.agree_form(1, "A", ward_form((5, 3, 0, 1), 6, (0, 2, 0, 4, 3), uncertain=3))
    return hall


@pytest.fixture(params=[one_seat, ward], ids=["one seat", "several seats"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    made: Hall = request.param(tmp_path)
    yield made
    made.desk.close()


def every_line(hall: Hall) -> list[AreaLine]:
    set_up = hall.contest.set_up
    return area_lines(hall.contest.areas, len(set_up.candidates), len(set_up.rules.heads))


def test_both_arithmetics_have_the_same_total_for_every_line_that_could_be_drawn(
    hall: Hall,
) -> None:
    ours = {line: line_total(hall.contest, line) for line in every_line(hall)}
    assert any(ours.values())
    theirs = hall.desk.ledger.line_totals(hall.stream, ours)
    assert theirs == ours
    assert line_differences(ours, theirs) == []


def test_a_line_in_which_the_two_differ_is_named_with_both(hall: Hall) -> None:
    line = AreaLine("A", "votes", 1)
    found = line_differences({line: 70}, {line: 69})
    assert told(found) == [("E304", "area", "A", "1.votes", {"program": 70, "sql": 69})]


def test_anybody_with_sqlite_reads_what_was_added_up_beside_the_count(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.give()
    hall.do(hall.drawing(SEED))
    hall.do(hall.adding(0, 1))
    drawn = hall.contest.re_add
    assert drawn
    rows = [
        (*line, line_total(hall.contest, line) + (n == 1), line_total(hall.contest, line))
        for n, line in enumerate(drawn.lines)
    ]
    asked = "SELECT area, what, line, keyed, counted FROM re_added ORDER BY seq, n"
    assert read(hall, asked) == rows


def read(hall: Hall, query: str) -> list[tuple[Any, ...]]:
    return asked_in_sql(hall.desk.ledger, query, hall.stream)
