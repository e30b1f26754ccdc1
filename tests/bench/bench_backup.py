"""What a backup that is made by itself costs whoever keys: an act through the window's worker."""

import os
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.practice import rehearsal
from tallyapp.ui.session.session import Session
from tallyapp.workstation import new_workstation

from .counts import large
from .harness import Row, Side, compare

ACTS = 50_000
STAGGERED = 0.05
"""Seconds by which each round begins later in a backup than the one before."""
ROUNDS = 15


def measure() -> Iterable[Row]:
    """One act until it is saved, with a backup under way and with none."""
    application = QApplication.instance()
    if application is None:
        application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.tally")
        made = large(path, ACTS)
        desk = Desk.open(path, _now, new_workstation("bench", _now()))
        desk.ledger.signatures.wait()
        session = Session(desk)
        session.sign_in(rehearsal.SUPERVISOR)
        keying = _Keying(session, Path(folder))
        keying.act()
        yield compare(
            f"An act until it is saved, in a count of {made:,}",
            Side("while a backup is made", keying.act, before=keying.back_up),
            Side("with none under way", keying.act, before=keying.settle),
            rounds=ROUNDS,
            unit="act",
            aim="nobody notices: under 50 ms",
        )
        keying.settle()
        session.close()


def _now() -> datetime:
    return datetime.now(UTC)


class _Keying:
    def __init__(self, session: Session, folder: Path) -> None:
        self._session = session
        self._folder = folder
        self._stream = next(iter(session.desk.count.contests))
        self._numbers = count(1)

    def back_up(self) -> None:
        """One is begun, and is somewhere in the middle."""
        self.settle()
        number = next(self._numbers)
        self._session.beside(
            lambda: self._session.taken().keep(self._folder / f"{number}.tally"), lambda _: None
        )
        ends = time.perf_counter() + number * STAGGERED
        while time.perf_counter() < ends:
            QApplication.processEvents()

    def act(self) -> None:
        loop = QEventLoop()
        box = next(iter(self._session.desk.contest(self._stream).boxes.values()))
        self._session.do(
            self._stream,
            acts.BoxCounted(
                **self._session.me.contest,
                box=box.box.id,
                attempt=len(box.attempts) + 1,
                papers=box.papers,
            ),
            then=lambda _: loop.quit(),
        )
        loop.exec()

    def settle(self) -> None:
        while self._session.busy:
            QApplication.processEvents()
