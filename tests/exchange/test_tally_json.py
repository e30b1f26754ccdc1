"""The tally for other programs keeps what it promises: its schema, and nothing undeclared."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.tally import count_tally
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.exchange.tally_json import CANDIDATE_FIGURES, FIGURES, VERSION, tally_json
from tests import wards
from tests.domain.rules.test_declaring import SEATS_OF_TERMS, draw, level
from tests.domain.views.test_against import GREEN, LABOUR_AND_COOPERATIVE, declared
from tests.exchange.export.nights import Night, counted, declare, nights
from tests.halls import Hall, a_counted_hall, a_hall

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / f"tally-{VERSION}.schema.json").read_text("utf-8"))
CHECKER = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
FEW = settings(max_examples=40, deadline=None)


def read(hall: Hall, *, undeclared: bool) -> dict[str, Any]:
    """The tally as another program reads it, once it fits the schema."""
    ledger = hall.desk.ledger
    streams = {name: ledger.checkpoint(name) for name in ledger.heads}
    data = tally_json(count_tally(hall.desk.count), streams, undeclared=undeclared)
    told: dict[str, Any] = json.loads(data, parse_float=Decimal)
    CHECKER.validate(json.loads(data))
    return told


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@FEW
@given(nights())
def test_every_count_fits_the_schema_and_gives_no_votes_before_they_are_declared(
    night: Night,
) -> None:
    with counted(night) as hall:
        (contest,) = read(hall, undeclared=False)["contests"]
        (everything,) = read(hall, undeclared=True)["contests"]
        figures = hall.figures
    if night.stage == "declared":
        assert contest == everything
        assert contest["figures"] == "declared"
    else:
        assert (contest["figures"], everything["figures"]) == ("withheld", "so far")
        assert {contest[name] for name in FIGURES} == {None}
        for one in contest["candidates"]:
            assert {one[name] for name in CANDIDATE_FIGURES} == {None}
        assert {one["elected"] for one in everything["candidates"]} == {None}
    assert [one["votes"] for one in everything["candidates"]] == list(figures.votes)
    assert [one["surname"] for one in contest["candidates"]] == [o.surname for o in night.people]
    assert contest["papers_verified"] == figures.verified
    assert_adds_up(everything)
    assert (contest["previous"] is not None) == night.before
    if night.before:
        told = contest["previous"]["changes"]
        assert (told is None) == (night.stage != "declared"), "changes would tell the votes"
        assert everything["previous"]["changes"] is not None


def assert_adds_up(contest: Mapping[str, Any]) -> None:
    """What follows from the figures, worked out from the file alone."""
    votes = [one["votes"] for one in contest["candidates"]]
    rejected = contest["rejected"]
    for papers, heads in (("papers", "by_head"), ("papers_in_part", "in_part_by_head")):
        assert rejected[papers] == sum(head["papers"] for head in rejected[heads])
    of_papers = sum(votes) + contest["unused_votes"] + contest["uncertain_votes"]
    assert of_papers == contest["seats"] * contest["valid_papers"]
    for one in contest["candidates"]:
        assert one["rank"] == 1 + sum(other > one["votes"] for other in votes)
        if contest["valid_papers"]:
            share = Decimal(100 * one["votes"]) / contest["valid_papers"]
            assert abs(one["share_of_valid"] - share) <= Decimal("0.005")


def test_what_is_declared_is_told_whole(tmp_path: Path) -> None:
    hall = level(tmp_path, (30, 20, 20, 5), seats=3, terms=SEATS_OF_TERMS)
    draw(hall, 3, 2, 3)
    declare(hall)
    told = read(hall, undeclared=False)
    assert (told["practice"], told["count"], told["polling_day"], told["version"]) == (
        True,
        "Elm night",
        "2024-07-04",
        1,
    )
    (contest,) = told["contests"]
    assert contest["election"] == "UK Parliamentary general election"
    assert contest["lots"] == [{"between": [2, 3], "chosen": 3}]
    assert [one["term"] for one in contest["candidates"]] == [
        "until 2028",
        "until 2026",
        "until 2028",
        None,
    ]
    hall.desk.close()


def test_papers_rejected_whole_and_in_part_stand_apart(tmp_path: Path) -> None:
    desk = wards.begin(tmp_path / "wards.tally", [wards.ASHTON])
    wards.played(desk, wards.ASHTON)
    (contest,) = read(Hall(desk, "ashton"), undeclared=False)["contests"]
    rejected = contest["rejected"]
    assert (rejected["papers"], rejected["papers_in_part"]) == (24, 8)
    assert contest["valid_papers"] + rejected["papers"] == contest["papers_verified"]
    desk.close()


def test_a_corrected_notice_stands_beside_the_figures_declared(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    before = declared_figures(hall.contest)
    votes = (before.votes[0], before.votes[2], before.votes[1])
    hall.correct_notice(replace(before, votes=votes))
    (contest,) = read(hall, undeclared=False)["contests"]
    (correction,) = contest["corrections"]
    assert [one["votes"] for one in contest["candidates"]] == list(before.votes)
    assert [one["votes"] for one in correction["candidates"]] == list(votes)
    assert (correction["electorate"], correction["reason"]) == (1_000, "typed wrongly")
    hall.desk.close()


def declared_figures(contest: ContestState) -> ResultFigures:
    assert contest.declaration is not None
    return contest.declaration.figures


def test_a_contest_that_was_given_up_has_no_figures_even_so_far(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.abandon()
    (contest,) = read(hall, undeclared=True)["contests"]
    assert (contest["state"], contest["figures"]) == ("abandoned", "withheld")
    hall.desk.close()


def test_what_changed_since_the_result_before_is_told_with_where_that_is_from(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path)
    declared(hall.contest, [LABOUR_AND_COOPERATIVE, GREEN, "independent"], [120, 85, 41])
    (contest,) = read(hall, undeclared=False)["contests"]
    previous = contest["previous"]
    assert previous["source"] == "Elm Council’s notice of result"
    assert [one["votes"] for one in previous["candidates"]] == [100, 70, 40]
    changes = previous["changes"]
    assert changes["majority"] == {"now": 35, "then": 30, "change": 5}
    shares = {each["party"]: each["change"] for each in changes["shares"]}
    assert shares["PP53"] == Decimal("15.45"), "48.78 after 33.33"
    assert shares["PP63"] == Decimal("-13.07"), "34.55 after 47.62"
    assert changes["swing"] == {"from": "PP63", "to": "PP53", "percent": Decimal("14.26")}
    assert (changes["seat"], changes["seats_not_compared"]) == ("gain", None)
    hall.desk.close()
