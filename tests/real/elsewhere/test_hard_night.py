"""A night of hard names and of everything that goes wrong: nothing of it is told wrongly elsewhere.

What is invented here is in `hard_night`.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from . import by_pdf, by_sql, hard_night
from .hard_night import BORNE_OUT, CORRECTED, HARD, LOT
from .told import Result, squeezed


@pytest.fixture(scope="module")
def told(hard: Path) -> Mapping[str, Result]:
    return by_sql.results(hard / "backup.tally", BORNE_OUT)


def test_forty_hard_names_stand_whole_on_the_declaration(
    hard: Path, told: Mapping[str, Result]
) -> None:
    for contest in BORNE_OUT:
        on_paper = by_pdf.result((hard / f"{contest}.pdf").read_bytes())
        assert squeezed(on_paper) == squeezed(told[contest]), contest
    lines = told[HARD].lines
    assert len(lines) == 40
    assert [line.name for line in lines] == [one.ballot_name for one in hard_night.NAMES]
    assert len({line.votes for line in lines}) == 40, "no two could be taken for each other"


def test_a_lot_is_told_beside_level_votes(hard: Path) -> None:
    words = by_pdf.text((hard / f"{LOT}.pdf").read_bytes())
    assert "lots were drawn" in words
    assert "an additional vote was allotted to candidate Ann Ash." in words


def test_a_notice_put_right_has_the_right_votes_and_the_declaration_keeps_its_own(
    hard: Path, told: Mapping[str, Result]
) -> None:
    right = by_pdf.result((hard / "put-right.pdf").read_bytes())
    assert [line.votes for line in told[CORRECTED].lines] == [300, 200, 100]
    assert [line.votes for line in right.lines] == [300, 212, 88]
    assert [line.elected for line in right.lines] == [True, False, False]
