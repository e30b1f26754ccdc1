"""Papers of a practice count as a table would have filled them in, with the codes that scanners
read: always marked as practice, and of a form that no blank paper has.
"""

from tallyapp.documents.hall.blank_paper import Bookmarked, heading, on_sheets
from tallyapp.documents.hall.filling import Part, filled
from tallyapp.documents.hall.paper import NORMAL, PEN, PEN_DIGIT, Format, bound, digits
from tallyapp.documents.page.layout import (
    BODY,
    CONTENT,
    HEAD,
    HEAD_RULE,
    NOTE,
    RESULT_RULE,
    ROW_RULE,
    TEXT_STRONG,
    TITLE,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import REGULAR, Style, load_typeface, width
from tallyapp.domain.reports.filled_papers import (
    FilledLine,
    FilledPaper,
    FilledPapers,
    FilledPart,
)

PLACES = 5
"""Digits for which a frame has room."""
COLUMN = PLACES * PEN_DIGIT
GAP = 12.0
WORDS_X = 30.0
PENNED = Style(REGULAR, 15, 18)
"""The figures, lighter than what is printed: as a pen writes them."""


def render_filled_papers(papers: FilledPapers) -> bytes:
    """The papers as one PDF, a function of the report alone."""
    load_typeface()
    sheets = []
    for paper in papers.papers:
        path = tuple(filter(None, (paper.heading.contest, paper.heading.area)))
        sheets += on_sheets(_pages(NORMAL, paper, papers.foot), path)
    return bound(NORMAL, papers.title, sheets, practice=True)


def _pages(paper: Format, of: FilledPaper, foot: str) -> Bookmarked:
    top = heading(of.heading, of.title, of.number, of.code, told=of.told)
    parts = [Part([_line(line) for line in part.lines], _head(part)) for part in of.parts]
    return f"{of.title} {of.number}", filled(paper, top, parts), foot


def _column_x(column: int, many: int) -> float:
    return CONTENT - (many - column) * COLUMN - (many - column - 1) * GAP


def _head(part: FilledPart) -> Block:
    block = Block(34)
    block.write(part.title, TITLE, 28, measure=_column_x(0, max(1, len(part.heads))) - GAP)
    for column, words in enumerate(part.heads):
        x = _column_x(column, len(part.heads))
        block.write(words, HEAD, 28, x, COLUMN, "right")
    block.rule(HEAD_RULE, 33)
    return block


def _line(line: FilledLine) -> Block:
    many = len(line.figures)
    measure = _column_x(0, many) - WORDS_X - GAP
    words = Wrapped(line.words, TEXT_STRONG if line.total else BODY, measure)
    beneath = Wrapped(line.beneath, NOTE, measure)
    tall = words.height + (beneath.height if line.beneath else 0)
    block = Block(max(PEN, tall + 5))
    lower = block.place(words, (block.height - tall) / 2 + BODY.size * 0.9, WORDS_X)
    if line.beneath:
        block.place(beneath, lower - BODY.leading + NOTE.leading, WORDS_X)
    if line.number:
        block.write(str(line.number), TEXT_STRONG, block.height / 2 + 4, 0, WORDS_X - 9, "right")
    for column, figure in enumerate(line.figures):
        x = _column_x(column, many)
        weight = RESULT_RULE if line.total else 0.6
        digits(block, x, 0, block.height, COLUMN, PLACES, weight)
        _write_digits(block, x, figure)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block


def _write_digits(block: Block, x: float, figure: int) -> None:
    """A digit in each place, from the right, as on a form."""
    baseline = block.height / 2 + PENNED.size * 0.36
    written = str(figure)
    for place, digit in enumerate(written, PLACES - len(written)):
        middle = x + (place + 0.5) * PEN_DIGIT - width(digit, PENNED) / 2
        block.write(digit, PENNED, baseline, middle)
