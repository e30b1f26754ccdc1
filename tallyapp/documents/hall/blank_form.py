"""Blank adjudication forms: what was allowed to whom,
and under which head the other papers are rejected.
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
)
from tallyapp.documents.hall.paper import digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    GUTTER,
    HEAD,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    TEXT_STRONG,
    Block,
)
from tallyapp.documents.page.typeface import BOLD, Style
from tallyapp.domain.reports.hall_papers import BlankPapers, NumberedPaper

LEFT = 262.0
RIGHT_X = LEFT + 2 * GUTTER
RIGHT = CONTENT - LEFT - 2 * GUTTER
BOX = 63.0
HIGHEST = 30.0
LOWEST = 20.0
FIRST_LINE = 28.0
HEAD_LINE = 40.0
TOTAL_LINE = 32.0
SIGNED = 52.0


def render_blank_forms(blank: BlankPapers) -> bytes:
    """Blank adjudication forms as a PDF, a function of the report alone: a page each, or two."""
    return blank_papers(blank, "form", _laid_out)


def _laid_out(blank: BlankPapers, paper: NumberedPaper) -> Pages:
    top = [heading(blank, paper, "form", ""), instructions()]
    end = closing(wording.FORM_SIGNATURES, paper, wording.ONE_BATCH, SIGNED)
    room = BOTTOM - sum(block.height for block in [*top, end])
    if (room - FIRST_LINE - 8) / (len(blank.candidates) + 1) >= LOWEST:
        return [[*top, _body(blank, room), end]]
    again = heading(blank, paper, "form", "")
    head = Block(FIRST_LINE)
    head.write(wording.CANDIDATES_HEAD, HEAD, FIRST_LINE - 6)
    head.write(wording.ALLOWED_HEAD, HEAD, FIRST_LINE - 6, align="right")
    head.rule(HEAD_RULE, FIRST_LINE - 1)
    used = sum(block.height for block in [*top, head]) + TOTAL_LINE
    total = Block(TOTAL_LINE)
    _total(total, wording.ALLOWED_TOTAL, 0, CONTENT - RIGHT, RIGHT, TOTAL_LINE)
    heads = Block(BOTTOM - again.height - end.height)
    _heads(heads, blank.heads, 8, 0, CONTENT)
    return [[*top, head, candidate_columns(blank, BOTTOM - used), total], [again, heads, end]]


def _body(blank: BlankPapers, room: float) -> Block:
    block = Block(room)
    first = FIRST_LINE
    block.write(wording.CANDIDATES_HEAD, HEAD, first - 6, 0, LEFT - BOX)
    block.write(wording.ALLOWED_HEAD, HEAD, first - 6, 0, LEFT, "right")
    block.write(wording.REJECTED_BY_HEAD, HEAD, first - 6, RIGHT_X)
    block.write(wording.REJECTED_HEAD, HEAD, first - 6, RIGHT_X, RIGHT, "right")
    for x, wide in ((0.0, LEFT), (RIGHT_X, RIGHT)):
        block.rule(HEAD_RULE, first - 1, x, wide)
    pitch = max(LOWEST, min(HIGHEST, (room - first - 8) / (len(blank.candidates) + 1)))
    y = first
    for number, candidate in enumerate(blank.candidates, 1):
        line = Block(pitch)
        strong = Style(BOLD, min(13, pitch * 0.62), 14)
        line.write(str(number), strong, pitch / 2 + strong.size * 0.36, 0, 20, "right")
        person(line, candidate, 28, LEFT - BOX - 34, pitch, grows=False)
        _figure(block, line, y, LEFT, pitch)
        y += pitch
    _total(block, wording.ALLOWED_TOTAL, y, 0, LEFT, pitch)
    _heads(block, blank.heads, first, RIGHT_X, RIGHT)
    return block


def _heads(block: Block, heads: Sequence[str], y: float, x: float, wide: float) -> None:
    for head in heads:
        line = Block(HEAD_LINE)
        line.write(head[:1].upper() + head[1:], SMALL, 13, x, wide - BOX - 8)
        _figure(block, line, y, x + wide, HEAD_LINE, x, wide)
        y += HEAD_LINE
    for words, weight in (
        (wording.REJECTED_TOTAL, 0.6),
        (f"+ {wording.ALLOWED_TOTAL.lower()}", 0.6),
        (wording.ON_THIS_FORM, RESULT_RULE),
    ):
        _total(block, words, y, x, wide, TOTAL_LINE, weight)
        y += TOTAL_LINE
    _total(block, wording.OBJECTIONS_TO, y + 14, x, wide, TOTAL_LINE)


def _figure(
    block: Block, line: Block, y: float, right: float, high: float, x: float = 0, wide: float = LEFT
) -> None:
    digits(line, right - BOX, 0, high, BOX, 3)
    line.rule(ROW_RULE, high - ROW_RULE, x, wide)
    block.mark(lambda canvas, top: line.draw(canvas, top - y))


def _total(
    block: Block, words: str, y: float, x: float, wide: float, high: float, weight: float = 0.6
) -> None:
    block.write(words, TEXT_STRONG, y + high / 2 + 4, x, wide - BOX - 8)
    digits(block, x + wide - BOX, y, high, BOX, 3, weight)
