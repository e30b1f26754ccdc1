"""One count's file: append, read, back up. The only place where an act becomes permanent."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import Act, AnyAct
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.views.branches.parting import Parting
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.staff_names import StaffName
from tallyapp.errors import EnvironmentFault

from . import database, drafts, names, published, reading
from .backup import Snapshot, snapshot
from .behind import Behind
from .branches import Branch, partings
from .count_file import CountFile
from .database import Connect, plain_connect
from .disagreements import Disagreement
from .drafts import SetAside, Unfinished
from .ends import Ends
from .entries import Appended, Entry, Heads, Moved, Sign, chained
from .highwater import HighWater, Marks, as_far_as_read
from .late import LateCheck
from .opening import opened
from .published import checkpoint
from .replay import Part, Replay
from .rows import Row
from .signatures import to_sign
from .writing import Writing


class Ledger:
    """A count file, open and taken exclusively; one connection, used by one thread at a time."""

    def __init__(self, path: Path, file: CountFile, origin: str, heads: Heads) -> None:
        self.path = path
        self.origin = origin
        """The id of the count's first act."""
        self.behind = Behind()
        """The contests that were not read at opening."""
        self.signatures = LateCheck(())
        """The check of those signatures of which this machine does not know yet that they hold."""
        self._file = file
        self._ends = Ends(heads)
        self._writing = Writing(path, file, self._ends, lambda: self.behind.left)
        self._disagreements: tuple[Disagreement, ...] = ()
        self._seen: HighWater | None = None
        self._verified: Mapping[str, int] = {}
        self._marks: Marks = {}

    @property
    def _connection(self) -> sqlite3.Connection:
        """Raises EnvironmentFault while the disk does not let the file be opened again."""
        return self._writing.connection

    # ---- making and opening

    @classmethod
    def create(
        cls,
        path: Path,
        first: acts.CountSetUp,
        names_kept: Sequence[StaffName],
        sign: Sign,
        now: datetime,
        connect: Connect = plain_connect,
    ) -> "Ledger":
        """A new file that begins with this act and the name of whom it enrols, signed in this way;
        raises EnvironmentFault if it exists or cannot be made.
        """
        with ExitStack() as undo:
            database.claim(path)
            # Whatever fails, nothing is left: no empty count, no lock, no note beside it.
            undo.callback(path.unlink, missing_ok=True)
            file = CountFile(path, first.workstation, now, connect, new=True)
            undo.callback(file.close)
            ledger = cls(path, file, first.id, {})
            ledger.append([ledger.signed(acts.COUNT_STREAM, 0, first, sign)], names_kept)
            undo.pop_all()
            return ledger

    @classmethod
    def open(
        cls,
        path: Path,
        workstation: str,
        now: datetime,
        seen: HighWater | None = None,
        connect: Connect = plain_connect,
        at_once: int | None = None,
    ) -> tuple["Ledger", Replay]:
        """A file and what it means; where it does not agree,
        `disagreements` says so and it is read-only.

        Where its contests but the first have more than `at_once` acts, they are still to be read
        `behind`. Signatures that this machine does not know are checked from now on, beside what is
        done.
        Raises EnvironmentFault if the file cannot be read at all, or is in use.
        """
        at_opening = opened(path, workstation, now, seen, connect, at_once)
        read = at_opening.read
        ledger = cls(path, at_opening.file, read.origin, read.heads)
        ledger._disagreements = tuple(at_opening.found)
        ledger._seen = seen
        ledger._verified = at_opening.verified
        ledger._marks = at_opening.marks
        ledger.behind = at_opening.behind
        ledger.behind.begin(ledger._rows_of, ledger._take)
        ledger.signatures = LateCheck(read.unchecked, more=bool(ledger.behind.left))
        # Nobody else asks for them: those of a whole night are fifty megabytes.
        read.unchecked = []
        return ledger, read

    def close(self, seen: HighWater | None = None) -> None:
        """Give the file back, and remember on this machine how far it was seen."""
        self.signatures.stop()
        self._file.close()
        if seen and self.origin and not self.disagreements:
            # What was added since was signed here: it is known to hold when all before it is.
            every = {stream: seq for stream, (seq, _) in self.heads.items()}
            self._remember(seen, every if self.signatures.complete else self._verified)

    def _remember(self, seen: HighWater, verified: Mapping[str, int]) -> None:
        self._marks = as_far_as_read(
            seen, self.origin, self.heads, verified, self._marks, self.behind.left
        )

    def _rows_of(self, stream: str) -> Iterator[Row]:
        return reading.rows(self._connection, stream)

    def _take(self, part: Part) -> None:
        """A contest that was read behind the first."""
        if part.end:
            self._ends.read(part.stream, part.end)
        self._disagreements += part.disagreements
        self.signatures.add(part.unchecked)
        if not part.stream:
            self.signatures.no_more()
            if self._seen and not self.disagreements:
                with suppress(EnvironmentFault):
                    self._remember(self._seen, self._verified)

    # ---- what does not agree

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where the file does not agree, as far as that is known now: with any it is read-only."""
        return self._disagreements + self.signatures.found

    def go_on_from_older(self) -> None:
        """It was recorded that this copy is gone on from: what this machine remembers is past."""
        self._disagreements = ()

    # ---- acts

    @property
    def heads(self) -> Heads:
        """How many acts each stream has, and its head."""
        return self._ends.heads

    def checkpoint(self, stream: str, seq: int = 0) -> Checkpoint:
        """How far a stream is, or was at an earlier position, with its head and code."""
        at, head = self.heads[stream]
        if seq and seq != at:
            query = "SELECT head FROM act WHERE stream = ? AND seq = ?"
            (head,) = self._connection.execute(query, [stream, seq]).fetchone()
            at = seq
        return checkpoint(self.origin, stream, at, head)

    def append(
        self, entries: Sequence[Entry], names_kept: Sequence[StaffName] = ()
    ) -> Appended | Moved:
        """Add acts, and the names of those they enrol, in one transaction, on the disk when this
        returns; or nothing, if a stream has moved on.

        Raises EnvironmentFault if they could not be saved: then none of them was.
        """
        self._writing.must_be_open()
        # Before anything is written: the desk takes in the others' acts and asks again.
        moved = self.moved(entries)
        if moved:
            return moved
        rows, heads = chained(entries, self.origin, self.heads)
        self._writing.add(rows, heads, names_kept)
        return Appended(heads)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is appended and kept in here is on the disk when this ends, all in one transaction:
        for a count that is being made, of which nobody is told before it is whole.

        Raises EnvironmentFault if it could not be saved. Whatever fails in here, none of it is
        saved, and this ledger takes nothing more.
        """
        with database.told_of(self.path), self._file.writing_together():
            yield

    def signed(self, stream: str, after: int, act: Act, sign: Sign) -> Entry:
        """The act as an entry of this count, signed in this way."""
        stored = acts.encode(act)
        return Entry(stream, after, act, stored, sign(to_sign(self.origin, stream, stored)))

    def moved(self, entries: Sequence[Entry]) -> Moved | None:
        """What came in between, `count` first:
        each entry builds on its stream and on what it saw of `count`.

        None if nothing did. The acts may hold some that were taken in already.
        """
        return self._ends.moved(entries, self.read_from)

    def read_from(self, stream: str, after: int = 0) -> list[tuple[int, AnyAct]]:
        """A stream's acts that come after its first `after`, with their positions."""
        return reading.read_from(self._connection, stream, after)

    def read_these(self, stream: str, positions: Iterable[int]) -> list[tuple[int, AnyAct]]:
        """Some acts of a stream, by their positions; those that are not there are left out."""
        return reading.read_these(self._connection, stream, positions)

    def matching(
        self, stream: str, *, after: int = 0, kind: str = "", officer: int = 0, thing: str = ""
    ) -> list[int]:
        """The positions of a stream's acts of one kind, by one officer,
        about one thing; empty or 0 is any.
        """
        return reading.matching(
            self._connection, stream, after=after, kind=kind, officer=officer, thing=thing
        )

    def lines(self, stream: str, withheld: Collection[int] = frozenset()) -> bytes:
        """A whole stream as JSON Lines, exactly as stored: what an audit pack carries.

        Of the positions `withheld` the leaf stands in; ValueError for one that may not be.
        """
        return reading.lines(self._connection, stream, withheld)

    def partings(self, other: Branch) -> list[Parting]:
        """Where each stream parts from that of another file of this count."""
        return partings(self._connection, other.connection)

    def names(self) -> Mapping[str, StaffName]:
        """The names of the staff that fit, by the commitment that the acts hold of each."""
        return names.kept(self._connection)

    def totals(self, stream: str) -> ResultFigures:
        """A contest's figures by the second arithmetic, in SQL straight from the stored acts."""
        # The views know nothing of one contest: given this one's acts alone they need not read all
        # others'.
        return published.totals(reading.rows(self._connection, stream))

    def line_totals(self, stream: str, lines: Iterable[AreaLine]) -> dict[AreaLine, int]:
        """What lines of a contest's areas come to by the second arithmetic, in votes or papers."""
        return published.line_totals(reading.rows(self._connection, stream), lines)

    # ---- drafts: what somebody is in the middle of keying

    def keep_draft(self, officer: int, place: str, keyed: str, now: datetime) -> None:
        """Keep what an officer has keyed so far at a place, in place of what was kept before."""
        with self._writing.of_drafts() as connection:
            drafts.keep(connection, officer, place, keyed, now)

    def drop_draft(self, officer: int, place: str) -> None:
        """The keying was finished, or given up."""
        with self._writing.of_drafts() as connection:
            drafts.drop(connection, officer, place)

    def drafts(self, officer: int) -> dict[str, str]:
        """What an officer has kept, by place; without what cannot be read any more."""
        return drafts.kept_by(self._connection, officer)

    def unfinished(self) -> list[Unfinished]:
        """Whose unfinished keyings there are, the oldest first; never what was keyed."""
        return drafts.unfinished(self._connection)

    def set_aside(self) -> list[SetAside]:
        """Take what cannot be read out of the way of new keying, and name it: for whoever asks
        must say it. Nothing in a file that can only be read.

        Raises EnvironmentFault if it cannot be written.
        """
        if self.disagreements:
            return []
        with self._writing.of_drafts() as connection:
            return drafts.set_aside(connection)

    def hand_over(self, officer: int, place: str, to: int, note: str, now: datetime) -> None:
        """What an officer has kept at a place is another's from now on,
        and to whom is noted: all or nothing.

        The first officer keeps the note, at a place of its own.
        Raises EnvironmentFault if it cannot be written, or if the other has begun there too.
        """
        with self._writing.of_drafts() as connection:
            drafts.hand_over(connection, officer, place, to, note, now)

    # ---- backup

    def backup(self, destination: Path) -> Heads:
        """A copy that was read again from the disk and agrees with this file; gives where its
        streams end. Drafts stay behind.

        Waits until every contest is read, and every signature is checked.
        Raises EnvironmentFault if it exists, cannot be written, or does not agree.
        """
        self.behind.read_all()
        self.must_be_signed()
        taken = self.snapshot()
        taken.keep(destination)
        return taken.heads

    def must_be_signed(self) -> None:
        """Wait, on any thread, until every signature is checked: those of contests that are read
        behind as well, which are not all known before.

        Raises EnvironmentFault if one does not hold: such a file is not backed up.
        """
        if wrong := self.signatures.wait():
            raise EnvironmentFault(
                f"Entry {wrong[0].seq} of {wrong[0].stream} in {self.path} is not signed by "
                f"{wrong[0].name}, which it names: no backup was made. Go on from the last backup, "
                "and keep this file for the inquiry."
            )

    def snapshot(self, others: Callable[[], None] = lambda: None) -> Snapshot:
        """The file as it is now, to be kept as a backup; signatures are not waited for.

        Taken in small steps, with `others` called between them: acts may be added there.
        Raises EnvironmentFault if the file cannot be read, or must be opened anew since.
        """
        connection = self._connection
        with self._file.copying(others) as let_on:
            return snapshot(connection, self.path, lambda: self.heads, let_on)
