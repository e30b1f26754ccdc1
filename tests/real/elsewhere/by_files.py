"""The results in files for other programs, as somebody reads them who has nothing but the file:
with Python's csv and json alone, by the columns and fields that the formats give.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .told import Line, Result

Row = Mapping[str, str]


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, each text without the apostrophe that keeps spreadsheets from
    working it out.
    """
    read = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in read]


def plain(data: bytes, contests: Collection[str] = ()) -> dict[str, Result]:
    """The program's own CSV, by contest; of these alone, if any are named."""
    told: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(data):
        told[row["contest_id"]].append(row)
    return {of: _plain(lines) for of, lines in told.items() if of in contests or not contests}


def _plain(told: Sequence[Row]) -> Result:
    people = [row for row in told if row["record"] == "candidate"]

    def one(record: str, column: str) -> str:
        (cell,) = [row[column] for row in told if row["record"] == record]
        return cell

    electors = one("electorate", "electors")
    result = Result(
        lines=tuple(
            Line(
                row["ballot_paper_name"],
                row["description"],
                int(row["votes"]),
                {"yes": True, "no": False}[row["elected"]],
                _full(row["ballot_paper_name"], row["surname"], row["other_names"]),
            )
            for row in people
        ),
        valid=int(one("valid", "papers")),
        rejected=tuple(
            int(row["papers"]) for row in told if row["record"] in ("rejected", "rejected in part")
        ),
        verified=int(one("verified", "papers")),
        electorate=int(electors) if electors else None,
    )
    whole = sum(int(row["papers"]) for row in told if row["record"] == "rejected")
    assert whole == int(one("rejected papers", "papers"))
    _agrees_with_itself(people, result, "percent")
    return result


def tally(data: bytes) -> dict[str, Result]:
    """The contract of `tally --json`, by contest; of those alone whose figures it gives."""
    told = json.loads(data, parse_float=Decimal)
    return {
        contest["id"]: _tally(contest)
        for contest in told["contests"]
        if contest["figures"] != "withheld"
    }


def _tally(contest: Mapping[str, Any]) -> Result:
    rejected = contest["rejected"]
    result = Result(
        lines=tuple(
            Line(
                one["ballot_paper_name"],
                one["description"],
                one["votes"],
                one["elected"],
                _full(one["ballot_paper_name"], one["surname"], one["other_names"]),
            )
            for one in contest["candidates"]
        ),
        valid=contest["valid_papers"],
        rejected=tuple(
            head["papers"] for head in (*rejected["by_head"], *rejected["in_part_by_head"])
        ),
        verified=contest["papers_verified"],
        electorate=contest["electorate"],
    )
    assert sum(head["papers"] for head in rejected["by_head"]) == rejected["papers"]
    _agrees_with_itself(contest["candidates"], result, "share_of_valid")
    return result


def _agrees_with_itself(people: Sequence[Mapping[str, Any]], result: Result, share: str) -> None:
    """What is said of each candidate beside the votes follows from the votes."""
    for place, (one, line) in enumerate(zip(people, result.lines, strict=True), 1):
        assert int(one["number"]) == place
        assert Decimal(one[share]) == percent(line.votes, result.valid)
        assert int(one["rank"]) == rank(line, result)


def democracy_club(data: bytes) -> dict[str, list[tuple[str, str, int, bool]]]:
    """Democracy Club's columns: name, description, votes and whether elected, by place."""
    contests: defaultdict[str, list[tuple[str, str, int, bool]]] = defaultdict(list)
    for row in rows(data):
        elected = {"t": True, "f": False}[row["elected"]]
        line = (row["person_name"], row["party_description_text"], int(row["votes_cast"]), elected)
        contests[row["post_label"]].append(line)
    return dict(contests)


def nist(data: bytes) -> dict[str, list[tuple[str, str, int, bool]]]:
    """The common data format: name, description, votes and whether elected, by contest; of those
    in which somebody voted.
    """
    report = json.loads(data)
    parties = {party["@id"]: _words(party["Name"]) for party in report.get("Party", ())}
    told: dict[str, list[tuple[str, str, int, bool]]] = {}
    for election in report["Election"]:
        standing = {one["@id"]: one for one in election["Candidate"]}
        counted = {place["GpUnitId"] for place in election["BallotCounts"]}
        for contest in election["Contest"]:
            if contest["ElectionDistrictId"] not in counted:
                continue
            lines = []
            for chosen in sorted(contest["ContestSelection"], key=lambda one: one["SequenceOrder"]):
                (one,) = (standing[of] for of in chosen["CandidateIds"])
                (votes,) = (count["Count"] for count in chosen["VoteCounts"])
                description = parties[one["PartyId"]] if "PartyId" in one else ""
                elected = {"winner": True, "defeated": False}[one["PostElectionStatus"]]
                lines.append((_words(one["BallotName"]), description, votes, elected))
            told[contest["@id"].removeprefix("contest-")] = lines
    return told


def _words(text: Mapping[str, Any]) -> str:
    (only,) = text["Text"]
    return str(only["Content"])


def percent(votes: int, valid: int) -> Decimal:
    """A share of the valid papers with two places, half of the last one rounded up."""
    return Decimal((votes * 20_000 + valid) // (2 * valid)) / 100 if valid else Decimal(0)


def rank(line: Line, result: Result) -> int:
    """The place of a candidate by votes; of equal votes the same."""
    return 1 + sum(other.votes > line.votes for other in result.lines)


def _full(ballot_name: str, surname: str, others: str) -> str:
    """The full name, where another stands on the ballot paper."""
    nominated = f"{surname}, {others}" if others else surname
    # Two of one name are told apart by where they live, which is no other name.
    if ballot_name == nominated or ballot_name.startswith(f"{nominated} ("):
        return ""
    return f"{others} {surname}"
