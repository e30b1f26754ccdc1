"""The papers of a training count as they lie on its tables, mistakes and all: as pages, and as a
table.
"""

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from tallyapp.domain.reports.filled_papers import (
    FilledLine,
    FilledPaper,
    FilledPapers,
    FilledPart,
)
from tallyapp.domain.rules.sheet_lines import COLUMNS
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.vocabulary.on_paper import Block, FormFigures, Mixed, SheetFigures
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.practice.paper_table import papers_csv
from tallyapp.practice.plans.plans import PlannedBox, PlannedForm, PlannedSheet
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.words.catalogue import say
from tallyapp.words.hall import heading_of


def training_csv(rehearsal: Rehearsal, boxes: Collection[str]) -> bytes:
    """The papers as practice has them, and before them the records of the boxes to be counted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for planned in rehearsal.plan.boxes:
        if planned.box.id in boxes:
            for field, value in _box_fields(planned):
                row = (rehearsal.stream, planned.box.area, "box", planned.box.id, field, value)
                writer.writerow(row)
    header, _, rest = papers_csv(rehearsal).partition(b"\n")
    return header + b"\n" + text.getvalue().encode() + rest


def _box_fields(planned: PlannedBox) -> Iterator[tuple[str, int]]:
    yield from _account(planned)
    for attempt, papers in enumerate(planned.attempts, 1):
        yield f"count.{attempt}", papers


def _account(planned: PlannedBox) -> Iterator[tuple[str, int]]:
    account = planned.account
    yield "issued", account.issued
    yield "unused", account.unused
    yield "spoilt", account.spoilt
    yield "tendered", account.tendered
    if account.entrusted is not None:
        yield "entrusted", account.entrusted


def filled_papers(
    count: Count, rehearsals: Sequence[Rehearsal], boxes: Collection[tuple[str, str]]
) -> FilledPapers:
    """All papers that are to be keyed: records of these boxes (contest and box), then sheets,
    slips and forms, area by area.
    """
    set_up = count.count.set_up
    papers = [
        paper for rehearsal in rehearsals for paper in _Filling(count, rehearsal, boxes).papers()
    ]
    return FilledPapers(
        title=say("training", "papers.title", name=set_up.name if set_up else ""),
        foot=say("training", "papers.foot"),
        papers=tuple(papers),
    )


class _Filling:
    """The papers of one contest."""

    def __init__(
        self, count: Count, rehearsal: Rehearsal, boxes: Collection[tuple[str, str]]
    ) -> None:
        self._count = count
        self._rehearsal = rehearsal
        self._stream = rehearsal.stream
        self._plan = rehearsal.plan
        self._contest: ContestState = count.contests[rehearsal.stream]
        self._boxes = {box for stream, box in boxes if stream == rehearsal.stream}

    def papers(self) -> Iterator[FilledPaper]:
        """Area by area."""
        for area in self._plan.areas:
            for planned in self._plan.boxes:
                if planned.box.area == area.id and planned.box.id in self._boxes:
                    yield self._box(planned)
            for sheet in self._plan.sheets:
                if sheet.area == area.id:
                    yield self._sheet(sheet)
            for form in self._plan.forms:
                if form.area == area.id:
                    yield self._form(form)

    def _paper(
        self, title: str, area: str, number: str, code: str, parts: Sequence[FilledPart]
    ) -> FilledPaper:
        return FilledPaper(
            heading=heading_of(self._count, self._stream, area),
            title=say("training", f"paper.{title}"),
            number=number,
            code=code,
            parts=tuple(part for part in parts if part.lines),
        )

    def _box(self, planned: PlannedBox) -> FilledPaper:
        box = planned.box
        account = [_line(f"account.{field}", papers) for field, papers in _account(planned)]
        counts = [
            FilledLine(words=say("training", "line.count", number=number), figures=(papers,))
            for number, papers in enumerate(planned.attempts, 1)
        ]
        parts = [_part("account", account), _part("counts", counts)]
        code = code_of("box", box.id, self._stream)
        return self._paper("box", box.area, box.id, code, parts)

    # ---- sheets and slips

    def _sheet(self, sheet: PlannedSheet) -> FilledPaper:
        figures = sheet.figures
        code = code_of("sheet", sheet.number, self._stream)
        number = str(sheet.number)
        if sheet.form == "slip":
            parts = [self._slip(figures), _sums(figures)]
            return self._paper("slip", sheet.area, number, code, parts)
        if figures.mixed is None:
            parts = [self._one_seat(figures), _sums(figures)]
        else:
            parts = [self._blocks(figures.blocks), self._mixed(figures.mixed), _sums(figures)]
        return self._paper("sheet", sheet.area, number, code, parts)

    def _one_seat(self, figures: SheetFigures) -> FilledPart:
        many = max(len(figures.lines), len(figures.totals))
        lines = [self._candidate(n, self._on_line(figures, n - 1)) for n in range(1, many + 1)]
        return self._bundled("candidates", lines)

    def _slip(self, figures: SheetFigures) -> FilledPart:
        line = self._slate(figures.slip or (), self._on_line(figures, 0))
        return self._bundled("slip", [line])

    def _blocks(self, blocks: Sequence[Block]) -> FilledPart:
        lines = [self._slate(block.candidates, self._on_block(block)) for block in blocks]
        return self._bundled("blocks", lines)

    def _on_block(self, block: Block) -> tuple[int, ...]:
        return self._as_written(block.full, block.part, block.total)

    def _on_line(self, figures: SheetFigures, at: int) -> tuple[int, ...]:
        line = figures.lines[at] if figures.lines else None
        total = figures.totals[at] if figures.totals else None
        return self._as_written(line.full if line else None, line.part if line else None, total)

    def _as_written(self, full: int | None, part: int | None, total: int | None) -> tuple[int, ...]:
        return tuple(
            figure or 0
            for figure, column in ((full, "full"), (part, "part"), (total, "total"))
            if column in COLUMNS[self._plan.on_paper.written]
        )

    def _bundled(self, title: str, lines: Sequence[FilledLine]) -> FilledPart:
        columns = COLUMNS[self._plan.on_paper.written]
        heads = [say("training", f"head.{column}", bundle=self._plan.bundle) for column in columns]
        return _part(title, lines, heads)

    def _mixed(self, mixed: Mixed) -> FilledPart:
        votes = [
            self._candidate(number, (papers or 0,)) for number, papers in enumerate(mixed.votes, 1)
        ]
        sums = [
            _line("unused", mixed.unused or 0),
            _line("uncertain", mixed.uncertain or 0),
        ]
        return _part("mixed", [*votes, *sums], (say("training", "head.votes"),))

    # ---- forms

    def _form(self, form: PlannedForm) -> FilledPaper:
        figures = form.figures
        allowed = [
            self._candidate(number, (papers or 0,))
            for number, papers in enumerate(figures.allowed, 1)
        ]
        heads = self._rehearsal.rules.heads
        rejected = [
            FilledLine(words=head.label, figures=(papers or 0,))
            for head, papers in zip(heads, figures.rejected, strict=True)
        ]
        parts = [
            self._allowed(allowed, figures),
            _part("rejected", rejected),
            _part("form", list(_papers_of_form(figures))),
            _part("signed", list(_signed(figures)), (say("training", "head.number"),)),
        ]
        code = code_of("form", form.number, self._stream)
        return self._paper("form", form.area, str(form.number), code, parts)

    def _allowed(self, allowed: Sequence[FilledLine], figures: FormFigures) -> FilledPart:
        """Papers with one seat; with several, votes, and those that are for nobody."""
        if figures.good is None:
            return _part("allowed", allowed)
        spare = [_line("unused", figures.unused or 0), _line("uncertain", figures.uncertain or 0)]
        return _part("allowed", [*allowed, *spare], (say("training", "head.votes"),))

    # ---- people

    def _candidate(self, number: int, figures: tuple[int, ...]) -> FilledLine:
        candidate = self._contest.set_up.candidates[number - 1]
        return FilledLine(
            number=number,
            words=candidate.ballot_name,
            beneath=candidate.description,
            figures=figures,
        )

    def _slate(self, slate: Slate, figures: tuple[int, ...]) -> FilledLine:
        people = [self._contest.set_up.candidates[number - 1] for number in slate]
        return FilledLine(
            words="; ".join(
                f"{number} {one.ballot_name}" for number, one in zip(slate, people, strict=True)
            ),
            beneath="; ".join(one.description for one in people),
            figures=figures,
        )


def _papers_of_form(figures: FormFigures) -> Iterator[FilledLine]:
    if figures.good is not None:
        yield _line("good", figures.good)
    yield _line("form", figures.papers or 0, total=True)


def _signed(figures: FormFigures) -> Iterator[FilledLine]:
    yield _line("objections", figures.objections or 0)
    yield _line("adjudicator", figures.adjudicator or 0)


def _sums(figures: SheetFigures) -> FilledPart:
    lines = []
    if figures.mixed is not None:
        lines.append(_line("mixed", figures.mixed.papers or 0))
    if figures.sent is not None:
        lines.append(_line("sent", figures.sent))
    return _part("sheet", [*lines, _line("papers", figures.papers or 0, total=True)])


def _line(words: str, figure: int, *, total: bool = False) -> FilledLine:
    return FilledLine(words=say("training", f"line.{words}"), figures=(figure,), total=total)


def _part(title: str, lines: Sequence[FilledLine], heads: Sequence[str] = ()) -> FilledPart:
    shown = tuple(heads) or (say("training", "head.papers"),)
    return FilledPart(title=say("training", f"part.{title}"), heads=shown, lines=tuple(lines))
