"""The declaration of result of poll (notice of result): one page wherever it fits."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
from pikepdf import Name

from tallyapp.documents.declaration_changes import put_changes
from tallyapp.documents.declaration_elected import elected_blocks, fitting
from tallyapp.documents.declaration_figures import rejected_and_figures
from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.head_and_foot import (
    Foot,
    Marks,
    page_heading,
    running_head,
)
from tallyapp.documents.page.layout import (
    BODY_STRONG,
    CONTENT,
    DECLARED,
    FINE,
    HEAD_RULE,
    NOTE,
    SECTION,
    SMALL,
    TABLE,
    TABLE_STRONG,
    TEXT,
    Block,
    Flow,
    sentence_block,
)
from tallyapp.documents.page.pdf import DECLARED as DECLARED_ACT
from tallyapp.documents.page.pdf import LEAVES, RESULT, SET_UP, Attachment, drawn, pdf_of
from tallyapp.documents.page.signature import signature_block, signature_room
from tallyapp.documents.page.tables import Cell, Column, Row, Wrap, head_block, put_table, row_block
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.tongues import Tongues, led_by, moment_cy, one_after_another
from tallyapp.documents.page.typeface import BOLD, Style, load_typeface, width
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.reports.declaration_report import (
    CandidateResult,
    DeclarationReport,
)

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
BOTH = Tongues(welsh=True)
COLUMNS_IN_BOTH = (
    Column(BOTH.line(wording.NAME_OF_CANDIDATE), 0, 158),
    Column(BOTH.line(wording.DESCRIPTION), 166, 168),
    Column(BOTH.line(wording.VOTES_HEAD), 342, 68, "right"),
    Column(BOTH.line(wording.RESULT_HEAD), 420, CONTENT - 420),
)
"""In two languages: each head in two lines."""


def render_declaration(
    report: DeclarationReport, evidence: Mapping[str, bytes] | None = None
) -> bytes:
    """The declaration as an unsigned PDF, with its report as result.json: a function of these.

    `evidence` are the files that bind it to its stream (ledger.declared), by name; without them
    it can be looked at, and does not verify.
    """
    marks = _marks(report)
    flow, signature_top = _laid_out(report, marks)
    flow.anchor(signature_block(report.checkpoint, marks.tongues), signature_top)
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
        attachments={RESULT: result, **_bound(evidence or {})},
        made_at=report.declared_at,
        layout=report.layout,
    )


def _bound(evidence: Mapping[str, bytes]) -> dict[str, Attachment]:
    """What binds the figures to the code, as files to embed."""
    kinds = {
        SET_UP: ("application/jsonl", "The contest's set-up, as it stands in the ledger"),
        DECLARED_ACT: ("application/jsonl", "The act that declared, as it stands in the ledger"),
        LEAVES: ("text/plain", "The leaf of every entry up to it, by which codes can be tested"),
    }
    return {
        name: Attachment(evidence[name], kind, description, Name("/Source"))
        for name, (kind, description) in kinds.items()
        if name in evidence
    }


def render_draft(report: DeclarationReport) -> bytes:
    """The declaration as it would look now,
    every page marked as a draft: unsigned, with no data in it.
    """
    marks = _marks(report)._replace(draft=True)
    flow, _ = _laid_out(report, marks)
    return drawn(flow, marks)


def _marks(report: DeclarationReport) -> Marks:
    tongues = Tongues(welsh=report.welsh is not None, answers=report.answers)
    title_cy = report.welsh.title if report.welsh else ""
    heading = report.heading
    return Marks(heading, report.title, report.checkpoint, tongues=tongues, document_cy=title_cy)


def _laid_out(report: DeclarationReport, marks: Marks) -> tuple[Flow, float]:
    """The pages without their signature, and the height on the last
    of them where its block begins.
    """
    load_typeface()
    foot = Foot(marks)
    flow = Flow(foot.top + 8, lambda: running_head(marks))
    flow.put(page_heading(marks))
    if report.corrected:
        flow.put(_corrects(report, marks.tongues))
        put_changes(flow, report, marks.tongues)
    for block in elected_blocks(report, flow.room, marks.tongues):
        flow.put(block)
    signature_top = foot.signature_bottom + signature_room(marks.tongues)
    _put_result(flow, report, signature_top, marks.tongues)
    return flow, signature_top


def _corrects(report: DeclarationReport, tongues: Tongues) -> Block:
    """Above everything else: that this notice takes the place of another, and why."""
    block = Block()
    reason = wording.sentence(report.corrected)
    when = report.declared_at
    english = wording.CORRECTS.format(when=wording.moment(when), reason=reason)
    welsh = WELSH[wording.CORRECTS].format(when=moment_cy(when), reason=reason)
    told = tongues.texts(english, welsh)
    lower = block.write(tongues.line(wording.CORRECTED), SECTION, 15, tag=tags.SECTION)
    for sentences in zip(told, tongues.lines(wording.UNCHANGED), strict=True):
        lower = block.write(one_after_another(sentences), TEXT, lower + 2)
    block.height = lower - TEXT.leading + 8
    return block


# ---- what the law asks for


def _columns(report: DeclarationReport, tongues: Tongues) -> Sequence[Column]:
    columns = _columns_of_people(report)
    first = columns[0]._replace(head=tongues.line(wording.NAME_OF_CANDIDATE))
    return (first, *columns[1:])


def _columns_of_people(report: DeclarationReport) -> Sequence[Column]:
    if report.welsh:
        return COLUMNS_IN_BOTH
    widest = max((each.votes for each in report.candidates), default=0)
    is_wide = width(wording.figure(widest), TABLE_STRONG) > CANDIDATE_COLUMNS[2].width
    return WIDE_VOTES_COLUMNS if is_wide else CANDIDATE_COLUMNS


def _put_result(
    flow: Flow, report: DeclarationReport, signature_top: float, tongues: Tongues
) -> None:
    """Notice, table, declaration and figures:
    all on the first page, or broken before the rejected papers.
    """
    notice = sentence_block(report.notice, report.welsh.notice if report.welsh else None)
    declared = _declared(report, tongues)
    figures = rejected_and_figures(report, tongues)
    columns = _columns(report, tongues)
    head = head_block(columns)
    page = flow.whole - head.height
    fixed = notice.height + head.height + declared.height + figures.height
    both_names = any(candidate.full_name for candidate in report.candidates)
    more_is_said = report.outside or report.corrected or both_names
    # Lines are broken once for all pitches; by type too, for a text is also of a language.
    wrap: Wrap = lru_cache(maxsize=None, typed=True)(Wrapped)
    for pitch in (*PITCHES, CLOSE) if more_is_said else PITCHES:
        rows = _rows(report, pitch, page, tongues, wrap)
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


def _rows(
    report: DeclarationReport, pitch: float, page: float, tongues: Tongues, wrap: Wrap
) -> list[Block]:
    """A row for each candidate, in small type if no page would hold it, and one for the total."""
    rows = []
    columns = _columns(report, tongues)
    for number, candidate in enumerate(report.candidates, 1):
        rule = HEAD_RULE if number == len(report.candidates) else 0.35
        plain = (TABLE, TABLE_STRONG)
        small = (FINE, Style(BOLD, FINE.size, FINE.leading))
        sizes = (_candidate(candidate, rule, *styles, tongues) for styles in (plain, small))
        blocks = (row_block(columns, row, pitch, wrap) for row in sizes)
        rows.append(fitting(page, blocks))
    total = Block(18, tags.ROW)
    one_seat = report.heading.vacancies == 1
    votes = columns[2]
    figure = wording.figure(report.total_votes)
    label = wording.TOTAL_ONE_SEAT if one_seat else wording.TOTAL_SEATS
    with total.part(tags.ROW_HEAD._replace(span=2)):
        for line, told in enumerate(tongues.lines(label)):
            total.write(told, BODY_STRONG, 13.5 + line * BODY_STRONG.leading)
    total.write(figure, TABLE_STRONG, 13.5, votes.x, votes.width, "right", tag=tags.CELL)
    total.blank(tags.CELL)
    if tongues.welsh:
        total.height += BODY_STRONG.leading
    return [*rows, total]


def _candidate(
    candidate: CandidateResult, rule: float, plain: Style, strong: Style, tongues: Tongues
) -> Row:
    style = strong if candidate.elected else plain
    name = [Cell(candidate.ballot_name, style)]
    if candidate.known_as:
        # Notices of before had no full name to give.
        known = tongues.line(wording.KNOWN_AS, name=candidate.known_as)
        lead = f"{candidate.full_name}, " if candidate.full_name else ""
        name.append(Cell(led_by(lead, known), NOTE))
    return Row(
        (
            name,
            Cell(candidate.description, style),
            Cell(wording.figure(candidate.votes), style),
            [Cell(word if candidate.elected else "", style) for word in _elected_words(tongues)],
        ),
        rule,
    )


def _elected_words(tongues: Tongues) -> tuple[str, ...]:
    return tongues.lines(wording.ELECTED)


def _declared(report: DeclarationReport, tongues: Tongues) -> Block:
    block = Block()
    baseline = 16.0
    welsh = report.welsh
    if report.lot:
        for told in tongues.texts(report.lot, welsh.lot if welsh else ""):
            baseline = block.write(told, TEXT, baseline) + 5
    for told in tongues.texts(report.declaration, welsh.declaration if welsh else ""):
        baseline = block.write(told, DECLARED, baseline, strong=report.elected_names)
    for line in _declared_lines(report, tongues):
        baseline = block.write(line, SMALL, baseline)
    if report.outside:
        for told in tongues.lines(wording.OUTSIDE, reason=wording.sentence(report.outside)):
            baseline = block.write(told, SMALL, baseline)
    block.height = baseline - SMALL.leading + 8
    return block


def _declared_lines(report: DeclarationReport, tongues: Tongues) -> tuple[str, ...]:
    """By whom it was declared and when; empty where nobody is named."""
    by = report.declared_by
    if not by:
        return ("",)
    by_welsh = report.welsh.declared_by if report.welsh else ""
    if report.declarant:
        by = f"{report.declarant.name}, {by},"
        by_welsh = f"{report.declarant.name}, {by_welsh},"
    english = wording.DECLARED.format(by=by, when=wording.moment(report.declared_at))
    when = moment_cy(report.declared_at)
    return tongues.texts(english, WELSH[wording.DECLARED].format(by=by_welsh, when=when))
