"""Verification forms: of an area a line for each box, of a contest a line for each area."""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import Bookmarked, heading, instructions, signed
from tallyapp.documents.hall.filling import Part, filled, joined, row_height
from tallyapp.documents.hall.paper import PEN_DIGIT, Format, digits
from tallyapp.documents.page.layout import (
    CONTENT,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    TEXT_STRONG,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, Style, width
from tallyapp.domain.reports.hall_papers import VerificationForm

MANY = 5
FIGURE = MANY * PEN_DIGIT
GAP = 8.0
COLUMNS = tuple(CONTENT - (3 - n) * FIGURE - (2 - n) * GAP for n in range(3))
NAMES = COLUMNS[0] - 10
NUMBER_WIDE = 64.0


def verification_form(paper: Format, form: VerificationForm) -> Bookmarked:
    """The form of an area, or of a contest where no area is named."""
    top = heading(form.heading, labels.VERIFICATION_FORM, "", form.code, again=form.again)
    first = [*top.first, instructions(table=False)]
    head = _head(labels.BY_BOX if form.heading.area else labels.BY_AREA)
    end = joined(_total(), signed(labels.VERIFICATION_SIGNATURES))
    beside = sum(block.height for block in [*first, head, end])
    high = row_height(paper, beside, len(form.lines))
    rows = [_row(number, name, high) for number, name in form.lines]
    parts = [Part(rows, head), Part([end])]
    pages = filled(paper, top._replace(first=first), parts)
    return labels.VERIFICATION_FORM, pages, labels.ONE_AREA


def _head(first: str) -> Block:
    block = Block(22)
    block.write(first, HEAD, 16)
    for words, x in zip(labels.VERIFICATION_HEADS, COLUMNS, strict=True):
        block.write(words, HEAD, 16, x + FIGURE - width(words, HEAD))
    block.rule(HEAD_RULE, 21)
    return block


def _row(number: str, name: str, high: float) -> Block:
    large = Style(BOLD, 12, 14)
    told = Wrapped(number, large, NUMBER_WIDE - 6)
    words = Wrapped(name, SMALL, NAMES - NUMBER_WIDE)
    block = Block(max(high, words.height + 5, told.height + 5))
    block.place(told, (block.height - told.height) / 2 + 11.5)
    block.place(words, (block.height - words.height) / 2 + 10, NUMBER_WIDE)
    _figures(block, 0.6)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block


def _total() -> Block:
    block = Block(30)
    block.write(labels.VERIFICATION_TOTAL, TEXT_STRONG, 19)
    _figures(block, RESULT_RULE)
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _figures(block: Block, weight: float) -> None:
    for x in COLUMNS:
        digits(block, x, 0, block.height, FIGURE, MANY, weight)
