"""Files as people have them: what can be read is read, and of the others it is said what it is."""

from pathlib import Path
from time import process_time

import pytest

from tallyapp.exchange.areas import read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.tables import MOST_COLUMNS, shows_all

LISTS = Path(__file__).parent / "lists"
SECONDS = 2.0
"""Of this process; it takes some hundredths of one where every column is looked at once."""


def refused(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as found:
        read_candidates(path, missing_glyphs=shows_all)
    return [(fault.line, fault.problem, fault.remedy) for fault in found.value.faults]


@pytest.mark.parametrize("name", ["tabs.csv", "sep-line.csv", "title-row.csv"])
def test_tabs_a_named_separator_and_a_title_above_the_header_are_read(name: str) -> None:
    (contest,) = read_candidates(LISTS / name, missing_glyphs=shows_all).contests
    assert [each.ballot_name for each in contest.candidates] == ["Ash, Ann", "Birch, Bob"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_title_with_commas_of_its_own_does_not_decide_what_separates(
    tmp_path: Path, separator: str
) -> None:
    header = separator.join(("Surname", "Other names", "Description"))
    row = separator.join(("Ash", "Ann", "Labour"))
    path = tmp_path / "list.csv"
    path.write_text(f"Town Hall, High Street, Oxford; 7 May\n\n{header}\n{row}\n", encoding="utf-8")
    (contest,) = read_candidates(path, missing_glyphs=shows_all).contests
    assert contest.candidates[0].ballot_name == "Ash, Ann"


def test_a_fault_beneath_a_title_has_the_line_that_an_editor_shows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Test Ward,,\n,,\nsurname,other_names,description\n,Ann,\n", encoding="utf-8")
    assert refused(path)[0][:2] == (4, "The cell is blank.")


def test_the_areas_may_have_a_title_and_tabs_as_well(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    rows = (
        ("Boxes of Elm",),
        ("area", "area_name", "box", "box_name", "kind"),
        ("A", "Area A", "1", "Hall", "polling"),
    )
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    assert [box.id for box in read_areas(path).contests[0].boxes] == ["1"]


@pytest.mark.parametrize(
    ("name", "problem", "remedy"),
    [
        ("utf16-nobom.csv", "This is UTF-16 text, not UTF-8.", "save it as UTF-8"),
        ("html.xls", "This is a web page, whatever its name ends in", "Open it in the spreadsheet"),
        (
            "word.docx",
            "This is a document of a word processor",
            "Copy its table into a spreadsheet",
        ),
        (
            "sopn.pdf",
            "This is a PDF, not a CSV file or a workbook.",
            "Copy its table into a spreadsheet",
        ),
    ],
)
def test_of_what_is_no_list_it_is_said_what_it_is_and_how_to_come_to_one(
    name: str, problem: str, remedy: str
) -> None:
    (found,) = refused(LISTS / name)
    assert found[1].startswith(problem)
    assert remedy in found[2]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04..xl/workbook.xml..", "The workbook is damaged: it cannot be unpacked."),
        (b"PK\x03\x04..xl/workbook.bin..", "This is a workbook of another kind than XLSX"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "another kind"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "opens with a password"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "a word processor"),
        (b"PK\x03\x04..photo.jpg..", "a packed (ZIP) file"),
        (b"\xd0\xcf\x11\xe0..Workbook", "This is a workbook"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "a word processor"),
        (b"{\\rtf1 Statement", "a word processor"),
        (b"\x89PNG....", "a picture"),
        (b"SQLite format 3\x00", "a count or another database"),
        (b"<?xml version='1.0'?><rows/>", "This is XML"),
        (b"surname,other_names\x00,description\n", "it holds zero bytes"),
    ],
)
def test_each_kind_of_file_gets_the_sentence_that_fits(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    (found,) = refused(path)
    assert problem in found[1]
    assert found[2]


def test_nothing_out_of_a_file_can_steer_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    cells = "surname,other_names,description,\x1b[2Jcolumn\nAsh,\x07Ann,\u202eruobaL,x\n"
    path.write_text(cells, encoding="utf-8")
    with pytest.raises(ImportRefused) as found:
        read_candidates(path, missing_glyphs=shows_all)
    assert str(found.value).replace("\n", "").isprintable()
    assert "U+001B" in str(found.value)


def test_a_file_of_twenty_thousand_columns_is_refused_in_a_sentence_and_at_once() -> None:
    began = process_time()
    (found,) = refused(LISTS / "min-wide.csv")
    assert found[1] == f"The header has 20,000 columns; {MOST_COLUMNS} are the most."
    assert process_time() - began < SECONDS


def test_a_cell_that_never_ends_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'surname,other_names,description\n"{"x" * 200_000}",Ann,\n', encoding="utf-8")
    ((line, problem, _),) = refused(path)
    assert line == 2
    assert "a double quote is missing" in problem
