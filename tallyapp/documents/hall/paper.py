"""What all papers for the tables have in common: their sizes,
pages with bookmarks, a barcode, places to write and to sign.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import wording
from tallyapp.documents.page.head_and_foot import strip, tint
from tallyapp.documents.page.layout import (
    CONTENT,
    FINE,
    GUTTER,
    MARGIN,
    NOTE,
    NOTE_STRONG,
    SMALL_STRONG,
    Block,
)
from tallyapp.documents.page.typeface import REGULAR, Style, load_typeface, width

PEN = 8 * mm
"""The least height of a row in which a figure is written with a pen: the ruling of a school's
exercise book. In a lower one figures run into the rows beside.
"""
PEN_DIGIT = 6 * mm
"""The least width in which one digit of a figure is written."""
BARS = tuple(dots * 72 / 300 for dots in (6, 4, 3))
"""How wide the narrowest bar is, 0.51, 0.34 or 0.25 mm: the first with which the code has room.

Whole dots of a printer with 300 to the inch, and but for the last of one with 150: so all bars are
drawn in their true widths, and any scanner reads them, also from a copy.
"""
BAR_HEIGHT = 13 * mm
QUIET_BARS = 10
QUIET = QUIET_BARS * BARS[0]
"""What must stay white at both sides of the bars: as wide as ten of the narrowest."""
CODE = Style(REGULAR, 10, 12)
SIGNATURE_HEIGHT = 58.0
FIRST = 43.0
"""How far below the edge of the paper the first block begins, as on every page."""


class Format(NamedTuple):
    """A size of paper, and how much larger than usual all that stands on it is drawn.

    `first` and `foot` are kept free above and below, in the measure of what is drawn.
    """

    size: tuple[float, float]
    scale: float
    first: float
    foot: float

    @property
    def room(self) -> float:
        """How far down from the first block a page can be filled."""
        return self.size[1] / self.scale - self.first - self.foot

    @property
    def large(self) -> bool:
        """Whether it is for those who need large print: then all stands in one column."""
        return self.scale > 1


NORMAL = Format(A4, 1.0, FIRST, 42.0)
LARGE = Format(landscape(A4), 1.6, 26.0, 26.0)
"""Large print is the same page, 1.6 times as large, on A4 turned: no printer of a hall has other
paper, and what is as wide as before can be laid out as before, on more pages.
"""


class Sheet(NamedTuple):
    """One page: its blocks one under the other, what stands at its foot,
    and its bookmark within those above it.
    """

    blocks: Sequence[Block]
    foot: str = ""
    numbering: str = ""
    bookmark: tuple[str, ...] = ()


def pages(
    size: tuple[float, float], title: str, blocks: Iterable[tuple[Block, ...]], *, practice: bool
) -> bytes:
    """A PDF with a page for each of these, its blocks one under
    the other: always the same bytes.
    """
    paper = Format(size, 1.0, FIRST, 0.0)
    return bound(paper, title, [Sheet(each) for each in blocks], practice=practice)


def bound(paper: Format, title: str, sheets: Iterable[Sheet], *, practice: bool) -> bytes:
    """A PDF with a page for each of these, and their bookmarks: always the same bytes."""
    load_typeface()
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=paper.size,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang="en-GB",
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs say float
    )
    canvas.setTitle(f"{wording.PRACTICE}: {title}" if practice else title)
    canvas.setCreator("tallyapp")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    before: tuple[str, ...] = ()
    for number, sheet in enumerate(sheets):
        if sheet.bookmark:
            _mark(canvas, sheet.bookmark, before, number)
            before = sheet.bookmark
        _draw(canvas, paper, sheet, practice=practice)
        canvas.showPage()
    if before:
        canvas.showOutline()
    canvas.save()
    return out.getvalue()


def _mark(canvas: Canvas, path: tuple[str, ...], before: tuple[str, ...], number: int) -> None:
    """The bookmarks that begin on this page: its own, and those above it that are new."""
    pairs = enumerate(zip(path, before, strict=False))
    shared = next((level for level, (now, then) in pairs if now != then), len(before))
    for level in range(min(shared, len(path) - 1), len(path)):
        # Each by a key of its own: one key has one title.
        key = f"page-{number}-{level}"
        canvas.bookmarkPage(key, fit="Fit")
        # Closed but for the contests: a hundred boxes are looked for by contest and area.
        canvas.addOutlineEntry(path[level], key, level, closed=level > 0)


def _draw(canvas: Canvas, paper: Format, sheet: Sheet, *, practice: bool) -> None:
    canvas.setLineJoin(0)
    if practice:
        tint(canvas, paper.size)
        strip(canvas, paper.size, wording.PRACTICE, wording.NOT_A_REAL_COUNT)
    canvas.saveState()
    canvas.scale(paper.scale, paper.scale)
    wide = paper.size[0] / paper.scale
    high = paper.size[1] / paper.scale
    if paper.large:
        canvas.translate((wide - CONTENT) / 2 - MARGIN, 0)
    top = high - paper.first
    for block in sheet.blocks:
        block.draw(canvas, top)
        top -= block.height
    if sheet.foot or sheet.numbering:
        _foot(sheet).draw(canvas, paper.foot)
    canvas.restoreState()


def _foot(sheet: Sheet) -> Block:
    block = Block()
    block.rule(0.35, 6)
    block.write(sheet.numbering, NOTE_STRONG, 18, align="right")
    beside = CONTENT - width(sheet.numbering, NOTE_STRONG) - 12
    block.write(sheet.foot, NOTE, 18, measure=beside)
    return block


def barcode(
    block: Block,
    code: str,
    right: float,
    top: float,
    widest: float = 0,
    high: float = BAR_HEIGHT,
) -> float:
    """A Code 128 symbol as bars on white, the code itself in
    letters beneath; gives its left edge. Its bars are narrower where it would else be wider than
    `widest`.
    """
    symbols = (
        Code128(code, barWidth=bar, barHeight=high, quiet=False, humanReadable=False)
        for bar in BARS
    )
    fitting = [each for each in symbols if not widest or each.width <= widest]
    symbol = (
        fitting[0]
        if fitting
        else Code128(code, barWidth=BARS[-1], barHeight=high, quiet=False, humanReadable=False)
    )
    left = right - float(symbol.width)
    quiet = QUIET_BARS * float(symbol.barWidth)

    def draw(canvas: Canvas, upper: float) -> None:
        canvas.setFillGray(1)
        canvas.rect(MARGIN + left - quiet, upper - top - high, symbol.width + 2 * quiet, high, 0, 1)
        canvas.setFillGray(0)
        symbol.drawOn(canvas, MARGIN + left, upper - top - high)

    block.mark(draw)
    block.write(code, CODE, top + high + 11, right - width(code, CODE) - 1, 1_000)
    return left


def least_width(code: str) -> float:
    """How wide a code is at the least that every printer of a hall draws truly."""
    return float(Code128(code, barWidth=BARS[1], quiet=False, humanReadable=False).width)


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


def dashes(block: Block, x: float, top: float, wide: float, high: float) -> None:
    """A line along which papers are cut apart, level or upright."""

    def draw(canvas: Canvas, upper: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(0.5)
        canvas.setDash(3, 3)
        canvas.line(MARGIN + x, upper - top, MARGIN + x + wide, upper - top - high)
        canvas.restoreState()

    block.mark(draw)


def digits(
    block: Block, x: float, top: float, high: float, wide: float, many: int, weight: float = 0.6
) -> None:
    """A frame for a figure of so many digits, each with its place marked at the foot."""
    box(block, x, top, wide, high, weight)
    for place in range(1, many):
        upright(block, x + place * wide / many, top + high - min(7.0, high / 3), min(7.0, high / 3))


def tick(block: Block, words: str, style: Style, x: float, baseline: float) -> float:
    """A small box to tick, and what a tick says; gives where the next one begins."""
    box(block, x, baseline - 10, 13, 13)
    block.write(words, style, baseline, x + 19)
    return x + 42 + width(words, style)


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
