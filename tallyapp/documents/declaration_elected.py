"""Who is elected, on the declaration: to be read from three metres."""

from collections.abc import Iterator, Sequence

from tallyapp.documents.page import tags, wording
from tallyapp.documents.page.layout import (
    CONTENT,
    FINE,
    GUTTER,
    RESULT_RULE,
    TEXT,
    TEXT_STRONG,
    TITLE,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.tongues import ENGLISH, Tongues, led_by, together
from tallyapp.documents.page.typeface import BOLD, REGULAR, Style, width
from tallyapp.documents.page.welsh import WELSH
from tallyapp.domain.reports.declaration_report import CandidateResult, DeclarationReport
from tallyapp.domain.vocabulary.welsh_phrases import seats_cy

ONE_NAME = tuple(Style(BOLD, size, size * 1.1) for size in (54, 48, 42, 36, 30))
SEVERAL_NAMES = tuple(Style(BOLD, size, size * 1.15) for size in (28, 26, 24))
SIZES = (
    (ONE_NAME, SEVERAL_NAMES, Style(REGULAR, 17, 20)),
    (ONE_NAME, SEVERAL_NAMES, TEXT),
    ((TITLE,), (TITLE,), TEXT),
    ((TEXT_STRONG,), (TEXT_STRONG,), FINE),
)
"""Names and description of who is elected: to be read from three metres, smaller beyond a page."""
_LARGE = 6
"""With more elected than these, all are set smaller where the first page does not hold them."""


def elected_blocks(
    report: DeclarationReport, room: float, tongues: Tongues = ENGLISH
) -> list[Block]:
    """Who is elected, in blocks none of which is taller than the room that the first page has."""
    elected = [candidate for candidate in report.candidates if candidate.elected]
    if len(elected) == 1:
        (one,) = elected
        return [
            fitting(room, (_one_elected(one, names, text, tongues) for names, _, text in SIZES))
        ]
    label = Block(22)
    label.write(_label(len(elected), tongues), TITLE, 18, tag=tags.SECTION)
    label.write(tongues.line(wording.VOTES), TEXT, 18, align="right")
    # One of several is described as in the text at the most: there is no larger size for it.
    sizes = [(names, text) for _, names, text in SIZES[1:]]
    closing = Block(RESULT_RULE + 2)
    closing.rule(RESULT_RULE, 2)
    left = room - label.height
    first = [fitting(left, (_one_of_several(one, *size) for size in sizes)) for one in elected]
    blocks = first
    for size in sizes[1:] if len(elected) > _LARGE else ():
        if sum(block.height for block in blocks) + closing.height <= left:
            break
        blocks = [_one_of_several(one, *size) for one in elected]
    return [label, *blocks, closing]


def fitting(room: float, blocks: Iterator[Block]) -> Block:
    """The first of these that fits, or the last: no name is cut, however long it is."""
    for block in blocks:
        if block.height <= room:
            break
    return block


def _label(elected: int, tongues: Tongues) -> str:
    """What stands above the names of those elected."""
    if elected < 2:
        return tongues.line(wording.ELECTED)
    english = wording.ELECTED_TO.format(number=wording.number(elected))
    welsh = WELSH[wording.ELECTED_TO].format(number=seats_cy(elected))
    return together(tongues.texts(english, welsh))


def _one_elected(
    candidate: CandidateResult, names: Sequence[Style], description: Style, tongues: Tongues
) -> Block:
    block = Block()
    votes = led_by(f"{wording.figure(candidate.votes)} ", tongues.line(wording.VOTES))
    block.write(tongues.line(wording.ELECTED), TITLE, 18, tag=tags.SECTION)
    style = _step(candidate.name, names, CONTENT)
    last = block.write(candidate.name, style, 20 + style.size * 0.92) - style.leading
    beside = Style(BOLD, 22, 26)
    baseline = last + 31
    measure = CONTENT - width(votes, beside) - 4 * GUTTER
    lower = block.write(candidate.description, description, baseline, measure=measure)
    block.write(votes, beside, baseline, align="right")
    block.height = max(lower - description.leading, baseline) + 12
    block.rule(RESULT_RULE, block.height - RESULT_RULE)
    return block


def _one_of_several(
    candidate: CandidateResult, names: Sequence[Style], description: Style
) -> Block:
    block = Block(tag=tags.ITEM)
    votes = wording.figure(candidate.votes)
    # Votes are as large as the names beside them.
    large = names is SEVERAL_NAMES
    figures = SEVERAL_NAMES[0] if large else names[0]
    baseline = 24.5 if large else 16.0
    measure = CONTENT - width(votes, figures) - 4 * GUTTER
    style = _step(candidate.name, names, measure)
    with block.part(tags.ITEM_BODY):
        last = block.write(candidate.name, style, baseline, measure=measure) - style.leading
        block.write(votes, figures, baseline, align="right")
        beneath = last + (16 if large else description.leading)
        lower = block.write(candidate.description, description, beneath, measure=measure)
    block.height = lower - description.leading + 6.5
    return block


def _step(name: str, steps: Sequence[Style], measure: float) -> Style:
    """The largest step in which a name takes one line;
    else two; below the last step nothing shrinks.
    """
    for style in steps:
        if width(name, style) <= measure:
            return style
    words = name.replace("-", "- ").split()
    for style in steps[len(steps) // 2 :]:
        if (
            all(width(word, style) <= measure for word in words)
            and _lines(name, style, measure) <= 2
        ):
            return style
    return steps[-1]


def _lines(text: str, style: Style, measure: float) -> int:
    return Wrapped(text, style, measure).lines
