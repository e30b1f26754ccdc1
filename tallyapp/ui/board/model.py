"""Every contest and area as one table: a contest, then its areas; one of a single area in a row."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from tallyapp.desk import Clock
from tallyapp.domain.state.count import Changed, Count
from tallyapp.domain.views.pace import Expected, Forecast, Unsaid
from tallyapp.domain.views.times import Stretch
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, Face
from tallyapp.ui.widgets.cells import Cell, Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.words.catalogue import say

from .night import AreaNow, ContestNow, Night
from .words import (
    expected_words,
    stage_mark,
    stage_words,
    stretch_words,
    way_of_area,
    way_of_contest,
)

COLUMNS = (
    "name",
    "stage",
    "boxes",
    "papers",
    "way",
    "verification",
    "counting",
    "reconciliation",
    "expected",
)
NAME, STAGE, BOXES, PAPERS, WAY, VERIFICATION, COUNTING, RECONCILIATION, EXPECTED = range(
    len(COLUMNS)
)
_RIGHT = ("boxes", "papers")
Key = tuple[int, int]
"""A contest by its place in the count, and 0, or an area of it from 1."""


class BoardModel(RowsModel):
    """Rows by contest and area; `only_open` leaves out what is complete, `contest` all others."""

    def __init__(self, count: Count, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(headings("board", COLUMNS, _RIGHT), (), parent)
        self._count = count
        self._clock = clock
        self.night = Night(count)
        self.pace = self.night.pace(clock())
        self.only_open = False
        self.contest = ""
        self._rows: dict[Key, tuple[ContestNow, AreaNow | None]] = {}
        self._face = BODY
        # With what they were told of: an area that is the same is told the same.
        self._told: dict[Key, tuple[ContestNow, AreaNow | None, Sequence[Look]]] = {}

    def note(self, changed: Changed) -> None:
        """An act changed this."""
        self.night.note(changed)

    def renew(self) -> None:
        """Show the night as it is now: what it forecasts moves with the clock alone."""
        self.pace = self.night.pace(self._clock())
        self._rows = dict(self._wanted())
        self._become_rows(sorted(self._rows))

    def _become_rows(self, keys: Sequence[Key]) -> None:
        if list(self.keys) != list(keys):
            self.show_keys(keys)
            return
        for key in keys:
            described = self.describe(key)
            if self._described.get(key) != described:
                self.refresh(key)
                self._described[key] = described

    def set_in(self, face: Face) -> None:
        """Every cell in this size."""
        if face != self._face:
            self._face = face
            self._told = {}
            self.refresh_all()

    @property
    def now(self) -> datetime:
        """As at when the rows are."""
        return self.pace.now

    @property
    def contests(self) -> Sequence[ContestNow]:
        """All contests, whichever are shown."""
        return self.night.contests

    def _wanted(self) -> Iterator[tuple[Key, tuple[ContestNow, AreaNow | None]]]:
        for n, contest in enumerate(self.night.contests):
            if self.contest and contest.stream != self.contest:
                continue
            if self.only_open and contest.complete:
                continue
            alone = contest.areas[0] if len(contest.areas) == 1 else None
            yield (n, 0), (contest, alone)
            for at, area in enumerate(contest.areas, 1):
                if not alone and not (self.only_open and area.settled):
                    yield (n, at), (contest, area)

    # ---- what the rows say

    def name_of(self, key: Key) -> str:
        contest, area = self._rows[key]
        if area is None or key[1] == 0:
            return contest.name
        return say("board", "area", contest=contest.name, area=area.progress.area.name)

    def describe(self, key: Key) -> Sequence[Look]:
        """A contest of several areas by their sums, or one area; with what is forecast now."""
        contest, area = self._rows[key]
        of_contest = key[1] == 0
        expected = self._expected(contest, area, of_contest)
        return [*self._but_for_forecast(key), self._forecast(expected, _band(contest, area))]

    def _forecast(self, expected: Expected, band: str) -> Look:
        """Bold for what the whole night waits for, marked for what is late; else plain."""
        words = expected_words(expected)
        if expected is Unsaid.LONGER_THAN_OTHERS:
            return cell(words, mark=Mark.DIFFERS, face=self._face.heavier(600), band=band)
        last = isinstance(expected, Forecast) and expected == self.pace.night
        return cell(words, face=self._face.heavier(600 if last else 400), band=band)

    def _but_for_forecast(self, key: Key) -> Sequence[Look]:
        """All cells but the last, which alone changes while nothing happens."""
        contest, area = self._rows[key]
        if key in self._told:
            of, about, told = self._told[key]
            if of is contest or (key[1] and about is area and of.complete == contest.complete):
                return told
        told = self._tell_row(key, contest, area)
        self._told[key] = (contest, area, told)
        return told

    def _tell_row(self, key: Key, contest: ContestNow, area: AreaNow | None) -> Sequence[Look]:
        areas = contest.areas if area is None else (area,)
        of_contest = key[1] == 0
        # A contest of one area is told by its area until that is done, and then by its way on.
        by_area = area is not None and (not of_contest or not (area.settled or contest.complete))
        stage = area.stage if area is not None and by_area else contest.stage
        strong = self._face.heavier(600 if of_contest else 400)
        boxes = sum(each.progress.boxes for each in areas)
        arrived = sum(each.arrived for each in areas)
        told: list[Look] = [
            cell(self._shown_name(key), face=strong, tip=self.name_of(key)),
            cell(
                stage_words(stage, arrived, boxes),
                mark=stage_mark(stage),
                face=self._face.heavier(500),
            ),
            self._of(sum(each.progress.boxes_verified for each in areas), boxes),
            self._of(
                sum(each.progress.counted for each in areas),
                sum(each.progress.verified for each in areas),
            ),
            self._way_cell(contest, area, of_contest),
            *self._stretches(areas),
        ]
        band = _band(contest, area)
        return [{**look, Cell.BAND: band} for look in told] if band else told

    def _way_cell(self, contest: ContestNow, area: AreaNow | None, of_contest: bool) -> Look:
        """What is in the way: the loudest of a row that is stuck, quiet of one that waits."""
        words = self._way(contest, area, of_contest)
        if _band(contest, area):
            return cell(words, face=self._face.heavier(600))
        return cell(words, role="secondary", face=self._face)

    def _shown_name(self, key: Key) -> str:
        """In a count of one contest the window says which; elsewhere each row does, for the table
        turns its pages.
        """
        _, area = self._rows[key]
        if area is not None and key[1] and len(self._count.contests) == 1:
            return area.progress.area.name
        return self.name_of(key)

    def _of(self, done: int, whole: int) -> Look:
        return cell(say("board", "of", done=done, whole=whole), face=self._face)

    def _way(self, contest: ContestNow, area: AreaNow | None, of_contest: bool) -> str:
        state = self._count.contests[contest.stream]
        if area is not None and not contest.complete and not area.settled:
            return way_of_area(state, area, self._clock)
        return way_of_contest(state, contest, self._clock) if of_contest else ""

    def _stretches(self, areas: Sequence[AreaNow]) -> Iterator[Look]:
        times = [area.work.times for area in areas]
        for stretches in (
            [each.verification for each in times],
            [each.counting for each in times],
            [each.reconciliation for each in times],
        ):
            yield cell(stretch_words(_together(stretches)), face=self._face)

    def _expected(self, contest: ContestNow, area: AreaNow | None, of_contest: bool) -> Expected:
        if of_contest or area is None:
            return contest.expected(self.pace)
        if area.settled or contest.complete:
            return Unsaid.NOTHING_LEFT
        return self.pace.expected(area.work)


def _band(contest: ContestNow, area: AreaNow | None) -> str:
    """The ground of a row that is stuck: of an area, or of a contest that has but one."""
    stuck = area is not None and area.stuck and not contest.complete
    return "attention_tint" if stuck else ""


def _together(stretches: Sequence[Stretch]) -> Stretch:
    """From the first beginning to the last end; without one while any goes on."""
    began = [each.began for each in stretches if each.began]
    ended = [each.ended for each in stretches if each.ended]
    done = len(ended) == len(stretches)
    return Stretch(min(began, default=None), max(ended) if done and ended else None)
