"""The paper for lines that were drawn to be added up by hand: which papers to fetch, and empty rows
for what stands on each; with none of our figures.
"""

from collections.abc import Sequence

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import (
    Bookmarked,
    heading,
    instructions,
    signed,
    total_row,
)
from tallyapp.documents.hall.filling import Part, filled, joined
from tallyapp.documents.hall.paper import PEN, PEN_DIGIT, Format, digits
from tallyapp.documents.page.layout import (
    CONTENT,
    GUTTER,
    HEAD_RULE,
    RESULT_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    Block,
)
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, Style
from tallyapp.domain.reports.hall_papers import DrawnLine, ReAddPaper

MANY = 4
FIGURE = MANY * PEN_DIGIT
ABREAST = 3
LARGE = Style(BOLD, 13, 15.5)


def re_add_paper(paper: Format, drawn: ReAddPaper) -> Bookmarked:
    """The paper of one draw, a line after the other."""
    seed = labels.RE_ADD_SEED.format(seed=drawn.seed)
    told = f"{seed}. {labels.RE_ADD_TOLD}"
    top = heading(drawn.heading, labels.RE_ADD, "", drawn.code, told=told)
    first = [*top.first, instructions(table=False)]
    parts: list[Part] = []
    for number, line in enumerate(drawn.lines, 1):
        parts += _line(drawn, number, line)
    parts.append(Part([signed(labels.RE_ADD_SIGNATURES)]))
    return labels.RE_ADD, filled(paper, top._replace(first=first), parts), labels.ONE_RE_ADD


def _line(drawn: ReAddPaper, number: int, line: DrawnLine) -> Sequence[Part]:
    """A line: its head, a place for a figure for each paper, and its total."""
    papers = [(kind, n) for kind, numbers in line.papers for n in numbers]
    rows = _places(papers)
    total = labels.RE_ADD_TOTAL.format(n=number)
    # The total is never alone on a page: it would be that of another line.
    end = joined(*rows[-1:], total_row(total, weight=1.2, rule=RESULT_RULE), Block(10))
    return [Part([*rows[:-1], end], _head(drawn, number, line))]


def _head(drawn: ReAddPaper, number: int, line: DrawnLine) -> Block:
    how = labels.RE_ADD_VOTES if drawn.seats == 1 else labels.RE_ADD_SEVERAL
    block = Block()
    lower = block.write(labels.RE_ADD_LINE.format(n=number, area=line.area), SMALL_STRONG, 16)
    lower = block.write(line.whose, LARGE, lower + 3, measure=CONTENT)
    told = Wrapped(labels.RE_ADD_REJECTED if line.rejected else how, SMALL, CONTENT)
    lower = block.place(told, lower - 2)
    block.height = lower - SMALL.leading + 7
    block.rule(HEAD_RULE, block.height - HEAD_RULE)
    return block


def _places(papers: Sequence[tuple[str, int]]) -> list[Block]:
    # Across and then down: the order in which they are fetched goes on over the end of a page.
    return [_row(papers[at : at + ABREAST]) for at in range(0, len(papers), ABREAST)]


def _row(papers: Sequence[tuple[str, int]]) -> Block:
    wide = (CONTENT - (ABREAST - 1) * GUTTER) / ABREAST
    row = Block(PEN)
    for column, (kind, number) in enumerate(papers):
        x = column * (wide + GUTTER)
        words = f"{labels.RE_ADD_KINDS[kind]} {number}"
        row.write(words, SMALL_STRONG, PEN / 2 + 4, x, wide - FIGURE - 6)
        digits(row, x + wide - FIGURE, 0, PEN, FIGURE, MANY)
        row.rule(ROW_RULE, PEN - ROW_RULE, x, wide)
    return row
