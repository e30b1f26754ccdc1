"""A council's wards by keys alone: lists, staff,
boxes, a lot for the last seat, the council's seats.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain.rules.result import figures, standing
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.vocabulary.on_paper import Block, Bundles, FormFigures, Mixed, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, Votes
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tests.halls import Hall, slate

from .keys import Fingers, shown
from .resulting import way
from .whole import (
    RETURNING_OFFICER,
    come_to_the_result,
    enrol,
    enter,
    fingers_on,
    holds,
    key_form,
    new_count,
    read_back_and_sign,
    state_verification,
    verify_box,
)

CLERK, OTHER_CLERK = 2, 3
CANDIDATES_CSV = """\
contest,contest_name,seats,bundle,surname,other_names,description
birch,Birch,2,25,Abbott,Ada,Green Party
birch,Birch,2,25,Baker,Ben,Labour Party
birch,Birch,2,25,Carter,Cy,Labour Party
birch,Birch,2,25,Dawson,Di,Green Party
cedar,Cedar,1,25,Ellis,Ed,Labour Party
cedar,Cedar,1,25,Fletcher,Flo,Green Party
dale,Dale,2,25,Grant,Gus,Labour Party
dale,Dale,2,25,Hughes,Hal,Green Party
"""
AREAS_CSV = """\
contest,area,area_name,box,box_name,kind,sheets
birch,A,Birch,1,School,polling,2
birch,A,Birch,P1,Postal,postal,2
cedar,A,Cedar,2,Chapel,polling,1
cedar,A,Cedar,P2,Postal,postal,1
"""


GREEN, LABOUR, ADA_ALONE = slate(1, 4), slate(2, 3), slate(1)
"""Slates of Birch, as they are met."""
NUMBERS = {GREEN: "1", LABOUR: "2", ADA_ALONE: "3"}
NAMED = {GREEN: "1/4/", LABOUR: "2/3/", ADA_ALONE: "1/"}


def mixed(papers: int, votes: Sequence[int]) -> Mixed:
    """Mixed papers of two seats; what is left over was not used."""
    unused = Votes(2 * papers - sum(votes))
    return Mixed(
        papers=Papers(papers), votes=tuple(map(Votes, votes)), unused=unused, uncertain=Votes(0)
    )


def block(whose: Slate, full: int, part: int) -> Block:
    return Block(whose, full, Papers(part))


BOXES = {"1": 160, "P1": 40, "2": 80, "P2": 20}
BIRCH = {
    1: SheetFigures(
        papers=Papers(120),
        lines=(),
        sent=Papers(4),
        blocks=(block(GREEN, 2, 10), block(LABOUR, 1, 15)),
        mixed=mixed(16, (10, 6, 4, 2)),
    ),
    2: SheetFigures(
        papers=Papers(80),
        lines=(),
        sent=Papers(0),
        blocks=(block(GREEN, 0, 10), block(LABOUR, 1, 5), block(ADA_ALONE, 0, 20)),
        mixed=mixed(20, (3, 5, 7, 9)),
    ),
}
CEDAR = SheetFigures(
    papers=Papers(100), lines=(Bundles(2, Papers(5)), Bundles(1, Papers(18))), sent=Papers(2)
)
BIRCH_FORM = FormFigures(
    papers=Papers(4),
    good=Papers(3),
    allowed=tuple(map(Papers, (1, 1, 1, 0))),
    unused=Votes(2),
    uncertain=Votes(1),
    rejected=tuple(map(Papers, (0, 1, 0, 0, 1))),
    objections=0,
    adjudicator=OfficerNumber(1),
)
CEDAR_FORM = FormFigures(
    papers=Papers(2),
    allowed=(Papers(0), Papers(1)),
    rejected=tuple(map(Papers, (0, 0, 0, 1))),
    objections=0,
    adjudicator=OfficerNumber(1),
)


def choose(fingers: Fingers, row: int) -> None:
    """The contest in this row of all contests."""
    fingers.press(Qt.Key.Key_F3)
    if "All contests" not in shown(fingers.window):
        fingers.press(Qt.Key.Key_F3)
    fingers.press(*[Qt.Key.Key_Up] * 3)
    fingers.press(*[Qt.Key.Key_Down] * row, Qt.Key.Key_Return)


def made(qtbot: QtBot, front: Front, folder: Path) -> Session:
    """The council's count, from two lists."""
    lists = folder / "candidates.csv", folder / "areas.csv"
    for file, text in zip(lists, (CANDIDATES_CSV, AREAS_CSV), strict=True):
        file.write_text(text, encoding="utf-8")
    return new_count(qtbot, front, lists, (900, 400))


def key_everything(fingers: Fingers, birch: ContestState) -> None:
    """Cedar's sheet first, and then Birch's: each finds its contest by its number."""
    fingers.press(Qt.Key.Key_F5)
    fingers.sheet(CEDAR, 3)
    fingers.settle()
    key_form(fingers, 1, "a", CEDAR_FORM)
    fingers.press(Qt.Key.Key_F5)
    for number, sheet in BIRCH.items():
        new = {of: f"{named}\n" for of, named in NAMED.items() if of not in birch.slates}
        once = {of: named for of, named in NAMED.items() if of in birch.named_once}
        fingers.several(sheet, number, NUMBERS | once | new)
        fingers.settle()
    key_form(fingers, 1, "a", BIRCH_FORM)


def test_two_wards_and_one_without_a_poll_are_carried_to_the_seats_of_the_council(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    session = made(qtbot, front, tmp_path)
    fingers = fingers_on(qtbot, front, session)
    enrol(qtbot, fingers, session, Ana="clerk", Ben="clerk")
    birch, cedar = (session.desk.contest(name) for name in ("birch", "cedar"))
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    for box, papers in BOXES.items():
        verify_box(fingers, box, papers)
    fingers.sign_in(RETURNING_OFFICER)
    for row in (0, 1):
        choose(fingers, row)
        state_verification(fingers)
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        key_everything(fingers, birch)
    # Some give all their votes to one candidate alone: a slate shorter than a party's would be.
    for ward in (birch, cedar):
        hall = Hall(session.desk, ward.set_up.contest)
        for found in standing(ward):
            hall.compare(*ward.slate_numbered(ward.number_of_slate(found.place.name)), by=1)
    assert standing(birch) == standing(cedar) == []
    fingers.sign_in(RETURNING_OFFICER)
    choose(fingers, 0)
    come_to_the_result(fingers)
    count_again(fingers)
    assert sorted(birch.sheets) == [1, 2, 4, 5], (
        "Cedar has sheet 3, and no number is handed out twice"
    )
    for clerk in (CLERK, OTHER_CLERK):
        fingers.sign_in(clerk)
        fingers.press(Qt.Key.Key_F5)
        for number, sheet in zip((4, 5), BIRCH.values(), strict=True):
            fingers.several(sheet, number, NUMBERS)
            fingers.settle()
    come_to_the_result(fingers)
    enter(fingers)  # the provisional result is given
    settle_by_lot(fingers)
    read_back_and_sign(fingers, figures(birch).votes, "abbott")
    choose(fingers, 1)
    come_to_the_result(fingers)
    enter(fingers)
    enter(fingers)  # nobody asks for a re-count
    read_back_and_sign(fingers, figures(cedar).votes, "ellis")
    assert (birch.stage, cedar.stage) == (Stage.SIGNED, Stage.SIGNED)
    assert birch.declaration
    assert birch.declaration.elected == (1, 3)
    fingers.press(Qt.Key.Key_F3, Qt.Key.Key_F3)
    seats = shown(fingers.window)
    assert {"Labour Party\t3\t1", "Green Party\t2\t1", "Still to come\t0\t"} <= set(
        seats.splitlines()
    )
    names = ("declaration", "audit-pack")
    assert holds(
        [tmp_path / f"oakshire-{ward}-{name}.pdf" for ward in ("birch", "cedar") for name in names]
    )


def count_again(fingers: Fingers) -> None:
    """The returning officer has the whole contest counted again, unasked, on new sheets."""
    way(fingers, fingers.settle, Way.RECOUNT)
    enter(fingers)  # every area
    enter(fingers)  # doubtful papers stand as decided
    enter(fingers, "a bundle was found on the floor")
    enter(fingers)
    for _ in range(2):  # as many sheets as before
        enter(fingers)


def settle_by_lot(fingers: Fingers) -> None:
    """Nobody asks for a re-count; of the two who are level for the
    last seat, the second is drawn.
    """
    enter(fingers)
    assert "2 candidates are level for 1 seat." in shown(fingers.window)
    enter(fingers, "papers in a hat")
    enter(fingers, "3")
    enter(fingers, str(CLERK))
    enter(fingers, "carter")
