"""Each command gives back the count that it opened, whatever came of it."""

from collections.abc import Iterator

import pytest

from tallyapp.ledger.ledger import Ledger


@pytest.fixture(autouse=True)
def _counts_are_given_back(open_counts: list[Ledger]) -> Iterator[None]:
    yield
    assert [count.path for count in open_counts] == []
