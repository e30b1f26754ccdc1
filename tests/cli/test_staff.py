"""Staff from a list: at the making of a count, and later; all of them or nobody."""

from pathlib import Path

import pytest

from .running import refused, run, told
from .test_lists import LISTS, new

HEADER = "number,name,role\n"


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff.csv"
    path.write_text(HEADER + "12,Ann Ash,clerk\n3,Zoë Elm,supervisor\n", encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path, staff: Path) -> Path:
    asked = new(tmp_path, LISTS / "same-party-one-seat.csv", "--seats", "1", "--yes")
    shown = told(*asked, "--electorate", "900", "--staff", staff)
    assert "Officer 12, Ann Ash: clerk, new." in shown
    return tmp_path / "new.tally"


def test_staff_is_enrolled_when_the_count_is_made(made: Path, staff: Path) -> None:
    shown = told("staff", made, staff, "--yes")
    assert "There already as listed: 2 officers." in shown
    assert "Nobody is new, and nothing changes." in shown
    assert "Enrolled 0 people" in shown


def test_later_the_new_and_the_changed_are_told_and_enrolled(made: Path, staff: Path) -> None:
    text = HEADER + "12,Ann Ash,supervisor\n3,Zoë Elm,supervisor\n14,Bob Birch,clerk\n"
    staff.write_text(text, encoding="utf-8")
    shown = told("staff", made, staff, keyed="y\n")
    assert "Officer 14, Bob Birch: clerk, new." in shown
    assert "Officer 12, Ann Ash: supervisor, was clerk." in shown
    assert "1 officer" in shown
    assert "Enrolled 2 people" in shown
    assert "Nobody is new, and nothing changes." in told("staff", made, staff, "--yes")


def test_a_number_stays_one_person_s_and_nobody_is_enrolled(made: Path, staff: Path) -> None:
    text = HEADER + "20,Cy Cedar,clerk\n12,Bob Birch,clerk\n1,Dee Dogwood,clerk\n"
    staff.write_text(text, encoding="utf-8")
    message = refused("staff", made, staff, "--yes", status=2)
    assert "Line 3: 12 is Ann Ash’s number for the whole count, and not Bob Birch’s." in message
    assert "Line 4: 1 is A. Example’s number" in message
    staff.write_text(HEADER + "20,Cy Cedar,clerk\n", encoding="utf-8")
    assert "Officer 20, Cy Cedar: clerk, new." in told("staff", made, staff, "--yes")


def test_who_may_not_enrol_enrols_nobody(made: Path, staff: Path) -> None:
    staff.write_text(HEADER + "20,Cy Cedar,clerk\n", encoding="utf-8")
    assert "A102" in refused("staff", made, staff, "--by", "12", "--yes", status=1)
    assert "Officer 20, Cy Cedar: clerk, new." in run("staff", made, staff, keyed="n\n").stdout


def test_the_returning_officer_s_number_in_the_list_leaves_no_file(
    tmp_path: Path, staff: Path
) -> None:
    staff.write_text(HEADER + "1,Cy Cedar,clerk\n", encoding="utf-8")
    asked = new(tmp_path, LISTS / "same-party-one-seat.csv", "--seats", "1", "--yes")
    message = refused(*asked, "--electorate", "900", "--staff", staff, status=2)
    assert "1 is A. Example’s number" in message
    assert not (tmp_path / "new.tally").exists()


@pytest.mark.parametrize("name", ["candidates", "areas", "staff"])
def test_an_empty_list_is_saved_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.xlsx"
    assert f"Saved {path}." in told("template", name, path)
    assert "there already" in refused("template", name, path, status=2)
