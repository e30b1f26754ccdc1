"""What the ledger costs beyond the disk: committing a sheet, and opening a file of 200,000 acts."""

import sqlite3
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay
from tallyapp.practice import rehearsal
from tallyapp.practice.past.published import PastResult

from .counts import DAY, large, of_three_seats, result
from .harness import Row, Side, compare

SHEETS = 400
ACTS = 200_000


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
        yield opening(Path(folder))


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
        aim="1.15 on the clock; our own processor time under 0.3 ms",
    )


class _Hall:
    """A new count file, and a new bare table, for every round."""

    def __init__(self, folder: Path, made_up: PastResult) -> None:
        self._folder, self._round = folder, 0
        self._made_up = made_up
        self._desk: Desk | None = None
        self._bare: sqlite3.Connection | None = None
        self._rows: list[tuple[str, int, str, bytes]] = []
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
        clock = rehearsal.HallClock(DAY)
        self._desk = rehearsal.begin(
            self._folder / f"{self._round}.tally", "Bench", [made_up], clock
        )
        self._planned = rehearsal.set_up(self._desk, made_up, seed=1)
        for slate in self._planned.plan.slates:
            named = self._desk.by(rehearsal.CLERKS[0]).contest
            self._desk.do("bench", acts.SlateNamed(**named, candidates=slate))
        self._bare = database.plain_connect(str(self._folder / f"{self._round}.bare"))
        self._bare.execute(
            "CREATE TABLE act (stream TEXT, seq INTEGER, entry TEXT, head BLOB, PRIMARY KEY "
            "(stream, seq)) "
            "STRICT, WITHOUT ROWID"
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
            self._bare.execute("INSERT INTO act VALUES (?, ?, ?, ?)", row)
            self._bare.execute("COMMIT")

    def _desk_rows(self) -> list[tuple[str, int, str, bytes]]:
        assert self._desk
        lines = self._desk.ledger.lines("bench").decode().splitlines()[-SHEETS:]
        return [
            ("bench", seq, line, sha256(line.encode()).digest())
            for seq, line in enumerate(lines, 1)
        ]


def opening(folder: Path) -> Row:
    """Every head, form and rule of a count checked,
    against reading, hashing and decoding the same rows.
    """
    path = folder / "large.tally"
    made = large(path, ACTS)
    connection = sqlite3.connect(path)

    def ours() -> None:
        assert not replay(database.rows(connection)).disagreements

    def bare() -> None:
        for row in database.rows(connection):
            sha256(row.entry).digest()
            acts.decode(row.entry)

    return compare(
        f"Opening a count of {made:,} acts",
        Side("chain, form and every rule checked, state rebuilt", ours),
        Side("bare scan, SHA-256 and decoding of the same rows", bare),
        rounds=5,
        unit="opening",
        aim="3",
    )
