"""Where two keyings differ, a third person keys the fields, as long as one is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.halls import (
    ADJUDICATOR,
    AUDITOR,
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    STAFF,
    SUPERVISOR,
    THIRD_CLERK,
    Hall,
    a_hall,
    a_verified_hall,
    another_desk,
    enrol,
    form,
    officer,
    sheet,
    told,
)

RIGHT = sheet((60, 30, 8), sent=2)
MISREAD = sheet((61, 29, 8), sent=2)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Two clerks keyed sheet 1 in area A, and differ in two fields."""
    made = a_verified_hall(tmp_path)
    made.key(1, RIGHT)
    made.key(1, MISREAD, by=OTHER_CLERK)
    yield made
    made.desk.close()


def look(hall: Hall, by: int, number: int = 1) -> acts.SheetDifferenceKeyed:
    """The differing fields, keyed once more by this officer as the paper has them."""
    return acts.SheetDifferenceKeyed(
        **hall.by(by).contest,
        sheet=SheetNumber(number),
        of=hall.of_sheet(number).keyings,
        fields=hall.fields(RIGHT, "1.part", "2.part"),
    )


def stand_down(hall: Hall, *numbers: int) -> None:
    for number in numbers:
        hall.do(
            acts.OfficerStoodDown(**hall.by(RETURNING_OFFICER).count, number=OfficerNumber(number))
        )


def test_who_keyed_a_sheet_does_not_key_its_differences_while_a_third_is_there(
    hall: Hall,
) -> None:
    """Whoever keyed it remembers what they keyed, and keys that again."""
    for keyer in (CLERK, OTHER_CLERK):
        assert told(hall.refused(look(hall, keyer))) == [
            ("E201", "sheet", "1", "third", {"officer": keyer})
        ]
    assert THIRD_CLERK not in hall.contest.papers_keyed_by
    hall.do(look(hall, THIRD_CLERK))
    assert hall.sheet(1).life is Life.AGREED
    assert hall.contest.papers_keyed_by >= {CLERK, OTHER_CLERK, THIRD_CLERK}


def test_whoever_counts_is_a_third_and_an_auditor_is_none(hall: Hall) -> None:
    stand_down(hall, THIRD_CLERK, DEPUTY, SUPERVISOR, SECOND_SUPERVISOR, ADJUDICATOR)
    assert told(hall.refused(look(hall, CLERK))) == [
        ("E201", "sheet", "1", "third", {"officer": CLERK})
    ]
    hall.do(look(hall, RETURNING_OFFICER))
    assert hall.sheet(1).life is Life.AGREED


def test_where_nobody_else_is_there_one_of_the_two_looks_again(tmp_path: Path) -> None:
    """Two people who count, and an auditor, who does not."""
    hall = a_verified_hall(tmp_path)
    stand_down(hall, *(n for n in STAFF if n not in (RETURNING_OFFICER, CLERK, AUDITOR)))
    hall.key(1, RIGHT, by=RETURNING_OFFICER)
    hall.key(1, MISREAD)
    hall.do(look(hall, CLERK))
    assert hall.sheet(1).life is Life.AGREED
    hall.desk.close()


def test_three_who_all_differ_may_each_look_again_once_nobody_else_is_there(
    tmp_path: Path,
) -> None:
    hall = a_verified_hall(tmp_path)
    stand_down(
        hall, *(n for n in STAFF if n not in (RETURNING_OFFICER, CLERK, OTHER_CLERK, AUDITOR))
    )
    hall.key(1, RIGHT)
    hall.key(1, MISREAD, by=OTHER_CLERK)
    other = hall.fields(sheet((59, 31, 8), sent=2), "1.part", "2.part")
    hall.do(
        acts.SheetDifferenceKeyed(
            **hall.by(RETURNING_OFFICER).contest,
            sheet=SheetNumber(1),
            of=hall.of_sheet(1).keyings,
            fields=other,
        )
    )
    assert hall.sheet(1).life is Life.DIFFERS
    hall.do(look(hall, OTHER_CLERK))
    assert hall.sheet(1).life is Life.AGREED
    hall.desk.close()


def test_in_a_small_count_either_may_look_again(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, small_count=True)
    hall.issue("A", 1)
    hall.key(1, RIGHT)
    hall.key(1, MISREAD)
    hall.do(look(hall, CLERK))
    assert hall.sheet(1).life is Life.AGREED
    hall.desk.close()


def test_it_holds_for_adjudication_forms_too(hall: Hall) -> None:
    hall.key_form(1, "A", form((1, 0, 1), (0, 0, 0, 0)))
    hall.key_form(1, "A", form((0, 1, 1), (0, 0, 0, 0)), by=OTHER_CLERK)
    fields = hall.fields(form((1, 0, 1), (0, 0, 0, 0)), "1.allowed", "2.allowed")
    mine = hall.made(acts.FormDifferenceKeyed, CLERK, form=1, fields=fields)
    assert told(hall.refused(mine)) == [("E201", "form", "1", "third", {"officer": CLERK})]
    hall.do(hall.made(acts.FormDifferenceKeyed, THIRD_CLERK, form=1, fields=fields))
    assert hall.form(1).life is Life.AGREED


def test_a_look_is_judged_by_the_staff_of_its_hour_when_the_file_is_opened_again(
    tmp_path: Path,
) -> None:
    """Nobody else was there then; that somebody came later makes no wrong of it."""
    hall = a_verified_hall(tmp_path)
    stand_down(hall, *(n for n in STAFF if n not in (RETURNING_OFFICER, CLERK, AUDITOR)))
    hall.key(1, RIGHT, by=RETURNING_OFFICER)
    hall.key(1, MISREAD)
    hall.do(look(hall, CLERK))
    enrol(hall.desk, officer(THIRD_CLERK, "clerk"))
    hall.do(acts.OfficerEnrolled(**hall.by(1).count, officer=officer(OTHER_CLERK, "clerk")))
    again = another_desk(hall)
    assert again.sheet(1).values == hall.sheet(1).values
    assert again.desk.ledger.heads[COUNT_STREAM] == hall.desk.ledger.heads[COUNT_STREAM]
    hall.desk.close()
