"""A backup restored to a file of its own, read to its end, and compared with what it came from."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.branches.parting import Parting
from tallyapp.errors import EnvironmentFault
from tallyapp.files import copy_to_new, free_name, is_file, is_folder

from . import chain, database, reading
from .branches import Branch, branch, partings
from .copies import origin_of
from .disagreements import Disagreement, What
from .generations import is_named_so
from .highwater import Marks, otherwise
from .in_use import InUse

_SUFFIX = ".tally"
_RESTORED = "restored"


@dataclass(frozen=True)
class Noted:
    """A code that somebody wrote down, and the entry it is for; no stream where none is here."""

    code: str
    stream: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Held:
    """How far one stream goes in a backup: its last entry, and the code for it.

    `contest` is what it comes to there, None for the stream of the whole count. `parting` is how it
    stands to the same stream of the count that it came from, None where that was not asked: its
    `first` is in the backup alone, its `second` is lacking there.
    """

    stream: str
    name: str
    seq: int
    code: str
    last: AnyAct | None
    contest: ContestState | None = None
    parting: Parting | None = None

    @property
    def lacking(self) -> int:
        """How many entries the count has after the last one here."""
        return len(self.parting.second) if self.parting else 0

    @property
    def is_apart(self) -> bool:
        """Whether it and the count went on in two ways after the same beginning."""
        parting = self.parting
        return bool(parting and parting.first and parting.second)


@dataclass(frozen=True)
class Restored:
    """What a backup holds, read from the copy at `path`.

    `wrong` is where it does not agree with itself; `remembered` what this machine saw otherwise;
    `against` the file that it was compared with, `is_other` where that is another count.
    """

    backup: Path
    path: Path
    held: tuple[Held, ...]
    wrong: tuple[Disagreement, ...]
    remembered: tuple[Disagreement, ...] = ()
    noted: tuple[Noted, ...] = ()
    against: Path | None = None
    is_other: bool = False

    @property
    def forked(self) -> tuple[Disagreement, ...]:
        """Where this machine saw other entries at the same positions."""
        return tuple(each for each in self.remembered if each.what is What.FORK)

    @property
    def counted_on(self) -> bool:
        """Whether it is whole, and a part of the count it came from as far as that is known."""
        missed = [each for each in self.noted if not each.stream]
        apart = [each for each in self.held if each.is_apart]
        return not (self.wrong or self.forked or missed or apart or self.is_other)

    @property
    def entries(self) -> int:
        """How many entries are in it."""
        return sum(each.seq for each in self.held)


@dataclass(frozen=True)
class Beside:
    """The count that a backup came from, as it is now."""

    path: Path
    connection: sqlite3.Connection


def backup_at(path: Path) -> Path:
    """A backup by its own path, or the newest one in the folder of this path: of those that are
    named as backups are, if there are any, for the count itself may lie among them.

    Raises EnvironmentFault where there is none in the folder.
    """
    if not is_folder(path):
        return path
    try:
        found = {each: each.stat().st_mtime for each in path.glob(f"*{_SUFFIX}") if is_file(each)}
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be read ({error.strerror}). Check the disk, then try again."
        ) from error
    if not found:
        raise EnvironmentFault(
            f"There is no backup in {path}: no file that ends in {_SUFFIX}. Choose another folder."
        )
    backups = [each for each in found if is_named_so(each)]
    return max(backups or found, key=lambda each: (found[each], each))


def restore(
    backup: Path,
    folder: Path,
    marks_of: Callable[[str], Marks],
    beside: Beside | None = None,
    codes: Sequence[str] = (),
) -> Restored:
    """Restore a backup to a new file in a folder, under a name that is free, and read all of it.

    `marks_of` tells what this machine saw of a count, `beside` is the count it came from where that
    can be read, `codes` are some that were noted. A copy that cannot be counted on does not stay.
    Raises EnvironmentFault where it cannot be read at all, is no backup, or cannot be written.
    """
    _must_be_closed(backup)
    path = free_name(folder, f"{backup.stem}-{_RESTORED}", _SUFFIX)
    copy_to_new(backup, path)
    restored: Restored | None = None
    try:
        with _of_the_backup(backup, path), branch(path) as read:
            restored = _restored(backup, read, marks_of, beside, codes)
    finally:
        # Whatever it is, nobody is to open it by mistake.
        if restored is None or not restored.counted_on:
            path.unlink(missing_ok=True)
    return restored


@contextmanager
def came_from(backup: Path, counts: Iterable[Path]) -> Iterator[Beside | None]:
    """The first of these counts of which this is a backup, read from a copy; None where there is
    none that can be read.
    """
    origin = origin_of(backup)
    of_it = (each for each in counts if origin and each != backup and origin_of(each) == origin)
    with ExitStack() as stack:
        beside = None
        for count in of_it:
            # One that is damaged, or in use elsewhere, is not there to be compared with.
            with suppress(EnvironmentFault):
                read = stack.enter_context(branch(count))
                beside = Beside(count, read.connection)
                break
        yield beside


def _must_be_closed(backup: Path) -> None:
    database.must_be_there(backup)
    # By the lock beside it, before anything of it is read: to close a file that this program has
    # open elsewhere would drop SQLite's lock on it.
    InUse.take(backup).give_back()
    journal = backup.with_name(f"{backup.name}-journal")
    if journal.exists() and journal.stat().st_size:
        raise EnvironmentFault(
            f"{backup} was left in the middle of a write: it is a count, and no backup of one. "
            "Open it where it lies, and close it again; then it can be copied."
        )


@contextmanager
def _of_the_backup(backup: Path, path: Path) -> Iterator[None]:
    """What is said of the copy, which does not stay, names the backup."""
    try:
        yield
    except EnvironmentFault as fault:
        raise EnvironmentFault(str(fault).replace(str(path), str(backup))) from fault


def _restored(
    backup: Path,
    read: Branch,
    marks_of: Callable[[str], Marks],
    beside: Beside | None,
    codes: Sequence[str],
) -> Restored:
    origin = read.read.origin
    is_other = beside is not None and reading.origin(beside.connection) != origin
    parted: dict[str, Parting] = {}
    if beside and not is_other:
        found = partings(read.connection, beside.connection)
        parted = {parting.stream: parting for parting in found}
    head_at = partial(reading.head_at, read.connection)
    heads = read.read.heads
    streams = [*heads, *(stream for stream in parted if stream not in heads)]
    return Restored(
        backup=backup,
        path=read.path,
        held=tuple(_held(read, stream, parted.get(stream)) for stream in streams),
        wrong=read.disagreements,
        remembered=tuple(otherwise(marks_of(origin), read.read, head_at)),
        noted=tuple(_noted(read, codes)),
        against=beside.path if beside else None,
        is_other=is_other,
    )


def _held(read: Branch, stream: str, parting: Parting | None) -> Held:
    count = read.read.count
    contest = count.contests.get(stream)
    name = contest.set_up.name if contest else stream
    if stream == COUNT_STREAM and count.count.set_up:
        name = count.count.set_up.name
    seq, head = read.read.heads.get(stream, (0, b""))
    last = reading.read_these(read.connection, stream, [seq])
    code = chain.code(read.read.origin, stream, seq, head)
    return Held(stream, name, seq, code, last[0][1] if last else None, contest, parting)


def _noted(read: Branch, codes: Sequence[str]) -> Iterator[Noted]:
    """Each code, with the entry here of which it is the code."""
    if not codes:
        return
    found: dict[str, Noted] = {}
    for stream, seq, head in reading.every_head(read.connection):
        code = chain.code(read.read.origin, stream, seq, head)
        found[code] = Noted(code, stream, seq)
    for written in codes:
        code = chain.read_code(written)
        yield found.get(code, Noted(code))
