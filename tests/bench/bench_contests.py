"""What a general election in one file costs: to make it for practice, and until the first sheet of
one contest can be keyed.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.ledger import reading
from tallyapp.past.past_results import read_past_files
from tallyapp.practice.counts import COMMONS, judge, make
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER
from tallyapp.resources import resource
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme

from .harness import Row, Side, compare, cpu_seconds


def measure() -> Iterable[Row]:
    """The one file, made once, and opened again and again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "election.tally"
        took = _made(path)
        app = application(["bench"])
        theme = Theme(app, Look.LIGHT)
        row = ready_to_key(path)
        theme.deleteLater()
        yield replace(row, title=f"{row.title} (made for practice {took})")


def _made(path: Path) -> str:
    """Make the practice count; says what it took."""
    files = read_past_files([resource(*each) for each in COMMONS], None)
    results = judge(files.contests, files.at_fault).results
    cpu = cpu_seconds()
    clock = perf_counter()
    make(path, results, seed=1)
    took = perf_counter() - clock
    return f"in {cpu_seconds() - cpu:.0f} s of the processor, {took:.0f} s on the clock"


def ready_to_key(path: Path) -> Row:
    """From the file's name to the number of a sheet being asked for, against a bare scan of the
    two streams that this asks for.
    """
    night = _Night(path)
    with closing(sqlite3.connect(path)) as connection:
        streams = [*reading.last_seqs(connection)]
    streams.remove(COUNT_STREAM)

    def bare() -> None:
        with closing(sqlite3.connect(path)) as connection:
            for stream in (COUNT_STREAM, streams[0]):
                for row in reading.rows(connection, stream):
                    sha256(row.entry).digest()
                    acts.decode(row.entry)

    row = compare(
        f"{len(streams)} contests: ready to key",
        Side("opened, signed in, and the number of a sheet asked for", night.open, night.close),
        Side("bare scan, SHA-256 and decoding of `count` and that contest", bare, night.close),
        rounds=7,
        unit="opening",
        aim="1 s of the processor",
    )
    night.check_the_rest()
    return row


class _Night:
    """A window at a machine that has joined the count, and knows its signatures."""

    def __init__(self, path: Path) -> None:
        self._path = path
        folder = path.parent
        settings = Settings(folder / "window.json")
        # Not before what was done in it, by its own clock.
        late = datetime.now(UTC) + timedelta(days=1)
        self._around = Surroundings(lambda: late, "bench", settings, folder / "seen.json", folder)
        self._window: MainWindow | None = None
        self._session: Session | None = None
        desk = replace(self._around, at_once=10**9).open(path)
        joins = desk.staff.enrolled(99, "Bench", "clerk")
        by = desk.by(RETURNING_OFFICER).count
        desk.do(COUNT_STREAM, acts.OfficerEnrolled(**by, officer=joins))
        desk.ledger.signatures.wait()
        desk.close(self._around.seen)

    def open(self) -> None:
        """Until the window is painted with the number of a sheet asked for."""
        session = Session(self._around.open(self._path), self._around.seen)
        window = MainWindow(self._around.settings)
        window.take(session)
        session.sign_in(CLERKS[0])
        window.go(Destination.KEY_SHEET)
        window.show()
        QApplication.processEvents()
        assert type(window.screen_shown).__name__ == "KeySheet"
        self._session = session
        self._window = window

    def close(self) -> None:
        """Give the count back, however far it was checked."""
        if self._window and self._session:
            while self._session.busy:
                QApplication.processEvents()
            self._window.close()
            self._window.deleteLater()
            QApplication.processEvents()
        self._window = None

    def check_the_rest(self) -> None:
        """Once, to the end: all of it agrees."""
        self.close()
        self.open()
        assert self._session
        loop = QEventLoop()
        self._session.checking.ended.connect(loop.quit)
        if self._session.checking.left:
            loop.exec()
        assert not self._session.desk.disagreements
        self.close()
