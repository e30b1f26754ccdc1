"""The nights that are read back, each played once."""

import pytest

from . import nights
from .nights import Night

NIGHTS = {"oxford-east": nights.oxford_east, "medway": nights.medway, "sixty": nights.sixty}


@pytest.fixture(scope="package", params=NIGHTS)
def night(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Oxford East, Medway's twelve wards, or sixty divisions: over, declared and published."""
    return nights.night(tmp_path_factory.mktemp(request.param), NIGHTS[request.param]())
