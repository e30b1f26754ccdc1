"""The grid and the steps of type, and blocks of marks that flow down pages in reading order."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Literal

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getAscent
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from .typeface import BOLD, REGULAR, SEMIBOLD, Style, composed, width

LAYOUT = 1
"""The version of the pages; a report names the one it was drawn with. Raised by any visible change."""

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
CONTENT = PAGE_WIDTH - 2 * MARGIN
GUTTER = 4 * mm
COLUMN = (CONTENT - 11 * GUTTER) / 12
TOP = PAGE_HEIGHT - 47
"""Where the heading of a page begins; above it is room for the strip of a practice count."""

AREA = Style(BOLD, 28, 32)
TITLE = Style(BOLD, 14, 17)
SECTION = Style(BOLD, 12, 15)
DECLARED = Style(REGULAR, 13, 17)
TEXT = Style(REGULAR, 11, 14)
TEXT_STRONG = Style(BOLD, 11, 14)
TABLE = Style(REGULAR, 11.5, 14)
TABLE_STRONG = Style(BOLD, 11.5, 14)
HEAD = Style(BOLD, 9.5, 12)
BODY = Style(REGULAR, 10.5, 13.5)
BODY_STRONG = Style(BOLD, 10.5, 13.5)
SMALL = Style(REGULAR, 10, 12.5)
SMALL_STRONG = Style(BOLD, 10, 12.5)
NOTE = Style(REGULAR, 9, 11.5)
NOTE_STRONG = Style(SEMIBOLD, 9, 11.5)
FINE = Style(REGULAR, 8, 10)

RESULT_RULE, SECTION_RULE, HEAD_RULE, ROW_RULE = 2.0, 1.5, 1.0, 0.35

Align = Literal["left", "right"]
Mark = Callable[[Canvas, float], None]
"""Draws something of a block, given the height on the page of the block's upper edge."""


def column(index: int) -> float:
    """The left edge of one of the twelve columns, 0 to 11, from the left margin."""
    return index * (COLUMN + GUTTER)


def columns(count: int) -> float:
    """The width of so many columns with the gutters between them."""
    return count * COLUMN + (count - 1) * GUTTER


class Wrapped:
    """A text broken into lines: nothing is cut; a word wider than the measure is broken, at hyphens first."""

    def __init__(
        self, text: str, style: Style, measure: float, align: Align = "left", strong: Sequence[str] = ()
    ) -> None:
        self._text, self._style, self._align = composed(text), style, align
        self._measure, self._paragraph = measure, None
        self.height = style.leading
        """From one baseline to that of the line after the last, in points."""
        if strong or width(self._text, style) > measure:
            self._wrap(strong)

    def _wrap(self, strong: Sequence[str]) -> None:
        font, size, leading = self._style
        alignment = TA_RIGHT if self._align == "right" else TA_LEFT
        style = ParagraphStyle(
            "", fontName=font, fontSize=size, leading=leading, alignment=alignment, embeddedHyphenation=1
        )
        self._paragraph = Paragraph(_markup(self._text, strong), style)
        _, self.height = self._paragraph.wrap(self._measure, PAGE_HEIGHT * 100)

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return round(self.height / self._style.leading)

    def draw(self, canvas: Canvas, x: float, baseline: float) -> None:
        """Set the text with its first line on a baseline; x is the left edge of its measure."""
        font, size, _ = self._style
        if self._paragraph is not None:
            self._paragraph.drawOn(canvas, x, baseline + getAscent(font, size) - self.height)
            return
        canvas.setFont(font, size)
        if self._align == "right":
            canvas.drawRightString(x + self._measure, baseline, self._text)
        else:
            canvas.drawString(x, baseline, self._text)


def _markup(text: str, strong: Sequence[str]) -> str:
    """Text as ReportLab's markup, escaped, with some phrases of it bold."""
    for phrase in sorted(strong, key=len, reverse=True):
        before, found, after = text.partition(composed(phrase))
        if phrase and found:
            rest = [other for other in strong if other != phrase]
            return f"{_markup(before, rest)}<b>{escape(found)}</b>{_markup(after, rest)}"
    return escape(text, quote=False)


class Block:
    """Marks that stay together, laid out downwards from an upper edge."""

    def __init__(self, height: float = 0) -> None:
        self.height = height
        self._marks: list[Mark] = []

    def mark(self, mark: Mark) -> None:
        """Add any drawing."""
        self._marks.append(mark)

    def write(
        self,
        text: str,
        style: Style,
        baseline: float,
        x: float = 0,
        measure: float = CONTENT,
        align: Align = "left",
        strong: Sequence[str] = (),
    ) -> float:
        """Set a text, its first baseline so far below the upper edge; gives the baseline of a next line."""
        return self.place(Wrapped(text, style, measure, align, strong), baseline, x)

    def place(self, text: Wrapped, baseline: float, x: float = 0) -> float:
        """Set a text that is already broken into lines; gives the baseline of a next line."""
        self.mark(lambda canvas, top: text.draw(canvas, MARGIN + x, top - baseline))
        return baseline + text.height

    def rule(self, weight: float, below: float, x: float = 0, length: float = CONTENT) -> None:
        """A horizontal line whose upper edge is so far below the block's."""

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setLineWidth(weight)
            y = top - below - weight / 2
            canvas.line(MARGIN + x, y, MARGIN + x + length, y)

        self.mark(draw)

    def upright(self, weight: float, x: float) -> None:
        """A vertical line as tall as the block will be when it is drawn."""

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setLineWidth(weight)
            canvas.line(MARGIN + x, top, MARGIN + x, top - self.height)

        self.mark(draw)

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw all marks in their order."""
        for mark in self._marks:
            mark(canvas, top)


class Flow:
    """Blocks from top to bottom, page after page; every page after the first begins with the same block."""

    def __init__(self, bottom: float, running_head: Callable[[], Block]) -> None:
        self._bottom, self._running_head = bottom, running_head
        self.pages: list[list[tuple[Block, float]]] = [[]]
        self._tails: list[tuple[int, Block, float]] = []
        self.y = TOP
        self.floor = bottom
        """How far down the present page may be filled."""

    @property
    def room(self) -> float:
        """What is left of the present page."""
        return self.y - self.floor

    def put(self, *blocks: Block, gap: float = 0) -> None:
        """Place blocks that stay together, on the next page when they do not fit on this one."""
        if sum(block.height for block in blocks) + gap > self.room:
            self.new_page()
        elif self.y < TOP:
            self.y -= gap
        for block in blocks:
            self.pages[-1].append((block, self.y))
            self.y -= block.height

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append([])
        self.y, self.floor = TOP, self._bottom
        self.put(self._running_head())

    def anchor(self, block: Block, top: float) -> None:
        """Place a block at a fixed height of the present page, to be read after all that flows there."""
        self._tails.append((len(self.pages) - 1, block, top))
        self.floor = top

    def draw_page(self, canvas: Canvas, index: int) -> None:
        """Draw what is on a page, in reading order."""
        for block, top in self.pages[index]:
            block.draw(canvas, top)
        for page, block, top in self._tails:
            if page == index:
                block.draw(canvas, top)
