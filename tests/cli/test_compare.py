"""Two files of one count, compared at the command line."""

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tests.branches import go_on, two_files
from tests.cli.running import refused, told
from tests.halls import CLERK, RETURNING_OFFICER, Hall, NightClock, a_hall, contest_fields, sheet

WRITTEN = sheet((30, 20, 10))
OTHERWISE = sheet((20, 30, 10))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    def first(hall: Hall) -> None:
        hall.agree(2, WRITTEN)
        hall.agree(3, WRITTEN)

    def second(hall: Hall) -> None:
        hall.agree(2, WRITTEN)
        hall.agree(3, OTHERWISE)
        hall.agree(5, WRITTEN)

    return two_files(tmp_path, lambda hall: hall.agree(1, WRITTEN), first, second)


def test_it_is_told_where_they_part_what_each_has_and_what_was_keyed_in_both(
    files: tuple[Path, Path],
) -> None:
    said = told("compare", *files)
    assert "Elm Valley: the same up to entry 6 (Sheet keyed: 60 papers, Sheet 1" in said
    assert "4 entries in 1 alone, 6 entries in 2 alone" in said
    assert "officer 12, clerk  Sheet 5  Sheet keyed: 60 papers" in said
    assert "Area A  Sheet 2  the same in both" in said
    assert "Area A  Sheet 3  DIFFERS: look at the paper" in said
    assert "Area B  Sheet 5  in 2 alone (handed out, not keyed in 1, stands in 2)" in said
    assert "ASH" not in said, "figures by candidate are for whoever asks for them"
    assert "ASH Alex, part bundle: 5 in 1, 20 in 2" in told("compare", *files, "--figures")


def test_other_programs_are_told_the_same_and_no_figure_unasked(files: tuple[Path, Path]) -> None:
    found = json.loads(told("compare", *files, "--json"))
    of_count, elm = found["streams"]
    assert (of_count["stream"], elm["stream"]) == ("count", "elm-valley")
    assert (elm["common"], len(elm["only_first"]), len(elm["only_second"])) == (6, 4, 6)
    papers = {each["name"]: each for each in elm["papers"]}
    assert {name: each["match"] for name, each in papers.items()} == {
        "2": "same",
        "3": "differs",
        "5": "second",
    }
    assert "figures" not in papers["3"]["first"]
    assert "says" not in elm["only_first"][0]
    shown = json.loads(told("compare", *files, "--json", "--figures"))["streams"][1]
    assert shown["papers"][1]["second"]["figures"]["1.part"] == 20
    assert shown["only_first"][0]["says"]["by"] == CLERK


def test_a_file_and_its_copy_are_the_same(files: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.tally"
    shutil.copy(files[0], copy)
    said = told("compare", files[0], copy)
    assert "Elm Valley: the same in both, 10 entries." in said
    assert "alone" not in said


def test_what_cannot_be_compared_is_said(files: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = files
    assert "are the same file" in refused("compare", one, one, status=1)
    (tmp_path / "another").mkdir()
    hall = a_hall(tmp_path / "another", clock=NightClock())
    stranger = hall.desk.ledger.path
    hall.desk.close()
    assert "not of the same count" in refused("compare", one, stranger, status=1)
    data = bytearray(other.read_bytes())
    at = data.rindex(b'"act":"SheetKeyed"')
    data[at + 7 : at + 17] = b"SheetKeyeD"
    other.write_bytes(data)
    assert "cannot be compared" in refused("compare", one, other, status=1)
    assert "There is no file" in refused("compare", one, tmp_path / "none.tally", status=2)


def test_a_contest_that_one_file_alone_has_is_told_whole(files: tuple[Path, Path]) -> None:
    def set_up(hall: Hall) -> None:
        by = hall.by(RETURNING_OFFICER).fixed
        fields = contest_fields(contest="oak-hill", name="Oak Hill")
        hall.desk.do("oak-hill", acts.ContestSetUp(**by, **fields))
        hall.desk.do("oak-hill", replace(hall.account("b1", 80), seen=0))

    go_on(files[1], set_up, "desk-2")
    said = told("compare", *files)
    assert "Oak Hill: nothing is the same. 0 entries in 1 alone, 2 entries in 2 alone." in said
    assert "Area B  Box b1, ballot paper account  in 2 alone" in said
