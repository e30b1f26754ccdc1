"""Past results: what was published is read whole, and what does not agree is refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tallyapp.exchange.faults import ImportRefused
from tallyapp.practice.past.past_results import PastResult, read_past_results
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
    assert (result.id, result.name, result.kind) == ("oxford-east", "Oxford East", "uk-parliamentary")
    assert result.polling_day == date(2024, 7, 4)
    assert (result.electorate, result.seats, result.valid, result.rejected) == (71_845, 1, 39_341, 390)
    assert [past.candidate.surname for past in result.candidates][:3] == ["Adams", "Ali", "Brown"]
    winner = result.candidates[result.elected[0] - 1]
    assert (winner.candidate.name, winner.votes, result.majority) == ("Anneliese Dodds", 19_541, 14_465)
    assert "Open Parliament Licence v3.0" in result.source


def test_all_constituencies_are_read_each_under_its_own_identifier(everything: dict[str, PastResult]) -> None:
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
    results = read_past_results(pair, commons_polling_day=date(2019, 12, 12))
    assert {result.polling_day for result in results} == {date(2019, 12, 12)}


@pytest.mark.parametrize(
    ("which", "old", "new", "said"),
    [
        (0, ",183,0.00", ",184,0.00", "votes add to 35,756, the valid votes are given as 35,755"),
        (1, ",10354,", ",10353,", "the majority is given as 10,353, the votes make it 10,354"),
        (1, ",72580,", ",35000,", "more than the electorate of 35,000"),
        (1, "Stephen,Kinnock", "Nigel,Hill", "given as Nigel Hill, who has not the most votes"),
        (1, "Stephen,Kinnock", "Neil,Kinnock", "Neil Kinnock is not among the candidates"),
        (1, ",79,", ",,", "column invalid_votes: The cell is blank"),
        (1, ",79,", ",7.9,", 'column invalid_votes: "7.9" is not a whole number'),
        (1, "S14000060", "S99", "S99 has no candidates in the other file"),
        (1, "S14000060", "S99", "S14000060 is not in the other file"),
        (1, "S14000060", "W07000081", "W07000081 is on line 2 already"),
        (0, "Electoral Commission party ID", "Votes", "Two columns have this name"),
        (1, "Majority", "Margin", "column majority: The column is missing"),
    ],
)
def test_files_that_do_not_agree_are_refused(
    pair: tuple[Path, Path], which: int, old: str, new: str, said: str
) -> None:
    spoil(pair[which], old, new)
    with pytest.raises(ImportRefused) as refused:
        read_past_results(pair)
    assert said in str(refused.value)


def test_half_a_pair_and_the_same_half_twice_are_refused() -> None:
    with pytest.raises(ImportRefused, match=r"file by candidate that belongs to this one is missing"):
        read_past_results([BY_CONSTITUENCY])
    with pytest.raises(ImportRefused, match=r"Like .* this is a file by constituency"):
        read_past_results([BY_CONSTITUENCY, BY_CONSTITUENCY])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ballot_papers": 39_732}, "valid and rejected papers add to 39,731, the ballot papers are given"),
        ({"valid_votes": 39_342}, "votes add to 39,341"),
        ({"majority": None}, "the majority is given as none"),
        ({"electorate": "many"}, "column $.electorate: Expected `int`, got `str`"),
        ({"candidates": []}, "column candidates: There are none"),
        ({"polling_day": "4 July 2024"}, "column $.polling_day"),
    ],
)
def test_json_that_does_not_agree_with_itself_is_refused(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(json.loads(JSON.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_past_results([path])
    assert said in str(refused.value)


def test_the_faults_of_all_files_are_told_together(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    spoil(pair[1], ",10354,", ",10353,")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_past_results([*pair, tmp_path / "bad.json"])
    assert len({fault.file for fault in refused.value.faults}) == 2
