"""Every single call by which an act reaches the disk fails, one at a time and in every way.

Whatever the disk says, an act is either acknowledged and there, or refused in words and not there.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tests.halls import CLERK, Hall, NightClock, sheet

from .night import (
    NAME,
    Found,
    Kept,
    being_counted,
    declared,
    left_alone,
    one_more_act,
    opened,
    without_waiting,
)
from .reports import Plan, Report
from .storage import REFUSED, Touch, storage

Way = Literal["EIO", "EIO half-way", "EIO when it was done", "ENOSPC", "EIO from then on"]
WAYS: tuple[Way, ...] = (
    "EIO",
    "EIO half-way",
    "EIO when it was done",
    "ENOSPC",
    "EIO from then on",
)
_SHORT = 60
BACKUP = "backup.tally"
_FIGURES = sheet((6, 3, 1))
_DRAFT = "sheet/1"


@dataclass(frozen=True)
class Deed:
    """Something that is done to a count, what it is done to, and whether it is there afterwards."""

    name: str
    of: Callable[[], bytes]
    do: Callable[[Hall, Path], object]
    is_there: Callable[[Path, Kept, Kept], bool]


def _grew(_: Path, before: Kept, after: Kept) -> bool:
    return before.heads != after.heads


def _key(hall: Hall, _: Path) -> None:
    hall.key(1, _FIGURES)


def _draft(hall: Hall, _: Path) -> None:
    hall.desk.ledger.keep_draft(CLERK, _DRAFT, '{"papers": 12}', NightClock()())


def _sign(hall: Hall, _: Path) -> None:
    hall.do(hall.signing())


def _back_up(hall: Hall, folder: Path) -> None:
    hall.desk.ledger.backup(folder / BACKUP)


def _is_backed_up(folder: Path, before: Kept, _: Kept) -> bool:
    found = Found.at(folder / BACKUP, left_alone)
    return found.kept is not None and found.kept.heads == before.heads


DEEDS = (
    Deed("keying", being_counted, _key, _grew),
    Deed("a draft", being_counted, _draft, lambda _, __, after: _DRAFT in after.drafts),
    Deed("a signing", declared, _sign, _grew),
    Deed("a backup", being_counted, _back_up, _is_backed_up),
)


class Failing:
    """A disk of which the nth call fails, in one way, from when it is armed until it is healed."""

    def __init__(self, nth: int, way: Way) -> None:
        self.calls = 0
        self._nth = nth
        self._way = way
        self._armed = False

    @contextmanager
    def armed(self) -> Iterator[None]:
        """The calls in here are counted, and the nth fails."""
        self._armed = True
        try:
            with patch.object(os, "fsync", self._synced), patch.object(os, "replace", self._named):
                yield
        finally:
            self._armed = False

    def touched(self, touch: Touch) -> int:
        """What becomes of a call of SQLite's."""
        if not self._is_struck():
            return without_waiting(touch)
        # An open that is done and then refused leaves a file that nobody closes: no disk does so.
        if self._way == "EIO when it was done" and touch.kind != "open":
            without_waiting(touch)
        if self._way == "EIO half-way":
            touch.go_half_way()
        # Of a full disk SQLite speaks only where it writes; a sync that fails is a fault to it.
        full = self._way == "ENOSPC" and touch.kind == "write"
        return sqlite3.SQLITE_FULL if full else REFUSED[touch.kind]

    def _is_struck(self) -> bool:
        if not self._armed:
            return False
        self.calls += 1
        from_then_on = self._way == "EIO from then on"
        return self.calls == self._nth or (from_then_on and self.calls > self._nth)

    def _synced(self, _: int) -> None:
        self._done(lambda: None)

    def _named(self, source: Path, target: Path) -> None:
        self._done(lambda: Path(source).rename(target))

    def _done(self, do: Callable[[], object]) -> None:
        if self._is_struck():
            if self._way == "EIO when it was done":
                do()
            code = errno.ENOSPC if self._way == "ENOSPC" else errno.EIO
            raise OSError(code, os.strerror(code))
        do()


def io(plan: Plan) -> Report:
    """Nothing that was acknowledged is lost, and nothing ends in a traceback."""
    report = Report("io")
    cases = [
        (deed, nth, way) for deed in DEEDS for nth in range(1, _calls_of(deed) + 1) for way in WAYS
    ]
    chosen = cases if plan.long else plan.random().sample(cases, _SHORT)
    for deed, nth, way in chosen:
        report.note(f"{deed.name}, {way}", after_failure(deed, nth, way))
    broken = Deed("nothing at all", being_counted, lambda _, __: None, _grew)
    report.controls["what is acknowledged was never written"] = bool(
        after_failure(broken, 0, "EIO")
    )
    return report


def _calls_of(deed: Deed) -> int:
    """How often a deed reaches for a disk on which nothing fails."""
    sound = Failing(0, "EIO")
    with tempfile.TemporaryDirectory() as name, storage(sound.touched):
        desk = _begun(Path(name), deed)
        with sound.armed():
            deed.do(Hall(desk), Path(name))
        desk.close()
    return sound.calls


def _begun(folder: Path, deed: Deed) -> Desk:
    (folder / NAME).write_bytes(deed.of())
    return opened(folder / NAME)


def after_failure(deed: Deed, nth: int, way: Way) -> str:
    """What is lost when the nth call of a deed fails in this way; empty where nothing is."""
    failing = Failing(nth, way)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with storage(failing.touched):
            desk = _begun(folder, deed)
            try:
                lost = _done(desk, deed, folder, failing)
                live = desk.count
            finally:
                desk.close()
        if lost:
            return f"at call {nth}: {lost}"
        with storage(without_waiting):
            found = Found.at(folder / NAME, left_alone)
        if found.wrong:
            return f"at call {nth}: afterwards the file {found.wrong}"
        return "" if found.count == live else f"at call {nth}: the file has not what the window has"


def _done(desk: Desk, deed: Deed, folder: Path, failing: Failing) -> str:
    before = Kept.of(desk)
    acknowledged = True
    try:
        with failing.armed():
            deed.do(Hall(desk), folder)
    except EnvironmentFault:
        acknowledged = False
    except Exception as error:
        return f"it ended in {error!r}"
    try:
        after = Kept.of(desk)
    except EnvironmentFault:
        after = before
    if acknowledged and not deed.is_there(folder, before, after):
        return "it was acknowledged and is not there"
    left = [each.name for each in folder.iterdir() if ".part" in each.name]
    if left:
        return f"{left[0]} was left behind"
    if not acknowledged and (folder / BACKUP).exists() and not deed.is_there(folder, before, after):
        return "what lies under the backup's name is no backup"
    try:
        one_more_act(desk)
    except Exception as error:
        return f"counting does not go on: {error!r}"
    return ""
