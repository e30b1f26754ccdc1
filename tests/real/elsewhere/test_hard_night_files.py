"""A night of hard names and of everything that goes wrong, in files for other programs."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, told

from . import by_files, by_sql, hard_night
from .hard_night import (
    BORNE_OUT,
    BY_TORCHLIGHT,
    CORRECTED,
    COUNTING,
    GIVEN_UP,
    HARD,
    LOT,
    NAMES,
    NOT_BEGUN,
    OUTSIDE,
    UNOPPOSED,
)
from .told import Result

FORMS = (
    "csv",
    "commons-csv",
    "commons-constituencies-csv",
    "democracy-club-csv",
    "nist-err-json",
    "arlo-manifest",
    "json",
)


@pytest.fixture(scope="module")
def night(hard: Path) -> Path:
    return hard / "night.tally"


@pytest.fixture(scope="module")
def views(hard: Path) -> Mapping[str, Result]:
    return by_sql.results(hard / "backup.tally", BORNE_OUT)


def exported(night: Path, form: str, *more: str) -> bytes:
    return told("export", night, "--format", form, *more).encode()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_out_of_a_file_is_named_with_why(night: Path, form: str) -> None:
    said = run("export", night, "--format", form).stderr.splitlines()
    because = {
        "not declared": (COUNTING, NOT_BEGUN),
        "abandoned": (GIVEN_UP,),
        "figures other than those counted here": (BY_TORCHLIGHT,),
    }
    for why, contests in because.items():
        (line,) = (line for line in said if why in line and line.startswith("Left out"))
        for contest in contests:
            assert hard_night.ward(contest) in line


@pytest.mark.parametrize("form", FORMS)
def test_nothing_undeclared_is_in_a_file(night: Path, form: str) -> None:
    data = exported(night, form).decode()
    if form == "nist-err-json":
        # That they are left out is said in it too.
        data = json.dumps(json.loads(data) | {"Notes": ""}, ensure_ascii=False)
    for contest in (COUNTING, NOT_BEGUN, GIVEN_UP, BY_TORCHLIGHT):
        assert hard_night.ward(contest) not in data, contest


def test_hard_names_come_out_whole_and_begin_no_formula(
    night: Path, views: Mapping[str, Result]
) -> None:
    data = exported(night, "csv")
    assert by_files.plain(data, BORNE_OUT) == views
    for form in FORMS:
        if form.endswith("json"):
            continue
        written = csv.reader(io.StringIO(exported(night, form).decode("utf-8-sig"), newline=""))
        for row in written:
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_the_contract_and_the_common_data_format_hold_the_hard_names(
    night: Path, views: Mapping[str, Result]
) -> None:
    told_there = by_files.tally(exported(night, "json"))
    assert told_there == views
    lines = [(one.name, one.description, one.votes, one.elected) for one in views[HARD].lines]
    assert by_files.nist(exported(night, "nist-err-json"))[HARD] == lines


def test_two_of_one_name_can_be_told_apart_in_every_file(night: Path) -> None:
    one, other = (person for person in NAMES if person.particular)
    for form in ("csv", "democracy-club-csv", "json", "nist-err-json"):
        data = exported(night, form, "--contest", HARD).decode()
        assert one.particular in data, form
        assert other.particular in data, form
    said = run("export", night, "--format", "commons-csv", "--contest", HARD).stderr
    assert "of the same name" in said


def test_a_lot_is_told_or_said_to_be_left_out(night: Path) -> None:
    contest = _contest(night, LOT)
    assert contest["lots"] == [{"between": [1, 2], "chosen": 1}]
    assert contest["majority"] == 0
    (lot,) = [row for row in by_files.rows(exported(night, "csv")) if row["record"] == "lot"]
    assert (lot["contest_id"], lot["number"], lot["between"]) == (LOT, "1", "1 2")
    drawn = [
        (row["person_name"], row["tied_vote_winner"])
        for row in by_files.rows(exported(night, "democracy-club-csv", "--contest", LOT))
    ]
    assert drawn == [("Ann Ash", "t"), ("Bob Birch", "f"), ("Cat Cedar", "f")]
    for form in ("commons-csv", "commons-constituencies-csv", "nist-err-json"):
        assert "A lot was drawn" in run("export", night, "--format", form).stderr, form


def test_a_notice_put_right_is_told_beside_the_figures_declared(night: Path) -> None:
    contest = _contest(night, CORRECTED)
    assert [one["votes"] for one in contest["candidates"]] == [300, 200, 100]
    (correction,) = contest["corrections"]
    assert [one["votes"] for one in correction["candidates"]] == [300, 212, 88]
    for form in FORMS:
        if form not in ("json", "arlo-manifest"):
            whole = run("export", night, "--format", form)
            assert "corrected notice" in whole.stderr + whole.stdout, form


def test_a_result_declared_outside_says_so(night: Path) -> None:
    contest = _contest(night, OUTSIDE)
    assert contest["declared_outside"] == "=the lights went out"
    assert contest["borne_out"] is True
    assert _contest(night, BY_TORCHLIGHT)["borne_out"] is False


def test_a_contest_still_counting_shows_no_vote_unless_it_is_asked_for(night: Path) -> None:
    contest = _contest(night, COUNTING)
    assert contest["figures"] == "withheld"
    assert {one["votes"] for one in contest["candidates"]} == {None}
    so_far = _contest(night, COUNTING, "--undeclared")
    assert so_far["figures"] == "so far"
    assert all(one["votes"] for one in so_far["candidates"])
    assert {one["elected"] for one in so_far["candidates"]} == {None}
    given_up = _contest(night, GIVEN_UP, "--undeclared")
    assert given_up["figures"] == "withheld"
    assert {one["votes"] for one in given_up["candidates"]} == {None}
    votes = [f"{one['votes']:,}" for one in so_far["candidates"]]
    for words in (told("tally", night), told("tally", night, "--contest", COUNTING)):
        assert not any(each in words for each in votes)


def test_votes_so_far_are_marked_in_the_file_or_are_not_written(night: Path) -> None:
    undeclared = ("--undeclared", "--contest", COUNTING)
    rows = by_files.rows(exported(night, "csv", *undeclared))
    assert {row["state"] for row in rows} == {"not declared"}
    assert {row["elected"] for row in rows} == {""}
    rows = by_files.rows(exported(night, "democracy-club-csv", *undeclared))
    assert all("Not declared" in row["results_source"] for row in rows)
    report = json.loads(exported(night, "nist-err-json", *undeclared))
    assert report["Status"] == "unofficial-partial"
    for form in ("commons-csv", "commons-constituencies-csv"):
        refused("export", night, "--format", form, *undeclared, status=1)


def test_a_part_of_a_count_is_not_called_the_whole_of_it(night: Path) -> None:
    report = json.loads(exported(night, "nist-err-json"))
    assert report["Status"] == "unofficial-partial"
    assert report["IsTest"] is True


def test_who_is_elected_without_a_poll_has_no_votes(night: Path) -> None:
    (row,) = (
        row for row in by_files.rows(exported(night, "csv")) if row["contest_id"] == UNOPPOSED
    )
    assert (row["surname"], row["votes"], row["elected"]) == ("=Alone", "", "yes")
    (ward,) = json.loads(told("tally", night, "--json"))["unopposed"]
    assert (ward["seats"], len(ward["elected"])) == (2, 1)


def _contest(night: Path, contest: str, *more: str) -> dict[str, Any]:
    (told_of,) = json.loads(told("tally", night, "--json", "--contest", contest, *more))["contests"]
    assert told_of["id"] == contest
    return dict(told_of)
