"""The nights that are read back, each played once."""

from pathlib import Path

import pytest

from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.publication import publish_corrected_notice, publish_declaration
from tallyapp.signing.identity import practice_identity

from . import hard_night, nights
from .hard_night import BORNE_OUT, BY_TORCHLIGHT, CORRECTED
from .nights import Night

NIGHTS = {"oxford-east": nights.oxford_east, "medway": nights.medway, "sixty": nights.sixty}


@pytest.fixture(scope="package", params=NIGHTS)
def night(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Oxford East, Medway's twelve wards, or sixty divisions: over, declared and published."""
    return nights.night(tmp_path_factory.mktemp(request.param), NIGHTS[request.param]())


@pytest.fixture(scope="package")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The night's file and a backup of it, its declarations, and the notice that was put right."""
    folder = tmp_path_factory.mktemp("hard")
    hard_night.night(folder / "night.tally").close()
    desk = nights.the_day_after(folder / "night.tally", hard_night.POLLING_DAY)
    identity = practice_identity(desk.clock())
    for contest in BORNE_OUT:
        path = folder / f"{contest}.pdf"
        publish_declaration(desk, contest, identity, path, RETURNING_OFFICER)
    right = folder / "put-right.pdf"
    publish_corrected_notice(desk, CORRECTED, identity, right, RETURNING_OFFICER)
    with pytest.raises(Refusal):
        publish_declaration(desk, BY_TORCHLIGHT, identity, folder / "no.pdf", RETURNING_OFFICER)
    desk.ledger.backup(folder / "backup.tally")
    desk.close()
    return folder
