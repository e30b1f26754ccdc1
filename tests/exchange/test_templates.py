"""Empty lists: what they offer is what is read."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tallyapp.exchange.areas import read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.staff_list import read_staff
from tallyapp.exchange.tables import shows_all
from tallyapp.exchange.templates import FORMS, as_csv
from tallyapp.files import free_name
from tallyapp.new_count.templates import save_template

FILLED: dict[str, dict[str, str | int]] = {
    "candidates": {"surname": "Ash", "other_names": "Ann", "contest": "elm", "seats": 2},
    "areas": {
        "area": "01",
        "area_name": "East",
        "box": "1-2",
        "box_name": "Hall",
        "kind": "polling",
    },
    "staff": {"number": 12, "name": "Ann Ash", "role": "clerk"},
}


def read(name: str, path: Path) -> object:
    match name:
        case "candidates":
            return read_candidates(path, missing_glyphs=shows_all).contests
        case "areas":
            return read_areas(path).contests
        case _:
            return read_staff(path, missing_glyphs=shows_all).officers


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_empty_list_has_every_column_and_no_row(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    save_template(name, path)
    with pytest.raises(ImportRefused) as refused:
        read(name, path)
    (fault,) = refused.value.faults
    assert fault.problem == "There are no rows below the header."


@pytest.mark.parametrize("name", FORMS)
def test_a_workbook_that_is_filled_in_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.xlsx"
    save_template(name, path)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = [cell.value for cell in sheet[1]]
    assert tuple(columns) == FORMS[name].columns
    for column, value in FILLED[name].items():
        cell = sheet.cell(row=2, column=columns.index(column) + 1)
        # As text, so that a spreadsheet leaves 01 and 1-2 as they are typed.
        assert cell.number_format == "@"
        cell.value = value
    workbook.save(path)
    assert len(list(read(name, path))) == 1  # type: ignore[call-overload]


@pytest.mark.parametrize("name", FORMS)
def test_a_second_sheet_says_what_each_column_holds(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.xlsx"
    save_template(name, path)
    _, told = load_workbook(path).worksheets
    words = {row[0].value: str(row[1].value) for row in told.iter_rows()}
    assert tuple(words) == FORMS[name].columns
    assert all(said.endswith(".") for said in words.values())
    assert [column for column, said in words.items() if said.endswith("Needed.")] == list(
        FORMS[name].needed
    )


def test_as_csv_it_has_the_mark_by_which_spreadsheets_know_utf_8() -> None:
    assert as_csv("staff") == b"\xef\xbb\xbfnumber,name,role,contests\r\n"
    assert io.BytesIO(as_csv("areas")).read().startswith(b"\xef\xbb\xbfarea,area_name,")


def test_no_list_that_somebody_filled_in_is_written_over(tmp_path: Path) -> None:
    path = free_name(tmp_path, "staff", ".xlsx")
    assert path.name == "staff.xlsx"
    path.write_text("filled in")
    from tallyapp.errors import EnvironmentFault

    with pytest.raises(EnvironmentFault):
        save_template("staff", path)
    assert path.read_text() == "filled in"
    assert free_name(tmp_path, "staff", ".xlsx").name == "staff-2.xlsx"
