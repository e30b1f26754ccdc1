"""The small hall's file, and a way to change it behind the program's back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.halls import Hall, a_counted_hall


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Hall]:
    """A contest in which everything is counted, its file open."""
    made = a_counted_hall(tmp_path)
    yield made
    made.desk.close()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The file of a declared contest, closed;
    codes were given out over the statement and the declaration.
    """
    made = a_counted_hall(tmp_path)
    made.desk.issue_code(made.stream, "verification", "posted in the hall", 1)
    made.finish()
    made.desk.issue_code(made.stream, "declaration", "everyone", 1)
    made.desk.close()
    return made.desk.ledger.path
