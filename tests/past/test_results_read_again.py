"""Results that this program gave out, and those of Democracy Club, read again as those before."""

import csv
import dataclasses
import io
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tallyapp.domain.views.tally import count_tally
from tallyapp.exchange.export import democracy_club
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.tally_json import tally_json
from tallyapp.past.past_results import PastFiles, read_past_files
from tallyapp.past.published import PastContest
from tests.exchange.export.nights import Night, counted, nights, told
from tests.halls import Hall, a_counted_hall

BALLOT = "local.elm.elm-valley.2022-05-05"
CLUB = (
    "person_name,ballot_paper_id,party_name,party_id,post_label,seats_contested,votes_cast,"
    "elected,spoilt_ballots,total_electorate,turnout_reported,cancelled_poll,"
    "sopn_last_name,sopn_first_names\n"
    f"Ann Ash,{BALLOT},Green Party,PP63,Elm Valley,1,120,t,4,900,209,f,Ash,Ann Mary\n"
    f"Bo de Birch,{BALLOT},Labour Party,party:53,Elm Valley,1,85,f,4,900,209,f,de Birch,Bo\n"
)


@pytest.fixture
def elm(tmp_path: Path) -> Iterator[Hall]:
    """The small contest, counted."""
    hall = a_counted_hall(tmp_path)
    yield hall
    hall.desk.close()


def tally_of(hall: Hall) -> dict[str, Any]:
    """What tallyapp tally --json writes of it."""
    ledger = hall.desk.ledger
    streams = {name: ledger.checkpoint(name) for name in ledger.heads}
    told: dict[str, Any] = json.loads(tally_json(count_tally(hall.desk.count), streams))
    return told


def printable(night: Night) -> Night:
    """The same with names of plain letters: what no page can show is refused by its reader."""

    def shown(text: str) -> str:
        kept = "".join(c for c in text if c.isascii() and c.isalnum())
        return kept or ("Ann" if text else "")

    people = tuple(
        replace(
            one,
            surname=shown(one.surname),
            other_names=shown(one.other_names),
            commonly_used_surname=shown(one.commonly_used_surname),
            commonly_used_forenames=shown(one.commonly_used_forenames),
            description=shown(one.description),
        )
        for one in night.people
    )
    return dataclasses.replace(night, people=people)


def read(name: str, text: str) -> PastFiles:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        return read_past_files([path])


def only(files: PastFiles) -> PastContest:
    assert files.at_fault == ()
    (contest,) = files.contests
    return contest


def faults(files: PastFiles) -> str:
    assert files.contests == ()
    return " ".join(str(fault) for one in files.at_fault for fault in one.faults)


# ---- our own tally


@given(nights(stages=("declared",)).map(printable))
@settings(max_examples=4, deadline=None)
def test_a_declared_count_is_read_again_from_its_tally_as_it_was_declared(night: Night) -> None:
    with counted(night) as hall:
        declared = hall.contest.declaration
        assert declared
        told = tally_of(hall)
        standing = hall.contest.set_up.candidates
        day = hall.desk.count.count.set_up
    files = read("elm.json", json.dumps(told))
    past = next(iter(files.contests))
    assert day
    assert past.polling_day == day.polling_day
    assert [one.votes for one in past.candidates] == list(declared.figures.votes)
    assert [one.candidate.name for one in past.candidates] == [one.name for one in standing]
    assert past.elected == declared.elected
    assert (past.ballot_papers, past.invalid) == (
        declared.figures.verified,
        declared.figures.verified - declared.figures.valid,
    )
    assert "tallyapp" in past.source
    # Where nobody stood against anybody there were no votes, and that is said by name.
    assert ["no poll" in str(one.faults[0]) for one in files.at_fault] == [True] * len(
        told["unopposed"]
    )


def test_what_a_corrected_notice_says_is_taken_and_not_what_it_put_right(elm: Hall) -> None:
    elm.finish()
    figures = elm.figures
    right = replace(figures, votes=(figures.votes[0] - 1, figures.votes[1] + 1, figures.votes[2]))
    elm.do(elm.corrected_notice(right))
    past = only(read("elm.json", json.dumps(tally_of(elm))))
    assert [one.votes for one in past.candidates] == list(right.votes)
    assert past.source.endswith("By corrected notice 1.")


def test_a_contest_that_is_not_declared_is_left_out_by_name(elm: Hall) -> None:
    said = faults(read("elm.json", json.dumps(tally_of(elm))))
    assert "Elm Valley: " in said
    assert "It is not declared." in said


def test_one_bad_contest_leaves_out_no_other(elm: Hall) -> None:
    elm.finish()
    told = tally_of(elm)
    bad = json.loads(json.dumps(told["contests"][0])) | {"id": "oak", "name": "Oak Hill"}
    bad["candidates"][0]["votes"] = "many"
    told["contests"].append(bad)
    files = read("elm.json", json.dumps(told))
    assert [one.name for one in files.contests] == ["Elm Valley"]
    assert [one.name for one in files.at_fault] == ["Oak Hill"]


def test_a_tally_of_another_version_is_refused_whole(elm: Hall) -> None:
    told = tally_of(elm) | {"version": 2}
    with pytest.raises(ImportRefused, match="version 1"):
        read("elm.json", json.dumps(told))


# ---- Democracy Club


def test_its_results_are_read_with_names_as_nominated_and_ids_of_today() -> None:
    past = only(read("results.csv", CLUB))
    assert (past.id, past.name, past.authority) == (BALLOT, "Elm Valley", "Elm")
    assert past.polling_day.isoformat() == "2022-05-05"
    assert [(one.candidate.name, one.candidate.party, one.votes) for one in past.candidates] == [
        ("Ann Mary Ash", "PP63", 120),
        ("Bo de Birch", "PP53", 85),
    ]
    assert (past.electorate, past.ballot_papers, past.invalid) == (900, 209, 4)
    assert past.elected == (1,)


@given(nights(stages=("declared",)).map(printable))
@settings(max_examples=4, deadline=None)
def test_what_we_write_in_its_columns_is_read_again(night: Night) -> None:
    with counted(night) as hall:
        written = democracy_club.export(told(hall)).data.decode("utf-8-sig")
        figures = hall.figures
    rows = list(csv.DictReader(io.StringIO(written)))
    for row in rows:
        row["ballot_paper_id"] = f"{BALLOT}" if row["votes_cast"] else "local.elm.oak.2022-05-05"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    files = read("results.csv", out.getvalue())
    votes = [sorted(one.votes for one in past.candidates) for past in files.contests]
    assert votes == [sorted(figures.votes)], files.at_fault


def test_a_ward_without_a_poll_is_left_out_by_name_and_the_other_is_read() -> None:
    oak = CLUB.splitlines()[1].replace("elm-valley", "oak").replace("Elm Valley", "Oak")
    files = read("results.csv", CLUB + oak.replace(",209,f,", ",209,t,").replace("120,t", ",t"))
    assert [past.name for past in files.contests] == ["Elm Valley"]
    (one,) = files.at_fault
    assert "no poll" in str(one.faults[0])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1,120,t", "1,,t", "The cell is blank."),
        ("1,120,t", "1,120,x", "neither t nor f"),
        ("1,120,t", "2,120,t", "not the same in every row"),
        (".2022-05-05", "", "no polling day"),
        ("1,120,t", "1,12O,t", "is not a whole number"),
    ],
)
def test_what_is_at_fault_is_said_by_its_ballot(old: str, new: str, words: str) -> None:
    said = faults(read("results.csv", CLUB.replace(old, new)))
    assert words in said
    assert "Elm Valley" in said
