"""All contests of a count as a table, and the council's seats as another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from tallyapp.desk import Clock
from tallyapp.domain.acts import UncontestedRecorded
from tallyapp.domain.state.contest import ContestState, Count, Stage
from tallyapp.domain.views.missing import missing
from tallyapp.domain.views.progress import AreaStage, area_progress
from tallyapp.domain.views.seats import CouncilSeats, council_seats
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.listing import Column, Look, ShownModel, look
from tallyapp.ui.widgets.table import Cell
from tallyapp.words.catalogue import say

from .words import tell

CONTEST, SEATS, STAGE, COUNTED, RECONCILED, MISSING = range(6)
_HEADINGS = ("contest", "seats", "stage", "counted-of", "reconciled-of", "first")
_RIGHT = (SEATS, COUNTED, RECONCILED)


@dataclass(frozen=True, slots=True)
class ContestRow:
    """How far a contest is: papers verified and counted,
    areas reconciled, and what is missing first.
    """

    name: str
    seats: int
    mark: Mark
    stage: str
    verified: int = 0
    counted: int = 0
    reconciled: int = 0
    areas: int = 0
    first: str = ""


def contest_row(contest: ContestState, clock: Clock) -> ContestRow:
    """How far a contest is; O(its boxes, sheets and forms)."""
    areas = [area_progress(contest, area) for area in contest.areas.values()]
    found = missing(contest, (each for area in areas for each in area.missing))
    mark, stage = _stage(contest, {area.stage for area in areas})
    return ContestRow(
        name=contest.set_up.name,
        seats=contest.set_up.seats,
        mark=mark,
        stage=say("overview", f"contest.{stage}"),
        verified=sum(area.verified for area in areas),
        counted=sum(area.counted for area in areas),
        reconciled=sum(area.stage is AreaStage.RECONCILED for area in areas),
        areas=len(areas),
        first=tell(contest, found[0], {}, clock).title if found else "",
    )


def _stage(contest: ContestState, areas: set[AreaStage]) -> tuple[Mark, str]:
    if contest.stage in (Stage.DECLARED, Stage.SIGNED):
        return Mark.AGREES, contest.stage
    if AreaStage.DOES_NOT_ADD in areas:
        return Mark.DOES_NOT_ADD, "does-not-add"
    if contest.stage is Stage.PROVISIONAL:
        return Mark.UNDER_WAY, "provisional"
    if contest.statement is not None:
        return Mark.UNDER_WAY, "counting"
    begun = any(box.attempts for box in contest.boxes.values())
    return (Mark.UNDER_WAY, "verification") if begun else (Mark.NOT_YET, "not-begun")


def _unopposed(ward: UncontestedRecorded) -> ContestRow:
    stage = say("overview", "contest.unopposed")
    unfilled = ward.seats - len(ward.candidates)
    first = say("overview", "unfilled", seats=unfilled) if unfilled else ""
    return ContestRow(ward.name, ward.seats, Mark.AGREES, stage, first=first)


class ContestsModel(ShownModel):
    """A row for each contest, then those in which nobody is
    counted; the last row holds the sums.
    """

    def __init__(self, count: Count, clock: Clock, parent: QObject | None = None) -> None:
        columns = [
            Column(say("overview", f"column.{h}"), i in _RIGHT) for i, h in enumerate(_HEADINGS)
        ]
        super().__init__(columns, parent)
        self._count = count
        self._clock = clock
        self.streams: list[str] = []
        self._known: dict[str, ContestRow] = {}
        self.renew()

    def renew(self) -> None:
        """Another contest, or another in which nobody is counted."""
        self.beginResetModel()
        self.streams = list(self._count.contests)
        self._alone = [_unopposed(ward) for ward in self._count.count.uncontested.values()]
        self.endResetModel()

    @property
    def complete(self) -> bool:
        """Whether every contest of the count has its row."""
        counts = len(self.streams), len(self._alone)
        return counts == (len(self._count.contests), len(self._count.count.uncontested))

    def show_contest(self, stream: str) -> None:
        """A contest changed, and with it the sums."""
        self._known.pop(stream, None)
        self.tell_row(self.streams.index(stream))
        self.tell_row(self.row_count() - 1)

    def row_count(self) -> int:
        return len(self.streams) + len(self._alone) + 1

    def choosable(self, row: int) -> bool:
        return 0 <= row < len(self.streams)

    def row_words(self, row: int) -> str:
        return (
            self._row(row).name if row < self.row_count() - 1 else say("overview", "all-contests")
        )

    def _row(self, row: int) -> ContestRow:
        if row >= len(self.streams):
            return self._alone[row - len(self.streams)]
        stream = self.streams[row]
        if stream not in self._known:
            self._known[stream] = contest_row(self._count.contests[stream], self._clock)
        return self._known[stream]

    def cell(self, row: int, column: int) -> Look:
        last = self.row_count() - 1
        if row == last:
            return self._sum(column)
        given = self._cell(self._row(row), column, row < len(self.streams))
        return {**given, Cell.RULE: "field"} if row == last - 1 else given

    def _cell(self, row: ContestRow, column: int, counted: bool) -> Look:
        match column:
            case 0:
                return look(row.name, face=NAME.heavier(500), tip=row.name)
            case 1:
                return look(row.seats, face=NAME)
            case 2:
                return look(row.stage, mark=row.mark, face=BODY.heavier(500))
            case 3:
                return look(_of(row.counted, row.verified) if counted else None)
            case 4:
                return look(_of(row.reconciled, row.areas) if counted else None)
            case _:
                return look(row.first, role="secondary", tip=row.first)

    def _sum(self, column: int) -> Look:
        contests = self._count.contests.values()
        strong = NAME.heavier()
        areas = [area for contest in contests for area in contest.areas.values()]
        match column:
            case 0:
                count = len(contests) + len(self._alone)
                return look(say("overview", "contests", count=count), face=strong)
            case 1:
                return look(council_seats(self._count).all, face=strong)
            case 2:
                done = sum(contest.declaration is not None for contest in contests)
                words = say("overview", "declared-of", done=done)
                return look(words, face=BODY.heavier())
            case 3:
                papers = sum(area.counted for area in areas), sum(area.verified for area in areas)
                return look(_of(*papers), face=BODY.heavier())
            case _:
                return look()


def _of(done: int, whole: int) -> str:
    return say("overview", "of", done=done, whole=whole)


class SeatsModel(ShownModel):
    """Seats by description, then what became of all seats."""

    def __init__(self, seats: CouncilSeats, parent: QObject | None = None) -> None:
        names = ("description", "seats", "unopposed")
        super().__init__(
            [Column(say("overview", f"column.{n}"), i > 0) for i, n in enumerate(names)], parent
        )
        self._rows: Sequence[tuple[str, int, int | None]] = _rows(seats)
        self._parties = len(seats.parties)

    def show_seats(self, seats: CouncilSeats) -> None:
        """Something was declared, or recorded as uncontested."""
        if _rows(seats) != self._rows:
            self.beginResetModel()
            self._rows = _rows(seats)
            self._parties = len(seats.parties)
            self.endResetModel()

    def row_count(self) -> int:
        return len(self._rows)

    def cell(self, row: int, column: int) -> Look:
        party = row < self._parties
        strong = row == len(self._rows) - 1
        given = look(
            self._rows[row][column],
            face=(NAME if column else BODY).heavier(600 if strong else 500 if party else 400),
            role="" if party or strong else "secondary",
            wrap=column == 0,
        )
        return (
            {**given, Cell.RULE: "field"}
            if row in (self._parties - 1, len(self._rows) - 2)
            else given
        )


def _rows(seats: CouncilSeats) -> list[tuple[str, int, int | None]]:
    rows: list[tuple[str, int, int | None]] = [
        (
            party.description or say("overview", "no-description"),
            party.seats,
            party.unopposed or None,
        )
        for party in seats.parties
    ]
    rows += [
        (say("overview", "seats.filled"), seats.filled, seats.unopposed or None),
        (say("overview", "seats.to-come"), seats.to_come, None),
        (say("overview", "seats.unfilled"), seats.unfilled, None),
        (say("overview", "seats.all"), seats.all, None),
    ]
    return rows
