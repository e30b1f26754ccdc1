"""The disk is full, may only be read, vanishes with its folder, or takes its time."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain.state.count import Count
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import plain_connect

from .night import NAME, Found, being_counted, keyed_twice, left_alone, opened, without_waiting
from .reports import Plan, Report
from .storage import Touch, storage

_SHORT = 4
_LONG = 60
_SHEETS = 40
_PAGE = 4096
_SYNC = 0.02
"""Seconds that a sync takes where the disk is slow: nobody waits for anything by it."""


def disk(plan: Plan) -> Report:
    """Whatever becomes of the disk, what was acknowledged stays, and the rest is refused."""
    report = Report("disk")
    random = plan.random()
    for _ in range(_LONG if plan.long else _SHORT):
        report.note("full by pages", _out_of_pages(random.randrange(0, 6)))
        report.note("full by bytes", _out_of_bytes(random.randrange(0, 6 * _PAGE)))
        report.note("vanished with its folder, and back", _vanished(random.randrange(1, 20)))
    report.note("a folder that can only be read", _no_journal())
    report.note("slow", _slow())
    report.controls["what is acknowledged was never written"] = int(
        _compared(being_counted(), Count()) != ""
    )
    return report


def _acts(desk: Desk) -> Iterator[None]:
    return keyed_twice(desk, range(11, 11 + _SHEETS))


def _refused(done: Iterator[None]) -> str:
    """How it ends to go on until the disk has had enough: empty where it is refused in words."""
    try:
        for _ in done:
            pass
    except EnvironmentFault:
        return ""
    except Exception as error:
        return f"it ended in {error!r}"
    return "nothing was ever refused"


def _compared(data: bytes, live: Count) -> str:
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(data)
        found = Found.at(path)
    if found.wrong:
        return found.wrong
    # Seen before one more act was done in it.
    return "" if found.kept is None or _same(data, live) else "the file has not what the window has"


def _same(data: bytes, live: Count) -> bool:
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(data)
        return Found.at(path, left_alone).count == live


def _out_of_pages(more: int) -> str:
    def small(name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + more}")
        return connection

    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        desk = opened(path, small)
        wrong = _refused(_acts(desk))
        desk.close()
        return wrong or _compared(path.read_bytes(), desk.count)


def _out_of_bytes(more: int) -> str:
    """The journal needs room as well: the disk may be full before anything of an act is in it."""
    sizes: dict[str, int] = {NAME: len(being_counted())}
    room = sum(sizes.values()) + more

    def touched(touch: Touch) -> int:
        name = Path(touch.path).name
        size = sizes.get(name, 0)
        if touch.kind == "write":
            size = max(size, touch.at + len(touch.data))
            others = sum(each for other, each in sizes.items() if other != name)
            if size + others > room:
                return sqlite3.SQLITE_FULL
        if touch.kind in ("truncate", "delete"):
            size = touch.at if touch.kind == "truncate" else 0
        sizes[name] = size
        return without_waiting(touch)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        with storage(touched):
            desk = opened(path)
            wrong = _refused(_acts(desk))
            desk.close()
        return wrong or _compared(path.read_bytes(), desk.count)


def _vanished(after: int) -> str:
    with tempfile.TemporaryDirectory() as name, storage(without_waiting):
        folder = Path(name, "stick")
        folder.mkdir()
        path = folder / NAME
        path.write_bytes(being_counted())
        desk = opened(path)
        done = _acts(desk)
        for _ in range(after):
            next(done)
        folder.rename(Path(name, "pulled out"))
        before = dict(desk.ledger.heads)
        wrong = _refused(done)
        if not wrong and dict(desk.ledger.heads) != before:
            wrong = "an act was acknowledged into a file that is not there"
        Path(name, "pulled out").rename(folder)
        desk.close()
        return wrong or _compared(path.read_bytes(), desk.count)


def _no_journal() -> str:
    """SQLite can make no journal: nothing is saved, and nothing is changed."""

    def touched(touch: Touch) -> int:
        if touch.kind == "open" and touch.path.endswith("-journal"):
            return sqlite3.SQLITE_CANTOPEN
        return sqlite3.SQLITE_READONLY if touch.kind == "write" else without_waiting(touch)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        with storage(touched):
            try:
                desk = opened(path)
            except EnvironmentFault:
                return "" if path.read_bytes() == being_counted() else "the file was changed"
            before = dict(desk.ledger.heads)
            wrong = _refused(_acts(desk))
            if not wrong and dict(desk.ledger.heads) != before:
                wrong = "an act was acknowledged"
            desk.close()
        return wrong or ("" if path.read_bytes() == being_counted() else "the file was changed")


def _slow() -> str:
    """Nothing is acknowledged while a sync is still under way."""
    unsynced: set[str] = set()

    def touched(touch: Touch) -> int:
        if touch.kind == "sync":
            time.sleep(_SYNC)
            unsynced.discard(touch.path)
        elif touch.kind in ("write", "truncate"):
            unsynced.add(touch.path)
        return without_waiting(touch)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        with storage(touched):
            desk = opened(path)
            done = _acts(desk)
            for _ in range(6):
                next(done)
                if unsynced:
                    return "an act was acknowledged that was not on the disk"
            desk.close()
        return _compared(path.read_bytes(), desk.count)
