"""A training count from the command line: made with planted mistakes, and told of afterwards."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.documents.reading import page_count
from tallyapp.resources import resource
from tests.documents.pages import words

from .running import OXFORD, refused, run, told

WARD = resource("samples", "training-ward.json")


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    said = told("practice", WARD, "--plant", "all", "--out", tmp_path / "ward.tally")
    assert "1 contest, 5 mistakes planted in each, ready to be keyed." in said
    return tmp_path / "ward.tally"


def test_its_papers_are_beside_it_to_be_keyed_and_to_be_printed(ward: Path) -> None:
    papers = ward.with_suffix(".papers.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(papers)))
    assert {row["paper"] for row in rows} == {"slate", "box", "sheet", "form"}
    sheets = {row["number"] for row in rows if row["paper"] == "sheet"}
    forms = {row["number"] for row in rows if row["paper"] == "form"}
    boxes = {row["number"] for row in rows if row["paper"] == "box"}
    pages = ward.with_suffix(".papers.pdf").read_bytes()
    assert page_count(pages) == len(sheets) + len(forms) + len(boxes)


def test_where_the_mistakes_are_stands_in_no_act_and_is_not_to_be_read_in_the_file(
    ward: Path,
) -> None:
    with closing(sqlite3.connect(f"file:{ward}?mode=ro", uri=True)) as opened:
        dumped = "\n".join(opened.iterdump())
        acts = [row[0] for row in opened.execute("SELECT entry FROM act")]
    assert "training/planted/" in dumped
    for kind in ("look-alike", "doubled", "swapped"):
        assert kind not in dumped
    assert not any("planted" in act for act in acts)


def test_the_report_says_what_is_still_to_be_found(ward: Path) -> None:
    said = told("training", "report", ward)
    assert said.startswith("Millbrook: 0 of 5 mistakes found so far.")
    assert said.count("Not keyed yet.") == 5


def test_as_csv_it_has_a_line_for_each_mistake_and_the_mark_by_which_spreadsheets_know_it(
    ward: Path, tmp_path: Path
) -> None:
    done = run("training", "report", ward, "--csv")
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbfrecord,count,contest,seed,mistake")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert sorted(row["mistake"] for row in rows) == [
        "box",
        "doubled",
        "look-alike",
        "short",
        "swapped",
    ]
    assert {row["found"] for row in rows} == {"no"}
    told("training", "report", ward, "--out", tmp_path / "report.csv")
    assert (tmp_path / "report.csv").read_bytes() == done.stdout_bytes


def test_as_a_page_it_is_marked_as_practice(ward: Path, tmp_path: Path) -> None:
    told("training", "report", ward, "--out", tmp_path / "report.pdf")
    page = words((tmp_path / "report.pdf").read_bytes())
    assert "Training report" in page
    assert "PRACTICE" in page


def test_some_kinds_alone_are_planted(tmp_path: Path) -> None:
    told(
        "practice", OXFORD, "--plant", "short", "--plant", "swapped", "--out", tmp_path / "o.tally"
    )
    said = told("training", "report", tmp_path / "o.tally")
    assert "0 of 2 mistakes found so far." in said
    # No box was miscounted, so every box is verified, and there is no record of one to be keyed.
    papers = (tmp_path / "o.papers.csv").read_text(encoding="utf-8")
    assert ",box," not in papers


def test_what_cannot_be_is_refused_with_a_sentence(ward: Path, tmp_path: Path) -> None:
    told("practice", OXFORD, "--out", tmp_path / "plain.tally")
    plain = refused("training", "report", tmp_path / "plain.tally", status=1)
    assert "is no training count" in plain
    other = refused("training", "report", ward, "--out", tmp_path / "report.txt", status=1)
    assert "neither .csv nor .pdf" in other
    over = refused("training", "report", ward, "--out", ward, status=1)
    assert "neither .csv nor .pdf" in over
    asked = ("practice", WARD, "--plant", "all", "--finish", "--out", tmp_path / "x.tally")
    assert "--plant is for papers" in refused(*asked, status=2)
    assert not (tmp_path / "x.tally").exists()


def test_a_count_too_small_for_its_mistakes_leaves_nothing_behind(tmp_path: Path) -> None:
    medway = resource("samples", "medway-2023-declarations.json")
    made = ("practice", medway, "--contest", "medway-all-saints", "--plant", "all")
    assert "too small" in refused(*made, "--out", tmp_path / "small.tally", status=2)
    assert list(tmp_path.iterdir()) == []
