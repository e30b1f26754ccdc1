"""Days, lists and offices as they are said in Welsh on the pages of a contest in Wales."""

from datetime import date

import pytest

from tallyapp.domain.vocabulary.welsh_phrases import (
    by_cy,
    listed_cy,
    office_cy,
    seats_cy,
    weekday_cy,
)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2022, 5, 5), "Dydd Iau 5 Mai 2022"),
        (date(2024, 1, 1), "Dydd Llun 1 Ionawr 2024"),
        (date(2023, 12, 31), "Dydd Sul 31 Rhagfyr 2023"),
    ],
)
def test_polling_day_is_said_with_its_day_of_the_week(when: date, said: str) -> None:
    assert weekday_cy(when) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Onnen"], "Onnen"),
        (["Onnen", "Bedwen"], "Onnen a Bedwen"),
        (["Bedwen", "Onnen"], "Bedwen ac Onnen"),
        (["Bedwen", "Derwen", "Ynyr"], "Bedwen, Derwen ac Ynyr"),
        (["Bedwen", "Onnen", "Derwen"], "Bedwen, Onnen a Derwen"),
    ],
)
def test_the_elected_are_listed_with_the_word_that_fits_the_last(
    names: list[str], said: str
) -> None:
    assert listed_cy(names) == said


def test_seats_are_a_word_up_to_ten_and_else_a_figure() -> None:
    assert [seats_cy(n) for n in (1, 2, 10, 11)] == ["1", "ddwy", "deg", "11"]


def test_an_office_that_is_not_known_stays_as_it_was_written() -> None:
    assert office_cy("Acting Returning Officer") == "Swyddog Canlyniadau Gweithredol"
    assert by_cy("the Returning Officer") == "y Swyddog Canlyniadau"
    assert office_cy("Town Clerk") == by_cy("Town Clerk") == "Town Clerk"
