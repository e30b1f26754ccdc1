"""The count that all tests of the auditor's verifier look at: played and published once."""

import pytest

from tests.audit.hall import Hall, played


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    return played(tmp_path_factory.mktemp("hall"))
