"""The result of last time is stated from files: shown first, with where it is from, and once."""

from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.previous import PreviousResult, SeatHeld
from tallyapp.resources import resource
from tests.halls import NightClock
from tests.workstations import workstation

from .running import refused, run, told

BEFORE = resource("samples", "oxford-east-2019.json")
SOURCE = ("--source", "The House of Commons Library", "--boundaries", "changed")


@pytest.fixture
def oxford(tmp_path: Path) -> Path:
    """Oxford East, set up from the sample lists."""
    path = tmp_path / "oxford.tally"
    told(
        "new",
        path,
        "--candidates",
        resource("samples", "oxford-east-candidates.csv"),
        "--areas",
        resource("samples", "oxford-east-areas.csv"),
        *("--name", "Oxford East", "--election", "UK Parliamentary general election"),
        *("--kind", "uk-parliamentary", "--polling-day", "2024-07-04", "--officer", "A. Example"),
        *("--electorate", "71845", "--practice", "--yes"),
    )
    return path


def contest(path: Path) -> ContestState:
    desk = Desk.open(path, NightClock(), workstation("desk-1"))
    try:
        return desk.contest("oxford-east")
    finally:
        desk.close()


def stated(path: Path) -> PreviousResult:
    previous = contest(path).previous
    assert previous is not None
    return previous


def test_it_is_shown_and_then_stated_with_where_it_is_from(oxford: Path) -> None:
    shown = told("previous", oxford, BEFORE, *SOURCE, keyed="y\n")
    assert "Oxford East: UK Parliamentary general election, 12 December 2019" in shown
    assert "28,135  Anneliese Dodds, Labour and Co-operative (PP53), elected" in shown
    assert "Majority 17,832." in shown
    assert "Stated for 1 contest" in shown
    previous = stated(oxford)
    assert previous.source.startswith("The House of Commons Library. ")
    assert previous.boundaries == "changed"
    # The parties of the list are those of the register: by them it is compared.
    assert contest(oxford).set_up.candidates[3].party == "PP63"


def test_nothing_is_stated_where_nobody_says_yes(oxford: Path) -> None:
    assert "28,135" in run("previous", oxford, BEFORE, *SOURCE, keyed="n\n").stdout
    assert contest(oxford).previous is None


def test_it_is_stated_again_with_a_reason_alone(oxford: Path) -> None:
    told("previous", oxford, BEFORE, *SOURCE, "--yes")
    assert "Stated so already" in told("previous", oxford, BEFORE, *SOURCE, "--yes")
    again = ("previous", oxford, BEFORE, *SOURCE, "--notional-by", "two professors", "--yes")
    assert "say why" in refused(*again, status=1)
    assert "stated before" in told(*again, "--reason", "they are notional")
    assert stated(oxford).notional_by == "two professors"


def test_who_held_the_seat_is_said_of_one_contest(oxford: Path) -> None:
    held = ("--held", "Green Party", "--yes")
    assert "--contest" in refused("previous", oxford, BEFORE, *SOURCE, *held, status=2)
    told("previous", oxford, BEFORE, *SOURCE, *held, "--contest", "oxford-east")
    assert stated(oxford).held == (SeatHeld(description="Green Party", party="PP63"),)


def test_a_clerk_states_nothing(oxford: Path) -> None:
    asked = ("previous", oxford, BEFORE, *SOURCE, "--by", "12", "--yes")
    assert "12" in refused(*asked, status=1)
    assert contest(oxford).previous is None


@pytest.mark.parametrize("number", ["٢", "２", "1_0", "-2", "9" * 5_000])
def test_a_number_is_taken_in_our_digits_alone(oxford: Path, number: str) -> None:
    said = refused("keep", oxford, "--second", number, status=2)
    assert "is not a whole number" in said


@pytest.mark.parametrize("day", ["31/2/2024", "4/7/24", "٢٠٢٤-٠٧-٠٤"])
def test_what_is_no_day_is_said_to_be_none(oxford: Path, day: str) -> None:
    assert "is no day" in refused("keep", oxford, "--until", day, "--second", 2, status=2)


def test_a_day_at_the_end_of_the_calendar_is_refused_in_words(oxford: Path) -> None:
    order = ("--reason", "petition", "--second", 2)
    said = refused("keep", oxford, "--until", "9999-12-31", *order, status=1)
    assert "31/12/9999 is too far off: no day after 1/1/9000 can be kept" in said
