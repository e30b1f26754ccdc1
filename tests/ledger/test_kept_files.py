"""A file of every version ever released is opened by every later
program, and means what it meant.
"""

import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import Papers, Votes
from tests.data.make_kept import COUNT, SAYS, Known
from tests.halls import CLERK, DEPUTY, ELM, Hall, NightClock
from tests.workstations import workstation

FIGURES = ResultFigures(
    votes=(Votes(101), Votes(101), Votes(54)),
    rejected=(Papers(0), Papers(1), Papers(0), Papers(2)),
    valid=Papers(256),
    verified=Papers(260),
)
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
def kept(tmp_path: Path) -> Path:
    """A copy: the kept file itself is never opened."""
    return Path(shutil.copy(COUNT, tmp_path))


def test_whoever_noted_one_of_its_codes_can_still_test_it(kept: Path) -> None:
    known = msgspec.json.decode(SAYS.read_bytes(), type=Known)
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    assert (desk.disagreements, desk.ledger.origin) == ((), known.origin)
    checkpoints = [desk.ledger.checkpoint(stream) for stream in desk.ledger.heads]
    assert {mark.stream: (mark.seq, mark.code) for mark in checkpoints} == known.codes
    desk.close()


def test_its_contests_come_to_the_figures_that_they_came_to(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    for stream, known in ((ELM, FIGURES), ("ash-ward", WARD_FIGURES), ("oak", SMALL_COUNT)):
        assert desk.ledger.totals(stream) == figures(desk.contest(stream)) == known
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
    assert desk.count.count.uncontested["yew"].candidates[0].surname == "Fir"
    assert desk.ledger.drafts(CLERK) == {"oak sheet 1": "12, 7"}
    desk.close()


def test_its_ward_was_counted_again_declared_outside_and_corrected(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    ward = desk.contest("ash-ward")
    # The second was given up, and its number is never used again.
    assert (ward.round, [each.number for each in ward.rounds]) == (3, [1])
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


def test_it_holds_every_kind_of_act_of_its_version(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    done = [act for stream in desk.ledger.heads for _, act in desk.ledger.read_from(stream)]
    assert {type(act) for act in done} == set(get_args(AnyAct))
    assert {act.v for act in done} == {1}
    desk.close()


def test_it_can_be_gone_on_with(kept: Path) -> None:
    desk = Desk.open(kept, NightClock(), workstation("desk-1"))
    acts_of_count = desk.count.count.seq
    Hall(desk, "oak").issue("A", 901)
    desk.issue_code("oak", "request", "an agent", DEPUTY, drawn=5)
    desk.close()
    again = Desk.open(kept, NightClock(), workstation("desk-1"))
    assert again.disagreements == ()
    *_, (_, issued) = again.ledger.read_from(COUNT_STREAM, acts_of_count)
    assert isinstance(issued, acts.CodeIssued)
    assert issued.code == again.ledger.checkpoint("oak", again.contest("oak").seq).code
    again.close()
