"""What blank papers have in common: the heading with the number and its barcode, and the foot."""

from collections.abc import Callable

from reportlab.lib.pagesizes import A4

from tallyapp.documents.hall.paper import (
    BAR_HEIGHT,
    CODE,
    FIRST,
    barcode,
    box,
    digits,
    pages,
    signatures,
)
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    BODY,
    CONTENT,
    GUTTER,
    HEAD,
    NOTE,
    NOTE_STRONG,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    TITLE,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, Style, load_typeface, width
from tallyapp.domain.reports.hall_papers import BlankPapers, CandidateLine, NumberedPaper, PaperName

NUMBERS = tuple(Style(BOLD, size, size) for size in (58, 46, 38))
UNDER = 49.0
"""Where the barcode begins, under the number."""
BOTTOM = A4[1] - FIRST - 30
"""How far down from the first block a page can be filled."""
NAME_STEPS = tuple(
    Style(BOLD, size, size * 1.1) for size in (14, 12, 10.5, 9.5, 8.5, 7.5, 7, 6.5, 6)
)
DESCRIPTION = Style(NOTE.font, 9.5, 10.5)
HIGHEST = 24.0
LOWEST = 13.4
FIGURE = 56.0
"""Lines of a table in columns, and how wide a figure of four digits is in it."""
Pages = list[list[Block]]


def blank_papers(
    blank: BlankPapers, name: PaperName, laid_out: Callable[[BlankPapers, NumberedPaper], Pages]
) -> bytes:
    """All papers of a run as one PDF, each with its own number, one after the other."""
    load_typeface()
    found: list[tuple[Block, ...]] = []
    for paper in blank.papers:
        of_paper = laid_out(blank, paper)
        for index, blocks in enumerate(of_paper, 1):
            found.append((*blocks, _number_of_page(index, len(of_paper), blocks)))
    numbers = blank.papers[0].number, blank.papers[-1].number
    title = f"{wording.BLANK_TITLES[name]} {numbers[0]}–{numbers[1]}, {blank.heading.area}"
    return pages(A4, title, found, practice=blank.heading.practice)


def heading(blank: BlankPapers, paper: NumberedPaper, name: PaperName, told: str) -> Block:
    """What it is and where at the left, the number and its barcode at the right."""
    block = Block()
    number = str(paper.number)
    style = next((s for s in NUMBERS if width(number, s) <= 200), NUMBERS[-1])
    left = CONTENT - 215
    block.write(wording.BLANK_TITLES[name], TITLE, 13, measure=left)
    lower = block.write(blank.heading.area, Style(BOLD, 22, 25), 39, measure=left)
    lower = block.write(
        f"{blank.heading.contest}, {blank.heading.election}", BODY, lower - 4, measure=left
    )
    lower = block.write(told, SMALL_STRONG, lower + 1, measure=left) - SMALL_STRONG.leading
    block.write(number, style, style.size * 0.76, align="right")
    barcode(block, paper.code, CONTENT, UNDER)
    block.height = max(lower, UNDER + BAR_HEIGHT + CODE.leading) + 6
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def instructions() -> Block:
    """How to write on it."""
    block = Block(35)
    block.write(wording.WRITE_ZERO, SMALL, 14)
    block.write(wording.A_MISTAKE, SMALL, 27)
    wide = 72.0
    box(block, CONTENT - wide, 5, wide, 26)
    block.write(wording.TABLE_NUMBER, SMALL_STRONG, 22, 0, CONTENT - wide - 8, "right")
    return block


def person(
    block: Block,
    candidate: CandidateLine,
    x: float,
    measure: float,
    high: float,
    *,
    grows: bool = True,
) -> float:
    """A name as large as one line holds it, the description beneath;
    gives the height that this takes.

    Where the line cannot grow the name shrinks to the last step,
    and a description that has no room is left out: the number on the ballot paper stands for it.
    """
    tallest = high * (0.46 if high >= 20 else 0.62)
    steps = [
        style for style in NAME_STEPS if style.size <= tallest and (not grows or style.size >= 8)
    ]
    style = next((s for s in steps if width(candidate.name, s) <= measure), steps[-1])
    name = Wrapped(candidate.name, style, measure)
    small = DESCRIPTION if high >= 25 else Style(DESCRIPTION.font, 7.5, 8.5)
    beneath = Wrapped(candidate.description, small, measure)
    both = name.height + beneath.height
    shown = bool(candidate.description) and (grows or both + 2 <= high)
    tall = both if shown else name.height
    high = max(high, tall + 4) if grows else high
    baseline = (high - tall) / 2 + style.size * 0.9
    lower = block.place(name, baseline, x)
    if shown:
        block.place(beneath, lower - style.leading + small.leading + 1, x)
    return high


def candidate_columns(blank: BlankPapers, room: float) -> Block:
    """All candidates with a place for a figure each, in one column
    or in two, down and then across.
    """
    block = Block()
    many = len(blank.candidates)
    columns = 1 if many * HIGHEST <= room else 2
    rows = -(-many // columns)
    pitch = max(LOWEST, min(HIGHEST, room / rows))
    wide = (CONTENT - (columns - 1) * GUTTER) / columns
    for index, candidate in enumerate(blank.candidates):
        x = index // rows * (wide + GUTTER)
        y = index % rows * pitch
        line = Block(pitch)
        strong = Style(BOLD, min(12, pitch * 0.62), 13)
        line.write(str(index + 1), strong, pitch / 2 + strong.size * 0.36, x, 18, "right")
        person(line, candidate, x + 24, wide - FIGURE - 30, pitch, grows=False)
        digits(line, x + wide - FIGURE, 0, pitch, FIGURE, 4)
        line.rule(ROW_RULE, pitch - ROW_RULE, x, wide)
        put(block, line, y)
    block.height = rows * pitch + 4
    return block


def put(block: Block, inner: Block, top: float) -> None:
    """Place a block within another, so far beneath its upper edge."""
    block.mark(lambda canvas, upper: inner.draw(canvas, upper - top))


def closing(words: tuple[str, str], paper: NumberedPaper, told: str, high: float) -> Block:
    """Two signatures, what the keying desk ticks, and the number again."""
    block = Block(high + 46)
    signatures(block, words, 8, CONTENT, high)
    baseline = high + 27
    block.write(wording.KEYING_DESK, HEAD, baseline)
    x = 80.0
    for tick in wording.KEYINGS:
        box(block, x, baseline - 10, 13, 13)
        block.write(tick, SMALL, baseline, x + 19)
        x += 42 + width(tick, SMALL)
    block.write(str(paper.number), Style(BOLD, 18, 20), baseline + 2, align="right")
    block.rule(ROW_RULE, baseline + 9)
    block.write(told, NOTE, baseline + 21)
    return block


def _number_of_page(index: int, many: int, on_it: list[Block]) -> Block:
    block = Block()
    used = sum(each.height for each in on_it)
    said = wording.PAGE_OF.format(page=index, pages=many)
    block.write(said, NOTE_STRONG, BOTTOM - used + 2, align="right")
    return block
