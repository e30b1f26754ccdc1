"""Numbers in words: as they are said in Britain, and each number in words of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.words.spoken import spoken, spoken_day, spoken_share

VALUES = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
    **{word: n for n, word in enumerate(("seven", "eight", "nine", "ten", "eleven"), 7)},
    **{word: n for n, word in enumerate(("twelve", "thirteen", "fourteen", "fifteen"), 12)},
    **{word: n for n, word in enumerate(("sixteen", "seventeen", "eighteen", "nineteen"), 16)},
    **{word: 10 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty"), 2)},
    **{word: 10 * n for n, word in enumerate(("seventy", "eighty", "ninety"), 7)},
}


def heard(words: str) -> int:
    """The number that somebody writes down who hears it."""
    total = 0
    group = 0
    for word in words.replace(",", "").replace("-", " ").replace(" and ", " ").split():
        if word == "hundred":
            group *= 100
        elif word in ("thousand", "million"):
            total += group * (1_000 if word == "thousand" else 1_000_000)
            group = 0
        else:
            group += VALUES[word]
    return total + group


@given(st.integers(1, MAX_FIGURE))
def test_whoever_hears_a_number_writes_down_the_same(number: int) -> None:
    assert heard(spoken(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nought"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (390, "three hundred and ninety"),
        (1_000, "one thousand"),
        (1_005, "one thousand and five"),
        (1_100, "one thousand, one hundred"),
        (5_076, "five thousand and seventy-six"),
        (19_541, "nineteen thousand, five hundred and forty-one"),
        (100_000, "one hundred thousand"),
        (1_000_001, "one million and one"),
        (
            9_999_999,
            "nine million, nine hundred and ninety-nine thousand, nine hundred and ninety-nine",
        ),
    ],
)
def test_a_number_is_said_as_in_britain(number: int, words: str) -> None:
    assert spoken(number) == words


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (0, "nought per cent"),
        (7, "nought point nought seven per cent"),
        (5_000, "fifty per cent"),
        (5_530, "fifty-five point three per cent"),
        (4_967, "forty-nine point six seven per cent"),
        (10_000, "one hundred per cent"),
    ],
)
def test_a_share_is_said_digit_by_digit_after_the_point(hundredths: int, words: str) -> None:
    assert spoken_share(hundredths) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 7, 4), "Thursday the fourth of July, two thousand and twenty-four"),
        (date(2025, 5, 1), "Thursday the first of May, two thousand and twenty-five"),
        (date(2026, 8, 12), "Wednesday the twelfth of August, two thousand and twenty-six"),
        (date(2026, 8, 20), "Thursday the twentieth of August, two thousand and twenty-six"),
        (date(2026, 8, 23), "Sunday the twenty-third of August, two thousand and twenty-six"),
        (date(2026, 8, 30), "Sunday the thirtieth of August, two thousand and twenty-six"),
    ],
)
def test_a_day_is_said_by_its_place_in_the_month(day: date, words: str) -> None:
    assert spoken_day(day) == words
