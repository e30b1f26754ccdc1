"""Count sheets, and bundle slips: what is written on them,
how it must add up, and what it brings in.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import cast

from tallyapp.domain.rules.paper_fields import Row
from tallyapp.domain.rules.sheet_lines import (
    COLUMNS,
    SheetKind,
    Slates,
    Written,
    block_values,
    fits,
    papers_or_blank,
    votes_add_up,
    votes_or_blank,
    written_values,
)
from tallyapp.domain.state.area import Tallied
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import PAPERS, PaperShape
from tallyapp.domain.vocabulary.findings import Code, Finding, finding
from tallyapp.domain.vocabulary.on_paper import Block, Mixed, SheetFigures
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.slates import Slate, is_slate, slate_field
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers

_WRITTEN = attrgetter("full", "part")
"""What is written on a line in bundles, in the order of its columns."""


class OneSeat(SheetKind):
    """Fields: papers written on the sheet, then each candidate's line, then papers sent."""

    def __init__(self, candidates: int, bundle: int, written: Written = "bundles") -> None:
        self._names = tuple(f"{n}." for n in range(1, candidates + 1))
        lines = (f"{name}{column}" for name in self._names for column in COLUMNS[written])
        super().__init__(("papers", *lines, "sent"), written, bundle)
        self._sent = self.at("sent")
        self._of_candidates = slice(PAPERS + 1, self._sent)

    def _read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        row: Row = [figures.papers]
        if not self.totals:
            row += chain.from_iterable(map(_WRITTEN, figures.lines))
        else:
            row += written_values(figures.lines, figures.totals)
        row.append(figures.sent)
        other = figures.blocks or figures.mixed or figures.slip is not None
        # The number of fields is not enough: totals in place of bundles can be as many.
        if len(row) != len(self.fields) or other or not fits(self, figures):
            return row, [
                finding(Code.A111, "sheet", number, fields=len(row), expected=len(self.fields))
            ]
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        lines, totals = self._as_written(row[self._of_candidates])
        return SheetFigures(
            papers=papers_or_blank(row[PAPERS]),
            lines=lines,
            totals=totals,
            sent=papers_or_blank(row[self._sent]),
        )

    def line_of(self, candidate: int) -> Sequence[int]:
        width = len(self.columns)
        start = self._of_candidates.start + (candidate - 1) * width
        return range(start, start + width) if candidate <= len(self._names) else ()

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        lines = values[self._of_candidates]
        found = self._line_faults(number, self._names, lines)
        return found + self._must_add(number, lines, values[PAPERS], values[self._sent], 0)

    def tallied(self, values: Sequence[int]) -> Tallied:
        """With one seat a paper is a vote (domain.md, 4)."""
        sent = values[self._sent]
        return Tallied(self.papers(values), bundled=values[PAPERS] - sent, sent=sent)

    def papers(self, values: Sequence[int]) -> list[Papers]:
        """Papers on a sheet for each candidate, from its complete values."""
        lines = values[self._of_candidates]
        if not self.totals:
            # The same as below, for nearly every sheet that is agreed.
            bundle = self.bundle
            pairs = zip(lines[::2], lines[1::2], strict=True)
            return cast("list[Papers]", [full * bundle + part for full, part in pairs])
        return [self.papers_of(line) for line in self._lines(lines)]


class SeveralSeats(SheetKind):
    """Fields: papers on the sheet; mixed papers,
    their votes, unused and uncertain; papers sent; blocks.

    A block's fields are named by whom its slate names. They stand in the order in which the slates
    were named, so that a sheet keyed before then reads as it did.
    """

    def __init__(
        self, candidates: int, bundle: int, written: Written, seats: int, slates: Slates
    ) -> None:
        votes = (f"{n}.votes" for n in range(1, candidates + 1))
        self._names = tuple(slate_field(slate, "") for slate in slates)
        blocks = (f"{name}{column}" for name in self._names for column in COLUMNS[written])
        super().__init__(
            ("papers", "mixed", *votes, "unused", "uncertain", "sent", *blocks), written, bundle
        )
        self._mixed = self.at("mixed")
        self._unused = self.at("unused")
        self._uncertain = self.at("uncertain")
        self._sent = self.at("sent")
        self._votes = slice(self._mixed + 1, self._unused)
        self._blocks = slice(self._sent + 1, None)
        self.votes = frozenset(self.fields[self._votes]) | {"unused", "uncertain"}
        self.seats = seats
        self.slates = slates
        self._numbered = {slate: n for n, slate in enumerate(slates)}

    def _read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
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
        # A slate that a sheet does not name has no papers on it; every other blank is asked for.
        row += [0] * (fields - len(row))
        width = len(self.columns)
        met = set()
        for block in figures.blocks:
            slate = block.candidates
            # A slate written twice on a sheet would count once, and which of the two nobody knows.
            if slate in met or slate not in self._numbered:
                return row, [finding(Code.A104, "sheet", number, slate_field(slate, "slate"))]
            met.add(slate)
            values = block_values(self, block)
            if values is None:
                name = slate_field(slate, "slate")
                return row, [finding(Code.A111, "sheet", number, name, fields=3, expected=width)]
            start = self._blocks.start + self._numbered[slate] * width
            row[start : start + width] = values
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        lines = zip(self.slates, self._lines(row[self._blocks]), strict=True)
        return SheetFigures(
            papers=papers_or_blank(row[PAPERS]),
            lines=(),
            sent=papers_or_blank(row[self._sent]),
            blocks=tuple(
                # Only what was written: a sheet keyed before a slate was named must read as it did.
                self._block(slate, line)
                for slate, line in lines
                if any(value != 0 for value in line)
            ),
            mixed=Mixed(
                papers=papers_or_blank(row[self._mixed]),
                votes=tuple(map(votes_or_blank, row[self._votes])),
                unused=votes_or_blank(row[self._unused]),
                uncertain=votes_or_blank(row[self._uncertain]),
            ),
        )

    def line_of(self, candidate: int) -> Sequence[int]:
        # Not those unused or uncertain: what is left of the votes is counted, and nobody's nought.
        at = self._votes.start + candidate - 1
        return (at,) if at < self._votes.stop else ()

    def _block(self, slate: Slate, line: Sequence[int | None]) -> Block:
        given = dict(zip(self.columns, line, strict=True))
        return Block(
            slate,
            given.get("full"),
            papers_or_blank(given.get("part")),
            papers_or_blank(given.get("total")),
        )

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        blocks = values[self._blocks]
        papers = values[PAPERS]
        mixed = values[self._mixed]
        sent = values[self._sent]
        # Papers before votes: a wrong number of papers makes every sum of votes wrong as well.
        return [
            *self._line_faults(number, self._names, blocks),
            *self._must_add(number, blocks, papers, sent, mixed),
            *votes_add_up(
                "sheet",
                number,
                "votes",
                values[self._votes],
                (self.seats, mixed),
                self._other_votes(values),
            ),
        ]

    def tallied(self, values: Sequence[int]) -> Tallied:
        """A block of n papers gives n votes to each it names,
        and the rest are unused (domain.md, 6).
        """
        votes = list(values[self._votes])
        unused, uncertain = self._other_votes(values)
        bundled = values[self._mixed]
        # Rule 6: the papers are keyed once, as papers, and each candidate of the slate gets them.
        # Highworth 2019 keyed votes in their place and elected the wrong person.
        for slate, line in zip(self.slates, self._lines(values[self._blocks]), strict=True):
            papers = self.papers_of(line)
            if papers:
                bundled += papers
                # What a short slate leaves unused follows from whom it names.
                unused += papers * (self.seats - len(slate))
                for candidate in slate:
                    votes[candidate - 1] += papers
        sent = values[self._sent]
        return Tallied(votes, bundled=bundled, sent=sent, unused=unused, uncertain=uncertain)

    def blocks(self, values: Sequence[int]) -> Iterator[tuple[Slate, Papers]]:
        for slate, line in zip(self.slates, self._lines(values[self._blocks]), strict=True):
            yield slate, self.papers_of(line)

    def _other_votes(self, values: Sequence[int]) -> tuple[int, int]:
        return values[self._unused], values[self._uncertain]


class Slip(SheetKind):
    """Fields: papers on the slip, whose it is (a candidate,
    or with several seats a slate), the one line.

    Whose it is stands in a row as the number by which people call them, 0 for nobody who is known;
    in an act, as the candidates.
    """

    def __init__(
        self, candidates: int, bundle: int, written: Written, seats: int, slates: Slates
    ) -> None:
        super().__init__(("papers", "slip", *COLUMNS[written]), written, bundle)
        self._whose_it_is = self.at("slip")
        self._line = slice(self._whose_it_is + 1, None)
        self._candidates = candidates
        self._seats = seats
        self._whose = (
            # With one seat a candidate is a slate of one, so that both are added alike.
            slates if seats > 1 else tuple((CandidateNumber(n),) for n in range(1, candidates + 1))
        )
        self._numbered = {whose: n for n, whose in enumerate(self._whose, 1)}

    def _read(self, number: int, figures: SheetFigures) -> tuple[Row, list[Finding]]:
        whose = None if figures.slip is None else self._numbered.get(figures.slip, 0)
        row: Row = [figures.papers, whose, *written_values(figures.lines, figures.totals)]
        # A slip sends nothing for adjudication: doubtful papers go with the sheet.
        other = figures.blocks or figures.mixed or figures.sent is not None
        if len(row) != len(self.fields) or other or not fits(self, figures):
            return row, [
                finding(Code.A111, "sheet", number, fields=len(row), expected=len(self.fields))
            ]
        # A queried slip may be nobody's; but in another order one slate would be two.
        if figures.slip and not is_slate(figures.slip):
            return row, [finding(Code.A104, "sheet", number, "slip")]
        return row, []

    def figures(self, row: Row) -> SheetFigures:
        lines, totals = self._as_written(row[self._line])
        whose = row[self._whose_it_is]
        return SheetFigures(
            papers=papers_or_blank(row[PAPERS]),
            lines=lines,
            totals=totals,
            sent=None,
            slip=None if whose is None else self.whose(whose),
        )

    def named(self, position: int, value: int) -> FieldValue:
        if position == self._whose_it_is:
            return FieldValue(self.fields[position], self.whose(value))
        return super().named(position, value)

    def value_of(self, named: FieldValue) -> int | None:
        if named.field == self.fields[self._whose_it_is]:
            return self._numbered.get(named.value) if isinstance(named.value, tuple) else None
        return super().value_of(named)

    def line_of(self, _candidate: int) -> Sequence[int]:
        # Its one line is what the slip is for: a blank there is no nought.
        return ()

    def whose(self, number: int) -> Slate:
        """The candidate, or the slate, that people call by this number; nobody if there is none."""
        return self._whose[number - 1] if 1 <= number <= len(self._whose) else ()

    def adds_up(self, number: int, values: Sequence[int]) -> list[Finding]:
        # Before the sum: a slip of nobody adds up perfectly.
        known = 1 <= values[self._whose_it_is] <= len(self._whose)
        nobodys = [] if known else [finding(Code.A104, "sheet", number, "slip")]
        line = values[self._line]
        return [
            *nobodys,
            *self._line_faults(number, ("",), line),
            *self._must_add(number, line, values[PAPERS], 0, 0),
        ]

    def blocks(self, values: Sequence[int]) -> Iterator[tuple[Slate, Papers]]:
        if self._seats > 1:
            yield self.whose(values[self._whose_it_is]), Papers(values[PAPERS])

    def papers_on_its_line(self, values: Sequence[int]) -> Papers:
        """Papers in its bundles, or its total; it should be what is written on it."""
        return self.papers_of(values[self._line])

    def tallied(self, values: Sequence[int]) -> Tallied:
        """The papers are votes for each whom they name."""
        whose = self.whose(values[self._whose_it_is])
        papers = values[PAPERS]
        votes = [papers if n in whose else 0 for n in range(1, self._candidates + 1)]
        return Tallied(votes, bundled=papers, unused=papers * (self._seats - len(whose)))


# The slates are part of the key: when one is named, the sheet's kind is another.
_one_seat = lru_cache(maxsize=256)(OneSeat)
_several_seats = lru_cache(maxsize=256)(SeveralSeats)
_slip = lru_cache(maxsize=256)(Slip)


def sheet_kind(contest: ContestState, shape: PaperShape = "sheet") -> SheetKind:
    """The kind of count sheet, or of bundle slip, that this contest uses now."""
    set_up = contest.set_up
    kind = len(set_up.candidates), set_up.bundle, set_up.written
    if shape != "slip" and set_up.seats == 1:
        return _one_seat(*kind)
    made = _slip if shape == "slip" else _several_seats
    return made(*kind, set_up.seats, tuple(contest.slates))
