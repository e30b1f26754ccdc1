"""The statement as to the result of the verification: every box, and what was announced."""

from collections.abc import Mapping, Sequence

import msgspec
from pikepdf import Name

from tallyapp.documents.page import statement_words as words
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
    HEAD_RULE,
    NOTE,
    RESULT_RULE,
    SMALL,
    SMALL_STRONG,
    TEXT,
    TITLE,
    Block,
    Flow,
)
from tallyapp.documents.page.pdf import LEAVES, SET_UP, STATED, STATEMENT, Attachment, pdf_of
from tallyapp.documents.page.tables import Cell, Column, Row, head_block, put_table, row_block
from tallyapp.documents.page.typeface import BOLD, Style, load_typeface
from tallyapp.domain.reports.statement import StatedArea, StatementReport
from tallyapp.domain.vocabulary.stated import StatedBox

PITCH = 15.0
COLUMNS = (
    Column(words.BOX, 0, 44),
    Column(words.NAME, 50, 126),
    Column(words.EXPECTED, 180, 52, "right"),
    Column(words.COUNTED, 236, 52, "right"),
    Column(words.VARIANCE, 292, 46, "right"),
    Column(words.EXPLANATION, 348, CONTENT - 348),
)
SUM_COLUMNS = (Column("", 0, 174), *COLUMNS[2:])
FIGURE = Style(BOLD, 48, 53)
LAST_ROWS = 3
"""So many boxes at least stand on the page that has the signature, if there are so many."""
_BESIDE = 282.0


def render_statement(report: StatementReport, evidence: Mapping[str, bytes] | None = None) -> bytes:
    """The statement as an unsigned PDF, with its report as statement.json: a function of these.

    `evidence` are the files that bind it to its stream (ledger.declared), by name; without them
    it can be looked at, and does not verify.
    """
    load_typeface()
    marks = Marks(report.heading, report.title, report.checkpoint)
    foot = Foot(marks)
    flow = Flow(foot.top + 8, lambda: running_head(marks))
    signature_top = foot.signature_bottom + SIGNATURE_BLOCK
    flow.put(page_heading(marks, words.VERSION.format(version=report.version)))
    flow.put(_announced(report))
    flow.put(_sentence(report))
    _put_boxes(flow, report, signature_top)
    flow.anchor(signature_block(report.checkpoint), signature_top)
    return pdf_of(
        flow,
        marks,
        signed_page=len(flow.pages) - 1,
        attachments=_attached(report, evidence or {}),
        made_at=report.stated_at,
        layout=report.layout,
    )


def _attached(report: StatementReport, evidence: Mapping[str, bytes]) -> dict[str, Attachment]:
    content = msgspec.json.encode(report)
    told = "What the pages say, as data"
    attached = {STATEMENT: Attachment(content, "application/json", told, Name("/Data"))}
    kinds = {
        SET_UP: ("application/jsonl", "The contest's set-up, as it stands in the ledger"),
        STATED: ("application/jsonl", "The act that stated it, as it stands in the ledger"),
        LEAVES: ("text/plain", "The leaf of every entry up to it, by which codes can be tested"),
    }
    for name, (kind, description) in kinds.items():
        if name in evidence:
            attached[name] = Attachment(evidence[name], kind, description, Name("/Source"))
    return attached


# ---- what is announced


def _announced(report: StatementReport) -> Block:
    """Papers verified, to be read from three metres; beside them all else that is read out."""
    block = Block()
    block.write(words.VERIFIED, TITLE, 18)
    left = block.write(wording.figure(report.counted), FIGURE, 20 + FIGURE.size * 0.92)
    postal = words.POSTAL.format(papers=wording.figure(report.postal))
    left = block.write(postal, TEXT, left - FIGURE.leading + 20, measure=_BESIDE - 20)
    right = _figures(block, report)
    block.height = max(left - TEXT.leading, right) + 12
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _figures(block: Block, report: StatementReport) -> float:
    """Papers expected, variance, electorate and turnout; gives the last baseline."""
    measure = CONTENT - _BESIDE
    electors = wording.figure(report.electorate) if report.electorate is not None else ""
    lines = [
        (words.PAPERS_EXPECTED, wording.figure(report.expected), "", BODY),
        (words.PAPERS_COUNTED, wording.figure(report.counted), "", BODY_STRONG),
        (words.VARIANCE, wording.signed(report.counted - report.expected), "", BODY),
        (wording.ELECTORATE, electors or wording.NOT_KNOWN, "", BODY),
    ]
    if report.turnout is not None:
        percent = wording.percent(report.turnout)
        lines.append((wording.TURNOUT, percent, words.TURNOUT_FORMULA, BODY_STRONG))
    baseline = 18.0
    for label, figure, note, style in lines:
        block.write(label, style, baseline, _BESIDE)
        baseline = block.write(figure, style, baseline, _BESIDE, measure, "right") + 1
        if note:
            baseline = block.write(note, NOTE, baseline - 1.5, _BESIDE, measure) + 2
    return baseline - BODY.leading


def _sentence(report: StatementReport) -> Block:
    block = Block()
    block.height = block.write(report.sentence, TEXT, 17) - TEXT.leading + 4
    return block


# ---- every box


def _put_boxes(flow: Flow, report: StatementReport, signature_top: float) -> None:
    """The table area by area; its last rows stay with its total and with what is signed."""
    rows = _rows(report)
    stated = _stated(report)
    last = [block for block, _ in rows[-LAST_ROWS - 1 :]]
    before = rows[: -LAST_ROWS - 1]
    put_table(flow, _head, [block for block, _ in before], [keep for _, keep in before])
    together = [*last, stated]
    if sum(block.height for block in together) > flow.y - signature_top:
        flow.new_page()
        together.insert(0, _head())
    elif not before:
        together.insert(0, _head())
    flow.put(*together)


def _head() -> Block:
    return head_block(COLUMNS)


def _rows(report: StatementReport) -> list[tuple[Block, bool]]:
    """The rows, each with whether it may not be parted from the next; the total is the last."""
    rows = []
    several = len(report.areas) > 1
    for area in report.areas:
        boxes = [box for box in report.boxes if box.area == area.id]
        if several and boxes:
            rows.append((_area(area, boxes), True))
        rows += [(_box(box), False) for box in boxes]
    return [*rows, (_all(report.boxes), False)]


def _area(area: StatedArea, boxes: Sequence[StatedBox]) -> Block:
    # An area that is called Area A is not called Area A, Area A.
    named = area.id in area.name.split()
    label = area.name if named else words.AREA.format(area=area.id, name=area.name)
    return _sum(label, boxes)


def _all(boxes: Sequence[StatedBox]) -> Block:
    postal = sum(box.kind == "postal" for box in boxes)
    polling = len(boxes) - postal
    return _sum(words.ALL_BOXES.format(polling=polling, postal=postal), boxes)


def _sum(label: str, boxes: Sequence[StatedBox]) -> Block:
    """What these boxes come to, under a label as wide as their numbers and names."""
    expected = sum(box.expected or 0 for box in boxes)
    counted = sum(box.counted or 0 for box in boxes)
    figures = (
        wording.figure(expected),
        wording.figure(counted),
        wording.signed(counted - expected),
    )
    cells = (label, *figures, "")
    row = Row(tuple(Cell(text, SMALL_STRONG) for text in cells), HEAD_RULE)
    return row_block(SUM_COLUMNS, row, 19)


def _box(box: StatedBox) -> Block:
    style = SMALL if box.variance == 0 else SMALL_STRONG
    variance = "" if box.variance is None else wording.signed(box.variance)
    cells = (
        Cell(box.box, SMALL),
        Cell(box.name, SMALL),
        Cell(_papers(box.expected), SMALL),
        Cell(_papers(box.counted), SMALL),
        Cell(variance, style),
        Cell(_explanation(box), NOTE),
    )
    return row_block(COLUMNS, Row(cells), PITCH)


def _papers(papers: int | None) -> str:
    return words.NOT_THERE if papers is None else wording.figure(papers)


def _explanation(box: StatedBox) -> str:
    """What is said of a box that is not as its account has it."""
    if not box.accurate:
        return words.NOT_VERIFIED
    if box.explanation or not box.variance:
        return box.explanation
    return words.COUNTED_AGAIN.format(attempts=box.attempts)


def _stated(report: StatementReport) -> Block:
    block = Block()
    told = words.STATED.format(by=report.stated_by, when=wording.moment(report.stated_at))
    version = words.SUPERSEDES if report.version > 1 else words.FIRST
    said = f"{told} {version.format(version=report.version)}" if report.stated_by else ""
    lower = block.write(said, SMALL, 17)
    block.height = lower - SMALL.leading + 8
    return block
