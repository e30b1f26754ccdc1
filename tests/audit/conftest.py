"""The count that all tests of the auditor's verifier look at: played and published once."""

import pytest

from tests.audit.attacks.table import World
from tests.audit.hall import Hall, counted_for_real, played


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return played(tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="session")
def real_count(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return counted_for_real(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def world(hall: Hall, real_count: Hall, tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(hall, real_count, played(tmp_path_factory.mktemp("other"), seed=2))
