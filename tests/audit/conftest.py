"""The count that all tests of the auditor's verifier look at: played and published once."""

import pytest

from tests.audit.attacks.table import World
from tests.audit.hall import Hall, counted_for_real, played, set_up_put_right


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return played(tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="session")
def real_count(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return counted_for_real(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def put_right(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return set_up_put_right(tmp_path_factory.mktemp("put-right"))


@pytest.fixture(scope="session")
def world(
    hall: Hall, real_count: Hall, put_right: Hall, tmp_path_factory: pytest.TempPathFactory
) -> World:
    other = played(tmp_path_factory.mktemp("other"), seed=2)
    return World(hall, real_count, other, put_right)
