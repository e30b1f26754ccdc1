"""The council of the tests, counted and given to the press once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tests.press.oakshire import council, pressed


@pytest.fixture(scope="session")
def oakshire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The count; it is only read."""
    desk = council(tmp_path_factory.mktemp("oakshire"))
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def files(oakshire: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that is written for the press of it."""
    return pressed(oakshire, tmp_path_factory.mktemp("press"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files go; it is not there yet."""
    return tmp_path / "for the press"
