"""How fast the hall works, and when each area will be done if it goes on so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tallyapp.domain.state.hall import Still
from tallyapp.domain.state.times import QUARTER, quarter_of
from tallyapp.domain.views.pace import (
    ENOUGH,
    Expected,
    Forecast,
    Pace,
    Quartiles,
    Unsaid,
    pace_of,
)
from tallyapp.domain.views.times import AreaTimes, AreaWork, Stretch
from tallyapp.domain.vocabulary.units import Papers

CLOSE_OF_POLL = datetime(2024, 7, 4, 21, tzinfo=UTC)


def at(minutes: int) -> datetime:
    """So long after the close of poll."""
    return CLOSE_OF_POLL + timedelta(minutes=minutes)


def done(minutes: int, papers: int, settling: int = 10, verifying: int = 30) -> AreaWork:
    """An area that was verified, then counted in so many minutes, then reconciled in `settling`."""
    counting = Stretch(at(verifying), at(verifying + minutes))
    return AreaWork(
        times=AreaTimes(
            verification=Stretch(at(0), at(verifying)),
            counting=counting,
            reconciliation=Stretch(counting.ended, at(verifying + minutes + settling)),
        ),
        papers=Papers(papers),
        to_verify=Papers(0),
        to_count=Papers(0),
        known=True,
        settled=True,
        paced=counting,
        paced_papers=Papers(papers),
    )


def left(to_count: int, *, to_verify: int = 0, begun: bool = True, counted: int = 0) -> AreaWork:
    """An area with so many papers left; `counted` is when its last sheet agreed, in minutes."""
    ended = at(counted) if counted else None
    return AreaWork(
        times=AreaTimes(
            verification=Stretch(at(0), None if to_verify else at(30)),
            counting=Stretch(at(30), ended) if begun else Stretch(),
            reconciliation=Stretch(ended),
        ),
        papers=Papers(1000),
        to_verify=Papers(to_verify),
        to_count=Papers(to_count),
        known=True,
        settled=False,
        paced=Stretch(),
        paced_papers=Papers(0),
    )


FOUR_DONE = (done(10, 1000), done(20, 1000), done(30, 1000), done(40, 1000))
"""Areas that took 10, 20, 30 and 40 minutes for a thousand papers: quartiles of 17½, 25, 32½."""


def even(papers: int, quarters: int, until: datetime) -> dict[int, int]:
    """The same papers in each quarter of an hour before one that is under way."""
    now = quarter_of(until)
    return dict.fromkeys(range(now - quarters, now), papers)


def pace(
    works: Sequence[AreaWork],
    now: datetime,
    agreed: Mapping[int, int] | None = None,
    stood_still: Sequence[Still] = (),
) -> Pace:
    return pace_of(works, {} if agreed is None else agreed, stood_still, now)


def said(expected: Expected) -> Forecast:
    assert isinstance(expected, Forecast)
    return expected


# ---- an area that is being counted


def test_an_area_being_counted_takes_what_a_paper_took_in_the_areas_done() -> None:
    work = left(400)
    now = at(120)
    forecast = pace([*FOUR_DONE, work], now).expected(work)
    # 400 papers at 17½, 25 and 32½ minutes for a thousand, and the ten minutes to reconcile.
    assert forecast == Forecast(
        now + timedelta(minutes=17), now + timedelta(minutes=20), now + timedelta(minutes=23)
    )


def test_with_three_areas_done_there_is_no_forecast() -> None:
    works = [*FOUR_DONE[:3], left(400), left(400)]
    assert len(FOUR_DONE) == ENOUGH
    assert pace(works, at(120)).expected(works[-1]) is Unsaid.TOO_FEW_AREAS


def test_an_area_still_verified_takes_what_verifying_a_paper_took_as_well() -> None:
    verified, verifying = left(400), left(400, to_verify=500)
    tonight = pace([*FOUR_DONE, verified, verifying], at(120))
    later = said(tonight.expected(verifying)).middle - said(tonight.expected(verified)).middle
    # Each of the four was verified at thirty minutes for a thousand papers.
    assert later == timedelta(minutes=15)


def test_the_time_to_reconcile_runs_from_the_last_sheet() -> None:
    work = left(0, counted=114)
    now = at(120)
    assert pace([*FOUR_DONE, work], now).expected(work) == Forecast(
        *[now + timedelta(minutes=4)] * 3
    )


def test_of_an_area_that_takes_longer_than_the_others_nothing_is_said() -> None:
    work = left(0, counted=100)
    assert pace([*FOUR_DONE, work], at(120)).expected(work) is Unsaid.LONGER_THAN_OTHERS


def test_nobody_knows_when_papers_are_counted_that_have_no_account() -> None:
    work = replace(left(400), known=False)
    tonight = pace([*FOUR_DONE, work], at(120), even(500, 8, at(120)))
    assert tonight.expected(work) is Unsaid.PAPERS_NOT_KNOWN
    assert tonight.night is Unsaid.PAPERS_NOT_KNOWN


# ---- the count stands still


def test_while_the_count_stands_still_there_is_no_forecast() -> None:
    work = left(400)
    stands = [Still(9, "adjourned", at(100), ())]
    tonight = pace([*FOUR_DONE, work], at(120), even(500, 8, at(120)), stands)
    assert tonight.expected(work) is Unsaid.STANDS_STILL
    assert tonight.night is Unsaid.STANDS_STILL


def test_an_adjournment_makes_no_area_slower() -> None:
    night = Still(9, "adjourned", at(35), (), last=10, until=at(35 + 600))
    adjourned = [done(600 + 20, 1000) for _ in range(ENOUGH)]
    tonight = pace(adjourned, at(900), stood_still=[night])
    assert tonight.counting == Quartiles(*[Fraction(20 * 60, 1000)] * 3)


def test_a_quarter_of_an_hour_in_which_the_count_stood_still_is_none() -> None:
    now = at(240)
    agreed = even(400, 7, now)
    stood = Still(9, "evacuated", at(190), (), last=10, until=at(205))
    for minute in (190, 205):
        del agreed[quarter_of(at(minute))]
    assert pace([], now, agreed, [stood]).hall == Quartiles(*[Fraction(400)] * 3)
    assert pace([], now, agreed).hall != Quartiles(*[Fraction(400)] * 3)


# ---- the hall, and the areas that wait


def test_the_night_ends_as_the_hall_goes_on() -> None:
    now = at(240)
    works = [left(3000), left(1000, begun=False)]
    tonight = pace(works, now, even(1000, 8, now))
    assert tonight.night == Forecast(*[now + timedelta(hours=1)] * 3)


def test_the_quarter_under_way_and_the_first_are_no_full_quarters() -> None:
    now = at(240)
    agreed = even(1000, 6, now)
    agreed |= {min(agreed): 1, quarter_of(now): 7}
    assert pace([], now, agreed).hall == Quartiles(*[Fraction(1000)] * 3)


def test_the_last_two_hours_say_how_fast_the_hall_is() -> None:
    now = at(360)
    agreed = {**even(10, 16, now), **even(1000, 8, now)}
    assert pace([], now, agreed).hall == Quartiles(*[Fraction(1000)] * 3)


@pytest.mark.parametrize(("quarters", "why"), [(0, Unsaid.TOO_EARLY), (ENOUGH, Unsaid.TOO_EARLY)])
def test_before_four_full_quarters_of_an_hour_the_night_has_no_end(
    quarters: int, why: Unsaid
) -> None:
    now = at(240)
    assert pace([left(400)], now, even(1000, quarters, now)).night is why


def test_a_hall_in_which_nothing_agrees_has_no_end() -> None:
    now = at(360)
    agreed = {quarter_of(at(120)): 1000}
    assert pace([left(400)], now, agreed).night is Unsaid.TOO_SLOW


def test_a_night_of_more_than_a_day_is_no_forecast() -> None:
    now = at(360)
    assert isinstance(pace([left(9_600)], now, even(100, 8, now)).night, Forecast)
    assert pace([left(9_601)], now, even(100, 8, now)).night is Unsaid.TOO_SLOW


def test_an_area_that_waits_is_done_between_its_own_time_and_the_last_of_the_night() -> None:
    now = at(240)
    works = [*FOUR_DONE, left(3400), left(600, begun=False)]
    tonight = pace(works, now, even(1000, 8, now))
    waits = said(tonight.expected(works[-1]))
    goes_on = said(tonight.expected(replace(works[-1], times=left(600).times)))
    assert waits.early == goes_on.early
    assert waits.late == said(tonight.night).late
    assert waits.middle - goes_on.middle == said(tonight.night).middle - waits.middle


def test_of_several_that_wait_the_last_comes_later_and_of_all_with_the_night() -> None:
    now = at(240)
    one, two, three = (left(600, begun=False) for _ in range(3))
    tonight = pace([*FOUR_DONE, left(600), one, two, three], now, even(1000, 8, now))
    alone = said(tonight.expected(one))
    pair = said(tonight.last_of([one, two]))
    night = said(tonight.night)
    assert alone.middle < pair.middle < night.middle
    assert alone.late == pair.late == night.late
    waiting = pace([*FOUR_DONE, one, two], now, even(1000, 8, now))
    assert waiting.last_of([one, two]) == waiting.night


def test_an_area_waits_its_turn_where_the_end_of_the_night_is_not_known() -> None:
    now = at(240)
    waiting = left(600, begun=False)
    unknown = replace(left(600, begun=False), known=False)
    tonight = pace([*FOUR_DONE, waiting, unknown], now, even(1000, 8, now))
    assert tonight.expected(waiting) is Unsaid.WAITS
    assert tonight.expected(unknown) is Unsaid.PAPERS_NOT_KNOWN


def test_one_area_counted_centrally_goes_on_as_the_hall() -> None:
    now = at(240)
    work = left(2000)
    tonight = pace([work], now, even(1000, 8, now))
    assert tonight.expected(work) == tonight.night
    assert said(tonight.night).middle == now + timedelta(minutes=30)


def test_a_night_in_which_all_is_done_has_no_forecast() -> None:
    assert pace(FOUR_DONE, at(240)).night is Unsaid.NOTHING_LEFT


def test_an_even_night_is_forecast_as_it_comes() -> None:
    """Eight areas, one after another, of eight sheets of a hundred papers, a sheet in ten minutes;
    what is forecast after five of them is what comes.
    """
    areas = []
    for n in range(5):
        first = 80 * n + 10
        areas.append(
            replace(
                done(70, 800, settling=0),
                times=AreaTimes(
                    Stretch(at(0), at(10)),
                    Stretch(at(first), at(first + 70)),
                    Stretch(at(first + 70), at(first + 70)),
                ),
                paced=Stretch(at(first), at(first + 70)),
                paced_papers=Papers(700),
            )
        )
    begun = left(500)
    now = at(430)  # three of its sheets have agreed
    waiting = [left(800, begun=False) for _ in range(2)]
    agreed = dict.fromkeys(even(0, 26, now), 150)
    tonight = pace([*areas, begun, *waiting], now, agreed)
    assert said(tonight.expected(begun)).middle == now + timedelta(minutes=50)
    assert said(tonight.night).middle == now + timedelta(minutes=50 + 80 + 80)


# ---- laws


minutes = st.integers(0, 300)
papers = st.integers(0, 5000)
areas_done = st.lists(
    st.builds(done, minutes, st.integers(1, 5000), settling=minutes, verifying=minutes),
    min_size=ENOUGH,
    max_size=9,
)
areas_left = st.builds(
    left, papers, to_verify=papers, begun=st.booleans(), counted=st.integers(0, 600)
)
quarters = st.lists(st.integers(0, 3000), max_size=20)
whens = st.integers(660, 2000).map(at)
adjournments = st.lists(
    st.builds(
        lambda since, lasting: Still(1, "adjourned", at(since), (), 2, at(since + lasting)),
        minutes,
        minutes,
    ),
    max_size=2,
)


def agreed_before(now: datetime, papers: Sequence[int]) -> dict[int, int]:
    last = quarter_of(now)
    return {last - n: each for n, each in enumerate(papers)}


@given(areas_done, st.lists(areas_left, min_size=1, max_size=5), quarters, whens, adjournments)
def test_nothing_is_forecast_before_now_and_the_middle_lies_between(
    finished: list[AreaWork],
    waiting: list[AreaWork],
    hall: list[int],
    now: datetime,
    stood: list[Still],
) -> None:
    tonight = pace([*finished, *waiting], now, agreed_before(now, hall), stood)
    for each in (*map(tonight.expected, waiting), tonight.last_of(waiting), tonight.night):
        if isinstance(each, Forecast):
            assert now <= each.early <= each.middle <= each.late


@given(
    areas_done,
    areas_left,
    st.lists(areas_left, max_size=3),
    st.integers(1, 2000),
    quarters,
    whens,
)
# The one area under way comes to take longer than a day: the night cannot end before it.
@example(
    finished=[done(0, 1, 0, 0), done(0, 1, 0, 0), done(0, 35, 0, 148), done(1, 17, 36, 2)],
    area=left(17, to_verify=1257, begun=True, counted=1),
    others=[],
    more=1,
    hall=[0, 0, 31, 51, 1, 1],
    now=at(722),
)
def test_more_papers_left_are_never_done_earlier(
    finished: list[AreaWork],
    area: AreaWork,
    others: list[AreaWork],
    more: int,
    hall: list[int],
    now: datetime,
) -> None:
    agreed = agreed_before(now, hall)
    fuller = replace(area, to_count=Papers(area.to_count + more))
    before = pace([*finished, area, *others], now, agreed)
    after = pace([*finished, fuller, *others], now, agreed)
    pairs = [
        (before.expected(area), after.expected(fuller)),
        (before.night, after.night),
        (before.last_of([area, *others]), after.last_of([fuller, *others])),
        *((before.expected(each), after.expected(each)) for each in others),
    ]
    for fewer, many in pairs:
        if isinstance(fewer, Forecast) and isinstance(many, Forecast):
            assert all(a <= b for a, b in zip(fewer, many, strict=True))


@given(st.data(), areas_done, st.lists(areas_left, max_size=4), quarters, whens)
def test_the_order_of_contests_does_not_matter(
    data: st.DataObject,
    finished: list[AreaWork],
    waiting: list[AreaWork],
    hall: list[int],
    now: datetime,
) -> None:
    works = [*finished, *waiting]
    agreed = agreed_before(now, hall)
    shuffled = data.draw(st.permutations(works))
    one, other = pace(works, now, agreed), pace(shuffled, now, agreed)
    assert one == other
    assert [one.expected(each) for each in waiting] == [other.expected(each) for each in waiting]


@given(areas_done, areas_left, st.integers(1, 600), whens)
def test_a_faster_night_is_never_forecast_to_end_later(
    finished: list[AreaWork], area: AreaWork, per_quarter: int, now: datetime
) -> None:
    slow = pace([*finished, area], now, even(per_quarter, 9, now)).night
    fast = pace([*finished, area], now, even(2 * per_quarter, 9, now)).night
    assume(isinstance(slow, Forecast) and isinstance(fast, Forecast))
    assert all(a >= b for a, b in zip(said(slow), said(fast), strict=True))


def test_a_quarter_is_of_the_clock() -> None:
    assert quarter_of(at(14)) == quarter_of(at(0))
    assert quarter_of(at(15)) == quarter_of(at(0)) + 1
    assert timedelta(minutes=15) == QUARTER
