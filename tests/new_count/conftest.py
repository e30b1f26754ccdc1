"""A count that is set up, of which something new is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.halls import Hall, a_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A contest that is set up, and nothing more."""
    made = a_hall(tmp_path)
    yield made
    made.desk.close()
