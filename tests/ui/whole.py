"""A whole count through the window, from the home on: what is opened and keyed there, by keys alone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.audit.verify import verify
from tallyapp.domain.things import FormFigures
from tallyapp.ui.front import Front
from tallyapp.ui.session import Session

from .keys import Fingers, focused, shown

THIRD_CLERK, RETURNING_OFFICER, READER = 13, 1, 3


def chord(letter: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    """A letter together with Ctrl, or another modifier, wherever the focus is."""
    QTest.keyClick(focused(), letter, modifier)


def opened(qtbot: QtBot, front: Front) -> Session:
    """The count that the home was asked for, as soon as its window is there."""
    qtbot.waitUntil(lambda: front.window.session is not None, timeout=20_000)
    assert front.window.session is not None
    QApplication.processEvents()
    return front.window.session


def made_at_home(qtbot: QtBot, front: Front) -> Session:
    """Ctrl+P and Enter: the practice count is made, and its window opens on it."""
    assert front.home is not None
    front.home.start.arrive()
    chord(Qt.Key.Key_P)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


def opened_at_home(qtbot: QtBot, front: Front, file: Path) -> Session:
    """The file's name is keyed, and its window opens on it."""
    assert front.home is not None
    front.home.start.arrive()
    QTest.keyClicks(focused(), str(file))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


def fingers_on(qtbot: QtBot, front: Front, session: Session) -> Fingers:
    """Fingers that wait for the session's disk."""

    def settle() -> None:
        if session.busy:
            with qtbot.waitSignal(session.settled):
                pass

    return Fingers(front.window, settle)


def enter(fingers: Fingers, words: str = "") -> None:
    """Words, or nothing, and Enter."""
    fingers.write(words)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()


def key_form(fingers: Fingers, number: int, area: str, form: FormFigures) -> None:
    """A whole adjudication form from its number on, as it is written for one seat or for several."""
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{number}\n")
    fingers.write(area)
    good, votes = ([form.good], [form.unused, form.uncertain]) if form.good is not None else ([], [])
    row = [form.papers, *good, *form.allowed, *votes, *form.rejected, form.objections, form.adjudicator]
    fingers.type("\n" + "".join(f"{value}\n" for value in row) + "+")
    fingers.settle()


def come_to_the_result(fingers: Fingers) -> None:
    """The returning officer, before the provisional result; what is to be looked at is seen."""
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F10)
    fingers.settle()
    if "I have seen" in shown(fingers.window):
        enter(fingers)


def read_back_and_sign(fingers: Fingers, votes: Sequence[int], elected: str) -> None:
    """Nobody asks for a re-count; every total is read back, and it is declared and signed."""
    enter(fingers)
    enter(fingers, str(READER))
    for total in votes:
        enter(fingers, str(total))
    enter(fingers, elected)
    enter(fingers)


def holds(files: Sequence[Path]) -> bool:
    """Whether each of these documents is there and verifies."""
    return bool(files) and all(verify(file.read_bytes()).verdict == "holds" for file in files)
