"""Files for other programs, read by what such programs use: each tells what the views tell."""

import csv
import io
import json
from pathlib import Path

import jsonschema

from tests.cli.running import told

from . import by_files
from .nights import Night
from .told import Line, Result

ROOT = Path(__file__).parents[3]
OUR_SCHEMA = ROOT / "docs" / "tally-1.schema.json"
NIST_SCHEMA = ROOT / "tests" / "exchange" / "formats" / "nist-err-v2.json"


def exported(night: Night, form: str, *contests: str) -> bytes:
    """What the command writes for another program."""
    chosen = [word for contest in contests for word in ("--contest", contest)]
    return told("export", night.file, "--format", form, *chosen).encode()


def one_seat(night: Night) -> list[str]:
    """Those for one seat, in the order in which they are written."""
    return sorted(contest for contest, past in night.results.items() if past.seats == 1)


def test_the_tally_as_json_is_as_it_is_promised_and_tells_what_the_views_tell(
    night: Night,
) -> None:
    data = told("tally", night.file, "--json").encode()
    jsonschema.validate(json.loads(data), json.loads(OUR_SCHEMA.read_text("utf-8")))
    assert by_files.tally(data) == night.told
    assert by_files.tally(exported(night, "json")) == night.told


def test_our_csv_tells_what_the_views_tell(night: Night) -> None:
    assert by_files.plain(exported(night, "csv")) == night.told


def test_the_common_data_format_is_valid_and_tells_what_the_views_tell(night: Night) -> None:
    data = exported(night, "nist-err-json")
    jsonschema.validate(json.loads(data), json.loads(NIST_SCHEMA.read_text("utf-8")))
    assert json.loads(data)["IsTest"] is True
    read = by_files.nist(data)
    assert read == {contest: lines(result) for contest, result in night.told.items()}


def lines(result: Result) -> list[tuple[str, str, int, bool]]:
    return [(one.name, one.description, one.votes, one.elected) for one in result.lines]


def spoken(line: Line) -> str:
    """The name on the ballot paper as it is spoken."""
    surname, _, others = line.name.partition(", ")
    return f"{others} {surname}".strip()


def test_democracy_clubs_columns_tell_what_the_views_tell(night: Night) -> None:
    for contest, result in night.told.items():
        read = by_files.democracy_club(exported(night, "democracy-club-csv", contest))
        expected = [(spoken(one), one.description, one.votes, one.elected) for one in result.lines]
        assert read == {night.results[contest].name: expected}


def test_the_librarys_columns_tell_what_the_views_tell(night: Night) -> None:
    contests = one_seat(night)
    people = by_files.rows(exported(night, "commons-csv", *contests))
    places = by_files.rows(exported(night, "commons-constituencies-csv", *contests))
    assert len(places) == len(contests)
    for contest, place in zip(contests, places, strict=True):
        result = night.told[contest]
        theirs = people[: len(result.lines)]
        del people[: len(result.lines)]
        assert [int(row["Votes"]) for row in theirs] == [one.votes for one in result.lines]
        assert [f"{row['Candidate surname']}, {row['Candidate first name']}" for row in theirs] == [
            one.name for one in result.lines
        ]
        (winner,) = (one.name for one in result.lines if one.elected)
        assert f"{place['Member surname']}, {place['Member first name']}" == winner
        ranked = sorted((one.votes for one in result.lines), reverse=True)
        assert int(place["Majority"]) == ranked[0] - ranked[1]
        assert int(place["Valid votes"]) == result.valid
        assert int(place["Invalid votes"]) == result.verified - result.valid
        assert place["Electorate"] == str(result.electorate or "")
    assert people == []


def test_a_manifest_for_arlo_has_as_many_papers_as_were_verified(night: Night) -> None:
    for contest, result in night.told.items():
        data = exported(night, "arlo-manifest", contest)
        batches = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
        assert sum(int(batch["Number of Ballots"]) for batch in batches) == result.verified
        assert len({batch["Batch Name"] for batch in batches}) == len(batches)
