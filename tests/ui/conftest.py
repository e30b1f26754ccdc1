"""The real window over a real, small practice count; any warning that Qt gives fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import RLock

import argon2
import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.ledger.count_file import CountFile
from tallyapp.pins import Pins
from tallyapp.practice.rehearsal import Rehearsal, key_papers
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import load_fonts

from .keys import Fingers, closed_after, settled
from .practice import CLERK as CLERK
from .practice import OTHER_CLERK as OTHER_CLERK
from .practice import Clock as Clock
from .practice import oxford_east, with_mishaps

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE = 60_000
"""Milliseconds after which what was waited for does not come any more."""

FURTHER: dict[str, Callable[[Desk, Rehearsal], None]] = {
    "all_keyed": key_papers,
    "keyed_with_mishaps": with_mishaps,
}
"""How far the practice count is played where a test asks for this fixture."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tallyapp"]


@pytest.fixture(autouse=True, scope="module")
def _pins_are_hashed_quickly() -> Iterator[None]:
    """What a hash costs whoever guesses is looked at where PINs are; a window's test only waits."""
    with pytest.MonkeyPatch.context() as patch:
        quick = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(argon2, "PasswordHasher", quick)
        yield


@pytest.fixture(autouse=True, scope="module")
def _a_busy_machine_is_waited_for() -> Iterator[None]:
    """A signal comes, or the test has failed: five seconds can pass on a machine that is busy."""
    waits = (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitExposed)
    with pytest.MonkeyPatch.context() as patch:
        for wait in waits:
            patch.setitem(wait.__kwdefaults__ or {}, "timeout", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def _one_writes_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does what others do on its own thread, beside the window's worker and by the same
    connection. In a hall it comes from another computer, and SQLite lets the one wait for the
    other; here they wait for each other as well.
    """
    turn = RLock()
    writing = CountFile.writing

    @contextmanager
    def in_turn(file: CountFile) -> Iterator[None]:
        with turn, writing(file):
            yield

    monkeypatch.setattr(CountFile, "writing", in_turn)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    load_fonts()
    return Theme(qapp, Look.LIGHT)


@pytest.fixture(autouse=True)
def _light_and_as_large_as_designed(theme: Theme) -> Iterator[None]:
    """Whatever a test chose, and wherever it broke off: the next one begins as the first did."""
    yield
    if theme.wanted != Look.LIGHT:
        theme.choose(Look.LIGHT)
    if theme.size_wanted:
        theme.choose_size(0)


@pytest.fixture(autouse=True)
def _qt_is_silent(theme: Theme) -> Iterator[None]:
    """pytest-qt's own log level does nothing under -s; this handler always does."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "propagateSizeHints" not in words:
            heard.append(f"{kind.name}: {words}")

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert not heard


@pytest.fixture
def oxford(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Desk, Rehearsal]:
    """The practice count of Oxford East: boxes verified, and every sheet still to be keyed unless
    the test asks for one that is keyed.
    """
    path = tmp_path / "oxford-east.tally"
    for name, further in FURTHER.items():
        if name in request.fixturenames:
            return oxford_east(path, further=further)
    return oxford_east(path)


@pytest.fixture
def all_keyed(oxford: tuple[Desk, Rehearsal]) -> tuple[Desk, Rehearsal]:
    """Every paper of Oxford East is keyed and agreed."""
    return oxford


@pytest.fixture
def keyed_with_mishaps(oxford: tuple[Desk, Rehearsal]) -> tuple[Desk, Rehearsal]:
    """Every paper of Oxford East is keyed, some of them after mishaps."""
    return oxford


@pytest.fixture
def pins(oxford: tuple[Desk, Rehearsal], tmp_path: Path) -> Pins:
    """The PINs of this machine: none, and they are off,
    as with every practice count; the clock stands.
    """
    moment = Clock()()
    return Pins(tmp_path / "pins", oxford[0].ledger.origin, lambda: moment)


@pytest.fixture
def session(oxford: tuple[Desk, Rehearsal], theme: Theme, pins: Pins) -> Iterator[Session]:
    session = Session(oxford[0], pins=pins)
    yield session
    if not session.closed:
        session.close()


@pytest.fixture
def settle(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until nothing is on its way to the disk."""
    return partial(settled, qtbot, session)


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    """The window, with nobody signed in."""
    window = MainWindow(Settings(tmp_path / "settings" / "window.json"))
    closed_after(qtbot, window)
    window.take(session)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def fingers(window: MainWindow, settle: Callable[[], None]) -> Fingers:
    """A clerk's right hand."""
    return Fingers(window, settle)


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    """The clock, and folders of the test's own."""
    settings = Settings(tmp_path / "settings" / "window.json")
    return Surroundings(Clock(), "desk-1", settings, tmp_path / "seen.json", tmp_path)


@pytest.fixture
def front(qtbot: QtBot, around: Surroundings, theme: Theme) -> Front:
    """The window at its home, no count open."""
    window = MainWindow(around.settings)
    closed_after(qtbot, window)
    front = Front(window, around, theme)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    front.begin()
    return front


@pytest.fixture
def count_file(oxford: tuple[Desk, Rehearsal]) -> Path:
    """The practice count of Oxford East, closed."""
    oxford[0].close()
    return oxford[0].ledger.path
