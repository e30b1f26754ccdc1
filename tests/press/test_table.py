"""The table for a spreadsheet: what was declared, cell by cell, and nothing that it works out."""

import csv
from io import StringIO
from pathlib import Path

import msgspec

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import Votes
from tests.halls import a_counted_hall
from tests.press.numbers import declared_act
from tests.press.oakshire import COUNTING, DECLARED, pressed

NAME = "PRACTICE-results.csv"


def rows(data: bytes) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it, by its first line."""
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_votes_in_the_table_are_those_of_the_declared_acts(
    oakshire: Desk, files: dict[str, bytes]
) -> None:
    told = rows(files[NAME])
    assert {row["practice"] for row in told} == {"yes"}
    for ward in DECLARED:
        act = declared_act(oakshire, ward.id)
        lines = [
            row for row in told if row["contest_id"] == ward.id and row["record"] == "candidate"
        ]
        assert [int(row["votes"]) for row in lines] == list(act.figures.votes)
        elected = [int(row["number"]) for row in lines if row["elected"] == "yes"]
        assert tuple(elected) == act.elected
    assert not [row for row in told if row["contest_id"] == COUNTING.id]
    assert [row["ballot_paper_name"] for row in told if row["contest_id"] == "westgate"]


def test_a_name_that_looks_like_a_formula_is_a_name(tmp_path: Path, folder: Path) -> None:
    people = (
        Candidate(surname="=1+1", other_names="@Ann", description="+44 Party"),
        Candidate(surname="Birch", other_names="Bob", description="-Party"),
        Candidate(surname="Cedar", other_names="Cy", description="Independent"),
    )
    hall = a_counted_hall(tmp_path, candidates=people)
    hall.finish()
    told = rows(pressed(hall.desk, folder)[NAME])
    cells = {cell for row in told for cell in row.values() if cell}
    assert not [cell for cell in cells if cell[0] in "=+-@"]
    assert {"'=1+1", "'@Ann", "'+44 Party", "'-Party"} <= cells
    hall.desk.close()


def test_a_corrected_contest_is_not_in_the_table_and_the_list_says_so(
    tmp_path: Path, folder: Path
) -> None:
    hall = a_counted_hall(tmp_path, practice=False)
    hall.finish()
    first = pressed(hall.desk, folder)
    assert len(rows(first["results.csv"])) > 3
    figures = hall.figures
    hall.correct_notice(msgspec.structs.replace(figures, votes=(Votes(119), *figures.votes[1:])))
    again = pressed(hall.desk, folder)
    assert rows(again["results.csv"]) == []
    assert "Elm Valley is not in the table" in again["README.txt"].decode()
    hall.desk.close()
