"""What the lines of every count sheet have in common: how they are written, and how they must add.

The kinds of sheet themselves are in sheets.py.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, TypeVar

from tallyapp.domain.rules.paper import PaperKind
from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.which_sheet import too_many
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PAPERS, KeyedPaper
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Block, Bundles, SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.domain.vocabulary.units import Papers, Votes

Written: TypeAlias = Literal["bundles", "total", "both"]
Slates: TypeAlias = tuple[Slate, ...]
_Value = TypeVar("_Value", int, int | None)
COLUMNS: dict[Written, tuple[str, ...]] = {
    "bundles": ("full", "part"),
    "total": ("total",),
    "both": ("full", "part", "total"),
}


class SheetKind(PaperKind):
    """What the sheets of one contest have in common;
    each field that begins with a line's name is of it.
    """

    def __init__(self, fields: tuple[str, ...], written: Written, bundle: int) -> None:
        super().__init__("sheet", fields)
        self.columns = COLUMNS[written]
        self.bundles = "full" in self.columns
        self.totals = "total" in self.columns
        self.bundle = bundle

    @abstractmethod
    def figures(self, row: Row) -> SheetFigures:
        """The sheet as an act holds it, from its fields in order: what `read` reads."""

    def blocks(self, _values: Sequence[int], /) -> Iterator[tuple[Slate, Papers]]:
        """Papers by slate, from complete values; none where there are no slates."""
        yield from ()

    def papers_of(self, line: Sequence[int]) -> Papers:
        """Papers on a line: those in its bundles, or its total where no bundles are written."""
        return Papers(line[0] if self.columns == ("total",) else line[0] * self.bundle + line[1])

    @abstractmethod
    def line_of(self, candidate: int) -> Sequence[int]:
        """The positions of a candidate's own figures on a sheet, which may be made noughts all at
        once where they are blank; nowhere where there are none.
        """

    def check_noughts(self, number: int, row: Row, noughts: Sequence[int]) -> list[Finding]:
        """A104 unless these are candidates of this sheet, in ballot-paper order, each with 0."""
        fit = all(
            (line := self.line_of(candidate)) and not any(row[at] for at in line)
            for candidate in noughts
        )
        if fit and list(noughts) == sorted(set(noughts)):
            return []
        return [finding(Code.A104, "sheet", number, "noughts")]

    def flags(self, contest: ContestState, paper: KeyedPaper, papers: int) -> list[Finding]:
        """E107 where the area's sheets, with these papers, hold more than was verified in it; and
        for each sheet that could be the one too many.
        """
        area = contest.areas[paper.area]
        before = paper.values[PAPERS] if paper.values is not None and paper.live else 0
        # Papers sent for adjudication are on the sheet too; what became of them is not asked here.
        on_sheets = area.bundled + area.sent - before + papers
        over = on_sheets - area.verified
        # While a box is not verified the area may well hold more than is known of.
        if over <= 0 or not area.all_accurate:
            return []
        sums = {"on_sheets": on_sheets, "verified": int(area.verified), "difference": over}
        # A flag and no refusal: it may be the box that is wrong, and the sheet that is right.
        flagged = finding(Code.E107, "area", area.area.id, **sums).flagged()
        written = {sheet.number: sheet.papers or 0 for sheet in area.sheets if sheet.live}
        return [flagged, *too_many(contest, area, written | {paper.number: papers})]

    def _lines(self, values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
        """The values line by line."""
        width = len(self.columns)
        return (values[i : i + width] for i in range(0, len(values), width))

    def _as_written(self, lines: Row) -> tuple[tuple[Bundles, ...], tuple[Papers | None, ...]]:
        """The bundles of the lines, and their totals, as far as they are written."""
        width = len(self.columns)
        papers = [None if v is None else Papers(v) for v in lines]
        totals = tuple(papers[width - 1 :: width]) if width != 2 else ()
        if width == 1:
            return (), totals
        return tuple(map(Bundles, lines[::width], papers[1::width])), totals

    def _bundled(self, values: Sequence[int]) -> int:
        """Papers in all lines: these run for every sheet keyed."""
        width = len(self.columns)
        if width == 1:
            return sum(values)
        return sum(values[::width]) * self.bundle + sum(values[1::width])

    def _line_faults(
        self, number: int, names: Sequence[str], values: Sequence[int]
    ) -> list[Finding]:
        """E102 for a part bundle as large as a bundle;
        E101 for a total that is not that of its bundles.
        """
        width = len(self.columns)
        bundle = self.bundle
        if width == 1 or not values or (width == 2 and max(values[1::2]) < bundle):
            return []
        found = []
        for name, line in zip(names, self._lines(values), strict=True):
            # A part bundle that fills one is a bundle nobody tied: it would be counted as it is
            # written, and be missed when the bundles are counted by hand.
            if line[1] >= bundle:
                found.append(
                    finding(Code.E102, "sheet", number, f"{name}part", value=line[1], bundle=bundle)
                )
            # Both are written, so both must agree: bundles of another size show here (Oadby 2023).
            elif width == 3 and line[2] != self.papers_of(line):
                sums = {
                    "full": line[0],
                    "bundle": bundle,
                    "part": line[1],
                    "lines": self.papers_of(line),
                }
                difference = self.papers_of(line) - line[2]
                sums |= {"papers": line[2], "difference": difference}
                found.append(finding(Code.E101, "sheet", number, f"{name}total", **sums))
        return found

    def _must_add(
        self, number: int, values: Sequence[int], papers: int, sent: int, more: int
    ) -> list[Finding]:
        """E101 unless the lines, `more` papers and those sent are the
        papers written on the sheet.
        """
        width = len(self.columns)
        bundled = self._bundled(values)
        lines = bundled + more + sent
        # Rule 1: the papers are the sheet's own total, written by the table and not derived by us.
        if lines == papers:
            return []
        if width == 1:
            sums = {"bundled": bundled}
        else:
            full = sum(values[::width])
            part = sum(values[1::width])
            sums = {
                "full": full,
                "bundle": self.bundle,
                "bundled": full * self.bundle,
                "part": part,
            }
        # Only where there are mixed papers: with one seat the sentence must not speak of them.
        if more:
            sums["mixed"] = more
        sums |= {"sent": sent, "lines": lines, "papers": papers}
        return [finding(Code.E101, "sheet", number, **sums, difference=lines - papers)]


def votes_add_up(
    kind: Literal["sheet", "form"],
    number: int,
    field: str,
    votes: Sequence[int],
    of: tuple[int, int],
    others: tuple[int, int],
) -> list[Finding]:
    """E103 for papers of several votes:
    `of` is seats and papers, `others` unused and uncertain votes.
    """
    seats, papers = of
    found = [
        finding(
            Code.E103, kind, number, f"{n}.{field}", votes=v, mixed=papers, difference=v - papers
        )
        for n, v in enumerate(votes, 1)
        # Rule 7: nobody has more votes than there were papers (265 papers gave 2,650 votes each at
        # Highworth in 2019).
        if v > papers
    ]
    # Rule 5: unused votes are keyed and not derived, or this sum could never fail.
    lines = sum(votes) + sum(others)
    expected = seats * papers
    if lines == expected:
        return found
    sums = {"votes": sum(votes), "unused": others[0], "uncertain": others[1], "lines": lines}
    sums |= {"seats": seats, "mixed": papers, "expected": expected, "difference": lines - expected}
    return [*found, finding(Code.E103, kind, number, "votes", **sums)]


def papers_or_blank(value: int | None) -> Papers | None:
    return None if value is None else Papers(value)


def votes_or_blank(value: int | None) -> Votes | None:
    return None if value is None else Votes(value)


def written_values(
    lines: Sequence[Bundles], totals: Sequence[Papers | None]
) -> Iterator[int | None]:
    """The values of these lines, in the order of their fields."""
    for i in range(max(len(lines), len(totals))):
        if i < len(lines):
            yield from (lines[i].full, lines[i].part)
        if i < len(totals):
            yield totals[i]


def fits(kind: SheetKind, figures: SheetFigures) -> bool:
    """Whether bundles and totals are given exactly where lines of this kind have them."""
    both = not (kind.bundles and kind.totals) or len(figures.lines) == len(figures.totals)
    return bool(figures.lines) == kind.bundles and bool(figures.totals) == kind.totals and both


def block_values(kind: SheetKind, block: Block) -> list[int | None] | None:
    """A block's values in the order of its columns; None if it is
    written otherwise than they ask.
    """
    given = {"full": block.full, "part": block.part, "total": block.total}
    if any(value is not None and column not in kind.columns for column, value in given.items()):
        return None
    return [given[column] for column in kind.columns]
