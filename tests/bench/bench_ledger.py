"""What the ledger costs beyond the disk: committing a sheet, and opening a file of 200,000 acts."""

import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

from tallyapp import rehearsal
from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.things import Candidate
from tallyapp.domain.units import CandidateNumber, Papers, Votes
from tallyapp.exchange.published import PastCandidate, PastResult
from tallyapp.ledger import database
from tallyapp.ledger.replay import replay

from .harness import Row, Side, compare

SHEETS = 400
ACTS = 200_000
DAY = date(2024, 7, 4)


def measure() -> Iterable[Row]:
    """Both comparisons, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        yield committing(Path(folder))
        yield opening(Path(folder))


def committing(folder: Path) -> Row:
    """A sheet through the desk, against the same bytes committed with the same pragmas and nothing else."""
    hall = _Hall(folder)
    return compare(
        "Keying a sheet of 12 candidates, checked and committed",
        Side("through the desk", hall.key, before=hall.again),
        Side("bare commits of the same bytes under the same pragmas", hall.write, before=hall.again),
        rounds=9,
        per=SHEETS,
        unit="sheet",
        aim="1.15 on the clock; our own processor time under 0.3 ms",
    )


class _Hall:
    """A new count file, and a new bare table, for every round."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._round = folder, 0
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
        result = _result("bench", papers=SHEETS * 600)
        clock = rehearsal.HallClock(DAY)
        self._desk = rehearsal.begin(self._folder / f"{self._round}.tally", "Bench", [result], clock)
        self._planned = rehearsal.set_up(self._desk, result, seed=1)
        self._bare = database.plain_connect(str(self._folder / f"{self._round}.bare"))
        self._bare.execute(
            "CREATE TABLE act (stream TEXT, seq INTEGER, entry TEXT, head BLOB, PRIMARY KEY (stream, seq)) "
            "STRICT, WITHOUT ROWID"
        )
        database.prepare(self._bare)

    def key(self) -> None:
        assert self._desk
        sheets = self._planned.plan.sheets
        for n in range(SHEETS):
            sheet = sheets[n // 2]
            fields = {"sheet": sheet.number, "figures": sheet.figures}
            self._desk.do("bench", acts.SheetKeyed, rehearsal.CLERKS[n % 2], **fields)

    def write(self) -> None:
        assert self._bare
        for row in self._rows:
            self._bare.execute("BEGIN IMMEDIATE")
            self._bare.execute("INSERT INTO act VALUES (?, ?, ?, ?)", row)
            self._bare.execute("COMMIT")

    def _desk_rows(self) -> list[tuple[str, int, str, bytes]]:
        assert self._desk
        lines = self._desk.ledger.lines("bench").decode().splitlines()[-SHEETS:]
        return [("bench", seq, line, sha256(line.encode()).digest()) for seq, line in enumerate(lines, 1)]


def opening(folder: Path) -> Row:
    """Every head, form and rule of a count checked, against reading, hashing and decoding the same rows."""
    path = folder / "large.tally"
    made = _large(path)
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


def _large(path: Path) -> int:
    """A count of at least 200,000 acts, written without waiting for the disk at each."""
    clock = rehearsal.HallClock(DAY)
    results = [_result(f"contest-{n}", papers=600_000) for n in range(1, 100)]
    desk = rehearsal.begin(path, "Bench", results, clock)
    desk.ledger._connection.execute("PRAGMA synchronous=OFF")
    desk.ledger._connection.execute("PRAGMA journal_mode=MEMORY")
    total = 0
    for result in results:
        planned = rehearsal.set_up(desk, result, seed=1)
        rehearsal.verify_boxes(desk, planned)
        rehearsal.key_papers(desk, planned)
        total = sum(seq for seq, _ in desk.ledger.heads.values())
        if total >= ACTS:
            break
    desk.close()
    return total


def _result(name: str, papers: int) -> PastResult:
    """A made-up result of 12 candidates."""
    votes = [papers * share // 1000 for share in (497, 129, 120, 87, 61, 45, 16, 15, 11, 9, 6, 4)]
    candidates = tuple(
        PastCandidate(
            candidate=Candidate(surname=f"Candidate{n}", other_names="A", description="B"), votes=Votes(v)
        )
        for n, v in enumerate(votes, 1)
    )
    return PastResult(
        id=name,
        kind="uk-parliamentary",
        election="Bench",
        name=name,
        polling_day=DAY,
        electorate=9_000_000,
        seats=1,
        valid=Papers(sum(votes)),
        rejected=Papers(papers // 100),
        candidates=candidates,
        winner=CandidateNumber(1),
        majority=Votes(votes[0] - votes[1]),
        source="made up",
    )
