"""The power fails at any moment of a night: every write is recorded, and cut at every point.

What was synced stays. Of what was not, a disk may have kept all, nothing, some in any order, or
some of the sectors of a write (512 bytes: none tears a sector).
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Literal

from tallyapp.desk import Desk
from tallyapp.ledger.database import Connect, plain_connect
from tests.halls import CLERK, ELM, OTHER_CLERK, Hall, NightClock, sheet

from .night import NAME, Found, Kept, being_counted, opened, without_waiting
from .reports import Plan, Report
from .storage import Touch, storage

How = Literal["all kept", "nothing kept", "some kept, in any order", "some sectors kept"]
WAYS: tuple[How, ...] = (
    "nothing kept",
    "all kept",
    "some kept, in any order",
    "some sectors kept",
)
SECTOR = 512
_SHORT_NIGHT = 1
_LONG_NIGHT = 30
"""Sheets that are handed out and keyed by two."""
_DRAWN_AGAIN = 4
"""How often, in the long form, chance is asked what the disk kept."""


@dataclass(frozen=True)
class Acknowledged:
    """From here on this is said to be saved."""

    kept: Kept


Step = Touch | Acknowledged


def power(plan: Plan) -> Report:
    """The honest program loses nothing; with syncs or the journal left out it must."""
    report = Report("power")
    _cut(_recorded(plan, plain_connect), plan, report)
    short = Plan(seed=plan.seed)
    blind = Report("syncs are never asked for (synchronous=OFF)")
    _cut(_recorded(short, _never_syncs), short, blind, broken=True)
    bare = Report("the journal is taken away")
    _cut(_recorded(short, plain_connect), short, bare, broken=True, journal=False)
    report.controls = {each.drill: len(each.lost) for each in (blind, bare)}
    return report


# ---- the night


class _NeverSyncs(sqlite3.Connection):
    """A program that was made fast by somebody who should not have."""

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        return super().execute(sql.replace("synchronous=FULL", "synchronous=OFF"), *rest)


def _never_syncs(name: str) -> sqlite3.Connection:
    return sqlite3.connect(
        name, isolation_level=None, check_same_thread=False, timeout=0, factory=_NeverSyncs
    )


def _recorded(plan: Plan, connect: Connect) -> list[Step]:
    """Every write, truncation, sync and deletion of a night, and what was acknowledged when."""
    steps: list[Step] = []

    def touched(touch: Touch) -> int:
        code = without_waiting(touch)
        steps.append(touch)
        return code

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        with storage(touched):
            desk = opened(path, connect)
            steps.append(Acknowledged(Kept.of(desk)))
            desk.subscribe(lambda _: steps.append(Acknowledged(Kept.of(desk))))
            for _ in _night(desk, _LONG_NIGHT if plan.long else _SHORT_NIGHT):
                steps.append(Acknowledged(Kept.of(desk)))
            desk.close()
    return steps


def _night(desk: Desk, sheets: int) -> Iterator[None]:
    """What clerks and supervisors do; after each thing that is kept it waits to be written down."""
    hall = Hall(desk)
    for number in range(11, 11 + sheets):
        hall.issue("A", number)
        desk.ledger.keep_draft(CLERK, f"sheet/{number}", '{"papers": 12}' * 40, NightClock()())
        yield
        hall.key(number, sheet((6 + number, 3, 1)))
        desk.ledger.drop_draft(CLERK, f"sheet/{number}")
        yield
        hall.key(number, sheet((6 + number, 3, 1)), by=OTHER_CLERK)
    desk.issue_code(ELM, "request", "an agent", 1)


# ---- the disk


@dataclass
class _Disk:
    """What lies on a disk for good, by name, and what was asked of it since, in order."""

    files: dict[str, bytes]
    pending: dict[str, list[Touch]] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)
    """Files whose names are not in their folder for good."""
    removed: set[str] = field(default_factory=set)
    """Files that are removed, but perhaps not for good."""

    def take(self, touch: Touch) -> None:
        """One more call."""
        name = Path(touch.path).name
        match touch.kind:
            case "open":
                if name not in self.files or name in self.removed:
                    self.files[name] = b""
                    self.unnamed.add(name)
                    self.removed.discard(name)
            case "sync":
                self.files[name] = _after(self.files[name], self.pending.pop(name, []))
                # SQLite syncs the folder of a new file with its first sync.
                self.unnamed.discard(name)
            case "delete":
                self.removed.add(name)
            case "write" | "truncate":
                self.pending.setdefault(name, []).append(touch)

    def after_power_loss(self, how: How, random: Random) -> Mapping[str, bytes]:
        """The files as they may lie there when it comes back."""
        left = {}
        for name, lies in self.files.items():
            if name in self.unnamed | self.removed and not _stays(
                name in self.removed, how, random
            ):
                continue
            asked = list(_of(self.pending.get(name, []), how, random))
            left[name] = _after(lies, asked)
        return left


def _stays(removed: bool, how: How, random: Random) -> bool:
    """Whether a name is there whose making, or removing, was not synced."""
    if how == "all kept":
        return not removed
    return removed if how == "nothing kept" else random.random() < 0.5


def _of(asked: list[Touch], how: How, random: Random) -> Iterator[Touch]:
    """What the disk had done of what it was asked."""
    if how == "all kept":
        yield from asked
    elif how == "some kept, in any order":
        # Some first, and then the power: whichever they are, the last of one place wins.
        yield from (each for each in asked if random.random() < 0.5)
    elif how == "some sectors kept":
        for each in asked:
            sectors = list(_sectors(each))
            yield from (sector for sector in sectors if random.random() < 0.5)


def _sectors(touch: Touch) -> Iterator[Touch]:
    if touch.kind == "truncate":
        yield touch
        return
    start = 0
    while start < len(touch.data):
        end = (touch.at + start) // SECTOR * SECTOR + SECTOR - touch.at
        yield Touch("write", touch.path, touch.at + start, touch.data[start:end])
        start = end


def _after(lies: bytes, asked: list[Touch]) -> bytes:
    data = bytearray(lies)
    for each in asked:
        if each.kind == "truncate":
            data = data[: each.at].ljust(each.at, b"\0")
            continue
        data.extend(bytes(max(0, each.at - len(data))))
        data[each.at : each.at + len(each.data)] = each.data
    return bytes(data)


# ---- the cuts


def _cut(
    steps: list[Step], plan: Plan, report: Report, broken: bool = False, journal: bool = True
) -> None:
    """Cut a recorded night after every step, and open what is left; of one that was `broken` on
    purpose, until it shows.
    """
    random = plan.random()
    disk = _Disk({NAME: being_counted()})
    saved = [step.kept for step in steps if isinstance(step, Acknowledged)]
    acknowledged = 0
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        for step in steps:
            if isinstance(step, Acknowledged):
                acknowledged += 1
            else:
                disk.take(step)
            if not acknowledged or (broken and report.lost):
                continue
            # What was on its way may have arrived; nothing else may be there, and nothing less.
            may_be = saved[acknowledged - 1 : acknowledged + 1]
            for how in _ways(plan, random):
                left = disk.after_power_loss(how, random)
                if not journal:
                    left = {NAME: left[NAME]}
                report.note(how, _lost(Path(folder), left, may_be))


def _ways(plan: Plan, random: Random) -> list[How]:
    if not plan.long:
        return [random.choice(WAYS)]
    return [*WAYS[:2], *WAYS[2:] * _DRAWN_AGAIN]


def _lost(folder: Path, left: Mapping[str, bytes], may_be: list[Kept]) -> str:
    for old in folder.iterdir():
        old.unlink()
    for name, data in left.items():
        (folder / name).write_bytes(data)
    found = Found.at(folder / NAME)
    if found.wrong:
        return found.wrong
    return "" if found.kept in may_be else "what was acknowledged is not there"
