"""Lists in workbooks: read as the spreadsheet showed them, or refused with sheet and cell."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from openpyxl import Workbook

from tallyapp.exchange.areas import read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import Fault, ImportRefused
from tallyapp.exchange.listed import CandidateList
from tallyapp.exchange.tables import shows_all
from tallyapp.exchange.workbooks import LARGEST_UNPACKED, MOST_ROWS

HEADER = ("surname", "other_names", "description")
PEOPLE = (("Ash", "Ann", "Labour"), ("Birch", "Bob", "Green"))
SECONDS = 5.0

Change = Callable[[Any], None]


def workbook(rows: Sequence[Sequence[object]] = (HEADER, *PEOPLE), *changes: Change) -> Workbook:
    """A workbook with these rows in its only sheet, then changed."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Candidates"
    for row in rows:
        sheet.append(list(row))
    for change in changes:
        change(sheet)
    return made


def saved(folder: Path, made: Workbook) -> Path:
    path = folder / "list.xlsx"
    made.save(path)
    return path


def read(folder: Path, made: Workbook) -> CandidateList:
    return read_candidates(saved(folder, made), missing_glyphs=shows_all)


def refused(folder: Path, made: Workbook) -> tuple[Fault, ...]:
    return refused_file(saved(folder, made))


def refused_file(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(ImportRefused) as found:
        read_candidates(path, missing_glyphs=shows_all)
    assert all(fault.remedy for fault in found.value.faults if fault.problem)
    return found.value.faults


def names(listed: CandidateList) -> list[str]:
    (contest,) = listed.contests
    return [each.ballot_name for each in contest.candidates]


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed, as another program might have written it."""
    parts = {}
    with zipfile.ZipFile(path) as packed:
        for each in packed.namelist():
            parts[each] = packed.read(each)
    assert name in parts
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, data in parts.items():
            packed.writestr(each, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


# ---- what is read


def test_a_workbook_is_read_as_the_same_list_in_csv(tmp_path: Path) -> None:
    listed = read(tmp_path, workbook())
    path = tmp_path / "list.csv"
    path.write_text("\n".join(",".join(row) for row in (HEADER, *PEOPLE)), encoding="utf-8")
    assert listed == read_candidates(path, missing_glyphs=shows_all)


def test_it_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    renamed = saved(tmp_path, workbook()).rename(tmp_path / "list.csv")
    assert names(read_candidates(renamed, missing_glyphs=shows_all)) == ["Ash, Ann", "Birch, Bob"]


def test_titles_blank_rows_and_empty_formatted_cells_are_passed_over(tmp_path: Path) -> None:
    def title(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet["H900"].number_format = "0.00"

    rows = (("Statement of persons nominated",), (), HEADER, PEOPLE[0], (), (None, " "), PEOPLE[1])
    assert names(read(tmp_path, workbook(rows, title))) == ["Ash, Ann", "Birch, Bob"]


def test_the_sheet_that_has_the_columns_is_taken_among_several(tmp_path: Path) -> None:
    made = workbook()
    made.create_sheet("Notes", 0).append(["Checked by", "A. Example"])
    made.create_sheet("Empty")
    assert names(read(tmp_path, made)) == ["Ash, Ann", "Birch, Bob"]


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    def shown(sheet: Any) -> None:
        sheet["C2"].number_format = "000"

    rows = (
        ("area", "area_name", "box", "box_name", "kind", "sheets"),
        ("A", "Area A", 7, "Hall", "polling", 3.0),
        ("A", "Area A", 12, "School", "polling", None),
    )
    (contest,) = read_areas(saved(tmp_path, workbook(rows, shown))).contests
    assert [box.id for box in contest.boxes] == ["007", "12"]
    assert contest.sheets == (3,)


def test_the_result_of_a_formula_is_read_as_it_was_saved(tmp_path: Path) -> None:
    def formula(sheet: Any) -> None:
        sheet["A2"] = '=UPPER("Ash")'

    path = with_part(
        saved(tmp_path, workbook((HEADER, *PEOPLE), formula)),
        SHEET,
        lambda xml: (
            xml.replace(b"</f><v></v>", b"</f><v>ASH</v>")
            .replace(b"</f><v/>", b"</f><v>ASH</v>")
            .replace(b'<c r="A2">', b'<c r="A2" t="str">')
            .replace(b'<c r="A2" t="n">', b'<c r="A2" t="str">')
        ),
    )
    assert names(read_candidates(path, missing_glyphs=shows_all)) == ["ASH, Ann", "Birch, Bob"]


def test_yes_and_no_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    club = (
        *("person_name", "party_name", "party_description_text", "sopn_last_name"),
        *("sopn_first_names", "ballot_paper_id", "post_label", "seats_contested"),
        "cancelled_poll",
    )
    ballots = ("local.x.elm.2025-05-01", "Elm", 1), ("local.x.oak.2025-05-01", "Oak", 1)
    rows = [
        ("A", "Green", "Green", "Ash", "A", *ballots[0], True),
        ("B", "Green", "Green", "Birch", "B", *ballots[1], False),
    ]
    listed = read(tmp_path, workbook((club, *rows)))
    assert [each.name for each in listed.cancelled] == ["Elm"]
    assert [each.name for each in listed.contests] == ["Oak"]


def test_columns_that_are_not_read_may_hold_anything(tmp_path: Path) -> None:
    club = (
        *("person_name", "party_name", "party_description_text", "sopn_last_name"),
        *("sopn_first_names", "ballot_paper_id", "post_label", "seats_contested", "election_date"),
    )
    row = ("A", "Green", "Green", "Ash", "A", "local.x.elm.2025-05-01", "Elm", 1, date(2025, 5, 1))
    assert names(read(tmp_path, workbook((club, row)))) == ["Ash, A"]


# ---- what is refused, with its sheet, its cell and what to do


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (date(2025, 2, 1), "The cell holds the date or time 2025-02-01"),
        (time(9, 30), "The cell holds the date or time 09:30:00"),
        ("#N/A", "The cell holds the error #N/A."),
        (10**15 + 1, "The number 1e+15 has more digits than the spreadsheet keeps."),
        ("Ash\u200bley", "The text holds U+200B"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_with_its_sheet(
    tmp_path: Path, value: object, problem: str
) -> None:
    def spoil(sheet: Any) -> None:
        sheet["B3"] = value
        if value == "#N/A":
            sheet["B3"].data_type = "e"

    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), spoil))
    assert fault.problem.startswith(problem)
    assert (fault.sheet, fault.cell, fault.column) == ("Candidates", "B3", "other_names")
    assert ", sheet Candidates, cell B3, column other_names: " in str(fault)


def test_a_formula_that_nobody_has_worked_out_is_not_read_as_a_blank(tmp_path: Path) -> None:
    def formula(sheet: Any) -> None:
        sheet["C2"] = "=A2"

    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), formula))
    assert fault.cell == "C2"
    assert fault.problem == "The cell holds a formula whose result is not in the file."


def test_a_formula_whose_result_is_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    def formula(sheet: Any) -> None:
        sheet["C2"] = '=""'

    path = with_part(
        saved(tmp_path, workbook((HEADER, *PEOPLE), formula)),
        SHEET,
        lambda xml: xml.replace(b'<c r="C2">', b'<c r="C2" t="str">').replace(
            b'<c r="C2" t="n">', b'<c r="C2" t="str">'
        ),
    )
    listed = read_candidates(path, missing_glyphs=shows_all)
    assert [each.description for each in listed.contests[0].candidates] == ["", "Green"]


@pytest.mark.parametrize("cells", ["C2:C3", "A1:B1"])
def test_merged_cells_are_refused(tmp_path: Path, cells: str) -> None:
    faults = refused(tmp_path, workbook((HEADER, *PEOPLE), lambda sheet: sheet.merge_cells(cells)))
    first, last = cells.split(":")
    assert f"The cells {first} to {last} are merged" in faults[0].problem
    assert faults[0].sheet == "Candidates"


def test_rows_that_a_filter_hides_are_not_read_unseen(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), hide))
    assert "The row 3 cannot be seen" in fault.problem
    assert fault.place == "row 3"


def test_a_hidden_column_is_not_read_unseen(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.column_dimensions["C"].hidden = True

    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), hide))
    assert fault.problem == "The column C is hidden."
    assert fault.column == "description"


def test_a_hidden_sheet_is_not_taken(tmp_path: Path) -> None:
    made = workbook()
    made.create_sheet("Front")
    made.worksheets[0].sheet_state = "hidden"
    (fault,) = refused(tmp_path, made)
    assert fault.problem == "The sheet Candidates, which has the columns, is hidden."


def test_of_two_sheets_with_the_columns_neither_is_guessed(tmp_path: Path) -> None:
    made = workbook()
    for row in (HEADER, *PEOPLE):
        if row == HEADER:
            second = made.create_sheet("Old")
        second.append(list(row))
    (fault,) = refused(tmp_path, made)
    assert fault.problem == "Several sheets have the columns of this list: Candidates, Old."


def test_a_workbook_without_the_columns_is_told_which_are_missing(tmp_path: Path) -> None:
    faults = refused(tmp_path, workbook((("Name", "Colour"), ("A. Ash", "Green"))))
    assert [(fault.column, fault.problem) for fault in faults] == [
        ("surname", "The column is missing."),
        ("other_names", "The column is missing."),
        ("description", "The column is missing."),
        ("name", "The column is not known."),
        ("colour", "The column is not known."),
    ]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path, workbook(()))
    assert fault.problem == "The workbook is empty."


def test_a_cell_beside_the_columns_is_named(tmp_path: Path) -> None:
    def beside(sheet: Any) -> None:
        sheet["E2"] = "see below"

    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), beside))
    assert fault.problem == "The cell E2 stands beside the columns."


# ---- what other programs write, and what somebody means ill with


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    path = with_part(
        saved(tmp_path, workbook()),
        SHEET,
        lambda xml: xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'),
    )
    began = process_time()
    assert names(read_candidates(path, missing_glyphs=shows_all)) == ["Ash, Ann", "Birch, Bob"]
    assert process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("cell", "said"), [("A1048576", "down to row 1,048,576"), ("XFD2", "across 16,384 columns")]
)
def test_a_cell_at_the_far_end_is_refused_at_once(tmp_path: Path, cell: str, said: str) -> None:
    def far(sheet: Any) -> None:
        sheet[cell] = "x"

    began = process_time()
    (fault,) = refused(tmp_path, workbook((HEADER, *PEOPLE), far))
    assert said in fault.problem
    assert f"{MOST_ROWS:,} rows" in fault.problem
    assert process_time() - began < SECONDS


def test_cells_that_are_merged_to_the_far_end_take_no_time(tmp_path: Path) -> None:
    path = with_part(
        saved(tmp_path, workbook((HEADER, *PEOPLE), lambda sheet: sheet.merge_cells("A2:B3"))),
        SHEET,
        lambda xml: xml.replace(b'ref="A2:B3"', b'ref="A2:XFD1048576"'),
    )
    began = process_time()
    assert "A2 to XFD1048576 are merged" in refused_file(path)[0].problem
    assert process_time() - began < SECONDS


def test_what_unpacks_to_more_than_any_list_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, workbook())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image1.png", bytes(LARGEST_UNPACKED))
    assert path.stat().st_size < 100_000
    began = process_time()
    (fault,) = refused_file(path)
    assert fault.problem.startswith("The workbook unpacks to 30,")
    assert process_time() - began < SECONDS


def test_a_part_that_grows_by_entities_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    path = with_part(
        saved(tmp_path, workbook()),
        SHEET,
        lambda xml: bomb + xml.replace(b"<sheetData>", b"<sheetData>&b;"),
    )
    (fault,) = refused_file(path)
    assert fault.problem == "The workbook is damaged or incomplete: it cannot be read."


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_is_cut_off_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = with_part(saved(tmp_path, workbook()), name, lambda xml: xml[: len(xml) // 2])
    (fault,) = refused_file(path)
    assert fault.problem == "The workbook is damaged or incomplete: it cannot be read."


def test_a_workbook_that_is_cut_off_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook())
    path.write_bytes(path.read_bytes()[:-200])
    (fault,) = refused_file(path)
    assert fault.problem == "The workbook is damaged: it cannot be unpacked."


def test_cells_that_do_not_say_where_they_stand_are_read_in_their_order(tmp_path: Path) -> None:
    import re

    path = with_part(
        saved(tmp_path, workbook()),
        SHEET,
        lambda xml: re.sub(rb' r="[A-Z]*\d+"', b"", xml),
    )
    assert names(read_candidates(path, missing_glyphs=shows_all)) == ["Ash, Ann", "Birch, Bob"]


def open_files() -> set[Path]:
    """Every file that this process has open."""
    return {entry.resolve() for entry in Path("/proc/self/fd").iterdir() if entry.exists()}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells what is open")
def test_bytes_of_a_workbook_are_not_kept_open(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook())
    read_candidates(path, missing_glyphs=shows_all)
    # On Windows a file that is open cannot be taken away, and people correct it while we wait.
    assert path not in open_files()
