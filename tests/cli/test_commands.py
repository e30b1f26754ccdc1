"""The commands, as somebody at the count types them: what they say, leave behind, and end with."""

import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import platformdirs
import pytest
from click.testing import CliRunner

from tallyapp.cli.commands import main
from tallyapp.cli.text import printable
from tallyapp.desk import Desk
from tallyapp.domain.acts import FORMAT
from tallyapp.resources import resource
from tests.audit.hall import attach, unsigned
from tests.audit.here import answered_here
from tests.cli.running import (
    AREAS,
    CANDIDATES,
    DIVISIONS,
    MEDWAY,
    OXFORD,
    RESULTS,
    TIES,
    commons_of,
    process,
    refused,
    run,
    told,
)
from tests.ledger.tampering import edit, recompute_heads, sign_again, tampering
from tests.planned import key_sheet
from tests.signing.revisions import Later, authority
from tests.ui.practice import CLERK, OTHER_CLERK, oxford_east
from tests.workstations import workstation

NEW = (
    "--candidates",
    CANDIDATES,
    "--areas",
    AREAS,
    "--name",
    "Oxford East",
    "--election",
    "UK Parliamentary general election",
    "--kind",
    "uk-parliamentary",
    "--polling-day",
    "2024-07-04",
    "--electorate",
    "71845",
    "--officer",
    "A. Example",
)
PASSWORD = "four quiet words"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of one practice count, played and published, and what was said of it."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    return folder, told("demo", "--headless", "--out", folder)


@pytest.fixture
def demo(played: tuple[Path, str]) -> Path:
    """The folder of one practice count; it is only read."""
    return played[0]


@pytest.fixture
def count(demo: Path, tmp_path: Path) -> Path:
    """A count file to do with as one likes."""
    path = tmp_path / "count.tally"
    path.write_bytes((demo / "oxford-east.tally").read_bytes())
    return path


def seen() -> Path:
    return platformdirs.user_state_path("tallyapp", appauthor=False) / "seen.json"


@pytest.fixture
def new_machine() -> Iterator[None]:
    """A machine that has seen no count yet."""
    seen().unlink(missing_ok=True)
    yield
    seen().unlink(missing_ok=True)


# ---- demo


def test_the_practice_count_is_told_in_a_few_lines_and_verifies(played: tuple[Path, str]) -> None:
    folder, said = played
    assert said.splitlines() == [
        "Practice count of Oxford East: votes as published, areas, boxes and sheets synthetic.",
        "60 ballot boxes verified, 39,731 papers.",
        "36 count sheets keyed by two officers each; 1 queried, 1 corrected.",
        "Reconciled in 6 areas: 39,341 valid + 390 rejected = 39,731 papers.",
        "Elected: Anneliese Dodds, majority 14,465.",
        f"Count file: {folder}/oxford-east.tally",
        f"Signed PDF: {folder}/oxford-east-verification-statement.pdf (verify: holds)",
        f"Signed PDF: {folder}/oxford-east-declaration.pdf (verify: holds)",
        f"Signed PDF: {folder}/oxford-east-audit-pack.pdf (verify: holds)",
    ]
    assert sorted(path.name for path in folder.iterdir()) == [
        "oxford-east-audit-pack.pdf",
        "oxford-east-declaration.pdf",
        "oxford-east-verification-statement.pdf",
        "oxford-east.tally",
    ]


def test_a_second_practice_count_writes_over_nothing_of_the_first(
    demo: Path, tmp_path: Path
) -> None:
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert "oxford-east-2-audit-pack.pdf" in told("demo", "--out", tmp_path, "--seed", 2)
    (tmp_path / "oxford-east.tally").unlink()
    assert "oxford-east-3.tally" in told("demo", "--out", tmp_path), "its PDFs are still there"
    (tmp_path / "oxford-east.tally").write_bytes(before[tmp_path / "oxford-east.tally"])
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    message = refused("demo", "--out", tmp_path / "file" / "out", status=2)
    assert str(tmp_path / "file" / "out") in message
    assert "Choose another folder" in message


# ---- new


def test_before_polling_day_a_practice_count_is_offered(tmp_path: Path, new_machine: None) -> None:
    ahead = ["2099-05-07" if word == "2024-07-04" else word for word in NEW]
    shown = told("new", tmp_path / "real.tally", *ahead, "--yes")
    assert "Polling day, 7 May 2099, is still to come, and this is a real count." in shown
    assert "make it a practice count" in shown
    practised = told("new", tmp_path / "practice.tally", *ahead, "--practice", "--yes")
    assert "still to come" not in practised


def test_a_new_count_is_shown_before_it_is_made(tmp_path: Path, new_machine: None) -> None:
    file = tmp_path / "oxford.tally"
    shown = told("new", file, *NEW, keyed="y\n")
    assert "Oxford East: 1 seat, electorate 71,845" in shown
    assert "6 areas, 56 boxes" in shown
    assert " 5  Dodds, Anneliese, Labour and Co-operative" in shown
    assert "polling day Thursday 4 July 2024" in shown
    assert shown.endswith(f"Made {file}.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["oxford.tally"]
    tally = json.loads(told("tally", file, "--json"))
    assert [contest["state"] for contest in tally["contests"]] == ["counting"]
    assert len(tally["contests"][0]["candidates"]) == 12
    assert set(json.loads(seen().read_text())) != set(), "the machine remembers it"


def test_a_count_that_is_not_wanted_after_all_is_not_made(tmp_path: Path) -> None:
    refused("new", tmp_path / "oxford.tally", *NEW, keyed="n\n", status=1)
    assert list(tmp_path.iterdir()) == []


def test_a_count_is_never_written_over(count: Path) -> None:
    before = count.read_bytes()
    assert "no count is overwritten" in refused("new", count, *NEW, "--yes", status=2)
    assert count.read_bytes() == before


def csv_of(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_every_fault_of_a_list_is_told_with_its_place_and_nothing_is_left(tmp_path: Path) -> None:
    faulty = csv_of(
        tmp_path / "people.csv",
        "surname,other_names,description",
        "Ash,Alex,Independent",
        ",Bo,Green",
        "Cedar,\u7530,Labour",
        "Ash,Alex,Independent",
    )
    made = [*NEW, "--yes"]
    made[1] = faulty
    message = refused("new", tmp_path / "new.tally", *made, status=2)
    for line, column in ((3, "surname"), (4, "other_names"), (5, "surname")):
        assert f"{faulty}, line {line}, column {column}: " in message
    assert "U+7530" in message
    made = [*NEW, "--yes"]
    made[3] = csv_of(
        tmp_path / "areas.csv", "area,area_name,box,box_name,kind", "A,Area A,1,Box,postal"
    )
    assert "postal boxes alone" in refused("new", tmp_path / "new.tally", *made, status=2)
    assert not list(tmp_path.glob("new.tally*"))


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--electorate", "many", "whole number"),
        ("--electorate", "oxford-west=100", "electorate of oxford-east is not given"),
        ("--polling-day", "4 July", "4 July"),
        ("--polling-day", "1950-02-23", "no rules"),
        ("--kind", "mayoral", "kinds of election are"),
        ("--bundle", "33", "bundled in 10, 20, 25, 50 or 100"),
        ("--election", " ", "has no name"),
        ("--officer", "A. \u7530", "U+7530"),
        ("--imprint", "tab\there", "U+0009"),
        ("--candidates", "nowhere.csv", "nowhere.csv"),
        ("--name", "x" * 501, "cannot be saved as typed"),
    ],
)
def test_what_a_count_cannot_be_made_of_is_said_and_no_file_is_left(
    tmp_path: Path, option: str, value: str, words: str
) -> None:
    made = [*NEW, "--yes"]
    if option in made:
        made[made.index(option) + 1] = value
    else:
        made += [option, value]
    done = run("new", tmp_path / "new.tally", *made)
    assert done.exit_code in (1, 2)
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_contests_are_set_up_in_one_count_or_none_is(tmp_path: Path) -> None:
    people = csv_of(
        tmp_path / "people.csv",
        "surname,other_names,description,contest,contest_name,seats",
        "Ash,Alex,Independent,elm,Elm Valley,1",
        "Birch,Bo,Green,elm,Elm Valley,1",
        "Cedar,Cy,Independent,oak,Oak Hill,1",
        "Dogwood,Di,Green,oak,Oak Hill,1",
    )
    areas = csv_of(
        tmp_path / "areas.csv",
        "area,area_name,box,box_name,kind,sheets,contest",
        "A,Area A,1,Station 1,polling,3,elm",
        "A,Area A,2,Station 2,polling,3,elm",
        "A,Area A,1,Station 1,polling,2,oak",
        "A,Area A,2,Post 1,postal,2,oak",
    )
    made = ["new", tmp_path / "two.tally", *NEW, "--yes"]
    made[3], made[5] = people, areas
    place = made.index("--electorate")
    made[place : place + 2] = ["--electorate", "elm=900", "--electorate", "oak=1200"]
    shown = told(*made)
    assert "Elm Valley: 1 seat, electorate 900" in shown
    assert "Oak Hill: 1 seat, electorate 1,200" in shown
    assert "1 area, 2 boxes, 2 sheets" in shown
    tally = json.loads(told("tally", tmp_path / "two.tally", "--json"))
    assert [contest["id"] for contest in tally["contests"]] == ["elm", "oak"]
    assert set(tally["streams"]) == {"count", "elm", "oak"}
    lines = told("tally", tmp_path / "two.tally").splitlines()
    assert [line.split()[0] for line in lines] == ["Elm", "Oak"]
    alone = csv_of(tmp_path / "alone.csv", *people.read_text().splitlines()[:3])
    made[1], made[3] = tmp_path / "three.tally", alone
    assert "contests without candidates: oak" in refused(*made, status=2)
    made[3] = csv_of(
        tmp_path / "maple.csv", *people.read_text().replace("elm", "maple").split("\n")
    )
    made[place : place + 4] = ["--electorate", "maple=900", "--electorate", "oak=1200"]
    said = refused(*made, status=2)
    assert "has no row for the contest maple. It has rows for elm, oak. Write each" in said


def test_a_list_of_candidates_without_a_contest_does_not_go_with_areas_of_one(
    tmp_path: Path,
) -> None:
    made = ["new", tmp_path / "one.tally", *NEW, "--yes"]
    made[3] = csv_of(
        tmp_path / "people.csv",
        "surname,other_names,description",
        "Ash,Alex,Independent",
        "Birch,Bo,Green",
    )
    assert "Name it in both lists, or in neither." in refused(*made, status=2)
    assert not (tmp_path / "one.tally").exists()
    assert not (tmp_path / "three.tally").exists()


# ---- practice


def test_where_no_more_stand_than_there_are_seats_nobody_is_counted_and_the_preview_says_so(
    tmp_path: Path,
) -> None:
    people = csv_of(
        tmp_path / "people.csv",
        "surname,other_names,description,contest,contest_name,seats,bundle,terms",
        "Ash,Alex,Independent,elm,Elm Valley,2,25,4 years; 2 years",
        "Birch,Bo,Green,elm,Elm Valley,2,25,4 years; 2 years",
        "Cedar,Cy,Independent,elm,Elm Valley,2,25,4 years; 2 years",
        "Dogwood,Di,Green,oak,Oak Hill,2,,",
    )
    areas = csv_of(
        tmp_path / "areas.csv",
        "area,area_name,box,box_name,kind,sheets,contest",
        "A,Area A,1,Station 1,polling,3,elm",
        "A,Area A,2,Station 2,polling,3,elm",
    )
    made = ["new", tmp_path / "two.tally", *NEW, "--yes", "--written", "both", "--small-count"]
    made[3], made[5] = people, areas
    made[made.index("--electorate") + 1] = "elm=900"
    made += ["--kind", "local-england"]
    shown = told(*made)
    assert "Oak Hill: no poll, 2 seats; elected: Di Dogwood" in shown
    assert "terms of the seats: 4 years, 2 years" in shown
    desk = Desk.open(
        tmp_path / "two.tally", lambda: datetime.now().astimezone(), workstation("desk-1")
    )
    try:
        set_up = desk.contest("elm").set_up
        assert (set_up.seats, set_up.bundle, set_up.written, set_up.small_count) == (
            2,
            25,
            "both",
            True,
        )
        assert set_up.terms == ("4 years", "2 years")
        assert list(desk.count.count.uncontested) == ["oak"]
    finally:
        desk.close()


def test_a_practice_count_waits_for_its_first_sheet(tmp_path: Path) -> None:
    file = tmp_path / "practice.tally"
    said = told("practice", OXFORD, "--out", file)
    assert f"Made {file}: 1 contest, ready for the first sheet." in said
    papers = tmp_path / "practice.papers.csv"
    assert str(papers) in said
    rows = list(csv.DictReader(papers.read_text("utf-8").splitlines()))
    sheets = [row for row in rows if row["paper"] == "sheet"]
    assert {row["contest"] for row in rows} == {"oxford-east"}
    written = sum(int(row["value"]) for row in sheets if row["field"] == "papers")
    sent = sum(int(row["value"]) for row in sheets if row["field"] == "sent")
    signed = [row for row in rows if row["paper"] == "form" and row["field"] == "papers"]
    assert (written, sent) == (39_731, sum(int(row["value"]) for row in signed))
    tally = json.loads(told("tally", file, "--json"))["contests"][0]
    assert (tally["state"], tally["papers_verified"]) == ("counting", 39_731)
    assert (tally["figures"], tally["valid_papers"]) == ("withheld", None)
    assert tally["majority"] is None


def test_a_practice_count_can_be_played_to_its_end(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.tally" for n in range(2)]
    for seed, file in enumerate(files):
        assert "declared." in told("practice", OXFORD, "--out", file, "--finish", "--seed", seed)
    tallies = [json.loads(told("tally", file, "--json"))["contests"] for file in files]
    assert [contest["state"] for contest in tallies[0]] == ["declared"]
    assert tallies[0][0]["candidates"] == tallies[1][0]["candidates"]
    assert "no count is overwritten" in refused("practice", OXFORD, "--out", files[0], status=2)


def test_constituencies_of_the_commons_files_become_one_count(tmp_path: Path) -> None:
    pair = commons_of(tmp_path, "Hendon", "Ynys Môn")
    done = run("practice", *pair, "--out", tmp_path / "two.tally", "--finish")
    assert done.exit_code == 0, done.output
    assert f"Made {tmp_path}/two.tally: 2 contests, declared." in done.stdout
    assert "Contests" in done.stderr, "the progress"
    lines = told("tally", tmp_path / "two.tally").splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "Hendon declared David Pinto-Duschinsky 15,855 majority 15",
        "Ynys Môn declared Llinos Medi 10,590 majority 637",
        "A practice count: this is no real result.",
    ]


def test_each_past_contest_is_listed_with_what_its_figures_come_to() -> None:
    lines = told("practice", *DIVISIONS, "--list").splitlines()
    assert lines[0] == (
        "buckinghamshire-abbey  Abbey, Buckinghamshire, 2 seats, reconciles: "
        "2,357 valid + 14 rejected = 2,371 papers; 4,365 votes, 349 unused."
    )
    assert (
        "    The source marks Stephen Richard Peters (904) as elected too; "
        "with 1 to elect, the votes do not."
    ) in lines
    assert sum(", does not reconcile. " in line for line in lines) == 493
    assert [" ".join(line.split()) for line in lines[-4:]] == [
        "1,401 contests: 908 reconcile, 0 have votes alone, 493 do not reconcile.",
        "298 the ballot papers are given without the invalid ones",
        "151 there are fewer votes than valid ballot papers",
        "44 there are more votes than the valid ballot papers can hold",
    ]
    last = told("practice", TIES, "--list").splitlines()[-1]
    assert last == "4 contests: 0 reconcile, 4 have votes alone, 0 do not reconcile."


def test_contests_that_cannot_be_made_are_left_out_by_name_and_number(tmp_path: Path) -> None:
    two = ["north-northamptonshire-kettering-north", "worcestershire-wythall"]
    chosen = [argument for name in two for argument in ("--contest", name)]
    done = run("practice", *DIVISIONS, *chosen, "--out", tmp_path / "two.tally", "--finish")
    assert done.exit_code == 0, done.output
    assert "Left out, as said above: 1 contest." in done.stdout
    assert "1 contest, declared." in done.stdout
    assert "Kettering North, North Northamptonshire: 5,800 votes are 1,778 more" in done.stderr


def test_wards_of_several_seats_are_played_to_their_end_each_written_another_way(
    tmp_path: Path,
) -> None:
    file = tmp_path / "medway.tally"
    chosen = ("--contest", "medway-luton", "--contest", "medway-fort-pitt")
    assert "2 contests, declared." in told(
        "practice", MEDWAY, *chosen, "--out", file, "--finish", "--various"
    )
    contests = json.loads(told("tally", file, "--json"))["contests"]
    elected = [[one["name"] for one in each["candidates"] if one["elected"]] for each in contests]
    assert [len(names) for names in elected] == [3, 2]


def test_what_is_at_fault_is_left_out_by_name_in_the_list_and_in_the_making(tmp_path: Path) -> None:
    """Each by its reason: a figure that does not agree, and two whom nobody could tell apart."""
    day = ("--polling-day", "2024-07-04")
    wrong = [RESULTS / f"wrong-majority-by-{each}.csv" for each in ("candidate", "constituency")]
    same = [RESULTS / f"equal-initials-{each}.csv" for each in ("cand", "ward")]
    for pair, left, said in (
        (wrong, "hendon  Hendon", "Hendon: the majority is given as 16, the votes make it 15"),
        (
            same,
            "testshire-beta  Beta, Testshire",
            "Beta, Testshire: J. Hinchcliffe, CON is listed",
        ),
    ):
        listed = told("practice", *pair, *day, "--list")
        assert f"{left}" in listed
        assert said in listed
        assert listed.endswith("1 left out for other reasons.\n")
        done = run("practice", *pair, *day, "--out", tmp_path / f"{pair[0].stem}.tally")
        assert done.exit_code == 0, done.output
        assert said in done.stderr
        assert "Left out, as said above: 1 contest." in done.stdout
        assert "1 contest, ready for the first sheet." in done.stdout
    assert "no contest elm" in refused("practice", *wrong, *day, "--contest", "elm", status=2)
    only = ("--contest", "hendon", "--out", tmp_path / "hendon.tally")
    assert "given as 16" in refused("practice", *wrong, *day, *only, status=2)


def test_what_was_read_over_and_who_was_published_as_elected_is_said_in_the_making(
    tmp_path: Path,
) -> None:
    hyphen = [RESULTS / f"soft-hyphen-by-{each}.csv" for each in ("candidate", "constituency")]
    day = ("--polling-day", "2024-07-04")
    done = run("practice", *hyphen, *day, "--out", tmp_path / "two.tally")
    assert "Hendon: Line 3, column candidate_first_name: U+00AD (SOFT HYPHEN)" in done.stderr
    assert "2 contests, ready for the first sheet." in done.stdout
    chosen = ("--contest", "worcestershire-wythall", "--out", tmp_path / "one.tally")
    done = run("practice", *DIVISIONS, *chosen)
    assert "Wythall, Worcestershire: The source marks Stephen Richard Peters (904)" in done.stderr


def test_nothing_in_a_past_result_steers_the_terminal_not_even_in_a_refusal(
    tmp_path: Path,
) -> None:
    source = tmp_path / "result.json"
    told_of = json.loads(OXFORD.read_text("utf-8")) | {"constituency": "\x1b[31mElm\u2028\x07"}
    source.write_text(json.dumps(told_of), "utf-8")
    for said in (
        told("practice", source, "--list"),
        refused("practice", source, "--out", tmp_path / "new.tally", status=2),
    ):
        assert "[31mElm" in said
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028]", said)


@pytest.mark.parametrize("last_day", ["31/12/9999", "9999-12-31"])
def test_the_last_day_that_there_is_is_refused_as_polling_day_in_a_sentence(
    tmp_path: Path, last_day: str
) -> None:
    file = tmp_path / "new.tally"
    pair = commons_of(tmp_path, "Hendon")
    named = [path.rename(path.with_name(path.name.replace("GE2024", "GE"))) for path in pair]
    new = [last_day if part == "2024-07-04" else part for part in NEW]
    for command in (
        ("new", file, *new, "--yes"),
        ("new", file, *new, "--practice", "--yes"),
        ("practice", *named, "--polling-day", last_day, "--out", file),
    ):
        done = run(*command)
        assert done.exit_code in (1, 2), done.output
        assert "Traceback" not in done.output
        assert "9999" in done.stderr
        assert not file.exists()
    told("new", file, *NEW, "--practice", "--yes")
    source = ("--source", "somebody", "--boundaries", "changed", "--polling-day", last_day)
    done = run("previous", file, *named, *source, "--contest", "oxford-east", "--yes")
    assert done.exit_code in (1, 2), done.output
    assert "Traceback" not in done.output


def test_the_polling_day_of_files_that_do_not_say_it_is_asked_for(tmp_path: Path) -> None:
    pair = commons_of(tmp_path, "Hendon")
    named = [path.rename(path.with_name(path.name.replace("GE2024", "GE"))) for path in pair]
    file = tmp_path / "new.tally"
    assert "Give the polling day (with --polling-day" in refused(
        "practice", *named, "--out", file, status=2
    )
    assert not file.exists()
    told("practice", *named, "--polling-day", "2019-12-12", "--out", file, "--finish")
    desk = Desk.open(file, lambda: datetime.now().astimezone(), workstation("desk-1"))
    try:
        assert desk.count.count.set_up is not None
        assert desk.count.count.set_up.polling_day.isoformat() == "2019-12-12"
        declaration = desk.contest("hendon").declaration
        assert declaration is not None
        assert declaration.declared_at.utcoffset() == timedelta(0), "in December it is winter time"
    finally:
        desk.close()


def test_one_contest_of_many_can_be_chosen(tmp_path: Path) -> None:
    file = tmp_path / "new.tally"
    assert "no contest elm" in refused(
        "practice", TIES, "--contest", "elm", "--out", file, status=2
    )
    assert "--out" in refused("practice", TIES, status=2)
    assert not file.exists()
    told(
        "practice",
        TIES,
        "--contest",
        "tunbridge-wells-paddock-wood-west",
        "--out",
        file,
        "--finish",
    )
    (contest,) = json.loads(told("tally", file, "--json"))["contests"]
    assert [one["name"] for one in contest["candidates"] if one["elected"]] == ["Matt Bailey"]


@pytest.mark.parametrize("content", ["", "{", '{"name": "x"}', "a,b\n1,2\n", "\0\0"])
@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_a_past_result_that_is_none_leaves_no_file(
    tmp_path: Path, content: str, ending: str
) -> None:
    source = tmp_path / f"result{ending}"
    source.write_text(content)
    message = refused("practice", source, "--out", tmp_path / "new.tally", status=2)
    assert str(source) in message
    assert list(tmp_path.iterdir()) == [source]


# ---- tally


def test_the_tally_is_told_line_by_line(demo: Path) -> None:
    lines = told("tally", demo / "oxford-east.tally").splitlines()
    words = [" ".join(line.split()) for line in lines]
    assert words[0] == "Oxford East, signed"
    assert (
        "Anneliese Dodds Labour and Co-operative 19,541 49.67% elected, deposit returned" in words
    )
    assert words[1:3] == [
        "UK Parliamentary general election, polling day Thursday 4 July 2024",
        "A practice count: this is no real result.",
    ]
    assert words[-2:] == [
        "",
        "Among the Independents: Ali 1,761, Nala-Hartley 600. Ali is sixth of all candidates, "
        "behind Dodds, Dhall, Brown, Jupp and Henwood.",
    ]
    figures = words[:-2]
    assert figures[-12] == "Valid papers 39,341"
    by_head = [int(word.rpartition(": ")[2]) for word in figures[-11:-7]]
    assert sum(by_head) == 390
    assert figures[-7:] == [
        "Rejected papers 390",
        "Papers verified 39,731",
        "Electorate 71,845",
        "Turnout, valid papers ÷ electorate 54.76%",
        "Ballot box turnout (valid + rejected) ÷ electorate 55.30%",
        "Total turnout (+ postal votes rejected before) not known: how many were rejected is not "
        "keyed",
        "Majority 14,465",
    ]
    assert sum("deposit returned" in line for line in lines) == 5
    assert sum("deposit forfeited" in line for line in lines) == 7


def test_the_tally_for_other_programs_has_exactly_the_shape_agreed(demo: Path) -> None:
    tally = json.loads(told("tally", demo / "oxford-east.tally", "--json"), parse_float=Decimal)
    assert list(tally) == [
        *("format", "version", "practice", "count", "authority", "polling_day"),
        *("contests", "unopposed", "streams"),
    ]
    assert (tally["practice"], tally["count"], tally["polling_day"]) == (
        True,
        "Oxford East",
        "2024-07-04",
    )
    (contest,) = tally["contests"]
    candidates, rejected = contest.pop("candidates"), contest.pop("rejected")
    assert contest.pop("declared_at").startswith("2024-07-05T")
    assert contest == {
        "id": "oxford-east",
        "election": "UK Parliamentary general election",
        "name": "Oxford East",
        "kind": "uk-parliamentary",
        "question": False,
        "seats": 1,
        "electorate": 71_845,
        "state": "signed",
        "figures": "declared",
        "declared_outside": None,
        "borne_out": True,
        "papers_verified": 39_731,
        "valid_papers": 39_341,
        "unused_votes": 0,
        "uncertain_votes": 0,
        "turnout": {"valid": Decimal("54.76"), "ballot_box": Decimal("55.30"), "total": None},
        "majority": 14_465,
        "level": [],
        "lots": [],
        "corrections": [],
        "previous": None,
    }
    assert rejected["papers"] == sum(head["papers"] for head in rejected["by_head"]) == 390
    assert (rejected["papers_in_part"], rejected["in_part_by_head"]) == (0, [])
    assert candidates[4] == {
        "number": 5,
        "surname": "Dodds",
        "other_names": "Anneliese",
        "name": "Anneliese Dodds",
        "ballot_paper_name": "Dodds, Anneliese",
        "description": "Labour and Co-operative",
        "party": candidates[4]["party"],
        "votes": 19_541,
        "share_of_valid": Decimal("49.67"),
        "rank": 1,
        "elected": True,
        "term": None,
        "deposit": "returned",
    }
    assert [one["elected"] for one in candidates].count(True) == 1
    assert [one["deposit"] for one in candidates].count("returned") == 5
    assert set(tally["streams"]) == {"count", "oxford-east"}
    for stream in tally["streams"].values():
        assert list(stream) == ["acts", "head", "code"]
        assert re.fullmatch("[0-9a-f]{64}", stream["head"])
        assert re.fullmatch("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}", stream["code"])


def test_nothing_is_elected_or_returned_before_the_declaration(tmp_path: Path) -> None:
    told("practice", OXFORD, "--out", tmp_path / "p.tally")
    (contest,) = json.loads(told("tally", tmp_path / "p.tally", "--json"))["contests"]
    assert {(one["elected"], one["deposit"]) for one in contest["candidates"]} == {(None, None)}


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(84)])
def test_a_file_that_is_no_count_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.tally"
    path.write_bytes(content)
    for command in (("tally", path), ("backup", path, tmp_path / "b.tally")):
        assert str(path) in refused(*command, status=2)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
    assert "Check the name" in refused("tally", tmp_path / "nowhere.tally", status=2)


def tampered(path: Path) -> Path:
    """One figure of one sheet changed by somebody with the sqlite3 program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'act_is_never_changed'"
        ).fetchone()
        connection.execute("DROP TRIGGER act_is_never_changed")
        connection.execute(
            "UPDATE act SET entry = replace(entry, '\"papers\":', '\"papers\":1') "
            "WHERE stream = 'oxford-east' AND seq = 200"
        )
        connection.execute(trigger)
    return path


def test_a_count_that_a_later_version_went_on_with_is_not_called_damaged(count: Path) -> None:
    with tampering(count) as file:
        (stream,) = file.execute("SELECT min(stream) FROM act WHERE stream <> 'count'").fetchone()
        edit(file, stream, 6, lambda entry: entry.replace(f'"v":{FORMAT}', f'"v":{FORMAT + 1}'))
        recompute_heads(file, stream)
    done = run("tally", count)
    assert done.exit_code == 1
    assert f"{count} can only be read, and not to its end:" in done.stderr
    assert f"Entry 6 of {stream} was written by a later version of tallyapp." in done.stderr
    assert "it takes a newer tallyapp" in done.stderr
    assert "backup" not in done.stderr


@pytest.mark.parametrize("command", ["tally", "backup", "restored"])
def test_a_count_from_before_release_1_0_is_refused_in_a_plain_sentence(
    count: Path, tmp_path: Path, command: str
) -> None:
    with closing(sqlite3.connect(count)) as file:
        file.execute(f"PRAGMA application_id = {int.from_bytes(b'TALY', 'big')}")
    before = count.read_bytes()
    rest: dict[str, tuple[object, ...]] = {
        "backup": (tmp_path / "copy.tally",),
        "restored": ("--source", "the blue stick", "--reason", "the laptop fell"),
    }
    said = refused(command, count, *rest.get(command, ()), status=2)
    assert f"{count} was made by a tallyapp from before release 1.0." in said
    assert "Open it with the program that made it, or set the count up again here." in said
    assert "Traceback" not in said
    assert count.read_bytes() == before


@pytest.mark.parametrize("command", ["tally", "tally --json", "backup"])
def test_a_count_that_was_tampered_with_is_told_with_place_and_next_step(
    count: Path, tmp_path: Path, command: str
) -> None:
    name, *options = command.split()
    rest = [tmp_path / "copy.tally"] if name == "backup" else options
    done = run(name, tampered(count), *rest)
    assert done.exit_code == 1
    assert done.stdout == "", "no figures are shown from such a file"
    assert f"{count} does not agree with itself:" in done.stderr
    assert "Entry 200 of oxford-east" in done.stderr
    assert "Keep this file" in done.stderr
    assert "last backup" in done.stderr
    assert not (tmp_path / "copy.tally").exists()


def test_a_trigger_taken_out_is_told(count: Path) -> None:
    with closing(sqlite3.connect(count)) as connection, connection:
        connection.execute("DROP TRIGGER act_is_never_changed")
    assert "act_is_never_changed is not as tallyapp makes it" in refused("tally", count, status=1)


def test_a_count_in_use_is_told_by_whom(count: Path) -> None:
    holder = process_holding(count)
    try:
        message = refused("tally", count, status=2)
        assert "is in use on desk-9 since " in message
        assert "Close it there first" in message
    finally:
        holder.kill()
        holder.communicate()


def process_holding(path: Path) -> subprocess.Popen[bytes]:
    """Another program with the count open, until it is ended or this one is."""
    script = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from tallyapp.desk import Desk\n"
        "from tests.workstations import workstation\n"
        "desk = Desk.open(Path(sys.argv[1]), lambda: datetime.now(UTC), workstation('desk-9'))\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"open\n"
    return holder


# ---- verify


@pytest.fixture
def here() -> Iterator[None]:
    """Files are verified in this process; the command as it is really run starts another."""
    with answered_here():
        yield


@pytest.mark.usefixtures("here")
def test_each_point_of_a_verification_has_a_line_and_the_last_one_sums_up(demo: Path) -> None:
    for name, number in (("verification-statement", 16), ("declaration", 16), ("audit-pack", 15)):
        path = demo / f"oxford-east-{name}.pdf"
        first, *lines, last = told("verify", path).splitlines()
        assert first == "What the data in this file say; the page should say the same:"
        assert last == f"{path}: HOLDS, A PRACTICE COUNT: it is no real result."
        points = [line for line in lines if not line.startswith("  ")]
        assert len(points) == number
        assert len(set(points)) == number, "no two points say the same"
        assert all(re.match("[✓·] (holds|not checked) +[A-Z0-9]", line) for line in points)


@pytest.mark.usefixtures("here")
def test_whether_a_statement_stands_is_asked_of_the_counts_own_file(demo: Path) -> None:
    statement = demo / "oxford-east-verification-statement.pdf"
    assert "not checked Whether a later version" in told("verify", statement)
    said = told("verify", statement, "--count", demo / "oxford-east.tally")
    assert "holds       This is version 1, and it is the one that stands" in said


@pytest.mark.usefixtures("here")
def test_a_verification_for_other_programs_has_exactly_the_shape_agreed(demo: Path) -> None:
    found = json.loads(told("verify", demo / "oxford-east-audit-pack.pdf", "--json"))
    assert list(found) == [
        "verdict",
        "exit_status",
        "says",
        "points",
        "revisions_after_signature",
    ]
    assert all(list(each) == ["code", "label", "words"] for each in found["says"])
    assert found["revisions_after_signature"] == []
    assert found["verdict"] == "holds"
    assert all(list(point) == ["code", "result", "detail"] for point in found["points"])
    assert {point["result"] for point in found["points"]} == {"holds", "not checked"}


@pytest.mark.usefixtures("here")
def test_a_changed_document_ends_with_1_and_another_file_with_2(demo: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    changed.write_bytes((demo / "oxford-east-declaration.pdf").read_bytes() + b"%")
    done = run("verify", changed)
    assert done.exit_code == 1
    assert "✗ fails" in done.stdout
    assert done.stdout.splitlines()[-1] == f"{changed}: FAILS: do not rely on this file."
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.4\n")
    for arguments, expected in (
        (("verify", changed, "--json"), 1),
        (("verify", other, "--json"), 2),
    ):
        done = run(*arguments)
        assert (done.exit_code, json.loads(done.stdout)["verdict"]) == (
            expected,
            {1: "fails", 2: "not judged"}[expected],
        )
    done = run("verify", other)
    assert done.exit_code == 2
    assert "not the signed original" in done.stdout
    assert "cannot be read" in refused("verify", tmp_path / "nowhere.pdf", status=2)


@pytest.mark.usefixtures("here")
def test_the_end_of_a_line_that_carrying_a_file_left_behind_holds(
    demo: Path, tmp_path: Path
) -> None:
    carried = tmp_path / "carried.pdf"
    carried.write_bytes((demo / "oxford-east-declaration.pdf").read_bytes() + b"\r\n")
    assert told("verify", carried).splitlines()[-1].startswith(f"{carried}: HOLDS")


@pytest.mark.usefixtures("here")
def test_what_follows_the_signature_is_told_in_words_and_to_other_programs(
    demo: Path, tmp_path: Path
) -> None:
    stamped = tmp_path / "stamped.pdf"
    declaration = (demo / "oxford-east-declaration.pdf").read_bytes()
    stamped.write_bytes(Later(Later(declaration).stamped(authority())).stamped(authority()))
    said = told("verify", stamped)
    assert "Revisions after the signature: 2. A timestamp of 5 July 2024" in said
    found = json.loads(told("verify", stamped, "--json"))
    assert len(found["revisions_after_signature"]) == 2
    assert all("by Time" in said for said in found["revisions_after_signature"])


@pytest.mark.usefixtures("here")
def test_a_file_protected_by_a_password_is_not_judged(demo: Path, tmp_path: Path) -> None:
    protected = tmp_path / "protected.pdf"
    with pikepdf.open(demo / "oxford-east-declaration.pdf") as document:
        document.save(protected, encryption=pikepdf.Encryption(owner="o", user="u"))
    done = run("verify", protected)
    assert done.exit_code == 2
    (point, last) = done.stdout.splitlines()
    assert "protected by a password and cannot be opened without it" in point
    assert last.startswith(f"{protected}: NOT JUDGED")
    assert done.stderr == ""


@pytest.mark.usefixtures("here")
def test_codes_and_certificates_are_asked_for(demo: Path, tmp_path: Path) -> None:
    pack = demo / "oxford-east-audit-pack.pdf"
    codes = json.loads(told("tally", demo / "oxford-east.tally", "--json"))["streams"]
    assert run("verify", pack, "--code", codes["oxford-east"]["code"]).exit_code == 1, (
        "given after the pack"
    )
    noted = re.findall(
        r"last entry in this file is (\S+)\.", told("verify", demo / "oxford-east-declaration.pdf")
    )
    assert "The code you noted" in told("verify", pack, "--code", noted[0])
    other = tmp_path / "other.p12"
    told("identity", "new", other, "--name", "B. Other", "--password", PASSWORD)
    done = run("verify", pack, "--trust", tmp_path / "other.crt")
    assert done.exit_code == 1
    assert "is neither the one you trust nor issued by it" in done.stdout
    for none in (pack, other):
        assert "is not a certificate" in refused("verify", pack, "--trust", none, status=2)


def test_what_stands_in_a_file_cannot_steer_the_terminal() -> None:
    assert printable("A\x1b[2J\u202e\nB\x9b") == "A\ufffd[2J\ufffd\ufffdB\ufffd"
    assert printable("Ynys Môn ✓ · −5 ÷ “x”") == "Ynys Môn ✓ · −5 ÷ “x”"


@pytest.mark.usefixtures("here")
def test_a_verification_prints_nothing_that_steers_the_terminal(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    pack = unsigned((demo / "oxford-east-audit-pack.pdf").read_bytes())
    with pikepdf.open(BytesIO(pack)) as document:
        for name in list(document.attachments):
            content = document.attachments[name].get_file().read_bytes()
            del document.attachments[name]
            attach(document, name.replace("oxford", "\x1b[2Joxford\n✓ holds  "), content)
        document.save(path)
    done = run("verify", path)
    assert done.exit_code == 1
    assert "\ufffd[2Joxford\ufffd" in done.stdout
    assert "\x1b" not in done.stdout
    assert not any(
        line.startswith("✓ holds  ") and "oxford" in line for line in done.stdout.splitlines()
    )


# ---- backup and restored


def test_a_backup_agrees_with_the_count_and_overwrites_nothing(count: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tally"
    said = told("backup", count, copy)
    assert re.fullmatch(
        rf"{copy}: \d+ entries, every one read again and in agreement with {count}\.\n", said
    )
    assert told("tally", copy, "--json") == told("tally", count, "--json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.tally", "count.tally"]
    for taken in (copy, count):
        assert "no backup is overwritten" in refused("backup", count, taken, status=2)
    assert "no folder" in refused("backup", count, tmp_path / "none" / "copy.tally", status=2)


@pytest.fixture
def older(tmp_path: Path, new_machine: None) -> Path:
    """A backup of a count that went on afterwards on this machine."""
    file, backup = tmp_path / "p.tally", tmp_path / "backup.tally"
    told("practice", OXFORD, "--out", file)
    told("backup", file, backup)
    told("restored", file, "--source", "nowhere", "--reason", "so that there is one act more")
    return backup


def test_an_older_copy_may_be_looked_at_and_is_called_one(older: Path) -> None:
    done = run("tally", older)
    assert done.exit_code == 0
    assert "Papers verified" in done.stdout
    assert "It is an older copy." in done.stderr
    assert "tallyapp restored" in done.stderr
    json.loads(run("tally", older, "--json").stdout)


def test_going_on_from_a_backup_is_recorded_by_whoever_may(older: Path) -> None:
    restored = ("restored", older, "--source", "the blue stick", "--reason", "the laptop fell")
    assert "Officer 11" in refused(*restored, "--by", 11, status=1)
    assert "say why" in refused(*restored[:-1], " ", status=1)
    assert "It is an older copy." in run("tally", older).stderr, "a refused attempt changes nothing"
    recorded = told(*restored)
    assert "Recorded." in recorded
    assert "It has joined it as" in recorded, "the count was made by a machine that was played"
    done = run("tally", older)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "say why" not in done.stdout
    other = run("tally", older.with_name("p.tally"))
    assert "went on from an older copy" in other.stderr, "now the other file is the fork"


def test_a_count_with_an_act_that_another_machine_signed_is_no_count_to_rely_on(
    tmp_path: Path, new_machine: None
) -> None:
    file = tmp_path / "p.tally"
    told("practice", OXFORD, "--out", file)
    with tampering(file) as changed:
        last = "SELECT max(seq) FROM act WHERE stream = 'count'"
        (seq,) = changed.execute(last).fetchone()
        sign_again(changed, "count", seq, workstation("somebody's laptop"))
        recompute_heads(changed, "count")
    said = f"Entry {seq} of the count itself is not signed by practice"
    for command in (("tally", file), ("backup", file, tmp_path / "copy.tally")):
        assert said in refused(*command, status=1)
    assert not (tmp_path / "copy.tally").exists()


def test_who_records_with_a_clock_that_is_behind_is_told_and_the_act_is_dated_as_the_last(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour_before = datetime(2024, 7, 4, 20, 12, tzinfo=UTC)
    monkeypatch.setattr("tallyapp.cli.keeping.now", lambda: hour_before)
    done = run("restored", older, "--source", "the blue stick", "--reason", "the laptop fell")
    assert done.exit_code == 0
    assert "This computer's clock says 20:12, 4 July 2024, but the last entry was at" in done.stderr
    assert "Put the clock right: entries are dated " in done.stderr
    assert (run("tally", older).exit_code, run("tally", older).stderr) == (0, "")


# ---- identity


def test_an_identity_is_made_and_shown(tmp_path: Path) -> None:
    file = tmp_path / "officer.p12"
    made = told(
        *("identity", "new", file, "--name", "Zoë Example", "--organisation", "Elm Council"),
        keyed=f"{PASSWORD}\n{PASSWORD}\n",
    )
    assert "Name          Zoë Example" in made
    assert f"Publish {tmp_path}/officer.crt" in made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (tmp_path / "officer.crt").read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert PASSWORD not in made
    shown = told("identity", "show", file, keyed=f"{PASSWORD}\n")
    for line in ("Zoë Example", "Returning Officer", "Elm Council", "nobody but its holder"):
        assert line in shown
    fingerprint = re.findall(r"Fingerprint   (.+)", made)
    assert fingerprint == re.findall(r"Fingerprint   (.+)", shown)
    assert len(fingerprint[0].replace(" ", "")) == 64


def test_a_wrong_password_or_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "officer.p12"
    new = ("identity", "new", file, "--name", "A. Example")
    assert "fewer than 10" in refused(*new, "--password", "short", status=2)
    assert not file.exists()
    refused(*new, keyed=f"{PASSWORD}\nanother one\n", status=1)
    assert not file.exists()
    told(*new, "--password", PASSWORD)
    assert "is there already" in refused(*new, "--password", PASSWORD, status=2)
    assert "Type it again" in refused("identity", "show", file, keyed="another one\n", status=2)
    assert "PKCS#12" in refused("identity", "show", tmp_path / "officer.crt", keyed="x\n", status=2)
    assert "could not be read" in refused(
        "identity", "show", tmp_path / "no.p12", keyed="x\n", status=2
    )


# ---- all commands

COMMANDS = (
    *(
        (name,)
        for name in (
            *("demo", "new", "kinds", "template", "staff", "practice", "practise", "tally"),
            *("export", "verify", "backup", "restore", "restored", "identity"),
        )
    ),
    ("identity", "new"),
    ("identity", "show"),
)
JARGON = re.compile(
    r"\b(SQLite|SHA|PKCS|X\.?509|PAdES|stdin|stdout|stderr|headless|null|boolean|regex|hash|chain|"
    r"stream|ledger|synthetic|instance|config|path|INTEGER RANGE|%Y)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_reads_like_plain_english(command: tuple[str, ...]) -> None:
    text = told(*command, "--help")
    assert told(*command, "-h") == text
    body = text.partition("\n\n")[2]
    first = body.strip().splitlines()[0]
    assert re.match(r"[A-Z]", first)
    # The names of formats are keyed as they are.
    words = re.sub(r"\[[^\]]*\]", "", body).replace("--headless", "").replace("tallyapp", "")
    assert JARGON.findall(words) == []
    for option in re.findall(r"^  (-[^\n]+(?:\n {10,}[^\n]+)*)", body, re.MULTILINE):
        flattened = " ".join(option.split())
        assert re.search(r" [A-Z][a-z]* [a-z]", flattened), f"not explained: {flattened}"


def test_the_program_says_what_it_can_do_and_which_version_it_is() -> None:
    text = told("--help")
    for name in (
        "backup",
        "demo",
        "identity",
        "kinds",
        "new",
        "practice",
        "restored",
        "tally",
        "verify",
    ):
        assert re.search(rf"^  {name} +[A-Z]", text, re.MULTILINE)
    assert re.search(r"\d+\.\d+", told("--version"))


@pytest.mark.parametrize(
    "arguments",
    [("tally",), ("new", "x"), ("nothing",), ("verify", "a", "b"), ("demo", "--seed", "x")],
)
def test_a_command_typed_wrongly_is_explained(arguments: tuple[str, ...]) -> None:
    message = refused(*arguments, status=2)
    assert "Usage:" in message
    assert "Error:" in message


def test_what_this_machine_has_seen_is_kept_where_the_system_keeps_such_things(
    count: Path, new_machine: None
) -> None:
    assert not seen().exists()
    told("tally", count)
    assert str(seen()).startswith(os.environ["XDG_STATE_HOME"])
    (marks,) = json.loads(seen().read_text()).values()
    assert set(marks) == {"count", "oxford-east"}


@pytest.mark.parametrize("marks", ["", "[]", '{"x": []}', '{"x": {"count": [1]}}', "\0"])
def test_a_damaged_memory_of_this_machine_stops_nothing(
    count: Path, marks: str, new_machine: None
) -> None:
    seen().parent.mkdir(parents=True, exist_ok=True)
    seen().write_text(marks)
    first = told("tally", count)
    assert "Majority" in first
    assert told("tally", count) == first


def test_a_memory_that_cannot_be_kept_is_told_after_the_figures(
    count: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    done = run("tally", count)
    assert done.exit_code == 2
    assert "Majority" in done.stdout
    assert "could not be kept" in done.stderr
    assert "The count itself is saved" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["count.tally", "file"]


# ---- as a process of its own


def test_the_command_really_runs_and_tells_its_verdict_by_its_status(demo: Path) -> None:
    pdf = demo / "oxford-east-declaration.pdf"
    for arguments, status in ((("verify", pdf), 0), (("verify", demo / "oxford-east.tally"), 2)):
        done = process(*arguments)
        out, err = done.communicate()
        assert (done.returncode, err) == (status, b"")
        assert b"JUDGED" in out or b"HOLDS" in out


def test_a_reader_who_stops_reading_is_no_error(demo: Path) -> None:
    done = process("verify", demo / "oxford-east-audit-pack.pdf")
    assert done.stdout
    assert done.stderr
    done.stdout.close()
    said = done.stderr.read()
    done.stderr.close()
    assert done.wait() in (0, 1)
    assert b"Traceback" not in said


def _has_begun(folder: Path) -> bool:
    """Whether a first contest is being played: far more is in the file than its empty tables. It
    has a name that nobody opens before it is whole.
    """
    return any(path.stat().st_size > 60_000 for path in folder.glob(".*~"))


def test_whoever_breaks_off_a_practice_count_finds_nothing_half_made(tmp_path: Path) -> None:
    # All 650: however busy the computer is, they are not done before they are broken off.
    names = ("GE2024-results-by-candidate.csv", "GE2024-results-by-constituency.csv")
    pair = [resource("samples", name) for name in names]
    sources = set(tmp_path.iterdir())
    done = process("practice", *pair, "--out", tmp_path / "new.tally", "--finish")
    # It says nothing before it has ended: how far it is, its file alone tells. It ends by itself
    # however long that takes, so nobody need say how long a busy computer may take to begin.
    try:
        while not _has_begun(tmp_path):
            assert done.poll() is None, "it ended before anything was begun"
            time.sleep(0.01)
    finally:
        done.send_signal(signal.SIGINT)
        _, said = done.communicate()
    assert done.returncode == 1
    assert b"Aborted!" in said
    assert b"Traceback" not in said
    assert set(tmp_path.iterdir()) == sources


def test_a_bug_shows_itself_as_one(monkeypatch: pytest.MonkeyPatch, count: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("tallyapp.cli.tally_text.tallies", broken)
    done = CliRunner().invoke(main, ["tally", str(count)])
    assert isinstance(done.exception, ZeroDivisionError)


def test_votes_of_a_contest_that_is_still_counted_are_no_result(tmp_path: Path) -> None:
    path = tmp_path / "oxford.tally"
    desk, played = oxford_east(path)
    for sheet in played.plan.sheets[:2]:
        for clerk in (CLERK, OTHER_CLERK):
            key_sheet(desk, played.stream, sheet, clerk)
    desk.close()
    said = told("tally", path, "--undeclared")
    assert "Still counting: these are the votes so far, not a result." in said
    withheld = told("tally", path)
    assert "Still counting: --undeclared shows the votes so far." in withheld
    assert "Anneliese Dodds" in withheld
    assert "%" not in withheld
    assert "Majority" not in withheld


def test_a_declared_contest_is_not_said_to_be_counting(demo: Path) -> None:
    assert "counting" not in told("tally", demo / "oxford-east.tally")
