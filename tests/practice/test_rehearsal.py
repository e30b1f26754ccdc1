"""Practice counts: Oxford East 2024 played through the desk ends in exactly what was published."""

from collections import Counter
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.views.tally import tally
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.resources import resource
from tests.halls import NightClock
from tests.workstations import workstation

OXFORD = "oxford-east-2024.json"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice count with all that goes wrong in a hall, declared and closed."""
    path = tmp_path_factory.mktemp("practice") / "oxford.tally"
    results = read_past_results([Path(str(resource("samples", OXFORD)))])
    clock = HallClock(results[0].polling_day)
    desk = rehearsal.begin(path, "Practice", results, clock)
    for result in results:
        rehearsal.play(desk, rehearsal.set_up(desk, result, seed=1), mishaps=True)
    desk.close()
    return path


@pytest.fixture
def desk(played: Path) -> object:
    opened = Desk.open(played, NightClock(), workstation("desk-1"))
    yield opened
    opened.close()


def test_the_result_is_the_published_one(desk: Desk) -> None:
    (contest,) = desk.count.contests.values()
    told = tally(contest)
    winner = max(told.candidates, key=lambda candidate: candidate.votes)
    assert (winner.name, winner.votes, winner.elected) == ("Anneliese Dodds", 19_541, True)
    assert (told.majority, told.valid, told.verified) == (14_465, 39_341, 39_731)
    assert told.rejected_papers == 390
    assert told.turnout is not None
    assert told.turnout.ballot_box == 5_530
    assert [c.deposit for c in told.candidates].count("returned") == 5
    assert desk.disagreements == ()


def test_what_goes_wrong_in_a_hall_went_wrong_and_was_put_right(desk: Desk) -> None:
    (stream,) = desk.count.contests
    kinds = Counter(type(act) for _, act in desk.ledger.read_from(stream))
    for kind in (
        acts.SheetQueried,
        acts.SheetDifferenceKeyed,
        acts.SheetCorrected,
        acts.VarianceExplained,
    ):
        assert kinds[kind] >= 1, kind
    lives = Counter(sheet.life for sheet in desk.contest(stream).sheets.values())
    assert set(lives) == {Life.AGREED, Life.CORRECTED}
    assert lives[Life.CORRECTED] == 1


def test_a_practice_count_says_so_and_gives_its_codes_out(desk: Desk) -> None:
    set_up = desk.count.count.set_up
    assert set_up is not None
    assert set_up.practice
    occasions = [
        a.occasion for _, a in desk.ledger.read_from(COUNT_STREAM) if isinstance(a, acts.CodeIssued)
    ]
    assert occasions == ["verification", "provisional", "declaration"]


def test_times_run_through_one_night(desk: Desk) -> None:
    (stream,) = desk.count.contests
    times = [act.at for _, act in desk.ledger.read_from(stream)]
    assert times == sorted(times)
    assert times[0].date().isoformat() == "2024-07-04"
