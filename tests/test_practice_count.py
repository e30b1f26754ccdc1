"""Practice counts as a whole: made or not made, and found again."""

from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.state import Stage
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.past_results import read_past_results
from tallyapp.practice_count import OXFORD_EAST, make, oxford_east
from tallyapp.rehearsal import HallClock
from tallyapp.resources import resource

RESULTS = read_past_results([resource(*OXFORD_EAST)])


def opened(file: Path) -> Desk:
    return Desk.open(file, HallClock(RESULTS[0].polling_day), "test")


def test_it_is_ready_for_the_first_sheet_with_the_paper_beside_it(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    made = make(tmp_path / "one.tally", RESULTS, seed=7, step=lambda done, of: steps.append((done, of)))
    assert steps == [(0, 1), (1, 1)]
    assert made.papers == tmp_path / "one.papers.csv"
    assert made.papers.read_text(encoding="utf-8").startswith("contest,area,paper,number,field,value\n")
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


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="Choose another folder"):
        oxford_east(tmp_path / "file" / "folder", seed=1)
