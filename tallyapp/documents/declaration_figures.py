"""Rejected papers by head, and papers, electorate and turnout: the foot of the declaration."""

from collections.abc import Sequence

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    NOTE,
    SECTION,
    SECTION_RULE,
    Block,
)
from tallyapp.documents.page.tongues import ENGLISH, Tongues
from tallyapp.documents.page.typeface import Style, width
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.reports.declaration_report import HIDDEN, DeclarationReport, HeadCount

REJECTED_MEASURE = 312.0
PAIR = 2.5


def rejected_and_figures(report: DeclarationReport, tongues: Tongues = ENGLISH) -> Block:
    """Rejected papers on the left and figures on the right, in papers, as one block."""
    block = Block()
    block.rule(SECTION_RULE, 0)
    lower = max(_write_rejected(block, report, tongues), _write_figures(block, report, tongues))
    block.height = lower + 9
    return block


def _heading(block: Block, label: str, tongues: Tongues, x: float = 0) -> float:
    """The heading of a part, in each language; gives how much lower than in one the rest begins."""
    with block.part(tags.SECTION):
        for line, told in enumerate(tongues.lines(label)):
            block.write(told, SECTION, 17 + line * SECTION.leading, x)
    return SECTION.leading if tongues.welsh else 0


def _write_rejected(block: Block, report: DeclarationReport, tongues: Tongues) -> float:
    """Rejected papers by head on the left; gives the last baseline."""
    measure = REJECTED_MEASURE
    figures = 34.0
    lower = _heading(block, wording.REJECTED, tongues)
    if report.rejected_note:
        first = tongues.lines(wording.REJECTED)[0]
        beside = width(first, SECTION) + 10
        note = measure - beside
        block.write(report.rejected_note, NOTE, 17, beside, note, "right")
    baseline = 32.5 + lower

    def line(labels: Sequence[str], papers: int, style: Style) -> None:
        nonlocal baseline
        first = baseline
        with block.part(tags.ROW):
            with block.part(tags.ROW_HEAD):
                for label in labels:
                    baseline = block.write(label, style, baseline, measure=measure - figures)
            figure = wording.figure(papers)
            block.write(figure, style, first, measure - figures, figures, "right", tag=tags.CELL)
        # Two labels of one figure stand closer to each other than to the next.
        baseline += PAIR if tongues.welsh else 0

    heads: tuple[HeadCount, ...] = report.rejected
    with block.part(tags.TABLE):
        for head in heads:
            if not head.in_part:
                line(tongues.texts(head.label, head.label_cy), head.papers, BODY)
        block.rule(0.75, baseline - 9.5, measure - figures, figures)
        baseline += 2.5
        line(tongues.lines(wording.TOTAL_REJECTED), report.rejected_total, BODY_STRONG)
        for head in heads:
            if head.in_part:
                english = wording.IN_PART.format(label=head.label)
                welsh = WELSH[wording.IN_PART].format(label=head.label_cy)
                line(tongues.texts(english, welsh), head.papers, BODY)
    return baseline - BODY.leading


def _write_figures(block: Block, report: DeclarationReport, tongues: Tongues) -> float:
    """Papers, electorate and turnout on the right, each with its
    formula; gives the last baseline.
    """
    x = REJECTED_MEASURE + 22
    baseline = 32.5 + _heading(block, wording.FIGURES, tongues, x)
    formula = tongues.lines(
        wording.VERIFIED_FORMULA,
        valid=wording.figure(report.valid),
        rejected=wording.figure(report.rejected_total),
    )
    if report.valid == HIDDEN:
        formula = ()
    lines = [
        (tongues.lines(wording.PAPERS_VERIFIED), wording.figure(report.verified), formula),
    ]
    if report.electorate is not None and report.turnout is not None:
        lines += [
            (tongues.lines(wording.ELECTORATE), wording.figure(report.electorate), ()),
            (
                tongues.lines(wording.TURNOUT),
                wording.percent(report.turnout),
                tongues.lines(wording.TURNOUT_FORMULA),
            ),
        ]
    else:
        lines.append((tongues.lines(wording.ELECTORATE), tongues.line(wording.NOT_KNOWN), ()))
    if report.majority is not None:
        lines.append((tongues.lines(wording.MAJORITY), wording.figure(report.majority), ()))
    with block.part(tags.TABLE):
        for labels, figure, notes in lines:
            style = BODY_STRONG if labels[-1] in _STRONG else BODY
            with block.part(tags.ROW):
                baseline = _write_line(block, labels, figure, notes, style, baseline)
    return baseline - BODY.leading


_STRONG = (wording.PAPERS_VERIFIED, wording.TURNOUT)


def _write_line(
    block: Block,
    labels: Sequence[str],
    figure: str,
    notes: Sequence[str],
    style: Style,
    baseline: float,
) -> float:
    """A figure beside its label, with its formula beneath; gives the next baseline."""
    x = REJECTED_MEASURE + 22
    measure = CONTENT - x
    first = baseline
    with block.part(tags.ROW_HEAD):
        for line, label in enumerate(labels):
            baseline = block.write(label, style, baseline, x)
            baseline += PAIR if line and not notes else 0
    with block.part(tags.CELL):
        block.write(figure, style, first, x, measure, "right")
        for line, note in enumerate(notes):
            up = 1.5 if line == 0 else 0
            baseline = block.write(note, NOTE, baseline - up, x, measure)
    return baseline + 2 if notes else baseline
