"""What the ledger costs beyond the disk: committing a sheet, and opening a file of 200,000 acts."""

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.ledger import chain, database, reading
from tallyapp.ledger.late import LateCheck
from tallyapp.ledger.published import read_published, rows_of
from tallyapp.ledger.replay import Replay, replay
from tallyapp.ledger.signatures import holds
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.workstation import new_workstation

from .counts import DAY, large, of_three_seats, result
from .harness import Row, Side, compare

SHEETS = 400
ACTS = 200_000
SIGNATURES = 20_000


def measure() -> Iterable[Row]:
    """Each comparison, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield committing(
            Path(folder), "Keying a sheet of 12 candidates", result("bench", SHEETS * 600)
        )
    with tempfile.TemporaryDirectory() as folder:
        words = "Keying a sheet of a contest for 3 seats, 12 candidates, blocks and mixed papers"
        yield committing(Path(folder), words, of_three_seats("bench", SHEETS * 600))
    with tempfile.TemporaryDirectory() as folder:
        yield from opening(Path(folder))
    for measured in (signing, checking):
        with tempfile.TemporaryDirectory() as folder:
            yield measured(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from verifying(Path(folder))


def committing(folder: Path, words: str, made_up: PastResult) -> Row:
    """A sheet through the desk, against the same bytes
    committed with the same pragmas and nothing else.
    """
    hall = _Hall(folder, made_up)
    return compare(
        f"{words}, checked and committed",
        Side("through the desk", hall.key, before=hall.again),
        Side(
            "bare commits of the same bytes under the same pragmas", hall.write, before=hall.again
        ),
        rounds=9,
        per=SHEETS,
        unit="sheet",
        aim="1.15 on the clock; our own processor time under 0.1 ms",
    )


class _Hall:
    """A new count file, and a new bare table, for every round."""

    def __init__(self, folder: Path, made_up: PastResult) -> None:
        self._folder, self._round = folder, 0
        self._made_up = made_up
        self._desk: Desk | None = None
        self._bare: sqlite3.Connection | None = None
        self._rows: list[tuple[str, int, str, bytes, bytes]] = []
        self.again()
        self.key()
        self._rows = self._desk_rows()

    def again(self) -> None:
        if self._desk:
            self._desk.close()
        if self._bare:
            self._bare.close()
        self._round += 1
        made_up = self._made_up
        clock = HallClock(DAY)
        self._desk = rehearsal.begin(
            self._folder / f"{self._round}.tally", "Bench", [made_up], clock
        )
        self._planned = rehearsal.set_up(self._desk, made_up, seed=1)
        for slate in self._planned.plan.slates:
            named = self._desk.by(rehearsal.CLERKS[0]).contest
            self._desk.do("bench", acts.SlateNamed(**named, candidates=slate))
        self._bare = database.plain_connect(str(self._folder / f"{self._round}.bare"))
        self._bare.execute(
            "CREATE TABLE act (stream TEXT, seq INTEGER, entry TEXT, signature BLOB, head BLOB, "
            "PRIMARY KEY (stream, seq)) STRICT, WITHOUT ROWID"
        )
        database.prepare(self._bare)

    def key(self) -> None:
        assert self._desk
        sheets = self._planned.plan.sheets
        for n in range(SHEETS):
            sheet = sheets[n // 2]
            self._desk.do(
                "bench",
                acts.SheetKeyed(
                    **self._desk.by(rehearsal.CLERKS[n % 2]).contest,
                    sheet=sheet.number,
                    of=self._desk.contest("bench").sheets[sheet.number].opened,
                    figures=sheet.figures,
                ),
            )

    def write(self) -> None:
        assert self._bare
        for row in self._rows:
            self._bare.execute("BEGIN IMMEDIATE")
            self._bare.execute("INSERT INTO act VALUES (?, ?, ?, ?, ?)", row)
            self._bare.execute("COMMIT")

    def _desk_rows(self) -> list[tuple[str, int, str, bytes, bytes]]:
        assert self._desk
        rows = list(rows_of({"bench": self._desk.ledger.lines("bench")}))[-SHEETS:]
        return [
            ("bench", seq, row.entry.decode(), row.signature, sha256(row.entry).digest())
            for seq, row in enumerate(rows, 1)
        ]


def opening(folder: Path) -> Iterable[Row]:
    """Every head, form and rule of a count checked,
    against reading, hashing and decoding the same rows.
    """
    path = folder / "large.tally"
    made = large(path, ACTS)
    connection = sqlite3.connect(path)
    known = {stream: seq for stream, (seq, _) in replay(database.rows(connection)).heads.items()}

    # Kept until it is read again: to let go of what was read is no part of opening.
    kept: list[Replay] = []

    def ours() -> None:
        kept.append(replay(database.rows(connection), checked=known))
        assert not kept[0].disagreements

    def bare() -> None:
        for row in database.rows(connection):
            sha256(row.entry).digest()
            acts.decode(row.entry)

    def first_time() -> None:
        assert replay(database.rows(connection), checked={}).unchecked

    yield compare(
        f"Opening a count of {made:,} acts whose signatures this machine knows",
        Side("chain, form and every rule checked, state rebuilt", ours, before=kept.clear),
        Side("bare scan, SHA-256 and decoding of the same rows", bare, before=kept.clear),
        rounds=5,
        unit="opening",
        aim="2.5",
    )
    yield compare(
        f"Opening a count of {made:,} acts for the first time",
        Side("the same, and signatures kept for a later check", first_time),
        Side("signatures known", ours, before=kept.clear),
        rounds=3,
        unit="opening",
        aim="1.2: what takes long is done while people work",
    )


def checking(folder: Path) -> Row:
    """What is done beside the work after a first opening."""
    path = folder / "some.tally"
    large(path, SIGNATURES)
    with closing(sqlite3.connect(path)) as connection:
        signed = replay(database.rows(connection), checked={}).unchecked

    def one_thread() -> None:
        assert all(map(holds, signed))

    def late() -> None:
        assert not LateCheck(signed).wait()

    return compare(
        f"Checking {len(signed):,} signatures",
        Side("in the background", late),
        Side("in one thread", one_thread),
        rounds=3,
        per=len(signed),
        unit="signature",
        aim="under 1",
    )


def verifying(folder: Path) -> Iterable[Row]:
    """An auditor's reading of published streams, against opening the same acts as a file."""
    path = folder / "pack.tally"
    large(path, SIGNATURES)
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT DISTINCT stream FROM act")]
        lines = {name: reading.lines(connection, name) for name in names}

    def opened() -> None:
        with closing(sqlite3.connect(path)) as connection:
            assert not replay(database.rows(connection)).disagreements

    def opened_here_first() -> None:
        with closing(sqlite3.connect(path)) as connection:
            assert not LateCheck(replay(database.rows(connection), checked={}).unchecked).wait()

    def read() -> None:
        assert not read_published(lines).disagreements

    words = f"Reading published streams of {SIGNATURES:,} acts, every signature checked"
    first = Side("opening the same acts, their signatures checked as well", opened_here_first)
    later = Side("opening the same acts, signatures known", opened)
    as_allowed = "as few times as P-256 allows: a signature takes longer than all else of an act"
    for opening, against, aim in (("first", first, "2"), ("later", later, as_allowed)):
        yield compare(
            f"{words}, against a {opening} opening",
            Side("streams as they travel", read),
            against,
            rounds=3,
            unit="reading",
            aim=aim,
        )


def signing(folder: Path) -> Row:
    """What a signature costs each act, against its other hashes."""
    machine = new_workstation("bench", datetime(2024, 7, 4, tzinfo=UTC))
    entry = b"x" * 500

    def sign() -> None:
        for _ in range(SHEETS):
            machine.sign(entry)

    def hashed() -> None:
        for _ in range(SHEETS):
            chain.following(bytes(32), chain.leaf(bytes(64), entry))

    return compare(
        "Signing an act",
        Side("P-256", sign),
        Side("its leaf and head alone", hashed),
        rounds=9,
        per=SHEETS,
        unit="act",
    )
