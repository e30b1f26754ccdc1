"""Practising the very count that is set up: the same lists, rules and names, and no figure."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .running import refused, told
from .test_lists import LISTS, new


@pytest.fixture
def real(tmp_path: Path) -> Path:
    staff = tmp_path / "staff.csv"
    staff.write_text("number,name,role\n12,Ann Ash,clerk\n3,Zoë Elm,supervisor\n", encoding="utf-8")
    asked = new(tmp_path, LISTS / "same-party-one-seat.csv", "--seats", "1", "--yes")
    told(*asked, "--electorate", "900", "--staff", staff)
    return tmp_path / "new.tally"


def acts_of(file: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        return [
            json.loads(row[0])
            for row in opened.execute("SELECT entry FROM act ORDER BY stream, seq")
        ]


def said(file: Path, kind: str) -> list[dict[str, Any]]:
    """What acts of a kind say, without what is of the moment alone."""
    envelope = ("id", "at", "by", "workstation", "seen", "count_head", "v")
    return [
        {name: value for name, value in act.items() if name not in envelope}
        for act in acts_of(file)
        if act["act"] == kind
    ]


def test_it_has_the_same_contests_sheets_and_officers_and_nothing_counted(
    tmp_path: Path, real: Path
) -> None:
    practice = tmp_path / "practice.tally"
    assert "a practice count: 1 contest, 3 sheets." in told("practise", real, practice)
    assert said(practice, "ContestSetUp") == said(real, "ContestSetUp")
    assert said(practice, "SheetsIssued") == said(real, "SheetsIssued")
    roles = [
        [
            (one["officer"]["number"], one["officer"]["role"])
            for one in said(file, "OfficerEnrolled")
        ]
        for file in (practice, real)
    ]
    assert sorted(roles[0]) == sorted(roles[1])
    (begun,) = said(practice, "CountSetUp")
    assert begun["practice"] is True
    assert begun["name"] == said(real, "CountSetUp")[0]["name"]


def test_the_names_are_there_and_not_in_the_ledger(tmp_path: Path, real: Path) -> None:
    practice = tmp_path / "practice.tally"
    told("practise", real, practice)
    with closing(sqlite3.connect(f"file:{practice}?mode=ro", uri=True)) as opened:
        dumped = "".join(opened.iterdump())
    assert "Zoë Elm" in dumped
    assert "Zoë Elm" not in json.dumps(acts_of(practice), ensure_ascii=False)


def test_the_real_count_stays_as_it_was_and_a_file_that_is_there_too(
    tmp_path: Path, real: Path
) -> None:
    before = acts_of(real)
    practice = tmp_path / "practice.tally"
    told("practise", real, practice)
    assert acts_of(real) == before
    assert "no count is overwritten" in refused("practise", real, practice, status=2)
    assert "PRACTICE" not in told("tally", real)
