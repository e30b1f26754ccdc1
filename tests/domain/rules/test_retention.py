"""Documents of a count are kept for a year, or longer by an order, and then destroyed by two."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.rules.retention import kept_by_law, kept_until
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, a_hall, told

A_YEAR = date(2025, 7, 4)
"""After the polling day of the count."""


class Years:
    """A clock that can be put on by years."""

    def __init__(self) -> None:
        self.now = datetime(2024, 7, 4, 23, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Years:
    return Years()


@pytest.fixture
def hall(tmp_path: Path, clock: Years) -> Iterator[Hall]:
    """A real count of 4 July 2024."""
    hall = a_hall(tmp_path, clock=clock, practice=False)
    yield hall
    hall.desk.close()


def disposal(hall: Hall, until: date = A_YEAR, second: int = DEPUTY) -> acts.DisposalRecorded:
    order = hall.desk.count.count.retention.order
    return acts.DisposalRecorded(
        **hall.by(RETURNING_OFFICER).count,
        of=order.id if order else "",
        kept_until=until,
        files=("elm.tally",),
        second=OfficerNumber(second),
    )


def longer(hall: Hall, until: date, of: str | None = None) -> acts.KeptLonger:
    order = hall.desk.count.count.retention.order
    stands = order.id if order else ""
    return acts.KeptLonger(
        **hall.by(RETURNING_OFFICER).count,
        of=stands if of is None else of,
        until=until,
        reason="petition M/349/24",
        second=OfficerNumber(DEPUTY),
    )


def test_the_year_is_counted_from_the_day_of_the_poll() -> None:
    assert kept_by_law(date(2024, 7, 4)) == A_YEAR
    assert kept_by_law(date(2024, 2, 29)) == date(2025, 2, 28)


def test_nothing_is_destroyed_while_the_year_lasts_and_the_refusal_names_the_day(
    hall: Hall, clock: Years
) -> None:
    numbers = {"day": 4, "month": 7, "year": 2025}
    clock.now = datetime(2025, 7, 4, 9, tzinfo=UTC)
    assert told(hall.refused(disposal(hall))) == [("A137", "count", "count", "", numbers)]
    clock.now = datetime(2025, 7, 5, 9, tzinfo=UTC)
    hall.do(disposal(hall))
    assert hall.desk.count.count.retention.disposal


def test_an_order_keeps_them_longer_and_never_for_less_than_the_year(
    hall: Hall, clock: Years
) -> None:
    short = told(hall.refused(longer(hall, date(2025, 1, 1))))
    assert short == [("A136", "count", "count", "", {"day": 4, "month": 7, "year": 2025})]
    hall.do(longer(hall, date(2026, 3, 1)))
    assert kept_until(hall.desk.count.count) == date(2026, 3, 1)
    clock.now = datetime(2025, 7, 5, 9, tzinfo=UTC)
    wrong = told(hall.refused(disposal(hall)))
    assert wrong[0][:4] == ("A109", "count", "count", "kept-until")
    early = told(hall.refused(disposal(hall, date(2026, 3, 1))))
    assert early == [("A137", "count", "count", "", {"day": 1, "month": 3, "year": 2026})]


def test_an_order_that_falls_leaves_the_year(hall: Hall, clock: Years) -> None:
    hall.do(longer(hall, date(2026, 3, 1)))
    hall.do(longer(hall, A_YEAR))
    clock.now = datetime(2025, 7, 5, 9, tzinfo=UTC)
    hall.do(disposal(hall))
    assert hall.desk.count.count.retention.disposal


def test_two_orders_made_at_once_cannot_both_stand(hall: Hall) -> None:
    hall.do(longer(hall, date(2026, 3, 1)))
    late = told(hall.refused(longer(hall, date(2027, 3, 1), of="")))
    assert late == [("A114", "count", "count", "kept-longer", {})]


def test_nobody_agrees_with_themself_and_it_is_agreed_once(hall: Hall, clock: Years) -> None:
    clock.now = datetime(2025, 8, 1, 9, tzinfo=UTC)
    alone = told(hall.refused(disposal(hall, second=RETURNING_OFFICER)))
    assert alone == [("A103", "officer", "1", "", {})]
    hall.do(disposal(hall))
    for act in (disposal(hall), longer(hall, date(2026, 3, 1))):
        assert told(hall.refused(act)) == [("A138", "count", "count", "", {})]


def test_a_practice_count_is_kept_for_nobody(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    hall.do(disposal(hall))
    assert hall.desk.count.count.retention.disposal
    hall.desk.close()


def test_what_is_agreed_is_of_the_order_that_stands(hall: Hall, clock: Years) -> None:
    before = disposal(hall)
    hall.do(longer(hall, A_YEAR))
    clock.now = datetime(2025, 7, 5, 9, tzinfo=UTC)
    assert told(hall.refused(before)) == [("A114", "count", "count", "kept-longer", {})]
    hall.do(disposal(hall))


def test_an_order_has_a_reason_a_second_officer_and_a_day_that_may_be_the_laws(hall: Hall) -> None:
    right = longer(hall, A_YEAR)
    day_before = replace(right, until=A_YEAR - timedelta(days=1))
    refused: list[tuple[acts.KeptLonger, tuple[str, str]]] = [
        (replace(right, reason=" "), ("A106", "reason")),
        (replace(right, second=OfficerNumber(RETURNING_OFFICER)), ("A103", "")),
        (day_before, ("A136", "")),
    ]
    for act, expected in refused:
        found = told(hall.refused(act))
        assert [(code, field) for code, _, _, field, _ in found] == [expected]
    hall.do(right)
    assert kept_until(hall.desk.count.count) == A_YEAR


def test_nothing_is_kept_before_the_count_is_set_up() -> None:
    assert kept_until(CountState()) is None
