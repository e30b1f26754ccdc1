"""Days are counted from polling day: when the postal statement is sent, and when it is not."""

from datetime import date

import pytest

from tallyapp.after.days import Window, days_since, postal_window
from tallyapp.after.postal import window_words

POLL = date(2024, 7, 4)
"""A Thursday."""


def test_the_window_is_from_the_tenth_to_the_twenty_fifth_day_and_not_on_a_weekend() -> None:
    # The tenth day is a Sunday; the twenty-fifth a Monday.
    assert date(2024, 7, 14).weekday() == 6
    found = postal_window("uk-parliamentary", POLL)
    assert found == Window(date(2024, 7, 15), date(2024, 7, 29))
    assert postal_window("uk-parliamentary-scotland", POLL) == Window(
        date(2024, 7, 15), date(2024, 7, 19)
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2024, 7, 5), "This is day 1 after polling day, too early"),
        (date(2024, 7, 14), "too early: the statement is sent from 15 July 2024 to 29 July 2024"),
        (date(2024, 7, 15), "This is day 11 after polling day: the statement is sent from"),
        (date(2024, 7, 29), "This is day 25 after polling day: the statement is sent from"),
        (date(2024, 7, 30), "too late: the statement was to be sent"),
    ],
)
def test_too_early_and_too_late_are_said(today: date, said: str) -> None:
    assert said in window_words("uk-parliamentary", POLL, today)


def test_where_no_days_are_known_that_is_said() -> None:
    told = window_words("uk-parliamentary-northern-ireland", POLL, date(2024, 7, 9))
    assert "no days are known" in told
    assert days_since(POLL, date(2024, 7, 9)) == 5
