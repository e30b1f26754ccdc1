"""What was printed is noted once for everybody, and met again when the file is read."""

from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.printed import Printed, in_runs
from tallyapp.domain.vocabulary.findings import Code, Refusal
from tallyapp.domain.vocabulary.printed import PrintedPapers
from tests.halls import ELM, SUPERVISOR, Hall, NightClock, a_hall
from tests.workstations import workstation


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return a_hall(tmp_path)


def note(hall: Hall, *papers: PrintedPapers) -> None:
    hall.do(acts.PapersPrinted(**hall.by(SUPERVISOR).count, papers=papers))


def test_what_was_printed_is_known_when_the_file_is_opened_again(
    hall: Hall, tmp_path: Path
) -> None:
    note(
        hall,
        PrintedPapers(kind="sheet", contest=ELM, of="A", first=3, last=5),
        PrintedPapers(kind="form", contest=ELM, of="B", first=1, last=2),
        PrintedPapers(kind="box", contest=ELM, of="a1"),
    )
    hall.desk.close()
    desk = Desk.open(tmp_path / "elm.tally", NightClock(), workstation("desk-1"))
    printed = desk.count.count.printed
    assert [printed.has("sheet", ELM, number) for number in (2, 3, 5, 6)] == [
        False,
        True,
        True,
        False,
    ]
    assert printed.has("box", ELM, "a1")
    assert not printed.has("box", "oak", "a1")
    assert printed.of_area("form", ELM, "B") == (1, 2)
    assert printed.last("form", ELM) == 2
    desk.close()


@pytest.mark.parametrize(
    "papers",
    [
        PrintedPapers(kind="sheet", contest=ELM, first=0, last=3),
        PrintedPapers(kind="sheet", contest=ELM, first=4, last=3),
        PrintedPapers(kind="sheet", contest=ELM, first=1, last=60_000),
        PrintedPapers(kind="box", contest=ELM, of="a1", first=1, last=1),
    ],
)
def test_numbers_that_are_no_run_are_refused(hall: Hall, papers: PrintedPapers) -> None:
    with pytest.raises(Refusal) as refused:
        note(hall, papers)
    assert [found.code for found in refused.value.findings] == [Code.E102]


def test_a_sheet_may_be_printed_by_itself(hall: Hall) -> None:
    note(hall, PrintedPapers(kind="sheet", contest=ELM, of="A", first=7, last=7))
    assert hall.desk.count.count.printed.has("sheet", ELM, 7)


def test_papers_printed_again_are_the_same_papers() -> None:
    printed = Printed()
    for run in [*in_runs("form", ELM, [1, 2, 3], "A"), *in_runs("form", ELM, [2, 3, 4], "A")]:
        printed.add(run)
    assert printed.of_area("form", ELM, "A") == (1, 2, 3, 4)


def test_numbers_that_follow_one_another_are_one_run() -> None:
    runs = list(in_runs("sheet", ELM, [1, 2, 3, 7, 9, 10], "A"))
    assert [(run.first, run.last) for run in runs] == [(1, 3), (7, 7), (9, 10)]
    assert [run.of for run in in_runs("box", ELM, ["a1", "a2"])] == ["a1", "a2"]
