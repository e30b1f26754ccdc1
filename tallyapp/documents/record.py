"""A plain record on paper: parts with their lines, and room for signatures. It is not signed by the
program, and nothing is embedded in it.
"""

from tallyapp.documents.page import tags
from tallyapp.documents.page.head_and_foot import Foot, Marks, page_heading, running_head
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
    CONTENT,
    GUTTER,
    NOTE,
    TEXT,
    Block,
    Flow,
    columns,
    section,
)
from tallyapp.documents.page.pdf import plain_pdf
from tallyapp.documents.page.tongues import Tongues
from tallyapp.documents.page.typeface import load_typeface
from tallyapp.domain.reports.declaration_report import NOWHERE
from tallyapp.domain.reports.record import Record, RecordLine, RecordPart

_VALUE = 250.0
"""How wide what is said of a label may be, at the right."""
_SIGNATURE = 58.0


def render_record(record: Record) -> bytes:
    """The record as a PDF, a function of it alone."""
    load_typeface()
    # It has no seats to be filled: like a question's, its head says none.
    marks = Marks(record.heading, record.title, NOWHERE, tongues=Tongues(answers=True))
    flow = Flow(Foot(marks).top + 8, lambda: running_head(marks))
    flow.put(page_heading(marks))
    for part in record.parts:
        _put_part(flow, part)
    if record.signed_by:
        flow.put(_signatures(record.signed_by), gap=12)
    return plain_pdf(flow, marks)


def _put_part(flow: Flow, part: RecordPart) -> None:
    head = Block()
    head.height = section(head, part.title, part.note) - 11
    blocks = [_sentence(words) for words in part.sentences] + [_line(each) for each in part.lines]
    # A title never stands alone at the foot of a page.
    flow.put(head, *blocks[:1], gap=10)
    for block in blocks[1:]:
        flow.put(block)


def _sentence(words: str) -> Block:
    block = Block()
    block.height = block.write(words, TEXT, 15) - TEXT.leading + 6
    return block


def _line(line: RecordLine) -> Block:
    block = Block(tag=tags.ROW)
    measure = CONTENT - _VALUE - 12
    lower = block.write(line.label, BODY, 14, measure=measure, tag=tags.ROW_HEAD)
    style = BODY if line.empty else BODY_STRONG
    with block.part(tags.CELL):
        beside = block.write(line.value, style, 14, CONTENT - _VALUE, _VALUE, "right")
        lower = max(lower, beside)
        if line.note:
            lower = block.write(line.note, NOTE, lower - 1, measure=CONTENT) + BODY.leading
            lower -= NOTE.leading
    block.height = lower - BODY.leading + 5
    block.rule(0.35, block.height - 0.35)
    return block


def _signatures(names: tuple[str, ...]) -> Block:
    """A line to sign on for each, two beside each other."""
    block = Block()
    width = columns(6) - GUTTER
    for at, name in enumerate(names):
        row, column = divmod(at, 2)
        x = column * columns(6)
        lower = (row + 1) * _SIGNATURE
        block.rule(0.75, lower - 14, x, width)
        block.write(name, NOTE, lower - 3, x, width)
    block.height = (len(names) + 1) // 2 * _SIGNATURE + 4
    return block
