"""The ways in which councils' files are wrong: each is read rightly, or refused with its place and
what to do; nothing is ever brought in by half.
"""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from tallyapp.exchange.areas import read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.exchange.staff_list import read_staff
from tallyapp.exchange.tables import shows_all

PEOPLE = "surname,other_names,description\nAsh,Ann,Labour\nBirch,Zoë,Green\n"
AREAS = "area,area_name,box,box_name,kind,sheets\n01,East,1,Hall,polling,2\n01,,2,Inn,polling,2\n"
STAFF = "number,name,role\n12,Ann Ash,clerk\n"


def candidates(path: Path) -> object:
    (contest,) = read_candidates(path, missing_glyphs=shows_all).contests
    return [(each.ballot_name, each.description) for each in contest.candidates]


def areas(path: Path) -> object:
    (contest,) = read_areas(path).contests
    return [(area.id, area.name) for area in contest.areas], [box.id for box in contest.boxes]


def staff(path: Path) -> object:
    read = read_staff(path, missing_glyphs=shows_all)
    return [(officer.number, officer.name, officer.role) for officer in read.officers]


RIGHT: dict[Callable[[Path], object], object] = {
    candidates: [("Ash, Ann", "Labour"), ("Birch, Zoë", "Green")],
    areas: ([("01", "East")], ["1", "2"]),
    staff: [(12, "Ann Ash", "clerk")],
}
"""What each list says, however it is written."""


def written(folder: Path, data: str | bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# ---- read rightly


@pytest.mark.parametrize(
    ("read", "data"),
    [
        pytest.param(candidates, PEOPLE, id="as it should be"),
        pytest.param(candidates, codecs.BOM_UTF8 + PEOPLE.encode(), id="byte order mark"),
        pytest.param(candidates, PEOPLE.replace("\n", "\r\n"), id="ends of lines of Windows"),
        pytest.param(candidates, PEOPLE.replace("\n", "\r"), id="ends of lines of old Macs"),
        pytest.param(candidates, PEOPLE.rstrip("\n"), id="no end of the last line"),
        pytest.param(candidates, PEOPLE + "\n\n,,\n \n", id="blank rows at the end"),
        pytest.param(
            candidates, PEOPLE.replace("\nBirch", "\n\n,,\nBirch"), id="blank rows within"
        ),
        pytest.param(candidates, PEOPLE.replace(",", ";"), id="semicolons"),
        pytest.param(candidates, PEOPLE.replace(",", "\t"), id="tabs"),
        pytest.param(candidates, "sep=;\n" + PEOPLE.replace(",", ";"), id="sep= and semicolons"),
        pytest.param(candidates, PEOPLE.replace("\n", ",,\n"), id="separators at the ends of rows"),
        pytest.param(candidates, "Elm Ward,,\n,,\n" + PEOPLE, id="title"),
        pytest.param(candidates, PEOPLE.replace("Ash,Ann", " Ash ,  Ann "), id="spaces around"),
        pytest.param(candidates, PEOPLE.replace("Ann", "Ann\u00a0"), id="hard space at the end"),
        pytest.param(candidates, PEOPLE.replace("Ash", '"Ash"'), id="quotes around"),
        pytest.param(candidates, PEOPLE.replace("surname", "Surname"), id="capitals in the header"),
        pytest.param(
            candidates, PEOPLE.replace("other_names", "Other  Names"), id="spaces in the header"
        ),
        pytest.param(candidates, PEOPLE.replace("Zoë", "Zoe\u0308"), id="letter and mark apart"),
        pytest.param(
            candidates,
            "description,surname,other_names\nLabour,Ash,Ann\nGreen,Birch,Zoë\n",
            id="columns in another order",
        ),
        pytest.param(
            candidates,
            "surname,other_names,description,seats,order\nAsh,Ann,Labour,,\nBirch,Zoë,Green,,\n",
            id="optional columns that are blank",
        ),
        pytest.param(areas, AREAS, id="areas, noughts in front"),
        pytest.param(areas, AREAS.replace("polling", "Polling"), id="areas, capitals in the kind"),
        pytest.param(areas, AREAS.replace(",2\n", ',"2"\n'), id="areas, quoted figures"),
        pytest.param(staff, STAFF, id="staff"),
        pytest.param(staff, STAFF.replace("clerk", " Clerk "), id="staff, capitals and spaces"),
    ],
)
def test_it_is_read_as_it_is_meant(
    tmp_path: Path, read: Callable[[Path], object], data: str | bytes
) -> None:
    assert read(written(tmp_path, data)) == RIGHT[read]


# ---- refused, with the place and what to do


@dataclass(frozen=True)
class Wrong:
    """A file that is wrong in one way: where that is, and words of what is said of it."""

    read: Callable[[Path], object]
    data: str | bytes
    line: int
    column: str
    said: str


WRONG = {
    "Windows-1252": Wrong(candidates, PEOPLE.encode("cp1252"), 3, "", "0xEB, is not UTF-8 text"),
    "Mac Roman": Wrong(candidates, PEOPLE.encode("mac_roman"), 3, "", "is not UTF-8 text"),
    "UTF-16 with its mark": Wrong(candidates, PEOPLE.encode("utf-16"), 0, "", "UTF-16 text"),
    "UTF-16 without it": Wrong(candidates, PEOPLE.encode("utf-16-le"), 0, "", "UTF-16 text"),
    "empty": Wrong(candidates, "", 0, "", "The file is empty"),
    "blank": Wrong(candidates, "\n\n , ,\n", 0, "", "The file is empty"),
    "header alone": Wrong(candidates, PEOPLE.splitlines()[0], 0, "", "no rows below the header"),
    "column missing": Wrong(
        candidates, PEOPLE.replace("surname", "last name"), 1, "surname", "column is missing"
    ),
    "column unknown": Wrong(
        candidates,
        PEOPLE.replace("description", "description,notes")
        .replace("our\n", "our,x\n")
        .replace("een\n", "een,\n"),
        1,
        "notes",
        "column is not known",
    ),
    "header twice": Wrong(
        candidates,
        PEOPLE.replace("description", "description,surname").replace("our\n", "our,Ash\n"),
        1,
        "surname",
        "Two columns have this name",
    ),
    "separator in a text": Wrong(
        candidates, PEOPLE.replace("Labour", "Labour, Co-op"), 2, "", "has 4 cells"
    ),
    "too few cells": Wrong(candidates, PEOPLE.replace(",Ann,", ","), 2, "", "has 2 cells"),
    "quote left open": Wrong(candidates, PEOPLE.replace("Ash", '"Ash'), 2, "", "a double quote"),
    "quote within": Wrong(candidates, PEOPLE.replace("Ann", '"Ann" X'), 2, "", "a double quote"),
    "name missing": Wrong(candidates, PEOPLE.replace("Ash", ""), 2, "surname", "The cell is blank"),
    "line within a cell": Wrong(
        candidates, PEOPLE.replace("Ann", '"Ann\nMary"'), 2, "other_names", "U+000A"
    ),
    "unseen character": Wrong(
        candidates, PEOPLE.replace("Ann", "An\u200bn"), 2, "other_names", "U+200B"
    ),
    "row twice": Wrong(
        candidates, PEOPLE + "Ash,Ann,Labour\n", 4, "surname", "is on line 2 already"
    ),
    "seats that differ": Wrong(
        candidates,
        "surname,other_names,description,seats\nAsh,A,,2\nElm,E,,3\n",
        3,
        "seats",
        'This is "3", but line 2 says "2"',
    ),
    "thousands set apart wrongly": Wrong(
        candidates,
        'surname,other_names,description,electorate\nAsh,A,,"12,5"\nElm,E,,\n',
        2,
        "electorate",
        '"12,5" is not a whole number',
    ),
    "decimals": Wrong(
        candidates,
        "surname,other_names,description,electorate\nAsh,A,,900.0\nElm,E,,\n",
        2,
        "electorate",
        "is not a whole number",
    ),
    "an electorate of nought": Wrong(
        candidates,
        "surname,other_names,description,electorate\nAsh,A,,0\nElm,E,,\n",
        2,
        "electorate",
        "An electorate is not 0",
    ),
    "exponent of a spreadsheet": Wrong(
        candidates,
        "surname,other_names,description,contest\nAsh,A,,1.23E+05\nElm,E,,1.23E+05\n",
        2,
        "contest",
        "cannot be used as an identifier",
    ),
    "date of a spreadsheet": Wrong(
        areas, AREAS.replace("01,East,1,", "01,East,01-Feb,"), 2, "box", "looks like a date"
    ),
    "row of totals": Wrong(
        areas, AREAS + "Total,Total,Total,2 boxes,polling,4\n", 4, "box", "a row of totals"
    ),
    "identifiers in capitals": Wrong(
        areas, AREAS.replace(",1,", ",A1,").replace(",2,Inn", ",a1,Inn"), 3, "box", "capitals alone"
    ),
    "box twice": Wrong(areas, AREAS.replace(",2,Inn", ",1,Inn"), 3, "box", "on line 2 already"),
    "kind that is none": Wrong(
        areas, AREAS.replace("polling", "station", 1), 2, "kind", "not a kind of box"
    ),
    "area without a name": Wrong(areas, AREAS.replace("East", ""), 2, "area_name", "has no name"),
    "postal boxes alone": Wrong(
        areas, AREAS.replace("polling", "postal"), 2, "kind", "has postal boxes alone"
    ),
    "no sheets": Wrong(
        areas, AREAS.replace("polling,2\n", "polling,0\n", 1), 2, "sheets", "from 1 to"
    ),
    "number that is none": Wrong(staff, STAFF.replace("12", "twelve"), 2, "number", "whole number"),
    "role that is none": Wrong(staff, STAFF.replace("clerk", "counter"), 2, "role", "not a role"),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_is_refused_with_its_place_and_what_to_do(tmp_path: Path, name: str) -> None:
    wrong = WRONG[name]
    fault = first_fault(wrong.read, written(tmp_path, wrong.data))
    assert (fault.line, fault.column) == (wrong.line, wrong.column)
    assert wrong.said in fault.problem
    assert fault.remedy
    assert fault.file == str(tmp_path / "list.csv")


def first_fault(read: Callable[[Path], object], path: Path) -> Fault:
    with pytest.raises(ImportRefused) as refused:
        read(path)
    return refused.value.faults[0]


# ---- the same in a workbook


_TABULAR = [
    name
    for name, wrong in WRONG.items()
    if isinstance(wrong.data, str) and wrong.column and '"' not in wrong.data
]


@pytest.mark.parametrize("name", _TABULAR)
def test_in_a_workbook_the_same_is_refused_with_its_sheet_and_cell(
    tmp_path: Path, name: str
) -> None:
    wrong = WRONG[name]
    assert isinstance(wrong.data, str)
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "List"
    for line in wrong.data.splitlines():
        sheet.append(line.split(","))
    path = tmp_path / "list.xlsx"
    made.save(path)
    fault = first_fault(wrong.read, path)
    assert (fault.line, fault.column, fault.sheet) == (wrong.line, wrong.column, "List")
    assert wrong.said in fault.problem
    # A column that is not there has no letter to be called by, nor one of two that are one.
    if fault.column in wrong.data.splitlines()[0].split(",") and name != "header twice":
        assert fault.cell.endswith(str(wrong.line))
        assert f"sheet List, cell {fault.cell}, column {fault.column}: " in str(fault)
