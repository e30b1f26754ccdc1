"""Adjudication forms of three seats: papers and votes, each with its own sum."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.domain.vocabulary.units import FormNumber
from tallyapp.ui.screens.doubtful.form import FormPage
from tallyapp.ui.screens.doubtful.screen import Doubtful
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.cells import Cell
from tests import wards
from tests.ui.keys import Fingers, shown

ASHTON = wards.ASHTON
FORM = ASHTON.form("C")


@pytest.fixture(autouse=True)
def sheets(desk: Desk) -> None:
    wards.key(desk, ASHTON, ("A", "B"))
    wards.key(desk, ASHTON, ("C", "D"), forms=False)


def key_form(fingers: Fingers, figures: FormFigures, clerk: int, number: int = 3) -> None:
    """As it is written: papers, good, votes by candidate, not used,
    uncertain, heads, and the rest.
    """
    fingers.sign_in(clerk)
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{number}\n")
    fingers.write("c")
    fingers.press(Qt.Key.Key_Return)
    row: list[int | None] = [
        figures.papers,
        figures.good,
        *figures.allowed,
        figures.unused,
        figures.uncertain,
    ]
    row += [*figures.rejected, figures.objections, figures.adjudicator]
    fingers.type("".join(f"{value}\n" for value in row) + "+")
    fingers.settle()


def life(desk: Desk, number: int = 3) -> Life | None:
    form = desk.contest("ashton").forms.get(FormNumber(number))
    return form.life if form else None


def test_two_officers_key_a_form_and_its_votes_come_in(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    key_form(fingers, FORM, 11)
    assert life(desk) is Life.KEYED
    key_form(fingers, FORM, 12)
    assert life(desk) is Life.AGREED
    area = desk.contest("ashton").areas["C"]
    assert (area.adjudicated, area.rejected_papers, area.rejected[4]) == (12, 6, 2)
    assert not area.difference
    said = shown(window)
    assert "Form 3\tArea C\t12\t6\tAgrees" in said
    assert "of these, rejected in part" in said


def test_votes_that_do_not_add_are_set_out_with_their_operands(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    wrong = msgspec.structs.replace(FORM, unused=(FORM.unused or 0) + 1)
    key_form(fingers, wrong, 11)
    said = shown(window)
    for words in ("The votes do not add", "E103", "3 seats × 6 papers", "1 vote"):
        assert words in said
    assert life(desk) is None


def test_papers_that_do_not_add_are_set_out_with_those_rejected_in_part_among_the_good(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    key_form(fingers, msgspec.structs.replace(FORM, papers=14), 11)
    said = shown(window)
    for words in ("The lines do not add", "E101", "Found good", "2 papers"):
        assert words in said
    screen = window.screen_shown
    assert isinstance(screen, Doubtful)
    page = screen.leaf
    assert isinstance(page, FormPage)
    rows = page.right.model()
    assert [rows.index(at, 0).data(Cell.SECOND) for at in (3, 5)] == [
        None,
        "stays in, as found good",
    ]
    assert rows.index(4, 1).data() == 6, "those rejected in part are not summed with the rejected"
    assert life(desk) is None


def test_a_paper_rejected_in_part_has_lost_a_vote(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    moved = msgspec.structs.replace(FORM, unused=(FORM.unused or 0) + 1, uncertain=1)
    key_form(fingers, moved, 11)
    assert "Each has one uncertain vote at least" in shown(window)
    assert "Rejected in part" in window.focusWidget().accessibleName()


def test_an_adjudicator_of_other_contests_is_refused_at_the_field(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    other = desk.staff.enrolled(6, "Six", "adjudicator", ["birchley"])
    desk.do(COUNT_STREAM, acts.OfficerEnrolled(**desk.by(1).count, officer=other))
    key_form(fingers, msgspec.structs.replace(FORM, adjudicator=6), 11)
    assert "Officer 6 is not authorised to adjudicate in this contest" in shown(window)
    assert "Adjudicator" in window.focusWidget().accessibleName()
    fingers.type("5+")
    fingers.settle()
    assert life(desk) is Life.KEYED


def test_a_form_of_an_earlier_round_is_seen_as_such(
    fingers: Fingers, window: MainWindow, desk: Desk, session: Session
) -> None:
    desk.do(
        "ashton",
        acts.RecountBegun(
            **desk.by(1).contest,
            round=2,
            areas=("A",),
            reason="decisions revisited",
            revisited=True,
        ),
    )
    fingers.sign_in(13)
    fingers.press(Qt.Key.Key_F7)
    said = shown(window)
    assert "Form 1\tArea A\t12\t6\tRound 1" in said
    assert "Area A\t0\t0\t0\tNone sent yet" in said
    fingers.type("1\n")
    fingers.write("a")
    fingers.press(Qt.Key.Key_Return)
    assert "is of an earlier round" in shown(window)
