"""A count is there whole, or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.desk.making import making, unfinished_name
from tallyapp.errors import EnvironmentFault
from tests.halls import NightClock, begin
from tests.workstations import workstation

REPOSITORY = Path(__file__).parents[2]
MAKER = """
import sys
from pathlib import Path
from tallyapp.past.past_results import read_past_results
from tallyapp.practice.counts import OXFORD_EAST, make
from tallyapp.resources import resource
def tell(done, of):
    print(done, of, flush=True)
    if done == of:
        sys.stdin.readline()
make(Path(sys.argv[1]), read_past_results([resource(*OXFORD_EAST)]), 1, finish=True, step=tell)
"""


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_count_whose_making_was_killed_is_not_met_and_the_next_try_makes_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "oxford-east.tally"
    command = [sys.executable, "-c", MAKER, str(file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    ) as maker:
        assert maker.stdout is not None
        while maker.stdout.readline() != "1 1\n":
            pass
        # All its acts are on the disk; it has not been told to be a count yet.
        os.kill(maker.pid, signal.SIGKILL)
    left = names(tmp_path)
    assert file.name not in left
    assert unfinished_name(file).name in left
    with making(file) as unfinished:
        begin(unfinished).close()
    assert names(tmp_path) == [file.name]
    Desk.open(file, NightClock(), workstation("desk-1")).close()


def test_a_count_that_is_being_made_is_not_made_a_second_time(tmp_path: Path) -> None:
    file = tmp_path / "elm.tally"
    with making(file) as unfinished:
        desk = begin(unfinished)
        with pytest.raises(EnvironmentFault, match="in use"), making(file):
            pass
        desk.close()
    Desk.open(file, NightClock(), workstation("desk-1")).close()


@pytest.mark.parametrize(
    ("one", "other"),
    [("ward-1.tally", "ward-2.tally"), ("a.tally", "b.tally"), ("ward", "ware"), ("a.x", "a.y")],
)
def test_two_counts_with_names_much_alike_are_made_at_once_in_one_folder(
    tmp_path: Path, one: str, other: str
) -> None:
    with making(tmp_path / one) as first:
        desk = begin(first)
        with making(tmp_path / other) as second:
            begin(second).close()
        desk.close()
    assert names(tmp_path) == sorted([one, other])
    for name in (one, other):
        Desk.open(tmp_path / name, NightClock(), workstation("desk-1")).close()


def test_who_comes_second_takes_nothing_from_who_makes_the_count(tmp_path: Path) -> None:
    file = tmp_path / "elm.tally"
    with making(file) as unfinished:
        # Not begun yet, and closed already: in both nobody has the unfinished file itself.
        for begun in (False, True):
            if begun:
                begin(unfinished).close()
            with pytest.raises(EnvironmentFault, match=r"elm\.tally is in use"), making(file):
                pass
    Desk.open(file, NightClock(), workstation("desk-1")).close()
    assert names(tmp_path) == [file.name]


def test_a_file_of_somebody_elses_with_much_the_same_name_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / ".el~"
    kept.write_text("an editor's", encoding="utf-8")
    with making(tmp_path / "elm.tally") as unfinished:
        begin(unfinished).close()
    assert names(tmp_path) == [kept.name, "elm.tally"]


def test_a_count_that_cannot_be_made_is_refused_by_the_name_it_was_to_have(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "elm.tally"

    def make() -> None:
        with making(file) as unfinished:
            begin(unfinished)

    with pytest.raises(EnvironmentFault, match=r"elm\.tally cannot be made"):
        make()


def test_a_name_that_is_taken_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "elm.tally"

    def make() -> None:
        with making(file) as unfinished:
            begin(unfinished).close()
            file.write_text("somebody else's", encoding="utf-8")

    with pytest.raises(EnvironmentFault, match="there already"):
        make()
    assert names(tmp_path) == [file.name]
    assert file.read_text(encoding="utf-8") == "somebody else's"


def test_what_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    def make() -> None:
        with making(tmp_path / "elm.tally") as unfinished:
            begin(unfinished).close()
            raise ValueError("a list")

    with pytest.raises(ValueError, match="a list"):
        make()
    assert names(tmp_path) == []


def test_a_count_is_made_on_a_disk_that_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    file = tmp_path / "elm.tally"
    with making(file) as unfinished:
        begin(unfinished).close()
    assert names(tmp_path) == [file.name]
    Desk.open(file, NightClock(), workstation("desk-1")).close()
