"""Blank count sheets: one seat, a line for each candidate;
several seats, block bundles and mixed papers.
"""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import (
    blank_papers,
    candidate_rows,
    closing,
    name_style,
    numbered,
    numbered_top,
    person,
    total_row,
)
from tallyapp.documents.hall.filling import Page, Part, filled, joined, row_height
from tallyapp.documents.hall.paper import NORMAL, PEN, PEN_DIGIT, Format, digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    BODY,
    CONTENT,
    GUTTER,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    TEXT_STRONG,
    TITLE,
    Block,
    section,
)
from tallyapp.documents.page.typeface import Style, width
from tallyapp.domain.reports.hall_papers import BlankPapers, NumberedPaper

NAME_X = 30.0
FULL_X = 236.0
FULL_WIDE = 63.0
PART_X = 340.0
PART_WIDE = 42.0
PAPERS_X = 409.0
PAPERS_WIDE = CONTENT - 409.0
TOTAL_HEIGHT = 30.0
BLOCK_LINES = 8
SUM_DIGITS = 5


def render_blank_sheets(blank: BlankPapers, paper: Format = NORMAL) -> bytes:
    """Blank count sheets as a PDF, a function of the report alone:
    a page each, or more where it must.
    """
    return blank_papers(blank, labels.TITLES["sheet"], sheet_pages, wording.ONE_SHEET, paper)


def sheet_pages(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    """The pages of one count sheet."""
    return (_one_seat if blank.seats == 1 else _several_seats)(paper, blank, of)


# ---- one seat: every line is a sum, bundles × 50 + part = papers


def _one_seat(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    bundles = wording.BUNDLES_OF.format(bundle=blank.bundle)
    told = labels.AS_TOTAL if blank.written == "total" else bundles
    number = str(of.number)
    top = numbered_top(blank, "sheet", of, told)
    end = joined(*_totals(of), closing(wording.SHEET_SIGNATURES, number))
    head = _head(blank)
    beside = sum(block.height for block in [*top.first, head, end])
    pitch = row_height(paper, beside, len(blank.candidates))
    measure = _columns(blank)[0][1] - NAME_X - 8
    style = name_style(blank.candidates, measure, pitch)
    lines = [_line(blank, number, pitch, style) for number in range(1, len(blank.candidates) + 1)]
    return filled(paper, top, [Part(lines, head), Part([end])])


def _columns(blank: BlankPapers) -> list[tuple[str, float, float, int]]:
    """What is written on a line: its words, where, how wide, and in how many digits."""
    papers = (wording.PAPERS, PAPERS_X, PAPERS_WIDE, 4)
    if blank.written == "total":
        return [papers]
    return [
        (wording.FULL_BUNDLES, FULL_X, FULL_WIDE, 3),
        (wording.PART_BUNDLE, PART_X, PART_WIDE, 2),
        papers,
    ]


def _head(blank: BlankPapers) -> Block:
    block = Block(30)
    block.write(wording.CANDIDATES_HEAD, HEAD, 25)
    for words, x, wide, _ in _columns(blank):
        parts = words.split()
        for index, part in enumerate(parts):
            middle = x + (wide - width(part, HEAD)) / 2
            block.write(part, HEAD, 25 - 11 * (len(parts) - 1 - index), middle)
    block.rule(HEAD_RULE, 29)
    return block


def _line(blank: BlankPapers, number: int, pitch: float, style: Style) -> Block:
    block = Block()
    columns = _columns(blank)
    measure = columns[0][1] - NAME_X - 8
    block.height = person(block, blank.candidates[number - 1], NAME_X, measure, pitch, style)
    numbered(block, number, block.height)
    for _, x, wide, many in columns:
        digits(block, x, 0, block.height, wide, many)
    if len(columns) > 1:
        signs(block, blank.bundle, block.height)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block


def signs(block: Block, bundle: int, high: float) -> None:
    """The signs of a line's sum: bundles × 50 + part = papers."""
    times = wording.TIMES_BUNDLE.format(bundle=bundle)
    middle = high / 2 + 4
    gap = PART_X - FULL_X - FULL_WIDE
    block.write(times, BODY, middle, FULL_X + FULL_WIDE + (gap - width(times, BODY)) / 2)
    block.write("=", BODY, middle, PART_X + PART_WIDE + 10)


def _totals(of: NumberedPaper) -> list[Block]:
    rows = (
        ("", wording.ADDED_ABOVE, ROW_RULE),
        ("+", wording.DOUBTFUL_SENT, ROW_RULE),
        ("=", wording.ON_THIS_SHEET, RESULT_RULE),
    )
    found = []
    for sign, (words, how), rule in rows:
        block = Block(TOTAL_HEIGHT)
        block.write(sign, TITLE, 20, 0, NAME_X - 9, "right")
        block.write(words, TEXT_STRONG, 13, NAME_X)
        block.write(how.format(number=of.number), SMALL, 25, NAME_X)
        weight = RESULT_RULE if sign == "=" else 0.6
        digits(block, PAPERS_X, 0, TOTAL_HEIGHT, PAPERS_WIDE, 4, weight)
        block.rule(rule, TOTAL_HEIGHT - rule)
        found.append(block)
    return found


# ---- several seats: papers that vote alike are counted as papers, the others vote by vote


def _several_seats(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    seats = wording.SEATS.format(seats=blank.seats)
    bundles = wording.BUNDLES_OF.format(bundle=blank.bundle)
    number = str(of.number)
    top = numbered_top(blank, "sheet", of, f"{seats} {bundles}")
    end = joined(*_sums(paper, blank), closing(wording.SHEET_SIGNATURES, number))
    blocks = [_block_line(blank) for _ in range(BLOCK_LINES)]
    heads = (
        _section(wording.BLOCK_BUNDLES, wording.BLOCK_NOTE),
        _section(wording.MIXED_PAPERS, wording.MIXED_NOTE),
    )
    beside = sum(block.height for block in [*top.first, *heads, *blocks, end])
    mixed = candidate_rows(paper, blank.candidates, beside, 1 if paper.large else 2)
    parts = [Part(blocks, heads[0]), Part(mixed, heads[1]), Part([end])]
    return filled(paper, top, parts)


def _section(title: str, note: str) -> Block:
    block = Block(25)
    section(block, title, top=2)
    block.write(note, SMALL, 19, width(title, TITLE) + 4)
    return block


def _block_line(blank: BlankPapers) -> Block:
    block = Block(PEN)
    digits(block, 0, 0, PEN, FULL_X - 8, 1)
    for _, x, wide, many in _columns(blank):
        digits(block, x, 0, PEN, wide, many)
    if blank.written != "total":
        signs(block, blank.bundle, PEN)
    return block


def _sums(paper: Format, blank: BlankPapers) -> list[Block]:
    """What the votes add to, and the papers: beside one another, in large print one by one."""
    columns = [
        [words.format(seats=blank.seats) for words in lines]
        for lines in (wording.MIXED_SUMS, wording.PAPER_SUMS)
    ]
    if paper.large:
        return [
            total_row(words, weight=RESULT_RULE if words == lines[-1] else 0.6)
            for lines in columns
            for words in lines
        ]
    gap = Block(8)
    gap.rule(HEAD_RULE, 3)
    wide = (CONTENT - GUTTER) / 2
    found = [gap]
    for index, pair in enumerate(zip(*columns, strict=True)):
        block = Block(PEN)
        weight = RESULT_RULE if index == len(columns[0]) - 1 else 0.6
        figure = SUM_DIGITS * PEN_DIGIT
        for column, words in enumerate(pair):
            x = column * (wide + GUTTER)
            block.write(words, SMALL_STRONG, PEN / 2 + 4, x, wide - figure - 4)
            digits(block, x + wide - figure, 0, PEN, figure, SUM_DIGITS, weight)
        found.append(block)
    return found
