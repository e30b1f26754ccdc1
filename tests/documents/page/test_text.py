"""Text in lines: no letter is lost, no line is wider than it may be."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyapp.documents.page import wording
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, load_typeface, width

load_typeface()
STYLE = Style(REGULAR, 10, 12)


@given(st.text(st.sampled_from("abW 1-–<>&"), max_size=80), st.floats(12, 200))
def test_every_letter_is_kept_and_every_line_fits(text: str, measure: float) -> None:
    wrapped = Wrapped(text, STYLE, measure)
    lines = ["".join(run.text for run in line) for line in wrapped._lines]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line.rstrip(), STYLE) <= measure for line in lines)
    assert wrapped.height == 12 * len(lines)


@given(st.lists(st.text("abc-", min_size=1, max_size=9), min_size=1), st.floats(60, 200))
def test_words_that_fit_are_never_broken_between_letters(words: list[str], measure: float) -> None:
    lines = [
        "".join(run.text for run in line)
        for line in Wrapped(" ".join(words), STYLE, measure)._lines
    ]
    # The space at the end of a line is there too, for whoever hears the text and sees no lines.
    assert "".join(lines) == " ".join(words)


def test_a_double_barrelled_name_breaks_after_its_hyphen() -> None:
    (first,), (second,) = Wrapped("Featherstonehaugh-Cholmondeley", STYLE, 100)._lines
    assert (first.text, second.text) == ("Featherstonehaugh-", "Cholmondeley")


def test_the_names_of_those_elected_are_bold_even_when_one_is_part_of_another() -> None:
    text = "I declare that Ann Lee and Ann Leeson are elected."
    (line,) = Wrapped(text, STYLE, 500, strong=("Ann Lee", "Ann Leeson"))._lines
    assert [run.text for run in line if run.style.font == BOLD] == ["Ann Lee", "Ann Leeson"]
    assert "".join(run.text for run in line) == text


def test_all_digits_are_equally_wide_so_that_columns_stand() -> None:
    for font in (REGULAR, BOLD):
        assert len({width(digit, Style(font, 10, 12)) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(
    ("hundredths", "text"), [(5530, "55.30%"), (0, "0.00%"), (7, "0.07%"), (10000, "100.00%")]
)
def test_a_turnout_has_two_places(hundredths: int, text: str) -> None:
    assert wording.percent(hundredths) == text


def test_differences_have_a_real_minus_and_large_figures_a_comma() -> None:
    assert [wording.signed(number) for number in (1204, 0, -1, -12345)] == [
        "+1,204",
        "0",
        "−1",
        "−12,345",
    ]


def test_a_time_is_told_by_the_clock_that_it_carries() -> None:
    when = datetime(2024, 7, 5, 3, 41, 59, tzinfo=timezone(timedelta(hours=1)))
    assert wording.moment(when) == "Friday 5 July 2024 at 03:41"
    assert wording.short_moment(when) == "5 Jul 03:41"
