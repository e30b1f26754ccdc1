"""Tables that split over pages: rows that grow with their text, a head that is repeated."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tallyapp.documents.page import tags
from tallyapp.documents.page.layout import CONTENT, HEAD, HEAD_RULE, ROW_RULE, Block, Flow
from tallyapp.documents.page.tags import Tag
from tallyapp.documents.page.text import Align, Wrapped
from tallyapp.documents.page.typeface import CAP_HEIGHT, Style


class Column(NamedTuple):
    """A column: its head, where it begins, how wide it is; `ruled` has a line at its left, and
    `span` says of how many columns of its table it takes the place in one row.
    """

    head: str
    x: float
    width: float
    align: Align = "left"
    ruled: float = 0
    span: int = 1


class Cell(NamedTuple):
    """A text of a cell in its style; a cell may hold several, one under the other."""

    text: str
    style: Style


class Row(NamedTuple):
    """The cells of a row, how thick a rule follows it, and whether
    it may be parted from the next.
    """

    cells: Sequence[Cell | Sequence[Cell]]
    rule: float = ROW_RULE
    keep: bool = False
    indent: float = 0


Wrap = Callable[[str, Style, float, Align], Wrapped]
"""Breaks a text into lines: one that remembers them spares doing it again for another pitch."""


def row_block(columns: Sequence[Column], row: Row, pitch: float, wrap: Wrap = Wrapped) -> Block:
    """A row at least as high as the pitch, capitals in the middle of a one-line cell."""
    block = Block(pitch, tags.ROW)
    for index, (column, content) in enumerate(zip(columns, row.cells, strict=True)):
        cells = [content] if isinstance(content, Cell) else content
        indent = row.indent if index == 0 else 0
        with block.part(_cell_tag(cells, column.span, first=index == 0)):
            baseline = (pitch + cells[0].style.size * CAP_HEIGHT) / 2
            for cell in cells:
                if cell.text:
                    text = wrap(cell.text, cell.style, column.width - indent, column.align)
                    baseline = block.place(text, baseline, column.x + indent)
        last = baseline - cells[-1].style.leading
        if last > pitch - 1:
            block.height = max(block.height, last + 0.5 * cells[-1].style.size)
    if row.rule:
        block.rule(row.rule, block.height - row.rule, row.indent, CONTENT - row.indent)
    for column in columns:
        if column.ruled:
            block.upright(column.ruled, column.x - 4)
    return block


def _cell_tag(cells: Sequence[Cell], span: int, *, first: bool) -> Tag:
    """A row is known by its first cell; an empty one is the head of nothing."""
    tag = tags.ROW_HEAD if first and any(cell.text for cell in cells) else tags.CELL
    return tag._replace(span=span) if span > 1 else tag


def head_block(columns: Sequence[Column], pitch: float = 17, style: Style = HEAD) -> Block:
    """The head of a table; long heads wrap, and all stand on the last line."""
    heads = [Wrapped(column.head, style, column.width, column.align) for column in columns]
    tallest = max(head.height for head in heads)
    block = Block(pitch + tallest - style.leading, tags.HEAD_ROW)
    for column, head in zip(columns, heads, strict=True):
        first = (pitch + style.size * CAP_HEIGHT) / 2 + tallest - head.height
        with block.part(tags.COLUMN_HEAD if column.head else tags.CELL):
            block.place(head, first, column.x)
        if column.ruled:
            block.upright(column.ruled, column.x - 4)
    block.rule(HEAD_RULE, block.height - HEAD_RULE)
    return block


def put_table(
    flow: Flow,
    head: Callable[[], Block],
    rows: Sequence[Block],
    keep: Sequence[bool],
    *,
    headed: bool = False,
) -> None:
    """Flow a table; a row that is kept goes to the next page together with the one after it.

    `headed` says that the head and the rows before these already stand on the present page.
    """
    start = 0
    while start < len(rows):
        end = start
        while keep[end] and end + 1 < len(rows):
            end += 1
        group = rows[start : end + 1]
        if headed and sum(block.height for block in group) > flow.room:
            flow.new_page()
            headed = False
        flow.put(*([] if headed else [head()]), *group)
        headed = True
        start = end + 1
