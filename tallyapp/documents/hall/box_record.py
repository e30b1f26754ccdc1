"""The record of a box: how it came, its account, how often it was counted, and that it is empty."""

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import Bookmarked, heading, instructions, signed
from tallyapp.documents.hall.filling import Page, Part, filled, joined, row_height
from tallyapp.documents.hall.paper import PEN, PEN_DIGIT, Format, box, digits, tick
from tallyapp.documents.page.layout import (
    CONTENT,
    HEAD,
    NOTE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
    section,
)
from tallyapp.documents.page.typeface import width
from tallyapp.domain.reports.hall_papers import BoxLine, BoxRecords

MANY = 5
FIGURE = MANY * PEN_DIGIT
HERE_X = CONTENT - FIGURE
ACCOUNT_X = HERE_X - FIGURE - 20
SIGNED = 44.0
HIGHEST = 27.0


def box_records(paper: Format, records: BoxRecords) -> list[Bookmarked]:
    """A record for each box, with its bookmark."""
    return [
        (f"{box.id}, {box.name}", _pages(paper, records, box), labels.ONE_BOX)
        for box in records.boxes
    ]


def _pages(paper: Format, records: BoxRecords, of: BoxLine) -> list[Page]:
    kind = labels.POSTAL_BOX if of.postal else labels.POLLING_BOX
    told = f"{kind}: {of.name}"
    top = heading(records.heading, labels.BOX_RECORD, of.id, of.code, told=told, again=of.again)
    first = [*top.first, instructions(table=False)]
    empty = Block(25)
    section(empty, labels.EMPTY, top=3)
    received = joined(_title(labels.RECEIVED, ""), _received())
    ends = [_variance(), joined(empty, signed(labels.EMPTY_SIGNATURES, SIGNED))]
    heads = [_account_head(), _attempts_head()]
    beside = sum(block.height for block in [*first, received, *heads, *ends])
    many = len(labels.ACCOUNT_LINES) + labels.ATTEMPT_COUNT
    high = row_height(paper, beside, many, HIGHEST)
    account = [_account_line(*line, high) for line in labels.ACCOUNT_LINES]
    attempts = [_attempt(number, high) for number in range(1, labels.ATTEMPT_COUNT + 1)]
    parts = [
        Part([received]),
        Part(account, heads[0]),
        Part(attempts, heads[1]),
        *(Part([end]) for end in ends),
    ]
    return filled(paper, top._replace(first=first), parts)


def _title(words: str, note: str) -> Block:
    block = Block(24)
    section(block, words, note, top=4)
    return block


def _received() -> Block:
    block = Block(PEN + 44)
    x = 0.0
    for words, wide in zip(labels.RECEIVED_FIELDS, (210.0, 170.0, CONTENT - 400), strict=True):
        block.write(words, SMALL, 12, x)
        box(block, x, 16, wide, PEN)
        x += wide + 10
    baseline = PEN + 34
    x = 0.0
    for words in labels.SEAL_TICKS:
        x = tick(block, words, SMALL, x, baseline)
    return block


def _account_head() -> Block:
    block = Block(32)
    section(block, labels.ACCOUNT, top=4)
    for words, x in zip(labels.ACCOUNT_HEADS, (ACCOUNT_X, HERE_X), strict=True):
        block.write(words, HEAD, 27, x + FIGURE - width(words, HEAD))
    return block


def _account_line(words: str, note: str, counted: bool, high: float) -> Block:
    block = Block(high)
    block.write(words, SMALL_STRONG, high / 2 + 4, 0)
    if note:
        block.write(note, NOTE, high / 2 + 4, width(words, SMALL_STRONG) + 7)
    digits(block, ACCOUNT_X, 0, high, FIGURE, MANY)
    if counted:
        digits(block, HERE_X, 0, high, FIGURE, MANY)
    block.rule(ROW_RULE, high - ROW_RULE)
    return block


_ATTEMPT_X = (0.0, 52.0, 52.0 + FIGURE + 14, 280.0, 390.0)
_ATTEMPT_WIDE = (40.0, FIGURE, 92.0, 100.0, CONTENT - 390.0)


def _attempts_head() -> Block:
    block = Block(42)
    section(block, labels.ATTEMPTS, labels.ATTEMPTS_NOTE, top=4)
    for words, x in zip(labels.ATTEMPT_HEADS, _ATTEMPT_X, strict=True):
        block.write(words, HEAD, 38, x)
    return block


def _attempt(number: int, high: float) -> Block:
    block = Block(high)
    block.write(str(number), SMALL_STRONG, high / 2 + 4, 8)
    digits(block, _ATTEMPT_X[1], 0, high, FIGURE, MANY)
    for x, wide in zip(_ATTEMPT_X[2:], _ATTEMPT_WIDE[2:], strict=True):
        box(block, x, 0, wide, high, 0.35)
    return block


def _variance() -> Block:
    block = Block(80)
    section(block, labels.VARIANCE, top=6)
    x = 0.0
    baseline = 39.0
    for words in labels.CAUSES:
        if x + 19 + width(words, SMALL) > CONTENT:
            x = 0.0
            baseline += 17
        x = tick(block, words, SMALL, x, baseline)
    block.write(labels.VARIANCE_WORDS, SMALL, baseline + 19)
    left = width(labels.VARIANCE_WORDS, SMALL) + 8
    box(block, left, baseline + 7, CONTENT - left, PEN, 0.35)
    block.height = baseline + 7 + PEN + 2
    return block
