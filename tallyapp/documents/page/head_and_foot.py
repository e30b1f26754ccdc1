"""What every page carries: heading, foot, marks of a practice count;
and the block with the signature.
"""

from functools import cache
from itertools import groupby
from typing import NamedTuple

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    AREA,
    BODY,
    CONTENT,
    FINE,
    GUTTER,
    MARGIN,
    NOTE,
    NOTE_STRONG,
    PAGE_WIDTH,
    RESULT_RULE,
    SECTION,
    SECTION_RULE,
    SMALL,
    SMALL_STRONG,
    TITLE,
    Block,
    column,
    columns,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, width
from tallyapp.domain.reports.declaration_report import Checkpoint, Heading
from tallyapp.domain.vocabulary.phrases import weekday
from tallyapp.resources import resource

SIGNATURE_FIELD = "ReturningOfficer"
SIGNATURE_WIDTH = columns(6)
SIGNATURE_HEIGHT = 35 * mm
"""The box of the signature, 85 × 35 mm; its field covers it exactly."""
SIGNATURE_BOTTOM = 69.0
"""Its lower edge, unless a very long imprint or note lifts it."""
SIGNATURE_BLOCK = SIGNATURE_HEIGHT + 24
QR_SIZE = 25 * mm
QR_TOP = 10.0

STRIP_ABOVE = 7 * mm
STRIP_HEIGHT = 6 * mm
TINT_GREY = 0.93
TINT_LENGTH = 760.0
TINT_COSINE = 0.559193
TINT_SINE = 0.829038
"""Of 56 degrees; written out, so that no machine's arithmetic can differ."""
FILL_NON_ZERO = 1
"""Letters whose strokes overlap have no holes there (reportlab.pdfgen.canvas)."""
PEN = {"M": "moveTo", "L": "lineTo", "C": "curveTo", "Z": "close"}
FOOT_LINES = 2
"""How many lines of the imprint, and of the note, the foot has room for without growing."""


class Marks(NamedTuple):
    """What the furniture of a document is made of."""

    heading: Heading
    document: str
    checkpoint: Checkpoint
    draft: bool = False


class Foot:
    """The foot of every page: ledger head, imprint, number of the page, note."""

    def __init__(self, marks: Marks) -> None:
        heading = marks.heading
        self._marks = marks
        self._imprint = Wrapped(heading.imprint, NOTE, CONTENT - 75)
        self._label = width(wording.PRACTICE, NOTE_STRONG) + 18 if heading.practice else 0
        self._note = Wrapped(heading.note, FINE, CONTENT - self._label)
        extra = max(0, self._imprint.lines - FOOT_LINES) * NOTE.leading
        extra += max(0, self._note.lines - FOOT_LINES) * FINE.leading
        self.top = SIGNATURE_BOTTOM - 5 + extra
        self.signature_bottom = SIGNATURE_BOTTOM + extra

    def block(self, page: int, pages: int) -> Block:
        """The foot of one page."""
        checkpoint = self._marks.checkpoint
        block = Block(self.top)
        block.rule(0.75, 0)
        if checkpoint.seq:
            block.write(wording.LEDGER_HEAD.format(seq=wording.figure(checkpoint.seq)), FINE, 11)
            block.write(grouped(checkpoint.head), FINE, 11, align="right")
        numbering = wording.PAGE_OF.format(page=page, pages=pages)
        after = block.place(self._imprint, 23)
        block.write(numbering, NOTE_STRONG, 23, align="right")
        block.height = self.top
        # The note's last line keeps its place at the edge of the paper; what is over grows upwards.
        first = max(after, self.top - 15 - self._note.height + FINE.leading)
        if self._label:
            block.mark(lambda canvas, top: _label(canvas, top - first))
        block.place(self._note, first, self._label)
        return block


def _label(canvas: Canvas, baseline: float) -> None:
    """PRACTICE in white on black, at the left margin."""
    canvas.rect(
        MARGIN, baseline - 3.5, width(wording.PRACTICE, NOTE_STRONG) + 10, 13, stroke=0, fill=1
    )
    canvas.setFillGray(1)
    canvas.setFont(NOTE_STRONG.font, NOTE_STRONG.size)
    canvas.drawString(MARGIN + 5, baseline, wording.PRACTICE)
    canvas.setFillGray(0)


def page_marks(canvas: Canvas, marks: Marks) -> None:
    """The tint behind the text and the strip in the upper margin;
    the body does not move for them.
    """
    if marks.heading.practice:
        tint(canvas, A4)
    label, beside = (
        (wording.DRAFT, wording.NOT_DECLARED_YET)
        if marks.draft
        else (wording.PRACTICE, wording.NOT_REAL)
    )
    strip(canvas, A4, label, beside)


def strip(canvas: Canvas, size: tuple[float, float], label: str, beside: str) -> None:
    """White on black in the upper margin of a page of this size."""
    page_width, page_height = size
    top = page_height - STRIP_ABOVE
    baseline = top - STRIP_HEIGHT / 2 - 3.6
    canvas.rect(MARGIN, top - STRIP_HEIGHT, page_width - 2 * MARGIN, STRIP_HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont(BOLD, 10)
    canvas.drawString(MARGIN + 6, baseline, label)
    canvas.setFont(REGULAR, 10)
    canvas.drawRightString(page_width - MARGIN - 6, baseline, beside)
    canvas.setFillGray(0)


@cache
def _practice_outline() -> tuple[tuple[str, ...], ...]:
    """The outline of the word, as resources/fonts/make_fonts.py wrote it."""
    text = resource("fonts", "practice.outline").read_text(encoding="ascii")
    return tuple(tuple(line.split()) for line in text.splitlines())


def tint(canvas: Canvas, size: tuple[float, float]) -> None:
    """The word across the page as outlines:
    as text it would break up what is extracted from the page.
    """
    (_, advance, unit), *steps = _practice_outline()
    page_width, page_height = size
    scale = TINT_LENGTH * page_width / PAGE_WIDTH / float(advance)
    canvas.addLiteral("/Artifact BMC")
    path = canvas.beginPath()
    for letter, *numbers in steps:
        points = [float(number) for number in numbers]
        getattr(path, PEN[letter])(*points)
    canvas.saveState()
    canvas.setFillGray(TINT_GREY)
    cosine = scale * TINT_COSINE
    sine = scale * TINT_SINE
    canvas.transform(cosine, sine, -sine, cosine, page_width / 2, page_height / 2 - 20)
    canvas.translate(-float(advance) / 2, -0.36 * float(unit))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.restoreState()
    canvas.addLiteral("EMC")


def page_heading(marks: Marks, beside: str = "") -> Block:
    """The heading of the first page: what it is and where, with the election at the right."""
    heading = marks.heading
    block = Block()
    lines = (
        heading.election,
        weekday(heading.polling_day),
        wording.vacancies(heading.vacancies),
    )
    needed = max(width(marks.document, TITLE), width(heading.area, AREA))
    left = min(needed + GUTTER, columns(8))
    right = CONTENT - left - GUTTER
    block.write(marks.document, TITLE, 13, measure=columns(8))
    if beside:
        block.write(beside, BODY, 13, width(marks.document, TITLE) + 7)
    lower = block.write(heading.area, AREA, 42, measure=left) - AREA.leading
    style = Style(REGULAR, 11, 14.5)
    baseline = 13.0
    for line in lines:
        baseline = block.write(line, style, baseline, CONTENT - right, right, align="right")
    block.height = max(lower, baseline - style.leading) + 10
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def running_head(marks: Marks) -> Block:
    """The heading of every further page."""
    heading = marks.heading
    block = Block()
    left = columns(6)
    right = columns(6) - GUTTER
    lower = block.write(heading.area, TITLE, 13, measure=left)
    lower = block.write(f"{marks.document}, {wording.CONTINUED}", SMALL, lower, measure=left)
    beside = block.write(heading.election, SMALL, 13, CONTENT - right, right, align="right")
    beside = block.write(
        weekday(heading.polling_day),
        SMALL,
        max(beside, 30),
        CONTENT - right,
        right,
        align="right",
    )
    block.height = max(lower, beside) - SMALL.leading + 12
    return block


def signature_block(checkpoint: Checkpoint) -> Block:
    """The frame for the signature, and beside it how to verify, with the code and its QR symbol."""
    block = Block(SIGNATURE_BLOCK)
    x = column(6)
    frame = SIGNATURE_BLOCK - SIGNATURE_HEIGHT
    block.rule(SECTION_RULE, 0)
    block.write(wording.SIGNED, SECTION, 17)

    def draw_frame(canvas: Canvas, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.rect(MARGIN, top - block.height, SIGNATURE_WIDTH, SIGNATURE_HEIGHT, stroke=1, fill=0)

    block.mark(draw_frame)
    block.write(wording.HOW_TO_VERIFY, SECTION, 17, x)
    baseline = frame + 9.5
    for number, step in enumerate(wording.VERIFY_STEPS, 1):
        block.write(str(number), SMALL_STRONG, baseline, x)
        baseline = block.write(step, SMALL, baseline, x + 13, columns(6) - QR_SIZE - 13 - 8) + 2.5
    block.write(checkpoint.code, Style(BOLD, 10.5, 13), block.height - 4, x)
    symbol = f"{checkpoint.code} {checkpoint.head}"
    block.mark(
        lambda canvas, top: _qr(canvas, symbol, MARGIN + CONTENT - QR_SIZE, top - QR_TOP - QR_SIZE)
    )
    block.write(wording.QR_CAPTION, NOTE, QR_TOP + QR_SIZE + 14.5, CONTENT - QR_SIZE, QR_SIZE)
    return block


def _qr(canvas: Canvas, text: str, x: float, y: float) -> None:
    """A QR symbol of level M, its modules as rectangles, on white with the quiet zone it needs."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    modules: list[list[bool]] = code.modules
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


def grouped(head: str) -> str:
    """A head in groups of eight digits."""
    return " ".join(head[start : start + 8] for start in range(0, len(head), 8))
