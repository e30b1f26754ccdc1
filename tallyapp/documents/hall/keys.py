"""All keys of the window on one side of A4, to lie beside the keyboard."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.hall.paper import FIRST, pages
from tallyapp.documents.page.layout import CONTENT, MARGIN, NOTE, SECTION, TITLE, Block
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import REGULAR, SEMIBOLD, Style, load_typeface, width

ACROSS = 2
BETWEEN = 22.0
WIDE = (CONTENT - BETWEEN * (ACROSS - 1)) / ACROSS
CAPS = 98.0
"""How far from the left edge of a column the words begin."""
CAP = Style(SEMIBOLD, 8.5, 10)
WORDS = Style(REGULAR, 9, 11)
HEAD = SECTION._replace(size=10.5, leading=13)
ROW = 14.5
BEFORE_A_SECTION = 8.0
FOOT = 30.0


class KeyRow(NamedTuple):
    """Keys, and what they do."""

    caps: tuple[str, ...]
    words: str


class KeyList(NamedTuple):
    """The keys of one place, and what opens it."""

    title: str
    opened_by: str
    rows: tuple[KeyRow, ...]


class TooMany(Exception):
    """More keys than one side has room for."""


def render_keys(title: str, notes: Sequence[str], lists: Sequence[KeyList]) -> bytes:
    """The page, always the same bytes; TooMany if the keys do not go on one side."""
    load_typeface()
    head = _head(title, notes)
    room = A4[1] - FIRST - head.height - FOOT
    body = Block(room)
    columns = list(_columns(lists, room))
    if len(columns) > ACROSS:
        raise TooMany(f"{len(columns)} columns, and there is room for {ACROSS}")
    for at, column in enumerate(columns):
        _draw_column(body, column, at * (WIDE + BETWEEN))
    return pages(A4, title, [(head, body)], practice=False)


def _head(title: str, notes: Sequence[str]) -> Block:
    block = Block()
    lower = block.write(title, TITLE._replace(size=18, leading=22), 6)
    for note in notes:
        lower = block.write(note, NOTE, lower)
    block.height = lower + 2
    return block


def _high(of: KeyList) -> float:
    return BEFORE_A_SECTION + HEAD.leading + sum(_row_high(row) for row in of.rows)


def _row_high(row: KeyRow) -> float:
    return ROW + (Wrapped(row.words, WORDS, WIDE - CAPS).lines - 1) * WORDS.leading


def _columns(lists: Sequence[KeyList], room: float) -> Iterator[list[KeyList]]:
    """The lists one under the other, none of them broken; about as many in each column."""
    half = min(room, sum(_high(each) for each in lists) / ACROSS)
    column: list[KeyList] = []
    used = 0.0
    for each in lists:
        high = _high(each)
        if column and (used + high > room or used + high / 2 > half):
            yield column
            column = []
            used = 0.0
        column.append(each)
        used += high
    yield column


def _draw_column(body: Block, lists: Sequence[KeyList], x: float) -> None:
    lower = 0.0
    for each in lists:
        lower += BEFORE_A_SECTION + HEAD.leading
        body.write(each.title, HEAD, lower - 4, x)
        if each.opened_by:
            _caps(body, (each.opened_by,), lower - 4, x + WIDE - cap_wide(each.opened_by))
        body.rule(0.75, lower - 1, x, WIDE)
        for row in each.rows:
            lower += ROW
            _caps(body, row.caps, lower - 3.5, x)
            words = Wrapped(row.words, WORDS, WIDE - CAPS)
            body.place(words, lower - 3.5, x + CAPS)
            lower += (words.lines - 1) * WORDS.leading


def cap_wide(cap: str) -> float:
    """How wide a key is drawn, in points."""
    return max(width(cap, CAP) + 7, 14)


def _caps(block: Block, caps: Sequence[str], baseline: float, x: float) -> None:
    """Keys as they look on the keyboard, one after the other."""
    for cap in caps:
        wide = cap_wide(cap)
        _cap(block, cap, baseline, x, wide)
        x += wide + 3


def _cap(block: Block, cap: str, baseline: float, x: float, wide: float) -> None:
    def draw(canvas: Canvas, top: float) -> None:
        canvas.setLineWidth(0.6)
        canvas.roundRect(MARGIN + x, top - baseline - 2.8, wide, 11.4, 2.5, stroke=1, fill=0)
        canvas.setFont(CAP.font, CAP.size)
        canvas.drawCentredString(MARGIN + x + wide / 2, top - baseline, cap)

    block.mark(draw)
