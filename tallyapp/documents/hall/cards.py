"""Cards and labels, several on a page, to be cut apart: sign-in cards, labels for containers."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar

from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.hall import labels
from tallyapp.documents.hall.blank_paper import Bookmarked
from tallyapp.documents.hall.filling import Page
from tallyapp.documents.hall.paper import Format, barcode, dashes, least_width
from tallyapp.documents.page.layout import CONTENT, NOTE, SMALL, SMALL_STRONG, Block
from tallyapp.documents.page.text import Wrapped
from tallyapp.documents.page.typeface import BOLD, Style, width
from tallyapp.domain.reports.hall_papers import Card, Cards, Label, Labels

_T = TypeVar("_T", Card, Label)
ACROSS = 2
WIDE = CONTENT / ACROSS
HIGH = 165.0
INSET = 14.0
INSIDE = WIDE - INSET
NUMBERS = tuple(Style(BOLD, size, size) for size in (54, 44, 34, 26, 20))
NAME = Style(BOLD, 14, 16)


def cards(paper: Format, of: Cards) -> list[Bookmarked]:
    """The sign-in cards, as many on a page as it holds."""
    return _laid_out(paper, of.cards, lambda block, card: _card(block, card, of.count), _officer)


def container_labels(paper: Format, of: Labels) -> list[Bookmarked]:
    """The labels for containers, as many on a page as it holds; one beneath another where a code is
    too long for half its width.
    """
    fits = all(least_width(label.code) <= INSIDE for label in of.labels)
    across = ACROSS if fits else 1
    inside = INSIDE if fits else CONTENT
    return _laid_out(
        paper,
        of.labels,
        lambda block, label: _label(block, label, inside),
        lambda label: label.id,
        across,
    )


def _officer(card: Card) -> str:
    return str(card.number)


def _laid_out(
    paper: Format,
    things: Sequence[_T],
    draw: Callable[[Block, _T], None],
    name: Callable[[_T], str],
    across: int = ACROSS,
) -> list[Bookmarked]:
    down = max(1, int(paper.room // HIGH))
    remaining = iter(things)
    found: list[Bookmarked] = []
    while batch := list(islice(remaining, across * down)):
        whole: Page = []
        for at in range(0, len(batch), across):
            row = Block(HIGH)
            for column, thing in enumerate(batch[at : at + across]):
                inner = Block(HIGH)
                draw(inner, thing)
                _place(row, inner, column * (WIDE + INSET))
            dashes(row, 0, HIGH, CONTENT, 0)
            if across > 1:
                dashes(row, WIDE, 0, 0, HIGH)
            whole.append(row)
        names = dict.fromkeys((name(batch[0]), name(batch[-1])))
        found.append((" – ".join(names), [whole], ""))
    return found


def _place(row: Block, inner: Block, x: float) -> None:
    def draw(canvas: Canvas, top: float) -> None:
        canvas.saveState()
        canvas.translate(x, 0)
        inner.draw(canvas, top)
        canvas.restoreState()

    row.mark(draw)


def _card(block: Block, card: Card, count: str) -> None:
    block.write(count, NOTE, 18, 0, INSIDE)
    number = str(card.number)
    block.write(labels.OFFICER, SMALL_STRONG, 38, 0)
    block.write(number, NUMBERS[1], 76, 0, INSIDE)
    beside = max(width(number, NUMBERS[1]), width(labels.OFFICER, SMALL_STRONG)) + 14
    block.write(card.role[:1].upper() + card.role[1:], SMALL, 38, beside, INSIDE - beside)
    if card.name:
        block.place(Wrapped(card.name, NAME, INSIDE - beside), 57, beside)
    barcode(block, card.code, INSIDE, 104, INSIDE / 2, 30)
    block.write(labels.CARD_TOLD, NOTE, 120, 0, INSIDE / 2 - 20)


def _label(block: Block, label: Label, inside: float) -> None:
    style = next((s for s in NUMBERS if width(label.id, s) <= inside), NUMBERS[-1])
    lower = 10 + style.size * 0.76
    lower = block.write(label.id, style, lower, 0, inside) - style.leading + 15
    lower = block.write(label.words, SMALL_STRONG, lower, 0, inside)
    for words in label.whose:
        lower = block.write(words, NOTE, lower, 0, inside)
    barcode(block, label.code, inside, 98, inside, 30)
    block.write(labels.LABEL_TOLD, NOTE, 156, 0)
    if label.again:
        block.write(labels.AGAIN, SMALL_STRONG, 140, 0)
