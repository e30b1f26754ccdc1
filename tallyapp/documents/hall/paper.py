"""What all papers for the tables have in common: pages of any size, a barcode, a place to sign."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import wording
from tallyapp.documents.page.head_and_foot import strip, tint
from tallyapp.documents.page.layout import FINE, GUTTER, MARGIN, SMALL_STRONG, Block
from tallyapp.documents.page.typeface import REGULAR, Style, load_typeface, width

BAR = 0.42 * mm
BAR_HEIGHT = 13 * mm
"""The narrowest bar, which any scanner reads also from a copy, and how high the bars are."""
QUIET = 10 * BAR
"""What must stay white at both sides of the bars."""
CODE = Style(REGULAR, 10, 12)
SIGNATURE_HEIGHT = 58.0
FIRST = 43.0
"""How far below the edge of the paper the first block begins, as on every page."""


def pages(
    size: tuple[float, float], title: str, blocks: Iterable[tuple[Block, ...]], *, practice: bool
) -> bytes:
    """A PDF with a page for each of these, its blocks one under
    the other: always the same bytes.
    """
    load_typeface()
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang="en-GB",
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs say float
    )
    canvas.setTitle(f"{wording.PRACTICE}: {title}" if practice else title)
    canvas.setCreator("tallyapp")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for page in blocks:
        canvas.setLineJoin(0)
        if practice:
            tint(canvas, size)
            strip(canvas, size, wording.PRACTICE, wording.NOT_A_REAL_COUNT)
        top = size[1] - FIRST
        for block in page:
            block.draw(canvas, top)
            top -= block.height
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def barcode(block: Block, code: str, right: float, top: float) -> float:
    """A Code 128 symbol as bars on white, the code itself in
    letters beneath; gives its left edge.
    """
    symbol = Code128(code, barWidth=BAR, barHeight=BAR_HEIGHT, quiet=False, humanReadable=False)
    left = right - float(symbol.width)

    def draw(canvas: Canvas, upper: float) -> None:
        canvas.setFillGray(1)
        canvas.rect(
            MARGIN + left - QUIET,
            upper - top - BAR_HEIGHT,
            symbol.width + 2 * QUIET,
            BAR_HEIGHT,
            0,
            1,
        )
        canvas.setFillGray(0)
        symbol.drawOn(canvas, MARGIN + left, upper - top - BAR_HEIGHT)

    block.mark(draw)
    block.write(code, CODE, top + BAR_HEIGHT + 11, right - width(code, CODE) - 1, 1_000)
    return left


def box(block: Block, x: float, top: float, wide: float, high: float, weight: float = 0.6) -> None:
    """An empty frame to write in, white whatever is beneath."""

    def draw(canvas: Canvas, upper: float) -> None:
        canvas.setLineWidth(weight)
        canvas.setFillGray(1)
        canvas.rect(MARGIN + x, upper - top - high, wide, high, stroke=1, fill=1)
        canvas.setFillGray(0)

    block.mark(draw)


def upright(block: Block, x: float, top: float, high: float, weight: float = 0.35) -> None:
    """A vertical line."""

    def draw(canvas: Canvas, upper: float) -> None:
        canvas.setLineWidth(weight)
        canvas.line(MARGIN + x, upper - top, MARGIN + x, upper - top - high)

    block.mark(draw)


def digits(
    block: Block, x: float, top: float, high: float, wide: float, many: int, weight: float = 0.6
) -> None:
    """A frame for a figure of so many digits, each with its place marked at the foot."""
    box(block, x, top, wide, high, weight)
    for place in range(1, many):
        upright(block, x + place * wide / many, top + high - min(7.0, high / 3), min(7.0, high / 3))


def signatures(block: Block, words: Sequence[str], top: float, measure: float, high: float) -> None:
    """Places for signatures side by side."""
    wide = (measure - GUTTER * (len(words) - 1)) / len(words)
    for index, each in enumerate(words):
        signature(block, each, index * (wide + GUTTER), top, wide, high)


def signature(
    block: Block, words: str, x: float, top: float, wide: float, high: float = SIGNATURE_HEIGHT
) -> None:
    """A place for one signature, with the officer's number and the time."""
    box(block, x, top, wide, high)
    block.write(words, SMALL_STRONG, top + 14, x + 7, wide - 14)
    lower = top + high - 6
    beginnings = (0.0, 0.59, 0.8)
    for label, part in zip(wording.SIGNATURE_PARTS, beginnings, strict=True):
        block.write(label, FINE, lower, x + part * wide + (7 if part == 0 else 4), wide)
        if part:
            upright(block, x + part * wide, top + 20, high - 20)
