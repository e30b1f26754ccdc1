"""The list of papers to fetch and key again, area by area, with no figure of either file."""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import Bookmarked, heading, signed
from tallyapp.documents.hall.filling import Part, filled
from tallyapp.documents.hall.paper import Format, box
from tallyapp.documents.page.layout import CONTENT, HEAD, HEAD_RULE, ROW_RULE, SMALL, Block
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, Style
from tallyapp.domain.reports.hall_papers import AgainLine, KeyAgainPaper

LARGE = Style(BOLD, 12, 14)
STEP = 190.0
TICKS = (CONTENT - 136.0, CONTENT - 74.0)
"""Where what is to be done stands, and the two places for a tick, from the left; points."""
ROW = 27.0
SQUARE = 13.0


def key_again_paper(paper: Format, again: KeyAgainPaper) -> Bookmarked:
    """The list of one area, or of what is of the whole contest."""
    told = labels.KEY_AGAIN_TOLD.format(other=again.other)
    top = heading(again.heading, labels.KEY_AGAIN, "", "", told=told)
    parts = [
        Part([_row(line) for line in again.lines], _head()),
        Part([signed(labels.KEY_AGAIN_SIGNATURES)]),
    ]
    return labels.KEY_AGAIN, filled(paper, top, parts), labels.ONE_KEY_AGAIN


def _head() -> Block:
    block = Block(22)
    for words, x in zip(labels.KEY_AGAIN_HEADS, (0.0, STEP, *TICKS), strict=True):
        block.write(words, HEAD, 16, x)
    block.rule(HEAD_RULE, 21)
    return block


def _row(line: AgainLine) -> Block:
    name = Wrapped(line.paper, LARGE, STEP - 8)
    step = Wrapped(line.step, SMALL, TICKS[0] - STEP - 8)
    block = Block(max(ROW, name.height + 10, step.height + 10))
    middle = block.height / 2
    block.place(name, middle - name.height / 2 + 11.5)
    block.place(step, middle - step.height / 2 + 10, STEP)
    for x in TICKS:
        box(block, x, middle - SQUARE / 2, SQUARE, SQUARE)
    block.rule(ROW_RULE, block.height - ROW_RULE)
    return block
