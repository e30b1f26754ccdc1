"""What somebody has begun with a paper is of the paper as it was then: the screens say so where
it is overtaken, use no figure of it for the paper as it is now, and clear nothing that is typed.
"""

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.practice.mishaps import misread
from tallyapp.practice.rehearsal import DEPUTY, SECOND_SUPERVISOR, SUPERVISOR, Rehearsal
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.papers import Paper
from tests.ui.keys import Fingers, disk_busy, shown
from tests.ui.practice import CLERK, OTHER_CLERK

ONE = SheetNumber(1)
THIRD = 13


@pytest.fixture
def contest(session: Session) -> ContestState:
    assert session.contest is not None
    return session.contest


@pytest.fixture
def figures(oxford: tuple[Desk, Rehearsal]) -> SheetFigures:
    return oxford[1].plan.sheets[0].figures


def paper(contest: ContestState) -> KeyedPaper:
    return contest.sheets[ONE]


def key(session: Session, by: int, figures: SheetFigures) -> None:
    of = session.desk.contest(session.stream).sheets[ONE].opened
    keyed = acts.SheetKeyed(**session.desk.by(by).contest, sheet=ONE, of=of, figures=figures)
    session.desk.do(session.stream, keyed)


def query(session: Session, figures: SheetFigures) -> None:
    """Somebody else sends sheet 1 back to its table."""
    of = session.desk.contest(session.stream).sheets[ONE].opened
    session.desk.do(
        session.stream,
        acts.SheetQueried(**session.desk.by(DEPUTY).contest, sheet=ONE, of=of, figures=figures),
    )


def test_a_sheet_that_goes_back_while_it_is_keyed_is_closed_and_it_is_said_why(
    fingers: Fingers, session: Session, figures: SheetFigures
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type(f"1\n{figures.papers}\n")
    query(session, figures)
    assert "Sheet 1 was sent back to its table since you opened it" in shown(fingers.window)


def test_a_sheet_that_was_not_recorded_takes_no_digit_of_the_next_number(
    fingers: Fingers, session: Session, oxford: tuple[Desk, Rehearsal], figures: SheetFigures
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    with disk_busy(session):
        fingers.type(f"1\n{figures.papers}\n{fingers.lines(figures)}{figures.sent}+")
        query(session, figures)
        fingers.type("1")
    fingers.settle()
    assert "Sheet 1 was sent back to its table" in shown(fingers.window)
    fingers.type("7\n")
    screen = fingers.window.screen_shown
    assert screen is not None
    assert screen.at_hand() == "Sheet 17"


def test_what_was_keyed_of_a_sheet_before_its_query_is_not_keyed_after_it(
    fingers: Fingers, session: Session, contest: ContestState, figures: SheetFigures
) -> None:
    place = DraftPlace.keying(session.stream, Paper("sheet", 1))
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type(f"1\n{figures.papers}\n")
    fingers.press(Qt.Key.Key_Escape)
    kept = session.drafts.open(place).kept
    assert str(figures.papers) in kept
    query(session, figures)
    # The machine stopped between the query and the dropping of what it had overtaken.
    session.drafts.open(place).keep(kept)
    fingers.type("1\n")
    fingers.settle()
    fingers.type("7\n")
    fingers.press(Qt.Key.Key_Escape)
    now = session.drafts.open(place).kept
    assert "7" in now
    assert str(figures.papers) not in now
    assert paper(contest).life is Life.QUERIED


def test_a_third_look_that_came_too_late_says_so_and_keeps_what_is_typed(
    fingers: Fingers, session: Session, contest: ContestState, figures: SheetFigures
) -> None:
    key(session, CLERK, figures)
    key(session, OTHER_CLERK, misread(figures, 1))
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("41\n")
    query(session, figures)
    seq = contest.seq
    fingers.type("42\n")
    fingers.settle()
    said = shown(fingers.window)
    assert "was sent back to its table since you opened it" in said.casefold()
    assert [line.split("\t")[-1] for line in said.splitlines() if "part bundle" in line] == [
        "41",
        "42",
    ]
    assert contest.seq == seq


def test_a_correction_of_what_was_corrected_meanwhile_says_so_and_keeps_its_reason(
    fingers: Fingers, session: Session, contest: ContestState, figures: SheetFigures
) -> None:
    key(session, CLERK, figures)
    key(session, OTHER_CLERK, figures)
    first, second = (line.part or 0 for line in figures.lines[:2])
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F6)
    fingers.type("1\n")
    fingers.settle()
    fingers.press(Qt.Key.Key_Return)
    fingers.type(f"\n\n{first - 2}\n\n{second + 2}\n+")
    fingers.write("Lines 1 and 2 were exchanged.")
    fields = (FieldValue("1.part", first - 1), FieldValue("2.part", second + 1))
    session.desk.do(
        session.stream,
        acts.SheetCorrected(
            **session.desk.by(DEPUTY).contest,
            sheet=ONE,
            of=paper(contest).made,
            fields=fields,
            reason="misread",
            second=OfficerNumber(SUPERVISOR),
        ),
    )
    fingers.type(f"\n{SECOND_SUPERVISOR}+")
    fingers.settle()
    said = shown(fingers.window)
    assert "corrected since you opened it" in said
    assert f"\t{first - 2}\t" in said
    (reason,) = fingers.window.findChildren(ReasonEdit)
    assert reason.words == "Lines 1 and 2 were exchanged."
    stands = paper(contest).values
    assert stands is not None
    assert first - 1 in stands
    # And it is there again where the sheet is opened anew, without a figure of the old correction.
    fingers.press(Qt.Key.Key_Escape)
    fingers.type("1\n")
    fingers.settle()
    fingers.press(Qt.Key.Key_Return)
    (reason,) = (each for each in fingers.window.findChildren(ReasonEdit) if each.isVisible())
    assert reason.words == "Lines 1 and 2 were exchanged."
    assert f"\t{first - 2}\t" not in shown(fingers.window)
