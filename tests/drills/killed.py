"""The program is killed at any moment of what it does: no warning, and no last word (SIGKILL).

It is done in a process of its own, forked from this one, which says what it was told was saved.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tallyapp.desk.making import making
from tallyapp.files import write_atomically
from tests.halls import RETURNING_OFFICER, STAFF, Hall, begin, enrol, officer

from .night import NAME, Found, being_counted, declared, keyed_twice, left_alone, opened
from .reports import Plan, Report
from .storage import OutOfReach

_SHORT = 10
_LONG = 2_000
"""How often each thing that is done is killed."""
_BACKUPS = 4
_EXPORTED = (b"a" * 300_000, b"b" * 200_000)


@dataclass(frozen=True)
class Work:
    """Something that is done for a while, and what must be there of it when it was killed.

    Each step that `do` yields is one that was said to be done; `lost` is told how many were.
    """

    name: str
    begin: Callable[[Path], object]
    do: Callable[[Path], Iterator[None]]
    lost: Callable[[Path, int], str]


def _key(folder: Path) -> Iterator[None]:
    return keyed_twice(opened(folder / NAME), count(11))


def _sign(folder: Path) -> Iterator[None]:
    desk = opened(folder / NAME)
    while True:
        Hall(desk).do(Hall(desk).signing())
        yield


def _back_up(folder: Path) -> Iterator[None]:
    desk = opened(folder / NAME)
    for number in range(_BACKUPS):
        desk.ledger.backup(folder / f"backup-{number}.tally")
        yield


def _make(folder: Path) -> Iterator[None]:
    with making(folder / NAME) as unfinished:
        desk = begin(unfinished)
        for number, role in STAFF.items():
            if number != RETURNING_OFFICER:
                enrol(desk, officer(number, role))
        desk.close()
    yield


def _export(folder: Path) -> Iterator[None]:
    for number in count():
        write_atomically(folder / "figures.csv", _EXPORTED[number % 2])
        yield


def _acts_lost(of: Callable[[], bytes]) -> Callable[[Path, int], str]:
    def lost(folder: Path, said: int) -> str:
        (folder / "before.tally").write_bytes(of())
        before = Found.at(folder / "before.tally", left_alone)
        found = Found.at(folder / NAME)
        if found.kept is None or before.kept is None:
            return found.wrong or before.wrong
        more = sum(seq for seq, _ in found.kept.heads.values())
        more -= sum(seq for seq, _ in before.kept.heads.values())
        # One more may have reached the disk and not been acknowledged, never one less. A sheet
        # that is handed out has its number allotted in an act of its own.
        return "" if more >= said else f"{said} were acknowledged, {more} are there"

    return lost


def _backups_lost(folder: Path, said: int) -> str:
    for number in range(_BACKUPS):
        path = folder / f"backup-{number}.tally"
        if number < said and not path.exists():
            return f"{path.name} was acknowledged and is not there"
        if path.exists() and (wrong := Found.at(path).wrong):
            return f"{path.name} {wrong}"
    return Found.at(folder / NAME).wrong


def _count_lost(folder: Path, said: int) -> str:
    path = folder / NAME
    if not path.exists():
        if said:
            return "a count was said to be made and is not there"
        # Half a count lies under no name that anybody opens, and is in nobody's way.
        for _ in _make(folder):
            pass
    found = Found.at(path, left_alone)
    if found.wrong or found.count is None:
        return found.wrong
    enrolled = len(found.count.count.officers)
    return "" if enrolled == len(STAFF) else f"half a count is there: {enrolled} officers"


def _export_lost(folder: Path, said: int) -> str:
    path = folder / "figures.csv"
    if not path.exists():
        return "it was acknowledged and is not there" if said else ""
    return "" if path.read_bytes() in _EXPORTED else "half of it is there"


def _of(of: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda folder: (folder / NAME).write_bytes(of())


WORKS = (
    Work("keying", _of(being_counted), _key, _acts_lost(being_counted)),
    Work("signing", _of(declared), _sign, _acts_lost(declared)),
    Work("backup", _of(being_counted), _back_up, _backups_lost),
    Work("making", lambda _: None, _make, _count_lost),
    Work("export", lambda _: None, _export, _export_lost),
)
_FORGETFUL = Work(
    "forgetful", _of(being_counted), lambda _: iter(lambda: None, 0), _acts_lost(being_counted)
)
"""It says of everything that it is saved, and saves nothing."""


def kill(plan: Plan) -> Report:
    """Whenever the program is killed, what it had said to be done is there, and is whole."""
    report = Report("kill")
    if sys.platform == "win32":
        raise OutOfReach("On Windows no process can be forked.")
    random = plan.random()
    for work in WORKS:
        for _ in range(_LONG if plan.long else _SHORT):
            report.note(work.name, killed(work, random.uniform(0.0, 0.25)))
    report.controls["what is acknowledged was never written"] = int(killed(_FORGETFUL) != "")
    return report


def killed(work: Work, after: float | None = None) -> str:
    """What is lost when it is killed after so many seconds, or once it said that anything is done;
    empty where nothing is.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work.begin(folder)
        said = _said_until_killed(work, folder, after)
        return work.lost(folder, said)


def _said_until_killed(work: Work, folder: Path, after: float | None) -> int:
    """How many steps the work said were done."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        # Whatever happens in here, it never goes on as a second drill.
        try:
            for _ in work.do(folder):
                os.write(says, b".")
        finally:
            os._exit(1)
    os.close(says)
    with os.fdopen(hears, "rb") as told:
        if after is None:
            heard = len(told.read(1))
        else:
            # Beginning is killed as well, now and then: from the fork on. There is nothing to wait
            # for: the moment is drawn, and is any at all of what the work does.
            heard = 0
            time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return heard + len(told.read())
