"""Constituencies counted again: what comes out in the Library's columns is what it published.

Every column that the program fills is compared with the Library's own files. What it leaves empty
(codes, gender, who sat before) it does not know.
"""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tallyapp.past.past_results import read_past_results
from tests.cli.running import COMMONS, told
from tests.real.replaying import replayed

from . import by_files

NAMES = (
    "Oxford East",
    "Hendon",
    "St Austell and Newquay",
    "Ynys Môn",
    "Belfast North",
    "Na h-Eileanan an Iar",
    "Islington North",
    "Clacton",
)
"""A party of two, a majority of 15, accents, parties of Northern Ireland, Scotland and Wales; an
Independent and Reform UK as winners.

The Speaker's seat is not among them: for whom he stands no description tells, and it is left empty.
"""
BY_CANDIDATE = (
    "Constituency name",
    "Party name",
    "Party abbreviation",
    "Electoral Commission party ID",
    "MNIS party ID",
    "Electoral Commission adjunct party ID",
    "Candidate first name",
    "Candidate surname",
    "Votes",
)
NOT_FILLED = {
    "ONS ID",
    "ONS region ID",
    "Region name",
    "Country name",
    "Constituency type",
    "Member gender",
    "Result",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The constituencies in one count, each declared."""
    file = tmp_path_factory.mktemp("library") / "library.tally"
    results = [past for past in read_past_results(COMMONS) if past.name in NAMES]
    assert len(results) == len(NAMES)
    replayed(file, results).close()
    return file


def published(source: Path) -> list[dict[str, str]]:
    with source.open(encoding="utf-8-sig", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["Constituency name"] in NAMES]


def test_every_candidate_comes_out_as_the_library_has_them(file: Path) -> None:
    ours = by_files.rows(told("export", file, "--format", "commons-csv").encode())
    theirs = published(COMMONS[0])
    assert list(ours[0]) == list(theirs[0])
    kept = [_of(row, BY_CANDIDATE) for row in ours]
    assert sorted(kept) == sorted(_of(row, BY_CANDIDATE) for row in theirs)
    shares = [sorted(Decimal(row["Share"]) for row in each) for each in (ours, theirs)]
    # The Library leaves out the last places of some.
    assert all(abs(a - b) < Decimal("0.000001") for a, b in zip(*shares, strict=True))


def test_every_constituency_comes_out_as_the_library_has_it(file: Path) -> None:
    ours = by_files.rows(told("export", file, "--format", "commons-constituencies-csv").encode())
    theirs = published(COMMONS[1])
    columns = [name for name in theirs[0] if name not in NOT_FILLED]
    assert list(ours[0]) == list(theirs[0])
    kept = [_of(row, columns) for row in ours]
    assert sorted(kept) == sorted(_of(row, columns) for row in theirs)


def _of(row: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    return [row[name] for name in columns]
