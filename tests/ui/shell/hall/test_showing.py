"""The hall's screen as it is opened: what is said first, what it shows, and what closes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.views.released import shown
from tallyapp.ui.pages.strokes import HALL
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.displays import Displays
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.find.commands import commands
from tallyapp.ui.shell.hall.mirrored import SHOW_VOTES
from tallyapp.ui.shell.hall.mirrored_card import MirroredCard
from tallyapp.ui.shell.hall.showing import HallShowing
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tallyapp.words.catalogue import say
from tests import wards
from tests.halls import Hall
from tests.ui.hall_screen.seen import painted
from tests.ui.keys import Fingers, closed_after

RETURNING_OFFICER, CLERK = 1, 11
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Mirror:
    """What the system says of its displays."""

    mirrored = False

    def __call__(self) -> bool:
        return self.mirrored


@pytest.fixture
def mirror() -> Mirror:
    return Mirror()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ashton is declared, Birchley is set up."""
    desk = wards.begin(tmp_path / "wards.tally", [wards.ASHTON, wards.BIRCHLEY])
    wards.played(desk, wards.ASHTON)
    return desk


@pytest.fixture
def session(desk: Desk, theme: Theme) -> Iterator[Session]:
    session = Session(desk)
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path, mirror: Mirror) -> MainWindow:
    window = MainWindow(Settings(tmp_path / "window.json"), Displays(mirror))
    closed_after(qtbot, window)
    window.take(session)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


def stroke(window: MainWindow) -> None:
    """Ctrl+Shift+H, wherever the keys go."""
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(focused or window, Qt.Key.Key_H, CTRL_SHIFT)
    QApplication.processEvents()


def card_words(hall: HallShowing) -> str:
    assert hall.card is not None
    return "\n".join(label.text() for label in hall.card.findChildren(QLabel) if label.isVisible())


def opened(window: MainWindow) -> None:
    """Asked for, read, and confirmed."""
    stroke(window)
    assert not window.hall.is_open
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.hall.is_open


def on_the_screen(window: MainWindow) -> set[str]:
    assert window.hall.screen is not None
    return painted(window.hall.screen)


# ---- opening and closing


def test_with_one_screen_it_says_so_and_asks_first(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    stroke(window)
    said = card_words(window.hall)
    assert "This computer has one screen" in said
    assert "Nothing is released" in said
    assert "1.27 m high or more" in said
    assert "cannot notice" in said
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.hall.is_open
    opened(window)
    assert window.hall.screen is not None
    assert window.hall.screen.covering
    assert on_the_screen(window) == {"Oakshire District Council", "PRACTICE"}
    QTest.keyClick(window.hall.screen, Qt.Key.Key_Escape)
    assert not window.hall.is_open


def test_the_stroke_that_opened_it_closes_it_and_the_window_has_the_keys_again(
    fingers: Fingers, window: MainWindow, qtbot: QtBot
) -> None:
    fingers.sign_in(CLERK)
    opened(window)
    assert window.hall.screen is not None
    QTest.keyClick(window.hall.screen, Qt.Key.Key_H, CTRL_SHIFT)
    assert not window.hall.is_open
    qtbot.waitUntil(window.isActiveWindow)
    fingers.press(Qt.Key.Key_F5)
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.KEY_SHEET.title


def test_nobody_opens_it_who_is_not_signed_in(window: MainWindow) -> None:
    stroke(window)
    assert window.hall.card is None
    assert not window.hall.is_open


def test_it_is_found_by_its_words(
    fingers: Fingers, window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    found = {each.words: each for each in commands(window, theme)}
    assert found["Open the hall’s screen"].detail == HALL
    assert found["Release it to the hall"].detail == "Ashton"
    opened(window)
    assert "Close the hall’s screen" in {each.words for each in commands(window, theme)}
    window.hall.close()
    qtbot.waitUntil(window.isActiveWindow)
    fingers.sign_in(CLERK)
    words = {each.words for each in commands(window, theme)}
    assert "Open the hall’s screen" in words
    assert "Release it to the hall" not in words


# ---- what it shows, and for how long


def test_it_follows_every_release_and_survives_whoever_signs_out(
    fingers: Fingers, window: MainWindow, session: Session, desk: Desk
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    opened(window)
    Hall(desk, "ashton").release()
    assert "Ashton" in on_the_screen(window)
    session.sign_out()
    assert "Ashton" in on_the_screen(window)
    session.sign_in(CLERK)
    Hall(desk, "birchley").expect("about 3.15 am")
    told = set()
    assert window.hall.screen is not None
    for _ in range(window.hall.screen.leaves):
        told |= on_the_screen(window)
        window.hall.screen.turn()
    assert {"Ashton", "Birchley", "about 3.15 am"} <= told
    Hall(desk, "ashton").withdraw_release()
    assert "Ashton" not in on_the_screen(window)


def test_it_closes_with_the_count_and_with_the_window(
    fingers: Fingers, window: MainWindow, qtbot: QtBot
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    opened(window)
    with qtbot.waitSignal(window.count_closed):
        window.close_count()
    assert not window.hall.is_open
    stroke(window)
    assert not window.hall.is_open


def test_the_program_does_not_end_without_its_window_while_the_hall_still_sees_figures(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    opened(window)
    window.close()
    assert not window.hall.is_open


# ---- a mirrored display


@pytest.mark.parametrize("screen", SHOW_VOTES)
def test_a_mirrored_display_is_said_before_any_figure_is_shown(
    fingers: Fingers, window: MainWindow, mirror: Mirror, screen: Destination
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    mirror.mirrored = True
    window.go(screen)
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() != screen.title
    (card,) = window.findChildren(MirroredCard)
    said = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert say("hall-card", "mirrored.asked", screen=screen.title) in said
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert window.screen_shown.accessibleName() != screen.title
    window.go(screen)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.screen_shown.accessibleName() == screen.title
    # Said once to whoever sits here, and anew to whoever comes.
    window.go(Destination.OVERVIEW)
    window.go(screen)
    assert window.screen_shown.accessibleName() == screen.title
    fingers.sign_in(2)
    assert window.screen_shown.accessibleName() != screen.title


def test_votes_are_put_away_when_a_display_comes_to_be_mirrored(
    fingers: Fingers, window: MainWindow, mirror: Mirror
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    window.go(Destination.TALLIES)
    mirror.mirrored = True
    window._mirrors.look()
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.OVERVIEW.title
    assert window.banner.isVisible()


def test_screens_without_votes_are_shown_on_a_mirrored_display(
    fingers: Fingers, window: MainWindow, mirror: Mirror
) -> None:
    mirror.mirrored = True
    fingers.sign_in(CLERK)
    window.go(Destination.KEY_SHEET)
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.KEY_SHEET.title


def test_a_mirror_is_said_before_the_halls_screen_opens(
    fingers: Fingers, window: MainWindow, mirror: Mirror
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    stroke(window)
    assert "is duplicated" not in card_words(window.hall)
    stroke(window)
    mirror.mirrored = True
    stroke(window)
    assert "Your display is duplicated" in card_words(window.hall)


def test_what_is_shown_is_what_the_count_says_is_shown(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    Hall(desk, "ashton").release()
    fingers.sign_in(CLERK)
    opened(window)
    assert window.hall.screen is not None
    assert window.hall.screen._shown == shown(desk.count)
