"""Backups of the open count: to a folder that is remembered, beside the keying, read again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tallyapp.errors import EnvironmentFault
from tallyapp.files import free_name, is_folder
from tallyapp.ledger.generations import stem_at, thin_out
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.theme.marks import Mark
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session

_MOST_COUNTS = 32
"""Counts whose last backup this machine remembers."""
_MINUTE = 60_000
_OLD = timedelta(minutes=30)
"""So old a backup may be before everybody is told that it is."""
_AGAIN = timedelta(minutes=2)
"""After one that failed: a stick is soon put back."""


@dataclass(frozen=True)
class Age:
    """How long ago the last backup was, in words; `mark` where somebody must see to it, and `short`
    what is said of that where there is little room.
    """

    words: str
    mark: Mark | None = None
    short: str = ""


@dataclass(frozen=True)
class _Made:
    path: Path
    entries: int


class Backups(QObject):
    """Makes a backup of the count by itself and when somebody asks, and knows how old the last is.

    What a person asked for is said when it begins and ends; of those made by themselves, only that
    one was not made.
    """

    started = Signal(str)
    """A backup that was asked for is under way: so it is said."""
    ended = Signal(str)
    """It is made, and agrees with the count; in words."""
    failed = Signal(str)
    """One was not made, why, and what to do."""
    recovered = Signal()
    """One was made by itself, after one that was not."""
    age_changed = Signal(object)
    """How long ago the last one was (Age)."""

    def __init__(self, session: "Session", settings: Settings) -> None:
        super().__init__(session)
        self._session = session
        self._settings = settings
        self.busy = False
        self.newest: Path | None = None
        """The last one that was made in this session."""
        self._next: Path | None = None
        self._why = ""
        self._opened = session.desk.clock()
        self._tried = self._opened
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    @property
    def folder(self) -> Path | None:
        """Where the last backup went; None where that is not known, or is there no more."""
        kept = self.chosen
        return kept if kept and is_folder(kept) else None

    @property
    def chosen(self) -> Path | None:
        """Where backups are to go, whether it is there now or not; None where nobody has said."""
        kept = self._settings.now.backup_folder
        return Path(kept) if kept else None

    @property
    def every(self) -> int:
        """After how many minutes one is made by itself; 0 for never."""
        return max(0, self._settings.now.backup_every)

    @property
    def last(self) -> datetime | None:
        """When this machine made the last backup of this count; None if it made none."""
        at = self._settings.now.backups.get(self._session.desk.ledger.origin)
        return datetime.fromisoformat(at) if at else None

    @property
    def since(self) -> int:
        """How many entries are in no backup of this machine's."""
        count = self._session.desk.count
        entries = count.count.seq + sum(contest.seq for contest in count.contests.values())
        backed_up = self._settings.now.backed_up.get(self._session.desk.ledger.origin, 0)
        # Of a copy that went on further, before this one was gone on with, it says nothing.
        return entries - backed_up if backed_up <= entries else entries

    def tell_age(self) -> None:
        """Tell how long ago the last backup was."""
        self._tell(self._session.desk.clock())

    def look(self) -> None:
        """Tell it, and make the next one by itself where it is due."""
        now = self._session.desk.clock()
        self._tell(now)
        if self.chosen and self._is_due(now):
            self._begin(self.chosen, now, stem_at(self._count, now), asked=False)

    def make(self, folder: Path) -> None:
        """Copy the count to a new file in this folder, and read it again to be sure; after the one
        that is under way.
        """
        if self.busy:
            self._next = folder
            return
        at = self._session.desk.clock()
        stem = stem_at(self._count, at, asked=True)
        self.started.emit(say("ui", "backup.under-way", path=folder / stem))
        self._begin(folder, at, stem, asked=True)

    def remember_every(self, minutes: int) -> None:
        """From now on one is made by itself after so many minutes; never after 0."""
        self._keep(backup_every=minutes)

    @property
    def _count(self) -> Path:
        return self._session.desk.ledger.path

    def _is_due(self, now: datetime) -> bool:
        ledger = self._session.desk.ledger
        known = ledger.signatures.complete and not ledger.disagreements
        if self.busy or not self.every or not self.since or not known:
            return False
        if self._why:
            waited = now - self._tried
            least = _AGAIN
        else:
            waited = now - (self.last or datetime.min.replace(tzinfo=now.tzinfo))
            least = timedelta(minutes=self.every)
        # A clock that was put back must not stop the backups.
        return waited >= least or waited < timedelta()

    def _begin(self, folder: Path, at: datetime, stem: str, *, asked: bool) -> None:
        self.busy = True
        self._tried = at

        def made(now: _Made) -> None:
            recovers = bool(self._why)
            self._why = ""
            self.newest = now.path
            self._remember(folder, at, now.entries)
            if asked:
                said = say("ui", "backup.made", path=now.path, entries=now.entries)
                self.ended.emit(said)
            elif recovers:
                self.recovered.emit()
            self._go_on()

        def failed(why: str) -> None:
            is_known = why == self._why
            self._why = why
            # Said again and again every few minutes, nobody would read it.
            if asked or not is_known:
                self.failed.emit(
                    say("ui", f"backup.failed{'' if asked else '-by-itself'}", why=why)
                )
            self._go_on()

        self._session.beside(lambda: self._made(folder, stem, asked=asked), made, failed)

    def _made(self, folder: Path, stem: str, *, asked: bool) -> _Made:
        """Off the window's thread: the backup, written and read again."""
        # Before anything is taken: a stick that is not there costs nobody anything.
        if not is_folder(folder):
            raise EnvironmentFault(say("ui", "backup.no-folder", folder=folder))
        path = free_name(folder, stem, self._count.suffix)
        taken = self._session.taken()
        taken.keep(path)
        if not asked:
            thin_out(self._count, path)
        return _Made(path, sum(seq for seq, _ in taken.heads.values()))

    def _go_on(self) -> None:
        self.busy = False
        self.tell_age()
        if self._next is not None:
            folder = self._next
            self._next = None
            self.make(folder)

    def _remember(self, folder: Path, at: datetime, entries: int) -> None:
        origin = self._session.desk.ledger.origin
        now = self._settings.now
        times = {each: time for each, time in now.backups.items() if each != origin}
        kept = dict([*times.items(), (origin, at.isoformat())][-_MOST_COUNTS:])
        every = now.backed_up | {origin: entries}
        self._keep(
            backup_folder=str(folder.absolute()),
            backups=kept,
            backed_up={each: every[each] for each in kept if each in every},
        )

    def _keep(self, **values: object) -> None:
        try:
            self._settings.change(**values)
        except EnvironmentFault as fault:
            self._session.said.emit(str(fault))

    def _tell(self, now: datetime) -> None:
        told = age(self.last, self._opened, now, since=self.since, failing=bool(self._why))
        self.age_changed.emit(told)


def age(
    last: datetime | None, opened: datetime, now: datetime, *, since: int, failing: bool
) -> Age:
    """How old the last backup is, as the header says it; of a count opened at that time, with so
    many entries `since`, and the last attempt `failing` or not.
    """
    words = _ago(last, now)
    if failing:
        short = say("ui", "backup.failing-short")
        return Age(say("ui", "backup.failing", age=words), Mark.DOES_NOT_ADD, short)
    if since and now - (last or opened) >= _OLD:
        old = say("ui", "backup.old", age=words, entries=since) if last else words
        return Age(old, Mark.DIFFERS, words)
    return Age(words)


def _ago(last: datetime | None, now: datetime) -> str:
    if last is None:
        return say("ui", "backup.none")
    minutes = max(now - last, timedelta()) // timedelta(minutes=1)
    if minutes < 1:
        return say("ui", "backup.just-now")
    if minutes < 60:
        return say("ui", "backup.minutes", minutes=minutes)
    return say("ui", "backup.hours", hours=minutes // 60)
