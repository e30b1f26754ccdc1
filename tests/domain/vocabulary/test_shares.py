"""Shares are whole hundredths of a percent, and are said with both places."""

import pytest

from tallyapp.domain.vocabulary.shares import percent


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [(0, "0.00%"), (5, "0.05%"), (100, "1.00%"), (4_878, "48.78%"), (10_000, "100.00%")],
)
def test_a_share_is_said_with_two_places(hundredths: int, said: str) -> None:
    assert percent(hundredths) == said
