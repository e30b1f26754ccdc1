"""The declaration of result of poll (notice of result): one page wherever it fits."""

from collections.abc import Sequence

import msgspec
from pikepdf import Name

from tallyapp.documents.page import wording
from tallyapp.documents.page.head_and_foot import (
    SIGNATURE_BLOCK,
    Foot,
    Marks,
    page_heading,
    running_head,
    signature_block,
)
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    DECLARED,
    FINE,
    GUTTER,
    HEAD_RULE,
    NOTE,
    RESULT_RULE,
    SECTION,
    SECTION_RULE,
    SMALL,
    TABLE,
    TABLE_STRONG,
    TEXT,
    TEXT_STRONG,
    TITLE,
    Block,
    Flow,
)
from tallyapp.documents.page.pdf import RESULT, Attachment, drawn, pdf_of
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, load_typeface, width
from tallyapp.domain.reports.declaration_report import (
    HIDDEN,
    CandidateResult,
    DeclarationReport,
    HeadCount,
)

ONE_NAME = tuple(Style(BOLD, size, size * 1.1) for size in (54, 48, 42, 36, 30))
SEVERAL_NAMES = tuple(Style(BOLD, size, size * 1.15) for size in (28, 26, 24))
SIZES = (
    (ONE_NAME, SEVERAL_NAMES, Style(REGULAR, 17, 20)),
    (ONE_NAME, SEVERAL_NAMES, TEXT),
    ((TITLE,), (TITLE,), TEXT),
    ((TEXT_STRONG,), (TEXT_STRONG,), FINE),
)
"""Names and description of who is elected: to be read from three metres, smaller beyond a page."""
_LARGE = 6
"""With more elected than these, all are set smaller where the first page does not hold them."""
PITCHES = (22.0, 20.0, 18.0, 17.0)
"""How high a row of the table may be: the first for which
everything fits on one page, or the last.
"""
CLOSE = 15.5
"""Closer still, where there is more to be said; notices that say
no more stay as they were drawn.
"""
CANDIDATE_COLUMNS = (
    Column(wording.NAME_OF_CANDIDATE, 0, 166),
    Column(wording.DESCRIPTION, 174, 190),
    Column(wording.VOTES_HEAD, 366, 45, "right"),
    Column(wording.RESULT_HEAD, 425, CONTENT - 425),
)
WIDE_VOTES_COLUMNS = (
    CANDIDATE_COLUMNS[0],
    Column(wording.DESCRIPTION, 174, 172),
    Column(wording.VOTES_HEAD, 350, 61, "right"),
    CANDIDATE_COLUMNS[3],
)
"""Where a candidate has a million votes or more: no figure goes on in a second line."""
REJECTED_MEASURE = 312.0


def render_declaration(report: DeclarationReport) -> bytes:
    """The declaration as an unsigned PDF,
    a function of its report alone, with the report as result.json.
    """
    marks = Marks(report.heading, report.title, report.checkpoint)
    flow, signature_top = _laid_out(report, marks)
    flow.anchor(signature_block(report.checkpoint), signature_top)
    result = Attachment(
        msgspec.json.encode(report),
        "application/json",
        "What the pages say, as data",
        Name("/Data"),
    )
    return pdf_of(
        flow,
        marks,
        signed_page=len(flow.pages) - 1,
        attachments={RESULT: result},
        made_at=report.declared_at,
    )


def render_draft(report: DeclarationReport) -> bytes:
    """The declaration as it would look now,
    every page marked as a draft: unsigned, with no data in it.
    """
    marks = Marks(report.heading, report.title, report.checkpoint, draft=True)
    flow, _ = _laid_out(report, marks)
    return drawn(flow, marks)


def _laid_out(report: DeclarationReport, marks: Marks) -> tuple[Flow, float]:
    """The pages without their signature, and the height on the last
    of them where its block begins.
    """
    load_typeface()
    foot = Foot(marks)
    flow = Flow(foot.top + 8, lambda: running_head(marks))
    flow.put(page_heading(marks))
    if report.corrected:
        flow.put(_corrects(report))
    for block in _elected(report, flow.room):
        flow.put(block)
    signature_top = foot.signature_bottom + SIGNATURE_BLOCK
    _put_result(flow, report, signature_top)
    return flow, signature_top


def _corrects(report: DeclarationReport) -> Block:
    """Above everything else: that this notice takes the place of another, and why."""
    block = Block()
    told = wording.CORRECTS.format(
        when=wording.moment(report.declared_at), reason=_sentence(report.corrected)
    )
    lower = block.write(wording.CORRECTED, SECTION, 15)
    lower = block.write(f"{told} {wording.UNCHANGED}", TEXT, lower + 2)
    block.height = lower - TEXT.leading + 8
    return block


def _sentence(words: str) -> str:
    """Words as somebody typed them, with a full stop at their end."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


# ---- who is elected, to be read from three metres


def _elected(report: DeclarationReport, room: float) -> list[Block]:
    """Who is elected, in blocks none of which is taller than the room that the first page has."""
    elected = [candidate for candidate in report.candidates if candidate.elected]
    if len(elected) == 1:
        (one,) = elected
        return [_fitting(room, [_one_elected(one, names, text) for names, _, text in SIZES])]
    label = Block(22)
    label.write(wording.elected_label(len(elected)), TITLE, 18)
    label.write(wording.VOTES, TEXT, 18, align="right")
    # One of several is described as in the text at the most: there is no larger size for it.
    sizes = [(names, text) for _, names, text in SIZES[1:]]
    closing = Block(RESULT_RULE + 2)
    closing.rule(RESULT_RULE, 2)
    left = room - label.height
    first = [_fitting(left, [_one_of_several(one, *size) for size in sizes]) for one in elected]
    blocks = first
    for size in sizes[1:] if len(elected) > _LARGE else ():
        if sum(block.height for block in blocks) + closing.height <= left:
            break
        blocks = [_one_of_several(one, *size) for one in elected]
    return [label, *blocks, closing]


def _fitting(room: float, blocks: Sequence[Block]) -> Block:
    """The first of these that fits, or the last: no name is cut, however long it is."""
    return next((block for block in blocks if block.height <= room), blocks[-1])


def _one_elected(candidate: CandidateResult, names: Sequence[Style], description: Style) -> Block:
    block = Block()
    votes = f"{wording.figure(candidate.votes)} {wording.VOTES}"
    block.write(wording.ELECTED, TITLE, 18)
    style = _step(candidate.name, names, CONTENT)
    last = block.write(candidate.name, style, 20 + style.size * 0.92) - style.leading
    beside = Style(BOLD, 22, 26)
    baseline = last + 31
    measure = CONTENT - width(votes, beside) - 4 * GUTTER
    lower = block.write(candidate.description, description, baseline, measure=measure)
    block.write(votes, beside, baseline, align="right")
    block.height = max(lower - description.leading, baseline) + 12
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _one_of_several(
    candidate: CandidateResult, names: Sequence[Style], description: Style
) -> Block:
    block = Block()
    votes = wording.figure(candidate.votes)
    # Votes are as large as the names beside them.
    large = names is SEVERAL_NAMES
    figures = SEVERAL_NAMES[0] if large else names[0]
    baseline = 24.5 if large else 16.0
    measure = CONTENT - width(votes, figures) - 4 * GUTTER
    style = _step(candidate.name, names, measure)
    last = block.write(candidate.name, style, baseline, measure=measure) - style.leading
    block.write(votes, figures, baseline, align="right")
    beneath = last + (16 if large else description.leading)
    lower = block.write(candidate.description, description, beneath, measure=measure)
    block.height = lower - description.leading + 6.5
    return block


def _step(name: str, steps: Sequence[Style], measure: float) -> Style:
    """The largest step in which a name takes one line;
    else two; below the last step nothing shrinks.
    """
    for style in steps:
        if width(name, style) <= measure:
            return style
    words = name.replace("-", "- ").split()
    for style in steps[len(steps) // 2 :]:
        if (
            all(width(word, style) <= measure for word in words)
            and _lines(name, style, measure) <= 2
        ):
            return style
    return steps[-1]


def _lines(text: str, style: Style, measure: float) -> int:
    return Wrapped(text, style, measure).lines


# ---- what the law asks for


def _columns(report: DeclarationReport) -> Sequence[Column]:
    widest = max((each.votes for each in report.candidates), default=0)
    is_wide = width(wording.figure(widest), TABLE_STRONG) > CANDIDATE_COLUMNS[2].width
    return WIDE_VOTES_COLUMNS if is_wide else CANDIDATE_COLUMNS


def _put_result(flow: Flow, report: DeclarationReport, signature_top: float) -> None:
    """Notice, table, declaration and figures:
    all on the first page, or broken before the rejected papers.
    """
    notice = _notice(report)
    declared = _declared(report)
    figures = _rejected_and_figures(report)
    columns = _columns(report)
    head = head_block(columns)
    page = flow.whole - head.height
    fixed = notice.height + head.height + declared.height + figures.height
    both_names = any(candidate.full_name for candidate in report.candidates)
    more_is_said = report.outside or report.corrected or both_names
    for pitch in (*PITCHES, CLOSE) if more_is_said else PITCHES:
        rows = _rows(report, pitch, page)
        if fixed + sum(row.height for row in rows) <= flow.y - signature_top:
            break
    # The last candidate, the total and the declaration stay together where a page holds them.
    together = [len(rows) - 1]
    if rows[-2].height + rows[-1].height + declared.height <= page:
        together.append(len(rows) - 2)
    keep = [index in together for index in range(len(rows))]
    flow.put(notice)
    put_table(flow, lambda: head_block(columns), [*rows, declared], [*keep, False])
    if figures.height > flow.y - signature_top:
        flow.new_page()
    flow.put(figures)


def _notice(report: DeclarationReport) -> Block:
    block = Block()
    block.height = block.write(report.notice, TEXT, 17) - TEXT.leading + 4
    return block


def _rows(report: DeclarationReport, pitch: float, page: float) -> list[Block]:
    """A row for each candidate, in small type if no page would hold it, and one for the total."""
    rows = []
    columns = _columns(report)
    for number, candidate in enumerate(report.candidates, 1):
        rule = HEAD_RULE if number == len(report.candidates) else 0.35
        plain = (TABLE, TABLE_STRONG)
        small = (FINE, Style(BOLD, FINE.size, FINE.leading))
        sizes = (_candidate(candidate, rule, *styles) for styles in (plain, small))
        blocks = [row_block(columns, row, pitch) for row in sizes]
        rows.append(_fitting(page, blocks))
    total = Block(18)
    one_seat = report.heading.vacancies == 1
    votes = columns[2]
    total.write(wording.TOTAL_ONE_SEAT if one_seat else wording.TOTAL_SEATS, BODY_STRONG, 13.5)
    total.write(
        wording.figure(report.total_votes), TABLE_STRONG, 13.5, votes.x, votes.width, "right"
    )
    return [*rows, total]


def _candidate(candidate: CandidateResult, rule: float, plain: Style, strong: Style) -> Row:
    style = strong if candidate.elected else plain
    name = [Cell(candidate.ballot_name, style)]
    if candidate.known_as:
        name.append(Cell(wording.commonly_known_as(candidate.known_as, candidate.full_name), NOTE))
    return Row(
        (
            name,
            Cell(candidate.description, style),
            Cell(wording.figure(candidate.votes), style),
            Cell(wording.ELECTED if candidate.elected else "", style),
        ),
        rule,
    )


def _declared(report: DeclarationReport) -> Block:
    block = Block()
    baseline = 16.0
    if report.lot:
        baseline = block.write(report.lot, TEXT, baseline) + 5
    baseline = block.write(report.declaration, DECLARED, baseline, strong=report.elected_names)
    when = wording.moment(report.declared_at)
    line = wording.DECLARED.format(by=report.declared_by, when=when) if report.declared_by else ""
    baseline = block.write(line, SMALL, baseline)
    if report.outside:
        baseline = block.write(
            wording.OUTSIDE.format(reason=_sentence(report.outside)), SMALL, baseline
        )
    block.height = baseline - SMALL.leading + 8
    return block


def _rejected_and_figures(report: DeclarationReport) -> Block:
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
    if report.electorate:
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
