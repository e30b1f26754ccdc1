"""Past results: what was published is read whole, and what does not agree is refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tallyapp.exchange.faults import ImportRefused
from tallyapp.past.past_results import (
    PastFiles,
    PastResult,
    read_past_files,
    read_past_results,
)
from tallyapp.resources import resource

JSON = resource("samples", "oxford-east-2024.json")
BY_CANDIDATE = resource("samples", "GE2024-results-by-candidate.csv")
BY_CONSTITUENCY = resource("samples", "GE2024-results-by-constituency.csv")


@pytest.fixture(scope="module")
def everything() -> dict[str, PastResult]:
    return {result.name: result for result in read_past_results([BY_CANDIDATE, BY_CONSTITUENCY])}


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The first two constituencies of the pair, to be spoilt."""
    rows = BY_CANDIDATE.read_text(encoding="utf-8").splitlines(keepends=True)
    few = [rows[0], *[row for row in rows if row.startswith(("W07000081", "S14000060"))]]
    candidates, constituencies = tmp_path / "c.csv", tmp_path / "k.csv"
    candidates.write_text("".join(few), encoding="utf-8")
    lines = BY_CONSTITUENCY.read_text(encoding="utf-8").splitlines(keepends=True)
    constituencies.write_text("".join(lines[:3]), encoding="utf-8")
    return candidates, constituencies


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_oxford_east_is_read_from_json() -> None:
    (result,) = read_past_results([JSON])
    assert (result.id, result.name, result.kind) == (
        "oxford-east",
        "Oxford East",
        "uk-parliamentary",
    )
    assert result.polling_day == date(2024, 7, 4)
    assert (result.electorate, result.seats, result.valid, result.rejected) == (
        71_845,
        1,
        39_341,
        390,
    )
    assert [past.candidate.surname for past in result.candidates][:3] == ["Adams", "Ali", "Brown"]
    winner = result.candidates[result.elected[0] - 1]
    assert (winner.candidate.name, winner.votes, result.majority) == (
        "Anneliese Dodds",
        19_541,
        14_465,
    )
    assert "Open Parliament Licence v3.0" in result.source


def test_all_constituencies_are_read_each_under_its_own_identifier(
    everything: dict[str, PastResult],
) -> None:
    assert len(everything) == len({result.id for result in everything.values()}) == 650
    assert sum(len(result.candidates) for result in everything.values()) == 4_515
    assert {result.polling_day for result in everything.values()} == {date(2024, 7, 4)}
    assert everything["Ynys Môn"].id == "ynys-mon"
    assert everything["Hendon"].majority == 15


def test_both_forms_give_the_same_result_and_identifiers_stay_apart(
    everything: dict[str, PastResult],
) -> None:
    published = everything["Oxford East"]
    (told,) = read_past_results([JSON])
    assert told == published
    both = read_past_results([JSON, BY_CONSTITUENCY, BY_CANDIDATE])
    assert [one.id for one in both if one.name == "Oxford East"] == ["oxford-east", "oxford-east-2"]


def test_a_name_that_was_encoded_twice_is_put_right(everything: dict[str, PastResult]) -> None:
    names = [past.candidate.name for past in everything["Belfast South and Mid Down"].candidates]
    assert "Áine Groogan" in names


def test_the_polling_day_of_another_edition_can_be_given(pair: tuple[Path, Path]) -> None:
    results = read_past_results(pair, date(2019, 12, 12))
    assert {result.polling_day for result in results} == {date(2019, 12, 12)}


def faults_of(files: PastFiles) -> dict[str, str]:
    """What is said of each contest that is at fault, by its name."""
    return {one.name: " ".join(map(str, one.faults)) for one in files.at_fault}


@pytest.mark.parametrize(
    ("which", "old", "new", "said"),
    [
        (0, ",183,0.00", ",184,0.00", "votes add to 35,756, the valid votes are given as 35,755"),
        (1, ",10354,", ",10353,", "the majority is given as 10,353, the votes make it 10,354"),
        (1, ",72580,", ",35000,", "more than the electorate of 35,000"),
        (1, "Stephen,Kinnock", "Nigel,Hill", "given as Nigel Hill, who has not the most votes"),
        (1, "Stephen,Kinnock", "Neil,Kinnock", "Neil Kinnock is not among the candidates"),
        (1, ",79,", ",,", "column invalid_votes: Aberafan Maesteg: The cell is blank"),
        (1, ",79,", ",7.9,", '"7.9" is not a whole number from 0 to 9,999,999'),
    ],
)
def test_a_constituency_at_fault_is_left_out_by_name_and_the_other_is_read(
    pair: tuple[Path, Path], which: int, old: str, new: str, said: str
) -> None:
    spoil(pair[which], old, new)
    files = read_past_files(pair, date(2024, 7, 4))
    assert "Aberdeen North" in [contest.name for contest in files.contests]
    assert said in faults_of(files)["Aberafan Maesteg"]


def test_candidates_without_a_constituency_of_theirs_are_left_out_by_its_name(
    pair: tuple[Path, Path],
) -> None:
    spoil(pair[1], "S14000060", "S99")
    files = read_past_files(pair, date(2024, 7, 4))
    assert [contest.name for contest in files.contests] == ["Aberafan Maesteg"]
    said = [str(fault) for one in files.at_fault for fault in one.faults]
    assert [one.name for one in files.at_fault] == ["Aberdeen North", "Aberdeen North"]
    assert "It has no candidates in the other file." in said[0]
    assert "It is not in the other file." in said[1]


def test_a_constituency_told_of_twice_is_taken_from_neither_line(pair: tuple[Path, Path]) -> None:
    lines = pair[1].read_text(encoding="utf-8").splitlines(keepends=True)
    pair[1].write_text("".join([*lines, lines[1]]), encoding="utf-8")
    files = read_past_files(pair, date(2024, 7, 4))
    assert [contest.name for contest in files.contests] == ["Aberdeen North"]
    assert (
        "line 4, column ons_id: Aberafan Maesteg: It is on line 2 already"
        in (faults_of(files)["Aberafan Maesteg"])
    )


@pytest.mark.parametrize(
    ("which", "old", "new", "said"),
    [
        (0, "Electoral Commission party ID", "Votes", "Two columns have this name"),
        (1, "Valid votes", "Good votes", "column valid_votes: The column is missing"),
        (1, "S14000060", "", "line 3, column ons_id: The cell is blank"),
        (0, ",183,0.00", ",183,0,00", "The row has"),
    ],
)
def test_files_of_which_no_contest_can_be_told_are_refused(
    pair: tuple[Path, Path], which: int, old: str, new: str, said: str
) -> None:
    spoil(pair[which], old, new)
    with pytest.raises(ImportRefused) as refused:
        read_past_files(pair, date(2024, 7, 4))
    assert said in str(refused.value)


def test_a_majority_that_is_not_published_is_worked_out(pair: tuple[Path, Path]) -> None:
    spoil(pair[1], ",10354,", ",,")
    spoil(pair[1], "Majority", "Margin")
    results = read_past_results(pair, date(2024, 7, 4))
    assert [result.majority for result in results] == [10_354, 1_760]


@pytest.mark.parametrize(
    ("names", "day"),
    [
        (("GE2019-by-candidate.csv", "GE2019-by-constituency.csv"), date(2019, 12, 12)),
        (("c-2017.csv", "k-2017.csv"), date(2017, 6, 8)),
        (("c-2026-01-15.csv", "k-2026-01-15.csv"), date(2026, 1, 15)),
    ],
)
def test_the_polling_day_is_taken_from_what_the_files_are_called(
    pair: tuple[Path, Path], names: tuple[str, str], day: date
) -> None:
    renamed = [path.rename(path.with_name(name)) for path, name in zip(pair, names, strict=True)]
    assert {one.polling_day for one in read_past_results(renamed)} == {day}
    given = read_past_results(renamed, date(2024, 7, 4))
    assert {one.polling_day for one in given} == {date(2024, 7, 4)}


@pytest.mark.parametrize(
    "names", [("c.csv", "k.csv"), ("c-2019.csv", "k-2017.csv"), ("c-2016.csv", "k-2016.csv")]
)
def test_a_polling_day_that_nothing_says_is_asked_for_and_never_made_up(
    pair: tuple[Path, Path], names: tuple[str, str]
) -> None:
    renamed = [path.rename(path.with_name(name)) for path, name in zip(pair, names, strict=True)]
    with pytest.raises(
        ImportRefused, match=r"says the polling day\. Give the polling day \(with --polling-day"
    ):
        read_past_files(renamed)


def test_half_a_pair_and_the_same_half_twice_are_refused() -> None:
    with pytest.raises(
        ImportRefused, match=r"file by candidate that belongs to this one is missing"
    ):
        read_past_results([BY_CONSTITUENCY])
    with pytest.raises(ImportRefused, match=r"Like .* this is a file by constituency"):
        read_past_results([BY_CONSTITUENCY, BY_CONSTITUENCY])


def changed(folder: Path, change: dict[str, Any]) -> Path:
    path = folder / "result.json"
    told = json.loads(JSON.read_text(encoding="utf-8")) | change
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"ballot_papers": 39_732},
            "valid and rejected papers add to 39,731, the ballot papers are given as 39,732",
        ),
        ({"valid_votes": 39_342}, "votes add to 39,341, the valid votes are given as 39,342"),
        ({"electorate": "many"}, '"electorate": "many" is not a whole number from 0 to 9,999,999'),
        ({"electorate": 1.5}, '"electorate": 1.5 is not a whole number from 0 to 9,999,999'),
        ({"electorate": 10_000_000}, '"10000000" is not a whole number from 0 to 9,999,999'),
        ({"electorate": True}, '"electorate": true is not a whole number'),
        ({"polling_day": "4 July 2024"}, '"polling_day": "4 July 2024" is no day'),
        ({"election": None}, '"election": The field is missing'),
        ({"election": ["x"]}, '"election": a list is no text'),
        ({"source": "x" * 501}, '"source": The text has 501 characters; 500 are the most'),
        ({"candidates": [3]}, "candidate 1: Here stands 3, not a group of fields"),
        ({"candidates": [{"votes": 1}]}, 'candidate 1, "surname": The field is missing'),
    ],
)
def test_json_that_does_not_agree_with_itself_is_left_out_with_its_reason(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    files = read_past_files([changed(tmp_path, change)])
    assert files.contests == ()
    assert said in faults_of(files)["Oxford East"]


def test_a_result_without_candidates_is_left_out_by_the_name_of_its_file(tmp_path: Path) -> None:
    files = read_past_files([changed(tmp_path, {"candidates": []})])
    assert "There are none." in faults_of(files)["result.json"]


def test_the_polling_day_can_be_given_for_json_that_does_not_say_it(tmp_path: Path) -> None:
    path = changed(tmp_path, {"polling_day": None})
    assert (
        '"polling_day": The field is missing' in faults_of(read_past_files([path]))["Oxford East"]
    )
    (result,) = read_past_results([path], date(2019, 12, 12))
    assert result.polling_day == date(2019, 12, 12)


@pytest.mark.parametrize(
    "content",
    ["[]", "[[]]", "3", "null", '{"results": []}', '[{"ward": "Elm"}]', '{"constituency": "Elm"}'],
)
def test_json_of_no_known_form_is_refused_in_plain_words(tmp_path: Path, content: str) -> None:
    (tmp_path / "result.json").write_text(content, encoding="utf-8")
    with pytest.raises(ImportRefused, match="none of the forms of past results that are known"):
        read_past_files([tmp_path / "result.json"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: From character 1 of the line on it is not JSON"),
        (b'{"constituency": "Elm",\n "x": tru}', "line 2: From character 7 of the line"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "A number in it is far beyond 9,999,999"),
        (b'{"a": "\xff"}', "Byte 8, 0xFF, is not UTF-8 text"),
        (b"[" * 100_000, "Its lists stand within one another"),
    ],
)
def test_what_is_no_json_is_refused_by_its_place(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "result.json").write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read_past_files([tmp_path / "result.json"])
    assert said in str(refused.value)


def test_the_faults_of_all_files_are_told_together(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    spoil(pair[1], "Valid votes", "Good votes")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_past_files([*pair, tmp_path / "bad.json"])
    assert len({fault.file for fault in refused.value.faults}) == 2
