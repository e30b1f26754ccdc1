"""Blank adjudication forms: what was allowed to whom,
and under which head the other papers are rejected.
"""

from collections.abc import Sequence

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
from tallyapp.documents.hall.filling import Page, Part, filled, joined, put, row_height
from tallyapp.documents.hall.paper import NORMAL, PEN, PEN_DIGIT, Format, digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    GUTTER,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.domain.reports.hall_papers import BlankPapers, HeadLine, NumberedPaper

LEFT = 262.0
RIGHT_X = LEFT + 2 * GUTTER
RIGHT = CONTENT - LEFT - 2 * GUTTER
MANY = 4
BOX = MANY * PEN_DIGIT
FIRST_LINE = 24.0


def render_blank_forms(blank: BlankPapers, paper: Format = NORMAL) -> bytes:
    """Blank adjudication forms as a PDF, a function of the report alone: a page each, or two."""
    return blank_papers(blank, labels.TITLES["form"], form_pages, wording.ONE_BATCH, paper)


def form_pages(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    """The pages of one form: candidates at the left and heads at the right of one page where a pen
    has room for both; else one after the other.
    """
    number = str(of.number)
    seats = wording.SEATS.format(seats=blank.seats) if blank.seats > 1 else ""
    top = numbered_top(blank, "form", of, seats)
    end = closing(wording.FORM_SIGNATURES, number)
    sums = _sums(blank)
    beside = sum(block.height for block in [*top.first, end]) + FIRST_LINE + 8
    rows = len(blank.candidates) + len(_votes(blank))
    pitch = row_height(paper, beside, rows)
    left = _left(blank, pitch)
    right = _right(blank, sums)
    if not paper.large and beside + max(left.height, right.height) - FIRST_LINE <= paper.room:
        whole = Block(max(left.height, right.height) + 8)
        put(whole, left, 0)
        put(whole, right, 0)
        return [[*top.first, whole, end]]
    heads = [_head_row(head) for head in blank.heads]
    last = [total_row(words, many=MANY, weight=weight) for words, weight in sums]
    votes = [total_row(words, many=MANY) for words in _votes(blank)]
    across = 2 if not paper.large and len(blank.candidates) > len(heads) + len(last) + 12 else 1
    people = candidate_rows(paper, blank.candidates, paper.room, across)
    parts = [
        Part([*people, *votes], _title(wording.CANDIDATES_HEAD, _allowed(blank))),
        Part(heads, _title(wording.REJECTED_BY_HEAD, wording.REJECTED_HEAD)),
        Part([joined(*last, end)]),
    ]
    return filled(paper, top, parts)


def _allowed(blank: BlankPapers) -> str:
    return labels.VOTES_ALLOWED if blank.seats > 1 else wording.ALLOWED_HEAD


def _votes(blank: BlankPapers) -> tuple[str, ...]:
    """What is added up beneath the candidates."""
    if blank.seats == 1:
        return (wording.ALLOWED_TOTAL,)
    times = labels.SEATS_TIMES_GOOD.format(seats=blank.seats)
    return (labels.VOTES_ALLOWED_TOTAL, labels.NOT_USED, labels.UNCERTAIN, times)


def _sums(blank: BlankPapers) -> list[tuple[str, float]]:
    """What is added up beneath the heads, and how heavy its frame is."""
    good = labels.PLUS_GOOD if blank.seats > 1 else labels.PLUS_ALLOWED
    return [
        (wording.REJECTED_TOTAL, 0.6),
        (good, 0.6),
        (wording.ON_THIS_FORM, RESULT_RULE),
        (wording.OBJECTIONS_TO, 0.6),
        (labels.ADJUDICATOR, 0.6),
    ]


def _title(words: str, figure: str, x: float = 0, wide: float = CONTENT) -> Block:
    block = Block(FIRST_LINE)
    block.write(words, HEAD, FIRST_LINE - 7, x, wide - BOX)
    block.write(figure, HEAD, FIRST_LINE - 7, x, wide, align="right")
    block.rule(HEAD_RULE, FIRST_LINE - 1, x, wide)
    return block


def _left(blank: BlankPapers, pitch: float) -> Block:
    rows = [_title(wording.CANDIDATES_HEAD, _allowed(blank), 0, LEFT)]
    style = name_style(blank.candidates, LEFT - BOX - 34, pitch)
    for index, candidate in enumerate(blank.candidates):
        line = Block()
        line.height = person(line, candidate, 28, LEFT - BOX - 34, pitch, style)
        numbered(line, index + 1, line.height)
        _figure(line, 0, LEFT)
        rows.append(line)
    rows += [_sum_row(words, 0.6, 0, LEFT, pitch) for words in _votes(blank)]
    return joined(*rows)


def _right(blank: BlankPapers, sums: Sequence[tuple[str, float]]) -> Block:
    rows = [_title(wording.REJECTED_BY_HEAD, wording.REJECTED_HEAD, RIGHT_X, RIGHT)]
    for head in blank.heads:
        words = Wrapped(_head_words(head), SMALL, RIGHT - BOX - 8)
        line = Block(max(32.0, words.height + 8))
        line.place(words, (line.height - words.height) / 2 + SMALL.size, RIGHT_X)
        _figure(line, RIGHT_X, RIGHT)
        rows.append(line)
    for words_of_sum, weight in sums:
        if words_of_sum == wording.OBJECTIONS_TO:
            rows.append(Block(12))
        rows.append(_sum_row(words_of_sum, weight, RIGHT_X, RIGHT, 30.0))
    return joined(*rows)


def _head_row(head: HeadLine) -> Block:
    words = Wrapped(_head_words(head), SMALL, CONTENT - BOX - 8)
    block = Block(max(PEN, words.height + 6))
    block.place(words, (block.height - words.height) / 2 + SMALL.size)
    _figure(block, 0, CONTENT)
    return block


def _head_words(head: HeadLine) -> str:
    words = head.words[:1].upper() + head.words[1:]
    return labels.IN_PART.format(words=words) if head.in_part else words


def _figure(line: Block, x: float, wide: float) -> None:
    digits(line, x + wide - BOX, 0, line.height, BOX, MANY)
    line.rule(ROW_RULE, line.height - ROW_RULE, x, wide)


def _sum_row(words: str, weight: float, x: float, wide: float, high: float) -> Block:
    told = Wrapped(words, SMALL_STRONG, wide - BOX - 8)
    line = Block(max(high, told.height + 4))
    line.place(told, (line.height - told.height) / 2 + SMALL_STRONG.size, x)
    digits(line, x + wide - BOX, 0, line.height, BOX, MANY, weight)
    return line
