"""One bit of a count's file is another: the program says so, or it makes no difference at all."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tests.bench.counts import large as made_large
from tests.halls import CLERK, Hall, sheet

from .night import NAME, being_counted, declared, opened, without_waiting
from .reports import Plan, Report
from .storage import storage

_SHORT = 40
_LONG_OF_LARGE = 20_000
_LARGE = 1_000
"""Acts of the large file."""


def flip(plan: Plan) -> Report:
    """No flipped bit makes a wrong figure that is shown as good, or ends in a traceback."""
    report = Report("flip")
    bits = len(declared()) * 8
    small = range(bits) if plan.long else plan.random().sample(range(bits), _SHORT)
    _flip(report, "a small file", declared(), small)
    if plan.long:
        bits = len(_large()) * 8
        drawn = plan.random().choices(range(bits), k=_LONG_OF_LARGE)
        _flip(report, "a large file", _large(), drawn)
    report.controls["the file is another count's"] = _is_seen()
    return report


@cache
def _large() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        made_large(path, _LARGE)
        return path.read_bytes()


@dataclass(frozen=True)
class Shown:
    """What a count shows and gives out: its state, its heads, its names, the totals in SQL."""

    count: Any
    heads: Any
    names: Any
    totals: Any


def shown_by(desk: Desk) -> Shown:
    ledger = desk.ledger
    # Totals of one that is only set up are no figures of anybody.
    totals = [ledger.totals(stream) for stream in desk.count.contests]
    return Shown(desk.count, dict(ledger.heads), dict(ledger.names()), totals)


def _flip(report: Report, what: str, data: bytes, bits: Iterable[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(data)
        desk = opened(path)
        sound = shown_by(desk)
        desk.close()
        for bit in bits:
            flipped = bytearray(data)
            flipped[bit // 8] ^= 1 << bit % 8
            noticed, wrong = met(path, bytes(flipped), sound)
            report.note(f"{what}: {noticed}", wrong and f"bit {bit}: {wrong}")


def met(path: Path, data: bytes, sound: Shown) -> tuple[str, str]:
    """How the program meets this file, and what it then shows as good and is wrong."""
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(data)
    try:
        desk = opened(path)
    except EnvironmentFault:
        return "refused", ""
    except Exception as error:
        return "opened", f"opening ends in {error!r}"
    try:
        desk.ledger.signatures.wait()
        # Whatever else is wrong, the window asks for these.
        desk.ledger.drafts(CLERK)
        desk.ledger.unfinished()
        if desk.disagreements:
            return "opened for reading only", ""
        return "made no difference", _difference(shown_by(desk), sound)
    except EnvironmentFault:
        return "refused", ""
    except Exception as error:
        return "opened", f"reading it ends in {error!r}"
    finally:
        desk.close()


def _difference(shown: Shown, sound: Shown) -> str:
    # A name that does not fit its commitment is left out: then a number stands there.
    if not shown.names.items() <= sound.names.items():
        return "it shows another name"
    if (shown.count, shown.heads) != (sound.count, sound.heads):
        return "it shows another count"
    return "" if shown.totals == sound.totals else "its totals in SQL are others"


def _is_seen() -> int:
    """Whether a good file with other figures is seen to be another."""
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        desk = opened(path)
        sound = shown_by(desk)
        Hall(desk).key(1, sheet((6, 3, 1)))
        desk.close()
        _, wrong = met(path, path.read_bytes(), sound)
    return int(wrong != "")
