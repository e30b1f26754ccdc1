"""Which backups that were made by themselves stay: the last few, and before them one an hour."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tallyapp.errors import EnvironmentFault

from .backup import PART
from .copies import is_within
from .in_use import InUse

_LAST = 4
_HOURS = 24
_AN_HOUR = 3600
_BY_ITSELF = "auto"
_TIME = "%Y-%m-%d-%H%M%S"
_NAMED = re.compile(rf".*-\d{{4}}(?:-\d\d){{2}}-\d{{6}}(?:-{_BY_ITSELF})?(?:-\d+)?")
_HOUR = len("2024-07-04-23")
"""How much of a time as it is written tells the hour."""


def stem_at(count: Path, at: datetime, *, asked: bool = False) -> str:
    """What a backup of this count is called, without its suffix: one that was `asked` for, or that
    is made by itself.
    """
    stem = f"{count.stem}-{at:{_TIME}}"
    return stem if asked else f"{stem}-{_BY_ITSELF}"


def is_named_so(path: Path) -> bool:
    """Whether a file is called as backups are."""
    return _NAMED.fullmatch(path.stem) is not None


def thin_out(count: Path, newest: Path) -> None:
    """Take away those backups beside the `newest`, just verified, of which there are enough.

    Only such as were made by themselves, and hold no entry that the newest has not: what a person
    made stays, and one in which somebody went on. What is left of one that was not finished goes
    as well, an hour later. One that cannot be taken away stays.
    """
    name = re.compile(
        rf"{re.escape(count.stem)}-(\d{{4}}(?:-\d\d){{2}}-\d{{6}})-{_BY_ITSELF}(?:-\d+)?"
        rf"{re.escape(count.suffix)}(?P<rest>.*)"
    )
    made: dict[Path, str] = {}
    # A folder of which this machine may not look at all is full one day, and says so then.
    with suppress(OSError):
        for path in newest.parent.iterdir():
            found = name.fullmatch(path.name)
            if found and not found["rest"]:
                made[path] = found[1]
            elif found and found["rest"].endswith(PART) and _is_left(path, newest):
                _take_away(path)
    made.pop(newest, None)
    for path in too_many(made.items()):
        if is_within(path, newest) and not _is_open(path):
            _take_away(path)


def too_many(made: Iterable[tuple[Path, str]]) -> list[Path]:
    """Which of these backups, with their times, need not stay beside a newer one, just verified.

    With it the last four stay, and before them the last of each hour in which one was made, for a
    day of such hours.
    """
    newest_first = sorted(made, key=lambda one: (one[1], one[0]), reverse=True)
    hours: set[str] = set()
    gone = []
    for path, at in newest_first[_LAST - 1 :]:
        hour = at[:_HOUR]
        if hour in hours or len(hours) == _HOURS:
            gone.append(path)
        else:
            hours.add(hour)
    return gone


def _is_left(part: Path, newest: Path) -> bool:
    """Whether nobody writes it any more, by the clock of its disk: another machine may be making
    a backup of a count of this name here.
    """
    return newest.stat().st_mtime - part.stat().st_mtime > _AN_HOUR


def _is_open(path: Path) -> bool:
    """Whether somebody has opened a backup where it lies, to go on in it."""
    try:
        InUse.take(path).give_back()
    except EnvironmentFault:
        return True
    return False


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
