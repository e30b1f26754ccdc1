"""Shares are whole hundredths of a percent, and are said with both places."""

import pytest

from tallyapp.domain.vocabulary.shares import half, hundredths_of_percent, percent


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [(0, "0.00%"), (5, "0.05%"), (100, "1.00%"), (4_878, "48.78%"), (10_000, "100.00%")],
)
def test_a_share_is_said_with_two_places(hundredths: int, said: str) -> None:
    assert percent(hundredths) == said


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 0, 0), (5, 0, 0), (0, 7, 0), (7, 7, 10_000), (1, 3, 3_333), (2, 3, 6_667)],
)
def test_a_share_is_in_hundredths_of_a_percent(part: int, whole: int, share: int) -> None:
    assert hundredths_of_percent(part, whole) == share


def test_half_a_hundredth_is_rounded_up() -> None:
    assert [hundredths_of_percent(n, 20_000) for n in (1, 2, 3)] == [1, 1, 2]


def test_half_of_a_difference_is_rounded_away_from_nought() -> None:
    assert [half(n) for n in (0, 1, 2, 3, -1, -2, -3)] == [0, 1, 1, 2, -1, -1, -2]
