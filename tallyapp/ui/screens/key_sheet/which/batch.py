"""Which sheet is next: one officer keys a batch of an area's sheets, another keys the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import DONE, KeyedPaper, Life
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber

BATCH = 20
"""Sheets that one officer keys before another keys the same."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of an area's sheets; `second` is whether an officer is at their second keying."""

    sheets: tuple[KeyedPaper, ...]
    second: bool

    @property
    def done(self) -> int:
        """How many have had this keying."""
        return sum(_keyings(sheet) > self.second for sheet in self.sheets)


def is_second(sheet: KeyedPaper, officer: OfficerNumber, small: bool) -> bool:
    """Whether this officer's keying of the sheet would be its
    second; in a `small` count it may be.
    """
    return bool(sheet.looks) and (small or officer not in sheet.looks)


def may_key(sheet: KeyedPaper, officer: OfficerNumber, small: bool) -> bool:
    """Whether a sheet waits for a whole keying by this officer."""
    waits = sheet.life in (Life.ISSUED, Life.KEYED)
    return waits and (small or officer not in sheet.looks)


def batch_of(contest: ContestState, sheet: KeyedPaper, officer: OfficerNumber) -> Batch:
    """The batch that a sheet belongs to."""
    area = _in_order(contest.areas[sheet.area].sheets)
    if sheet.life is Life.EARLIER:
        return Batch((sheet,), True)  # nothing waits beside it any more
    at = next(i for i, other in enumerate(area) if other.number == sheet.number) // BATCH * BATCH
    second = _keyings(sheet) > 1 or is_second(sheet, officer, contest.set_up.small_count)
    return Batch(tuple(area[at : at + BATCH]), second)


def next_sheet(
    contest: ContestState,
    officer: OfficerNumber,
    after: KeyedPaper | None = None,
    second: bool = False,
) -> SheetNumber | None:
    """The sheet to offer: the next of the same batch and keying, then the batch's others, then any.

    `after` is the sheet just keyed, `second` whether that was its second keying. None if none
    waits; in a small count the sheet just keyed waits for its second keying, when no other does.
    """

    small = contest.set_up.small_count

    def waits(sheet: KeyedPaper) -> bool:
        return may_key(sheet, officer, small) and (after is None or sheet.number != after.number)

    waiting: list[KeyedPaper] = []
    if after is not None:
        area = _in_order(contest.areas[after.area].sheets)
        batch = batch_of(contest, after, officer).sheets
        same = [s for s in batch if waits(s) and is_second(s, officer, small) == second]
        later = [s for s in same if s.number > after.number]
        waiting = later or same or [s for s in batch if waits(s)] or [s for s in area if waits(s)]
    if not waiting:
        areas = contest.areas.values()
        anywhere = next((s for area in areas for s in _in_order(area.sheets) if waits(s)), None)
        if anywhere is None and after is not None and not second and may_key(after, officer, small):
            anywhere = after if small else None
        return SheetNumber(anywhere.number) if anywhere else None
    return SheetNumber(waiting[0].number)


def _keyings(sheet: KeyedPaper) -> int:
    return 2 if sheet.life in DONE or sheet.life is Life.DIFFERS else len(sheet.looks)


def _in_order(sheets: Sequence[KeyedPaper]) -> Sequence[KeyedPaper]:
    return sorted(sheets, key=lambda sheet: sheet.number)
