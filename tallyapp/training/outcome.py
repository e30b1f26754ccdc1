"""What became of each planted mistake: who found it, by which act, and whether it was declared."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.area import Tallied
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import is_slate, slate_name
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber

from .planted import Mistake, Planted, Truth


class How(StrEnum):
    """By which act a mistake was found."""

    QUERIED = "queried"
    """A sheet of it was sent back to its table."""
    KEYED_RIGHT = "keyed-right"
    """Somebody keyed what should be written there, and not what was."""
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    RECOUNTED = "recounted"
    """Its area was counted again."""
    COMPARED = "compared"
    """The slate was found not to fit its bundle."""
    COUNTED_AGAIN = "counted-again"
    """Another count of the box came to its papers."""
    EXPLAINED = "explained"
    """The variance of the box was seen, and explained."""
    READ_BACK = "read-back"
    """The totals added by hand differed in a line of it."""


class Found(NamedTuple):
    """By which act of whom, and when; `second` looked on, 0 where nobody had to."""

    how: How
    by: OfficerNumber
    second: int
    at: datetime


class Outcome(NamedTuple):
    """One planted mistake: when it was first keyed, the act that found it, and who passed over the
    difference that it made.

    `refused` is whether its sheet could not be handed in as it is written. `put_right` is whether
    the figures that count now are those without it.
    """

    planted: Planted
    met: datetime | None
    found: Found | None
    refused: bool
    passed_by: OfficerNumber | None
    put_right: bool


def outcomes(contest: ContestState, truth: Truth, told: Sequence[AnyAct]) -> list[Outcome]:
    """What became of each mistake of this contest, by the acts of its stream."""
    return [_Tracing(contest, truth, planted).outcome(told) for planted in truth.planted]


def wrong_unplanted(contest: ContestState, truth: Truth) -> list[int]:
    """Sheets whose figures count and are not those on the paper, though nothing was planted on
    them: what was keyed wrongly and found by nobody.
    """
    planted = {sheet for each in truth.planted for sheet in each.sheets}
    return [
        number
        for number, figures in truth.sheets.items()
        if number not in planted
        and (sheet := contest.sheets.get(SheetNumber(number)))
        and sheet.live
        and not _same(_of_sheets(contest, [sheet]), _of_figures(contest, [(sheet, figures)]))
    ]


class _Tracing:
    """One mistake, looked for in the acts."""

    def __init__(self, contest: ContestState, truth: Truth, planted: Planted) -> None:
        self._contest = contest
        self._truth = truth
        self._planted = planted
        self._votes: tuple[int, ...] = ()
        self._lines = frozenset(_lines_of(planted))

    def outcome(self, told: Sequence[AnyAct]) -> Outcome:
        planted = self._planted
        met = next((act.at for act in told if self._is_met(act)), None)
        finds = (found for act in told if (found := self._found_by(act)))
        return Outcome(
            planted=planted,
            met=met,
            found=next(finds, None),
            refused=planted.mistake is Mistake.SHORT,
            passed_by=next((act.by for act in told if self._is_passed(act)), None),
            put_right=self._is_right(),
        )

    def _is_met(self, act: AnyAct) -> bool:
        match act:
            case acts.SheetKeyed() | acts.SheetQueried():
                return act.sheet == next(iter(self._planted.sheets), None)
            case acts.BoxCounted():
                return act.box == self._planted.box
        return False

    def _found_by(self, act: AnyAct) -> Found | None:
        how = self._found_on_sheet(act) or self._found_in_box(act) or self._found_in_area(act)
        if how is None:
            return None
        return Found(how, act.by, int(getattr(act, "second", 0)), act.at)

    def _found_on_sheet(self, act: AnyAct) -> How | None:
        sheets = self._planted.sheets
        match act:
            case acts.SheetQueried() if act.sheet in sheets:
                return How.QUERIED
            case acts.SheetKeyed() if act.sheet == next(iter(sheets), None):
                return How.KEYED_RIGHT if self._is_as_it_should_be(act) else None
            case acts.SheetCorrected() if act.sheet in sheets:
                touched = {_line_of(each.field) for each in act.fields}
                return How.CORRECTED if touched & self._lines else None
            case acts.SheetWithdrawn() if act.sheet in sheets:
                return How.WITHDRAWN
            case acts.SlateCompared() if act.candidates == self._planted.slates[0]:
                return How.COMPARED if not act.fits else None
        return None

    def _found_in_box(self, act: AnyAct) -> How | None:
        planted = self._planted
        match act:
            case acts.BoxCounted() | acts.BoxCountCorrected() if act.box == planted.box:
                return How.COUNTED_AGAIN if act.papers == planted.right[0] else None
            case acts.VarianceExplained() if act.box == planted.box:
                return How.EXPLAINED
        return None

    def _found_in_area(self, act: AnyAct) -> How | None:
        match act:
            case acts.RecountBegun() if self._planted.sheets:
                return How.RECOUNTED if self._planted.area in act.areas else None
            case acts.ProvisionalGiven():
                self._votes = tuple(act.figures.votes)
            case acts.ReadBack() if len(act.votes) == len(self._votes):
                pairs = enumerate(zip(act.votes, self._votes, strict=True), 1)
                differ = {str(number) for number, (theirs, ours) in pairs if theirs != ours}
                return How.READ_BACK if differ & self._candidates() else None
        return None

    def _candidates(self) -> set[str]:
        """The candidates whose votes it changes, by their numbers."""
        return {number for line in self._lines for number in line.removeprefix("s").split("+")}

    def _is_passed(self, act: AnyAct) -> bool:
        if not isinstance(act, acts.PassedOver):
            return False
        place = act.finding.place
        return (place.kind, place.name) in (
            ("area", self._planted.area),
            ("box", self._planted.box),
        )

    # ---- what should be

    def _is_as_it_should_be(self, act: acts.SheetKeyed) -> bool:
        sheet = self._contest.sheets.get(act.sheet)
        right = self._truth.sheets.get(int(act.sheet))
        if sheet is None or right is None:
            return False
        return _row(self._contest, sheet, act.figures) == _row(self._contest, sheet, right)

    def _is_right(self) -> bool:
        """Whether the figures that count are those without the mistake; of sheets together, or of
        all of the area, for others may have taken their place.
        """
        planted = self._planted
        if planted.box:
            box = self._contest.boxes.get(planted.box)
            return box is not None and box.papers == planted.right[0]
        theirs = [
            sheet
            for number in planted.sheets
            if (sheet := self._contest.sheets.get(SheetNumber(number)))
        ]
        # A sheet without its truth was handed out later: it can only be judged with its area.
        whole = [sheet for sheet in self._contest.sheets.values() if sheet.area == planted.area]
        return self._are_right(theirs) or self._are_right(whole)

    def _are_right(self, sheets: Sequence[KeyedPaper]) -> bool:
        true = [
            (sheet, self._truth.sheets[sheet.number])
            for sheet in sheets
            if sheet.number in self._truth.sheets
        ]
        live = [sheet for sheet in sheets if sheet.live]
        return bool(live) and _same(
            _of_sheets(self._contest, live), _of_figures(self._contest, true)
        )


def _lines_of(planted: Planted) -> Iterator[str]:
    """The lines of a sheet that a mistake is on, as fields name them."""
    if planted.field:
        yield _line_of(planted.field)
    elif planted.mistake is Mistake.LOOK_ALIKE:
        for whose in planted.slates:
            if is_slate(whose):
                yield f"s{slate_name(whose)}"
        # With one seat, and among mixed papers, each stands on a line of their own.
        for number in {*planted.written, *planted.right}:
            yield str(number)


def _line_of(field: str) -> str:
    return field.rpartition(".")[0]


def _row(
    contest: ContestState, sheet: KeyedPaper, figures: SheetFigures
) -> Sequence[int | None] | None:
    """The fields of a sheet; None where it names somebody whom nobody has named."""
    row, faults = sheet_kind(contest, sheet.shape).read(sheet.number, figures)
    return None if faults else row


def _of_sheets(contest: ContestState, sheets: Iterable[KeyedPaper]) -> list[Tallied]:
    return [
        sheet_kind(contest, sheet.shape).tallied(sheet.values)
        for sheet in sheets
        if sheet.values is not None
    ]


def _of_figures(
    contest: ContestState, sheets: Iterable[tuple[KeyedPaper, SheetFigures]]
) -> list[Tallied] | None:
    """What sheets would bring in with these figures; None where they cannot be read."""
    found = []
    for sheet, figures in sheets:
        row = _row(contest, sheet, figures)
        if row is None or None in row:
            return None
        values = [value for value in row if value is not None]
        found.append(sheet_kind(contest, sheet.shape).tallied(values))
    return found


def _same(theirs: Sequence[Tallied], right: Sequence[Tallied] | None) -> bool:
    """Whether sheets bring in the same papers and votes together."""
    return right is not None and _sums(theirs) == _sums(right)


def _sums(sheets: Sequence[Tallied]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    votes = tuple(sum(column) for column in zip(*(sheet.votes for sheet in sheets), strict=True))
    papers = (
        sum(sheet.bundled for sheet in sheets),
        sum(sheet.sent for sheet in sheets),
        sum(sheet.unused for sheet in sheets),
        sum(sheet.uncertain for sheet in sheets),
    )
    return votes, papers
