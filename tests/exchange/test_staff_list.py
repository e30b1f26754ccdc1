"""Lists of staff: a number, a name and a role for everybody, or every fault at once."""

from pathlib import Path

import pytest

from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.staff_list import StaffList, read_staff
from tallyapp.exchange.tables import shows_all

HEADER = "number,name,role\n"


def read(tmp_path: Path, text: str) -> StaffList:
    path = tmp_path / "staff.csv"
    path.write_text(text, encoding="utf-8")
    return read_staff(path, missing_glyphs=shows_all)


def faults(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, text)
    assert all(fault.remedy for fault in refused.value.faults)
    return [(fault.line, fault.column, fault.problem) for fault in refused.value.faults]


def test_everybody_has_a_number_a_name_and_a_role(tmp_path: Path) -> None:
    text = "Number,Name,Role,Contests\n12,Ann Ash,Clerk,\n3, Zoë  Elm ,SUPERVISOR,\n"
    listed = read(tmp_path, text + "7,Bob Birch,adjudicator,elm; oak\n")
    assert [(each.number, each.name, each.role, each.contests) for each in listed.officers] == [
        (12, "Ann Ash", "clerk", ()),
        (3, "Zoë  Elm", "supervisor", ()),
        (7, "Bob Birch", "adjudicator", ("elm", "oak")),
    ]


def test_every_fault_is_said_with_its_line_and_column(tmp_path: Path) -> None:
    rows = "x,Ann,clerk\n,Bob,clerk\n12,,clerk\n13,Cy,boss\n14,Dee,\n15,Eve,Returning Officer\n"
    assert faults(tmp_path, HEADER + rows) == [
        (2, "number", '"x" is not a whole number from 1 to 9,999.'),
        (3, "number", "The cell is blank."),
        (4, "name", "The cell is blank."),
        (5, "role", '"boss" is not a role.'),
        (6, "role", "The cell is blank."),
        (
            7,
            "role",
            "The returning officer is named when the count is made, and is not enrolled.",
        ),
    ]


def test_a_number_belongs_to_one_person(tmp_path: Path) -> None:
    rows = "12,Ann Ash,clerk\n12,Bob Birch,clerk\n"
    assert faults(tmp_path, HEADER + rows) == [(3, "number", "The number 12 is on line 2 already.")]


def test_one_name_twice_is_asked_about(tmp_path: Path) -> None:
    listed = read(tmp_path, HEADER + "12,Ann Ash,clerk\n13,ann ash,clerk\n")
    assert len(listed.officers) == 2
    (warned,) = listed.warnings
    assert warned.problem == "ann ash is the name on line 2 too."


def test_contests_are_named_as_in_the_other_lists(tmp_path: Path) -> None:
    text = "number,name,role,contests\n12,Ann,adjudicator,Elm Ward;oak\n"
    assert faults(tmp_path, text) == [
        (2, "contests", '"Elm Ward" cannot be the identifier of a contest.')
    ]
