"""What goes wrong in a real hall, and is put right: played once each in a practice count."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.set_up import BUNDLES
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.units import MAX_FIGURE, OfficerNumber, Papers, Votes
from tallyapp.practice.plans.plans import PlannedSheet

_Line = TypeVar("_Line")
_FEWEST_IN_BUNDLE = min(BUNDLES)


class Mishaps:
    """Each happens to one sheet, so that the audit pack has it to tell."""

    def __init__(
        self,
        desk: Desk,
        stream: str,
        sheets: Sequence[PlannedSheet],
        staff: tuple[int, int, Sequence[int]],
    ) -> None:
        self._desk = desk
        self._stream = stream
        self._supervisor, self._second, self._clerks = staff
        numbers = [sheet.number for sheet in sheets if sheet.form == "sheet"]
        # Sheets of their own for each, so that one mishap does not undo what another shows.
        self._queried_one = numbers[1:2]
        self._differing = numbers[2:3]
        self._wrong_twice = numbers[4:5] or numbers[:1]

    def happens(self, sheet: PlannedSheet, clerk: int, is_second: bool) -> bool:
        """Whether this keying went another way than it should, and was put right at once."""
        number = sheet.number
        if number in self._queried_one and not is_second:
            self._queried(sheet, clerk)
        elif number in self._differing and is_second:
            self._differs(sheet, clerk)
            return True
        elif number in self._wrong_twice:
            self._exchanged(sheet, clerk, is_second)
            return True
        return False

    def _paper(self, sheet: PlannedSheet) -> KeyedPaper:
        return self._desk.contest(self._stream).sheets[sheet.number]

    def _queried(self, sheet: PlannedSheet, clerk: int) -> None:
        """The table added up wrongly: the sheet is refused, queried, and comes back right."""
        written = replace_papers(sheet.figures, (sheet.figures.papers or 0) + 2)
        try:
            self._desk.do(
                self._stream,
                acts.SheetKeyed(
                    **self._desk.by(clerk).contest,
                    sheet=sheet.number,
                    of=self._paper(sheet).opened,
                    figures=written,
                ),
            )
        except Refusal:
            note = "Synthetic: the table had added 2 papers too many; counted again."
            self._desk.do(
                self._stream,
                acts.SheetQueried(
                    **self._desk.by(clerk).contest,
                    sheet=sheet.number,
                    of=self._paper(sheet).opened,
                    figures=written,
                    note=note,
                ),
            )

    def _differs(self, sheet: PlannedSheet, clerk: int) -> None:
        """The second officer misreads two lines; a third look at the paper settles it."""
        wrong = misread(sheet.figures, 1)
        self._desk.do(
            self._stream,
            acts.SheetKeyed(
                **self._desk.by(clerk).contest,
                sheet=sheet.number,
                of=self._paper(sheet).opened,
                figures=wrong,
            ),
        )
        contest = self._desk.contest(self._stream)
        paper = self._paper(sheet)
        if paper.life is Life.DIFFERS:
            kind = sheet_kind(contest)
            right, _ = kind.read(sheet.number, sheet.figures)
            fields = tuple(kind.named(i, right[i] or 0) for i in paper.differing())
            # A third officer: those two have each seen one of the answers.
            third = next(other for other in self._clerks if other not in paper.officers)
            self._desk.do(
                self._stream,
                acts.SheetDifferenceKeyed(
                    **self._desk.by(third).contest,
                    sheet=sheet.number,
                    of=paper.keyings,
                    fields=fields,
                ),
            )

    def _exchanged(self, sheet: PlannedSheet, clerk: int, is_second: bool) -> None:
        """Both officers key lines that the table exchanged; found later, and corrected by two."""
        exchanged = exchanged_lines(sheet.figures)
        self._desk.do(
            self._stream,
            acts.SheetKeyed(
                **self._desk.by(clerk).contest,
                sheet=sheet.number,
                of=self._paper(sheet).opened,
                figures=exchanged,
            ),
        )
        # Both keyings agree, so nothing at the desk can tell: found by looking at the paper.
        if not is_second or exchanged == sheet.figures:
            return
        kind = sheet_kind(self._desk.contest(self._stream))
        (wrong, _), (right, _) = (
            kind.read(sheet.number, each) for each in (exchanged, sheet.figures)
        )
        pairs = enumerate(zip(wrong, right, strict=True))
        self._desk.do(
            self._stream,
            acts.SheetCorrected(
                **self._desk.by(self._supervisor).contest,
                second=OfficerNumber(self._second),
                sheet=sheet.number,
                of=self._paper(sheet).made,
                fields=tuple(kind.named(i, to or 0) for i, (was, to) in pairs if was != to),
                reason="Synthetic: the table had written lines 1 and 2 on each other's line.",
            ),
        )


def replace_papers(figures: SheetFigures, papers: int) -> SheetFigures:
    """The same sheet with another number of papers written on it."""
    return replace(figures, papers=Papers(papers))


def misread(figures: SheetFigures, papers: int) -> SheetFigures:
    """The sheet with some loose papers, or votes on mixed papers, read on the next line instead.

    It stays as it is where none can be read so and still add up.
    """
    if mixed := figures.mixed:
        votes = [vote or 0 for vote in mixed.votes]
        most = mixed.papers or 0
    elif figures.lines:
        # Loose papers alone: moving a whole bundle is another mistake, and is found by another eye.
        votes = [line.part or 0 for line in figures.lines]
        most = _FEWEST_IN_BUNDLE - 1
    else:
        votes = [total or 0 for total in figures.totals]
        most = MAX_FIGURE
    for i, (here, there) in enumerate(pairwise(votes)):
        if here >= papers and there + papers <= most:
            return _moved(_moved(figures, i, -papers), i + 1, papers)
    return figures


def exchanged_lines(figures: SheetFigures) -> SheetFigures:
    """The sheet with the first two candidates on each other's line."""
    if mixed := figures.mixed:
        return replace(figures, mixed=replace(mixed, votes=_exchanged(mixed.votes)))
    return replace(figures, lines=_exchanged(figures.lines), totals=_exchanged(figures.totals))


def _moved(figures: SheetFigures, line: int, papers: int) -> SheetFigures:
    """The sheet with so many papers more on a line."""
    if mixed := figures.mixed:
        votes = list(mixed.votes)
        votes[line] = Votes((votes[line] or 0) + papers)
        return replace(figures, mixed=replace(mixed, votes=tuple(votes)))
    lines = list(figures.lines)
    totals = list(figures.totals)
    if lines:
        lines[line] = Bundles(lines[line].full, Papers((lines[line].part or 0) + papers))
    if totals:
        totals[line] = Papers((totals[line] or 0) + papers)
    return replace(figures, lines=tuple(lines), totals=tuple(totals))


def _exchanged(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    return lines[1::-1] + lines[2:]
