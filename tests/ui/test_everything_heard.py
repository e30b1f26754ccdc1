"""Every screen and card, as whoever does not see it is told of it."""

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.board import Board
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow

from .audited import amiss
from .keys import Fingers
from .practice import CLERK

ADJUDICATOR = 8


def amiss_by_screen(fingers: Fingers, window: MainWindow) -> dict[str, list[str]]:
    """What is amiss on each screen that the officer may open, where anything is."""
    found = {}
    for screen in window.officer_may_open:
        window.go(screen)
        fingers.settle()
        found[screen.title] = amiss(window)
    assert found
    return {title: what for title, what in found.items() if what}


@pytest.mark.parametrize("officer", [1, CLERK], ids=["returning officer", "clerk"])
def test_nothing_is_amiss_on_any_screen(fingers: Fingers, window: MainWindow, officer: int) -> None:
    assert amiss(window) == []
    fingers.sign_in(officer)
    assert amiss_by_screen(fingers, window) == {}


def test_nothing_is_amiss_while_a_sheet_is_keyed_and_refused(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n1000\n")
    assert amiss(window) == []
    fingers.type("+")
    assert amiss(window) == []


def test_nothing_is_amiss_before_the_declaration(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    rehearsal.key_papers(desk, played)
    fingers.sign_in(1)
    assert amiss_by_screen(fingers, window) == {}


def test_nothing_is_amiss_when_everything_is_declared(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    rehearsal.key_papers(desk, played)
    rehearsal.declare(desk, played)
    fingers.sign_in(1)
    window.go(Destination.RESULT)
    fingers.settle()
    assert amiss(window) == []


def test_nothing_is_amiss_at_home(front: Front) -> None:
    assert front.home
    found = {"start": amiss(front.window)}
    for name, page in (("practice", front.home.practice), ("new", front.home.new_count)):
        front.home._turn_to(page)
        found[name] = amiss(front.window)
    assert not any(found.values()), found


def test_nothing_is_amiss_on_the_cards_above_a_screen(front: Front) -> None:
    found = {}
    front.about.open()
    found["about"] = amiss(front.about)
    front.about.close_panel()
    front.help.open_page("home")
    found["help"] = amiss(front.help)
    front.help.close_panel()
    front.window.find_asked.emit()
    found["find"] = amiss(front.palette)
    assert not any(found.values()), found


def test_nothing_is_amiss_on_the_board_and_the_card_of_the_halls_screen(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(1)
    window.hall.toggle()
    assert window.hall.card
    assert amiss(window.hall.card) == []
    window.hall.card.close_panel()
    board = Board(window)
    board.show()
    assert board.open
    assert amiss(board.open) == []
    board.close()
