"""The slip that goes back to its table with a queried
count sheet or adjudication form: one page, A5.

A printer that has only A4 prints it as large as the paper.
"""

from reportlab.lib.pagesizes import A5

from tallyapp.documents.hall.paper import (
    BAR_HEIGHT,
    QUIET,
    SIGNATURE_HEIGHT,
    barcode,
    pages,
    signatures,
)
from tallyapp.documents.page import wording
from tallyapp.documents.page.glyphs import shown_text
from tallyapp.documents.page.layout import (
    AREA,
    BODY,
    MARGIN,
    RESULT_RULE,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    TEXT,
    TEXT_STRONG,
    TITLE,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, CAP_HEIGHT, REGULAR, Style, load_typeface, width
from tallyapp.domain.reports.hall_papers import QuerySlip

MEASURE = A5[0] - 2 * MARGIN
NUMBERS = tuple(Style(BOLD, size, size) for size in (104, 84, 66, 52, 42, 34, 28))
"""How large the number is: the first in which it stands beside the barcode."""
SENTENCE = Style(REGULAR, 11.5, 14.5)
FIND = Style(BOLD, 20, 24)
BOTTOM = A5[1] - 43 - 34
"""How far down from the first block the page can be filled."""
NOTE_LINES = 6
"""More of a note is on the screen."""


def render_query_slip(slip: QuerySlip) -> bytes:
    """The slip as a PDF, a function of its report alone;
    characters that no font has are shown as boxes.
    """
    load_typeface()
    head = _heading(slip)
    wrong = _what_is_wrong(slip)
    foot = _foot(slip)
    gap = Block(max(0.0, BOTTOM - head.height - wrong.height - foot.height))
    title = f"{wording.QUERY_SLIP}, {wording.PAPER_NAMES[slip.paper]} {slip.number}"
    return pages(A5, title, [(head, wrong, gap, foot)], practice=slip.heading.practice)


def _heading(slip: QuerySlip) -> Block:
    block = Block()
    heading = slip.heading
    block.write(wording.QUERY_SLIP, TITLE, 13, measure=MEASURE)
    block.write(wording.PAPER_NAMES[slip.paper], AREA, 47, measure=MEASURE)
    number = str(slip.number)
    left = barcode(block, slip.code, MEASURE, 60, MEASURE * 0.55)
    fitting = (style for style in NUMBERS if width(number, style) <= left - 2 * QUIET)
    style = next(fitting, NUMBERS[-1])
    lower = 60 + style.size * CAP_HEIGHT
    block.write(number, style, lower, measure=MEASURE)
    lower = max(lower + 30, 60 + BAR_HEIGHT + 34)
    lower = block.write(heading.area, Style(BOLD, 17, 20), lower, measure=MEASURE)
    lower = block.write(f"{heading.contest}, {heading.election}", BODY, lower - 3, measure=MEASURE)
    block.height = lower - BODY.leading + 10
    block.rule(RESULT_RULE, block.height - RESULT_RULE, length=MEASURE)
    return block


def _what_is_wrong(slip: QuerySlip) -> Block:
    block = Block()
    baseline = 19.0
    for sentence in slip.wrong:
        baseline = block.write(shown_text(sentence), SENTENCE, baseline, measure=MEASURE) + 3
    totals = False
    for line in slip.sum:
        if line.total and not totals:
            block.rule(SECTION_RULE, baseline - 10, length=MEASURE)
            baseline += 5
            totals = True
        style = TEXT_STRONG if line.total else TEXT
        block.write(line.words, style, baseline, measure=MEASURE)
        block.write(wording.figure(line.papers), style, baseline, measure=MEASURE, align="right")
        baseline += 16
    if slip.find:
        block.rule(SECTION_RULE, baseline - 10, length=MEASURE)
        block.write(wording.FIND, TITLE, baseline + 11, measure=MEASURE)
        block.write(slip.find, FIND, baseline + 12, measure=MEASURE, align="right")
        baseline += 34
    if slip.note or not slip.wrong:
        words = shown_text(slip.note) or wording.NOTHING_NOTED
        block.write(wording.NOTE_OF_THE_DESK, SMALL, baseline, measure=MEASURE)
        baseline = block.place(_note(words), baseline + 15)
    block.height = baseline
    return block


def _note(words: str) -> Wrapped:
    """The note, in smaller type where it is long."""
    large = Wrapped(words, SENTENCE, MEASURE)
    return large if large.lines <= NOTE_LINES else Wrapped(words, BODY, MEASURE)


def _foot(slip: QuerySlip) -> Block:
    block = Block()
    signatures(block, wording.SLIP_SIGNATURES, 0, MEASURE, SIGNATURE_HEIGHT)
    lower = block.write(wording.BRING_BACK[slip.paper], TEXT_STRONG, 79, measure=MEASURE)
    block.rule(ROW_RULE, lower - 5, length=MEASURE)
    told = wording.QUERIED_BY.format(officer=slip.officer, when=wording.moment(slip.at))
    block.height = block.write(told, SMALL, lower + 8, measure=MEASURE)
    return block
