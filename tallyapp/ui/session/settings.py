"""What this machine remembers of the window:
its place, its look, who was here, which counts were open and backed up.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically
from tallyapp.words.catalogue import say as said

_MOST_RECENT = 8


@dataclass(frozen=True)
class Preferences:
    """What is remembered; `geometry` is Qt's, in hexadecimal;
    `look` is empty to follow the system's, and `text_size` (in per cent) 0; `language` is a key,
    empty for English;
    `backups` is the time (ISO 8601) of each count's last backup by its origin, the latest last, and
    `backed_up` how many entries are in it;
    `backup_every` is after how many minutes one is made by itself, 0 for never;
    `drills` is when the drill was done, empty where it was offered, by origin/officer;
    `contests` is which contest of a count was worked on last at this desk, by the count's origin.
    """

    geometry: str = ""
    look: str = ""
    language: str = ""
    text_size: int = 0
    last_officer: int = 0
    recent: tuple[str, ...] = field(default=())
    days: dict[str, str] = field(default_factory=dict)
    practice: dict[str, bool] = field(default_factory=dict)
    backup_folder: str = ""
    backup_every: int = 15
    backups: dict[str, str] = field(default_factory=dict)
    backed_up: dict[str, int] = field(default_factory=dict)
    drills: dict[str, str] = field(default_factory=dict)
    contests: dict[str, str] = field(default_factory=dict)


class Settings:
    """Preferences in one small file, read once and replaced as a
    whole; a broken file is set aside.
    """

    def __init__(self, path: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self._path = path
        self.trouble = ""
        self.now = self._read()
        if self.trouble:
            say(self.trouble)

    def change(self, **values: object) -> None:
        """Remember these; raises EnvironmentFault if the file cannot be written."""
        changed = replace(self.now, **values)  # type: ignore[arg-type]  # fields of Preferences
        if changed != self.now:
            self.now = changed
            self._write()

    def opened(self, count: Path, day: date | None = None, *, practice: bool = False) -> None:
        """Remember a count as the one opened last, with its polling day."""
        path = str(count.absolute())
        others = (other for other in self.now.recent if other != path)
        recent = (path, *others)[:_MOST_RECENT]
        days = self.now.days | {path: day.isoformat() if day else ""}
        for_practice = self.now.practice | {path: practice}
        self.change(
            recent=recent,
            days={each: days.get(each, "") for each in recent},
            practice={each: for_practice.get(each, False) for each in recent},
        )

    def forget(self, count: Path, origin: str) -> None:
        """Forget a count whose documents are destroyed, and its backups."""
        path = str(count.absolute())
        self.change(
            recent=tuple(each for each in self.now.recent if each != path),
            days={each: day for each, day in self.now.days.items() if each != path},
            practice={each: kind for each, kind in self.now.practice.items() if each != path},
            backups={each: at for each, at in self.now.backups.items() if each != origin},
            backed_up={each: seq for each, seq in self.now.backed_up.items() if each != origin},
            contests={each: name for each, name in self.now.contests.items() if each != origin},
            drills={
                each: at
                for each, at in self.now.drills.items()
                if not each.startswith(f"{origin}/")
            },
        )

    def _read(self) -> Preferences:
        try:
            return _preferences(self._path.read_bytes())
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, TypeError, RecursionError) as error:
            self.trouble = self._set_aside(error)
            return Preferences()

    def _set_aside(self, error: Exception) -> str:
        aside = self._path.with_name(self._path.name + ".broken")
        with suppress(OSError):
            self._path.replace(aside)
        kind = type(error).__name__
        return said("ui", "settings.set-aside", path=self._path, why=kind, aside=aside.name)

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(asdict(self.now), indent=1).encode())
        except (OSError, EnvironmentFault) as error:
            raise EnvironmentFault(said("ui", "settings.not-kept", why=error)) from error


def _preferences(told: bytes) -> Preferences:
    """The values, each of its own type; raises ValueError or TypeError for anything else.

    By hand, since the library that reads records takes longer to import than the window may
    take to be painted.
    """
    given = json.loads(told)
    if not isinstance(given, dict):
        raise TypeError(type(given).__name__)
    kinds = get_type_hints(Preferences)
    read = Preferences(**{name: _as(kinds[name], given[name]) for name in kinds if name in given})
    for day in filter(None, read.days.values()):
        date.fromisoformat(day)
    for at in read.backups.values():
        if datetime.fromisoformat(at).tzinfo is None:
            raise ValueError("backups")
    return read


def _as(kind: type, value: object) -> Any:
    """The value as a field of this kind; raises TypeError if it is of another."""
    if get_origin(kind) is tuple and isinstance(value, list):
        each = get_args(kind)[0]
        return tuple(_as(each, one) for one in value)
    if get_origin(kind) is dict and isinstance(value, dict):
        each = get_args(kind)[1]
        return {name: _as(each, one) for name, one in value.items()}
    # By its type itself, as a bool would pass for a whole number.
    if type(value) is not kind:
        raise TypeError(type(value).__name__)
    return value
