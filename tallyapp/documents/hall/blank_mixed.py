"""Mixed-papers sheets: votes marked stroke by stroke, candidate by candidate, for a count sheet."""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import (
    closing,
    name_style,
    numbered,
    numbered_top,
    person,
    total_row,
)
from tallyapp.documents.hall.filling import Page, Part, filled, joined, row_height
from tallyapp.documents.hall.paper import PEN, PEN_DIGIT, Format, box, digits, upright
from tallyapp.documents.page.layout import (
    CONTENT,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL_STRONG,
    Block,
)
from tallyapp.documents.page.typeface import Style, width
from tallyapp.domain.reports.hall_papers import BlankPapers, NumberedPaper

NAME_X = 30.0
STROKES_X = 196.0
NAMES = STROKES_X - NAME_X - 8
VOTES_WIDE = 4 * PEN_DIGIT
VOTES_X = CONTENT - VOTES_WIDE
FIVES = 10
HIGHEST = 36.0


def mixed_pages(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    """The pages of one mixed-papers sheet, which bears the number of its count sheet."""
    number = str(of.number)
    told = labels.MIXED_TOLD.format(number=number)
    top = numbered_top(blank, "mixed", of, told)
    top = top._replace(first=[*top.first, _which(number)])
    sums = [
        total_row(
            words.format(seats=blank.seats),
            weight=RESULT_RULE if index in (0, len(labels.MIXED_SUMS) - 1) else 0.6,
        )
        for index, words in enumerate(labels.MIXED_SUMS)
    ]
    gap = Block(6)
    end = joined(gap, *sums, closing(labels.MIXED_SIGNATURES, number))
    head = _head()
    beside = sum(block.height for block in [*top.first, head, end])
    pitch = row_height(paper, beside, len(blank.candidates), HIGHEST)
    style = name_style(blank.candidates, NAMES, pitch)
    rows = [_row(blank, index, pitch, style) for index in range(len(blank.candidates))]
    return filled(paper, top, [Part(rows, head), Part([end])])


def _which(number: str) -> Block:
    """Which of how many it is: one count sheet may need several."""
    block = Block(PEN + 6)
    x = 0.0
    for words in labels.MIXED_OF:
        block.write(words.format(number=number), SMALL_STRONG, PEN / 2 + 4, x)
        x += width(words, SMALL_STRONG) + 6
        if words != labels.MIXED_OF[-1]:
            digits(block, x, 0, PEN, 2 * PEN_DIGIT, 2)
            x += 2 * PEN_DIGIT + 6
    return block


def _head() -> Block:
    block = Block(20)
    name, strokes, votes = labels.MIXED_HEADS
    block.write(name, HEAD, 14, measure=STROKES_X)
    block.write(strokes, HEAD, 14, STROKES_X)
    block.write(votes, HEAD, 14, VOTES_X + (VOTES_WIDE - width(votes, HEAD)) / 2)
    block.rule(HEAD_RULE, 19)
    return block


def _row(blank: BlankPapers, index: int, pitch: float, style: Style) -> Block:
    block = Block()
    block.height = person(block, blank.candidates[index], NAME_X, NAMES, pitch, style)
    numbered(block, index + 1, block.height)
    strokes = VOTES_X - STROKES_X - 8
    box(block, STROKES_X, 0, strokes, block.height, 0.35)
    for five in range(1, FIVES):
        upright(block, STROKES_X + five * strokes / FIVES, 0, block.height, 0.25)
    digits(block, VOTES_X, 0, block.height, VOTES_WIDE, 4)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block
