"""A paper that is keyed is read once, by its rule and by what it makes true, and a second keying
that is the same is not added up again; what is said of either is as if it were.
"""

from functools import partial

import pytest
from msgspec.structs import replace

from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.vocabulary.units import Papers
from tests.halls import BOXES, OTHER_CLERK, Hall, codes, refusal, sheet, told

RIGHT = sheet((60, 30, 8), sent=2)


def test_whoever_changes_what_was_read_changes_no_later_reading(verified: Hall) -> None:
    kind = sheet_kind(verified.contest)
    row, _ = kind.read(1, RIGHT)
    row[0] = 9_999
    again, _ = kind.read(1, RIGHT)
    again[0] = 8_888
    assert kind.read(1, RIGHT)[0][0] == 100


def test_the_same_wrong_figures_name_each_sheet_under_which_they_are_keyed(verified: Hall) -> None:
    wrong = sheet((60, 38), sent=2)
    for number in (1, 2, 1):
        found = told(refusal(partial(verified.key, number, wrong)))
        assert [(each[0], each[2]) for each in found] == [("A111", str(number))]


@pytest.mark.parametrize("sent", [2.0, True])
def test_a_second_keying_has_whole_numbers_though_others_are_equal_to_them(
    verified: Hall, sent: float
) -> None:
    first = replace(RIGHT, papers=Papers(98 + int(sent)), sent=Papers(int(sent)))
    verified.key(1, first)
    found = refusal(lambda: verified.key(1, replace(first, sent=sent), by=OTHER_CLERK))
    assert codes(found) == ["E102"]


def test_a_statement_keeps_the_names_that_the_contest_has(hall: Hall) -> None:
    hall.verify(BOXES)
    hall.state_verification()
    stated = hall.contest.stated
    assert stated
    for each in stated.boxes:
        box = hall.contest.boxes[each.box].box
        assert (each.name is box.name, each.area is box.area) == (True, True)
