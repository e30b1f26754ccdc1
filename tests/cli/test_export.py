"""Figures written for other programs: what leaves, what does not, and what is said of it."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tallyapp.desk import Desk, tallies
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.exchange.export.formats import FORMATS
from tests import wards
from tests.cli.running import process, refused, run, told
from tests.halls import Hall


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three wards: Ashton of three seats declared, Birchley of one declared, Cedar Green keyed;
    and Westgate, for which no more stand than there are seats.
    """
    file = tmp_path_factory.mktemp("wards") / "wards.tally"
    desk = wards.begin(file)
    wards.played(desk, wards.ASHTON)
    wards.played(desk, wards.BIRCHLEY)
    wards.verify(desk, wards.CEDAR_GREEN)
    wards.key(desk, wards.CEDAR_GREEN)
    alone(desk)
    desk.close()
    return file


def alone(desk: Desk) -> None:
    lone = Candidate(surname="Young", other_names="Ann", description="Labour Party")
    wards.westgate_without_a_poll(desk, lone, seats=1)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where files are written; nothing half written is ever left in it."""
    yield tmp_path
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_the_very_bytes_that_standard_output_gets(
    name: str, night: Path, folder: Path
) -> None:
    """But for the time at which it was made, which one of them says."""
    written = ("export", night, "--format", name, "--contest", "birchley")
    done = run(*written, "-o", folder / "out")
    assert (done.exit_code, done.stdout) == (0, "")
    shown = run(*written, "-o", "-").stdout_bytes
    bytes_of = [
        data if name != "nist-err-json" else data.split(b'"GeneratedDate"')[0]
        for data in ((folder / "out").read_bytes(), shown)
    ]
    assert bytes_of[0] == bytes_of[1] != b""


def test_what_is_not_declared_is_left_out_by_name(night: Path) -> None:
    done = run("export", night, "--format", "csv")
    assert "Left out, as it is not declared: Cedar Green. --undeclared takes it" in done.stderr
    assert {row["contest"] for row in records(done.stdout)} == {"Ashton", "Birchley", "Westgate"}
    asked = run("export", night, "--format", "csv", "--undeclared")
    states = {row["contest"]: row["state"] for row in records(asked.stdout)}
    assert states == {
        "Ashton": "declared",
        "Birchley": "declared",
        "Cedar Green": "not declared",
        "Westgate": "unopposed",
    }
    assert "Left out" not in asked.stderr


def test_where_nothing_is_declared_nothing_is_written(night: Path, folder: Path) -> None:
    out = folder / "out.csv"
    command = ("export", night, "--format", "csv", "--contest", "Cedar Green", "-o", out)
    said = refused(*command, status=1)
    assert "Cedar Green" in said
    assert "There is nothing to write." in said
    assert not out.exists()


def test_what_a_format_cannot_hold_at_all_is_refused_and_nothing_is_written(
    night: Path, folder: Path
) -> None:
    out = folder / "out.csv"
    out.write_text("what was here before")
    command = ("export", night, "--format", "commons-csv", "-o", out)
    said = refused(*command, status=1)
    assert "and Ashton has more. Choose other contests with --contest" in said
    assert out.read_text() == "what was here before"
    assert run(*command, "--contest", "birchley").exit_code == 0
    assert [row["Constituency name"] for row in records(out.read_text())] == ["Birchley"] * 4


def test_contests_are_chosen_by_name_or_id_and_an_unknown_one_is_named(night: Path) -> None:
    chosen = ("--contest", "ASHTON", "--contest", "westgate")
    done = run("export", night, "--format", "csv", *chosen)
    assert {row["contest"] for row in records(done.stdout)} == {"Ashton", "Westgate"}
    for command in (("export", night, "--format", "csv"), ("tally", night)):
        said = refused(*command, "--contest", "Elm", status=1)
        assert "no contest “Elm”" in said
        assert "Ashton, Birchley, Cedar Green, Westgate" in said


def test_a_count_is_never_written_over_by_a_file(night: Path) -> None:
    before = night.read_bytes()
    said = refused("export", night, "--format", "csv", "-o", night, status=2)
    assert "is a count or another database, and is left as it is" in said
    assert "left as it is" in refused("paper", night, "-o", night, status=2)
    assert night.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(night: Path, folder: Path) -> None:
    out = folder / "nowhere" / "out.csv"
    assert "folder does not exist" in refused(
        "export", night, "--format", "csv", "-o", out, status=2
    )


def test_a_contest_that_was_given_up_is_left_out_even_with_the_undeclared(folder: Path) -> None:
    file = folder / "wards.tally"
    desk = wards.begin(file, [wards.BIRCHLEY])
    Hall(desk, "birchley").abandon()
    desk.close()
    said = refused("export", file, "--format", "json", "--undeclared", status=1)
    assert "Left out, as its count was abandoned: Birchley." in said


def test_the_two_arithmetics_are_asked_before_anything_is_written(
    night: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that adds wrongly from now on: the second arithmetic says so."""

    def one_more(contest: ContestState) -> ResultFigures:
        now = figures(contest)
        return msgspec.structs.replace(now, valid=Papers(now.valid + 1))

    monkeypatch.setattr(tallies, "figures", one_more)
    out = folder / "out.csv"
    said = refused("export", night, "--format", "csv", "-o", out, status=1)
    assert "E304" in said
    assert not out.exists()
    assert "E304" in refused("tally", night, "--json", status=1)


# ---- tally


def test_one_contest_of_several_is_shown_whole(night: Path) -> None:
    said = told("tally", night, "--contest", "Ashton")
    assert said.startswith("Ashton, declared\n")
    assert "rejected in part        8" in said
    lines = told("tally", night).splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Ashton",
        "Birchley",
        "Cedar Green",
        "Westgate",
        "A practice count: this is no real result.",
    ]
    assert "no poll, elected: Ann Young" in lines[3]


def test_votes_of_a_contest_still_counting_are_shown_only_when_asked_for(night: Path) -> None:
    (line,) = [line for line in told("tally", night).splitlines() if "Cedar" in line]
    assert line.split() == ["Cedar", "Green", "counting"]
    (line,) = [
        line for line in told("tally", night, "--undeclared").splitlines() if "Cedar" in line
    ]
    assert "so far:" in line
    asked = told("tally", night, "--contest", "cedar-green", "--undeclared", "--json")
    (contest,) = json.loads(asked, parse_float=Decimal)["contests"]
    assert (contest["figures"], contest["declared_at"]) == ("so far", None)


def test_the_line_of_a_contest_says_what_its_figures_do_not(tmp_path: Path) -> None:
    file = tmp_path / "wards.tally"
    desk = wards.begin(file, [wards.ASHTON, wards.BIRCHLEY])
    for ward in (wards.ASHTON, wards.BIRCHLEY):
        wards.played(desk, ward)
    hall = Hall(desk, "birchley")
    votes = hall.figures.votes
    hall.correct_notice(msgspec.structs.replace(hall.figures, votes=(votes[0], *votes[:0:-1])))
    desk.close()
    ashton, birchley, _ = told("tally", file).splitlines()
    assert birchley.endswith("notice corrected, figures as declared")
    assert "notice" not in ashton
    whole = told("tally", file, "--contest", "birchley")
    assert "A corrected notice was given (1): typed wrongly. These are the figures" in whole


def test_votes_so_far_never_stand_where_nothing_can_say_so(night: Path, folder: Path) -> None:
    out = folder / "out.csv"
    commons = ("--format", "commons-csv", "--contest", "cedar-green", "--undeclared", "-o", out)
    said = refused("export", night, *commons, status=1)
    assert "no place to say that votes are those so far, and Cedar Green is not declared" in said
    assert not out.exists()


# ---- verify -


def test_a_declaration_is_verified_from_standard_input(tmp_path: Path) -> None:
    told("demo", "--headless", "--out", tmp_path)
    pdf = tmp_path / "oxford-east-declaration.pdf"
    command = [sys.executable, "-m", "tallyapp", "verify", "-"]
    piped = subprocess.run(command, input=pdf.read_bytes(), capture_output=True, check=False)
    file = process("verify", pdf)
    said, _ = file.communicate()
    assert (piped.returncode, file.returncode) == (0, 0)
    assert piped.stdout.decode() == said.decode().replace(str(pdf), "standard input")
    none = subprocess.run(command, input=b"no PDF", capture_output=True, check=False)
    assert none.returncode == 2
    assert "standard input: NOT JUDGED" in none.stdout.decode()
