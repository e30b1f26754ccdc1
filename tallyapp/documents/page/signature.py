"""The block with the signature: its frame, and beside it how to verify, with the code."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.head_and_foot import (
    SIGNATURE_BLOCK,
    SIGNATURE_HEIGHT,
    SIGNATURE_WIDTH,
)
from tallyapp.documents.page.layout import (
    CONTENT,
    FINE,
    MARGIN,
    NOTE,
    SECTION,
    SECTION_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
    column,
    columns,
)
from tallyapp.documents.page.tags import Tag
from tallyapp.documents.page.tongues import ENGLISH, Tongues
from tallyapp.documents.page.typeface import BOLD, Style
from tallyapp.domain.reports.declaration_report import Checkpoint

QR_SIZE = 25 * mm
QR_TOP = 10.0
_QR_TAG = Tag("Figure", alt=wording.QR_ALT)
BOTH_TONGUES = 58.0
"""How much higher the block is where it is in two languages."""


def signature_room(tongues: Tongues = ENGLISH) -> float:
    """How high the block with the signature is."""
    return SIGNATURE_BLOCK + (BOTH_TONGUES if tongues.welsh else 0)


def signature_block(checkpoint: Checkpoint, tongues: Tongues = ENGLISH) -> Block:
    """The frame for the signature, and beside it how to verify, with the code and its QR symbol."""
    height = signature_room(tongues)
    block = Block(height)
    x = column(6)
    block.rule(SECTION_RULE, 0)
    with block.part(tags.SECTION):
        for line, label in enumerate(tongues.lines(wording.SIGNED)):
            block.write(label, SECTION, 17 + line * SECTION.leading)

    def draw_frame(canvas: Canvas, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.rect(MARGIN, top - block.height, SIGNATURE_WIDTH, SIGNATURE_HEIGHT, stroke=1, fill=0)

    with block.part(tags.FIELD):
        block.mark(draw_frame)
    (_write_steps_in_both if tongues.welsh else _write_steps)(block, x)
    block.write(checkpoint.code, Style(BOLD, 10.5, 13), block.height - 4, x)
    symbol = f"{checkpoint.code} {checkpoint.head}"
    left = MARGIN + CONTENT - QR_SIZE
    lower = QR_TOP + QR_SIZE
    with block.part(_QR_TAG, (left, lower, left + QR_SIZE, QR_TOP)):
        block.mark(lambda canvas, top: _qr(canvas, symbol, left, top - lower))
    caption = QR_TOP + QR_SIZE + 14.5
    for line, label in enumerate(tongues.lines(wording.QR_CAPTION)):
        block.write(label, NOTE, caption + line * 10, CONTENT - QR_SIZE, QR_SIZE)
    return block


def _write_steps(block: Block, x: float) -> None:
    """How to verify, in English."""
    frame = SIGNATURE_BLOCK - SIGNATURE_HEIGHT
    block.write(wording.HOW_TO_VERIFY, SECTION, 17, x, tag=tags.SECTION)
    baseline = frame + 9.5
    measure = columns(6) - QR_SIZE - 13 - 8
    with block.part(tags.LIST):
        for number, step in enumerate(wording.VERIFY_STEPS, 1):
            with block.part(tags.ITEM):
                block.write(str(number), SMALL_STRONG, baseline, x, tag=tags.NUMBER)
                baseline = block.write(step, SMALL, baseline, x + 13, measure, tag=tags.ITEM_BODY)
            baseline += 2.5


def _write_steps_in_both(block: Block, x: float) -> None:
    """How to verify, step by step in Welsh and in English."""
    both = Tongues(welsh=True)
    baseline = 17.0
    with block.part(tags.SECTION):
        for label in both.lines(wording.HOW_TO_VERIFY):
            block.write(label, SECTION, baseline, x)
            baseline += SECTION.leading
    with block.part(tags.LIST):
        for number, step in enumerate(wording.VERIFY_STEPS, 1):
            with block.part(tags.ITEM):
                block.write(str(number), FINE, baseline, x, tag=tags.NUMBER)
                with block.part(tags.ITEM_BODY):
                    baseline = _write_step_in_both(block, both.lines(step), baseline, x + 10)
            baseline += 1.5


def _write_step_in_both(block: Block, step: Sequence[str], baseline: float, x: float) -> float:
    """A step in each language; gives the next baseline."""
    for line in step:
        # Beneath the symbol the lines may be as long as the column.
        beside = QR_SIZE + 8 if baseline < QR_TOP + QR_SIZE + 36 else 0
        baseline = block.write(line, FINE, baseline, x, columns(6) - 10 - beside)
    return baseline


def _qr(canvas: Canvas, text: str, x: float, y: float) -> None:
    """A QR symbol, its modules as rectangles, on white with the quiet zone it needs."""
    modules = _modules(text)
    side = QR_SIZE / len(modules)
    quiet = 4 * side
    canvas.setFillGray(1)
    canvas.rect(x - quiet, y - quiet, QR_SIZE + 2 * quiet, QR_SIZE + 2 * quiet, stroke=0, fill=1)
    canvas.setFillGray(0)
    for line, dark in enumerate(modules, 1):
        start = 0
        for value, run in groupby(dark):
            length = len(list(run))
            if value:
                canvas.rect(
                    x + start * side,
                    y + QR_SIZE - line * side,
                    length * side,
                    side,
                    stroke=0,
                    fill=1,
                )
            start += length


@lru_cache(maxsize=8)
def _modules(text: str) -> Sequence[Sequence[bool]]:
    """The modules of a QR symbol of level M, line by line; whoever verifies asks for them again."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    modules: list[list[bool]] = code.modules
    return modules
