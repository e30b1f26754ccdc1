"""All contests of a count as a table, and the council's seats as another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from tallyapp.desk import Clock
from tallyapp.domain.acts import UncontestedRecorded
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.missing import missing
from tallyapp.domain.views.progress import AreaStage, area_progress
from tallyapp.domain.views.seats import CouncilSeats, council_seats
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, NAME
from tallyapp.ui.widgets.cells import Cell, Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say

from .words import tell

CONTEST, SEATS, STAGE, COUNTED, RECONCILED, MISSING = range(6)
_HEADINGS = ("contest", "seats", "stage", "counted-of", "reconciled-of", "first")
_RIGHT = ("seats", "counted-of", "reconciled-of")


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
    if contest.stage is Stage.ABANDONED:
        stage = say("overview", "contest.abandoned")
        return ContestRow(contest.set_up.name, 0, Mark.LOCKED, stage)
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
        done = areas <= {AreaStage.RECONCILED, AreaStage.PASSED_OVER}
        return Mark.UNDER_WAY, "reconciled" if done else "counting"
    begun = any(box.attempts for box in contest.boxes.values())
    return (Mark.UNDER_WAY, "verification") if begun else (Mark.NOT_YET, "not-begun")


def _unopposed(ward: UncontestedRecorded) -> ContestRow:
    stage = say("overview", "contest.unopposed")
    unfilled = ward.seats - len(ward.candidates)
    first = say("overview", "unfilled", seats=unfilled) if unfilled else ""
    return ContestRow(ward.name, ward.seats, Mark.AGREES, stage, first=first)


class ContestsModel(RowsModel):
    """A row for each contest, then those in which nobody is
    counted; the last row holds the sums.
    """

    def __init__(self, count: Count, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(headings("overview", _HEADINGS, _RIGHT), (), parent)
        self._count = count
        self._clock = clock
        self.streams: list[str] = []
        self._alone: list[ContestRow] = []
        self._known: dict[str, ContestRow] = {}
        self.renew()

    def renew(self) -> None:
        """Another contest, or another in which nobody is counted."""
        self.streams = list(self._count.contests)
        self._alone = [_unopposed(ward) for ward in self._count.count.uncontested.values()]
        self.show_others(range(self._sums + 1))

    @property
    def _sums(self) -> int:
        """The last row."""
        return len(self.streams) + len(self._alone)

    @property
    def complete(self) -> bool:
        """Whether every contest of the count has its row."""
        counts = len(self.streams), len(self._alone)
        return counts == (len(self._count.contests), len(self._count.count.uncontested))

    def show_contest(self, stream: str) -> None:
        """A contest changed, and with it the sums."""
        self._known.pop(stream, None)
        self.refresh(self.streams.index(stream))
        self.refresh(self._sums)

    def choosable(self, key: int) -> bool:
        return key < len(self.streams)

    def name_of(self, key: int) -> str:
        return self._row(key).name if key < self._sums else say("overview", "all-contests")

    def _row(self, row: int) -> ContestRow:
        if row >= len(self.streams):
            return self._alone[row - len(self.streams)]
        stream = self.streams[row]
        if stream not in self._known:
            self._known[stream] = contest_row(self._count.contests[stream], self._clock)
        return self._known[stream]

    def describe(self, key: int) -> Sequence[Look]:
        """A contest, or all of them together."""
        columns = range(len(_HEADINGS))
        if key == self._sums:
            return [self._sum(column) for column in columns]
        last: dict[int, str] = {Cell.RULE: "field"} if key == self._sums - 1 else {}
        row = self._row(key)
        counted = key < len(self.streams)
        return [{**self._cell(row, column, counted), **last} for column in columns]

    def _cell(self, row: ContestRow, column: int, counted: bool) -> Look:
        match column:
            case 0:
                return cell(row.name, face=NAME.heavier(500))
            case 1:
                return cell(row.seats, face=NAME)
            case 2:
                return cell(row.stage, mark=row.mark, face=BODY.heavier(500))
            case 3:
                return cell(_of(row.counted, row.verified) if counted else None)
            case 4:
                return cell(_of(row.reconciled, row.areas) if counted else None)
            case _:
                return cell(row.first, role="secondary", wrap=True)

    def _sum(self, column: int) -> Look:
        contests = self._count.contests.values()
        strong = NAME.heavier()
        areas = [area for contest in contests for area in contest.areas.values()]
        match column:
            case 0:
                count = len(contests) + len(self._alone)
                return cell(say("overview", "contests", count=count), face=strong)
            case 1:
                return cell(council_seats(self._count).all, face=strong)
            case 2:
                done = sum(contest.declaration is not None for contest in contests)
                words = say("overview", "declared-of", done=done)
                return cell(words, face=BODY.heavier())
            case 3:
                papers = sum(area.counted for area in areas), sum(area.verified for area in areas)
                return cell(_of(*papers), face=BODY.heavier())
            case _:
                return cell()


def _of(done: int, whole: int) -> str:
    return say("overview", "of", done=done, whole=whole)


class SeatsModel(RowsModel):
    """Seats by description, then what became of all seats."""

    def __init__(self, seats: CouncilSeats, parent: QObject | None = None) -> None:
        names = ("description", "seats", "unopposed")
        super().__init__(headings("overview", names, names[1:]), (), parent)
        self.show_seats(seats)

    def show_seats(self, seats: CouncilSeats) -> None:
        """Something was declared, or recorded as uncontested."""
        self.show_rows(list(_rows(seats)))


def _rows(seats: CouncilSeats) -> Iterator[Sequence[Look]]:
    """Each party's seats, then what became of all."""
    for at, party in enumerate(seats.parties, 1):
        words = party.description or say("overview", "no-description")
        last = at == len(seats.parties)
        yield _row(words, party.seats, party.unopposed, weight=500, last=last)
    yield _row(say("overview", "seats.filled"), seats.filled, seats.unopposed, "secondary")
    yield _row(say("overview", "seats.to-come"), seats.to_come, 0, "secondary")
    unfilled = say("overview", "seats.unfilled")
    yield _row(unfilled, seats.unfilled, 0, "secondary", last=True)
    yield _row(say("overview", "seats.all"), seats.all, 0, weight=600)


def _row(
    words: str, seats: int, unopposed: int, role: str = "", *, weight: int = 400, last: bool = False
) -> Sequence[Look]:
    """Words and figures; `last` has the line beneath it that stands above a sum."""
    rule = "field" if last else ""
    figures = NAME.heavier(weight)
    return (
        cell(words, face=BODY.heavier(weight), role=role, wrap=True, rule=rule),
        cell(seats, face=figures, role=role, rule=rule),
        cell(unopposed or None, face=figures, role=role, rule=rule),
    )
