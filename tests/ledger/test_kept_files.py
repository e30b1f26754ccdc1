"""A file of every format ever released is opened by every later program, and means what it meant."""

import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.keying import Life
from tallyapp.domain.result import figures
from tallyapp.domain.state import Stage
from tallyapp.domain.things import ResultFigures
from tallyapp.domain.units import Papers, Votes
from tests.halls import CLERK, DEPUTY, ELM, Hall, NightClock

KEPT = Path(__file__).parents[1] / "data" / "format-1.tally"
ORIGIN = "861a0d245d1677c01c8894acbebfed38"
CODES = {
    "count": (17, "P58F-Z0P0-V1F3-CV99"),
    "elm-valley": (50, "GXWM-BV7S-92KX-5ENC"),
    "oak": (1, "8SQM-DZTE-XV8X-44EN"),
}
"""Positions and codes of its streams: whoever noted one of them can still test it."""
FIGURES = ResultFigures(
    votes=(Votes(101), Votes(101), Votes(54)),
    rejected=(Papers(0), Papers(1), Papers(0), Papers(2)),
    valid=Papers(256),
    verified=Papers(260),
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy: the kept file itself is never opened."""
    return Path(shutil.copy(KEPT, tmp_path / "format-1.tally"))


def test_a_file_of_format_1_reads_as_it_did(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), "desk-1")
    assert desk.disagreements == ()
    assert desk.ledger.origin == ORIGIN
    checkpoints = [desk.ledger.checkpoint(stream) for stream in desk.ledger.heads]
    assert {mark.stream: (mark.seq, mark.code) for mark in checkpoints} == CODES
    assert desk.ledger.totals(ELM) == figures(desk.contest(ELM)) == FIGURES
    contest = desk.contest(ELM)
    assert contest.declaration is not None
    assert (contest.stage, contest.declaration.elected) == (Stage.SIGNED, (2,))
    assert contest.declaration.figures == FIGURES
    assert [candidate.surname for candidate in contest.set_up.candidates] == [
        "Ngũgĩ",
        "O’Brien",
        "Müller & Söhne",
    ]
    lives = Counter(paper.life for paper in contest.papers_keyed())
    assert lives == {Life.AGREED: 3, Life.CORRECTED: 2, Life.WITHDRAWN: 2}
    assert desk.contest("oak").stage is Stage.COUNTING
    assert desk.ledger.drafts(CLERK) == {"oak sheet 1": "12, 7"}
    desk.close()


BROUGHT_BY_2 = {
    acts.UncontestedRecorded,
    acts.SlateNamed,
    acts.WarningAnswered,
    acts.PostalVotesRejected,
    acts.AgentAnswered,
    acts.RequestMade,
    acts.RequestAnswered,
    acts.RecountBegun,
    acts.DeclaredOutside,
    acts.NoticeCorrected,
}


def test_it_holds_every_kind_of_act_of_its_format(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), "desk-1")
    kinds = {type(act) for stream in desk.ledger.heads for _, act in desk.ledger.read_from(stream)}
    assert kinds == set(get_args(AnyAct)) - BROUGHT_BY_2
    desk.close()


def test_it_can_be_gone_on_with(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), "desk-1")
    hall = Hall(desk, "oak")
    hall.issue("A", 1)
    desk.issue_code("oak", "request", "an agent", DEPUTY, drawn=5)
    desk.close()
    again = Desk.open(kept, NightClock(), "desk-1")
    assert again.disagreements == ()
    ((_, issued),) = again.ledger.read_from(COUNT_STREAM, CODES["count"][0])
    assert isinstance(issued, acts.CodeIssued)
    assert issued.code == again.ledger.checkpoint("oak", 2).code
    again.close()
