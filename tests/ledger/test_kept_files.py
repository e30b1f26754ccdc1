"""A file of every format ever released is opened by every later
program, and means what it meant.
"""

import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import Papers, Votes
from tests.halls import CLERK, DEPUTY, ELM, Hall, NightClock
from tests.workstations import workstation

DATA = Path(__file__).parents[1] / "data"
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
    return Path(shutil.copy(DATA / "format-1.tally", tmp_path))


def test_a_file_of_format_1_reads_as_it_did(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
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
    acts.SlateConfirmed,
    acts.LotCorrected,
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
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    kinds = {type(act) for stream in desk.ledger.heads for _, act in desk.ledger.read_from(stream)}
    assert kinds == set(get_args(AnyAct)) - BROUGHT_BY_2
    desk.close()


def test_it_can_be_gone_on_with(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    hall = Hall(desk, "oak")
    hall.issue("A", 901)
    desk.issue_code("oak", "request", "an agent", DEPUTY, drawn=5)
    desk.close()
    again = Desk.open(kept, NightClock(), workstation("desk-1"))
    assert again.disagreements == ()
    ((_, issued),) = again.ledger.read_from(COUNT_STREAM, CODES["count"][0])
    assert isinstance(issued, acts.CodeIssued)
    assert issued.code == again.ledger.checkpoint("oak", 2).code
    again.close()


# ---- format 2

ORIGIN_2 = "237fcc80a8dbf45e478e0da37203fcfd"
CODES_2 = {
    "count": (20, "SWM3-PMTM-8EN8-XY91"),
    "ash-ward": (52, "6Y1R-0BHE-6DR7-SFK4"),
    "elm-valley": (51, "946E-8MQP-ZQTY-AFR0"),
    "oak": (7, "JSCS-65HH-GQA8-PJGT"),
}
WARD_FIGURES = ResultFigures(
    votes=(Votes(92), Votes(89), Votes(62), Votes(14)),
    rejected=(Papers(0), Papers(2), Papers(0), Papers(0), Papers(1)),
    valid=Papers(168),
    verified=Papers(170),
    unused=Votes(77),
    uncertain=Votes(2),
)
SMALL_COUNT = ResultFigures(
    votes=(Votes(60), Votes(90), Votes(7)),
    rejected=(Papers(0),) * 4,
    valid=Papers(157),
    verified=Papers(0),
)


@pytest.fixture
def kept_2(tmp_path: Path) -> Path:
    """A copy of the kept file of format 2."""
    return Path(shutil.copy(DATA / "format-2.tally", tmp_path))


def test_a_file_of_format_2_reads_as_it_did(kept_2: Path) -> None:
    desk = Desk.open(kept_2, NightClock(), workstation("desk-1"))
    assert (desk.disagreements, desk.ledger.origin) == ((), ORIGIN_2)
    checkpoints = [desk.ledger.checkpoint(stream) for stream in desk.ledger.heads]
    assert {mark.stream: (mark.seq, mark.code) for mark in checkpoints} == CODES_2
    for stream, known in ((ELM, FIGURES), ("ash-ward", WARD_FIGURES), ("oak", SMALL_COUNT)):
        assert desk.ledger.totals(stream) == figures(desk.contest(stream)) == known
    assert desk.count.count.uncontested["yew"].candidates[0].surname == "Fir"
    desk.close()


def test_its_ward_was_counted_again_declared_outside_and_corrected(kept_2: Path) -> None:
    desk = Desk.open(kept_2, NightClock(), workstation("desk-1"))
    ward = desk.contest("ash-ward")
    assert (ward.round, [each.number for each in ward.rounds]) == (2, [1])
    assert [(each.asks, each.answer) for each in ward.requests] == [
        ("recount", "granted"),
        ("inspection", "granted"),
        ("recount", "refused"),
    ]
    lives = {paper.number: paper.life for paper in ward.sheets.values()}
    assert [number for number, life in lives.items() if life is Life.EARLIER] == [101, 102]
    assert ward.declaration is not None
    assert (ward.declaration.outside, ward.declaration.elected) == ("the lights went out", (1, 2))
    assert ward.declaration.figures.votes == (92, 98, 62, 14)
    (notice,) = ward.corrected
    assert notice.figures == WARD_FIGURES
    desk.close()


def test_it_holds_every_kind_of_act_of_format_2(kept_2: Path) -> None:
    desk = Desk.open(kept_2, NightClock(), workstation("desk-1"))
    done = [act for stream in desk.ledger.heads for _, act in desk.ledger.read_from(stream)]
    assert {type(act) for act in done} == set(get_args(AnyAct))
    assert {act.v for act in done} == {2}
    desk.close()
