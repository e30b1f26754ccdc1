"""Whatever day is keyed: it is taken, or refused by its code; nothing is ever reckoned past the end
of the calendar.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.after.days import postal_window
from tallyapp.after.keeping import retention_words
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.count import check
from tallyapp.domain.rules.far_off import LAST_DAY, too_far_off
from tallyapp.domain.state.of_count import CountState
from tallyapp.domain.vocabulary.findings import Code
from tallyapp.domain.vocabulary.units import OfficerNumber
from tests.halls import DEPUTY, RETURNING_OFFICER, Hall, a_hall, previous_result, told

anybodys = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
END = date(9999, 12, 31)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A real count of 4 July 2024."""
    hall = a_hall(tmp_path, practice=False)
    yield hall
    hall.desk.close()


def moved(hall: Hall, day: date) -> acts.CountCorrected:
    of = hall.desk.count.count.set_up_id
    return acts.CountCorrected(
        **hall.by(RETURNING_OFFICER).count,
        of=of,
        polling_day=day,
        second=OfficerNumber(DEPUTY),
        reason="keyed wrongly",
    )


def kept(hall: Hall, until: date) -> acts.KeptLonger:
    return acts.KeptLonger(
        **hall.by(RETURNING_OFFICER).count,
        of="",
        until=until,
        second=OfficerNumber(DEPUTY),
        reason="petition",
    )


def test_a_day_at_the_end_of_the_calendar_is_refused_by_its_numbers(hall: Hall) -> None:
    numbers = {"day": 31, "month": 12, "year": 9999}
    assert ("A139", "count", "count", "", numbers) in told(hall.refused(kept(hall, END)))
    assert too_far_off(LAST_DAY, "Elm") == []
    assert told(too_far_off(END, "Elm")) == [("A139", "count", "Elm", "", numbers)]


@given(day=st.dates(), until=st.dates())
@anybodys
def test_no_day_of_an_act_ends_in_anything_but_a_finding(
    hall: Hall, day: date, until: date
) -> None:
    for act in (moved(hall, day), kept(hall, until)):
        hall.desk.check(COUNT_STREAM, act)
    result = previous_result(polling_day=day)
    stated = acts.PreviousResultStated(**hall.by(RETURNING_OFFICER).contest, of="", result=result)
    found = hall.desk.check(hall.stream, stated)
    assert (Code.A131 in {each.code for each in found}) == (day >= date(2024, 7, 4))


@given(
    day=st.dates(max_value=LAST_DAY),
    today=st.dates(),
    kind=st.sampled_from(["x", "uk-parliamentary"]),
)
@anybodys
def test_of_every_day_that_is_taken_it_is_said_how_long_documents_are_kept(
    hall: Hall, day: date, today: date, kind: str
) -> None:
    set_up = hall.desk.count.count.set_up
    assert set_up
    count = CountState(set_up=replace(set_up, polling_day=day))
    assert list(retention_words(count, today))
    window = postal_window(kind, day)
    assert window is None or window.first > day


def test_a_clock_at_the_end_of_the_calendar_is_refused_as_one(hall: Hall) -> None:
    act = replace(kept(hall, date(2030, 1, 1)), at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    found = check(hall.desk.count, COUNT_STREAM, act)
    assert ("A139", "at") in {(each.code, each.place.field) for each in found}
