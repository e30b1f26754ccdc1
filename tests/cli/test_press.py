"""The files for the press by a command: of what is declared, and of nothing else."""

from pathlib import Path

import pytest

from tests.cli.running import refused, told
from tests.press.oakshire import council


@pytest.fixture(scope="module")
def count(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council with two wards declared and one still counted."""
    folder = tmp_path_factory.mktemp("council")
    council(folder).close()
    return folder / "oakshire.tally"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_all_that_is_declared_goes_into_one_folder(count: Path, tmp_path: Path) -> None:
    folder = tmp_path / "night" / "press"
    assert told("press", count, "-o", folder) == f"15 files for the press in {folder}.\n"
    of_wards = {name.split("-")[1] for name in names(folder) if "-notice" in name}
    assert of_wards == {"ashton", "birchley"}
    assert {"PRACTICE-README.txt", "PRACTICE-summary.html"} <= names(folder)


def test_one_contest_is_named_by_its_name_or_its_identifier(count: Path, tmp_path: Path) -> None:
    for name in ("Birchley", "birchley"):
        told("press", count, "--contest", name, "-o", tmp_path / name)
        assert not [each for each in names(tmp_path / name) if "ashton" in each]
        assert "PRACTICE-birchley-chart.png" in names(tmp_path / name)


def test_what_is_still_counted_is_not_for_the_press(count: Path, tmp_path: Path) -> None:
    said = refused("press", count, "--contest", "Cedar Green", "-o", tmp_path / "no", status=2)
    assert "Cedar Green is not declared" in said
    said = refused("press", count, "--contest", "Elm", "-o", tmp_path / "no", status=1)
    assert "Ashton, Birchley, Cedar Green" in said
    assert not (tmp_path / "no").exists()
