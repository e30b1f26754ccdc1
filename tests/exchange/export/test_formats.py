"""Each format read back by a reader that is none of ours, on counts as they may be."""

import csv
import io
import json
import re
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from jsonschema import Draft4Validator
from msgspec import structs

from tallyapp.domain.views.tally import ContestTally, CountTally, count_tally, tally
from tallyapp.domain.vocabulary.parties import joint
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.export import arlo, commons, database, democracy_club, nist, plain
from tallyapp.exchange.export.exported import CannotHold
from tallyapp.exchange.export.remarks import Remark
from tallyapp.past.past_results import read_past_results
from tests import wards
from tests.cli.running import COMMONS
from tests.domain.views.test_against import GREEN, LABOUR_AND_COOPERATIVE, declared
from tests.exchange.export.nights import Night, counted, given, nights, told
from tests.exchange.export.test_cells import library
from tests.halls import a_counted_hall, a_hall
from tests.real.test_general_election import declared as past_declared

NIST = json.loads((Path(__file__).parents[1] / "formats" / "nist-err-v2.json").read_text("utf-8"))
FEW = settings(max_examples=25, deadline=None)


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a file, each text as it was: one apostrophe at its beginning is taken away."""
    text = data.decode("utf-8-sig")
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in read]


def by_name(contest: ContestTally) -> dict[str, int]:
    return {one.ballot_name: one.votes for one in contest.candidates}


# ---- the program's own CSV


@FEW
@any_of(nights())
def test_the_spreadsheet_has_every_figure_in_a_line_of_its_own(night: Night) -> None:
    with counted(night) as hall:
        (contest,) = told(hall).count.contests
        data = plain.export(told(hall)).data
    assert data.startswith(b"\xef\xbb\xbfrecord,practice,")
    read = rows(data)
    of = [row for row in read if row["contest_id"] == contest.id]
    assert {row["state"] for row in of} == {"declared" if contest.declared else "not declared"}
    people = [row for row in of if row["record"] == "candidate"]
    assert [int(row["number"]) for row in people] == list(range(1, len(night.people) + 1))
    assert {row["ballot_paper_name"]: int(row["votes"]) for row in people} == by_name(contest)
    assert [row["surname"] for row in people] == [one.surname for one in night.people]
    if contest.declared:
        elected = [row["number"] for row in people if row["elected"] == "yes"]
        assert len(elected) == night.seats
    else:
        assert {row["elected"] for row in people} == {""}
    papers = {row["record"]: int(row["papers"]) for row in of if row["papers"]}
    rejected = [int(row["papers"]) for row in of if row["record"] == "rejected"]
    assert sum(rejected) == papers["rejected papers"] == contest.rejected_papers
    assert papers["valid"] + papers["rejected papers"] == papers["verified"]
    (electors,) = [row["electors"] for row in of if row["record"] == "electorate"]
    assert electors == ("" if night.electorate is None else str(night.electorate))
    lots = [row for row in of if row["record"] == "lot"]
    assert [int(row["number"]) for row in lots] == [lot.chosen for lot in contest.lots]
    for row, lot in zip(lots, contest.lots, strict=True):
        assert tuple(map(int, row["between"].split())) == lot.tied
    alone = [row for row in read if row["state"] == "unopposed"]
    assert [row["surname"] for row in alone] == (["Fir"] if night.unopposed else [])


# ---- a database for others


@FEW
@any_of(nights())
def test_the_database_s_views_give_each_contest_its_figures_and_each_candidate_votes(
    night: Night,
) -> None:
    with counted(night) as hall:
        handed = told(hall)
    (contest,) = handed.count.contests
    with closing(sqlite3.connect(":memory:")) as read:
        read.deserialize(database.export(handed).data)
        people = read.execute(
            "SELECT ballot_paper_name, votes FROM candidates WHERE contest_id = ? ORDER BY number",
            [contest.id],
        ).fetchall()
        assert dict(people) == by_name(contest)
        figures = read.execute(
            "SELECT valid, rejected, verified, electorate FROM contests WHERE contest_id = ?",
            [contest.id],
        ).fetchone()
        assert figures == (
            *(contest.valid, contest.rejected_papers, contest.verified),
            contest.electorate,
        )
        (by_head,) = read.execute(
            "SELECT sum(papers) FROM rejected WHERE contest_id = ? AND NOT in_part", [contest.id]
        ).fetchone()
        assert (by_head or 0) == contest.rejected_papers
        assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# ---- the House of Commons Library's


def test_the_librarys_columns_are_those_of_its_files() -> None:
    assert list(library("candidate")[0]) == list(commons.BY_CANDIDATE)
    assert list(library("constituency")[0]) == list(commons.BY_CONSTITUENCY)


@FEW
@any_of(nights())
def test_the_librarys_files_are_of_contests_for_one_seat_alone(night: Night) -> None:
    with counted(night) as hall:
        handed = told(hall)
    (contest,) = handed.count.contests
    why = ["cannot.several-seats"] * (night.seats > 1)
    # Votes so far would stand there as a result.
    why += ["cannot.undeclared"] * (not contest.declared)
    if why:
        for export in (commons.by_candidate, commons.by_constituency):
            with pytest.raises(CannotHold) as cannot:
                export(handed)
            assert [one.of for one in cannot.value.remarks] == why
        return
    read = rows(commons.by_candidate(handed).data)
    assert [int(row["Votes"]) for row in read] == [one.votes for one in contest.candidates]
    for row in read:
        share = Decimal(row["Share"]) * (contest.valid or 1)
        assert abs(share - int(row["Votes"])) < Decimal("0.000001")
    (row,) = rows(commons.by_constituency(handed).data)
    assert int(row["Valid votes"]) == contest.valid == sum(int(each["Votes"]) for each in read)
    assert int(row["Invalid votes"]) == contest.rejected_papers
    assert row["Member surname"] == "".join(
        one.ballot_surname for one in contest.candidates if one.elected
    )


@pytest.fixture(scope="module")
def published() -> CountTally:
    """The general election of 2024 as it was declared, with the party of each candidate by id."""
    with tempfile.TemporaryDirectory() as folder:
        hall = a_counted_hall(Path(folder))
        plain_count = count_tally(hall.desk.count)
        hall.desk.close()
    by_place = defaultdict(list)
    for row in library("candidate"):
        by_place[row["Constituency name"]].append(row)
    contests = []
    for past in read_past_results(COMMONS):
        told = tally(past_declared(past))
        ids = {(row["Candidate surname"], int(row["Votes"])): row for row in by_place[past.name]}
        people = []
        for one in told.candidates:
            row = ids[one.surname, one.votes]
            first, second = (row[f"Electoral Commission{of} party ID"] for of in ("", " adjunct"))
            party = joint(first, second) if second else first
            people.append(replace(one, party=party, independent=row["Party name"] == "Independent"))
        contests.append(replace(told, candidates=tuple(people)))
    return replace(plain_count, contests=tuple(contests), practice=False)


def test_the_library_would_find_its_own_rows_of_every_candidate(published: CountTally) -> None:
    made = commons.by_candidate(given(published))
    ours = {
        (row["Constituency name"], row["Candidate surname"], row["Votes"]): row
        for row in rows(made.data)
    }
    columns = [
        *("Party name", "Party abbreviation", "Electoral Commission party ID", "MNIS party ID"),
        *("Electoral Commission adjunct party ID", "Candidate first name"),
    ]
    assert len(ours) == 4_515
    differing = []
    for row in library("candidate"):
        own = ours[row["Constituency name"], row["Candidate surname"], row["Votes"]]
        assert abs(Decimal(own["Share"]) - Decimal(row["Share"])) < Decimal("0.0000005")
        if row["Party name"] != "Speaker":
            differing += [row for column in columns if own[column] != row[column]]
    assert [row["Candidate surname"] for row in differing] == ["Groogan"], "encoded twice there"


def test_the_library_would_find_its_own_rows_of_every_constituency(published: CountTally) -> None:
    ours = {
        row["Constituency name"]: row
        for row in rows(commons.by_constituency(given(published)).data)
    }
    columns = [
        *("Electorate", "Valid votes", "Invalid votes", "Majority", "Member surname"),
        *("First party", "Second party", *commons.PARTIES),
        *("All other candidates", "Of which other winner"),
    ]
    assert len(ours) == 650
    for row in library("constituency"):
        own = ours[row["Constituency name"]]
        # The Speaker stands under a description of his own, which no party is registered under.
        if row["First party"] != "Spk":
            assert {name: own[name] for name in columns} == {name: row[name] for name in columns}


def test_a_share_that_changed_and_a_seat_that_was_gained_are_told_as_the_library_does(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path)
    parties = [LABOUR_AND_COOPERATIVE, GREEN, "independent"]
    declared(hall.contest, parties, [120, 85, 41])
    count = count_tally(hall.desk.count)
    people = rows(commons.by_candidate(given(count)).data)
    # 120 of 246 after 70 of 210; 85 of 246 after 100 of 210; Independents are nobody's successors.
    assert [row["Change"] for row in people] == ["0.154471545", "-0.130662021", ""]
    (row,) = rows(commons.by_constituency(given(count)).data)
    assert row["Result"] == "Lab gain from Green"
    hall.desk.close()


# ---- Democracy Club's


@FEW
@any_of(nights())
def test_democracy_clubs_file_has_yes_no_and_nothing_for_what_is_not_known(night: Night) -> None:
    with counted(night) as hall:
        handed = told(hall)
    (contest,) = handed.count.contests
    data = democracy_club.export(handed).data
    assert data.split(b"\n", 1)[0].decode() == ",".join(democracy_club.COLUMNS)
    read = rows(data)
    polled = [row for row in read if row["cancelled_poll"] == "f"]
    assert [int(row["votes_cast"]) for row in polled] == [one.votes for one in contest.candidates]
    assert [row["sopn_last_name"] for row in polled] == [one.surname for one in night.people]
    elected = ["" if one.elected is None else "ft"[one.elected] for one in contest.candidates]
    assert [row["elected"] for row in polled] == elected
    chosen = {lot.chosen for lot in contest.lots}
    assert [row["tied_vote_winner"] == "t" for row in polled] == [
        one.number in chosen for one in contest.candidates
    ]
    assert {row["election_date"] for row in read} == {"2024-07-04"}
    assert {row["total_electorate"] for row in polled} == {str(night.electorate or "")}
    assert {row["results_source"] for row in polled} == {
        "source.practice tallyapp"
        if contest.declared
        else "source.practice source.undeclared tallyapp"
    }
    cancelled = [row for row in read if row["cancelled_poll"] == "t"]
    assert [(row["sopn_last_name"], row["elected"]) for row in cancelled] == (
        [("Fir", "t")] if night.unopposed else []
    )


def test_a_ballots_id_gives_that_of_its_election(tmp_path: Path) -> None:
    ward = wards.Ward("local.oakshire.elm.2025-05-01", "Elm", 2, 5)
    desk = wards.begin(tmp_path / "wards.tally", [ward])
    wards.played(desk, ward)
    data = democracy_club.export(given(count_tally(desk.count))).data
    desk.close()
    read = rows(data)
    assert {row["ballot_paper_id"] for row in read} == {ward.id}
    assert {row["election_id"] for row in read} == {"local.oakshire.2025-05-01"}
    (tmp_path / "dc.csv").write_bytes(data)
    again = read_candidates(tmp_path / "dc.csv", missing_glyphs=lambda _: ())
    (contest,) = again.contests
    assert (contest.id, contest.seats) == (ward.id, 2)
    assert {one.surname for one in contest.candidates} == {one.surname for one in ward.candidates}


# ---- NIST's


def references(value: Any, met: set[str], named: set[str]) -> None:
    """Every id that a report gives, and every one that it names."""
    if isinstance(value, list):
        for each in value:
            references(each, met, named)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name == "@id":
                assert each not in met, "an id is given twice"
                met.add(each)
            elif re.search("Ids?$", name) and name != "VendorApplicationId":
                named |= {each} if isinstance(each, str) else set(each)
            references(each, met, named)


@FEW
@any_of(nights())
def test_nists_report_is_valid_by_its_schema_and_every_name_in_it_is_there(night: Night) -> None:
    with counted(night) as hall:
        handed = told(hall)
    (contest,) = handed.count.contests
    report = json.loads(nist.export(handed).data)
    Draft4Validator(NIST, format_checker=Draft4Validator.FORMAT_CHECKER).validate(report)
    met: set[str] = set()
    named: set[str] = set()
    references(report, met, named)
    assert named <= met
    assert report["IsTest"] is True
    assert report["Status"] == ("certified" if contest.declared else "unofficial-partial")
    contests = [one for each in report["Election"] for one in each["Contest"]]
    (first,) = [one for one in contests if one["Name"] == contest.name]
    votes = [count["Count"] for one in first["ContestSelection"] for count in one["VoteCounts"]]
    assert votes == [one.votes for one in contest.candidates]
    assert (first["NumberElected"], first["VotesAllowed"]) == (night.seats, night.seats)
    candidates = {one["@id"]: one for each in report["Election"] for one in each["Candidate"]}
    won = [
        candidates[one["CandidateIds"][0]].get("PostElectionStatus")
        for one in first["ContestSelection"]
    ]
    words = {None: None, True: "winner", False: "defeated"}
    assert won == [words[one.elected] for one in contest.candidates]
    (papers,) = [one for each in report["Election"] for one in each["BallotCounts"]]
    assert papers["BallotsCast"] - papers["BallotsRejected"] == contest.valid
    assert len(contests) == (2 if night.unopposed else 1)
    for party in report["Party"]:
        words = party["Name"]["Text"][0]["Content"]
        no_party = words == "Independent" and "ExternalIdentifier" not in party
        assert (party.get("IsRecognizedParty") is False) == no_party


def test_a_question_is_a_measure_with_its_answers(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.BIRCHLEY])
    wards.played(desk, wards.BIRCHLEY)
    count = count_tally(desk.count)
    desk.close()
    asked = replace(count, contests=(replace(count.contests[0], answers=True),))
    report = json.loads(nist.export(given(asked)).data)
    Draft4Validator(NIST).validate(report)
    (contest,) = report["Election"][0]["Contest"]
    assert contest["@type"] == "ElectionResults.BallotMeasureContest"
    assert report["Person"] == report["Election"][0]["Candidate"] == []
    for export in (commons.by_candidate, democracy_club.export):
        with pytest.raises(CannotHold):
            export(given(asked))


# ---- Arlo's


def test_a_manifest_has_the_papers_of_each_area_and_each_batch_a_name_of_its_own(
    tmp_path: Path,
) -> None:
    desk = wards.begin(tmp_path / "wards.tally")
    for ward in (wards.ASHTON, wards.BIRCHLEY, wards.CEDAR_GREEN):
        wards.verify(desk, ward)
    count = count_tally(desk.count)
    desk.close()
    read = rows(arlo.export(given(count)).data)
    assert list(read[0]) == ["Container", "Batch Name", "Number of Ballots"]
    names = [row["Batch Name"] for row in read]
    assert len(set(names)) == len(names) == sum(len(one.areas) for one in count.contests)
    for contest in count.contests:
        of = [int(row["Number of Ballots"]) for row in read if row["Container"] == contest.name]
        assert sum(of) == contest.verified


def test_one_contest_needs_no_container_and_an_empty_area_is_left_out(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.BIRCHLEY])
    with pytest.raises(CannotHold) as cannot:
        arlo.export(given(count_tally(desk.count)))
    assert [one.of for one in cannot.value.remarks] == ["cannot.no-papers"]
    wards.verify(desk, wards.BIRCHLEY)
    made = arlo.export(given(count_tally(desk.count)))
    desk.close()
    assert made.data.startswith(b"Batch Name,Number of Ballots\nArea A,")


# ---- what goes wrong afterwards, and what is called the same


def test_the_spreadsheet_tells_a_corrected_notice_in_lines_of_its_own(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    before = hall.figures
    votes = (before.votes[0], before.votes[2], before.votes[1])
    hall.correct_notice(structs.replace(before, votes=votes))
    made = plain.export(told(hall))
    hall.desk.close()
    read = rows(made.data)
    assert {row["state"] for row in read} == {"declared, notice corrected"}
    for record, expected in (("candidate", before.votes), ("corrected candidate", votes)):
        assert [int(row["votes"]) for row in read if row["record"] == record] == list(expected)
    (notice,) = [row for row in read if row["record"] == "corrected notice"]
    assert notice["reason"] == "typed wrongly"


def test_contests_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    one = wards.Ward("abbey-north", "Abbey", 1, 4)
    other = wards.Ward("abbey-south", "Abbey", 1, 4, first=101)
    desk = wards.begin(tmp_path / "wards.tally", [one, other])
    for ward in (one, other):
        wards.played(desk, ward)
    count = count_tally(desk.count)
    desk.close()
    names = {"Abbey (abbey-north)", "Abbey (abbey-south)"}
    for export, column in (
        (democracy_club.export, "post_label"),
        (commons.by_candidate, "Constituency name"),
        (commons.by_constituency, "Constituency name"),
        (arlo.export, "Container"),
    ):
        assert {row[column] for row in rows(export(given(count)).data)} == names


def test_a_report_that_leaves_a_contest_out_is_not_certified(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.BIRCHLEY])
    wards.played(desk, wards.BIRCHLEY)
    whole = given(count_tally(desk.count))
    desk.close()
    part = replace(whole, left_out=(Remark("left-out.undeclared", ("Ashton",)),))
    assert json.loads(nist.export(whole).data)["Status"] == "certified"
    report = json.loads(nist.export(part).data)
    assert report["Status"] == "unofficial-partial"
    assert "left-out.undeclared" in report["Notes"]


@FEW
@any_of(nights(stages=("keyed", "provisional")))
def test_no_file_has_a_turnout_before_the_declaration(night: Night) -> None:
    with counted(night) as hall:
        handed = told(hall)
    assert not [row for row in rows(plain.export(handed).data) if "turnout" in row["record"]]
    for row in rows(democracy_club.export(handed).data):
        assert (row["turnout_percentage"], row["turnout_reported"]) == ("", "")
