"""A small count with PINs by keys alone: totals,
a sheet taken over, declared outside, a notice corrected.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain.rules.result import figures, standing
from tallyapp.domain.state.contest import Stage
from tallyapp.domain.vocabulary.on_paper import FormFigures, ResultFigures, SheetFigures
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front

from .keys import Fingers, shown
from .practice import Clock
from .resulting import way
from .whole import (
    RETURNING_OFFICER,
    chord,
    enrol,
    enter,
    failing,
    fingers_on,
    holds,
    key_form,
    new_count,
    state_verification,
    verify_box,
)

CLERK, SUPERVISOR = 2, 3
PINS = {RETURNING_OFFICER: "2580", CLERK: "7391", SUPERVISOR: "8264"}
CANDIDATES_CSV = """\
surname,other_names,description,seats
Ash,Al,Independent,1
Beech,Bea,Residents,1
Cherry,Cass,Independent,1
"""
AREAS_CSV = """\
area,area_name,box,box_name,kind,sheets
A,Area A,1,Hall,polling,2
A,Area A,P1,Postal,postal,2
"""


@pytest.fixture
def around(around: Surroundings) -> Surroundings:
    """As everywhere, but looks at the clock take no time: whoever must wait is still waiting."""
    return replace(around, clock=Clock(timedelta(milliseconds=1)))


def written(papers: int, totals: tuple[int, ...], sent: int) -> SheetFigures:
    """A sheet with a total on each line."""
    return SheetFigures(
        papers=Papers(papers), lines=(), totals=tuple(map(Papers, totals)), sent=Papers(sent)
    )


SHEETS = {1: written(120, (70, 40, 8), 2), 2: written(80, (30, 45, 5), 0)}
FORM = FormFigures(
    papers=Papers(2),
    allowed=tuple(map(Papers, (0, 1, 0))),
    rejected=tuple(map(Papers, (0, 0, 0, 1))),
    objections=0,
    adjudicator=OfficerNumber(1),
)


def made(qtbot: QtBot, front: Front, folder: Path) -> Session:
    """The small count, its sheets with totals, from two lists."""
    lists = folder / "candidates.csv", folder / "areas.csv"
    for file, text in zip(lists, (CANDIDATES_CSV, AREAS_CSV), strict=True):
        file.write_text(text, encoding="utf-8")
    return new_count(qtbot, front, lists, (600,), "small-count", written=1)


def sign_in(fingers: Fingers, number: int) -> None:
    """F2, the number, the PIN."""
    fingers.sign_in(number)
    fingers.type(f"{PINS[number]}\n")
    fingers.settle()


def first_pin(fingers: Fingers, number: int, helper: int) -> None:
    """At their first signing in somebody sets their PIN, another beside them."""
    fingers.sign_in(number)
    fingers.type(f"{helper}\n{PINS[helper]}\n{PINS[number]}\n{PINS[number]}\n")
    fingers.settle()


def turn_pins_on(fingers: Fingers) -> None:
    """The returning officer sets the first PIN;
    each of the others sets theirs with somebody beside them.
    """
    fingers.press(Qt.Key.Key_F2)
    chord(Qt.Key.Key_T)
    fingers.type(f"{PINS[RETURNING_OFFICER]}\n{PINS[RETURNING_OFFICER]}\n")
    fingers.settle()
    first_pin(fingers, SUPERVISOR, RETURNING_OFFICER)
    first_pin(fingers, CLERK, SUPERVISOR)


def sign_in_after_wrong_ones(fingers: Fingers) -> None:
    """Three wrong PINs, and the supervisor lets the clerk try again at once."""
    fingers.sign_in(CLERK)
    for _ in range(3):
        fingers.type("6047\n")
        fingers.settle()
    assert "Too many wrong PINs: wait 5 seconds" in shown(fingers.window)
    fingers.type(f"*{SUPERVISOR}\n{PINS[SUPERVISOR]}\n")
    fingers.settle()
    assert "Officer 2 may try again now." in shown(fingers.window)
    fingers.type(f"{PINS[CLERK]}\n")
    fingers.settle()


def take_over_half_a_sheet(fingers: Fingers) -> None:
    """The clerk keys the first lines of sheet 1; the supervisor goes on where they were left."""
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n120\n70\n")
    sign_in(fingers, SUPERVISOR)
    fingers.press(Qt.Key.Key_F2)
    chord(Qt.Key.Key_U)
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()
    fingers.type("40\n8\n2+")
    fingers.settle()


def declare_outside(fingers: Fingers, votes: Sequence[int], now: ResultFigures) -> None:
    """Nine votes fewer than the count has were read out; the audit pack says so."""
    way(fingers, fingers.settle, Way.OUTSIDE)
    for words in ("01:00", "", "1", "the laptop lost its power", str(SUPERVISOR)):
        enter(fingers, words)
    for value in (*votes, *now.rejected, sum(votes), now.verified):
        enter(fingers, str(value))
    assert "BEECH Bea\t77\t86\t−9" in shown(fingers.window)
    enter(fingers)  # recorded as it was made
    enter(fingers)  # signed
    assert "No declaration of the program's is published." in shown(fingers.window)


def correct_the_notice(fingers: Fingers) -> None:
    """The figure that was misread, and the valid papers with it; then it is signed."""
    way(fingers, fingers.settle, Way.CORRECT)
    fingers.press(Qt.Key.Key_Down)
    fingers.type("86")
    fingers.press(*[Qt.Key.Key_Down] * 6)
    fingers.type("199+")
    enter(fingers, "77 was read for 86")
    enter(fingers, str(SUPERVISOR))
    enter(fingers)
    assert "Publish the corrected notice" in shown(fingers.window)
    assert "or correct the notice" not in shown(fingers.window)


def test_a_small_count_with_pins_is_carried_to_its_corrected_notice(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    session = made(qtbot, front, tmp_path)
    fingers, contest = fingers_on(qtbot, front, session), session.contest
    assert contest
    enrol(qtbot, fingers, session, Ana="clerk", Sam="supervisor")
    turn_pins_on(fingers)
    fingers.press(Qt.Key.Key_F4)
    for box, papers in (("1", 150), ("p1", 50)):
        verify_box(fingers, box, papers)
    sign_in(fingers, RETURNING_OFFICER)
    state_verification(fingers)
    sign_in_after_wrong_ones(fingers)
    take_over_half_a_sheet(fingers)
    assert list(contest.sheets[SheetNumber(1)].officers) == [SUPERVISOR]
    for number in (
        2,
        1,
        2,
    ):  # as they are offered: what was keyed first waits for its second keying
        fingers.sheet(SHEETS[number])
        fingers.settle()
    for _ in range(2):
        key_form(fingers, 1, "a", FORM)
    assert standing(contest) == []
    sign_in(fingers, RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F10)
    fingers.settle()
    declare_outside(fingers, (100, 77, 13), figures(contest))
    correct_the_notice(fingers)
    assert contest.stage is Stage.DECLARED, "the program's own declaration is never signed"
    assert [notice.figures.votes for notice in contest.corrected] == [(100, 86, 13)]
    assert holds([tmp_path / "oakshire-corrected-notice.pdf"])
    for pack in ("audit-pack", "audit-pack-2"):
        assert failing(tmp_path / f"oakshire-{pack}.pdf") == ["declared"]
