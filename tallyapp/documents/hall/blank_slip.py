"""Bundle slips: one pile of bundles, whose it is ticked by name, two on a page where they fit."""

from itertools import zip_longest

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import Bookmarked, heading, name_style, person, signed
from tallyapp.documents.hall.blank_sheet import (
    FULL_WIDE,
    FULL_X,
    NAME_X,
    PAPERS_WIDE,
    PAPERS_X,
    PART_WIDE,
    PART_X,
    signs,
)
from tallyapp.documents.hall.filling import Page, Part, filled, joined, side_by_side
from tallyapp.documents.hall.paper import PEN, Format, box, dashes, digits
from tallyapp.documents.page import wording
from tallyapp.documents.page.layout import (
    CONTENT,
    FINE,
    GUTTER,
    HEAD,
    HEAD_RULE,
    ROW_RULE,
    SMALL,
    SMALL_STRONG,
    TEXT_STRONG,
    Block,
)
from tallyapp.documents.page.typeface import BOLD, Style, width
from tallyapp.domain.reports.hall_papers import BlankPapers, NumberedPaper

HALF_GAP = 26.0
ACROSS = 2
SIGNED = 40.0
BOX = 14.0


def slip_pages(paper: Format, blank: BlankPapers, of: NumberedPaper) -> list[Page]:
    """The pages of one bundle slip: half a page, if it is short enough."""
    seats = wording.SEATS.format(seats=blank.seats) + " " if blank.seats > 1 else ""
    top = heading(
        blank.heading,
        labels.TITLES["slip"],
        str(of.number),
        of.code,
        told=seats + wording.BUNDLES_OF.format(bundle=blank.bundle),
        order=blank.order,
        again=of.again,
        low=True,
    )
    head = Block(20)
    head.write(labels.SLIP_ONE if blank.seats == 1 else labels.SLIP_SEVERAL, SMALL_STRONG, 13)
    head.rule(HEAD_RULE, 19)
    wide = (CONTENT - GUTTER) / ACROSS

    style = name_style(blank.candidates, wide - 54, PEN)

    def drawn(index: int, column: int, high: float) -> Block:
        x = column * (wide + GUTTER)
        line = Block()
        candidate = blank.candidates[index]
        line.height = person(line, candidate, x + 52, wide - 54, max(PEN, high), style)
        box(line, x, (line.height - BOX) / 2, BOX, BOX)
        strong = Style(BOLD, 14, 15)
        line.write(str(index + 1), strong, line.height / 2 + 5, x + 18, 26, "right")
        line.rule(ROW_RULE, line.height - ROW_RULE, x, wide)
        return line

    rows = side_by_side(len(blank.candidates), ACROSS, drawn)
    end = joined(_figures(blank), signed(labels.SLIP_SIGNATURES, SIGNED))
    return filled(paper, top, [Part(rows, head), Part([end])])


def _figures(blank: BlankPapers) -> Block:
    high = 26.0
    block = Block(high + 22)
    if blank.written != "total":
        for words, x, wide in (
            (wording.FULL_BUNDLES, FULL_X, FULL_WIDE),
            (wording.PART_BUNDLE, PART_X, PART_WIDE),
        ):
            block.write(words, SMALL, 18, x + (wide - width(words, SMALL)) / 2)
    middle = PAPERS_X + (PAPERS_WIDE - width(wording.PAPERS, HEAD)) / 2
    block.write(wording.PAPERS, HEAD, 18, middle)
    line = Block(high)
    line.write(labels.SLIP_LINE, TEXT_STRONG, high / 2 + 4, NAME_X)
    if blank.written != "total":
        digits(line, FULL_X, 0, high, FULL_WIDE, 3)
        digits(line, PART_X, 0, high, PART_WIDE, 2)
        signs(line, blank.bundle, high)
    digits(line, PAPERS_X, 0, high, PAPERS_WIDE, 4, 2.0)
    block.mark(lambda canvas, upper: line.draw(canvas, upper - 22))
    return block


def slips(paper: Format, blank: BlankPapers) -> list[Bookmarked]:
    """All slips of a run; two on a page with a line to cut them apart, where each is half a page
    at most.
    """
    half = (paper.room - HALF_GAP) / 2
    laid = [(str(of.number), slip_pages(paper, blank, of)) for of in blank.papers]
    if any(len(page) > 1 or _tall(page[0]) > half for _, page in laid):
        return [(number, page, labels.ONE_SLIP) for number, page in laid]
    found: list[Bookmarked] = []
    for upper, lower in zip_longest(laid[::2], laid[1::2]):
        blocks = [joined(*upper[1][0])]
        numbers = upper[0]
        if lower:
            gap = Block(half - blocks[0].height + HALF_GAP)
            dashes(gap, 0, gap.height - HALF_GAP / 2, CONTENT, 0)
            gap.write(labels.CUT, FINE, gap.height - HALF_GAP / 2 - 3, align="right")
            blocks += [gap, joined(*lower[1][0])]
            numbers = f"{upper[0]}, {lower[0]}"
        found.append((numbers, [blocks], labels.ONE_SLIP))
    return found


def _tall(page: Page) -> float:
    return sum(block.height for block in page)
