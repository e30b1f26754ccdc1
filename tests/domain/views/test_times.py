"""When each area was verified, counted and reconciled, as the acts tell it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.state.hall import Still
from tallyapp.domain.state.times import RoundTimes, quarter_of
from tallyapp.domain.views.progress import area_progress
from tallyapp.domain.views.times import AreaTimes, AreaWork, Stretch, area_work, worked
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import BOXES, DEPUTY, RETURNING_OFFICER, Hall, a_hall, another_desk, form, sheet

NIGHT = datetime(2024, 7, 4, 22, tzinfo=UTC)
FIRST, SECOND = sheet((60, 30, 8), sent=2), sheet((20, 15, 11), sent=4)
DOUBTFUL = form((1, 0, 1), (0, 1, 0, 3))


class HandsOfTheClock:
    """A clock that stands until it is put on."""

    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        return self.now

    def put_on(self, **lasting: int) -> datetime:
        self.now += timedelta(**lasting)
        return self.now


@pytest.fixture
def clock() -> HandsOfTheClock:
    return HandsOfTheClock()


@pytest.fixture
def night(tmp_path: Path, clock: HandsOfTheClock) -> Iterator[Hall]:
    made = a_hall(tmp_path)
    made.desk.clock = clock
    clock.put_on(hours=1)
    yield made
    made.desk.close()


def work(hall: Hall, area: str = "A") -> AreaWork:
    return area_work(hall.contest, area_progress(hall.contest, hall.area(area)))


def times(hall: Hall, area: str = "A") -> AreaTimes:
    return work(hall, area).times


def count_area(hall: Hall, clock: HandsOfTheClock) -> None:
    """Area A from its first box until it reconciles: an act or two every ten minutes."""
    hall.verify({"a1": BOXES["a1"]})
    clock.put_on(minutes=10)
    hall.verify({"a2": BOXES["a2"]})
    hall.issue("A", 1, 2)
    clock.put_on(minutes=10)
    hall.key(1, FIRST)
    clock.put_on(minutes=10)
    hall.key(1, FIRST, by=12)
    clock.put_on(minutes=10)
    hall.agree(2, SECOND)
    clock.put_on(minutes=10)
    hall.agree_form(1, "A", DOUBTFUL)


def at(minutes: int) -> datetime:
    """So long after the hall began."""
    return NIGHT + timedelta(hours=1, minutes=minutes)


def test_an_area_has_the_times_of_its_stages(night: Hall, clock: HandsOfTheClock) -> None:
    count_area(night, clock)
    assert times(night) == AreaTimes(
        verification=Stretch(at(0), at(10)),
        counting=Stretch(at(20), at(40)),
        reconciliation=Stretch(at(40), at(50)),
    )
    assert times(night, "B") == AreaTimes(Stretch(), Stretch(), Stretch())


def test_what_has_begun_and_is_not_done_has_no_end(night: Hall, clock: HandsOfTheClock) -> None:
    night.verify({"a1": BOXES["a1"]})
    assert times(night).verification == Stretch(at(0), None)
    clock.put_on(minutes=10)
    night.verify({"a2": BOXES["a2"]})
    night.issue("A", 1, 2)
    assert times(night).counting == Stretch()
    night.key(1, FIRST)
    assert times(night).counting == Stretch(at(10), None)


def test_a_registered_box_is_no_verification(night: Hall) -> None:
    assert times(night).verification == Stretch()


def test_a_box_found_wrong_later_moves_the_end_of_its_areas_verification(
    night: Hall, clock: HandsOfTheClock
) -> None:
    count_area(night, clock)
    clock.put_on(hours=1)
    night.do(night.count_of("a1", BOXES["a1"]))
    assert times(night).verification == Stretch(at(0), at(110))


def test_papers_left_are_those_of_the_accounts_until_the_boxes_are_counted(night: Hall) -> None:
    assert not work(night).known
    night.do(night.account("a1", 100))
    assert not work(night).known
    night.do(night.account("a2", 50))
    left = work(night)
    assert left.known
    assert (left.papers, left.to_verify, left.to_count) == (150, 150, 150)
    night.do(night.count_of("a1", 100))
    left = work(night)
    assert (left.papers, left.to_verify, left.to_count) == (150, 50, 150)


def test_a_paper_is_left_until_it_is_on_an_agreed_sheet(
    night: Hall, clock: HandsOfTheClock
) -> None:
    count_area(night, clock)
    assert (work(night).papers, work(night).to_count) == (150, 0)
    assert work(night).settled


def test_the_pace_is_measured_from_the_first_agreed_sheet_without_its_papers(
    night: Hall, clock: HandsOfTheClock
) -> None:
    count_area(night, clock)
    assert work(night).paced == Stretch(at(30), at(40))
    assert work(night).paced_papers == SECOND.papers


def test_a_recount_has_times_of_its_own_and_gives_them_back(
    night: Hall, clock: HandsOfTheClock
) -> None:
    count_area(night, clock)
    first = times(night)
    clock.put_on(minutes=10)
    night.recount("A")
    assert times(night).counting == Stretch()
    night.issue("A", 11)
    night.key(11, FIRST)
    assert times(night).counting == Stretch(at(60), None)
    night.abandon_recount()
    assert times(night).counting == first.counting


def test_what_was_passed_over_is_done_when_it_was(night: Hall, clock: HandsOfTheClock) -> None:
    night.verify(BOXES)
    night.issue("A", 1, 2)
    night.agree(1, sheet((57, 30, 8), sent=2))
    night.agree(2, SECOND)
    night.agree_form(1, "A", DOUBTFUL)
    clock.put_on(minutes=25)
    for found in night.standing():
        if found.place.name == "A":
            night.pass_over(found)
    assert times(night).reconciliation.ended == at(25)


def test_what_is_passed_over_in_another_area_is_no_time_of_this_one(
    night: Hall, clock: HandsOfTheClock
) -> None:
    night.verify(BOXES)
    night.issue("A", 1)
    night.agree(1, sheet((99, 30, 18)))
    night.issue("B", 2)
    night.agree(2, sheet((59, 30, 8)))
    for area in ("A", "B"):
        clock.put_on(minutes=25)
        for found in night.standing():
            if found.place.name == area:
                night.pass_over(found)
    assert times(night, "A").reconciliation.ended == at(25)
    assert times(night, "B").reconciliation.ended == at(50)


def test_the_hall_knows_what_agreed_in_each_quarter_of_an_hour(
    night: Hall, clock: HandsOfTheClock
) -> None:
    count_area(night, clock)
    assert night.contest.times.agreed == {quarter_of(at(30)): 150}
    clock.put_on(hours=1)
    night.correct(1, ("3.part", 9), ("1.part", 9))
    # What is put right was counted when it was counted.
    assert sum(night.contest.times.agreed.values()) == 150


def test_a_count_read_again_has_the_times_it_had(night: Hall, clock: HandsOfTheClock) -> None:
    count_area(night, clock)
    night.recount("A")
    assert another_desk(night).contest.times == night.contest.times


def test_time_at_which_the_count_stood_still_is_not_worked(
    night: Hall, clock: HandsOfTheClock
) -> None:
    since = clock.now
    second = OfficerNumber(DEPUTY)
    night.do(
        acts.CountAdjourned(
            **night.by(RETURNING_OFFICER).count,
            why="adjourned",
            since=since,
            reason="the hall closes",
            seals=(),
            second=second,
        )
    )
    clock.put_on(hours=8)
    night.do(acts.CountRestarted(**night.by(RETURNING_OFFICER).count, seals=(), second=second))
    stood = night.desk.count.count.stood_still.times
    assert [(each.since, each.until) for each in stood] == [(since, at(480))]
    assert worked(at(-30), at(500), stood) == timedelta(minutes=50)
    assert worked(at(-30), at(100), stood) == timedelta(minutes=30)
    assert worked(at(100), at(200), stood) == timedelta(0)


def test_a_count_that_stands_still_now_is_not_worked_since() -> None:
    stands = [Still(1, "adjourned", at(10), ())]
    assert worked(at(0), at(60), stands) == timedelta(minutes=10)


def test_of_an_area_on_one_sheet_the_pace_is_that_of_its_keying(
    night: Hall, clock: HandsOfTheClock
) -> None:
    night.verify({"a1": FIRST.papers or 0, "a2": 0})
    night.issue("A", 1)
    clock.put_on(minutes=10)
    night.key(1, FIRST)
    clock.put_on(minutes=10)
    night.key(1, FIRST, by=12)
    assert work(night).paced == Stretch(at(10), at(20))
    assert work(night).paced_papers == FIRST.papers
    assert work(night, "B").paced == Stretch()
    assert work(night, "B").paced_papers == 0


def test_sheets_are_agreed_from_the_first_that_two_keyed_to_the_last_that_was_put_right(
    night: Hall, clock: HandsOfTheClock
) -> None:
    night.verify(BOXES)
    night.issue("A", 1, 2)
    assert night.contest.times.rounds == {}

    def noted() -> RoundTimes:
        return night.contest.times.rounds["A", 1]

    night.key(1, FIRST)
    assert noted() == RoundTimes(at(0))
    clock.put_on(minutes=10)
    night.key(1, FIRST, by=12)
    assert noted() == RoundTimes(at(0), at(10), int(FIRST.papers or 0), at(10))
    clock.put_on(minutes=10)
    night.agree(2, SECOND)
    assert noted() == RoundTimes(at(0), at(10), int(FIRST.papers or 0), at(20))
    clock.put_on(minutes=10)
    night.correct(1, ("1.part", 9), ("2.part", 6))
    assert noted() == RoundTimes(at(0), at(10), int(FIRST.papers or 0), at(30))
