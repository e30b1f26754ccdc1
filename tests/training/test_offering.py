"""The drill is offered when there is time for it, and never on a live count night."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tallyapp.training.offering import is_offered
from tests.halls import CLERK, POLLING_DAY, a_counted_hall, a_hall

NOON = datetime.combine(POLLING_DAY, time(12), UTC)
NIGHT = datetime.combine(POLLING_DAY, time(22, 5), UTC)


def test_in_a_practice_count_it_is_offered_at_any_hour(tmp_path: Path) -> None:
    count = a_counted_hall(tmp_path, practice=True).desk.count
    assert is_offered(count, NIGHT)
    assert is_offered(count, NOON - timedelta(days=30))


def test_in_a_real_count_until_the_close_of_poll(tmp_path: Path) -> None:
    count = a_hall(tmp_path, practice=False).desk.count
    assert is_offered(count, NOON - timedelta(days=30))
    assert is_offered(count, NOON)
    assert not is_offered(count, NIGHT)
    assert not is_offered(count, NIGHT + timedelta(days=1))


def test_in_a_real_count_never_once_a_box_is_counted(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, practice=False)
    hall.do(hall.account("a1", 100))
    assert is_offered(hall.desk.count, NOON)
    hall.do(hall.count_of("a1", 100, by=CLERK))
    assert not is_offered(hall.desk.count, NOON)
