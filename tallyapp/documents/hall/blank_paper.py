"""What papers for the tables have in common: the heading with the number and its barcode,
how to write on them, a candidate's row, and where they are signed.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.filling import Page, Top, row_height, side_by_side
from tallyapp.documents.hall.paper import (
    BAR_HEIGHT,
    CODE,
    NORMAL,
    PEN,
    PEN_DIGIT,
    Format,
    Sheet,
    barcode,
    bound,
    box,
    digits,
    signatures,
    tick,
)
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    BODY,
    CONTENT,
    GUTTER,
    HEAD,
    NOTE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    TITLE,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, load_typeface, width
from tallyapp.domain.reports.hall_papers import (
    BlankName,
    BlankPapers,
    CandidateLine,
    HallHeading,
    NumberedPaper,
)

NUMBERS = tuple(Style(BOLD, size, size) for size in (58, 46, 38, 30, 24))
SMALLER = tuple(Style(BOLD, size, size) for size in (26, 20, 16))
RIGHT = 205.0
"""How wide the number and its barcode are."""


class Steps(NamedTuple):
    """How large a heading is: its number, where it is, and where its barcode begins."""

    numbers: tuple[Style, ...]
    where: Style
    under: float
    bars: float


HIGH = Steps(NUMBERS, Style(BOLD, 22, 25), 49.0, BAR_HEIGHT)
LOW = Steps(NUMBERS[1:], Style(BOLD, 16, 18), 39.0, 26.0)
LOW_BARS = 26.0
"""How high the bars are at the head of a further page."""
NAME_STEPS = tuple(Style(BOLD, size, size * 1.1) for size in (14, 12.5, 11.5, 10.5))
"""No smaller: a longer name takes two lines, and its row grows."""
DESCRIPTION = Style(REGULAR, 9.5, 10.5)
FIGURE = 4 * PEN_DIGIT
"""How wide a figure of four digits is."""
SIGNED = 52.0

Bookmarked = tuple[str, Sequence[Page], str]
"""A paper: its bookmark, its pages, and what stands at their foot."""
LaidOut = Callable[[Format, BlankPapers, NumberedPaper], list[Page]]


def blank_papers(
    blank: BlankPapers, title: str, laid_out: LaidOut, foot: str, paper: Format = NORMAL
) -> bytes:
    """All papers of a run as one PDF, each with its own number, one after the other."""
    load_typeface()
    numbers = f"{blank.papers[0].number}–{blank.papers[-1].number}"
    sheets = [
        sheet
        for each in blank.papers
        for sheet in on_sheets((str(each.number), laid_out(paper, blank, each), foot), ())
    ]
    whole = f"{title} {numbers}, {blank.heading.area}"
    return bound(paper, whole, sheets, practice=blank.heading.practice)


def on_sheets(paper: Bookmarked, path: tuple[str, ...]) -> list[Sheet]:
    """The pages of one paper with their foot, each with its bookmark under these."""
    name, found, foot = paper
    many = len(found)
    sheets = []
    for index, blocks in enumerate(found, 1):
        numbering = wording.PAGE_OF.format(page=index, pages=many)
        further = name if index == 1 else f"{name}, {numbering.lower()}"
        sheets.append(Sheet(blocks, foot, numbering, (*path, further)))
    return sheets


def heading(
    of: HallHeading,
    title: str,
    number: str,
    code: str,
    *,
    told: str = "",
    order: str = "",
    again: bool = False,
    low: bool = False,
) -> Top:
    """What it is and where at the left, the number and its barcode at the right;
    on further pages the same in less room, and on the first too where it is to be `low`.
    """
    first = [_reprint()] if again else []
    first.append(_whole_heading(of, title, number, code, told, LOW if low else HIGH))
    if order:
        first.append(_order(order))
    return Top(first, ([_reprint()] if again else []) + [_further_heading(of, title, number, code)])


def numbered_top(blank: BlankPapers, kind: BlankName, of: NumberedPaper, told: str) -> Top:
    """The heading of one paper of a run, and beneath it how to write on it."""
    top = heading(
        blank.heading,
        labels.TITLES[kind],
        str(of.number),
        of.code,
        told=told,
        order=blank.order,
        again=of.again,
    )
    return top._replace(first=[*top.first, instructions()])


def _whole_heading(
    of: HallHeading, title: str, number: str, code: str, told: str, steps: "Steps"
) -> Block:
    block = Block()
    style = next((s for s in steps.numbers if width(number, s) <= RIGHT), steps.numbers[-1])
    left = CONTENT - RIGHT - 14 if code or number else CONTENT
    block.write(title, TITLE, 13, measure=left)
    where = steps.where
    lower = block.write(of.area or of.contest, where, 13 + where.leading, measure=left)
    which = f"{of.contest}, {of.election}" if of.area else of.election
    lower = block.write(which, BODY, lower - 4, measure=left)
    if told:
        lower = block.write(told, SMALL_STRONG, lower + 1, measure=left)
    high = 8.0
    if number:
        name = Wrapped(number, style, RIGHT, "right")
        high = steps.under + (name.lines - 1) * style.leading
        block.place(name, style.size * 0.76, CONTENT - RIGHT)
    if code:
        barcode(block, code, CONTENT, high, RIGHT, steps.bars)
        high += steps.bars + CODE.leading
    block.height = max(lower - SMALL_STRONG.leading, high) + 6
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _further_heading(of: HallHeading, title: str, number: str, code: str) -> Block:
    block = Block()
    left = barcode(block, code, CONTENT, 2, RIGHT, LOW_BARS) - 16 if code else CONTENT
    style = next((s for s in SMALLER if width(number, s) <= 90), SMALLER[-1])
    block.write(number, style, 24, 0, left, "right")
    left -= width(number, style) + 12
    lower = block.write(f"{title}, {labels.CONTINUED}", TITLE, 13, measure=left)
    where = ", ".join(filter(None, (of.area, of.contest)))
    lower = block.write(where, SMALL, lower, measure=left)
    block.height = max(lower - SMALL.leading, 2 + LOW_BARS + CODE.leading) + 7
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _reprint() -> Block:
    block = Block(26)
    box(block, 0, 0, CONTENT, 20, 1.2)
    block.write(labels.AGAIN, TITLE, 14.5, 8)
    block.write(labels.AGAIN_WHY, SMALL, 14, 20 + width(labels.AGAIN, TITLE), 400)
    return block


def _order(names: str) -> Block:
    """The flag on a paper whose names stand in another order than the full names would."""
    block = Block()
    told = Wrapped(labels.ORDER_WHY.format(names=names), NOTE, CONTENT - 16)
    high = 16 + told.height + 5
    block.height = high + 9
    box(block, 0, 5, CONTENT, high, 1.2)
    block.write(labels.ORDER, SMALL_STRONG, 17, 8)
    block.place(told, 29, 8)
    return block


def instructions(*, table: bool = True) -> Block:
    """How to write on it."""
    block = Block(35 if table else 31)
    block.write(wording.WRITE_ZERO, SMALL, 14)
    block.write(wording.A_MISTAKE, SMALL, 27)
    if table:
        wide = 72.0
        box(block, CONTENT - wide, 5, wide, 26)
        block.write(wording.TABLE_NUMBER, SMALL_STRONG, 22, 0, CONTENT - wide - 8, "right")
    return block


def name_style(candidates: Sequence[CandidateLine], measure: float, high: float) -> Style:
    """How large all names of a paper are: the largest in which each has one line of such a row,
    or else the smallest.
    """
    steps = [style for style in NAME_STEPS if style.size <= high * 0.48] or [NAME_STEPS[-1]]
    widest = max(candidates, key=lambda candidate: width(candidate.name, steps[0]))
    return next((s for s in steps if width(widest.name, s) <= measure), steps[-1])


def person(
    block: Block,
    candidate: CandidateLine,
    x: float,
    measure: float,
    high: float,
    style: Style,
) -> float:
    """A name in this size, the description with it; gives the height of the row, which grows where
    they need more.
    """
    name = Wrapped(candidate.name, style, measure)
    beneath = Wrapped(candidate.description, DESCRIPTION, measure)
    shown = bool(candidate.description)
    tall = name.height + (beneath.height if shown else 0)
    high = max(high, tall + 4)
    baseline = (high - tall) / 2 + style.size * 0.86
    lower = block.place(name, baseline, x)
    if shown:
        block.place(beneath, lower - style.leading + DESCRIPTION.leading, x)
    return high


def numbered(block: Block, number: int, high: float, x: float = 0, wide: float = 21.0) -> None:
    """A candidate's number on the ballot paper, large."""
    strong = Style(BOLD, 14, 15)
    block.write(str(number), strong, high / 2 + strong.size * 0.36, x, wide, "right")


def candidate_rows(
    paper: Format, candidates: Sequence[CandidateLine], beside: float, across: int
) -> list[Block]:
    """All candidates with a place for a figure each, in one column or in two, down and then
    across; `beside` is what the page has besides.
    """
    wide = (CONTENT - (across - 1) * GUTTER) / across
    pitch = row_height(paper, beside, -(-len(candidates) // across))
    name_wide = wide - FIGURE - 36
    style = name_style(candidates, name_wide, pitch)

    def drawn(index: int, column: int, high: float) -> Block:
        x = column * (wide + GUTTER)
        line = Block()
        line.height = person(line, candidates[index], x + 29, name_wide, max(pitch, high), style)
        numbered(line, index + 1, line.height, x)
        digits(line, x + wide - FIGURE, 0, line.height, FIGURE, 4)
        line.rule(ROW_RULE, line.height - ROW_RULE, x, wide)
        return line

    return side_by_side(len(candidates), across, drawn)


def total_row(
    words: str,
    *,
    many: int = 5,
    weight: float = 0.6,
    rule: float = ROW_RULE,
    beneath: str = "",
    high: float = PEN,
) -> Block:
    """A line with what is added up, and the place for its figure at the right."""
    block = Block(max(high, 30.0 if beneath else high))
    style = SMALL_STRONG if weight < 1 else Style(BOLD, 12, 14)
    middle = block.height / 2 + 4
    block.write(words, style, 13 if beneath else middle, 30, CONTENT - many * PEN_DIGIT - 40)
    if beneath:
        block.write(beneath, SMALL, 25, 30, CONTENT - many * PEN_DIGIT - 40)
    wide = many * PEN_DIGIT
    digits(block, CONTENT - wide, 0, block.height, wide, many, weight)
    block.rule(rule, block.height - rule)
    return block


def closing(words: Sequence[str], number: str, high: float = SIGNED) -> Block:
    """Two signatures, what the keying desk ticks, and the number again."""
    block = Block(high + 38)
    signatures(block, words, 8, CONTENT, high)
    baseline = high + 28
    block.write(wording.KEYING_DESK, HEAD, baseline)
    x = 80.0
    for each in wording.KEYINGS:
        x = tick(block, each, SMALL, x, baseline)
    block.write(number, Style(BOLD, 18, 20), baseline + 2, align="right")
    return block


def signed(words: Sequence[str], high: float = SIGNED) -> Block:
    """Two signatures alone."""
    block = Block(high + 14)
    signatures(block, words, 8, CONTENT, high)
    return block
