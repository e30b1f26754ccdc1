"""Past results become those with which a count is compared, as they were published."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain.vocabulary.previous import SeatHeld
from tallyapp.errors import EnvironmentFault
from tallyapp.past.past_results import read_past_files
from tallyapp.past.stating import Told, as_previous, held_by, matched, preview, state
from tallyapp.words.last_time import last_time, ranks
from tests.domain.rules.test_previous import group
from tests.domain.views.test_against import declared
from tests.exchange.samples import OXFORD_CITY, OXFORD_CITY_BEFORE, OXFORD_EAST_BEFORE
from tests.halls import DEPUTY, Hall, a_hall

OXFORD_EAST = OXFORD_EAST_BEFORE.with_name("oxford-east-2024.json")
TOLD = Told(source="The House of Commons Library", boundaries="changed")
ALI, HENWOOD, NALA_HARTLEY = 2, 7, 11


@pytest.fixture
def oxford(tmp_path: Path) -> Hall:
    """Oxford East as it was declared in 2024."""
    (now,) = read_past_files([OXFORD_EAST]).contests
    stood = tuple(past.candidate for past in now.candidates)
    hall = a_hall(tmp_path, candidates=stood, contest="oxford-east", name="Oxford East")
    parties = [one.party or "independent" for one in stood]
    votes = [past.votes for past in now.candidates]
    declared(hall.contest, parties, votes, elected=now.elected)
    hall.contest.set_up = replace(hall.contest.set_up, candidates=stood, electorate=71_845)
    hall.contest.previous = None
    return hall


def stated(hall: Hall, told: Told = TOLD, *files: Path) -> None:
    found = matched(hall.desk.count, read_past_files(files or (OXFORD_EAST_BEFORE,)), told)
    assert state(hall.desk, DEPUTY, found, "") == 1


def test_the_majority_of_oxford_east_is_smaller_than_in_2019(oxford: Hall) -> None:
    stated(oxford)
    majority, *others, source = last_time(oxford.contest)
    assert majority == (
        "The majority is 14,465, which is 3,367 smaller than in 2019 (17,832); the boundaries have "
        "changed since then, and nobody stated figures worked out for the new ones, so shares, "
        "turnout and seats are not compared."
    )
    assert others == []
    assert source.startswith(
        "Last time: UK Parliamentary general election, 12 December 2019. "
        "From: The House of Commons Library. "
    )


def test_notional_figures_name_whoever_worked_them_out(oxford: Hall) -> None:
    stated(oxford, Told(source="Made up", boundaries="changed", notional_by="two professors"))
    majority, seat, shares, *others = last_time(oxford.contest)
    assert majority == (
        "The majority is 14,465, which is 3,367 smaller than in 2019 (17,832); the boundaries have "
        "changed since then: last time’s figures are notional, worked out for the new boundaries "
        "by two professors."
    )
    assert seat == "Labour and Co-operative hold."
    assert "Labour and Co-operative 49.67%, down 7.33 points" in shares
    # Reform UK is the Brexit Party by its id; so is nobody by a description.
    assert "Workers Party of Britain 1.56%" in shares
    assert others[0] == "A swing of 7.69 points from Labour and Co-operative to Green."
    assert others[1] == (
        "Turnout 54.76%, down 8.55 points (valid and rejected papers, of the electorate)."
    )


def test_the_independents_of_oxford_east_are_ranked(oxford: Hall) -> None:
    oxford.contest.groups = (group("the groups named Independent", HENWOOD),)
    independents, named = ranks(oxford.contest)
    assert independents == (
        "Among the Independents: Ali 1,761, Nala-Hartley 600. "
        "Ali is sixth of all candidates, behind Dodds, Dhall, Brown, Jupp and Henwood."
    )
    assert named == (
        "Among the groups named Independent: Henwood 2,381. "
        "Henwood is fifth of all candidates, behind Dodds, Dhall, Brown and Jupp."
    )


def test_what_was_published_is_stated_as_it_was(oxford: Hall) -> None:
    stated(oxford)
    told = oxford.contest.previous
    assert told is not None
    assert (told.polling_day, told.electorate) == (date(2019, 12, 12), 78_303)
    assert (told.valid, told.rejected, told.votes) == (49_359, 213, 49_359)
    (dodds,) = told.elected
    assert (dodds.name, dodds.party, dodds.votes) == ("Anneliese Dodds", "PP53", 28_135)
    assert "Open Parliament Licence v3.0" in told.source


def test_what_stands_already_is_not_stated_again(oxford: Hall) -> None:
    stated(oxford)
    found = matched(oxford.desk.count, read_past_files([OXFORD_EAST_BEFORE]), TOLD)
    assert (found.to_state, found.stated) == ((), ("Oxford East",))
    assert list(preview(found)) == [
        "Stated so already: Oxford East.",
        "There is nothing to state.",
    ]


def test_a_preview_names_every_party_and_who_has_none(oxford: Hall) -> None:
    lines = list(preview(matched(oxford.desk.count, read_past_files([OXFORD_EAST_BEFORE]), TOLD)))
    assert lines[0] == (
        "Oxford East: UK Parliamentary general election, 12 December 2019, 49,359 votes."
    )
    assert "  28,135  Anneliese Dodds, Labour and Co-operative (PP53), elected" in lines
    assert "  238  David Henwood, Independent (no party’s id)" in lines
    assert lines[-1] == "  Majority 17,832."


def test_a_contest_of_another_name_is_not_taken_unless_it_is_named(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path)
    files = read_past_files([OXFORD_EAST_BEFORE])
    found = matched(hall.desk.count, files, TOLD)
    assert (found.to_state, found.without) == ((), ("Elm Valley",))
    assert len(matched(hall.desk.count, files, TOLD, hall.stream).to_state) == 1


def test_a_ward_without_papers_has_votes_and_who_was_elected() -> None:
    for file in (OXFORD_CITY_BEFORE, OXFORD_CITY):
        for past in read_past_files([file]).contests:
            told, _ = as_previous(past, Told(source="Oxford City Council", boundaries="same"))
            assert told.votes == past.votes
            assert int(told.valid or 0) == past.votes
            assert (told.rejected, told.electorate) == (None, None)
            assert len(told.elected) == 1


def test_a_seat_is_held_by_words_that_are_one_partys_or_by_its_id() -> None:
    assert held_by(["Green Party", "PP3902=Ashfield Independents", "Independent"], "local") == (
        SeatHeld(description="Green Party", party="PP63"),
        SeatHeld(description="Ashfield Independents", party="PP3902"),
        SeatHeld(description="Independent"),
    )
    with pytest.raises(EnvironmentFault):
        held_by(["Ashfield=Independents"], "local")


def test_of_several_seats_papers_that_cannot_be_those_of_the_votes_are_left_out() -> None:
    (past,) = read_past_files([OXFORD_EAST_BEFORE]).contests
    wrong = dataclasses.replace(past, seats=2, ballot_papers=None)
    told, remarks = as_previous(wrong, TOLD)
    assert (told.valid, told.rejected) == (None, None)
    assert remarks[0].startswith("Valid and rejected papers are left out")
