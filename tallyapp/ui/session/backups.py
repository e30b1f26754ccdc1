"""Backups of the open count: to a folder that is remembered, on the worker, read again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_folder
from tallyapp.ui.session.settings import Settings
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ledger.replay import Replay
    from tallyapp.ui.session.session import Session

_MOST_COUNTS = 32
"""Counts whose last backup this machine remembers."""
_MINUTE = 60_000


class Backups(QObject):
    """Makes a backup of the count when somebody asks, and knows how old the last one is."""

    started = Signal(str)
    """A backup is under way: so it is said."""
    ended = Signal(str)
    """It is made, and agrees with the count; in words."""
    failed = Signal(str)
    """It was not made, why, and what to do."""
    age_changed = Signal(str)
    """How long ago the last one was, in words."""

    def __init__(self, session: "Session", settings: Settings) -> None:
        super().__init__(session)
        self._session = session
        self._settings = settings
        self.busy = False
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self.tell_age)
        self._clock.start()

    @property
    def folder(self) -> Path | None:
        """Where the last backup went; None where that is not known, or is there no more."""
        kept = self._settings.now.backup_folder
        return Path(kept) if kept and is_folder(Path(kept)) else None

    @property
    def last(self) -> datetime | None:
        """When this machine made the last backup of this count; None if it made none."""
        at = self._settings.now.backups.get(self._session.desk.ledger.origin)
        return datetime.fromisoformat(at) if at else None

    def tell_age(self) -> None:
        """Tell how long ago the last backup was."""
        self.age_changed.emit(age_words(self.last, self._session.desk.clock))

    def make(self, folder: Path) -> None:
        """Copy the count to a new file in this folder, and read it again to be sure."""
        if self.busy:
            return
        self.busy = True
        ledger = self._session.desk.ledger
        at = self._session.desk.clock()
        to = folder / f"{ledger.path.stem}-{at:%Y-%m-%d-%H%M%S}{ledger.path.suffix}"
        self.started.emit(say("ui", "backup.under-way", path=to))

        def made(read: "Replay") -> None:
            self.busy = False
            self._remember(folder, at)
            entries = sum(seq for seq, _ in read.heads.values())
            self.ended.emit(say("ui", "backup.made", path=to, entries=entries))
            self.tell_age()

        def failed(why: str) -> None:
            self.busy = False
            self.failed.emit(say("ui", "backup.failed", why=why))

        self._session.read(lambda ledger: ledger.backup(to), made, failed)

    def _remember(self, folder: Path, at: datetime) -> None:
        kept = dict(self._settings.now.backups)
        kept.pop(self._session.desk.ledger.origin, None)
        kept[self._session.desk.ledger.origin] = at.isoformat()
        try:
            self._settings.change(
                backup_folder=str(folder.absolute()),
                backups=dict(list(kept.items())[-_MOST_COUNTS:]),
            )
        except EnvironmentFault as fault:
            self._session.said.emit(str(fault))


def age_words(last: datetime | None, clock: Callable[[], datetime]) -> str:
    """How long ago the last backup was, as the header says it."""
    if last is None:
        return say("ui", "backup.none")
    minutes = max(clock() - last, timedelta()) // timedelta(minutes=1)
    if minutes < 1:
        return say("ui", "backup.just-now")
    if minutes < 60:
        return say("ui", "backup.minutes", minutes=minutes)
    return say("ui", "backup.hours", hours=minutes // 60)
