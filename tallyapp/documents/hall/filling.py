"""How a paper's rows fill its pages: none is cut, none is made too low for a pen, and what belongs
together stays together.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tallyapp.documents.hall.paper import PEN, Format
from tallyapp.documents.page.layout import Block

Page = list[Block]
ROUNDING = 0.01
"""Points: rows that were made to fill a page fill it."""
HIGHEST = 30.0
"""How high a row is made where there is room: 10.7 mm."""


class Part(NamedTuple):
    """Rows under a head, which stands again on every page that has rows of it."""

    rows: Sequence[Block]
    head: Block | None = None


class Top(NamedTuple):
    """What stands at the head of a paper's first page, and of each further one."""

    first: Sequence[Block]
    further: Sequence[Block]


def filled(paper: Format, top: Top, parts: Sequence[Part]) -> list[Page]:
    """The pages that these parts take, each row whole on one of them."""
    found: list[Page] = [list(top.first)]
    used = _height(found[-1])
    for part in parts:
        is_headed = False
        for row in part.rows:
            head = 0.0 if is_headed or part.head is None else part.head.height
            fresh = len(found[-1]) == len(top.first if len(found) == 1 else top.further)
            if used + head + row.height > paper.room + ROUNDING and not fresh:
                found.append(list(top.further))
                used = _height(found[-1])
                is_headed = False
            if part.head is not None and not is_headed:
                found[-1].append(part.head)
                used += part.head.height
                is_headed = True
            found[-1].append(row)
            used += row.height
    return found


def row_height(paper: Format, beside: float, many: int, highest: float = HIGHEST) -> float:
    """How high each of so many rows is on a page that has all else, `beside`, as well; where that
    would be less than a pen needs, as much as it needs, and a page is added.
    """
    room = (paper.room - beside) / max(many, 1)
    return max(PEN, min(highest, room)) if room >= PEN else PEN


def joined(*blocks: Block) -> Block:
    """Blocks one under the other as one, which no page's end parts."""
    whole = Block(sum(block.height for block in blocks))
    top = 0.0
    for block in blocks:
        put(whole, block, top)
        top += block.height
    return whole


def put(block: Block, inner: Block, top: float) -> None:
    """Place a block within another, so far beneath its upper edge."""
    block.mark(lambda canvas, upper: inner.draw(canvas, upper - top))


def side_by_side(many: int, across: int, drawn: Callable[[int, int, float], Block]) -> list[Block]:
    """Rows of `across` things each, down and then across; `drawn` gives a thing in its column, as
    high as this or higher. All of a row are as high as its highest.
    """
    down = -(-many // across)
    rows = []
    for row in range(down):
        places = [(column * down + row, column) for column in range(across)]
        places = [place for place in places if place[0] < many]
        high = max(drawn(*place, 0.0).height for place in places)
        block = Block(high)
        for place in places:
            block.mark(drawn(*place, high).draw)
        rows.append(block)
    return rows


def _height(page: Page) -> float:
    return sum(block.height for block in page)
