"""Text broken into lines and set: nothing is cut, nothing is markup, and no letter is lost."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tallyapp.documents.page.typeface import BOLD, CAP_HEIGHT, Style, composed, width
from tallyapp.documents.page.wording import MASK

Align = Literal["left", "right"]

HIDDEN_GREY = 0.8
_PIECES = re.compile(r"\s+|[^\s-]*-+|[^\s-]+")
"""Where a line may be broken: at spaces, and after a hyphen."""

MOST_ON_A_LINE = 1_000
"""More letters than any line holds: a hostile text is not measured
to its end for every line of it.
"""


class Run(NamedTuple):
    """Characters of a line in one style."""

    text: str
    style: Style


class Wrapped:
    """A text in lines no wider than its measure;
    only a piece that is wider itself is broken between letters.

    ReportLab's Paragraph breaks long double-barrelled names anywhere, and reads names as markup.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        measure: float,
        align: Align = "left",
        strong: Sequence[str] = (),
    ) -> None:
        self._style = style
        self._measure = measure
        self._align = align
        text = composed(text)
        if not strong and width(text, style) <= measure:
            self._lines = [[Run(text, style)]]
        else:
            self._lines = _broken(_runs(text, style, strong), measure)
        self.height = len(self._lines) * style.leading

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    def draw(self, canvas: Canvas, x: float, baseline: float) -> None:
        """Set the text with its first line on a baseline; x is the left edge of its measure."""
        for line in self._lines:
            start = x
            if self._align == "right":
                start += self._measure - sum(width(run.text, run.style) for run in line)
            for text, style in line:
                if text == MASK:
                    _bar(canvas, start, baseline, style)
                else:
                    canvas.setFont(style.font, style.size)
                    canvas.drawString(start, baseline, text)
                start += width(text, style)
            baseline -= self._style.leading


def _bar(canvas: Canvas, x: float, baseline: float, style: Style) -> None:
    """A grey bar in the place of a hidden figure."""
    canvas.setFillGray(HIDDEN_GREY)
    canvas.rect(x, baseline, width(MASK, style), style.size * CAP_HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0)


def _runs(text: str, style: Style, strong: Sequence[str]) -> list[Run]:
    """The text with some phrases of it bold."""
    phrases = [
        re.escape(composed(phrase)) for phrase in sorted(strong, key=len, reverse=True) if phrase
    ]
    if not phrases:
        return [Run(text, style)]
    parts = re.split(f"({'|'.join(phrases)})", text)
    heavy = style._replace(font=BOLD)
    return [Run(part, heavy if index % 2 else style) for index, part in enumerate(parts) if part]


def _broken(runs: Sequence[Run], measure: float) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    used = 0.0
    for piece, style in _fitting(runs, measure):
        advance = width(piece, style)
        if used + advance > measure and lines[-1] and not piece.isspace():
            lines.append([])
            used = 0.0
        if piece.isspace() and not lines[-1]:
            continue
        lines[-1].append(Run(piece, style))
        used += advance
    return [_joined(line) for line in lines]


def _fitting(runs: Sequence[Run], measure: float) -> Iterator[Run]:
    """The pieces of a text, those wider than the measure in parts that fit."""
    for text, style in runs:
        for piece in _PIECES.findall(text):
            rest = piece
            while (
                not rest.isspace()
                and len(rest) > 1
                and width(rest[:MOST_ON_A_LINE], style) > measure
            ):
                fits = next(n for n in range(1, len(rest)) if width(rest[: n + 1], style) > measure)
                yield Run(rest[:fits], style)
                rest = rest[fits:]
            yield Run(rest, style)


def _joined(line: Sequence[Run]) -> list[Run]:
    """A line in as few runs as it has changes of style, without the spaces at its end."""
    joined: list[Run] = []
    for text, style in line:
        if joined and joined[-1].style == style:
            joined[-1] = Run(joined[-1].text + text, style)
        else:
            joined.append(Run(text, style))
    if joined:
        joined[-1] = Run(joined[-1].text.rstrip(), joined[-1].style)
    return joined
