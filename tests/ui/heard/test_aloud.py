"""What is said aloud, as AT-SPI carries it to a screen reader: run by test_heard.py under Xvfb."""

import os
import subprocess
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice import rehearsal
from tallyapp.practice.mishaps import replace_papers
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.key_cap import KeyHint
from tests.ui.heard import LISTENER, SYSTEM_PYTHON
from tests.ui.keys import Fingers, focused
from tests.ui.practice import CLERK, OTHER_CLERK
from tests.ui.resulting import READER, RETURNING_OFFICER

pytestmark = [
    pytest.mark.skipif(
        "TALLYAPP_LISTENS" not in os.environ, reason="has no bus: test_heard.py makes one"
    ),
    # Qt's own bridge does not know one question of the readers' library, and warns of what went.
    pytest.mark.qt_log_ignore(
        "GetApplicationBusAddress", "Could not find accessible", "indexOfChild"
    ),
]
_LONG = 60_000
"""Milliseconds after which a reader has heard nothing."""


@pytest.fixture(autouse=True)
def _qt_is_silent() -> None:
    """What pytest-qt hears of Qt is enough here."""


class Reader:
    """A screen reader that writes down what it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._heard: list[str] = []
        command = [SYSTEM_PYTHON, str(LISTENER)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()
        self.hears("listening")

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line.rstrip("\n"))

    def hears(self, *words: str) -> None:
        """Wait until one line holds all of these words."""

        def heard() -> bool:
            try:
                while True:
                    self._heard.append(self._lines.get_nowait())
            except Empty:
                pass
            return any(all(each in line for each in words) for line in self._heard)

        try:
            self._qtbot.waitUntil(heard, timeout=_LONG)
        except self._qtbot.TimeoutError as error:
            raise AssertionError(f"heard only {self._heard}") from error

    def first_of(self, field: str) -> str:
        """The kind of the first event that this field was heard by."""
        kinds = (line.split("\t")[0] for line in self._heard if line.endswith(f"\t{field}"))
        return next(kinds)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._listening.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


class Hands(Fingers):
    """Keys that come to the field at once.

    Those of a real keyboard are offered to the reader first, and come when it has answered.
    """

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            number = int(key)
            text = chr(number) if 0x20 <= number <= 0x7E else ""
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                self._send(kind, number, Qt.KeyboardModifier.NoModifier, text)

    def lines_of(self, *lines: str) -> None:
        """Each line, its Enter, and what comes of it."""
        for line in lines:
            self.press(*(Qt.Key(ord(character)) for character in line), Qt.Key.Key_Return)
            self.settle()

    def hand_in(self) -> None:
        """Ctrl and the number pad's Enter."""
        ctrl = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._send(kind, int(Qt.Key.Key_Enter), ctrl, "")

    def _send(
        self, kind: QEvent.Type, number: int, modifiers: Qt.KeyboardModifier, text: str
    ) -> None:
        QApplication.sendEvent(focused(), QKeyEvent(kind, number, modifiers, text))

    def hints(self) -> tuple[KeyHint, ...]:
        """What the strip of keys shows."""
        screen = self.window.screen_shown
        assert screen is not None
        return screen.key_hints()

    def open_papers(self) -> None:
        """Back to the papers on the sheet, field by field."""
        for _ in range(40):
            if focused().accessibleName() == "Papers on the sheet":
                return
            self.press(Qt.Key.Key_Minus)
        raise AssertionError("the papers on the sheet were not reached")


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    reader = Reader(qtbot)
    yield reader
    reader.close()


@pytest.fixture
def keying(
    qtbot: QtBot, reader: Reader, window: MainWindow, session: Session, settle: Callable[[], None]
) -> Hands:
    """A clerk at F5, and somebody who listens."""
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    session.sign_in(CLERK)
    window.go(Destination.KEY_SHEET)
    return Hands(window, settle)


@pytest.fixture
def sheet(oxford: tuple[Desk, Rehearsal]) -> SheetFigures:
    return oxford[1].plan.sheets[0].figures


def test_lines_that_do_not_add_are_said_and_stand_with_the_field(
    keying: Hands, reader: Reader, sheet: SheetFigures
) -> None:
    papers = sheet.papers or 0
    keying.sheet(replace_papers(sheet, papers + 2), number=1)
    sentence = f"The sheet says {papers + 2:,}. Find 2 papers."
    reader.hears("announcement", sentence)
    reader.hears("property-change", sentence)


def test_a_figure_that_is_blank_is_said(keying: Hands, reader: Reader) -> None:
    keying.type("1\n1000\n+")
    reader.hears("announcement", "blank")


def test_how_much_is_to_be_found_is_said_once_nothing_more_is_keyed(
    keying: Hands, reader: Reader
) -> None:
    keying.type("1\n1000\n")
    reader.hears("announcement", "1,000 to find")


def test_the_field_is_heard_before_what_is_selected_in_it(
    keying: Hands, reader: Reader, sheet: SheetFigures
) -> None:
    keying.type("1\n")
    reader.hears("text-caret-moved", "Papers on the sheet")
    assert reader.first_of("Papers on the sheet") == "state-changed"


def test_a_sheet_is_handed_in_without_the_pads_plus_and_what_became_of_it_is_said(
    keying: Hands, reader: Reader, session: Session, sheet: SheetFigures
) -> None:
    papers = Papers((sheet.papers or 0) + 2)
    keying.sheet(replace_papers(sheet, papers), number=1, submit="")
    assert any("Ctrl Enter" in hint.caps for hint in keying.hints())
    keying.hand_in()
    reader.hears("announcement", "Find 2 papers.")
    keying.open_papers()
    keying.type(f"{sheet.papers}")
    keying.hand_in()
    keying.settle()
    reader.hears("property-change", "Sheet 2 is next")
    session.sign_in(OTHER_CLERK)
    keying.window.go(Destination.KEY_SHEET)
    keying.sheet(sheet, number=1, submit="")
    keying.hand_in()
    keying.settle()
    reader.hears("announcement", "Sheet 1", "agree")


def test_a_read_back_that_differs_is_said(
    keying: Hands, reader: Reader, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    rehearsal.key_papers(*oxford)
    session.sign_in(RETURNING_OFFICER)
    keying.window.go(Destination.RESULT)
    screen = keying.window.screen_shown
    assert isinstance(screen, Result)
    while screen.step is Step.LOOK:
        keying.lines_of("")
        keying.lines_of("SEEN")
    keying.lines_of("", "", str(READER))
    contest = session.contest
    assert contest is not None
    ours = figures(contest)
    votes = list(ours.votes)
    keying.lines_of(*map(str, [*votes[:6], votes[6] - 63, *votes[7:], *ours.rejected]))
    keying.hand_in()
    keying.settle()
    reader.hears("announcement", "not as the program has it")
    reader.hears("property-change", "not as the program has it")


def test_two_keyings_that_differ_are_said(
    keying: Hands, reader: Reader, session: Session, sheet: SheetFigures
) -> None:
    keying.sheet(sheet, number=1)
    session.sign_in(OTHER_CLERK)
    keying.window.go(Destination.KEY_SHEET)
    sent = Papers((sheet.sent or 0) + 1)
    papers = Papers((sheet.papers or 0) + 1)
    other = SheetFigures(papers=papers, lines=sheet.lines, sent=sent)
    keying.sheet(other, number=1)
    reader.hears("announcement", "Sheet 1", "differ")


def test_what_could_not_be_saved_is_said(
    keying: Hands, reader: Reader, session: Session, settle: Callable[[], None]
) -> None:
    session.save_failed.emit("The disk is full: nothing was saved.")
    settle()
    reader.hears("announcement", "The disk is full: nothing was saved.")
