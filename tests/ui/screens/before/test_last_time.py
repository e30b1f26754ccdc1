"""The result of last time and the groups are chosen by keys on F12, and told on F9."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tallyapp.desk import Desk
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.previous import SeatHeld
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.before.groups import GroupsPage
from tallyapp.ui.screens.before.last_time import LastTimePage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.shell.window import MainWindow
from tests.exchange.samples import OXFORD_EAST_BEFORE
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK

from ..test_tallies import counted
from .test_lists import opened

__all__ = ["counted"]

S = TypeVar("S", bound=Screen)
Key = Qt.Key
ENTER = Key.Key_Return


def contest(page: LastTimePage | GroupsPage) -> ContestState:
    return page.contest


def on_screen(window: MainWindow, kind: type[S]) -> S:
    """The screen that is shown, which is of this kind."""
    screen = window.screen_shown
    assert isinstance(screen, kind)
    return screen


def keyed(fingers: Fingers, *texts: str) -> None:
    """Each field filled and left by Enter; an empty text leaves it as it is."""
    for text in texts:
        fingers.write(text)
        fingers.press(ENTER)
    fingers.settle()


def read_2019(fingers: Fingers, window: MainWindow, held: str = "") -> LastTimePage:
    page = opened(fingers, window, "last-time").leaf
    assert isinstance(page, LastTimePage)
    keyed(fingers, "The House of Commons Library")
    fingers.press(Key.Key_Down)
    keyed(fingers, "", "two professors", held, str(OXFORD_EAST_BEFORE), "")
    return page


def test_what_the_file_has_is_shown_and_stated_by_enter(
    fingers: Fingers, window: MainWindow
) -> None:
    page = read_2019(fingers, window, "Green Party")
    told = shown(window)
    assert "28,135  Anneliese Dodds, Labour and Co-operative (PP53), elected" in told
    assert "Majority 17,832." in told
    assert contest(page).previous is None, "nothing is stated before it was looked at"
    assert focused() is page.state
    fingers.press(ENTER)
    fingers.settle()
    assert "Stated for 1 contest." in shown(window)
    previous = contest(page).previous
    assert previous is not None
    assert previous.source.startswith("The House of Commons Library. ")
    assert (previous.boundaries, previous.notional_by) == ("changed", "two professors")
    assert previous.held == (SeatHeld(description="Green Party", party="PP63"),)


def test_another_word_is_read_again_before_it_is_stated(
    fingers: Fingers, window: MainWindow
) -> None:
    page = read_2019(fingers, window)
    page.source.edit.setText("Somebody else")
    assert not page.state.isVisible()
    page.submit()
    fingers.settle()
    assert contest(page).previous is None


def test_stated_again_it_asks_why(fingers: Fingers, window: MainWindow) -> None:
    page = read_2019(fingers, window)
    fingers.press(ENTER)
    fingers.settle()
    page.notional_by.edit.setText("one professor")
    page.read()
    fingers.settle()
    page.submit()
    fingers.settle()
    assert "say why" in shown(window)
    page.reason.edit.setText("one of them withdrew")
    page.read()
    fingers.settle()
    page.submit()
    fingers.settle()
    previous = contest(page).previous
    assert previous is not None
    assert previous.notional_by == "one professor"


def test_what_cannot_be_read_is_said_and_nothing_is_stated(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    page = opened(fingers, window, "last-time").leaf
    assert isinstance(page, LastTimePage)
    page.source.edit.setText("Nobody")
    page.file.edit.setText(str(tmp_path / "not-there.csv"))
    page.read()
    fingers.settle()
    assert "could not be read" in shown(window)
    assert not page.state.isVisible()


def test_a_clerk_states_nothing(fingers: Fingers, window: MainWindow) -> None:
    page = opened(fingers, window, "last-time", CLERK).leaf
    assert isinstance(page, LastTimePage)
    assert not page.source.isEnabled()
    assert "Only the returning officer or a deputy can state it." in shown(window)


def test_groups_are_chosen_by_their_numbers_changed_and_taken_back(
    fingers: Fingers, window: MainWindow
) -> None:
    page = opened(fingers, window, "groups").leaf
    assert isinstance(page, GroupsPage)
    keyed(fingers, "the groups named Independent", "2+7+11")
    assert [each.candidates for each in contest(page).groups] == [(2, 7, 11)]
    assert "2 Ali, 7 Henwood, 11 Nala-Hartley" in page.model.index(0, 1).data()
    keyed(fingers, "The groups named Independent", "7")
    assert [each.candidates for each in contest(page).groups] == [(7,)]
    keyed(fingers, "nobody", "13")
    assert "not on the ballot paper" in page.numbers.refused
    page.numbers.edit.clear()
    page.label.edit.setText("the groups named Independent")
    page.submit()
    fingers.settle()
    assert contest(page).groups == ()
    assert page.model.rowCount() == 0


def test_before_anything_is_counted_only_what_is_so_is_said(
    fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    read_2019(fingers, window)
    fingers.press(ENTER)
    fingers.settle()
    told = _on_f9(fingers, window, settle)
    assert "worked out for the new boundaries by two professors" in told
    assert "Last time: UK Parliamentary general election, 12 December 2019." in told
    assert "points" not in told
    assert "Among the Independents" not in told


@pytest.mark.parametrize("size", [(1366, 768), (1280, 649)])
def test_who_may_see_votes_sees_them_beside_last_time(
    counted: Desk,
    fingers: Fingers,
    window: MainWindow,
    settle: Callable[[], None],
    size: tuple[int, int],
) -> None:
    read_2019(fingers, window)
    fingers.press(ENTER)
    fingers.settle()
    window.resize(*size)
    told = _on_f9(fingers, window, settle)
    assert "smaller than in 2019 (17,832); the boundaries have changed since then" in told
    assert "Labour and Co-operative" in told
    assert "Among the Independents: Ali " in told
    assert "Brexit Party not standing now" in told
    assert "Independent not standing now" not in told
    # Tab brings what is below the window's edge into view.
    fingers.press(Key.Key_Tab)
    assert isinstance(window.screen_shown, Tallies)
    assert window.screen_shown.side.last_time.isAncestorOf(focused())


def test_groups_are_chosen_by_a_key_from_f9_and_told_there(
    counted: Desk, fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    fingers.sign_in(1)
    _on_f9(fingers, window, settle)
    tallies = on_screen(window, Tallies)
    assert (("Alt", "G"), "choose groups", False) in tallies.key_hints()
    QTest.keyClick(focused(), Key.Key_G, Qt.KeyboardModifier.AltModifier)
    settle()
    assert isinstance(on_screen(window, Before).leaf, GroupsPage)
    keyed(fingers, "the groups named Independent", "2+7+11")
    fingers.press(Key.Key_Escape, Key.Key_Escape)
    settle()
    assert on_screen(window, Tallies) is tallies
    told = " ".join(label.text() for label in tallies.side.last_time.findChildren(QLabel))
    assert "the groups named Independent: " in told


def _on_f9(fingers: Fingers, window: MainWindow, settle: Callable[[], None]) -> str:
    fingers.press(Key.Key_F9)
    settle()
    screen = window.screen_shown
    assert isinstance(screen, Tallies)
    return " ".join(label.text() for label in screen.side.last_time.findChildren(QLabel))
