"""Practice counts as a whole: made or not made, and found again."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import Stage
from tallyapp.errors import EnvironmentFault
from tallyapp.past.past_results import read_past_results
from tallyapp.practice.counts import OXFORD_EAST, judge, make, oxford_east
from tallyapp.practice.hall_clock import HallClock
from tallyapp.resources import resource
from tests.exchange.samples import divisions_of_2025
from tests.workstations import workstation

FORMS = ("sheet", "slip")
RESULTS = read_past_results([resource(*OXFORD_EAST)])


def opened(file: Path) -> Desk:
    return Desk.open(file, HallClock(RESULTS[0].polling_day), workstation("test"))


def test_it_is_ready_for_the_first_sheet_with_the_paper_beside_it(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    made = make(
        tmp_path / "one.tally", RESULTS, seed=7, step=lambda done, of: steps.append((done, of))
    )
    assert steps == [(0, 1), (1, 1)]
    assert made.papers == tmp_path / "one.papers.csv"
    assert made.papers.read_text(encoding="utf-8").startswith(
        "contest,area,paper,number,field,value\n"
    )
    desk = opened(made.file)
    contest = desk.contest("oxford-east")
    assert all(box.accurate for box in contest.boxes.values())
    assert contest.stage is Stage.COUNTING
    assert not any(sheet.looks for sheet in contest.sheets.values())
    desk.close()


def test_the_seed_alone_decides_the_sheets(tmp_path: Path) -> None:
    papers = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        made = make(tmp_path / f"{name}.tally", RESULTS, seed)
        assert made.papers is not None
        papers.append(made.papers.read_bytes())
    assert papers[0] == papers[1]
    assert papers[0] != papers[2]


def test_finished_it_is_declared_and_has_no_paper_to_key(tmp_path: Path) -> None:
    made = make(tmp_path / "done.tally", RESULTS, seed=1, finish=True)
    assert made.papers is None
    desk = opened(made.file)
    assert desk.contest("oxford-east").stage is Stage.DECLARED
    desk.close()


def test_stopped_it_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "stopped.tally", RESULTS, seed=1, step=stop)
    assert list(tmp_path.iterdir()) == []


def test_no_count_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "there.tally").write_bytes(b"another count")
    with pytest.raises(EnvironmentFault, match="no count is overwritten"):
        make(tmp_path / "there.tally", RESULTS, seed=1)
    assert (tmp_path / "there.tally").read_bytes() == b"another count"


def test_oxford_east_is_made_once_and_gone_on_with_after_that(tmp_path: Path) -> None:
    file = oxford_east(tmp_path / "folder", seed=1)
    before = file.read_bytes()
    assert oxford_east(tmp_path / "folder", seed=2) == file
    assert file.read_bytes() == before


def test_of_the_divisions_of_2025_those_that_cannot_be_made_are_left_out_by_name() -> None:
    judged = judge(divisions_of_2025())
    assert Counter(result.seats for result in judged.results) == {1: 728, 2: 123, 3: 57}
    assert (len(judged.results), len(judged.left_out)) == (908, 493)
    words = {one.name: one.words for one in judged.left_out}
    assert words["Kettering North, North Northamptonshire"].startswith(
        "Kettering North, North Northamptonshire: 5,800 votes are 1,778 more"
    )
    assert "Abbey, Buckinghamshire" not in words
    judged.require()


def test_if_nothing_is_left_to_be_made_every_reason_is_told() -> None:
    contests = {contest.id: contest for contest in divisions_of_2025()}
    abbey, kettering = (
        contests["buckinghamshire-abbey"],
        contests["north-northamptonshire-kettering-north"],
    )
    unopposed = replace(abbey, candidates=abbey.candidates[:2], elected=(), ballot_papers=None)
    with pytest.raises(EnvironmentFault, match=r"^A110  Abbey, .*no poll is held"):
        judge([unopposed]).require()
    with pytest.raises(EnvironmentFault, match=r"(?s)1,778 more.*A110  .*no poll is held"):
        judge([kettering, unopposed]).require()


def test_contests_of_every_kind_wait_for_their_sheets_with_all_that_is_on_them(
    tmp_path: Path,
) -> None:
    chosen = ("buckinghamshire-abbey", "worcestershire-wythall")
    contests = [one for one in divisions_of_2025() if one.id in chosen]
    made = make(tmp_path / "two.tally", judge(contests).results, seed=1, various=True)
    assert made.papers is not None
    with made.papers.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["contest"] for row in rows} == set(chosen)
    slates = [row for row in rows if row["paper"] == "slate"]
    assert [row["number"] for row in slates] == [str(n) for n in range(1, len(slates) + 1)]
    assert {row["contest"] for row in slates} == {"buckinghamshire-abbey"}
    first = slates[0]["value"].replace(" ", "+")
    fields = {row["field"] for row in rows if row["contest"] == "buckinghamshire-abbey"}
    assert {
        "mixed",
        "1.votes",
        "unused",
        "uncertain",
        f"s{first}.full",
        "good",
        "5.rejected",
    } <= fields
    desk = opened(made.file)
    for name in chosen:
        contest = desk.contest(name)
        numbers = {
            int(row["number"]) for row in rows if row["contest"] == name and row["paper"] in FORMS
        }
        assert numbers == set(contest.sheets)
        assert contest.stage is Stage.COUNTING
    assert desk.contest(chosen[1]).set_up.written == "total"
    assert {sheet.shape for sheet in desk.contest(chosen[1]).sheets.values()} == {"sheet", "slip"}
    desk.close()


def test_a_division_is_played_to_the_result_that_was_published(tmp_path: Path) -> None:
    contests = [one for one in divisions_of_2025() if one.id == "worcestershire-wythall"]
    (result,) = judge(contests).results
    made = make(tmp_path / "wythall.tally", [result], seed=1, finish=True)
    desk = opened(made.file)
    contest = desk.contest("worcestershire-wythall")
    assert contest.declaration is not None
    assert list(contest.declaration.figures.votes) == [past.votes for past in result.candidates]
    assert (contest.declaration.figures.valid, contest.declaration.elected) == (
        3_651,
        result.elected,
    )
    assert "Local Elections Handbook 2025" in contest.set_up.source
    desk.close()


def test_contests_of_several_polling_days_are_not_one_count(tmp_path: Path) -> None:
    old = replace(RESULTS[0], id="older", polling_day=date(2019, 12, 12))
    with pytest.raises(EnvironmentFault, match="12 December 2019 and 4 July 2024"):
        make(tmp_path / "two.tally", [RESULTS[0], old], seed=1)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="Choose another folder"):
        oxford_east(tmp_path / "file" / "folder", seed=1)
