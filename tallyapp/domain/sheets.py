"""Count sheets of a contest with one seat: bundles per candidate, and papers sent for adjudication."""

from collections.abc import Sequence
from functools import lru_cache

from . import acts
from .checks import Code, Finding, finding
from .figures import PaperKind, Row
from .keying import KeyedPaper, Life
from .state import AreaState, Changed, ContestState, CountState
from .things import SheetFigures
from .units import MAX_SHEETS, Papers, SheetNumber, Votes

MOST_SHEETS_AT_ONCE = 1_000
"""How many sheets one act may hand out: a slip of the finger is not to make a million missing sheets."""


class SheetKind(PaperKind):
    """Fields: papers written on the sheet, then full and part bundle of each candidate, then papers sent."""

    def __init__(self, candidates: int, bundle: int) -> None:
        lines = (f"{n}.{part}" for n in range(1, candidates + 1) for part in ("full", "part"))
        super().__init__("sheet", ("papers", *lines, "sent"))
        self._bundle = bundle

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        """E101, and E102 for a part bundle as large as a bundle."""
        bundle, full, part = self._bundle, values[1:-1:2], values[2:-1:2]
        if max(part) >= bundle:
            large = ((n, papers) for n, papers in enumerate(part, 1) if papers >= bundle)
            return [
                finding(Code.E102, "sheet", number, f"{n}.part", value=v, bundle=bundle) for n, v in large
            ]
        papers, sent, bundled, loose = values[0], values[-1], sum(full) * bundle, sum(part)
        lines = bundled + loose + sent
        if lines == papers:
            return []
        sums = {"full": sum(full), "bundle": bundle, "bundled": bundled, "part": loose, "sent": sent}
        return [
            finding(Code.E101, "sheet", number, **sums, lines=lines, papers=papers, difference=lines - papers)
        ]

    def add(self, area: AreaState, values: Sequence[int], sign: int) -> None:
        """Bundled papers, votes and papers sent; with one seat a paper is a vote (domain.md, 4)."""
        for i, papers in enumerate(self.papers(values)):
            area.votes[i] = Votes(area.votes[i] + sign * papers)
        area.bundled = Papers(area.bundled + sign * (values[0] - values[-1]))
        area.sent = Papers(area.sent + sign * values[-1])

    def papers(self, values: Sequence[int]) -> list[Papers]:
        """Papers on a sheet for each candidate, from its complete values."""
        bundle = self._bundle
        return [
            Papers(full * bundle + part) for full, part in zip(values[1:-1:2], values[2:-1:2], strict=True)
        ]

    def flags(self, area: AreaState, number: int, more: int) -> list[Finding]:
        """E107 where the area's sheets, with these papers more, hold more than was verified in it."""
        on_sheets, verified = area.bundled + area.sent + more, area.verified
        if on_sheets <= verified or not area.all_accurate:
            return []
        sums = {"on_sheets": on_sheets, "verified": verified, "difference": on_sheets - verified}
        return [finding(Code.E107, "area", area.area.id, str(number), **sums).flagged()]


_sheet_kind = lru_cache(maxsize=256)(SheetKind)


def sheet_kind(contest: ContestState) -> SheetKind:
    """The kind of count sheet that this contest uses."""
    return _sheet_kind(len(contest.set_up.candidates), contest.set_up.bundle)


def sheet_row(figures: SheetFigures) -> Row:
    """The fields of a sheet in order; None is a blank."""
    row: Row = [figures.papers]
    for line in figures.lines:
        row += (line.full, line.part)
    row.append(figures.sent)
    return row


def check_issued(_: CountState, contest: ContestState, act: acts.SheetsIssued) -> list[Finding]:
    """The area must be known, the numbers new and in order."""
    if act.area not in contest.areas:
        return [finding(Code.A104, "area", act.area)]
    if not act.first <= act.last < act.first + MOST_SHEETS_AT_ONCE:
        numbers = {"value": act.last, "first": act.first, "most": MOST_SHEETS_AT_ONCE}
        return [finding(Code.E102, "sheet", act.last, "last", **numbers)]
    many = len(contest.sheets) + act.last - act.first + 1
    if many > MAX_SHEETS:
        return [finding(Code.E102, "contest", contest.set_up.name, "sheets", value=many, most=MAX_SHEETS)]
    taken = (n for n in range(act.first, act.last + 1) if SheetNumber(n) in contest.sheets)
    return [finding(Code.A108, "sheet", n) for n in taken]


def apply_issued(contest: ContestState, act: acts.SheetsIssued) -> Changed:
    """Each sheet is missed by name until it is agreed or withdrawn."""
    numbers = [SheetNumber(n) for n in range(act.first, act.last + 1)]
    for number in numbers:
        sheet = KeyedPaper(number, act.area, seq=contest.seq)
        contest.sheets[number] = sheet
        contest.areas[act.area].sheets.append(sheet)
    contest.unsettle()
    name, areas = contest.set_up.contest, frozenset({act.area})
    return Changed(name, contest.seq, areas=areas, sheets=frozenset(numbers), result=True)


def check_keyed(count: CountState, contest: ContestState, act: acts.SheetKeyed) -> list[Finding]:
    """A whole keying of an issued sheet."""
    sheet = contest.sheets.get(act.sheet)
    if sheet is None:
        return [finding(Code.A104, "sheet", act.sheet)]
    area, row = contest.areas[sheet.area], sheet_row(act.figures)
    return sheet_kind(contest).check_keyed(count, act.sheet, sheet, area, act, row)


def apply_keyed(contest: ContestState, act: acts.SheetKeyed) -> Changed:
    """Take the keying."""
    sheet = contest.sheets[act.sheet]
    return sheet_kind(contest).take(contest, sheet, act.by, sheet_row(act.figures))


def check_difference(
    count: CountState, contest: ContestState, act: acts.SheetDifferenceKeyed
) -> list[Finding]:
    """The differing fields keyed once more."""
    sheet = contest.sheets.get(act.sheet)
    area = contest.areas[sheet.area] if sheet else None
    return sheet_kind(contest).check_difference(count, act.sheet, sheet, area, act, act.fields)


def apply_difference(contest: ContestState, act: acts.SheetDifferenceKeyed) -> Changed:
    """Take the fields."""
    kind = sheet_kind(contest)
    row, _ = kind.row(act.sheet, act.fields)
    return kind.take(contest, contest.sheets[act.sheet], act.by, row)


def check_queried(_: CountState, contest: ContestState, act: acts.SheetQueried) -> list[Finding]:
    """The sheet goes back to its table."""
    return sheet_kind(contest).check_queried(act.sheet, contest.sheets.get(act.sheet), sheet_row(act.figures))


def apply_queried(contest: ContestState, act: acts.SheetQueried) -> Changed:
    """The sheet waits for its table; what was keyed stays in the ledger."""
    return sheet_kind(contest).drop(contest, contest.sheets[act.sheet], Life.QUERIED)


def check_corrected(count: CountState, contest: ContestState, act: acts.SheetCorrected) -> list[Finding]:
    """A live sheet is corrected."""
    sheet = contest.sheets.get(act.sheet)
    area = contest.areas[sheet.area] if sheet else None
    correction = act.fields, act.reason, act.second
    return sheet_kind(contest).check_corrected(count, act.sheet, sheet, area, act, correction)


def apply_corrected(contest: ContestState, act: acts.SheetCorrected) -> Changed:
    """The corrected figures stand."""
    return sheet_kind(contest).correct(contest, contest.sheets[act.sheet], act.fields)


def check_withdrawn(count: CountState, contest: ContestState, act: acts.SheetWithdrawn) -> list[Finding]:
    """A sheet leaves the count."""
    sheet = contest.sheets.get(act.sheet)
    return sheet_kind(contest).check_withdrawn(count, act.sheet, sheet, act, act.reason, act.second)


def apply_withdrawn(contest: ContestState, act: acts.SheetWithdrawn) -> Changed:
    """Its figures leave the totals."""
    return sheet_kind(contest).drop(contest, contest.sheets[act.sheet], Life.WITHDRAWN)
