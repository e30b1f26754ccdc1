"""What lies in the folder already stays as it is; what is ours is replaced whole or not at all."""

import csv
import hashlib
from io import StringIO
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.press.file_names import FileNames
from tallyapp.press.folder import put
from tests.press.oakshire import pressed

SUMS = "SHA256SUMS.txt"
FIRST = {"README.txt": b"first", "ash-result.txt": b"100 votes"}
SECOND = {"README.txt": b"second", "ash-result.txt": b"100 votes", "elm-result.txt": b"7 votes"}


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_beside_those_of_others(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes of the press officer.docx").write_bytes(b"call the Gazette")
    put(folder, FIRST, SUMS)
    put(folder, SECOND, SUMS)
    found = there(folder)
    assert found.pop("notes of the press officer.docx") == b"call the Gazette"
    sums = found.pop(SUMS).decode()
    assert found == SECOND
    assert set(sums.splitlines()) == {
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in SECOND.items()
    }


@pytest.mark.parametrize("name", [*FIRST, SUMS])
def test_a_file_of_another_under_one_of_the_names_stops_everything(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / name).write_bytes(b"minutes of the parish council")
    with pytest.raises(EnvironmentFault, match=name):
        put(folder, FIRST, SUMS)
    assert there(folder) == {name: b"minutes of the parish council"}


def test_a_file_that_somebody_changed_since_is_not_lost(folder: Path) -> None:
    put(folder, FIRST, SUMS)
    (folder / "README.txt").write_bytes(b"first, and a line of the press officer")
    before = there(folder)
    with pytest.raises(EnvironmentFault, match=r"README\.txt"):
        put(folder, SECOND, SUMS)
    assert there(folder) == before


def test_a_link_is_followed_nowhere(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"not ours")
    (folder / "README.txt").symlink_to(elsewhere)
    with pytest.raises(EnvironmentFault, match=r"README\.txt"):
        put(folder, FIRST, SUMS)
    assert elsewhere.read_bytes() == b"not ours"


def test_what_was_written_before_a_power_cut_is_known_again(folder: Path) -> None:
    put(folder, FIRST, SUMS)
    # Cut off after the first of the new files, before the list of them.
    (folder / "README.txt").write_bytes(SECOND["README.txt"])
    put(folder, SECOND, SUMS)
    assert there(folder).keys() == {*SECOND, SUMS}


def test_files_of_one_contest_leave_those_of_others_known(folder: Path) -> None:
    put(folder, SECOND, SUMS)
    put(folder, {"README.txt": b"third"}, SUMS)
    put(folder, {"README.txt": b"fourth", "elm-result.txt": b"8 votes"}, SUMS)
    assert there(folder)["elm-result.txt"] == b"8 votes"


def test_a_folder_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "press").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="press"):
        put(tmp_path / "press", FIRST, SUMS)


def test_the_same_count_gives_the_same_files_twice(oakshire: Desk, tmp_path: Path) -> None:
    once = pressed(oakshire, tmp_path / "once")
    again = pressed(oakshire, tmp_path / "again")
    assert once == again
    assert pressed(oakshire, tmp_path / "once") == once


def test_contests_that_differ_in_capitals_alone_have_files_of_their_own() -> None:
    names = FileNames(["Elm", "elm", "elm-2", "ELM"], practice=False)
    found = {names.of(each, "mail").casefold() for each in ("Elm", "elm", "elm-2", "ELM")}
    assert len(found) == 4
    again = FileNames(["ELM", "elm-2", "elm", "Elm"], practice=False)
    assert all(again.of(each, "mail") == names.of(each, "mail") for each in ("Elm", "elm", "ELM"))


def test_every_file_of_a_practice_count_says_so(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        assert name.startswith("PRACTICE-")
        if name.endswith("SUMS.txt"):
            assert all("PRACTICE" in line for line in data.decode().splitlines())
        elif name.endswith(".png"):
            assert b"PRACTICE" in data
        elif name.endswith(".csv"):
            head, *lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
            assert head[1] == "practice"
            assert {line[1] for line in lines} == {"yes"}
        else:
            assert "PRACTICE. Not a real result." in data.decode()
