"""Blank count sheets: one seat, a line for each candidate;
several seats, block bundles and mixed papers.
"""

from collections.abc import Sequence

from tallyapp.documents.hall.blank_paper import (
    BOTTOM,
    Pages,
    blank_papers,
    candidate_columns,
    closing,
    heading,
    instructions,
    person,
    put,
)
from tallyapp.documents.hall.paper import digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    BODY,
    BODY_STRONG,
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
from tallyapp.documents.page.typeface import BOLD, Style, width
from tallyapp.domain.reports.hall_papers import BlankPapers, NumberedPaper

NAME_X = 30.0
FULL_X = 236.0
FULL_WIDE = 63.0
PART_X = 340.0
PART_WIDE = 42.0
PAPERS_X = 409.0
PAPERS_WIDE = CONTENT - 409.0
HIGHEST = 30.0
LOWEST = 20.0
"""A line of one seat: 10.7 mm where there is room;
below 7 mm nobody writes clearly, and a page is added.
"""
TOTAL_HEIGHT = 30.0
SIGNED = 52.0
BLOCK_LINES = 8
BLOCK_LINE = 15.0
SUM_LINE = 17.0
SUM = 76.0


def render_blank_sheets(blank: BlankPapers) -> bytes:
    """Blank count sheets as a PDF, a function of the report alone:
    a page each, or more where it must.
    """
    return blank_papers(blank, "sheet", _one_seat if blank.seats == 1 else _several_seats)


# ---- one seat: every line is a sum, bundles × 50 + part = papers


def _one_seat(blank: BlankPapers, paper: NumberedPaper) -> Pages:
    told = wording.BUNDLES_OF.format(bundle=blank.bundle)
    top = [heading(blank, paper, "sheet", told), instructions()]
    end = [*_totals(paper), closing(wording.SHEET_SIGNATURES, paper, wording.ONE_SHEET, SIGNED)]
    used = sum(block.height for block in [*top, _head(), *end])
    pitch = max(LOWEST, min(HIGHEST, (BOTTOM - used) / len(blank.candidates)))
    lines = [_line(blank, number, pitch) for number in range(1, len(blank.candidates) + 1)]
    found: Pages = [[*top, _head()]]
    for line in lines:
        if sum(block.height for block in found[-1]) + line.height > BOTTOM - 6:
            found.append([heading(blank, paper, "sheet", told), _head()])
        found[-1].append(line)
    if sum(block.height for block in [*found[-1], *end]) > BOTTOM:
        found.append([heading(blank, paper, "sheet", told)])
    found[-1] += end
    return found


def _head() -> Block:
    block = Block(30)
    block.write(wording.CANDIDATES_HEAD, HEAD, 25)
    for words, x, wide in (
        (wording.FULL_BUNDLES, FULL_X, FULL_WIDE),
        (wording.PART_BUNDLE, PART_X, PART_WIDE),
        (wording.PAPERS, PAPERS_X, PAPERS_WIDE),
    ):
        parts = words.split()
        for index, part in enumerate(parts):
            middle = x + (wide - width(part, HEAD)) / 2
            block.write(part, HEAD, 25 - 11 * (len(parts) - 1 - index), middle)
    block.rule(HEAD_RULE, 29)
    return block


def _line(blank: BlankPapers, number: int, pitch: float) -> Block:
    candidate = blank.candidates[number - 1]
    block = Block()
    block.height = person(block, candidate, NAME_X, FULL_X - NAME_X - 8, pitch)
    strong = Style(BOLD, min(14, pitch * 0.6), 15)
    block.write(str(number), strong, block.height / 2 + strong.size * 0.36, 0, NAME_X - 9, "right")
    _sum(block, blank.bundle, block.height)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block


def _sum(block: Block, bundle: int, high: float) -> None:
    digits(block, FULL_X, 0, high, FULL_WIDE, 3)
    digits(block, PART_X, 0, high, PART_WIDE, 2)
    digits(block, PAPERS_X, 0, high, PAPERS_WIDE, 4)
    times = wording.TIMES_BUNDLE.format(bundle=bundle)
    middle = high / 2 + 4
    gap = PART_X - FULL_X - FULL_WIDE
    block.write(times, BODY, middle, FULL_X + FULL_WIDE + (gap - width(times, BODY)) / 2)
    block.write("=", BODY, middle, PART_X + PART_WIDE + 10)


def _totals(paper: NumberedPaper) -> list[Block]:
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
        block.write(how.format(number=paper.number), SMALL, 25, NAME_X)
        digits(
            block, PAPERS_X, 0, TOTAL_HEIGHT, PAPERS_WIDE, 4, RESULT_RULE if sign == "=" else 0.6
        )
        block.rule(rule, TOTAL_HEIGHT - rule)
        found.append(block)
    return found


# ---- several seats: papers that vote alike are counted as papers, the others vote by vote


def _several_seats(blank: BlankPapers, paper: NumberedPaper) -> Pages:
    told = (
        f"{wording.SEATS.format(seats=blank.seats)} "
        f"{wording.BUNDLES_OF.format(bundle=blank.bundle)}"
    )
    top = [heading(blank, paper, "sheet", told), instructions(), _block_bundles(blank)]
    sums = _sums(blank)
    end = closing(wording.SHEET_SIGNATURES, paper, wording.ONE_SHEET, SIGNED)
    used = sum(block.height for block in [*top, sums, end])
    mixed = _mixed(blank, BOTTOM - used)
    if used + mixed.height <= BOTTOM:
        return [[*top, mixed, sums, end]]
    again = heading(blank, paper, "sheet", told)
    room = BOTTOM - again.height - sums.height - end.height
    again.height += 6
    return [top, [again, _mixed(blank, room), sums, end]]


def _block_bundles(blank: BlankPapers) -> Block:
    block = Block()
    top = 25.0
    section(block, wording.BLOCK_BUNDLES, top=2)
    block.write(wording.BLOCK_NOTE, SMALL, 19, width(wording.BLOCK_BUNDLES, TITLE) + 4)
    for _ in range(BLOCK_LINES):
        line = Block(BLOCK_LINE)
        digits(line, 0, 0, BLOCK_LINE, FULL_X - 8, 1)
        _sum(line, blank.bundle, BLOCK_LINE)
        put(block, line, top)
        top += BLOCK_LINE
    block.height = top + 4
    return block


def _mixed(blank: BlankPapers, room: float) -> Block:
    block = Block()
    top = 25.0
    section(block, wording.MIXED_PAPERS, top=2)
    block.write(wording.MIXED_NOTE, SMALL, 19, width(wording.MIXED_PAPERS, TITLE) + 4)
    inner = candidate_columns(blank, room - top - 4)
    put(block, inner, top)
    block.height = top + inner.height
    return block


def _sums(blank: BlankPapers) -> Block:
    """At the left what the votes add to, at the right the papers."""
    block = Block(len(wording.PAPER_SUMS) * SUM_LINE + 10)
    block.rule(HEAD_RULE, 2)
    half = (CONTENT - GUTTER) / 2
    for x, lines in ((0.0, wording.MIXED_SUMS), (half + GUTTER, wording.PAPER_SUMS)):
        _column_of(block, x, half, [words.format(seats=blank.seats) for words in lines])
    return block


def _column_of(block: Block, x: float, wide: float, lines: Sequence[str]) -> None:
    for index, words in enumerate(lines):
        last = index == len(lines) - 1
        y = 7 + index * SUM_LINE
        style = BODY_STRONG if last else SMALL_STRONG
        block.write(words, style, y + SUM_LINE / 2 + 4, x)
        weight = RESULT_RULE if last else 0.6
        digits(block, x + wide - SUM, y, SUM_LINE, SUM, 5, weight)
