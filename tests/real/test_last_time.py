"""What is said of a night against the last time, printed by the program from what was published.

Oxford East in 2024 against 2019, as the report of that night has it; and Oxford's wards of 2016
against 2012, when the same seats were last filled.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.seats import council_seats
from tallyapp.domain.views.standing import INDEPENDENT
from tallyapp.domain.vocabulary.previous import CandidateGroup
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.past.past_results import read_past_results
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.words.last_time import last_time, ranks
from tests.cli.running import OXFORD, told
from tests.exchange.samples import OXFORD_CITY, OXFORD_CITY_BEFORE, OXFORD_EAST_BEFORE
from tests.halls import NightClock
from tests.workstations import workstation

from .replaying import replayed

EAST = "oxford-east"
GROUP = "the Independents with the groups named Independent"
SOURCE = ("--source", "House of Commons Library", "--yes")
COUNCIL = ("--source", "Oxford City Council", "--boundaries", "same", "--yes")


def number_of(contest: ContestState, surname: str) -> CandidateNumber:
    surnames = [one.surname for one in contest.set_up.candidates]
    return CandidateNumber(surnames.index(surname) + 1)


@pytest.fixture(scope="module")
def east(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Oxford East declared, with the result of 2019, and a group that was chosen."""
    file = tmp_path_factory.mktemp("east") / "east.tally"
    (result,) = read_past_results([OXFORD])
    replayed(file, [result]).close()
    told("previous", file, OXFORD_EAST_BEFORE, *SOURCE, "--boundaries", "changed")
    desk = Desk.open(file, NightClock(datetime.now(UTC)), workstation("auditor"))
    contest = desk.contest(EAST)
    chosen = sorted(number_of(contest, name) for name in ("Ali", "Nala-Hartley", "Henwood"))
    group = CandidateGroup(label=GROUP, candidates=tuple(chosen))
    by = desk.by(RETURNING_OFFICER).contest
    desk.do(EAST, acts.GroupsChosen(**by, of=contest.groups_id, groups=(group,)))
    desk.close()
    return file


@pytest.fixture(scope="module")
def contest(east: Path) -> ContestState:
    desk = Desk.open(east, NightClock(), workstation("auditor"))
    found = desk.contest(EAST)
    desk.close()
    return found


@pytest.fixture(scope="module")
def contest_words(contest: ContestState) -> list[str]:
    return [*last_time(contest), *ranks(contest)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Oxford's 24 wards of 2016 declared, with those who were elected for them in 2012."""
    file = tmp_path_factory.mktemp("city") / "city.tally"
    replayed(file, read_past_results([OXFORD_CITY])).close()
    said = told("previous", file, OXFORD_CITY_BEFORE, *COUNCIL)
    assert "Stated for 24 contests" in said
    return file


def test_dodds_has_19_541_votes(east: Path) -> None:
    tally = told("tally", east).splitlines()
    (line,) = (line for line in tally if line.startswith("Anneliese Dodds"))
    assert "19,541" in line
    assert "49.67%" in line


def test_the_majority_is_3_367_smaller_than_in_2019_within_other_boundaries(
    contest: ContestState,
) -> None:
    majority, source = last_time(contest)
    assert majority == (
        "The majority is 14,465, which is 3,367 smaller than in 2019 (17,832); the boundaries have "
        "changed since then, and nobody stated figures worked out for the new ones, so shares, "
        "turnout and seats are not compared."
    )
    assert source == (
        "Last time: UK Parliamentary general election, 12 December 2019. "
        "From: House of Commons Library. Results of the House of Commons Library. "
        "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
    )


def test_the_independents_are_ranked_with_those_ahead_of_them(contest: ContestState) -> None:
    assert ranks(contest) == [
        "Among the Independents: Ali 1,761, Nala-Hartley 600. "
        "Ali is sixth of all candidates, behind Dodds, Dhall, Brown, Jupp and Henwood.",
        "Among the Independents with the groups named Independent: Henwood 2,381, Ali 1,761, "
        "Nala-Hartley 600. "
        "Henwood is fifth of all candidates, behind Dodds, Dhall, Brown and Jupp.",
    ]


def test_the_tally_prints_the_same_sentences(east: Path, contest_words: list[str]) -> None:
    assert told("tally", east).splitlines()[-len(contest_words) :] == contest_words


def test_the_press_is_given_the_same_sentences_and_other_programs_the_figures(
    east: Path, contest_words: list[str], tmp_path: Path
) -> None:
    told("press", east, "--out", tmp_path / "press")
    mail = (tmp_path / "press" / f"PRACTICE-{EAST}-result.txt").read_text("utf-8").splitlines()
    assert set(contest_words) <= set(mail)
    (tally,) = json.loads(told("tally", east, "--json"))["contests"]
    assert tally["previous"]["changes"]["majority"] == {
        "now": 14_465,
        "then": 17_832,
        "change": -3_367,
    }
    assert tally["previous"]["boundaries"] == "changed"
    assert "Open Parliament Licence v3.0" in tally["previous"]["source"]


def test_the_council_held_and_gained_seats_from_2012_to_2016(city: Path, tmp_path: Path) -> None:
    desk = Desk.open(city, NightClock(), workstation("auditor"))
    seats = council_seats(desk.count)
    desk.close()
    assert (seats.compared, seats.not_compared) == (24, 0)
    told_of = [
        (each.party, each.then, each.now, each.held, each.gained, each.lost)
        for each in seats.changes
    ]
    # Labour gained Holywell and Iffley Fields from the Greens; Marston's Independent is the same.
    assert told_of == [
        ("PP53", 16, 18, 16, 2, 0),
        ("PP90", 4, 4, 4, 0, 0),
        ("PP63", 3, 1, 1, 0, 2),
        (INDEPENDENT, 1, 1, 1, 0, 0),
    ]
    told("press", city, "--out", tmp_path / "press")
    summary = (tmp_path / "press" / "PRACTICE-summary.txt").read_text("utf-8")
    (labour,) = (line for line in summary.splitlines() if "gained" in line and "Labour" in line)
    assert "16 held, 2 gained" in labour


def test_iffley_fields_was_gained_from_the_greens_and_marston_held(city: Path) -> None:
    desk = Desk.open(city, NightClock(), workstation("auditor"))
    iffley = last_time(desk.contest("oxford-iffley-fields"))
    marston = last_time(desk.contest("oxford-marston"))
    desk.close()
    assert "Labour Party gain from Green Party." in iffley
    assert "Independent hold." in marston
    assert all("2012" in words[0] for words in (iffley, marston))
