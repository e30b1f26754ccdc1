"""Dates and lists as people say and write them, whatever language the system speaks."""

import locale
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.phrases import (
    are,
    day,
    day_of,
    listed,
    number_in,
    several,
    short_day,
    weekday,
)

POLLING_DAY = date(2024, 7, 4)


@pytest.fixture
def another_language() -> Iterator[None]:
    """A system that speaks another language, where one is installed."""
    before = locale.setlocale(locale.LC_TIME)
    for name in ("cy_GB.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        break
    yield
    locale.setlocale(locale.LC_TIME, before)


def test_a_polling_day_is_said_in_full(another_language: None) -> None:
    assert day(POLLING_DAY) == "4 July 2024"
    assert weekday(POLLING_DAY) == "Thursday 4 July 2024"
    assert short_day(POLLING_DAY) == "4 Jul"


@pytest.mark.parametrize(
    "written",
    ["2024-07-04", "4/7/2024", "04.07.2024", "4 July 2024", "4 jul 2024", " 4  JULY 2024 "],
)
def test_a_polling_day_is_read_as_people_write_it(written: str, another_language: None) -> None:
    assert day_of(written) == POLLING_DAY


@pytest.mark.parametrize(
    "written",
    [
        "",
        "July",
        "31/2/2024",
        "4 Juli 2024",
        "4/7",
        "soon",
        "4//7",
        "4/7/24",
        "٤/٧/٢٠٢٤",
        "4/7/-024",
    ],
)
def test_what_is_no_day_is_not_read_as_one(written: str) -> None:
    assert day_of(written) is None


@given(st.dates())
def test_every_day_that_is_said_is_read_again(when: date) -> None:
    assert day_of(when.isoformat()) == when
    if when.year > 999:
        assert day_of(day(when)) == when


@given(st.integers(0, 10**15 - 1))
def test_every_number_that_is_keyed_is_read(number: int) -> None:
    assert number_in(str(number)) == number


@given(st.text())
def test_only_our_digits_are_a_number(text: str) -> None:
    assert (number_in(text) is not None) == (0 < len(text) < 16 and set(text) <= set("0123456789"))


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", " 1", "1_000", "1.0", "٣", "１２", "²", "9" * 5_000]
)
def test_what_other_programs_take_for_a_number_is_none_here(text: str) -> None:
    assert number_in(text) is None


def test_one_is_not_said_as_many() -> None:
    assert (several(1, "file"), several(0, "file"), several(1_000, "file")) == (
        "1 file",
        "0 files",
        "1,000 files",
    )
    assert several(2, "entry", "entries") == "2 entries"
    assert (are(1, "vote"), are(2, "vote")) == ("1 vote is", "2 votes are")


def test_names_are_listed_with_and_before_the_last() -> None:
    assert listed([]) == ""
    assert listed(["Ash"]) == "Ash"
    assert listed(["Ash", "Birch"]) == "Ash and Birch"
    assert listed(["Ash", "Birch", "Cedar"]) == "Ash, Birch and Cedar"
