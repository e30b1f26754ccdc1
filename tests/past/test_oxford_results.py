"""Oxford City Council's file of 2016: votes alone."""

from datetime import date
from pathlib import Path

import pytest

from tallyapp.exchange.faults import ImportRefused
from tallyapp.past.past_results import read_past_files, read_past_results
from tallyapp.past.reconciling import elected_otherwise
from tests.exchange.samples import OXFORD_CITY, spoilt


def test_the_wards_of_2016_are_read_and_say_that_papers_were_not_published() -> None:
    contests = read_past_files([OXFORD_CITY]).contests
    assert len(contests) == 24
    assert sum(len(contest.candidates) for contest in contests) == 105
    assert {(one.seats, one.polling_day) for one in contests} == {(1, date(2016, 5, 5))}
    assert {(one.electorate, one.ballot_papers, one.invalid) for one in contests} == {
        (None, None, None)
    }
    assert [elected_otherwise(contest) for contest in contests] == [""] * 24
    results = read_past_results([OXFORD_CITY])
    assert len(results) == 24
    assert all(
        [one.valid, one.electorate, one.rejected] == [int(one.votes), int(one.votes), 0]
        for one in results
    )
    assert results[0].basis == (
        "Votes as published. Ballot papers were not: 1,416 are assumed, "
        "the fewest that can hold these votes, none of them rejected. "
        "The electorate was not published: the number of ballot papers stands in for it."
    )
    assert "Open Government Licence v3.0" in results[0].source


def test_votes_with_a_comma_and_a_surname_of_several_words_are_read() -> None:
    candidates = {
        past.candidate.ballot_name: past.votes
        for contest in read_past_files([OXFORD_CITY]).contests
        for past in contest.candidates
    }
    assert candidates["WILKINSON, Ruth Elaine"] == 1_100
    assert {"DE VOIL, Alasdair Iain", "LANDELL MILLS, Thomas"} <= candidates.keys()


def test_a_name_broken_over_two_lines_is_one_candidate_and_said() -> None:
    (headington,) = (one for one in read_past_files([OXFORD_CITY]).contests if one.remarks)
    assert headington.name == "Headington Hill and Northway"
    assert headington.remarks == (
        "The name of PEREIRA CABRAL DE AZEVEDO E BOURBON Maria "
        "is on two lines of the file, 35 and 36.",
    )
    (maria,) = (past for past in headington.candidates if past.candidate.other_names == "Maria")
    assert (maria.candidate.surname, maria.votes) == ("PEREIRA CABRAL DE AZEVEDO E BOURBON", 160)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",237,", ",,", "line 2, column votes: The cell is blank"),
        (",237,", ',"2,37",', 'line 2, column votes: "2,37" is not a whole number'),
        ("Independent,,237,", ",,,", "line 2, column votes: The cell is blank"),
        ("704,Elected", "704,Won", 'line 7, column result: "Won" is no result'),
        (
            "704,Elected",
            "704,Not elected",
            "line 2, column result: Nobody is elected",
        ),
        ("Not elected,2016", "Not elected,", "line 2, column year: There is no year"),
        (
            "96,Not elected,2016",
            "96,Not elected,2017",
            'line 3, column year: This is "2017", but line 2',
        ),
    ],
)
def test_a_ward_with_a_fault_is_left_out_by_name_line_and_column(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    files = read_past_files([spoilt(OXFORD_CITY, tmp_path, old, new)])
    (one,) = files.at_fault
    assert len(files.contests) == 23
    assert one.name.endswith(", Oxford City Council")
    assert said in str(one.faults[0]).replace(f"{one.name}: ", "")


def test_a_file_without_the_votes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="line 1, column votes: The column is missing"):
        read_past_files([spoilt(OXFORD_CITY, tmp_path, "Votes", "Poll")])


def test_a_polling_day_is_of_the_year_that_the_file_says() -> None:
    given = read_past_files([OXFORD_CITY], date(2016, 6, 9))
    assert {one.polling_day for one in given.contests} == {date(2016, 6, 9)}
    other = read_past_files([OXFORD_CITY], date(2017, 5, 4))
    assert other.contests == ()
    assert "This is 2016, but the polling day is given as 4 May 2017" in str(
        other.at_fault[0].faults[0]
    )
