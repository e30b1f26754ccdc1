"""Count sheets, and bundle slips: what is written on them,
how it must add up, and what it brings in.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias, TypeVar

from tallyapp.domain.rules.paper import PaperKind, Row
from tallyapp.domain.state.contest import AreaState, ContestState, Tallied
from tallyapp.domain.state.keyed_paper import PaperShape
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Block, Bundles, Mixed, SheetFigures
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes

Written: TypeAlias = Literal["bundles", "total", "both"]
Slates: TypeAlias = tuple[tuple[CandidateNumber, ...], ...]
_Value = TypeVar("_Value", int, int | None)
_COLUMNS: dict[Written, tuple[str, ...]] = {
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
        self.columns = _COLUMNS[written]
        self.bundle = bundle

    @abstractmethod
    def read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        """The fields in order, None where blank;
        and what stands against them as a sheet of this contest.
        """

    @abstractmethod
    def figures(self, row: Row) -> SheetFigures:
        """The sheet as an act holds it, from its fields in order: what `read` reads."""

    def blocks(self, values: Sequence[int]) -> Iterator[tuple[int, Papers]]:  # noqa: ARG002
        """Papers by slate, from complete values; none where there are no slates."""
        yield from ()

    def papers_of(self, line: Sequence[int]) -> Papers:
        """Papers on a line: those in its bundles, or its total where no bundles are written."""
        return Papers(line[0] if self.columns == ("total",) else line[0] * self.bundle + line[1])

    def flags(self, area: AreaState, number: int, more: int) -> list[Finding]:
        """E107 where the area's sheets, with these papers more, hold
        more than was verified in it.
        """
        on_sheets = area.bundled + area.sent + more
        verified = area.verified
        if on_sheets <= verified or not area.all_accurate:
            return []
        sums = {"on_sheets": on_sheets, "verified": verified, "difference": on_sheets - verified}
        return [finding(Code.E107, "area", area.area.id, str(number), **sums).flagged()]

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
        if width == 1 or (width == 2 and max(values[1::2], default=0) < bundle):
            return []
        found = []
        for name, line in zip(names, self._lines(values), strict=True):
            if line[1] >= bundle:
                found.append(
                    finding(Code.E102, "sheet", number, f"{name}part", value=line[1], bundle=bundle)
                )
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
        if more:
            sums["mixed"] = more
        sums |= {"sent": sent, "lines": lines, "papers": papers}
        return [finding(Code.E101, "sheet", number, **sums, difference=lines - papers)]


class OneSeat(SheetKind):
    """Fields: papers written on the sheet, then each candidate's line, then papers sent."""

    def __init__(self, candidates: int, bundle: int, written: Written = "bundles") -> None:
        self._names = tuple(f"{n}." for n in range(1, candidates + 1))
        lines = (f"{name}{column}" for name in self._names for column in _COLUMNS[written])
        super().__init__(("papers", *lines, "sent"), written, bundle)

    def read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        row: Row = [figures.papers]
        if self.columns == ("full", "part"):
            for line in figures.lines:
                row += (line.full, line.part)
        else:
            row += _written(figures.lines, figures.totals)
        row.append(figures.sent)
        other = figures.blocks or figures.mixed or figures.slip
        if len(row) != len(self.fields) or other or not _fits(self, figures):
            return row, [
                finding(Code.A111, "sheet", number, fields=len(row), expected=len(self.fields))
            ]
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        lines, totals = self._as_written(row[1:-1])
        return SheetFigures(
            papers=_papers(row[0]), lines=lines, totals=totals, sent=_papers(row[-1])
        )

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        lines = values[1:-1]
        return self._line_faults(number, self._names, lines) or self._must_add(
            number, lines, values[0], values[-1], 0
        )

    def tallied(self, values: Sequence[int]) -> Tallied:
        """With one seat a paper is a vote (domain.md, 4)."""
        return Tallied(self.papers(values), bundled=values[0] - values[-1], sent=values[-1])

    def papers(self, values: Sequence[int]) -> list[Papers]:
        """Papers on a sheet for each candidate, from its complete values."""
        return [self.papers_of(line) for line in self._lines(values[1:-1])]


class SeveralSeats(SheetKind):
    """Fields: papers on the sheet; mixed papers,
    their votes, unused and uncertain; papers sent; blocks.
    """

    def __init__(
        self, candidates: int, bundle: int, written: Written, seats: int, slates: Slates
    ) -> None:
        votes = (f"{n}.votes" for n in range(1, candidates + 1))
        self._names = tuple(f"s{n}." for n in range(1, len(slates) + 1))
        blocks = (f"{name}{column}" for name in self._names for column in _COLUMNS[written])
        super().__init__(
            ("papers", "mixed", *votes, "unused", "uncertain", "sent", *blocks), written, bundle
        )
        self._votes = slice(2, 2 + candidates)
        self._blocks = slice(5 + candidates, None)
        self.seats = seats
        self.slates = slates

    def read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        mixed = figures.mixed
        fields = len(self.fields)
        if mixed is None or figures.lines or figures.totals or figures.slip is not None:
            return [], [finding(Code.A111, "sheet", number, fields=0, expected=fields)]
        row: Row = [
            figures.papers,
            mixed.papers,
            *mixed.votes,
            mixed.unused,
            mixed.uncertain,
            figures.sent,
        ]
        if len(row) != self._blocks.start:
            return row, [
                finding(Code.A111, "sheet", number, fields=len(row), expected=self._blocks.start)
            ]
        row += [0] * (fields - len(row))
        width = len(self.columns)
        met = set()
        for block in figures.blocks:
            if block.slate in met or not 1 <= block.slate <= len(self.slates):
                return row, [finding(Code.A104, "sheet", number, f"s{block.slate}")]
            met.add(block.slate)
            values = _block_values(self, block)
            if values is None:
                return row, [
                    finding(Code.A111, "sheet", number, f"s{block.slate}", fields=3, expected=width)
                ]
            start = self._blocks.start + (block.slate - 1) * width
            row[start : start + width] = values
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        papers, mixed, *votes = row[: self._votes.stop]
        unused, uncertain, sent = row[self._votes.stop : self._blocks.start]
        lines = enumerate(self._lines(row[self._blocks]), 1)
        return SheetFigures(
            papers=_papers(papers),
            lines=(),
            sent=_papers(sent),
            blocks=tuple(
                self._block(n, line) for n, line in lines if any(value != 0 for value in line)
            ),
            mixed=Mixed(
                papers=_papers(mixed),
                votes=tuple(map(_votes, votes)),
                unused=_votes(unused),
                uncertain=_votes(uncertain),
            ),
        )

    def _block(self, slate: int, line: Sequence[int | None]) -> Block:
        given = dict(zip(self.columns, line, strict=True))
        return Block(
            slate, given.get("full"), _papers(given.get("part")), _papers(given.get("total"))
        )

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        blocks = values[self._blocks]
        papers = values[0]
        mixed = values[1]
        sent = values[self._blocks.start - 1]
        found = self._line_faults(number, self._names, blocks)
        found = found or self._must_add(number, blocks, papers, sent, mixed)
        return found or votes_add_up(
            "sheet",
            number,
            "votes",
            values[self._votes],
            (self.seats, mixed),
            self._other_votes(values),
        )

    def tallied(self, values: Sequence[int]) -> Tallied:
        """A block of n papers gives n votes to each it names,
        and the rest are unused (domain.md, 6).
        """
        votes = list(values[self._votes])
        unused, uncertain = self._other_votes(values)
        bundled = values[1]
        for slate, line in zip(self.slates, self._lines(values[self._blocks]), strict=True):
            papers = self.papers_of(line)
            if papers:
                bundled += papers
                unused += papers * (self.seats - len(slate))
                for candidate in slate:
                    votes[candidate - 1] += papers
        sent = values[self._blocks.start - 1]
        return Tallied(votes, bundled=bundled, sent=sent, unused=unused, uncertain=uncertain)

    def blocks(self, values: Sequence[int]) -> Iterator[tuple[int, Papers]]:
        for slate, line in enumerate(self._lines(values[self._blocks]), 1):
            yield slate, self.papers_of(line)

    def _other_votes(self, values: Sequence[int]) -> tuple[int, int]:
        return values[self._votes.stop], values[self._votes.stop + 1]


class Slip(SheetKind):
    """Fields: papers on the slip, whose it is (a candidate,
    or with several seats a slate), the one line.
    """

    def __init__(
        self, candidates: int, bundle: int, written: Written, seats: int, slates: Slates
    ) -> None:
        super().__init__(("papers", "slip", *_COLUMNS[written]), written, bundle)
        self._candidates = candidates
        self._seats = seats
        self._whose = (
            slates if seats > 1 else tuple((CandidateNumber(n),) for n in range(1, candidates + 1))
        )

    def read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        row: Row = [figures.papers, figures.slip, *_written(figures.lines, figures.totals)]
        other = figures.blocks or figures.mixed or figures.sent is not None
        if len(row) != len(self.fields) or other or not _fits(self, figures):
            return row, [
                finding(Code.A111, "sheet", number, fields=len(row), expected=len(self.fields))
            ]
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        lines, totals = self._as_written(row[2:])
        return SheetFigures(
            papers=_papers(row[0]), lines=lines, totals=totals, sent=None, slip=row[1]
        )

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        if not 1 <= values[1] <= len(self._whose):
            return [finding(Code.A104, "sheet", number, "slip")]
        line = values[2:]
        return self._line_faults(number, ("",), line) or self._must_add(
            number, line, values[0], 0, 0
        )

    def blocks(self, values: Sequence[int]) -> Iterator[tuple[int, Papers]]:
        if self._seats > 1:
            yield values[1], Papers(values[0])

    def tallied(self, values: Sequence[int]) -> Tallied:
        """The papers are votes for each whom they name."""
        whose = self._whose[values[1] - 1]
        papers = values[0]
        votes = [papers if n in whose else 0 for n in range(1, self._candidates + 1)]
        return Tallied(votes, bundled=papers, unused=papers * (self._seats - len(whose)))


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
        if v > papers
    ]
    lines = sum(votes) + sum(others)
    expected = seats * papers
    if found or lines == expected:
        return found
    sums = {"votes": sum(votes), "unused": others[0], "uncertain": others[1], "lines": lines}
    sums |= {"seats": seats, "mixed": papers, "expected": expected, "difference": lines - expected}
    return [finding(Code.E103, kind, number, "votes", **sums)]


def _papers(value: int | None) -> Papers | None:
    return None if value is None else Papers(value)


def _votes(value: int | None) -> Votes | None:
    return None if value is None else Votes(value)


def _written(lines: Sequence[Bundles], totals: Sequence[Papers | None]) -> Iterator[int | None]:
    """The values of these lines, in the order of their fields."""
    for i in range(max(len(lines), len(totals))):
        if i < len(lines):
            yield from (lines[i].full, lines[i].part)
        if i < len(totals):
            yield totals[i]


def _fits(kind: SheetKind, figures: SheetFigures) -> bool:
    """Whether bundles and totals are given exactly where lines of this kind have them."""
    bundles = "full" in kind.columns
    totals = "total" in kind.columns
    both = not (bundles and totals) or len(figures.lines) == len(figures.totals)
    return bool(figures.lines) == bundles and bool(figures.totals) == totals and both


def _block_values(kind: SheetKind, block: Block) -> list[int | None] | None:
    """A block's values in the order of its columns; None if it is
    written otherwise than they ask.
    """
    given = {"full": block.full, "part": block.part, "total": block.total}
    if any(value is not None and column not in kind.columns for column, value in given.items()):
        return None
    return [given[column] for column in kind.columns]


_one_seat = lru_cache(maxsize=256)(OneSeat)
_several_seats = lru_cache(maxsize=256)(SeveralSeats)
_slip = lru_cache(maxsize=256)(Slip)


def sheet_kind(contest: ContestState, shape: PaperShape = "sheet") -> SheetKind:
    """The kind of count sheet, or of bundle slip, that this contest uses now."""
    set_up = contest.set_up
    candidates = len(set_up.candidates)
    bundle = set_up.bundle
    written = set_up.written
    if shape != "slip" and set_up.seats == 1:
        return _one_seat(candidates, bundle, written)
    made = _slip if shape == "slip" else _several_seats
    return made(candidates, bundle, written, set_up.seats, tuple(contest.slates))
