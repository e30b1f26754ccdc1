"""The grid and the steps of type, and blocks of marks that flow down pages in reading order."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page import tags
from tallyapp.documents.page.tags import Box, Tag, Tags
from tallyapp.documents.page.text import Align, Welsh, Wrapped
from tallyapp.documents.page.typeface import BOLD, REGULAR, SEMIBOLD, Style, width

LAYOUT = 1
"""The version of the pages; a report names the one it was drawn
with. Raised by any visible change.
"""

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
CONTENT = PAGE_WIDTH - 2 * MARGIN
GUTTER = 4 * mm
COLUMN = (CONTENT - 11 * GUTTER) / 12
TOP = PAGE_HEIGHT - 43
"""Where the heading of a page begins; above it is room for the strip of a practice count."""

AREA = Style(BOLD, 28, 32)
TITLE = Style(BOLD, 14, 17)
SECTION = Style(BOLD, 12, 15)
DECLARED = Style(REGULAR, 13, 16.5)
TEXT = Style(REGULAR, 11, 14)
TEXT_STRONG = Style(BOLD, 11, 14)
TABLE = Style(REGULAR, 11.5, 14)
TABLE_STRONG = Style(BOLD, 11.5, 14)
HEAD = Style(BOLD, 9.5, 12)
BODY = Style(REGULAR, 10.5, 13.2)
BODY_STRONG = Style(BOLD, 10.5, 13.2)
SMALL = Style(REGULAR, 10, 12.5)
SMALL_STRONG = Style(BOLD, 10, 12.5)
NOTE = Style(REGULAR, 9, 11.5)
NOTE_STRONG = Style(SEMIBOLD, 9, 11.5)
FINE = Style(REGULAR, 8, 10)

RESULT_RULE = 2.0
SECTION_RULE = 1.5
HEAD_RULE = 1.0
ROW_RULE = 0.35

Mark = Callable[[Canvas, float], None]
"""Draws something of a block, given the height on the page of the block's upper edge."""


def column(index: int) -> float:
    """The left edge of one of the twelve columns, 0 to 11, from the left margin."""
    return index * (COLUMN + GUTTER)


def columns(count: int) -> float:
    """The width of so many columns with the gutters between them."""
    return count * COLUMN + (count - 1) * GUTTER


class _Part(NamedTuple):
    """The beginning of a part of a block; `box` is a figure's, downwards from the upper edge."""

    tag: Tag
    box: Box | None


class Block:
    """Marks that stay together, laid out downwards from an upper edge; they are read in the order
    in which they are added, as what the part is in which they stand.
    """

    def __init__(self, height: float = 0, tag: Tag = tags.NO_PART) -> None:
        self.height = height
        self.tag = tag
        self._steps: list[Mark | _Part | None] = []
        """None ends the part begun last."""
        self._holds_text = False

    def mark(self, mark: Mark) -> None:
        """Add any drawing."""
        self._steps.append(mark)

    @contextmanager
    def part(self, tag: Tag, box: Box | None = None) -> Iterator[None]:
        """What is added meanwhile is a part of its own, of this kind."""
        around = self._holds_text
        self._holds_text = tag.role not in tags.WITHOUT_TEXT
        self._steps.append(_Part(tag, box))
        yield
        self._steps.append(None)
        self._holds_text = around

    def blank(self, tag: Tag) -> None:
        """A part in which nothing stands, such as the last cell of a row."""
        self._steps += (_Part(tag, None), None)

    def write(
        self,
        text: str,
        style: Style,
        baseline: float,
        x: float = 0,
        measure: float = CONTENT,
        align: Align = "left",
        strong: Sequence[str] = (),
        tag: Tag = tags.PARAGRAPH,
    ) -> float:
        """Set a text, its first baseline so far below the upper edge;
        gives the baseline of a next line.
        """
        return self.place(Wrapped(text, style, measure, align, strong), baseline, x, tag)

    def place(
        self, text: Wrapped, baseline: float, x: float = 0, tag: Tag = tags.PARAGRAPH
    ) -> float:
        """Set a text that is already broken into lines; gives the baseline of a next line.

        It is a part by itself, of the kind of `tag`, unless one that holds text is begun.
        """

        def draw(canvas: Canvas, top: float) -> None:
            text.draw(canvas, MARGIN + x, top - baseline)

        if text.says_something:
            self._steps += (draw,) if self._holds_text else (_Part(tag, None), draw, None)
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

    def draw(self, canvas: Canvas, top: float, tagging: Tags = tags.UNTAGGED) -> None:
        """Draw all marks in their order, each as what it is read."""
        if not self._steps:
            return
        tagging.begin_block(self.tag)
        for step in self._steps:
            if step is None:
                tagging.close()
            elif isinstance(step, _Part):
                tagging.open(step.tag, step.box and _raised(step.box, top))
            else:
                tagging.mark()
                step(canvas, top)
        tagging.end_block()


def _raised(box: Box, top: float) -> Box:
    """A box given downwards from an upper edge, as it lies on the page."""
    left, lower, right, upper = box
    return (left, top - lower, right, top - upper)


def sentence_block(words: str, welsh: str | None = None) -> Block:
    """What is announced, as a block of its own: in Welsh above, where there is any."""
    block = Block()
    lower = 17.0
    if welsh is not None:
        lower = block.write(Welsh(welsh), TEXT, lower) + 4
    block.height = block.write(words, TEXT, lower) - TEXT.leading + 4
    return block


class Flow:
    """Blocks from top to bottom, page after page;
    every page after the first begins with the same block.

    What is taller than a page runs over its foot: no further page could hold it.
    """

    def __init__(self, bottom: float, running_head: Callable[[], Block]) -> None:
        self._bottom = bottom
        self._running_head = running_head
        self.pages: list[list[tuple[Block, float]]] = [[]]
        self._tails: list[tuple[int, Block, float]] = []
        self.y = TOP
        self.floor = bottom
        """How far down the present page may be filled."""

    @property
    def room(self) -> float:
        """What is left of the present page."""
        return self.y - self.floor

    @property
    def whole(self) -> float:
        """What a page after the first holds beneath its running head."""
        return TOP - self._bottom - self._running_head().height

    def put(self, *blocks: Block, gap: float = 0) -> None:
        """Place blocks that stay together, on the next page when they do not fit on this one."""
        if self.y < TOP:
            if sum(block.height for block in blocks) + gap > self.room:
                self.new_page()
            else:
                self.y -= gap
        for block in blocks:
            self.pages[-1].append((block, self.y))
            self.y -= block.height

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append([])
        self.y = TOP
        self.floor = self._bottom
        self.put(self._running_head())

    def anchor(self, block: Block, top: float) -> None:
        """Place a block at a fixed height of the present page,
        to be read after all that flows there.
        """
        self._tails.append((len(self.pages) - 1, block, top))
        self.floor = top

    def draw_page(self, canvas: Canvas, index: int, tagging: Tags = tags.UNTAGGED) -> None:
        """Draw what is on a page, in reading order."""
        for block, top in self.pages[index]:
            block.draw(canvas, top, tagging)
        with tagging.aside():
            for page, block, top in self._tails:
                if page == index:
                    block.draw(canvas, top, tagging)


def section(
    block: Block,
    title: str,
    note: str = "",
    *,
    x: float = 0,
    measure: float = CONTENT,
    top: float = 0,
) -> float:
    """The heading of a section under its rule, with a note at the
    right; gives the next baseline.
    """
    block.rule(SECTION_RULE, top, x, measure)
    block.write(title, SECTION, top + 17, x, measure, tag=tags.SECTION)
    if note:
        beside = width(title, SECTION) + 12
        return block.write(note, NOTE, top + 17, x + beside, measure - beside, "right") + 5
    return top + 17 + 16
