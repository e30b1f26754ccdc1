"""The Local Elections Handbook of 2025: 1,401 divisions, of which those that can be a count are
found out.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tallyapp.exchange.faults import ImportRefused
from tallyapp.past.past_results import read_past_files, read_past_results
from tallyapp.past.published import PastContest, PastResult
from tallyapp.past.reconciling import Irreconcilable, Reason, elected_otherwise, reconcile
from tests.exchange.samples import CANDIDATES, WARDS, spoilt


@pytest.fixture(scope="module")
def divisions() -> dict[str, PastContest]:
    return {contest.full_name: contest for contest in read_past_files([CANDIDATES, WARDS]).contests}


@pytest.fixture(scope="module")
def bucks(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Each of the two files with the 49 divisions of Buckinghamshire alone, which come first."""
    folder = tmp_path_factory.mktemp("bucks")
    for source in (CANDIDATES, WARDS):
        header, *rows = source.read_text("utf-8").splitlines(keepends=True)
        own = [row for row in rows if ",Buckinghamshire," in row]
        (folder / source.name).write_text("".join([header, *own]), "utf-8")
    return {source: folder / source.name for source in (CANDIDATES, WARDS)}


def test_all_divisions_are_read_each_under_its_own_identifier(
    divisions: dict[str, PastContest],
) -> None:
    assert len(divisions) == len({contest.id for contest in divisions.values()}) == 1_401
    assert Counter(contest.seats for contest in divisions.values()) == {1: 1_218, 2: 126, 3: 57}
    assert sum(len(contest.candidates) for contest in divisions.values()) == 8_141
    assert {contest.polling_day for contest in divisions.values()} == {date(2025, 5, 1)}
    assert len([name for name in divisions if name.startswith("Abbey, ")]) == 4
    assert all("Open Parliament Licence v3.0" in contest.source for contest in divisions.values())
    assert read_past_files([WARDS, CANDIDATES]).contests == tuple(divisions.values())


def test_abbey_in_buckinghamshire_has_349_unused_votes(divisions: dict[str, PastContest]) -> None:
    abbey = divisions["Abbey, Buckinghamshire"]
    assert (abbey.seats, abbey.electorate, abbey.ballot_papers, abbey.invalid) == (
        2,
        9_270,
        2_371,
        14,
    )
    result = reconcile(abbey)
    assert isinstance(result, PastResult)
    assert (result.votes, result.valid, result.unused) == (4_365, 2_357, 349)
    assert [result.candidates[number - 1].candidate.name for number in result.elected] == [
        "Lesley Clarke",
        "Mahboob Hussain",
    ]


def test_728_of_one_seat_reconcile_and_298_leave_the_invalid_papers_out(
    divisions: dict[str, PastContest],
) -> None:
    judged = {contest.full_name: reconcile(contest) for contest in divisions.values()}
    reconciled = [one for one in judged.values() if isinstance(one, PastResult)]
    assert Counter(one.seats for one in reconciled) == {1: 728, 2: 123, 3: 57}
    assert all(one.votes + one.unused == one.seats * one.valid for one in reconciled)
    refused = [one for one in judged.values() if isinstance(one, Irreconcilable)]
    assert all(len(one.differences) == 1 for one in refused)
    reasons = Counter((one.contest.seats, one.differences[0].reason) for one in refused)
    assert reasons == {
        (1, Reason.INVALID_LEFT_OUT): 298,
        (1, Reason.TOO_FEW_VOTES): 149,
        (1, Reason.TOO_MANY_VOTES): 43,
        (2, Reason.TOO_FEW_VOTES): 2,
        (2, Reason.TOO_MANY_VOTES): 1,
    }
    left_out = [one for one in refused if one.differences[0].reason is Reason.INVALID_LEFT_OUT]
    assert all(one.differences[0].by == one.contest.invalid for one in left_out)
    assert {one.contest.full_name: one.words for one in refused if one.contest.seats == 2} == {
        "Kettering North, North Northamptonshire": (
            "5,800 votes are 1,778 more than the 4,022 that 2,011 valid papers of 2 votes can hold."
        ),
        "Talavera, West Northamptonshire": "3,253 votes are 363 fewer than the 3,616 valid papers.",
        "Upton, West Northamptonshire": "3,793 votes are 300 fewer than the 4,093 valid papers.",
    }
    assert list(read_past_results([CANDIDATES, WARDS])) == reconciled


def test_where_the_elected_are_marked_wrongly_the_votes_decide_and_it_is_said(
    divisions: dict[str, PastContest],
) -> None:
    said = {name: words for name, one in divisions.items() if (words := elected_otherwise(one))}
    assert len(said) == 17
    assert Counter(name.partition(", ")[2] for name in said) == {
        "Worcestershire": 15,
        "North Northamptonshire": 1,
        "Northumberland": 1,
    }
    assert said["Cramlington Village, Northumberland"] == (
        "The source marks Steve Leyland (91) as elected too; with 1 to elect, the votes do not."
    )


def test_a_name_that_one_column_misspells_is_read_from_the_name_itself(
    divisions: dict[str, PastContest],
) -> None:
    names = {
        past.candidate.ballot_name for contest in divisions.values() for past in contest.candidates
    }
    assert {"Coxson, Samuel Jacob", "Butroid, Richard", "L'Olive, Rachel Dando"} <= names


ABBEY = "Abbey,E05015927,59613,Buckinghamshire,Buckinghamshire"


@pytest.mark.parametrize(
    ("source", "old", "new", "said"),
    [
        (WARDS, ABBEY, "Abbot,1,1,Buckinghamshire,B", "It is not in the other file"),
        (WARDS, ",2371,", ',"23,71",', 'line 2, column ballots: "23,71" is not a whole number'),
        (
            WARDS,
            ",All,2,9270,",
            ",All,3,9270,",
            "column seats_contested: There are 2 seats here, 3 in",
        ),
        (WARDS, ",All,2,9270,", ",All,,9270,", "line 2, column seats: The cell is blank"),
        (CANDIDATES, ",1021,TRUE", ",,TRUE", "line 2, column votes_cast: The cell is blank"),
        (
            CANDIDATES,
            ",1021,TRUE",
            ",1021,yes",
            'line 2, column elected: "yes" is neither TRUE nor FALSE',
        ),
    ],
)
def test_a_division_at_fault_is_left_out_by_name_and_the_others_are_read(
    tmp_path: Path, bucks: dict[Path, Path], source: Path, old: str, new: str, said: str
) -> None:
    copy = spoilt(bucks[source], tmp_path, old, new)
    files = read_past_files([copy, bucks[WARDS if source == CANDIDATES else CANDIDATES]])
    assert len(files.contests) == 48
    (abbey,) = (one for one in files.at_fault if one.name == "Abbey, Buckinghamshire")
    assert said in " ".join(map(str, abbey.faults)).replace(f"{abbey.name}: ", "")


@pytest.mark.parametrize(
    ("source", "old", "new", "said"),
    [
        (WARDS, "Invalid votes", "Spoilt", "line 1, column invalid_votes: The column is missing"),
        (CANDIDATES, ",1021,TRUE", ",1021", "line 2: The row has 17 cells, the header has 18"),
    ],
)
def test_files_of_which_no_division_can_be_told_are_refused(
    tmp_path: Path, bucks: dict[Path, Path], source: Path, old: str, new: str, said: str
) -> None:
    copy = spoilt(bucks[source], tmp_path, old, new)
    with pytest.raises(ImportRefused) as refused:
        read_past_files([copy, bucks[WARDS if source == CANDIDATES else CANDIDATES]])
    assert said in str(refused.value)


def test_the_year_in_the_note_is_that_of_the_polling_day(bucks: dict[Path, Path]) -> None:
    files = read_past_files(list(bucks.values()), date(2021, 5, 6))
    sources = {contest.source for contest in files.contests}
    assert [source.partition(",")[0] for source in sources] == ["Local Elections Handbook 2021"]


def test_figures_that_were_not_published_are_blank_and_read_as_unknown(
    tmp_path: Path, bucks: dict[Path, Path]
) -> None:
    copy = spoilt(bucks[WARDS], tmp_path, ",9270,2371,14,", ",,2371,,")
    abbey = read_past_files([bucks[CANDIDATES], copy]).contests[0]
    assert (abbey.electorate, abbey.ballot_papers, abbey.invalid) == (None, 2_371, None)


def test_half_a_pair_is_refused() -> None:
    with pytest.raises(ImportRefused, match="file by ward that belongs to this one is missing"):
        read_past_files([CANDIDATES])
    with pytest.raises(
        ImportRefused, match="file by candidate and ward that belongs to this one is missing"
    ):
        read_past_files([WARDS])
