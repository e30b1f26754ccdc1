"""The small hall, empty or counted, for the rules of a count."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.halls import BOXES, Hall, a_counted_hall, a_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A contest that is set up, and nothing more."""
    made = a_hall(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def verified(hall: Hall) -> Hall:
    """Every box verified and the statement made; sheets 1 and 2 issued to area A, 3 to area B."""
    hall.verify(BOXES)
    hall.state_verification()
    hall.issue("A", 1, 2)
    hall.issue("B", 3)
    return hall


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Hall]:
    """A contest in which everything is counted and nothing open."""
    made = a_counted_hall(tmp_path)
    yield made
    made.desk.close()
