"""What was published of the elections before: Oxford East in 2019, and Oxford's wards in 2012."""

import csv
from collections import Counter
from datetime import date

from tallyapp.past.past_results import read_past_files, read_past_results
from tests.exchange.samples import OXFORD_CITY, OXFORD_CITY_BEFORE, OXFORD_EAST_BEFORE

LABOUR = "PP53"
LIBERAL_DEMOCRATS = "PP90"
GREEN = "PP63"
NO_PARTY = ""


def test_oxford_east_in_2019_agrees_with_itself_and_had_the_majority_that_was_published() -> None:
    (result,) = read_past_results([OXFORD_EAST_BEFORE])
    assert (result.id, result.polling_day) == ("oxford-east", date(2019, 12, 12))
    assert (result.electorate, result.valid, result.rejected) == (78_303, 49_359, 213)
    votes = {past.candidate.name: past.votes for past in result.candidates}
    assert len(votes) == 8
    assert sum(votes.values()) == 49_359
    assert votes["Anneliese Dodds"] - votes["Louise Staite"] == result.majority == 17_832
    assert "Open Parliament Licence v3.0" in result.source


def test_the_wards_of_oxford_in_2012_are_those_of_2016() -> None:
    before = read_past_files([OXFORD_CITY_BEFORE])
    assert before.at_fault == ()
    assert {one.polling_day for one in before.contests} == {date(2012, 5, 3)}
    assert sum(len(contest.candidates) for contest in before.contests) == 100
    again = {one.id for one in read_past_files([OXFORD_CITY]).contests}
    assert {one.id for one in before.contests} == again
    assert len(read_past_results([OXFORD_CITY_BEFORE])) == len(again) == 24


def test_the_seats_of_2012_and_2016_by_party_as_nothing_of_ours_reads_them() -> None:
    seats = []
    for file in (OXFORD_CITY_BEFORE, OXFORD_CITY):
        with file.open(encoding="utf-8", newline="") as rows:
            elected = [row for row in csv.DictReader(rows) if row["Result"] == "Elected"]
        assert len({row["Ward"] for row in elected}) == len(elected) == 24
        seats.append(Counter(row["Party ID"] for row in elected))
    assert seats == [
        {LABOUR: 16, LIBERAL_DEMOCRATS: 4, GREEN: 3, NO_PARTY: 1},
        {LABOUR: 18, LIBERAL_DEMOCRATS: 4, GREEN: 1, NO_PARTY: 1},
    ]
