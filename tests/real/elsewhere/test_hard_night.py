"""A night of hard names and of everything that goes wrong: nothing of it is told wrongly elsewhere.

What is invented here is in `hard_night`.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.publication import publish_corrected_notice, publish_declaration
from tallyapp.signing.identity import practice_identity

from . import by_pdf, by_sql, hard_night, nights
from .hard_night import BORNE_OUT, BY_TORCHLIGHT, CORRECTED, HARD, LOT
from .told import Result, squeezed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@pytest.fixture(scope="module")
def told(folder: Path) -> Mapping[str, Result]:
    return by_sql.results(folder / "backup.tally", BORNE_OUT)


def test_forty_hard_names_stand_whole_on_the_declaration(
    folder: Path, told: Mapping[str, Result]
) -> None:
    for contest in BORNE_OUT:
        on_paper = by_pdf.result((folder / f"{contest}.pdf").read_bytes())
        assert squeezed(on_paper) == squeezed(told[contest]), contest
    lines = told[HARD].lines
    assert len(lines) == 40
    assert [line.name for line in lines] == [one.ballot_name for one in hard_night.NAMES]
    assert len({line.votes for line in lines}) == 40, "no two could be taken for each other"


def test_a_lot_is_told_beside_level_votes(folder: Path) -> None:
    words = by_pdf.text((folder / f"{LOT}.pdf").read_bytes())
    assert "lots were drawn" in words
    assert "an additional vote was allotted to candidate Ann Ash." in words


def test_a_notice_put_right_has_the_right_votes_and_the_declaration_keeps_its_own(
    folder: Path, told: Mapping[str, Result]
) -> None:
    right = by_pdf.result((folder / "put-right.pdf").read_bytes())
    assert [line.votes for line in told[CORRECTED].lines] == [300, 200, 100]
    assert [line.votes for line in right.lines] == [300, 212, 88]
    assert [line.elected for line in right.lines] == [True, False, False]
