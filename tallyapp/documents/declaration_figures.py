"""Rejected papers by head, and papers, electorate and turnout: the foot of the declaration."""

from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    NOTE,
    SECTION,
    SECTION_RULE,
    Block,
)
from tallyapp.documents.page.typeface import Style, width
from tallyapp.domain.reports.declaration_report import HIDDEN, DeclarationReport, HeadCount

REJECTED_MEASURE = 312.0


def rejected_and_figures(report: DeclarationReport) -> Block:
    """Rejected papers on the left and figures on the right, in papers, as one block."""
    block = Block()
    block.rule(SECTION_RULE, 0)
    lower = max(_write_rejected(block, report), _write_figures(block, report))
    block.height = lower + 9
    return block


def _write_rejected(block: Block, report: DeclarationReport) -> float:
    """Rejected papers by head on the left; gives the last baseline."""
    measure = REJECTED_MEASURE
    figures = 34.0
    block.write(wording.REJECTED, SECTION, 17)
    if report.rejected_note:
        beside = width(wording.REJECTED, SECTION) + 10
        note = measure - beside
        block.write(report.rejected_note, NOTE, 17, beside, note, "right")
    baseline = 32.5

    def line(label: str, papers: int, style: Style) -> None:
        nonlocal baseline
        block.write(wording.figure(papers), style, baseline, measure - figures, figures, "right")
        baseline = block.write(label, style, baseline, measure=measure - figures)

    heads: tuple[HeadCount, ...] = report.rejected
    for head in heads:
        if not head.in_part:
            line(head.label, head.papers, BODY)
    block.rule(0.75, baseline - 9.5, measure - figures, figures)
    baseline += 2.5
    line(wording.TOTAL_REJECTED, report.rejected_total, BODY_STRONG)
    for head in heads:
        if head.in_part:
            line(wording.IN_PART.format(label=head.label), head.papers, BODY)
    return baseline - BODY.leading


def _write_figures(block: Block, report: DeclarationReport) -> float:
    """Papers, electorate and turnout on the right, each with its
    formula; gives the last baseline.
    """
    x = REJECTED_MEASURE + 22
    measure = CONTENT - REJECTED_MEASURE - 22
    block.write(wording.FIGURES, SECTION, 17, x)
    baseline = 32.5
    formula = wording.VERIFIED_FORMULA.format(
        valid=wording.figure(report.valid), rejected=wording.figure(report.rejected_total)
    )
    if report.valid == HIDDEN:
        formula = ""
    lines = [
        (wording.PAPERS_VERIFIED, wording.figure(report.verified), formula, BODY_STRONG),
    ]
    if report.electorate is not None and report.turnout is not None:
        lines += [
            (wording.ELECTORATE, wording.figure(report.electorate), "", BODY),
            (
                wording.TURNOUT,
                wording.percent(report.turnout),
                wording.TURNOUT_FORMULA,
                BODY_STRONG,
            ),
        ]
    else:
        lines.append((wording.ELECTORATE, wording.NOT_KNOWN, "", BODY))
    if report.majority is not None:
        lines.append((wording.MAJORITY, wording.figure(report.majority), "", BODY))
    for label, figure, note, style in lines:
        block.write(label, style, baseline, x)
        baseline = block.write(figure, style, baseline, x, measure, "right")
        if note:
            baseline = block.write(note, NOTE, baseline - 1.5, x, measure) + 2
    return baseline - BODY.leading
