"""What a clerk reads of each warning on the screen of reconciliation."""

import re
from pathlib import Path

import pytest

from tallyapp.domain.rules.seeing import Seen, seen
from tallyapp.domain.vocabulary.places import FindingRecord
from tallyapp.ui.screens.reconciliation.warnings import WarningsModel, warned
from tallyapp.ui.session.session import Session
from tallyapp.words.catalogue import sentence
from tests.domain.views.test_warnings import AREAS, count
from tests.halls import a_hall
from tests.words.test_catalogue import EVERY_FINDING

VOTES = {"votes", "others", "share", "median", "elsewhere", "margin", "valid"}
"""What a warning's numbers are called where they are votes, or shares of them."""


@pytest.mark.parametrize(
    "found",
    [
        each.record()
        for each in EVERY_FINDING
        if each.code.startswith("W") and seen(each, sees_votes=False) is not Seen.NOTHING
    ],
    ids=lambda found: f"{found.code}.{found.place.field}",
)
def test_a_warning_that_a_clerk_reads_gives_nobodys_votes(
    found: FindingRecord, session: Session
) -> None:
    """Turnout is of papers; whoever may see votes reads the whole sentence."""
    read = WarningsModel(session, votes_shown=False).words(found)
    whole = WarningsModel(session, votes_shown=True).words(found)
    assert whole == sentence(found, session.names())
    if seen(found, sees_votes=False) is Seen.WHOLE:
        assert read == whole
        assert found.place.field == "turnout" or not VOTES & {n.name for n in found.numbers}
    else:
        numbers = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", read)}
        assert not numbers & {n.value for n in found.numbers if n.name in VOTES}
        assert "%" not in read


def test_a_margin_of_two_votes_is_told_to_the_returning_officer_alone(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, areas=AREAS)
    level = (90, 90, 20)
    count(hall, A=level, B=level, C=level, D=level, E=(91, 89, 20))
    assert [each.record.code for each in warned(hall.contest, votes_shown=True)] == ["W405"]
    assert warned(hall.contest, votes_shown=False) == []
    hall.desk.close()
