"""Oxford East by key events alone: from an empty window to a signed declaration that verifies."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain.rules.result import figures, standing
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tallyapp.exchange.election_rules import load_rules
from tallyapp.past.past_results import read_past_results
from tallyapp.practice.plans.synthetic import PlannedSheet, PracticePlan, practice_plan
from tallyapp.practice.rehearsal import DEPUTY
from tallyapp.resources import resource
from tallyapp.ui.shell.front import Front

from .keys import Fingers, shown
from .practice import CLERK, OTHER_CLERK
from .resulting import heads_now
from .whole import (
    READER,
    THIRD_CLERK,
    come_to_the_result,
    enter,
    fingers_on,
    hand_in,
    holds,
    key_form,
    made_at_home,
)

QUERIED, MISREAD = 2, 3


def with_papers(sheet: SheetFigures, more: int) -> SheetFigures:
    """The sheet as a table wrote it that had added up wrongly."""
    return SheetFigures(
        papers=Papers((sheet.papers or 0) + more), lines=sheet.lines, sent=sheet.sent
    )


def misread(sheet: SheetFigures) -> SheetFigures:
    """One paper of the first candidate's part bundle read on the
    second's line: it still adds up.
    """
    first, second, *others = sheet.lines
    assert first.part
    moved = (
        Bundles(first.full, Papers(first.part - 1)),
        Bundles(second.full, Papers((second.part or 0) + 1)),
    )
    return SheetFigures(papers=sheet.papers, lines=(*moved, *others), sent=sheet.sent)


def key_sheets(fingers: Fingers, sheets: Sequence[PlannedSheet], second: bool) -> None:
    """A whole keying of every sheet;
    one comes from its table wrong, one is misread the second time.
    """
    fingers.press(Qt.Key.Key_F5)
    for sheet in sheets:
        if sheet.number == QUERIED and not second:
            fingers.sheet(with_papers(sheet.figures, 2), sheet.number)
            assert "Find 2 papers" in shown(fingers.window)
            fingers.type("*")
            fingers.settle()
        read = misread(sheet.figures) if sheet.number == MISREAD and second else sheet.figures
        fingers.sheet(read, sheet.number)


def settle_the_difference(fingers: Fingers, sheet: SheetFigures) -> None:
    """A third officer keys the two differing fields once more from the paper."""
    first, second, *_ = sheet.lines
    fingers.sign_in(THIRD_CLERK)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type(f"{first.part}\n{second.part}\n")
    fingers.settle()


def read_back_and_declare(fingers: Fingers, votes: Sequence[int]) -> None:
    """Two lines are read back exchanged, found and keyed again; then it is declared and signed."""
    come_to_the_result(fingers)
    enter(fingers)  # the provisional result is given
    enter(fingers)  # nobody asks for a re-count
    enter(fingers, str(READER))
    for total in (*votes[:2], votes[3], votes[2], *votes[4:], *heads_now(fingers)):
        enter(fingers, str(total))
    hand_in(fingers)
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # the returning officer looks at both
    assert "Lines 3 and 4 are exchanged" in shown(fingers.window)
    enter(fingers, str(READER))
    for total in votes[2:4]:
        enter(fingers, str(total))
    hand_in(fingers)
    enter(fingers, "dodds")
    enter(fingers)  # sign


def on_paper() -> PracticePlan:
    """What lies on the tables:
    the same sheets and forms as stand in the CSV beside the practice count.
    """
    (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    rules = load_rules(result.kind, result.polling_day).for_seats(result.seats)
    return practice_plan(result, rules, seed=1, adjudicator=OfficerNumber(DEPUTY))


@pytest.mark.long
def test_oxford_east_is_carried_from_home_to_its_declaration_by_keys(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    session = made_at_home(qtbot, front)
    fingers, plan, contest = fingers_on(qtbot, front, session), on_paper(), session.contest
    assert contest is not None
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        key_sheets(fingers, plan.sheets, second=clerk == OTHER_CLERK)
    lives = {number: sheet.life for number, sheet in contest.sheets.items()}
    assert [number for number, life in lives.items() if life is not Life.AGREED] == [MISREAD]
    settle_the_difference(fingers, plan.sheets[MISREAD - 1].figures)
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        for form in plan.forms:
            key_form(fingers, form.number, form.area, form.figures)
    assert standing(contest) == []
    votes = figures(contest).votes
    assert (max(votes), sum(votes)) == (19_541, 39_341)
    read_back_and_declare(fingers, votes)
    assert contest.stage is Stage.SIGNED
    assert holds(
        [tmp_path / f"oxford-east-{document}.pdf" for document in ("declaration", "audit-pack")]
    )
